"""The blocks that learn. BatchNorm is put back for training (folded networks hardly move) and folded away again for serving."""
import copy

import torch
from torch import Tensor, nn
from torch.nn import functional

from .backbone import FEATURES, MobileNetV2
from .heart import CUT, MIDDLE, Coverage, coverage_loss


class NormedConv(nn.Module):
    """A convolution without bias and a BatchNorm that together compute, on the calibration images, what the folded convolution did."""

    def __init__(self, conv: nn.Conv2d):
        super().__init__()
        self.conv, self.norm = conv, nn.BatchNorm2d(conv.out_channels, momentum=0.03)
        self.bias, conv.bias = conv.bias.detach(), None

    def calibrate(self, x: Tensor) -> Tensor:
        y = self.conv(x)
        variance, mean = torch.var_mean(y, (0, 2, 3))
        self.norm.running_mean.copy_(mean)
        self.norm.running_var.copy_(variance)
        self.norm.weight.copy_((variance + self.norm.eps).sqrt())
        self.norm.bias.copy_(mean + self.bias)
        return y + self.bias[:, None, None]

    def forward(self, x: Tensor) -> Tensor:
        return self.norm(self.conv(x))

    def folded(self) -> nn.Conv2d:
        conv = copy.deepcopy(self.conv)
        scale = self.norm.weight / (self.norm.running_var + self.norm.eps).sqrt()
        conv.weight = nn.Parameter(conv.weight * scale[:, None, None, None])
        conv.bias = nn.Parameter(self.norm.bias - self.norm.running_mean * scale)
        return conv


class MixStyle(nn.Module):
    """Mixes the channel statistics of two images (Zhou et al., ICLR 2021): tone and texture of one hospital, content of another. Off outside training."""

    def __init__(self, share: float):
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.share == 0 or torch.rand(()) > self.share:
            return x
        mean, deviation = x.mean((2, 3), keepdim=True), (x.var((2, 3), keepdim=True) + 1e-6).sqrt()
        amount = torch.distributions.Beta(0.3, 0.3).sample((len(x), 1, 1, 1))
        other = torch.randperm(len(x))
        return (x - mean) / deviation * (amount * deviation + (1 - amount) * deviation[other]) + amount * mean + (1 - amount) * mean[other]


class Tail(nn.Module):
    """Front outputs → (class scores, gate score, coverage scores or None). `coverage` is for cardiac MRI."""

    def __init__(self, backbone: MobileNetV2, cut: int, classes: int, calibration: Tensor, mixed: float = 0.0, coverage: bool = False):
        super().__init__()
        self.mix, self.drop = MixStyle(mixed), nn.Dropout(0.2)
        self.channels, self.coverage = backbone.widths[cut], Coverage() if coverage else None
        self.body = normed(copy.deepcopy(backbone.features[cut:]), calibration)
        self.head, self.gate = nn.Linear(FEATURES, classes), nn.Linear(FEATURES, 1)
        for layer in (self.head, self.gate):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor | None]:
        middle = self.body[:MIDDLE - CUT](self.mix(x)) if self.coverage else None
        deep = self.body[MIDDLE - CUT:](middle) if self.coverage else self.body(self.mix(x))
        features = self.drop(deep.mean((2, 3)))
        return self.head(features), self.gate(features)[:, 0], self.coverage(x, middle, deep) if self.coverage else None

    def folded_into(self, backbone: MobileNetV2, cut: int) -> MobileNetV2:
        """A whole network again, plain convolutions only, that scores as this one does outside training."""
        whole = copy.deepcopy(backbone)
        learnt = _replaced(copy.deepcopy(self.body), NormedConv, NormedConv.folded)
        for offset, block in enumerate(learnt):
            whole.features[cut + offset] = block
        return whole.to(memory_format=torch.channels_last).eval()


def normed(body: nn.Sequential, calibration: Tensor) -> nn.Sequential:
    """Every convolution becomes a NormedConv whose statistics are those of the `calibration` batch."""
    _replaced(body, nn.Conv2d, NormedConv)
    layers = [m for m in body.modules() if isinstance(m, NormedConv)]
    with torch.no_grad():
        for layer in layers:
            layer.forward = layer.calibrate
        body(calibration)
        for layer in layers:
            del layer.forward
    return body


def _replaced(module: nn.Module, kind: type, replacement) -> nn.Module:
    for name, child in module.named_children():
        if isinstance(child, kind):
            setattr(module, name, replacement(child))
        else:
            _replaced(child, kind, replacement)
    return module


def losses(scores: Tensor, gate: Tensor, coverage: Tensor | None, target: Tensor, wanted: Tensor, smoothing: float) -> Tensor:
    """`target` −1 is a stranger, −2 a scan of a class not on offer: both teach the gate alone. `wanted`: the coverage, where there is any."""
    asked = target >= 0
    loss = functional.cross_entropy(scores[asked], target[asked], label_smoothing=smoothing) + 0.5 * functional.binary_cross_entropy_with_logits(gate, (target != -1).float())
    return loss if coverage is None else loss + 2 * coverage_loss(coverage, wanted)
