"""What the fine-tuning of one model is given: which scans with which weights, and the front's outputs of each phase."""
from pathlib import Path

import numpy as np

from .dataset import Scan, tuning_half
from .finetune import GATE_ONLY, Lesson, Part
from .head import sample_weights, targets
from .material import Material

KEYS = ("seed", "finetune", "augmentation", "preprocess", "weighting", "strangers", "labels")


def parts_of(material: Material, spec: dict, keep: np.ndarray | None = None, tuned: bool = True) -> list[Part]:
    """For each phase of the plan. `keep`: which of the lesson's training scans (all, if None)."""
    chosen, tuning = _chosen(material, keep), tuning_places(material)

    def part(plan: dict) -> Part:
        copies = [copy[chosen] for copy in material.copies(plan)]
        return Part(copies, material.strangers(plan), material.plain(tuning, plan["side"], f"tuning-{plan['side']}") if tuned else copies[0][:0])
    return [part(plan) for plan in spec["phases"]]


def lesson_of(material: Material, keep: np.ndarray | None = None, tuned: bool = True) -> Lesson:
    labels = material.config["labels"]
    train = material.where("train")
    scans = [material.own[train[n]] for n in _chosen(material, keep)]
    tuning = [material.own[i] for i in tuning_places(material)] if tuned else []
    _, kinds = material.training_strangers()
    return Lesson(np.array([labels.index(s.label) if s.label in labels else GATE_ONLY for s in scans]), _weights(material, scans),
                  np.array([1 / kinds.count(kind) for kind in kinds]), targets(tuning, labels), sample_weights(tuning, 1, 0))


def training_scans(material: Material) -> list[Scan]:
    """In the order that `keep` counts in."""
    train = material.where("train")
    return [material.own[train[n]] for n in _chosen(material, None)]


def tuning_places(material: Material) -> np.ndarray:
    return np.array([i for i in material.where("val", material.config["labels"]) if tuning_half(material.own[i])])


def checkpoint_of(material: Material) -> Path:
    """Keyed by all that changes the training, so that another configuration does not go on from it."""
    config = material.config
    return material.cache / f"checkpoint-{config['name']}-{config.fingerprint(*KEYS)}.pt"


def _chosen(material: Material, keep: np.ndarray | None) -> np.ndarray:
    """Among `where("train")`: scans of offered labels, and of those that teach the gate alone."""
    known = [*material.config["labels"], *material.config.get("gate_only", {}).get("labels", [])]
    all_of_them = np.array([n for n, i in enumerate(material.where("train")) if material.own[i].label in known])
    return all_of_them if keep is None else all_of_them[keep]


def _weights(material: Material, scans: list[Scan]) -> np.ndarray:
    spec, labels = material.config["weighting"], material.config["labels"]
    weight = sample_weights(scans, spec["class_power"], spec["origin_power"])
    apart = np.array([s.label not in labels for s in scans])
    if apart.any():
        weight[apart] *= material.config["gate_only"]["share"] / (1 - material.config["gate_only"]["share"]) * weight[~apart].sum() / weight[apart].sum()
    return weight
