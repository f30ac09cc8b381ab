"""A study's measures: from areas, in any order of the files."""
import numpy as np
import pytest
import torch

from csss_training import abstention
from csss_training.heart import MEASURES, Measures


def study(levels: int = 6, shrink: float = 0.5):
    """Each level looks its own way; in systole the left ventricle covers `shrink` of what it did."""
    generator = torch.Generator().manual_seed(3)
    ground = torch.rand(levels, 1, 56, 56, generator=generator)
    images = torch.cat([ground, ground + 0.1 * torch.rand(ground.shape, generator=generator)])
    images = torch.nn.functional.interpolate(images, size=(224, 224))
    shares = torch.full((2 * levels, 4, 28, 28), 1e-6)
    for n in range(2 * levels):
        cavity = 0.2 * (1 if n < levels else shrink)
        shares[n, 1], shares[n, 2], shares[n, 3] = 0.2, 0.1, cavity
        shares[n, 0] = 1 - 0.3 - cavity
    return images, shares.log()


def test_the_ejection_fraction_is_what_was_put_in():
    measures = Measures()(*study(shrink=0.4))[0]
    assert measures.shape == (MEASURES,)
    assert measures[0] == pytest.approx(0.6, abs=0.01) and measures[1] == pytest.approx(0, abs=0.01)


def test_the_order_of_the_files_does_not_matter():
    images, coverage = study()
    order = torch.randperm(len(images), generator=torch.Generator().manual_seed(4))
    assert torch.allclose(Measures()(images, coverage), Measures()(images[order], coverage[order]), atol=1e-4)


def test_each_slice_finds_its_own_level_in_the_other_phase():
    images, _ = study(levels=7)
    assert Measures.partners(images).tolist() == [*range(7, 14), *range(7)]


def test_one_slice_is_its_own_partner():
    images, coverage = study(levels=1)
    assert Measures.partners(images[:1]).tolist() == [0]
    assert torch.isfinite(Measures()(images[:1], coverage[:1])).all()


RULES = {"gate": {"threshold": 0.0, "reason": "not_this_modality"}, "ood": {"reason": "out_of_distribution"}, "abstention": {"reason": "low_confidence"},
         "study": {"gate_floor": -2.0, "ood_threshold": 2.0, "minimum_confidence": {"a": 0.9, "b": 0.6}}}


@pytest.mark.parametrize("gate, ood, probabilities, outcome, reason", [
    ([3, -1], [1, 1], [0.95, 0.05], "classified", None),
    ([9, -2.5], [1, 1], [0.95, 0.05], "rejected", "not_this_modality"),
    ([0.5, -1], [1, 1], [0.95, 0.05], "rejected", "not_this_modality"),
    ([3, 3], [1, 4], [0.95, 0.05], "abstained", "out_of_distribution"),
    ([3, 3], [1, 1], [0.8, 0.2], "abstained", "low_confidence"),
])
def test_a_study_is_decided_as_documented(gate, ood, probabilities, outcome, reason):
    decision = abstention.decide_study(np.array(probabilities), np.array(gate, float), np.array(ood, float), ["a", "b"], RULES)
    assert (decision["outcome"], decision["reason"]) == (outcome, reason)
