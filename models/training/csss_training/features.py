"""Frozen features: every image through the backbone once, pooled, cached in chunks so that a killed run goes on where it stopped."""
import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch

from .augment import augment
from .dataset import Scan
from .preprocess import read_grey, to_input
from .progress import Progress

CHUNK = 512
BATCH = 32


def extract(network: torch.nn.Module, scans: list[Scan], data: Path, cache: Path, preprocess: dict, name: str,
            augmentation: dict | None = None, copy: int = 0, seed: int = 0) -> np.ndarray:
    """[len(scans), 1280] float32. `cache` must be keyed by everything that changes a feature except the scans themselves."""

    def load(scan: Scan) -> np.ndarray:
        grey = read_grey(data / scan.file, preprocess)
        if augmentation:
            rng = np.random.default_rng([seed, copy, int(scan.sha256[:12], 16)])
            grey = augment(grey, rng, augmentation)
        return to_input(grey, preprocess)

    return extract_with(network, scans, load, lambda scan: scan.sha256, cache, name)


def extract_with(network, items: list, load, key, cache: Path, name: str) -> np.ndarray:
    """Features of anything that `load` turns into an input; `key` names an item for the cache."""
    cache.mkdir(parents=True, exist_ok=True)
    progress, parts, skipped = Progress(name, len(items)), [], 0
    with ThreadPoolExecutor(2) as pool, torch.no_grad():
        for start in range(0, len(items), CHUNK):
            chunk = items[start:start + CHUNK]
            digest = hashlib.sha256("".join(key(i) for i in chunk).encode()).hexdigest()[:16]
            stored = cache / f"{name}-{digest}.npy"
            if not stored.exists():
                _store(stored, _pool(network, pool.map(load, chunk)))
            else:
                skipped += len(chunk)
            parts.append(np.load(stored))
            progress.at(start + len(chunk), skipped)
    return np.concatenate(parts)


def _pool(network, inputs) -> np.ndarray:
    pooled, batch = [], []
    for image in inputs:
        batch.append(image)
        if len(batch) == BATCH:
            pooled.append(_forward(network, batch))
            batch = []
    if batch:
        pooled.append(_forward(network, batch))
    return np.concatenate(pooled)


def _forward(network, batch: list[np.ndarray]) -> np.ndarray:
    # channels last: oneDNN's depth-wise kernels are several times faster that way
    images = torch.from_numpy(np.stack(batch)).contiguous(memory_format=torch.channels_last)
    return network(images).mean((2, 3)).numpy()


def _store(path: Path, values: np.ndarray) -> None:
    """Whole or not at all: a half-written chunk would be taken for a finished one."""
    partial = path.with_suffix(".partial.npy")
    np.save(partial, values)
    partial.rename(path)
