"""Logistic regression by L-BFGS: small, convex, deterministic. Standardises inside, and can fold that into plain weights."""
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor


@dataclass(frozen=True)
class Linear:
    """scores = ((x − mean) / deviation) @ weight.T + bias, as fitted."""
    mean: np.ndarray       # [features]
    deviation: np.ndarray  # [features]
    weight: np.ndarray     # [outputs, features]
    bias: np.ndarray       # [outputs]

    @staticmethod
    def of(layer: torch.nn.Linear) -> "Linear":
        """A trained layer, in the same form."""
        weight, bias = (p.detach().numpy().astype(np.float64) for p in (layer.weight, layer.bias))
        return Linear(np.zeros(weight.shape[1]), np.ones(weight.shape[1]), weight, bias)

    def __call__(self, x: np.ndarray) -> np.ndarray:
        return ((x - self.mean) / self.deviation) @ self.weight.T + self.bias

    def folded(self) -> tuple[np.ndarray, np.ndarray]:
        """(weight, bias) that give the same scores on raw features."""
        weight = self.weight / self.deviation
        return weight, self.bias - weight @ self.mean


def fit(x: np.ndarray, target: np.ndarray, sample_weight: np.ndarray, classes: int, l2: float, steps: int = 100) -> Linear:
    """Multinomial for `classes` ≥ 2, binary (one output) for `classes` = 1. `l2` is per unit of total sample weight."""
    mean, deviation = x.mean(0), x.std(0) + 1e-3
    inputs = torch.from_numpy(((x - mean) / deviation).astype(np.float32))
    targets = torch.from_numpy(target.astype(np.float32 if classes == 1 else np.int64))
    shares = torch.from_numpy((sample_weight / sample_weight.sum()).astype(np.float32))
    weight = torch.zeros(classes, x.shape[1], requires_grad=True)
    bias = torch.zeros(classes, requires_grad=True)
    optimiser = torch.optim.LBFGS([weight, bias], max_iter=steps, tolerance_grad=1e-6, history_size=20, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimiser.zero_grad()
        loss = (shares * _losses(inputs @ weight.T + bias, targets, classes)).sum() + l2 * weight.square().sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    return Linear(mean, deviation, weight.detach().numpy().astype(np.float64), bias.detach().numpy().astype(np.float64))


def _losses(scores: Tensor, targets: Tensor, classes: int) -> Tensor:
    if classes == 1:
        return torch.nn.functional.binary_cross_entropy_with_logits(scores[:, 0], targets, reduction="none")
    return torch.nn.functional.cross_entropy(scores, targets, reduction="none")
