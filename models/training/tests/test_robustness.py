import numpy as np
import pytest

from csss_training.robustness import PERTURBATIONS


@pytest.fixture(scope="module")
def scan() -> np.ndarray:
    """Not square, with a bright spot at three o'clock and a fine weave."""
    down, across = np.mgrid[:90, :120]
    return (40 + 100 * across / 120 + 100 * np.exp(-((across - 110) ** 2 + (down - 45) ** 2) / 50) + 4 * (across % 2)).astype(np.float32)


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_each_perturbation_changes_the_scan_and_neither_its_size_nor_its_range(name, scan):
    changed = PERTURBATIONS[name](scan.copy(), np.random.default_rng(1))
    assert changed.shape == scan.shape and changed.dtype == np.float32
    assert 0 <= changed.min() and changed.max() <= 255
    assert 0.5 < np.abs(changed - scan).mean() < 60


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_the_same_generator_gives_the_same_picture(name, scan):
    first, second = (PERTURBATIONS[name](scan, np.random.default_rng(7)) for _ in range(2))
    assert np.array_equal(first, second)


@pytest.mark.parametrize("name", ["noise", "phone_photo"])
def test_another_generator_gives_another_picture(name, scan):
    assert not np.array_equal(PERTURBATIONS[name](scan, np.random.default_rng(1)), PERTURBATIONS[name](scan, np.random.default_rng(2)))


def test_the_noise_has_ten_grey_levels():
    grey = np.full((200, 200), 128, np.float32)
    assert PERTURBATIONS["noise"](grey, np.random.default_rng(1)).std() == pytest.approx(10, rel=0.02)


def test_the_two_rotations_turn_opposite_ways_and_leave_black_corners(scan):
    rng = np.random.default_rng(1)
    plus, minus = PERTURBATIONS["rotate_plus_10"](scan, rng), PERTURBATIONS["rotate_minus_10"](scan, rng)
    assert np.unravel_index(plus.argmax(), plus.shape)[0] < 45 < np.unravel_index(minus.argmax(), minus.shape)[0]
    assert plus[0, 0] == minus[-1, -1] == 0


def test_darker_undoes_brighter(scan):
    rng = np.random.default_rng(1)
    assert PERTURBATIONS["darker"](scan, rng).mean() < scan.mean() < PERTURBATIONS["brighter"](scan, rng).mean()
    assert np.allclose(PERTURBATIONS["darker"](PERTURBATIONS["brighter"](scan, rng), rng), scan, atol=0.01)
