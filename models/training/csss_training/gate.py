"""Is this a frontal chest radiograph at all? A logistic regression on the classifier's own features against everything else we have."""
import numpy as np

from .linear import Linear, fit


def train_gate(chest: np.ndarray, others: np.ndarray, kinds: list[str], l2: float) -> Linear:
    """Chest radiographs and all else weigh the same, and so do the kinds of all else."""
    per_kind = {kind: kinds.count(kind) * len(set(kinds)) for kind in set(kinds)}
    weights = np.concatenate([np.full(len(chest), 1 / len(chest)), [1 / per_kind[kind] for kind in kinds]])
    target = np.concatenate([np.ones(len(chest)), np.zeros(len(others))])
    return fit(np.concatenate([chest, others]), target, weights, 1, l2)


def choose_threshold(chest: np.ndarray, others: np.ndarray, target_false_refusal: float) -> float:
    """Between the strangest good scans and the most convincing strangers of `val`: never refuses more than the target share of good scans.

    Where the two do not overlap, the middle of the gap: a new hospital's scans lie lower than the known ones'.
    """
    highest = float(np.quantile(chest, target_false_refusal))
    lowest_good, most_convincing = float(chest.min()), float(others.max())
    return (lowest_good + most_convincing) / 2 if most_convincing < lowest_good else min(highest, most_convincing + 1e-3)
