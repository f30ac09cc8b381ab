"""Cardiac MRI: how much of each place is right ventricle, myocardium and left ventricle, and what a whole study's areas say.

The measures are those a reader takes (ejection fractions, ratio of the ventricles, wall against cavity), of areas in shares of the picture: the data gives no voxel spacing.
"""
import torch
from torch import Tensor, nn
from torch.nn import functional

from .backbone import FEATURES

SIDE = 28                # of the coverage map
PARTS = ("right ventricle", "myocardium", "left ventricle")
MEASURES = 15
CUT, MIDDLE = 7, 14      # blocks before the 28 × 28 and before the 7 × 7 outputs


class Coverage(nn.Module):
    """Outputs of the front (28²), of the blocks before the last stride (14²) and of the last block (7²) → scores [N, 4, 28, 28]: background and PARTS."""

    def __init__(self, width: int = 64):
        super().__init__()
        self.deep, self.middle, self.fine = nn.Conv2d(FEATURES, width, 1), nn.Conv2d(96, width, 1), nn.Conv2d(32, width, 1)
        self.join = nn.Conv2d(width, width, 3, padding=1)
        self.last = nn.Sequential(nn.Conv2d(width, width // 2, 3, padding=1), nn.ReLU(), nn.Conv2d(width // 2, 1 + len(PARTS), 1))

    def forward(self, fine: Tensor, middle: Tensor, deep: Tensor) -> Tensor:
        x = functional.relu(_doubled(self.deep(deep)) + self.middle(middle))
        return self.last(functional.relu(_doubled(functional.relu(self.join(x))) + self.fine(fine)))


class Measures(nn.Module):
    """All slices of one study, in any order, → [1, 15]. A slice's partner in the other phase is the one that looks most like it."""

    def forward(self, image: Tensor, coverage: Tensor) -> Tensor:
        areas = coverage.softmax(1)[:, 1:].mean((2, 3))
        partner = areas[self.partners(image)]
        fuller = (areas[:, 2:] >= partner[:, 2:]).float()
        diastole, systole = fuller * areas + (1 - fuller) * partner, fuller * partner + (1 - fuller) * areas
        (rv_d, wall_d, lv_d), (rv_s, wall_s, lv_s) = ((phase.mean(0) + 1e-6).unbind(0) for phase in (diastole, systole))

        cavity = diastole[:, 2]
        large = (cavity >= 0.5 * cavity.max()).float()    # away from base and apex, where a ratio means little
        thickness = diastole[:, 1] / (cavity + 2e-3)
        shortening = 1 - systole[:, 2] / (cavity + 1e-6)
        return torch.stack([
            1 - lv_s / lv_d, 1 - rv_s / rv_d, (rv_d / lv_d).log(), (wall_d / lv_d).log(), (wall_s / lv_s).log(), (rv_s / lv_s).log(),
            lv_d.log(), rv_d.log(), wall_d.log(), (cavity.max() + 1e-6).log(), (diastole[:, 1].max() + 1e-6).log(),
            _deviation(thickness, large), _deviation(shortening, large), (shortening * large + (1 - large)).min(), ((thickness * large).max() + 1e-6).log(),
        ]).unsqueeze(0)

    @staticmethod
    def partners(image: Tensor) -> Tensor:
        """[N] of indices; a slice alone is its own partner."""
        small = functional.avg_pool2d(image, 4).flatten(1)
        small = small - small.mean(1, keepdim=True)
        small = small / (small.square().mean(1, keepdim=True).sqrt() + 1e-6)
        index = torch.cumsum(torch.ones_like(small[:, :1]), 0)
        itself = (index == index.T).float()
        return (small @ small.T / small.shape[1] - 10 * itself).argmax(1)


def coverage_loss(scores: Tensor, wanted: Tensor) -> Tensor:
    """`wanted`: [N, 3, 28, 28] shares; a slice without a mask has −1 and teaches nothing."""
    known = wanted[:, 0, 0, 0] >= 0
    if not known.any():
        return scores.sum() * 0
    shares = torch.cat([1 - wanted[known].sum(1, keepdim=True), wanted[known]], 1)
    weight = torch.tensor([0.5, 1.0, 1.0, 1.0])[:, None, None]
    return -(weight * shares * scores[known].log_softmax(1)).sum(1).mean()


def _doubled(x: Tensor) -> Tensor:
    return functional.interpolate(x, scale_factor=2.0, mode="nearest")


def _deviation(values: Tensor, weight: Tensor) -> Tensor:
    mean = (values * weight).sum() / weight.sum()
    return ((values - mean).square() * weight).sum().div(weight.sum()).add(1e-12).sqrt()
