"""Everything the model card says about `val`, as JSON. The three great classes are scored apart from Lung Opacity, as the acceptance does."""
import numpy as np

from . import metrics

GREAT = ["Normal", "Pneumonia", "COVID-19"]


def evaluate(probabilities: np.ndarray, truth: list[str], origins: list[str], groups: np.ndarray, decisions: list[dict],
             labels: list[str], spec: dict, seed: int) -> dict:
    """`truth` may hold labels the model does not offer: those count only where the table says so."""
    truth, origins = np.array(truth), np.array(origins)
    great = np.isin(truth, GREAT)
    offered = np.isin(truth, labels)
    index = {label: i for i, label in enumerate(labels)}
    target = np.array([index.get(t, -1) for t in truth])
    predicted = probabilities.argmax(1)

    def bounded(figure, where: np.ndarray) -> dict:
        chosen = np.flatnonzero(where)
        return {"value": figure(chosen), "interval": metrics.interval(lambda i: figure(chosen[i]), groups[chosen], spec["bootstrap"], seed), "n": int(len(chosen))}

    great_index = [index[label] for label in GREAT]
    return {
        "three_class": {
            "accuracy": bounded(lambda i: metrics.accuracy(predicted[i], target[i]), great),
            "macro_f1": bounded(lambda i: metrics.macro_f1(predicted[i], target[i], great_index), great),
        },
        "per_class": {label: _per_class(probabilities, predicted, target, index[label], offered, bounded) for label in labels},
        "confusion": {"labels": labels, "rows_are": "true", "counts": metrics.confusion(predicted[offered], target[offered], len(labels))},
        "calibration": {
            "ece_15_bins": metrics.expected_calibration_error(probabilities[offered], target[offered]),
            "brier": metrics.brier(probabilities[offered], target[offered]),
        },
        "per_origin": {f"{label} / {origin}": {"n": int(w.sum()), "sensitivity": metrics.accuracy(predicted[w], target[w])}
                       for label in labels for origin in sorted(set(origins[truth == label]))
                       if (w := (truth == label) & (origins == origin)).any()},
        "decisions": _decisions(decisions, predicted, target, great, truth),
    }


def _per_class(probabilities, predicted, target, label, offered, bounded) -> dict:
    positive = target == label
    return {
        "sensitivity": bounded(lambda i: metrics.sensitivity(predicted[i], target[i], label), offered & positive),
        "specificity": bounded(lambda i: metrics.specificity(predicted[i], target[i], label), offered & ~positive),
        "precision": bounded(lambda i: metrics.precision(predicted[i], target[i], label), offered),
        "auroc": bounded(lambda i: metrics.auroc(probabilities[i, label], target[i] == label), offered),
    }


def _decisions(decisions, predicted, target, great, truth) -> dict:
    outcome = np.array([d["outcome"] for d in decisions])
    reason = np.array([d["reason"] or "" for d in decisions])
    answered = (outcome == "classified") & great
    return {
        "coverage": float(answered.sum() / great.sum()),
        "accuracy_when_answered": metrics.accuracy(predicted[answered], target[answered]),
        "abstained_low_confidence": float((reason[great] == "low_confidence").mean()),
        "abstained_out_of_distribution": float((reason[great] == "out_of_distribution").mean()),
        "rejected": float((outcome[great] == "rejected").mean()),
        "by_truth": {label: {o: int(((truth == label) & (outcome == o)).sum()) for o in ("classified", "abstained", "rejected")} for label in sorted(set(truth))},
    }
