import io

import numpy as np
import pytest
from PIL import Image

from csss_training import preprocess

SPEC = {
    "sixteen_bit_divisor": 257, "margin": 0.0, "resize": {"width": 224, "height": 224},
    "intensity": {"low_percentile": 1.0, "high_percentile": 99.0, "minimum_range": 2.0}, "range": [-1.0, 1.0],
}


def encoded(image: Image.Image, kind: str = "PNG", **options) -> bytes:
    stored = io.BytesIO()
    image.save(stored, kind, **options)
    return stored.getvalue()


def triangle(old: int, new: int) -> np.ndarray:
    """models/README.md's step 7, written down once more from the text: [new, old] weights."""
    scale = old / new
    support = max(scale, 1.0)
    weights = np.zeros((new, old))
    for i in range(new):
        centre = (i + 0.5) * scale
        first, last = max(0, int(np.floor(centre - support + 0.5))), min(old, int(np.floor(centre + support + 0.5)))
        for j in range(first, last):
            weights[i, j] = max(0.0, 1 - abs(j + 0.5 - centre) / support)
    return weights / weights.sum(1, keepdims=True)


@pytest.mark.parametrize("height, width", [(448, 448), (256, 341), (100, 90), (500, 224)])
def test_resizing_is_the_documented_triangle_filter(height, width):
    grey = np.random.default_rng(1).uniform(0, 255, (height, width)).astype(np.float32)
    expected = triangle(height, 224) @ grey @ triangle(width, 224).T
    assert np.abs(preprocess.resize(grey, SPEC["resize"]) - expected).max() < 1e-3


def test_halving_weighs_four_pixels_one_three_three_one():
    row = triangle(8, 4)[1]
    assert np.allclose(row, [0, 1 / 8, 3 / 8, 3 / 8, 1 / 8, 0, 0, 0])


def test_percentiles_are_linear_between_order_statistics():
    grey = np.arange(101, dtype=np.float32).reshape(1, 101)  # 1st percentile is 1, 99th is 99
    normal = preprocess.normalise(grey, SPEC)[0]
    assert normal[0] == -1 and normal[100] == 1
    assert np.isclose(normal[50], 0, atol=1e-6)
    assert np.isclose(normal[26], 2 * 25 / 98 - 1, atol=1e-6)


def test_a_blank_image_is_refused_rather_than_stretched():
    with pytest.raises(preprocess.BlankImage):
        preprocess.to_input(np.full((300, 300), 90, np.float32), SPEC)


def test_colour_becomes_itu_601_luma_without_rounding():
    grey = preprocess.read_grey(encoded(Image.new("RGB", (2, 2), (200, 100, 50))), SPEC)
    assert np.allclose(grey, 0.299 * 200 + 0.587 * 100 + 0.114 * 50, atol=1e-4)


def test_sixteen_bits_keep_their_steps():
    values = np.array([[0, 257, 65535, 128]], np.uint16)
    grey = preprocess.read_grey(encoded(Image.fromarray(values)), SPEC)
    assert np.allclose(grey, [[0, 1, 255, 128 / 257]])


def test_transparency_shows_black():
    grey = preprocess.read_grey(encoded(Image.new("LA", (1, 1), (200, 51))), SPEC)
    assert np.isclose(grey[0, 0], 200 * 51 / 255)


def test_exif_orientation_turns_the_image_upright():
    exif = Image.Exif()
    exif[274] = 6  # to be shown turned 90° clockwise
    sideways = Image.fromarray(np.uint8([[10, 200]]).repeat(8, 0).repeat(8, 1))
    grey = preprocess.read_grey(encoded(sideways, "JPEG", quality=100, exif=exif), SPEC)
    assert grey.shape == (16, 8)
    assert grey[0].mean() < 50 < 150 < grey[-1].mean()


def test_the_margin_is_cut_on_all_four_sides():
    assert preprocess.crop_margin(np.zeros((100, 59)), 0.05).shape == (90, 55)


def test_a_grey_level_more_or_less_moves_the_input_little():
    rng = np.random.default_rng(2)
    grey = rng.uniform(20, 220, (300, 300)).astype(np.float32)
    moved = grey + rng.choice([-1, 0, 1], grey.shape)
    assert np.abs(preprocess.to_input(grey, SPEC) - preprocess.to_input(moved, SPEC)).max() < 0.03


def test_brightness_and_contrast_of_the_scanner_do_not_matter():
    grey = np.random.default_rng(3).uniform(0, 255, (256, 256)).astype(np.float32)
    assert np.allclose(preprocess.to_input(grey, SPEC), preprocess.to_input(grey * 0.3 + 40, SPEC), atol=1e-4)
