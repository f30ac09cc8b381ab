"""The blocks that learn: BatchNorm put back and folded away, strangers and gate-only scans in the loss."""
import copy

import pytest
import torch

from csss_training import backbone
from csss_training.tail import MixStyle, Tail, coverage_loss, losses


@pytest.fixture(scope="module")
def network():
    torch.manual_seed(1)
    return backbone.MobileNetV2(1).eval()


@pytest.fixture(scope="module")
def images():
    return torch.rand(6, 1, 64, 64, generator=torch.Generator().manual_seed(2)) * 2 - 1


def tail_of(network, images, **more):
    with torch.no_grad():
        front = network.features[:7](images)
        return front, Tail(network, 7, 3, front, **more).eval()


def test_putting_batch_norm_in_and_folding_it_away_changes_nothing(network, images):
    front, tail = tail_of(network, images)
    with torch.no_grad():
        assert torch.allclose(tail.folded_into(network, 7)(images), network(images), atol=1e-4)


def test_a_trained_tail_folds_to_a_network_with_the_same_scores(network, images):
    front, tail = tail_of(network, images)
    tail.train()
    optimiser = torch.optim.SGD(tail.parameters(), lr=0.05)
    for _ in range(5):
        optimiser.zero_grad()
        losses(*tail(front), torch.tensor([0, 1, 2, -1, -2, 0]), front[:, :0], 0.0).backward()
        optimiser.step()
    tail.eval()
    with torch.no_grad():
        scores = tail(front)[0]
        assert scores.abs().max() > 1e-3
        assert torch.allclose(tail.head(tail.folded_into(network, 7)(images).mean((2, 3))), scores, atol=1e-4)


def test_the_network_it_came_from_stays_as_it_was(network, images):
    before = copy.deepcopy(network.state_dict())
    tail_of(network, images)[1].folded_into(network, 7)
    assert all(torch.equal(before[k], v) for k, v in network.state_dict().items())


def test_strangers_and_gate_only_scans_teach_the_gate_alone():
    scores, gate = torch.zeros(4, 3, requires_grad=True), torch.zeros(4, requires_grad=True)
    losses(scores, gate, None, torch.tensor([0, 1, -1, -2]), None, 0.0).backward()
    assert scores.grad[:2].abs().sum() > 0 and scores.grad[2:].abs().sum() == 0
    assert gate.grad[2] > 0 and gate.grad[3] < 0


def test_style_is_mixed_in_training_only():
    x = torch.rand(8, 4, 5, 5) + torch.arange(8)[:, None, None, None]
    mix = MixStyle(1.0)
    assert not torch.equal(mix.train()(x), x)
    assert torch.equal(mix.eval()(x), x)


def test_a_slice_without_a_mask_teaches_no_coverage():
    scores = torch.zeros(2, 4, 28, 28, requires_grad=True)
    wanted = torch.stack([torch.full((3, 28, 28), 0.3), torch.full((3, 28, 28), -1.0)])
    coverage_loss(scores, wanted).backward()
    assert scores.grad[0].abs().sum() > 0 and scores.grad[1].abs().sum() == 0
