"""Training on made-up front outputs: it learns, the same seed gives the same weights, and a killed run goes on where it was."""
import numpy as np
import pytest
import torch

from csss_training import backbone, finetune
from csss_training.finetune import Lesson, Part, predict

SPEC = {"cut": 14, "phases": [{"side": 32, "steps": 6, "rate": 2e-3}, {"side": 64, "steps": 6, "rate": 1e-3}], "batch": 12, "strangers_a_batch": 4,
        "head_rate": 2.0, "weight_decay": 1e-4, "mixed_style": 0.3, "average": 0.9, "label_smoothing": 0.05}


@pytest.fixture(scope="module")
def network():
    torch.manual_seed(1)
    return backbone.MobileNetV2(1).eval()


@pytest.fixture(scope="module")
def task():
    random = np.random.default_rng(1)
    target = np.arange(40) % 2

    def stored(labels, side):
        values = random.normal(size=(len(labels), side // 16, side // 16, 96)).astype(np.float32)
        values[..., :48] += 2 * np.array(labels, np.float32)[:, None, None, None]
        return torch.from_numpy(values).half()
    parts = [Part([stored(target, side), stored(target, side)], [stored([5] * 10, side)], stored([0, 1] * 8, side)) for side in (32, 64)]
    return parts, Lesson(target, np.ones(40), np.ones(10), np.array([0, 1] * 8), np.ones(16))


@pytest.fixture(autouse=True)
def often(monkeypatch):
    monkeypatch.setattr(finetune, "EVERY", 2)


def run(network, task, checkpoint=None, spec=SPEC):
    return finetune.finetune(network, *task, 2, spec, 5, checkpoint)


def test_the_same_seed_gives_the_same_weights(network, task):
    first, again = (run(network, task)[0].state_dict() for _ in range(2))
    assert all(torch.equal(v, again[k]) for k, v in first.items())


def test_it_learns_what_can_be_learnt(network, task):
    spec = SPEC | {"phases": [{"side": 32, "steps": 120, "rate": 3e-3}]}
    tail, curves = run(network, task, spec=spec)
    assert (predict(tail, task[0][0].tuning).argmax(1) == task[1].tuning_target).mean() > 0.9
    assert curves[-1]["train_loss"] < curves[0]["train_loss"]
    assert [c["step"] for c in curves] == list(range(2, 121, 2))


def test_a_killed_run_goes_on_where_it_was(network, task, tmp_path, monkeypatch):
    whole, curves = run(network, task)
    looks, look = [], finetune._Run._save

    def killed(self, *arguments):
        look(self, *arguments)
        looks.append(1)
        if len(looks) == 5:   # in the second phase
            raise KeyboardInterrupt

    monkeypatch.setattr(finetune._Run, "_save", killed)
    with pytest.raises(KeyboardInterrupt):
        run(network, task, tmp_path / "checkpoint.pt")
    monkeypatch.setattr(finetune._Run, "_save", look)
    resumed, more = run(network, task, tmp_path / "checkpoint.pt")
    assert all(torch.allclose(v, resumed.state_dict()[k], atol=1e-6) for k, v in whole.state_dict().items())
    assert [c["step"] for c in more] == [c["step"] for c in curves]


def test_every_part_of_the_tail_learns(network):
    """The coverage decoder, too: left out of the optimiser once, it stayed as it was drawn, and nothing said so."""
    random = np.random.default_rng(2)
    stored = torch.from_numpy(np.concatenate([random.normal(size=(12, 28, 28, 32)), np.full((12, 28, 28, 3), 0.2)], 3).astype(np.float32)).half()
    lesson = Lesson(np.arange(12) % 2, np.ones(12), np.ones(12), np.array([], int), np.array([]))
    spec = SPEC | {"cut": 7, "coverage": True, "phases": [{"side": 224, "steps": 1, "rate": 1e-2}], "batch": 8, "average": 0.0, "weight_decay": 0.0}
    before, after = (finetune.finetune(network, [Part([stored], [stored], stored[:0])], lesson, 2, spec | {"phases": [{"side": 224, "steps": steps, "rate": 1e-2}]}, 5)[0]
                     for steps in (1, 4))
    moved = {name.split(".")[0] for name, value in after.named_parameters() if not torch.equal(value, dict(before.named_parameters())[name])}
    assert moved == {"body", "head", "gate", "coverage"}
