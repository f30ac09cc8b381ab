"""From which confidence on each class may speak: learnt on `val`, applied in serving."""
import numpy as np


def minimum_confidences(probabilities: np.ndarray, target: np.ndarray, labels: list[str], spec: dict) -> dict[str, float]:
    """Per class, the lowest confidence (a multiple of 0.01, at least `floor`) at which predictions of that class on `val` are right in `precision` of cases.

    Where no confidence gets there, the one with the highest precision that still answers `fewest` scans; with fewer predictions than that, `ceiling`.
    """
    winner, confidence = probabilities.argmax(1), probabilities.max(1)
    chosen = {}
    for index, label in enumerate(labels):
        mine = winner == index
        chosen[label] = _lowest(confidence[mine], target[mine] == index, spec)
    return chosen


def _lowest(confidence: np.ndarray, right: np.ndarray, spec: dict) -> float:
    candidates = []
    for threshold in np.arange(round(spec["floor"] * 100), round(spec["ceiling"] * 100) + 1) / 100:
        answered = confidence >= threshold
        if answered.sum() < spec["fewest"]:
            break
        precision = float(right[answered].mean())
        if precision >= spec["precision"]:
            return float(threshold)
        candidates.append((precision, -threshold))
    return float(-max(candidates)[1]) if candidates else spec["ceiling"]


def decide(probabilities: np.ndarray, gate: np.ndarray, ood: np.ndarray, labels: list[str], rules: dict) -> list[dict]:
    """models/README.md's decision, for many scans at once. `rules` are the bundle's `gate`, `ood` and `abstention`."""
    return [_decide(p, float(g), float(o), labels, rules) for p, g, o in zip(probabilities, gate, ood)]


def _decide(probabilities: np.ndarray, gate: float, ood: float, labels: list[str], rules: dict) -> dict:
    winner = int(probabilities.argmax())
    if gate < rules["gate"]["threshold"]:
        return {"outcome": "rejected", "label": None, "reason": rules["gate"]["reason"]}
    if ood > rules["ood"]["threshold"]:
        return {"outcome": "abstained", "label": None, "reason": rules["ood"]["reason"]}
    if probabilities[winner] < rules["abstention"]["minimum_confidence"][labels[winner]]:
        return {"outcome": "abstained", "label": None, "reason": rules["abstention"]["reason"]}
    return {"outcome": "classified", "label": labels[winner], "reason": None}


def decide_study(probabilities: np.ndarray, gate: np.ndarray, ood: np.ndarray, labels: list[str], rules: dict) -> dict:
    """Of one study: `gate` and `ood` of each of its slices, `probabilities` of the whole."""
    spec, winner = rules["study"], int(probabilities.argmax())
    if gate.min() < spec["gate_floor"] or gate.mean() < rules["gate"]["threshold"]:
        return {"outcome": "rejected", "label": None, "reason": rules["gate"]["reason"]}
    if ood.mean() > spec["ood_threshold"]:
        return {"outcome": "abstained", "label": None, "reason": rules["ood"]["reason"]}
    if probabilities[winner] < spec["minimum_confidence"][labels[winner]]:
        return {"outcome": "abstained", "label": None, "reason": rules["abstention"]["reason"]}
    return {"outcome": "classified", "label": labels[winner], "reason": None}
