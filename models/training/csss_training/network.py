"""The graph that serving runs: backbone, classifier, class activation maps, gate and out-of-distribution score in one forward pass."""
import numpy as np
import torch
from torch import Tensor, nn

from .backbone import FEATURES, MobileNetV2
from .heart import CUT, MIDDLE
from .linear import Linear
from .ood import Strangeness

POSITIONS = 49
OUTPUTS = ["logits", "cams", "features", "gate", "ood"]


class ScanNetwork(nn.Module):
    """With a `study` head the batch is one study's slices, and there is one output more."""

    def __init__(self, backbone: MobileNetV2, head: Linear, gate: Linear, strangeness: Strangeness, study: nn.Module | None = None):
        super().__init__()
        self.backbone, self.study = backbone, study
        self.head = _linear(head)
        self.gate = _linear(gate)
        self.register_buffer("centre", _tensor(strangeness.centre))
        self.register_buffer("projection", _tensor(strangeness.projection))
        self.register_buffer("class_means", _tensor(strangeness.class_means))

    def forward(self, image: Tensor) -> tuple[Tensor, ...]:
        fine = self.backbone.features[:CUT](image)
        middle = self.backbone.features[CUT:MIDDLE](fine)
        activations = self.backbone.features[MIDDLE:](middle)
        features = activations.mean((2, 3))
        cams = nn.functional.conv2d(activations, self.head.weight[:, :, None, None] / POSITIONS)
        place = (features - self.centre) @ self.projection
        ood = (place.unsqueeze(1) - self.class_means).square().mean(-1).amin(1)
        found = self.head(features), cams, features, self.gate(features).squeeze(1), ood
        return found if self.study is None else (*found, self.study(image, fine, middle, activations))

    @property
    def outputs(self) -> list[str]:
        return OUTPUTS if self.study is None else [*OUTPUTS, "study"]


def gradcam_by_autograd(backbone: MobileNetV2, head: Linear, image: Tensor) -> np.ndarray:
    """The independent reference, [N, C, 7, 7]: Selvaraju et al., ICCV 2017, equation 1 and the sum of equation 2 before its ReLU.

    Takes the head as it was fitted, standardisation and all, and lets autograd find the gradients: nothing here knows that the head is linear.
    """
    with torch.no_grad():
        activations = backbone(image)
    activations.requires_grad_(True)
    pooled = activations.mean((2, 3))
    scores = ((pooled - _tensor(head.mean)) / _tensor(head.deviation)) @ _tensor(head.weight).T + _tensor(head.bias)
    maps = []
    for c in range(scores.shape[1]):
        gradient, = torch.autograd.grad(scores[:, c].sum(), activations, retain_graph=True)
        maps.append((gradient.mean((2, 3), keepdim=True) * activations).sum(1).detach())
    return torch.stack(maps, 1).numpy()


def _linear(fitted: Linear) -> nn.Linear:
    weight, bias = fitted.folded()
    layer = nn.Linear(FEATURES, len(bias))
    layer.weight = nn.Parameter(_tensor(weight), requires_grad=False)
    layer.bias = nn.Parameter(_tensor(bias), requires_grad=False)
    return layer


def _tensor(values: np.ndarray) -> Tensor:
    return torch.from_numpy(np.asarray(values, np.float32))
