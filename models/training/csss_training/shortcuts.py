"""Does the model know the disease or the hospital? Same head, other hospitals: cheap on cached features, and the most honest figures on the card."""
import numpy as np

from . import metrics
from .collect import Material
from .dataset import Scan
from .head import sample_weights, targets
from .linear import fit

# The same publisher under several names is one origin here
FAMILIES = {"ieee8023/covid-chestxray-dataset": "ieee8023", "COVID-19 Radiography Database (RSNA part)": "RSNA", "COVID-19 Radiography Database (RSNA)": "RSNA",
            "NIH ChestX-ray14 / RSNA": "NIH ChestX-ray14"}


def family(scan: Scan) -> str:
    return FAMILIES.get(scan.origin, scan.origin)


def leave_one_origin_out(material: Material, labels: list[str], spec: dict, l2: float) -> dict:
    """Trained without one origin, judged on all of that origin's images (train and val: the model saw neither)."""
    names = sorted({family(s) for s in material.chest if s.label in labels})
    found = {}
    for name in names:
        inside = np.array([family(s) == name and s.label in labels for s in material.chest])
        if inside.sum() < 100:
            continue
        head = _train(material, labels, spec, l2, lambda s: family(s) != name)
        truth = targets([s for s, i in zip(material.chest, inside) if i], labels)
        predicted = head(material.chest_features[inside]).argmax(1)
        found[name] = {"n": int(inside.sum()), "accuracy": metrics.accuracy(predicted, truth),
                       "sensitivity": {labels[c]: metrics.sensitivity(predicted, truth, c) for c in np.unique(truth)}}
    pooled = sum(v["accuracy"] * v["n"] for v in found.values()) / sum(v["n"] for v in found.values())
    per_class = {label: [v["sensitivity"][label] for v in found.values() if label in v["sensitivity"]] for label in labels}
    return {"origins": found, "pooled_accuracy": pooled, "mean_of_origins": float(np.mean([v["accuracy"] for v in found.values()])),
            "mean_sensitivity": {label: float(np.mean(v)) for label, v in per_class.items() if v}}


def within_origin(material: Material, scores: np.ndarray, labels: list[str], name: str, pair: tuple[str, str]) -> dict:
    """Of the final model on `val`, one hospital only: can it tell the pair where the hospital tells nothing?"""
    chosen = np.array([s.split == "val" and family(s) == name and s.label in pair for s in material.chest])
    truth = np.array([s.label == pair[1] for s, c in zip(material.chest, chosen) if c])
    first, second = (scores[chosen][:, labels.index(label)] for label in pair)
    return {"n": {pair[0]: int((~truth).sum()), pair[1]: int(truth.sum())}, "auroc": metrics.auroc(second - first, truth),
            "balanced_accuracy": float(((second > first)[truth].mean() + (second <= first)[~truth].mean()) / 2)}


def source_classifier(material: Material, l2: float) -> dict:
    """How well the frozen features tell the origin: the closer to 1, the easier the shortcut."""
    names = sorted({family(s) for s in material.chest})
    train, val = material.part("train"), material.part("val")
    origin = np.array([names.index(family(s)) for s in material.chest])
    head = fit(material.chest_features[train], origin[train], np.ones(train.sum()), len(names), l2)
    return {"origins": names, "accuracy": metrics.accuracy(head(material.chest_features[val]).argmax(1), origin[val]),
            "largest_share": float(np.bincount(origin[val]).max() / val.sum())}


def _train(material: Material, labels: list[str], spec: dict, l2: float, keep):
    x, scans = training_set(material, labels, keep)
    return fit(x, targets(scans, labels), sample_weights(scans, spec["class_power"], spec["origin_power"]), len(labels), l2)


def training_set(material: Material, labels: list[str], keep=lambda scan: True) -> tuple[np.ndarray, list[Scan]]:
    """Training scans of offered classes, plain and augmented."""
    train = [s for s in material.chest if s.split == "train"]
    chosen = np.array([s.label in labels and keep(s) for s in train])
    scans = [s for s, c in zip(train, chosen) if c]
    copies = [material.chest_features[material.part("train")], *material.augmented_features]
    return np.concatenate([copy[chosen] for copy in copies]), scans * len(copies)
