"""Sample weights against class ≈ source, and labels as numbers."""
from collections import Counter

import numpy as np

from .dataset import Scan


def sample_weights(scans: list[Scan], class_power: float, origin_power: float) -> np.ndarray:
    """Each class weighs count^(1 − class_power) in all; within it each origin weighs count^(1 − origin_power), relatively.

    Power 1 makes all equal, 0 leaves them as they come. A hospital that gave 95 % of a class would otherwise *be* that class.
    """
    by_class = Counter(scan.label for scan in scans)
    by_origin = Counter((scan.label, scan.origin) for scan in scans)
    raw = np.array([by_origin[scan.label, scan.origin] ** -origin_power for scan in scans])
    totals = Counter()
    for scan, weight in zip(scans, raw):
        totals[scan.label] += weight
    return np.array([weight / totals[scan.label] * by_class[scan.label] ** (1 - class_power) for scan, weight in zip(scans, raw)])


def targets(scans: list[Scan], labels: list[str]) -> np.ndarray:
    return np.array([labels.index(scan.label) for scan in scans])
