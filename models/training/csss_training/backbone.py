"""MobileNetV2 1.0/224 as TensorFlow trained it: ReLU6, BatchNorm folded into biased convolutions, SAME padding.

Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", CVPR 2018. Parameter names are torchvision's.
"""
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

# expansion, channels out, repeats, stride of the first: table 2 of the paper
STAGES = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]
FEATURES = 1280


class SameConv2d(nn.Conv2d):
    """TensorFlow's SAME: at stride 2 an even side is padded on the right and bottom only.

    Written for sides divisible by the stride, which 224 and all its halvings are; the padding is then fixed, so that the exported graph has no shape arithmetic.
    """

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1):
        symmetric = kernel // 2 if stride == 1 else 0
        super().__init__(inputs, outputs, kernel, stride, symmetric, groups=groups)
        self.after = kernel - stride if stride > 1 else 0

    def forward(self, x: Tensor) -> Tensor:
        if self.after:
            x = nn.functional.pad(x, (0, self.after, 0, self.after))
        return super().forward(x)


def conv_relu6(inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1) -> nn.Sequential:
    return nn.Sequential(SameConv2d(inputs, outputs, kernel, stride, groups), nn.Identity(), nn.ReLU6(inplace=True))


class InvertedResidual(nn.Module):
    def __init__(self, inputs: int, outputs: int, stride: int, expansion: int):
        super().__init__()
        hidden = inputs * expansion
        expand = [conv_relu6(inputs, hidden, 1)] if expansion > 1 else []
        self.conv = nn.Sequential(*expand, conv_relu6(hidden, hidden, 3, stride, groups=hidden), SameConv2d(hidden, outputs, 1))
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv(x) if self.residual else self.conv(x)


class MobileNetV2(nn.Module):
    """[N, channels, side, side] in [-1, 1] → the last convolution's activations [N, 1280, 7, 7]."""

    def __init__(self, channels: int = 3):
        super().__init__()
        layers: list[nn.Module] = [conv_relu6(channels, 32, 3, stride=2)]
        width = 32
        for expansion, outputs, repeats, stride in STAGES:
            for index in range(repeats):
                layers.append(InvertedResidual(width, outputs, stride if index == 0 else 1, expansion))
                width = outputs
        layers.append(conv_relu6(width, FEATURES, 1))
        self.features = nn.Sequential(*layers)
        self.widths = [channels, 32, *(outputs for _, outputs, repeats, _ in STAGES for _ in range(repeats)), FEATURES]  # of the input of each block

    def forward(self, x: Tensor) -> Tensor:
        return self.features(x)


def load_imagenet(weights: Path, grey: bool = True) -> MobileNetV2:
    """The given ImageNet weights. `grey` sums the first kernel over its colours, which on three equal channels computes the same."""
    network = MobileNetV2(1 if grey else 3)
    with np.load(weights) as stored:
        state = {name: torch.from_numpy(stored[name]) for name in stored.files if name.startswith("features.")}
    if grey:
        state["features.0.0.weight"] = state["features.0.0.weight"].sum(1, keepdim=True)
    network.load_state_dict(state)
    return network.to(memory_format=torch.channels_last).eval()
