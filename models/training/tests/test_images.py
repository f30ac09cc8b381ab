"""Augmentation, strangers, the front's cache and synthesis: on small made-up images."""
import numpy as np
import torch

from csss_training import augment, front, strangers, synthesize

WILD = {"rotate_degrees": 12, "visible": [0.65, 1.1], "log_aspect": 0.2, "shift": 0.04, "smallest_scale": 0.3, "log_gamma": 0.4, "field": 0.1, "noise": 0.03, "masked": 0.0}
STILL = {"rotate_degrees": 0, "visible": [1, 1], "log_aspect": 0, "shift": 0, "smallest_scale": 0.9, "log_gamma": 0, "field": 0, "noise": 0, "masked": 0}


def picture(side: int = 96) -> np.ndarray:
    y, x = np.mgrid[0:side, 0:side] / side
    return (200 * np.exp(-8 * ((x - 0.3) ** 2 + (y - 0.4) ** 2)) + 20).astype(np.float32)


def changed(spec: dict, seed: int, side: int = 96, shares=None):
    return augment.augment(torch.from_numpy(picture())[None], side, torch.Generator().manual_seed(seed), spec, shares)


def test_augmentation_is_the_same_for_the_same_seed_and_another_for_another():
    first, again, other = (changed(WILD, seed)[0] for seed in (1, 1, 2))
    assert torch.equal(first, again) and not torch.equal(first, other)
    assert first.shape == (1, 1, 96, 96) and first.min() >= 0 and first.max() <= 255


def test_augmentation_of_nothing_changes_next_to_nothing():
    assert np.abs(changed(STILL, 1)[0][0, 0].numpy() - picture()).mean() < 1


def test_augmentation_never_mirrors():
    """The bright spot is on the left and stays there."""
    for seed in range(20):
        image = changed(WILD, seed)[0][0, 0]
        assert image[:, :48].mean() > image[:, 48:].mean()


def test_what_is_where_moves_with_the_image():
    bright = torch.from_numpy((picture() > 150).astype(np.float32))[None, None]
    for seed in range(5):
        image, moved = changed(WILD | {"log_gamma": 0, "field": 0, "noise": 0}, seed, shares=bright)
        assert image[moved > 0.99].min() > 120 and image[moved < 0.01].max() < 185


def test_masks_cover_corners_only_of_those_drawn():
    untouched, covered = (changed(STILL | {"masked": share}, 3)[0] for share in (0.0, 1.0))
    assert (untouched != covered).float().mean() > 0.005


def test_strangers_are_reproducible_and_none_is_like_the_next():
    for index in range(12):
        assert np.array_equal(strangers.noise(index, 7), strangers.noise(index, 7))
    whole = np.tile(np.arange(256, dtype=np.uint8), (256, 1))
    pieces = [strangers.fragment(whole, [1, n]) for n in range(12)]
    assert all(p.shape == whole.shape and not np.array_equal(p, whole) for p in pieces)


class Doubling(torch.nn.Module):
    """Stands for a backbone with one block."""

    def __init__(self):
        super().__init__()
        self.calls, self.features = 0, torch.nn.Sequential(torch.nn.Identity())
        self.features[0].register_forward_hook(self._double)

    def _double(self, _, inputs, output):
        self.calls += 1
        return 2 * output


def test_a_second_run_reads_the_front_s_cache(tmp_path):
    network = Doubling()

    def load(start, end):
        return torch.arange(start, end).float()[:, None, None, None].expand(-1, 1, 4, 4), torch.zeros(end - start, 2, 4, 4)

    first = front.outputs(network, 1, 100, load, tmp_path, "toy")
    assert first.shape == (100, 4, 4, 3) and first[:, 0, 0, 0].tolist() == [2 * n for n in range(100)] and network.calls == 2
    assert torch.equal(front.outputs(network, 1, 100, load, tmp_path, "toy"), first) and network.calls == 2


def test_a_synthetic_image_is_none_of_those_it_was_drawn_from():
    rng = np.random.default_rng(1)
    images = np.clip(picture(64)[None] / 255 + rng.normal(0, 0.2, (40, 64, 64)), 0, 1).astype(np.float32)
    drawn = synthesize.draw(synthesize.measure(images, 10), np.random.default_rng(2), 0.8, 0.1)
    assert drawn.shape == (512, 512) and 0 <= drawn.min() and drawn.max() <= 1
    found = synthesize.nearest(drawn, images)
    assert found["nearest_training_image"] > 0.05
    assert synthesize.nearest(np.kron(images[0], np.ones((8, 8))), images)["nearest_training_image"] < 1e-6
