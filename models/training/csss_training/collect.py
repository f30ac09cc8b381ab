"""The training's images and their features, in one place: chest radiographs as they are and augmented, and everything that is none."""
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from . import backbone, dataset, features
from .config import Config
from .dataset import Scan


@dataclass(frozen=True)
class Material:
    chest: list[Scan]
    others: list[Scan]
    chest_features: np.ndarray            # [len(chest), 1280]
    others_features: np.ndarray           # [len(others), 1280]
    noise_features: np.ndarray            # [noise, 1280]
    augmented_features: list[np.ndarray]  # a copy each: [training scans among chest, 1280]

    def part(self, split: str) -> np.ndarray:
        return np.array([scan.split == split for scan in self.chest])


def collect(config: Config, data: Path, cache: Path) -> Material:
    chest = dataset.read_chest(data, config["index_labels"], config["excluded"])
    others = dataset.read_others(data)
    dataset.check_groups(chest)
    dataset.check_groups(others)

    network = backbone.load_imagenet(data / config["weights"])
    preprocess, spec = config["preprocess"], config["augmentation"]
    plain = cache / config.fingerprint("preprocess", "weights")
    varied = cache / config.fingerprint("preprocess", "weights", "augmentation", "seed")

    train = [scan for scan in chest if scan.split == "train"]
    return Material(
        chest, others,
        features.extract(network, chest, data, plain, preprocess, "chest"),
        features.extract(network, others, data, plain, preprocess, "others"),
        features.extract_with(network, list(range(config["noise"])), lambda i: noise_input(i, config), str, varied, "noise"),
        [features.extract(network, train, data, varied, preprocess, f"augmented-{copy}", spec, copy, config["seed"])
         for copy in range(config["augmented_copies"])])


def noise_input(index: int, config: Config) -> np.ndarray:
    """Pictures of nothing: white noise, smooth noise, gradients, stripes. Even ones train the gate, odd ones judge it."""
    from .preprocess import to_input
    rng = np.random.default_rng([config["seed"], index])
    side = int(rng.choice([4, 8, 16, 64, 256]))
    y, x = np.mgrid[0:256, 0:256] / 256
    kinds = [
        lambda: np.kron(rng.uniform(0, 255, (side, side)), np.ones((256 // side, 256 // side))),
        lambda: rng.normal(128, 40, (256, 256)),
        lambda: 255 * (x * rng.uniform() + y * rng.uniform()) / 2,
        lambda: 127 * (1 + np.sin(2 * np.pi * (x * rng.uniform(0, 30) + y * rng.uniform(0, 30)))),
        lambda: 255 * np.exp(-((x - rng.uniform()) ** 2 + (y - rng.uniform()) ** 2) / rng.uniform(0.01, 0.5)),
    ]
    grey = kinds[(index // 2) % len(kinds)]()
    return to_input(np.clip(grey, 0, 255).astype(np.float32), config["preprocess"])
