"""The stages of a training, in order: features → head → temperature → gate → strangeness → thresholds → evaluation → bundle."""
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from . import abstention, backbone, calibration, evaluation, gate, head, manifest, metrics, ood, shortcuts
from .collect import Material, collect
from .config import Config
from .linear import Linear, fit
from .network import ScanNetwork


@dataclass(frozen=True)
class Trained:
    """What a bundle is written from."""
    backbone: backbone.MobileNetV2
    head: Linear
    gate: Linear
    strangeness: ood.Strangeness
    rules: dict        # temperature, gate, ood and abstention as model.json has them
    evaluation: dict
    material: Material

    def network(self) -> ScanNetwork:
        return ScanNetwork(self.backbone, self.head, self.gate, self.strangeness)


def train(config: Config, data: Path, cache: Path) -> Trained:
    material = collect(config, data, cache)
    manifest.verify(material.chest + material.others, data)
    labels, spec = config["labels"], config["head"]

    val = np.array([s.split == "val" and s.label in labels for s in material.chest])
    val_scans, val_x = [s for s, v in zip(material.chest, val) if v], material.chest_features[val]
    train_x, train_scans = shortcuts.training_set(material, labels)
    classifier, tried = head.choose(train_x, train_scans, val_x, val_scans, labels, spec)
    chosen_l2 = next(t["l2"] for t in tried if t["chosen"])

    target = head.targets(val_scans, labels)
    temperature = calibration.fit_temperature(classifier(val_x), target)
    gatekeeper, gate_rule, gate_figures = _gate(material, config["gate"])
    strangeness = ood.fit_strangeness(train_x, head.targets(train_scans, labels), config["ood"]["dimensions"])
    ood_threshold = float(np.quantile(strangeness(val_x), config["ood"]["quantile"]))

    probabilities = calibration.softmax(classifier(val_x), temperature)
    minimum = abstention.minimum_confidences(probabilities, target, labels, config["abstention"])
    rules = {
        "temperature": temperature,
        "gate": gate_rule,
        "ood": {"output": "ood", "threshold": ood_threshold, "method": ood.METHOD, "dimensions": config["ood"]["dimensions"], "reason": "out_of_distribution"},
        "abstention": {"minimum_confidence": minimum, "reason": "low_confidence"},
    }
    figures = _evaluate(config, material, classifier, gatekeeper, strangeness, rules)
    figures |= {"tried_label": _trial(material, config, chosen_l2), "gate": gate_figures, "ood_on_strangers": _strangers(material, gatekeeper, strangeness, rules), "l2_search": tried,
                "shortcuts": _shortcuts(material, classifier, labels, spec, chosen_l2)}
    return Trained(backbone.load_imagenet(data / config["weights"]), classifier, gatekeeper, strangeness, rules, figures, material)


def _gate(material: Material, spec: dict) -> tuple[Linear, dict, dict]:
    chest_train = np.concatenate([material.chest_features[material.part("train")], *material.augmented_features])
    chest_val = material.chest_features[material.part("val")]
    other_train = np.array([s.split == "train" for s in material.others])
    even = np.arange(len(material.noise_features)) % 2 == 0
    strangers = np.concatenate([material.others_features[other_train], material.noise_features[even]])
    kinds = [s.label for s in material.others if s.split == "train"] + ["noise"] * int(even.sum())
    fitted = gate.train_gate(chest_train, strangers, kinds, spec["l2"])

    good = fitted(chest_val)[:, 0]
    scores = {kind: fitted(x)[:, 0] for kind, x in _strangers_of_val(material).items()}
    threshold = gate.choose_threshold(good, np.concatenate(list(scores.values())), spec["target_false_refusal"])
    rule = {"output": "gate", "threshold": threshold, "target_false_refusal": spec["target_false_refusal"], "reason": "not_this_modality"}
    return fitted, rule, {
        "false_refusal": {"value": float((good < threshold).mean()), "n": len(good)},
        "good_minimum": float(good.min()), "strangers_maximum": float(max(s.max() for s in scores.values())),
        "refused": {kind: {"value": float((s < threshold).mean()), "n": len(s)} for kind, s in scores.items()},
    }


def _strangers_of_val(material: Material) -> dict[str, np.ndarray]:
    kinds = np.array([s.label if s.split == "val" else "" for s in material.others])
    odd = np.arange(len(material.noise_features)) % 2 == 1
    return {kind: material.others_features[kinds == kind] for kind in ("picture", "ct", "cmr")} | {"noise": material.noise_features[odd]}


def _strangers(material: Material, gatekeeper: Linear, strangeness: ood.Strangeness, rules: dict) -> dict:
    """What the out-of-distribution score would catch if the gate were not there."""
    return {kind: {"value": float((strangeness(x) > rules["ood"]["threshold"]).mean()), "n": len(x)} for kind, x in _strangers_of_val(material).items()}


def _evaluate(config: Config, material: Material, classifier: Linear, gatekeeper: Linear, strangeness: ood.Strangeness, rules: dict) -> dict:
    val = material.part("val")
    scans, x = [s for s, v in zip(material.chest, val) if v], material.chest_features[val]
    probabilities = calibration.softmax(classifier(x), rules["temperature"])
    decisions = abstention.decide(probabilities, gatekeeper(x)[:, 0], strangeness(x), config["labels"], rules)
    return evaluation.evaluate(probabilities, [s.label for s in scans], [shortcuts.family(s) for s in scans], np.array([s.group for s in scans]),
                               decisions, config["labels"], config["evaluation"], config["seed"])


def _trial(material: Material, config: Config, l2: float) -> dict:
    """The class with too few images, as the same recipe would offer it: what the decision to leave it out rests on."""
    labels = [*config["labels"], config["tried_label"]]
    x, scans = shortcuts.training_set(material, labels)
    spec, last = config["head"], len(labels) - 1
    fitted = fit(x, head.targets(scans, labels), head.sample_weights(scans, spec["class_power"], spec["origin_power"]), len(labels), l2)
    val = [s for s in material.chest if s.split == "val"]
    target, predicted = head.targets(val, labels), fitted(material.chest_features[material.part("val")]).argmax(1)
    groups = np.array([s.group for s in val])
    own = np.flatnonzero(target == last)
    return {
        "label": config["tried_label"], "n": {"train": sum(s.split == "train" and s.label == labels[last] for s in material.chest), "val": len(own)},
        "sensitivity": {"value": metrics.sensitivity(predicted, target, last), "n": len(own),
                        "interval": metrics.interval(lambda i: float((predicted[own[i]] == last).mean()), groups[own], config["evaluation"]["bootstrap"], config["seed"])},
        "precision": metrics.precision(predicted, target, last),
    }


def _shortcuts(material: Material, classifier: Linear, labels: list[str], spec: dict, l2: float) -> dict:
    scores = classifier(material.chest_features)
    pair = ("Normal", "Pneumonia")
    return {
        "leave_one_origin_out": shortcuts.leave_one_origin_out(material, labels, spec, l2),
        "within": {name: shortcuts.within_origin(material, scores, labels, name, pair) for name in ("Kermany 2018", "NIH ChestX-ray14")},
        "source_classifier": shortcuts.source_classifier(material, 1e-4),
    }
