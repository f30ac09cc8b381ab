"""Changes that another hospital could have made to the same scan, a batch at a time. No mirroring: the heart is on the left.

What each fights: geometry the framing, tone and field the exposure and the look-up table, sharpness the size it was stored at, masks the burned-in letters and borders.
"""
import math

import torch
from torch import Tensor
from torch.nn import functional


def augment(pixels: Tensor, side: int, generator: torch.Generator, spec: dict, shares: Tensor | None = None) -> tuple[Tensor, Tensor | None]:
    """[B, H, W] grey levels 0–255 to [B, 1, side, side] grey levels 0–255; normalisation comes after. All draws are uniform within the amounts in `spec`.

    `shares` [B, parts, H, W], what is where, are moved with the image, to `side` as well.
    """
    image = pixels.float()[:, None]
    image = _sharpness(image, generator, spec)
    grid = sampling_grid(len(image), side, generator, spec)
    image, moved = (None if plane is None else functional.grid_sample(plane, grid, mode="bilinear", padding_mode="zeros", align_corners=False) for plane in (image, shares))
    image = _tone(image / 255, generator, spec)
    return _masks(255 * image, generator, spec), moved


def sampling_grid(count: int, side: int, generator: torch.Generator, spec: dict) -> Tensor:
    """Rotate, show a share of each axis (sources are squashed, so each on its own), shift; what comes in from outside is black."""
    angle = _draw(count, generator, -spec["rotate_degrees"], spec["rotate_degrees"]) * math.pi / 180
    share = torch.exp(_draw(count, generator, *(math.log(v) for v in spec["visible"])))
    aspect = torch.exp(_draw(count, generator, -spec["log_aspect"], spec["log_aspect"]) / 2)
    wide, high = share * aspect, share / aspect
    across, down = (_draw(count, generator, -1, 1) * (0.7 * (1 - extent).abs() + spec["shift"]) for extent in (wide, high))
    cos, sin = angle.cos(), angle.sin()
    matrix = torch.stack([torch.stack([cos * wide, -sin * high, across], 1), torch.stack([sin * wide, cos * high, down], 1)], 1)
    return functional.affine_grid(matrix, (count, 1, side, side), align_corners=False)


def _sharpness(image: Tensor, generator: torch.Generator, spec: dict) -> Tensor:
    """Down and up again, for half of the images: sources were stored at different sizes."""
    side = image.shape[-1]
    draws = torch.rand(len(image), generator=generator)
    for i, draw in enumerate(draws.tolist()):
        if draw < 0.5:
            small = int(side * (spec["smallest_scale"] + 2 * draw * (0.9 - spec["smallest_scale"])))
            less = functional.interpolate(image[i:i + 1], size=(small, small), mode="bilinear", antialias=True)
            image[i:i + 1] = functional.interpolate(less, size=(side, side), mode="bilinear")
    return image


def _tone(image: Tensor, generator: torch.Generator, spec: dict) -> Tensor:
    """Gamma, a smooth exposure field over the plate, a little noise. Levels 0–1."""
    count, side = len(image), image.shape[-1]
    image = image.clamp(0, 1) ** _column(torch.exp(_draw(count, generator, -spec["log_gamma"], spec["log_gamma"])))
    field = functional.interpolate(torch.randn(count, 1, 3, 3, generator=generator), size=(side, side), mode="bicubic")
    image = (image * (1 + spec["field"] * field)).clamp(0, 1)
    noise = torch.randn(image.shape, generator=generator) * _column(_draw(count, generator, 0, spec["noise"]))
    return (image + noise).clamp(0, 1)


def _masks(image: Tensor, generator: torch.Generator, spec: dict) -> Tensor:
    """Boxes over corners, sometimes elsewhere, black or of one grey."""
    side = image.shape[-1]

    def whole(low: int, high: int) -> int:
        return int(torch.randint(low, high, (1,), generator=generator))

    for one in image:
        if torch.rand(1, generator=generator) >= spec["masked"]:
            continue
        for _ in range(whole(1, 4)):
            height, width = whole(side // 12, side // 3), whole(side // 12, side // 3)
            corner = torch.rand(1, generator=generator) < 0.6
            top, left = (whole(0, 2) * (side - extent) if corner else whole(0, side - extent) for extent in (height, width))
            one[0, top:top + height, left:left + width] = 255 * float(torch.rand(1, generator=generator)) * whole(0, 2)
    return image


def _draw(count: int, generator: torch.Generator, low: float, high: float) -> Tensor:
    return torch.rand(count, generator=generator) * (high - low) + low


def _column(values: Tensor) -> Tensor:
    return values[:, None, None, None]
