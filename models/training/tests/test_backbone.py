import numpy as np
import torch

from csss_training import backbone


def tensorflow_same(image: np.ndarray, kernel: np.ndarray, stride: int) -> np.ndarray:
    """The rule as TensorFlow documents it: output = ceil(size / stride), the odd pixel of padding at the end."""
    size, k = image.shape[0], kernel.shape[0]
    out = -(-size // stride)
    total = max((out - 1) * stride + k - size, 0)
    padded = np.pad(image, (total // 2, total - total // 2))
    return np.array([[(padded[y * stride:y * stride + k, x * stride:x * stride + k] * kernel).sum() for x in range(out)] for y in range(out)])


def same_conv(image: np.ndarray, kernel: np.ndarray, stride: int) -> np.ndarray:
    layer = backbone.SameConv2d(1, 1, kernel.shape[0], stride)
    layer.weight.data = torch.from_numpy(kernel)[None, None]
    layer.bias.data.zero_()
    return layer(torch.from_numpy(image)[None, None]).detach().numpy()[0, 0]


def test_padding_is_tensorflows_same_at_both_strides():
    rng = np.random.default_rng(1)
    image, kernel = rng.normal(size=(14, 14)).astype(np.float32), rng.normal(size=(3, 3)).astype(np.float32)
    for stride in (1, 2):
        assert np.allclose(same_conv(image, kernel, stride), tensorflow_same(image, kernel, stride), atol=1e-5)


def test_symmetric_padding_would_give_other_numbers():
    rng = np.random.default_rng(1)
    image, kernel = rng.normal(size=(14, 14)).astype(np.float32), rng.normal(size=(3, 3)).astype(np.float32)
    symmetric = torch.nn.functional.conv2d(torch.from_numpy(image)[None, None], torch.from_numpy(kernel)[None, None], stride=2, padding=1)[0, 0].numpy()
    assert np.abs(symmetric - tensorflow_same(image, kernel, 2)).max() > 0.1


def test_the_shape_is_mobilenet_v2s():
    network = backbone.MobileNetV2(3)
    assert sum(p.numel() for p in network.parameters()) == 2_206_816
    with torch.no_grad():
        assert network(torch.zeros(1, 3, 224, 224)).shape == (1, 1280, 7, 7)


def test_one_grey_channel_computes_what_three_equal_ones_do(shared):
    weights = shared / "weights/mobilenet_v2_imagenet_folded.npz"
    image = torch.rand(1, 1, 224, 224) * 2 - 1
    with torch.no_grad():
        grey, colour = backbone.load_imagenet(weights)(image), backbone.load_imagenet(weights, grey=False)(image.expand(-1, 3, -1, -1))
    assert torch.allclose(grey, colour, atol=1e-3)
