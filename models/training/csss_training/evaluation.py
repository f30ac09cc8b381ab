"""Everything the model card says about a set of images (or of studies: patients), as JSON. Undefined figures are None."""
from dataclasses import dataclass

import numpy as np

from . import curves, metrics
from .bootstrap import Bootstrap

OUTCOMES = ("classified", "abstained", "rejected")
NOT_STATED = "not stated"


@dataclass(frozen=True)
class View:
    """What a model said about N images (or studies), and what was true."""
    labels: list[str]            # C, the model's
    truth: np.ndarray            # [N] of str; labels that the model does not offer are listed apart and count in no figure
    origin: np.ndarray           # [N] of str
    group: np.ndarray            # [N] of str: patient joined with near-duplicates; the bootstrap draws whole groups
    subgroup: np.ndarray         # [N] of str: children | adults | not stated
    probabilities: np.ndarray    # [N, C], calibrated
    decisions: list[dict]        # {"outcome", "label", "reason"}, as models/README.md has them

    def offered(self) -> "View":
        """Those whose truth the model can name."""
        kept = np.isin(self.truth, self.labels)
        return View(self.labels, self.truth[kept], self.origin[kept], self.group[kept], self.subgroup[kept], self.probabilities[kept],
                    [d for d, k in zip(self.decisions, kept) if k])

    def target(self) -> np.ndarray:
        return np.array([self.labels.index(t) if t in self.labels else -1 for t in self.truth])

    def predicted(self) -> np.ndarray:
        return self.probabilities.argmax(1)


def evaluate(view: View, bootstrap: int, seed: int) -> dict:
    """`bootstrap`: rounds, 1,000 or more for a card."""
    all_of_it, view = view, view.offered()
    drawn, target, predicted = Bootstrap(view.group, bootstrap, seed), view.target(), view.predicted()
    one = [metrics.one_against_rest(predicted, target, c) for c in range(len(view.labels))]
    return {
        "n": len(target), "groups": len(np.unique(view.group)),
        "accuracy": drawn.share(predicted == target, np.ones(len(target), bool)),
        "macro_f1": drawn.mean_of_shares([counts["f1"] for counts in one]),
        "per_class": {label: _per_class(view, drawn, one[c], c) for c, label in enumerate(view.labels)},
        "confusion": {"labels": view.labels, "rows_are": "true", "counts": metrics.confusion(predicted, target, len(view.labels))},
        "calibration": _calibration(view),
        "per_origin": _per_origin(view, drawn),
        "subgroups": _subgroups(view, drawn),
        "decisions": _decisions(all_of_it, view),
        "risk_coverage": _risk_coverage(view),
        "roc": {label: curves.roc(view.probabilities[:, c], target == c) for c, label in enumerate(view.labels)},
    }


def _per_class(view: View, drawn: Bootstrap, counts: dict, label: int) -> dict:
    positive, probability = view.target() == label, view.probabilities[:, label]
    return {name: drawn.share(*pair) for name, pair in counts.items()} | {
        "auroc": drawn.auroc(probability, positive),
        "ece": metrics.class_calibration_error(probability, positive),
        "brier": float(np.square(probability - positive).mean()),
    }


def _calibration(view: View) -> dict:
    target = view.target()
    return {
        "ece_15_bins": metrics.expected_calibration_error(view.probabilities, target),
        "brier": metrics.brier(view.probabilities, target),
        "per_class_ece": {label: metrics.class_calibration_error(view.probabilities[:, c], target == c) for c, label in enumerate(view.labels)},
        "reliability": metrics.reliability(view.probabilities.max(1), view.predicted() == target),
    }


def _per_origin(view: View, drawn: Bootstrap) -> dict:
    right = view.predicted() == view.target()
    places = {(label, origin): (view.truth == label) & (view.origin == origin) for label in view.labels for origin in np.unique(view.origin[view.truth == label])}
    return {f"{label} / {origin}": {"label": label, "origin": str(origin), "n": int(there.sum()), "sensitivity": drawn.share(right & there, there)}
            for (label, origin), there in places.items()}


def _subgroups(view: View, drawn: Bootstrap) -> dict:
    right = view.predicted() == view.target()
    found = {}
    for name in np.unique(view.subgroup):
        inside = view.subgroup == name
        per_class = {label: inside & (view.truth == label) for label in view.labels}
        found[str(name)] = {"n": int(inside.sum()), "accuracy": drawn.share(right & inside, inside),
                            "sensitivity": {label: drawn.share(right & there, there) for label, there in per_class.items() if there.any()}}
    return found


def _decisions(all_of_it: View, view: View) -> dict:
    """Shares of the images whose truth the model offers; `by_truth` holds the others, too."""
    outcome, reason = (np.array([d[key] or "" for d in view.decisions]) for key in ("outcome", "reason"))
    answered = outcome == "classified"
    right = np.array([d["label"] == truth for d, truth in zip(view.decisions, view.truth)])
    outcomes = np.array([d["outcome"] for d in all_of_it.decisions])
    return {
        "answered": int(answered.sum()), "coverage": float(answered.mean()),
        "accuracy_when_answered": float(right[answered].mean()) if answered.any() else None,
        "abstained_low_confidence": float((reason == "low_confidence").mean()),
        "abstained_out_of_distribution": float((reason == "out_of_distribution").mean()),
        "rejected": float((outcome == "rejected").mean()),
        "by_truth": {str(label): {o: int(((all_of_it.truth == label) & (outcomes == o)).sum()) for o in OUTCOMES} for label in np.unique(all_of_it.truth)},
    }


def _risk_coverage(view: View) -> dict:
    """A class's curve is drawn over the predictions of that class: what a threshold of its own would do."""
    confidence, predicted, right = view.probabilities.max(1), view.predicted(), view.predicted() == view.target()
    mine = {label: predicted == c for c, label in enumerate(view.labels)}
    return {"overall": curves.risk_coverage(confidence, right), "per_class": {label: curves.risk_coverage(confidence[m], right[m]) for label, m in mine.items()}}
