"""Mild changes that another hospital could have made to the same scan. No mirroring: the heart is on the left."""
import io

import numpy as np
from PIL import Image


def augment(grey: np.ndarray, rng: np.random.Generator, spec: dict) -> np.ndarray:
    """Grey levels 0–255 in and out; the pre-processing comes after. All draws are uniform within ± the amounts in `spec`."""
    grey = _geometry(grey, rng, spec)
    grey = _tone(grey, rng, spec)
    grey = _sharpness(grey, rng, spec)
    return _jpeg(grey, rng, spec)


def _geometry(grey: np.ndarray, rng: np.random.Generator, spec: dict) -> np.ndarray:
    """Rotate, zoom each axis on its own (sources are squashed), shift; what comes in from outside is the edge's black."""
    height, width = grey.shape
    angle = np.deg2rad(rng.uniform(-spec["rotate_degrees"], spec["rotate_degrees"]))
    zoom_x, zoom_y = rng.uniform(*spec["zoom"], 2)
    shift_x, shift_y = rng.uniform(-spec["shift"], spec["shift"], 2) * (width, height)
    cos, sin = np.cos(angle), np.sin(angle)
    a, b, d, e = cos / zoom_x, sin / zoom_x, -sin / zoom_y, cos / zoom_y
    centre_x, centre_y = width / 2, height / 2
    matrix = (a, b, centre_x - a * centre_x - b * centre_y + shift_x, d, e, centre_y - d * centre_x - e * centre_y + shift_y)
    image = Image.fromarray(grey.astype(np.float32))
    return np.asarray(image.transform(image.size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR))


def _tone(grey: np.ndarray, rng: np.random.Generator, spec: dict) -> np.ndarray:
    top = max(float(grey.max()), 1.0)
    gamma = np.exp(rng.uniform(-spec["log_gamma"], spec["log_gamma"]))
    return top * (np.clip(grey, 0, None) / top) ** gamma


def _sharpness(grey: np.ndarray, rng: np.random.Generator, spec: dict) -> np.ndarray:
    """Down and up again: sources were stored at different sizes, and sharpness must not name them. Then a little noise."""
    height, width = grey.shape
    share = rng.uniform(spec["smallest_scale"], 1)
    image = Image.fromarray(grey.astype(np.float32))
    small = image.resize((max(1, int(width * share)), max(1, int(height * share))), Image.Resampling.BILINEAR)
    soft = np.asarray(small.resize((width, height), Image.Resampling.BICUBIC))
    return soft + rng.normal(0, rng.uniform(0, spec["noise"]), grey.shape)


def _jpeg(grey: np.ndarray, rng: np.random.Generator, spec: dict) -> np.ndarray:
    stored = io.BytesIO()
    Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(stored, "JPEG", quality=int(rng.integers(spec["jpeg_quality"], 96)))
    return np.asarray(Image.open(stored), np.float32)
