"""One model, from images to everything its bundle is written from: fine-tuning → temperature → gate → strangeness → thresholds → evaluation."""
import time
from dataclasses import dataclass

import numpy as np

from . import abstention, calibration, controls, gate, judged, ood, studies
from .backbone import MobileNetV2
from .config import Config
from .dataset import tuning_half
from .finetune import finetune
from .head import targets
from .judged import Answers, Judge, Seen, Strangers
from .lesson import checkpoint_of, lesson_of, parts_of
from .linear import Linear
from .material import Material
from .network import ScanNetwork
from .study import Studies, StudyHead


@dataclass(frozen=True)
class Trained:
    """What a bundle is written from."""
    material: Material
    backbone: MobileNetV2
    judge: Judge
    study: StudyHead | None
    answers: Answers          # to `val`, as serving would give them
    studies: Studies | None   # the same of whole studies
    figures: dict
    curves: list[dict]

    def network(self) -> ScanNetwork:
        return ScanNetwork(self.backbone, self.judge.head, self.judge.gate, self.judge.strangeness, self.study)


def train(material: Material) -> Trained:
    config, began = material.config, time.monotonic()
    labels, spec = config["labels"], config["finetune"]
    tail, curves = finetune(material.network, parts_of(material, spec), lesson_of(material), len(labels), spec, config["seed"], checkpoint_of(material))
    backbone = tail.folded_into(material.network, spec["cut"])
    head, gatekeeper = (Linear.of(layer) for layer in (tail.head, tail.gate))

    known = judged.features(material, backbone, controls.sampled(material.where("train", labels), 4000, config["seed"]), "training scans")
    val = judged.features(material, backbone, material.where("val"), "val")
    strangers = judged.strangers(material, backbone)
    strangeness = ood.fit_strangeness(known.features, targets(known.scans, labels), config["ood"]["dimensions"])
    judge = Judge(labels, head, gatekeeper, strangeness, _rules(config, val, strangers, head, gatekeeper, strangeness))
    answers = judge(val)
    figures = judged.figures(material, answers, strangers, judge) | controls.all_of(material, backbone, judge, known, val, answers)
    study, whole = None, None
    if "study" in config:
        study, judge.rules["study"], whole, more = studies.learn(material, tail, judge, answers)
        figures |= more
    minutes = {"fine_tuning": round(curves[-1]["seconds"] / 60, 1), "this_run": round((time.monotonic() - began) / 60, 1)}
    return Trained(material, backbone, judge, study, answers, whole, figures | {"training_minutes": minutes}, curves)


def _rules(config: Config, val: Seen, strangers: dict[str, Strangers], head: Linear, gatekeeper: Linear, strangeness: ood.Strangeness) -> dict:
    """All that is chosen on the tuning half of `val`, and only there."""
    labels, spec = config["labels"], config["gate"]
    tuning = np.array([tuning_half(s) for s in val.scans])
    offered = tuning & np.array([s.label in labels for s in val.scans])
    target, scores = targets([s for s, o in zip(val.scans, offered) if o], labels), head(val.features[offered])
    temperature = calibration.fit_temperature(scores, target)
    probabilities = calibration.softmax(scores, temperature)
    good = gatekeeper(val.features[tuning])[:, 0]
    convincing = np.concatenate([gatekeeper(found.features[found.tuning])[:, 0] for kind, found in strangers.items() if kind != "fragment"])
    return {
        "temperature": temperature,
        "gate": {"output": "gate", "threshold": gate.choose_threshold(good, convincing, spec["target_false_refusal"]),
                 "target_false_refusal": spec["target_false_refusal"], "reason": "not_this_modality"},
        "ood": {"output": "ood", "threshold": float(np.quantile(strangeness(val.features[offered]), config["ood"]["quantile"])), "method": ood.METHOD,
                "dimensions": config["ood"]["dimensions"], "reason": "out_of_distribution"},
        "abstention": {"minimum_confidence": abstention.minimum_confidences(probabilities, target, labels, config["abstention"]), "reason": "low_confidence"},
    }
