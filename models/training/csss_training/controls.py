"""Does the model know the disease or the hospital, and does it stand what happens to images? Controls, not training."""
from pathlib import Path

import numpy as np

from . import front, judged, metrics, robustness
from .backbone import MobileNetV2
from .finetune import finetune, predict
from .head import sample_weights, targets
from .judged import Answers, Judge, Seen
from .lesson import lesson_of, parts_of, training_scans
from .linear import fit
from .material import Material
from .preprocess import read_grey, to_input


def all_of(material: Material, backbone: MobileNetV2, judge: Judge, known: Seen, val: Seen, answers: Answers) -> dict:
    config, spec = material.config, material.config["controls"]
    found = {
        "robustness": perturbed(material, backbone, judge, answers),
        "shortcuts": {
            "blacked_out": blacked_out(material, backbone, judge, answers),
            "within": {origin: found for origin, pair in spec.get("within", {}).items() if (found := within_origin(answers, config["labels"], origin, pair))},
            "source_classifier": source_classifier(known, val),
        },
    }
    if "tried_label" in config:
        found["tried_label"] = tried_label(material, backbone, known, val)
    return found


def sampled(places: np.ndarray, most: int, seed: int) -> np.ndarray:
    return np.sort(np.random.default_rng(seed).permutation(places)[:most])


def perturbed(material: Material, backbone: MobileNetV2, judge: Judge, answers: Answers) -> dict:
    """The same val images, changed before pre-processing."""
    labels, spec = judge.labels, material.config["preprocess"]
    places = sampled(material.where("val", labels), material.config["controls"]["robustness_images"], material.config["seed"])
    before = {s.file: d for s, d in zip(answers.scans, answers.decisions)}
    found = {}
    for name, change in {"as_they_are": lambda grey, random: grey, **robustness.PERTURBATIONS}.items():
        def load(scan, change=change):
            return to_input(change(read_grey(material.data / scan.file, spec), np.random.default_rng(int(scan.sha256[:8], 16))).astype(np.float32), spec)
        now = judge(judged.features(material, backbone, places, name, load))
        changed = [a["label"] != before[s.file]["label"] and bool(a["label"]) and bool(before[s.file]["label"]) for a, s in zip(now.decisions, now.scans)]
        found[name] = {"accuracy": judged.accuracy(now, labels), "n": len(places), "changed_answers": float(np.mean(changed)),
                       "answered": float(np.mean([d["outcome"] == "classified" for d in now.decisions]))}
    return found


def blacked_out(material: Material, backbone: MobileNetV2, judge: Judge, answers: Answers) -> dict:
    """With the organ covered by black boxes (fractions of width and height), accuracy should fall to what guessing gives."""
    boxes, labels, spec = material.config["controls"]["blackout"], judge.labels, material.config["preprocess"]

    def load(scan):
        grey = read_grey(material.data / scan.file, spec).copy()
        height, width = grey.shape
        for left, top, right, bottom in boxes:
            grey[int(top * height):int(bottom * height), int(left * width):int(right * width)] = 0
        return to_input(grey, spec)
    places = sampled(material.where("val", labels), material.config["controls"]["robustness_images"], material.config["seed"])
    covered = judge(judged.features(material, backbone, places, "blacked out", load))
    files = {s.file for s in covered.scans}
    plain = judged.accuracy(answers.only(np.array([s.file in files for s in answers.scans])), labels)
    now = judged.accuracy(covered, labels)
    kinds = [s.label for s in covered.scans]
    return {"accuracy": now, "n": len(places), "fall": plain - now, "most_frequent_class": max(kinds.count(label) for label in labels) / len(kinds),
            "not_answered": float(np.mean([d["outcome"] != "classified" for d in covered.decisions])), "boxes": boxes}


def within_origin(answers: Answers, labels: list[str], origin: str, pair: list[str]) -> dict | None:
    """One hospital only: can the model tell the pair where the hospital tells nothing?"""
    keep = np.array([s.origin == origin and s.label in pair for s in answers.scans])
    truth = np.array([s.label == pair[1] for s, k in zip(answers.scans, keep) if k])
    first, second = (answers.logits[keep][:, labels.index(label)] for label in pair)
    if truth.all() or not truth.any():
        return None
    return {"n": {pair[0]: int((~truth).sum()), pair[1]: int(truth.sum())}, "auroc": metrics.auroc(second - first, truth),
            "balanced_accuracy": float(((second > first)[truth].mean() + (second <= first)[~truth].mean()) / 2)}


