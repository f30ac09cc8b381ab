"""The classifier on pooled features: sample weights against class ≈ source, and the L2 that `val` prefers."""
from collections import Counter

import numpy as np

from .calibration import log_loss
from .dataset import Scan
from .linear import Linear, fit


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


def choose(train_x: np.ndarray, train: list[Scan], val_x: np.ndarray, val: list[Scan], labels: list[str], spec: dict) -> tuple[Linear, list[dict]]:
    """The head whose log-loss on `val`, every class counting the same, is lowest; and what each L2 gave."""
    weights = sample_weights(train, spec["class_power"], spec["origin_power"])
    val_target, train_target = targets(val, labels), targets(train, labels)
    val_weights = sample_weights(val, 1, 0)
    tried = []
    for l2 in spec["l2"]:
        head = fit(train_x, train_target, weights, len(labels), l2)
        scores = head(val_x)
        accuracy = float((scores.argmax(1) == val_target).mean())
        tried.append((log_loss(scores, val_target, 1.0, val_weights), l2, accuracy, head))
    best = min(tried, key=lambda t: t[0])
    return best[3], [{"l2": l2, "balanced_log_loss": loss, "accuracy": accuracy, "chosen": l2 == best[1]} for loss, l2, accuracy, _ in tried]
