"""Training of the tail: phases of growing resolution, averaged weights, checkpoints, and the best state on the half of `val` that tuning may see."""
import copy
import math
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from . import front, metrics
from .backbone import MobileNetV2
from .calibration import log_loss
from .progress import Progress
from .tail import Tail, losses

STRANGER, GATE_ONLY = -1, -2  # targets of images that no class is asked about; the second are of the modality
EVERY = 100  # steps between two looks at the tuning half, and between two checkpoints


@dataclass(frozen=True)
class Part:
    """Front outputs of one phase: what training draws from."""
    copies: list[Tensor]       # augmented, each [own images, h, w, channels]
    strangers: list[Tensor]    # the same for images of no such modality
    tuning: Tensor             # plain images, for the look


@dataclass(frozen=True)
class Lesson:
    target: np.ndarray          # [own images] class or GATE_ONLY
    weight: np.ndarray          # [own images], how often each is drawn, relatively
    stranger_weight: np.ndarray
    tuning_target: np.ndarray
    tuning_weight: np.ndarray   # for the loss that chooses the state


def finetune(backbone: MobileNetV2, parts: list[Part], lesson: Lesson, classes: int, spec: dict, seed: int, checkpoint: Path | None = None, name: str = "fine-tuning") -> tuple[Tail, list[dict]]:
    """The tail with the best averaged weights, and the curves. `spec` is the configuration's `finetune`; its phases run in order."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    calibration = _split(_draw(parts[0], lesson, random, 384, 0)[0], backbone.widths[spec["cut"]])[0]
    tail = Tail(backbone, spec["cut"], classes, calibration, spec["mixed_style"], spec.get("coverage", False))
    run = _Run(tail, spec, random)
    if checkpoint and checkpoint.exists():
        run.load(checkpoint)
    for phase in range(run.phase, len(spec["phases"])):
        run.learn(phase, parts[phase], lesson, checkpoint, name)
    tail.load_state_dict(run.best[1])
    return tail.eval(), run.curves


class _Run:
    """What a checkpoint holds: weights, their average, the best average so far, the optimiser, the draws, the curves."""

    def __init__(self, tail: Tail, spec: dict, random: np.random.Generator):
        self.tail, self.spec, self.random = tail, spec, random
        self.average = copy.deepcopy(tail.state_dict())
        self.best, self.curves = (math.inf, self.average), []
        self.phase = self.step = 0
        self.samples, self.seconds, self.optimiser = 0, 0.0, None

    def learn(self, phase: int, part: Part, lesson: Lesson, checkpoint: Path | None, name: str) -> None:
        plan, resumed = self.spec["phases"][phase], self.optimiser
        self.phase, optimiser = phase, torch.optim.AdamW(self._groups(), lr=plan["rate"], weight_decay=self.spec["weight_decay"])
        if resumed:
            optimiser.load_state_dict(resumed)
        elif phase:
            self.tail.load_state_dict(self.average)
        self.optimiser, progress, start, loss = None, Progress(f"{name}, {plan['side']} px", plan["steps"]), self.step, 0.0
        began = time.monotonic()
        for step in range(start, plan["steps"]):
            loss += self._step(optimiser, plan, step, part, lesson)
            progress.at(step + 1, start)
            if (step + 1) % EVERY == 0 or step + 1 == plan["steps"]:
                self.seconds += time.monotonic() - began
                self._look(plan, step + 1, loss / ((step % EVERY) + 1), part, lesson)
                loss, self.step, began = 0.0, step + 1, time.monotonic()
                self._save(checkpoint, optimiser)
        self.phase, self.step = phase + 1, 0
        self._save(checkpoint, None)

    def _name(self) -> str:
        return f"{self.phase + 1}: {self.spec['phases'][self.phase]['side']} px"

    def _groups(self) -> list[dict]:
        body = list(self.tail.body.parameters())
        known = {id(p) for p in body}
        heads = [p for p in self.tail.parameters() if id(p) not in known]
        return [{"params": body, "share": 1.0}, {"params": heads, "share": self.spec["head_rate"]}]

    def _step(self, optimiser, plan: dict, step: int, part: Part, lesson: Lesson) -> float:
        # warm-up, then half a cosine
        rate = plan["rate"] * min(1, (step + 1) / 40) * (0.02 + 0.49 * (1 + math.cos(math.pi * step / plan["steps"])))
        for group in optimiser.param_groups:
            group["lr"] = rate * group["share"]
        self.tail.train()
        inputs, target = _draw(part, lesson, self.random, self.spec["batch"], self.spec["strangers_a_batch"])
        inputs, wanted = _split(inputs, self.tail.channels)
        loss = losses(*self.tail(inputs), target, wanted, self.spec["label_smoothing"])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.tail.parameters(), 5.0)
        optimiser.step()
        self.samples += len(target)
        self._average(min(self.spec["average"], (step + 1) / (step + 10)))
        return loss.item()

    @torch.no_grad()
    def _average(self, keep: float) -> None:
        for name, value in self.tail.state_dict().items():
            if value.is_floating_point():
                self.average[name].lerp_(value, 1 - keep)

    def _look(self, plan: dict, step: int, train_loss: float, part: Part, lesson: Lesson) -> None:
        """Keeps the best average so far. Without a tuning half (controls) the last is the best."""
        if not len(part.tuning):
            self.best = (math.inf, self.average)
            return
        current = copy.deepcopy(self.tail.state_dict())
        self.tail.load_state_dict(self.average)
        scores = predict(self.tail, part.tuning)
        self.tail.load_state_dict(current)
        loss = log_loss(scores, lesson.tuning_target, 1.0, lesson.tuning_weight)
        accuracy = metrics.accuracy(scores.argmax(1), lesson.tuning_target)
        self.curves.append({"phase": self._name(), "step": step, "samples": self.samples, "seconds": round(self.seconds, 1),
                            "train_loss": train_loss, "val_loss": loss, "val_accuracy": accuracy})
        print(f"  {plan['side']} px, step {step}: loss {train_loss:.3f}, tuning loss {loss:.3f}, accuracy {accuracy:.4f}", flush=True)
        # the last phase is nearest to what serving sees: an earlier one cannot be the best
        first_of_last = self.phase == len(self.spec["phases"]) - 1 and not any(c["phase"] == self._name() for c in self.curves[:-1])
        if loss < self.best[0] or first_of_last:
            self.best = (loss, copy.deepcopy(self.average))

    def _save(self, checkpoint: Path | None, optimiser) -> None:
        if checkpoint is None:
            return
        checkpoint.parent.mkdir(parents=True, exist_ok=True)
        partial = checkpoint.with_suffix(".partial")
        torch.save({"tail": self.tail.state_dict(), "average": self.average, "best": self.best, "curves": self.curves, "phase": self.phase, "step": self.step,
                    "samples": self.samples, "seconds": self.seconds, "optimiser": optimiser and optimiser.state_dict(),
                    "draws": self.random.bit_generator.state, "torch": torch.get_rng_state()}, partial)
        partial.rename(checkpoint)

    def load(self, checkpoint: Path) -> None:
        state = torch.load(checkpoint)
        self.tail.load_state_dict(state["tail"])
        for name in ("average", "best", "curves", "phase", "step", "samples", "seconds", "optimiser"):
            setattr(self, name, state[name])
        self.random.bit_generator.state = state["draws"]
        torch.set_rng_state(state["torch"])


def _draw(part: Part, lesson: Lesson, random: np.random.Generator, own: int, strangers: int) -> tuple[Tensor, Tensor]:
    images = _pick(part.copies, lesson.weight, own, random)
    target = [torch.from_numpy(lesson.target[images[1]])]
    inputs = [images[0]]
    if strangers:
        inputs.append(_pick(part.strangers, lesson.stranger_weight, strangers, random)[0])
        target.append(torch.full((strangers,), STRANGER))
    return torch.cat(inputs), torch.cat(target)


def _split(stored: Tensor, channels: int) -> tuple[Tensor, Tensor]:
    """The network's channels, and the wanted coverage that material.py stores behind them."""
    return stored[:, :channels].contiguous(memory_format=torch.channels_last), stored[:, channels:]


def _pick(copies: list[Tensor], weight: np.ndarray, count: int, random: np.random.Generator) -> tuple[Tensor, np.ndarray]:
    places = random.choice(len(weight), count, p=weight / weight.sum())
    chosen = torch.stack([copies[random.integers(len(copies))][place] for place in places])
    return front.batch(chosen, slice(None)), places


def predict(tail: Tail, stored: Tensor, size: int = 128) -> np.ndarray:
    tail.eval()
    with torch.no_grad():
        return torch.cat([tail(_split(front.batch(stored, slice(start, start + size)), tail.channels)[0])[0] for start in range(0, len(stored), size)]).numpy()