def source_classifier(known: Seen, val: Seen) -> dict:
    """How well the fine-tuned features tell the origin: the closer to 1, the easier the shortcut."""
    names = sorted({s.origin for s in known.scans} | {s.origin for s in val.scans})
    train, held = (np.array([names.index(s.origin) for s in seen.scans]) for seen in (known, val))
    if len(set(train)) < 2:
        return {}
    fitted = fit(known.features, train, np.ones(len(train)), len(names), 1e-3)
    return {"origins": names, "accuracy": metrics.accuracy(fitted(val.features).argmax(1), held), "largest_share": float(np.bincount(held).max() / len(held))}


def leave_one_origin_out(material: Material, spec: dict, name: str = "without") -> dict:
    """Fine-tuned without one origin (no look at it, no choice by it), judged on all of its images, train and val."""
    config = material.config
    labels, plan = config["labels"], config["finetune"] | spec
    train, everyone = training_scans(material), np.concatenate([material.where("train", labels), material.where("val", labels)])
    found = {}
    for origin in spec["origins"]:
        keep = np.array([n for n, scan in enumerate(train) if scan.origin != origin])
        tail, _ = finetune(material.network, parts_of(material, plan, keep, tuned=False), lesson_of(material, keep, tuned=False), len(labels), plan, config["seed"],
                           _checkpoint(material, plan, origin), f"{name} {origin}")
        places = sampled(np.array([i for i in everyone if material.own[i].origin == origin]), 1500, config["seed"])
        predicted = predict(tail, material.plain(places, plan["phases"][-1]["side"], f"held-{plan['phases'][-1]['side']}-{origin.replace('/', '-')}")).argmax(1)
        truth = targets([material.own[i] for i in places], labels)
        found[origin] = {"n": int(sum(material.own[i].origin == origin for i in everyone)), "judged": len(places), "accuracy": metrics.accuracy(predicted, truth),
                         "sensitivity": {labels[c]: metrics.sensitivity(predicted, truth, c) for c in np.unique(truth)}}
        print(f"  {name} {origin}: {found[origin]['accuracy']:.3f}", flush=True)
    return {"recipe": f"{plan['phases'][-1]['side']} px, {sum(p['steps'] for p in plan['phases'])} steps", "origins": found,
            "pooled_accuracy": sum(v["accuracy"] * v["n"] for v in found.values()) / sum(v["n"] for v in found.values()),
            "mean_of_origins": float(np.mean([v["accuracy"] for v in found.values()]))}


def _checkpoint(material: Material, plan: dict, origin: str) -> Path:
    mark = front.key(plan, material.config.fingerprint("seed", "augmentation", "preprocess", "weighting", "strangers", "labels"), origin)
    return material.cache / f"without-{material.config['name']}-{mark}.pt"


def tried_label(material: Material, backbone: MobileNetV2, known: Seen, val: Seen) -> dict:
    """The class with too few images, as a linear layer on the fine-tuned features would offer it: what the decision to leave it out rests on."""
    config, label = material.config, material.config["tried_label"]
    labels = [*config["labels"], label]
    extra = judged.features(material, backbone, material.where("train", [label]), label)
    scans, x = known.scans + extra.scans, np.concatenate([known.features, extra.features])
    fitted = fit(x, targets(scans, labels), sample_weights(scans, 0.5, 0.25), len(labels), 1e-2)
    truth, predicted = targets(val.scans, labels), fitted(val.features).argmax(1)
    own, last = np.flatnonzero(truth == len(labels) - 1), len(labels) - 1
    groups = np.array([s.group for s in val.scans])
    return {
        "label": label, "n": {"train": len(extra.scans), "val": len(own)},
        "sensitivity": {"value": metrics.sensitivity(predicted, truth, last), "n": len(own),
                        "interval": metrics.interval(lambda i: float((predicted[own[i]] == last).mean()), groups[own], config["evaluation"]["bootstrap"], config["seed"])},
        "precision": metrics.precision(predicted, truth, last),
    }
