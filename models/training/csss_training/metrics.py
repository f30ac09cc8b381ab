"""The figures a model card states, each a plain function of what was predicted and what was true."""
from typing import Callable

import numpy as np


def accuracy(predicted: np.ndarray, target: np.ndarray) -> float:
    return float((predicted == target).mean())


def sensitivity(predicted: np.ndarray, target: np.ndarray, label: int) -> float:
    return _share((predicted == label)[target == label])


def specificity(predicted: np.ndarray, target: np.ndarray, label: int) -> float:
    return _share((predicted != label)[target != label])


def precision(predicted: np.ndarray, target: np.ndarray, label: int) -> float:
    return _share((target == label)[predicted == label])


def negative_predictive_value(predicted: np.ndarray, target: np.ndarray, label: int) -> float:
    return _share((target != label)[predicted != label])


def one_against_rest(predicted: np.ndarray, target: np.ndarray, label: int) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Each figure as two numbers an image: it is the sum of the first over the sum of the second, so that a bootstrap need only weigh the images."""
    said, true = predicted == label, target == label
    return {
        "sensitivity": (said & true, true), "specificity": (~said & ~true, ~true), "ppv": (said & true, said), "npv": (~said & ~true, ~said),
        "f1": (2 * (said & true), said.astype(int) + true),
    }


def macro_f1(predicted: np.ndarray, target: np.ndarray, labels: list[int]) -> float:
    scores = []
    for label in labels:
        hits = np.sum((predicted == label) & (target == label))
        scores.append(2 * hits / max(np.sum(predicted == label) + np.sum(target == label), 1))
    return float(np.mean(scores))


def auroc(score: np.ndarray, positive: np.ndarray) -> float:
    """Probability that a positive outscores a negative (Mann–Whitney; ties count half)."""
    values, inverse, counts = np.unique(score, return_inverse=True, return_counts=True)
    rank = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    n, m = positive.sum(), (~positive).sum()
    return float((rank[positive].sum() - n * (n + 1) / 2) / (n * m)) if n and m else float("nan")


def expected_calibration_error(probabilities: np.ndarray, target: np.ndarray, bins: int = 15) -> float:
    """Naeini et al., AAAI 2015: of the winning confidence, in equal-width bins."""
    return _mean_gap(reliability(probabilities.max(1), probabilities.argmax(1) == target, bins))


def class_calibration_error(probability: np.ndarray, positive: np.ndarray, bins: int = 15) -> float:
    """The same of one class against the rest (Kull et al., NeurIPS 2019): its own probability, whether or not it won."""
    return _mean_gap(reliability(probability, positive, bins))


def reliability(confidence: np.ndarray, right: np.ndarray, bins: int = 15) -> list[dict]:
    """The bars of a reliability diagram; bins of equal width, the empty ones left out."""
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    return [{"low": b / bins, "high": (b + 1) / bins, "n": int((place == b).sum()), "confidence": float(confidence[place == b].mean()), "accuracy": float(right[place == b].mean())}
            for b in range(bins) if np.any(place == b)]


def brier(probabilities: np.ndarray, target: np.ndarray) -> float:
    """Brier's own, over all classes: 0 is perfect, 2 the worst."""
    return float(np.square(probabilities - np.eye(probabilities.shape[1])[target]).sum(1).mean())


def confusion(predicted: np.ndarray, target: np.ndarray, classes: int) -> list[list[int]]:
    """Rows are true, columns predicted."""
    counts = np.zeros((classes, classes), int)
    np.add.at(counts, (target, predicted), 1)
    return counts.tolist()


def interval(figure: Callable[[np.ndarray], float], groups: np.ndarray, rounds: int, seed: int) -> list[float]:
    """95 % bootstrap interval of `figure(indices)`, drawing whole groups: images of one patient do not count as independent."""
    _, place = np.unique(groups, return_inverse=True)
    order = np.argsort(place, kind="stable")
    members = np.split(order, np.cumsum(np.bincount(place))[:-1])
    rng = np.random.default_rng(seed)
    drawn = [figure(np.concatenate([members[g] for g in rng.integers(0, len(members), len(members))])) for _ in range(rounds)]
    return [float(v) for v in np.nanpercentile(drawn, [2.5, 97.5])]


def _mean_gap(bars: list[dict]) -> float:
    return float(sum(bar["n"] * abs(bar["accuracy"] - bar["confidence"]) for bar in bars) / sum(bar["n"] for bar in bars))


def _share(flags: np.ndarray) -> float:
    return float(flags.mean()) if len(flags) else float("nan")
