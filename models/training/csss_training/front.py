"""The frozen first blocks: run once an image and copy, kept in half precision, so that training runs only the blocks that learn."""
import hashlib
from pathlib import Path
from typing import Callable

import numpy as np
import torch
from torch import Tensor

from .backbone import MobileNetV2
from .pixels import save
from .progress import Progress

CHUNK = 1024
BATCH = 64


def outputs(backbone: MobileNetV2, cut: int, count: int, load: Callable[[int, int], tuple[Tensor, Tensor | None]], cache: Path, name: str) -> Tensor:
    """[count, h, w, channels] float16: `backbone.features[:cut]` of `load(start, end)`: ([n, 1, side, side], normalised) and, if there are, channels to keep behind the outputs'.

    `cache` must be keyed by everything that changes them. Chunks that are there already are not made again: a killed run goes on where it stopped.
    """
    progress, parts, skipped = Progress(name, count), [], 0
    with torch.no_grad():
        for start in range(0, count, CHUNK):
            end = min(start + CHUNK, count)
            stored = cache / f"{name}-{start}.npy"
            if stored.exists():
                skipped += end - start
            else:
                save(stored, _run(backbone, cut, start, end, load))
            parts.append(torch.from_numpy(np.load(stored)))
            progress.at(end, skipped)
    return torch.cat(parts)


def _run(backbone: MobileNetV2, cut: int, start: int, end: int, load) -> np.ndarray:
    done = []
    for first in range(start, end, BATCH):
        images, more = load(first, min(first + BATCH, end))
        values = backbone.features[:cut](images.contiguous(memory_format=torch.channels_last))
        values = values if more is None else torch.cat([values, more], 1)
        done.append(values.permute(0, 2, 3, 1).half().numpy())
    return np.concatenate(done)


def batch(stored: Tensor, index: np.ndarray | slice) -> Tensor:
    """Network layout again: [n, channels, h, w], channels last in memory."""
    return stored[index].permute(0, 3, 1, 2).float()


def key(*parts) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
