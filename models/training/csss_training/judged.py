"""A model's answers, computed as serving computes them, and the figures they make."""
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import torch

from . import abstention, calibration, evaluation, metrics
from .backbone import MobileNetV2
from .dataset import Scan, tuning_half
from .linear import Linear
from .material import Material
from .ood import Strangeness
from .progress import Progress

BATCH = 32


@dataclass(frozen=True)
class Seen:
    scans: list[Scan]
    features: np.ndarray  # [scans, 1280]


@dataclass(frozen=True)
class Strangers:
    """Of one kind: what the gate is to refuse."""
    features: np.ndarray  # [strangers, 1280]
    tuning: np.ndarray    # of the half that lays the gate's limit


@dataclass(frozen=True)
class Answers:
    """Of one model to some scans."""
    scans: list[Scan]
    logits: np.ndarray
    probabilities: np.ndarray
    gate: np.ndarray
    ood: np.ndarray
    decisions: list[dict]

    def view(self, config: dict) -> evaluation.View:
        groups = config.get("subgroups", {})
        return evaluation.View(config["labels"], *(np.array(v) for v in zip(*[(s.label, s.origin, s.group, groups.get(s.origin, "not stated")) for s in self.scans])),
                               self.probabilities, self.decisions)

    def only(self, keep: np.ndarray) -> "Answers":
        places = np.flatnonzero(keep)
        return Answers([self.scans[i] for i in places], self.logits[places], self.probabilities[places], self.gate[places], self.ood[places],
                       [self.decisions[i] for i in places])


@dataclass(frozen=True)
class Judge:
    """Everything between pooled features and a decision."""
    labels: list[str]
    head: Linear
    gate: Linear
    strangeness: Strangeness
    rules: dict

    def __call__(self, seen: Seen) -> Answers:
        logits, gate, ood = self.head(seen.features), self.gate(seen.features)[:, 0], self.strangeness(seen.features)
        probabilities = calibration.softmax(logits, self.rules["temperature"])
        return Answers(seen.scans, logits, probabilities, gate, ood, abstention.decide(probabilities, gate, ood, self.labels, self.rules))


def features(material: Material, backbone: MobileNetV2, places, name: str, load=None) -> Seen:
    """Of `own[places]`, each made from its file as serving does, or by `load(scan)`."""
    scans = [material.own[i] for i in places]
    load = load or material.load
    return Seen(scans, pooled(backbone, [lambda s=s: load(s) for s in scans], name))


def strangers(material: Material, backbone: MobileNetV2) -> dict[str, Strangers]:
    return {kind: Strangers(pooled(backbone, [s.load for s in found], kind), np.array([s.tuning for s in found])) for kind, found in material.judged_strangers().items() if found}


def pooled(backbone: MobileNetV2, loaders: list, name: str) -> np.ndarray:
    done, progress = [], Progress(name, len(loaders))
    with ThreadPoolExecutor(2) as pool, torch.no_grad():
        for start in range(0, len(loaders), BATCH):
            # channels last: oneDNN's depth-wise kernels are several times faster that way
            images = torch.from_numpy(np.stack(list(pool.map(lambda load: load(), loaders[start:start + BATCH])))).contiguous(memory_format=torch.channels_last)
            done.append(backbone(images).mean((2, 3)).numpy())
            progress.at(min(start + BATCH, len(loaders)))
    return np.concatenate(done)


def figures(material: Material, answers: Answers, strangers: dict[str, Strangers], judge: Judge) -> dict:
    """On all of `val`, and on the half that chose nothing; the gate's on that half alone."""
    config = material.config
    rounds = config["evaluation"]["bootstrap"]
    checked = answers.only(np.array([not tuning_half(s) for s in answers.scans]))
    return {
        "val": evaluation.evaluate(answers.view(config), rounds, config["seed"]),
        "check_half": _checked(checked, config, rounds),
        "gate": _gate(checked, {kind: found.features[~found.tuning] for kind, found in strangers.items()}, judge),
        "cannot_answer_behaviour": {label: _called(answers.only(np.array([s.label == label for s in answers.scans])))
                                    for label in sorted({s.label for s in answers.scans} - set(config["labels"]))},
    }


def _gate(good: Answers, strangers: dict[str, np.ndarray], judge: Judge) -> dict:
    threshold = judge.rules["gate"]["threshold"]
    scores = {kind: judge.gate(x)[:, 0] for kind, x in strangers.items()}
    strange = np.concatenate([s for kind, s in scores.items() if kind != "fragment"])
    return {
        "false_refusal": {"value": float((good.gate < threshold).mean()), "n": len(good.gate)},
        "refused_in_all": _refused(strange, threshold), "refused_in_all_is": "every kind but fragments of real scans, which are our own invention",
        "refused": {kind: _refused(s, threshold) for kind, s in scores.items()},
        "ood_score_alone": {kind: {"value": float((judge.strangeness(x) > judge.rules["ood"]["threshold"]).mean()), "n": len(x)} for kind, x in strangers.items()},
        "threshold": threshold, "good_minimum": float(good.gate.min()), "strangers_maximum": float(strange.max()),
    }


def _refused(scores: np.ndarray, threshold: float) -> dict:
    return {"value": float((scores < threshold).mean()), "n": len(scores)}


def _checked(answers: Answers, config: dict, rounds: int) -> dict:
    """The figures that nothing was tuned on."""
    found = evaluation.evaluate(answers.view(config), rounds, config["seed"])
    return {**{k: found[k] for k in ("accuracy", "macro_f1")}, "ece_15_bins": found["calibration"]["ece_15_bins"], "brier": found["calibration"]["brier"],
            "decisions": found["decisions"]}


def _called(answers: Answers) -> dict:
    """What becomes of scans whose class the model does not offer."""
    outcomes = [d["outcome"] for d in answers.decisions]
    called = [d["label"] for d in answers.decisions if d["label"]]
    return {"n": len(outcomes), "called": {label: called.count(label) for label in sorted(set(called))},
            "abstained": outcomes.count("abstained"), "rejected": outcomes.count("rejected")}


def accuracy(answers: Answers, labels: list[str]) -> float:
    """Over the classes on offer, abstained or not."""
    keep = np.array([s.label in labels for s in answers.scans])
    target = np.array([labels.index(s.label) for s, k in zip(answers.scans, keep) if k])
    return metrics.accuracy(answers.logits[keep].argmax(1), target)
