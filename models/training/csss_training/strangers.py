"""What is no such scan, beyond the pictures that are given: noise, and pieces of real scans that no longer show the whole organ."""
import numpy as np

SIDE = 256


def noise(index: int, seed: int) -> np.ndarray:
    """[256, 256] grey levels of nothing: white noise, smooth noise, gradients, stripes, spots. Even ones train the gate, odd ones judge it."""
    random = np.random.default_rng([seed, index])
    side = int(random.choice([4, 8, 16, 64, 256]))
    y, x = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    kinds = [
        lambda: np.kron(random.uniform(0, 255, (side, side)), np.ones((SIDE // side, SIDE // side))),
        lambda: random.normal(128, 40, (SIDE, SIDE)),
        lambda: 255 * (x * random.uniform() + y * random.uniform()) / 2,
        lambda: 127 * (1 + np.sin(2 * np.pi * (x * random.uniform(0, 30) + y * random.uniform(0, 30)))),
        lambda: 255 * np.exp(-((x - random.uniform()) ** 2 + (y - random.uniform()) ** 2) / random.uniform(0.01, 0.5)),
        lambda: _drawing(random),
    ]
    return np.clip(kinds[(index // 2) % len(kinds)](), 0, 255).astype(np.uint8)


def _drawing(random: np.random.Generator) -> np.ndarray:
    """Boxes and lines on a plain ground, as in diagrams and screenshots."""
    page = np.full((SIDE, SIDE), random.choice([0, 255, 240, 30]), float)
    for _ in range(int(random.integers(3, 25))):
        top, left = random.integers(0, SIDE - 8, 2)
        height, width = (random.integers(2, 90, 2) if random.uniform() < 0.5 else (2, random.integers(4, 120)))
        page[top:top + height, left:left + width] = random.uniform(0, 255)
    return page


def fragment(pixels: np.ndarray, seed: list[int]) -> np.ndarray:
    """A scan cut small, shuffled in tiles, or upside down: the same texture without the anatomy. [256, 256] in and out."""
    random = np.random.default_rng(seed)
    form = random.integers(3)
    if form == 0:
        side = int(random.integers(36, 72))
        top, left = random.integers(0, SIDE - side, 2)
        rows, columns = (np.linspace(first, first + side - 1, SIDE).round().astype(int) for first in (top, left))
        return pixels[np.ix_(rows, columns)]
    if form == 1:
        tile = SIDE // int(random.choice([2, 4, 8]))
        tiles = [pixels[y:y + tile, x:x + tile] for y in range(0, SIDE, tile) for x in range(0, SIDE, tile)]
        across = SIDE // tile
        order = random.permutation(len(tiles))
        return np.block([[tiles[order[y * across + x]] for x in range(across)] for y in range(across)])
    return np.ascontiguousarray(np.rot90(pixels, int(random.choice([1, 2, 3]))))
