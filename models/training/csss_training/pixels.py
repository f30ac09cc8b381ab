"""Decoded images, once, at the size that augmentation works on: 256 × 256 grey levels 0–255, each axis stretched on its own."""
import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from .dataset import Scan
from .preprocess import crop_margin, read_grey, resize

SIDE = 256


def decoded(scans: list[Scan], data: Path, cache: Path, preprocess: dict) -> np.ndarray:
    """[N, 256, 256] uint8, after the margin is cut. Kept in `cache`, keyed by the images and the margin."""
    key = hashlib.sha256(f"{preprocess['margin']}".encode() + "".join(s.sha256 for s in scans).encode()).hexdigest()[:16]
    stored = cache / f"pixels-{key}.npy"
    if not stored.exists():
        with ThreadPoolExecutor(2) as pool:
            save(stored, np.stack(list(pool.map(lambda s: square(read_grey(data / s.file, preprocess), preprocess), scans))))
    return np.load(stored, mmap_mode="r")


def square(grey: np.ndarray, preprocess: dict) -> np.ndarray:
    small = resize(crop_margin(grey, preprocess["margin"]), {"width": SIDE, "height": SIDE})
    return small.clip(0, 255).round().astype(np.uint8)


def save(path: Path, values: np.ndarray) -> None:
    """Whole or not at all: a half-written file would be taken for a finished one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial.npy")
    np.save(partial, values)
    partial.rename(path)
