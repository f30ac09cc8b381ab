"""Several files judged as one: by the mean of the slices' scores, or (cardiac MRI) by measures of the heart over both phases."""
import itertools
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from . import abstention, calibration, evaluation
from .backbone import MobileNetV2
from .dataset import Scan
from .heart import CUT, MIDDLE, Coverage, Measures
from .judged import Answers, Judge
from .linear import Linear, fit
from .material import Material


FEWEST = 5


class StudyHead(nn.Module):
    """The graph's `study` output: all images of the batch are one study's."""

    def __init__(self, coverage: Coverage, scores: Linear):
        super().__init__()
        weight, bias = (torch.from_numpy(v.astype(np.float32)) for v in scores.folded())
        self.coverage, self.measures, self.scores = coverage, Measures(), nn.Linear(*weight.T.shape)
        self.scores.weight, self.scores.bias = nn.Parameter(weight, False), nn.Parameter(bias, False)

    def forward(self, image: Tensor, fine: Tensor, middle: Tensor, deep: Tensor) -> Tensor:
        return self.scores(self.measures(image, self.coverage(fine, middle, deep)))


@dataclass(frozen=True)
class Studies:
    members: list[list[int]]   # places in the answers they were made from
    scans: list[Scan]          # the first of each: label, origin and group are the study's
    logits: np.ndarray
    probabilities: np.ndarray
    decisions: list[dict]

    def view(self, labels: list[str]) -> evaluation.View:
        columns = [np.array([getattr(s, name) for s in self.scans]) for name in ("label", "origin", "group")]
        return evaluation.View(labels, *columns, np.full(len(self.scans), "not stated"), self.probabilities, self.decisions)


def members(scans: list[Scan]) -> list[list[int]]:
    """Places of each patient's slices, in the order of their files."""
    order = sorted(range(len(scans)), key=lambda i: (scans[i].group, scans[i].file))
    return [list(places) for _, places in itertools.groupby(order, key=lambda i: scans[i].group)]


def by_mean(answers: Answers, judge: Judge, rules: dict) -> Studies | None:
    """None where there are too few to say anything about."""
    groups = [m for m in members(answers.scans) if len(m) > 1 and answers.scans[m[0]].label in judge.labels]
    if len(groups) < FEWEST:
        return None
    return judged_as(groups, np.array([answers.logits[m].mean(0) for m in groups]), answers, judge, rules)


def judged_as(groups: list[list[int]], logits: np.ndarray, answers: Answers, judge: Judge, rules: dict) -> Studies:
    probabilities = calibration.softmax(logits, rules["temperature"])
    decisions = [abstention.decide_study(p, answers.gate[m], answers.ood[m], judge.labels, judge.rules | {"study": rules}) for p, m in zip(probabilities, groups)]
    return Studies(groups, [answers.scans[m[0]] for m in groups], logits, probabilities, decisions)


def measured(backbone: MobileNetV2, coverage: Coverage, images: np.ndarray) -> np.ndarray:
    """[15] of one study's inputs [n, 1, 224, 224]."""
    with torch.no_grad():
        image = torch.from_numpy(images).contiguous(memory_format=torch.channels_last)
        fine = backbone.features[:CUT](image)
        middle = backbone.features[CUT:MIDDLE](fine)
        return Measures()(image, coverage(fine, middle, backbone.features[MIDDLE:](middle)))[0].numpy()


def measures_of(material: Material, backbone: MobileNetV2, coverage: Coverage, scans: list[Scan]) -> tuple[np.ndarray, list[Scan]]:
    """[studies, 15], and the first scan of each."""
    groups = members(scans)
    return np.stack([measured(backbone, coverage, np.stack([material.load(scans[i]) for i in m])) for m in groups]), [scans[m[0]] for m in groups]


def left_out_one_by_one(x: np.ndarray, target: np.ndarray, classes: int, l2: float) -> np.ndarray:
    """Scores of each study by a head that did not see it."""
    everyone = np.arange(len(x))
    return np.stack([fit(x[everyone != i], target[everyone != i], np.ones(len(x) - 1), classes, l2)(x[i:i + 1])[0] for i in everyone])


def common_rules(judge: Judge, answers: Answers) -> dict:
    """Of a study's slices each may be less convincing than one scan alone must be: base and apex show little."""
    return {"gate_floor": float(min(judge.rules["gate"]["threshold"], answers.gate.min()) - 1), "ood_threshold": judge.rules["ood"]["threshold"]}
