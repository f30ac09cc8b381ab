"""Augmentation, feature cache and synthesis: on small made-up images."""
import numpy as np
import torch

from csss_training import augment, features, synthesize

MILD = {"rotate_degrees": 7, "zoom": [0.9, 1.15], "shift": 0.04, "log_gamma": 0.35, "smallest_scale": 0.5, "noise": 4, "jpeg_quality": 50}
STILL = {"rotate_degrees": 0, "zoom": [1, 1], "shift": 0, "log_gamma": 0, "smallest_scale": 1, "noise": 0, "jpeg_quality": 95}


def picture(side: int = 96) -> np.ndarray:
    y, x = np.mgrid[0:side, 0:side] / side
    return (200 * np.exp(-8 * ((x - 0.3) ** 2 + (y - 0.4) ** 2)) + 20).astype(np.float32)


def test_augmentation_is_the_same_for_the_same_seed_and_another_for_another():
    first, again, other = (augment.augment(picture(), np.random.default_rng(seed), MILD) for seed in (1, 1, 2))
    assert np.array_equal(first, again) and not np.array_equal(first, other)
    assert first.shape == picture().shape


def test_augmentation_of_nothing_changes_next_to_nothing():
    assert np.abs(augment.augment(picture(), np.random.default_rng(1), STILL) - picture()).mean() < 1


def test_augmentation_never_mirrors():
    """The bright spot is on the left and stays there."""
    for seed in range(20):
        changed = augment.augment(picture(), np.random.default_rng(seed), MILD)
        assert changed[:, :48].mean() > changed[:, 48:].mean()


def test_a_second_extraction_reads_the_cache(tmp_path):
    class Counting(torch.nn.Module):
        calls = 0

        def forward(self, x):
            Counting.calls += 1
            return x.expand(-1, 4, -1, -1)

    def run(items):
        return features.extract_with(Counting(), items, lambda i: np.full((1, 7, 7), i, np.float32), str, tmp_path, "toy")

    first = run([1, 2, 3])
    assert np.array_equal(first, np.repeat([[1.0], [2], [3]], 4, 1)) and Counting.calls == 1
    assert np.array_equal(run([1, 2, 3]), first) and Counting.calls == 1
    assert np.array_equal(run([3, 2, 1]), first[::-1]) and Counting.calls == 2


def test_a_synthetic_image_is_none_of_those_it_was_drawn_from():
    rng = np.random.default_rng(1)
    images = np.clip(picture(64)[None] / 255 + rng.normal(0, 0.2, (40, 64, 64)), 0, 1).astype(np.float32)
    drawn = synthesize.draw(synthesize.measure(images, 10), np.random.default_rng(2), 0.8, 0.1)
    assert drawn.shape == (512, 512) and 0 <= drawn.min() and drawn.max() <= 1
    found = synthesize.nearest(drawn, images)
    assert found["nearest_training_image"] > 0.05
    assert synthesize.nearest(np.kron(images[0], np.ones((8, 8))), images)["nearest_training_image"] < 1e-6
