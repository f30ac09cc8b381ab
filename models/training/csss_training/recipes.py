"""Several recipes on the same images: what each costs and what it gives, in the plan of the configuration's `recipes`."""
import dataclasses
import time
from typing import Iterator

import numpy as np

from . import controls, judged, metrics
from .backbone import MobileNetV2
from .config import Config
from .finetune import finetune
from .head import sample_weights, targets
from .lesson import checkpoint_of, lesson_of, parts_of
from .linear import Linear, fit
from .material import Material
from .preprocess import crop_margin, read_grey, to_input


def compare(material: Material, earlier: list[dict], left_out: dict | None = None) -> Iterator[list[dict]]:
    """All that is measured so far, after every recipe: what is in `earlier` is not measured again. `left_out`: what `leave-out` found for the landed one."""
    done = {recipe["name"]: recipe for recipe in earlier}
    for recipe in material.config.get("recipes", []):
        if recipe["name"] not in done:
            done[recipe["name"]] = {"name": recipe["name"], "what": recipe["what"], "landed": recipe.get("landed", False), **_try(material, recipe, left_out)}
            yield [done[r["name"]] for r in material.config["recipes"] if r["name"] in done]


def _try(material: Material, recipe: dict, known: dict | None) -> dict:
    material = dataclasses.replace(material, config=Config(_merged(material.config, recipe.get("change", {}))))
    measured = _measured(material, recipe)
    left_out = known if known and recipe.get("landed") else _left_out(material, recipe)
    return {**measured, "leave_one_origin_out": left_out and left_out["mean_of_origins"],
            "leave_one_origin_out_pooled": left_out and left_out["pooled_accuracy"], "left_out": left_out}


def _measured(material: Material, recipe: dict) -> dict:
    labels = material.config["labels"]
    backbone, head, minutes = _frozen(material) if recipe.get("frozen") else _tuned(material)
    val = judged.features(material, backbone, material.where("val", labels), f"{recipe['name']}: val")
    scores = head(val.features) + sum(head(_middle(material, backbone, share, recipe["name"]).features) for share in recipe.get("views", []))
    target, predicted = targets(val.scans, labels), scores.argmax(1)
    return {"val_accuracy": metrics.accuracy(predicted, target), "macro_f1": metrics.macro_f1(predicted, target, list(range(len(labels)))),
            "sensitivity": {label: metrics.sensitivity(predicted, target, c) for c, label in enumerate(labels)}, "minutes": round(minutes, 1)}


def _middle(material: Material, backbone: MobileNetV2, share: float, name: str) -> judged.Seen:
    """Another view of each image of `val`: its middle, made an input as the whole is."""
    spec = material.config["preprocess"]

    def load(scan):
        return to_input(crop_margin(read_grey(material.data / scan.file, spec), (1 - share) / 2), spec)
    return judged.features(material, backbone, material.where("val", material.config["labels"]), f"{name}: middle {share:.0%}", load)


def _tuned(material: Material):
    config, spec = material.config, material.config["finetune"]
    tail, curves = finetune(material.network, parts_of(material, spec), lesson_of(material), len(config["labels"]), spec, config["seed"], checkpoint_of(material))
    return tail.folded_into(material.network, spec["cut"]), Linear.of(tail.head), curves[-1]["seconds"] / 60


def _frozen(material: Material):
    """ImageNet's features as they are, a linear layer on top."""
    began, labels, spec = time.monotonic(), material.config["labels"], material.config["weighting"]
    train = judged.features(material, material.network, material.where("train", labels), "frozen features")
    head = fit(train.features, targets(train.scans, labels), sample_weights(train.scans, spec["class_power"], spec["origin_power"]), len(labels), 3e-3)
    return material.network, head, (time.monotonic() - began) / 60


def _left_out(material: Material, recipe: dict) -> dict | None:
    spec = recipe.get("leave_one_origin_out", True) and material.config["controls"].get("leave_one_origin_out")
    if not spec:
        return None
    return _frozen_left_out(material, spec) if recipe.get("frozen") else controls.leave_one_origin_out(material, spec, f"{recipe['name']} without")


def _frozen_left_out(material: Material, spec: dict) -> dict:
    labels, weighting = material.config["labels"], material.config["weighting"]
    everyone = judged.features(material, material.network, np.concatenate([material.where(split, labels) for split in ("train", "val")]), "frozen features of all")
    origin, split = (np.array([getattr(s, name) for s in everyone.scans]) for name in ("origin", "split"))
    truth, found = targets(everyone.scans, labels), {}
    for name in spec["origins"]:
        keep = np.flatnonzero((origin != name) & (split == "train"))
        scans = [everyone.scans[i] for i in keep]
        head = fit(everyone.features[keep], truth[keep], sample_weights(scans, weighting["class_power"], weighting["origin_power"]), len(labels), 3e-3)
        held = origin == name
        found[name] = {"n": int(held.sum()), "accuracy": metrics.accuracy(head(everyone.features[held]).argmax(1), truth[held])}
    return {"recipe": "frozen", "origins": found, "mean_of_origins": float(np.mean([v["accuracy"] for v in found.values()])),
            "pooled_accuracy": sum(v["accuracy"] * v["n"] for v in found.values()) / sum(v["n"] for v in found.values())}


def _merged(config: dict, change: dict) -> dict:
    """`change` over `config`, section by section."""
    return {k: config.get(k) | change[k] if isinstance(change.get(k), dict) and isinstance(config.get(k), dict) else change.get(k, config.get(k)) for k in {**config, **change}}
