"""Curves as JSON-able points: ROC, and how wrong the answers are that a given confidence lets through."""
import numpy as np


def roc(score: np.ndarray, positive: np.ndarray, points: int = 200) -> dict:
    """False against true positive rate from the strictest threshold to the laxest; equal scores are one step."""
    if not positive.any() or positive.all():
        return {"fpr": [], "tpr": []}
    values, place = np.unique(-score, return_inverse=True)
    found, alarms = (np.r_[0, np.cumsum(np.bincount(place, flags, len(values)))] / flags.sum() for flags in (positive, ~positive))
    chosen = _evenly(found + alarms, points)
    return {"fpr": alarms[chosen].round(5).tolist(), "tpr": found[chosen].round(5).tolist()}


def risk_coverage(confidence: np.ndarray, right: np.ndarray, points: int = 50) -> dict:
    """Geifman and El-Yaniv (NeurIPS 2017): answering only from `confidence` on covers `coverage` of the predictions, and `risk` of those are wrong.

    `area` is the mean risk over all coverages: lower is better, and the share of errors is what a confidence without meaning would get.
    """
    if not len(confidence):
        return {"n": 0, "area": None, "points": []}
    values, place, counts = np.unique(-confidence, return_inverse=True, return_counts=True)
    answered = np.cumsum(counts)
    risk = np.cumsum(np.bincount(place, ~right, len(values))) / answered
    coverage = answered / len(confidence)
    return {"n": len(confidence), "area": float((risk * counts).sum() / len(confidence)),
            "points": [{"confidence": round(float(-values[i]), 5), "coverage": round(float(coverage[i]), 5), "risk": round(float(risk[i]), 5)} for i in _evenly(coverage, points)]}


def _evenly(along: np.ndarray, points: int) -> np.ndarray:
    """Indices of at most `points` places, evenly spread over a rising quantity; the first and the last are among them."""
    if len(along) <= points:
        return np.arange(len(along))
    return np.unique(np.searchsorted(along, np.linspace(along[0], along[-1], points)).clip(0, len(along) - 1))
