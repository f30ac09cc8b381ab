"""Where the gate turns: its score is learnt with the classes (tail.py), its limit is chosen on `val`."""
import numpy as np


def choose_threshold(chest: np.ndarray, others: np.ndarray, target_false_refusal: float) -> float:
    """Between the strangest good scans and the most convincing strangers of `val`: never refuses more than the target share of good scans.

    Where the two do not overlap, the middle of the gap: a new hospital's scans lie lower than the known ones'.
    """
    highest = float(np.quantile(chest, target_false_refusal))
    lowest_good, most_convincing = float(chest.min()), float(others.max())
    return (lowest_good + most_convincing) / 2 if most_convincing < lowest_good else min(highest, most_convincing + 1e-3)
