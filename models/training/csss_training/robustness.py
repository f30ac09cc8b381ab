"""What may befall a scan on its way to us, each at one fixed strength. Grey levels 0–255 of any size in, the same size out; the pre-processing comes after."""
import io
from typing import Callable

import numpy as np
from PIL import Image, ImageFilter

NOISE_SIGMA = 10.0       # grey levels
ROTATION = 10.0          # degrees
GAMMA = 1.5


def jpeg(grey: np.ndarray, quality: int) -> np.ndarray:
    stored = io.BytesIO()
    _eight_bits(grey).save(stored, "JPEG", quality=quality)
    return np.asarray(Image.open(stored), np.float32)


def noise(grey: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return _levels(grey + rng.normal(0, NOISE_SIGMA, grey.shape))


def rotate(grey: np.ndarray, degrees: float) -> np.ndarray:
    """Counter-clockwise about the centre; black comes in at the corners."""
    return np.asarray(_float(grey).rotate(degrees, Image.Resampling.BILINEAR, fillcolor=0))


def half_size(grey: np.ndarray) -> np.ndarray:
    image = _float(grey)
    small = image.resize((max(1, image.width // 2), max(1, image.height // 2)), Image.Resampling.BILINEAR)
    return _levels(np.asarray(small.resize(image.size, Image.Resampling.BILINEAR)))


def gamma(grey: np.ndarray, power: float) -> np.ndarray:
    return _levels(255 * (_levels(grey) / 255) ** power)


def phone_photo(grey: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A monitor photographed by hand: a little askew, soft, striped by the two pixel grids, unevenly lit, darker in the corners, a JPEG."""
    askew = _perspective(grey, rng)
    across, down = np.meshgrid(np.linspace(-1, 1, grey.shape[1]), np.linspace(-1, 1, grey.shape[0]))
    blurred = np.asarray(_eight_bits(askew).filter(ImageFilter.GaussianBlur(0.8 * min(grey.shape) / 256)), np.float32)
    lit = blurred * _light(across, down, rng) + _stripes(across, down, rng)
    return jpeg(lit, 60)


PERTURBATIONS: dict[str, Callable[[np.ndarray, np.random.Generator], np.ndarray]] = {
    "jpeg_30": lambda grey, rng: jpeg(grey, 30),
    "noise": noise,
    "rotate_plus_10": lambda grey, rng: rotate(grey, ROTATION),
    "rotate_minus_10": lambda grey, rng: rotate(grey, -ROTATION),
    "phone_photo": phone_photo,
    "half_size": lambda grey, rng: half_size(grey),
    "darker": lambda grey, rng: gamma(grey, GAMMA),
    "brighter": lambda grey, rng: gamma(grey, 1 / GAMMA),
}


def _perspective(grey: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Each corner of the photo looks at a point up to 5 % of a side away from the scan's own corner, in or out; outside lies black."""
    height, width = grey.shape
    corners = np.array([(0, 0), (0, height), (width, height), (width, 0)], float) + rng.uniform(-0.05, 0.05, (4, 2)) * (width, height)
    return np.asarray(_float(grey).transform((width, height), Image.Transform.QUAD, tuple(corners.ravel()), Image.Resampling.BILINEAR))


def _light(across: np.ndarray, down: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A gradient of ±15 % from one side to the other, and a vignette that takes a quarter from the corners."""
    angle = rng.uniform(0, 2 * np.pi)
    return (1 + 0.15 * (np.cos(angle) * across + np.sin(angle) * down)) * (1 - 0.125 * (across ** 2 + down ** 2))


def _stripes(across: np.ndarray, down: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Two moiré patterns of 4 grey levels each, 10 to 40 stripes over the image, bent a little."""
    total = np.zeros_like(across)
    for _ in range(2):
        angle, waves, phase = rng.uniform(0, np.pi), rng.uniform(10, 40), rng.uniform(0, 2 * np.pi)
        along = np.cos(angle) * across + np.sin(angle) * down + 0.05 * across * down
        total += 4 * np.sin(np.pi * waves * along + phase)
    return total


def _float(grey: np.ndarray) -> Image.Image:
    return Image.fromarray(np.ascontiguousarray(grey, np.float32))


def _eight_bits(grey: np.ndarray) -> Image.Image:
    return Image.fromarray(_levels(grey).round().astype(np.uint8))


def _levels(grey: np.ndarray) -> np.ndarray:
    return np.clip(grey, 0, 255).astype(np.float32)
