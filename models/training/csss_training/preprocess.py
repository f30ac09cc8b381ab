"""From an image file to the network's input, as models/README.md defines it step by step (serving does the same in C#)."""
import io
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

ITU_R_601 = np.array([0.299, 0.587, 0.114], np.float32)


class BlankImage(ValueError):
    """The image has no contrast to normalise; serving rejects it."""


def load_input(path: Path, spec: dict) -> np.ndarray:
    """[1, 224, 224] float32 in `spec["range"]`."""
    return to_input(read_grey(path, spec), spec)


def read_grey(source: Path | bytes, spec: dict) -> np.ndarray:
    """The whole image as float32 grey levels 0–255, upright."""
    image = Image.open(io.BytesIO(source) if isinstance(source, bytes) else source)
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):
        return np.asarray(image, np.float32) / spec["sixteen_bit_divisor"]
    if image.mode == "1":
        image = image.convert("L")
    if image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode == "CMYK":
        image = image.convert("RGB")
    return to_grey(np.asarray(image, np.float32), has_alpha=image.mode in ("LA", "RGBA"))


def to_grey(pixels: np.ndarray, has_alpha: bool = False) -> np.ndarray:
    """[H, W] or [H, W, bands] of 0–255 to [H, W]: ITU-R BT.601 luma on stored values, alpha over black."""
    if pixels.ndim == 2:
        return pixels
    bands, alpha = (pixels[..., :-1], pixels[..., -1] / 255) if has_alpha else (pixels, 1)
    grey = bands[..., 0] if bands.shape[-1] == 1 else bands @ ITU_R_601
    return grey * alpha


def to_input(grey: np.ndarray, spec: dict) -> np.ndarray:
    return normalise(resize(crop_margin(grey, spec["margin"]), spec["resize"]), spec)[None]


def crop_margin(grey: np.ndarray, margin: float) -> np.ndarray:
    rows, columns = (int(margin * n) for n in grey.shape)
    return grey[rows:grey.shape[0] - rows, columns:grey.shape[1] - columns]


def resize(grey: np.ndarray, spec: dict) -> np.ndarray:
    """Antialiased triangle filter, each axis stretched on its own, float throughout."""
    image = Image.fromarray(np.ascontiguousarray(grey, np.float32))
    return np.asarray(image.resize((spec["width"], spec["height"]), Image.Resampling.BILINEAR))


def normalise(grey: np.ndarray, spec: dict) -> np.ndarray:
    intensity = spec["intensity"]
    low, high = np.percentile(grey, [intensity["low_percentile"], intensity["high_percentile"]])
    if high - low < intensity["minimum_range"]:
        raise BlankImage(f"grey levels span {high - low:.3f} of 255")
    bottom, top = spec["range"]
    return (bottom + np.clip((grey - low) / (high - low), 0, 1) * (top - bottom)).astype(np.float32)
