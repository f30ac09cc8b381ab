"""The model card's pictures. Same figures, same bytes: nothing in a file says when it was drawn or by what."""
import io
from pathlib import Path
from typing import Callable

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from .evaluation import View

# Okabe and Ito's palette: told apart by colour-blind readers; line styles tell apart what is printed in grey.
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"]
STYLES = ["-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 1))]
GREY = "#767676"
STYLE = {"font.size": 10, "font.family": "DejaVu Sans", "axes.spines.top": False, "axes.spines.right": False, "axes.grid": True, "grid.alpha": 0.25, "legend.frameon": False}


def draw(view: View, figures: dict, curves: list[dict], out: Path) -> list[str]:
    """`figures`: evaluate()'s of the same view, or all of a card's, of which these are `val`. Returns the names of the files written; without curves there is no training.png."""
    view, figures = view.offered(), figures.get("val", figures)
    painters: dict[str, Callable[[Figure], None]] = {
        "confusion.png": lambda figure: _confusion(figure, figures),
        "roc.png": lambda figure: _roc(figure, figures),
        "reliability.png": lambda figure: _reliability(figure, figures, view),
        "risk_coverage.png": lambda figure: _risk_coverage(figure, figures),
    }
    if curves:
        painters["training.png"] = lambda figure: _training(figure, curves)
    out.mkdir(parents=True, exist_ok=True)
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(STYLE)
        for name, paint in painters.items():
            figure = Figure(figsize=(7, 5), dpi=120, layout="constrained")
            FigureCanvasAgg(figure)
            paint(figure)
            _save(figure, out / name)
    return list(painters)


def _confusion(figure: Figure, figures: dict) -> None:
    labels, counts = figures["confusion"]["labels"], np.array(figures["confusion"]["counts"])
    share = counts / np.maximum(counts.sum(1, keepdims=True), 1)
    axes = figure.add_subplot()
    axes.grid(False)
    shown = axes.imshow(share, cmap="Blues", vmin=0, vmax=1)
    for row, column in np.ndindex(counts.shape):
        axes.text(column, row, f"{counts[row, column]}\n{100 * share[row, column]:.1f} %", ha="center", va="center", color="white" if share[row, column] > 0.5 else "black")
    axes.set_xticks(range(len(labels)), labels)
    axes.set_yticks(range(len(labels)), labels)
    axes.set(xlabel="predicted class", ylabel="true class", title=f"Confusion on val: count and share of the true class (n = {counts.sum()})")
    figure.colorbar(shown, label="share of the true class", fraction=0.046)


def _roc(figure: Figure, figures: dict) -> None:
    axes = figure.add_subplot()
    axes.plot([0, 1], [0, 1], color=GREY, linewidth=1, linestyle=":")
    for index, (label, points) in enumerate(figures["roc"].items()):
        area = figures["per_class"][label]["auroc"]["value"]
        if points["fpr"]:
            axes.plot(points["fpr"], points["tpr"], color=COLOURS[index % 6], linestyle=STYLES[index % 6], label=f"{label} (AUROC {area:.3f})")
    axes.set(xlabel="1 − specificity (share of the others called so)", ylabel="sensitivity", xlim=(-0.01, 1), ylim=(0, 1.01), aspect="equal",
             title=f"One class against the rest, on val (n = {figures['n']})")
    axes.legend(loc="lower right")


def _reliability(figure: Figure, figures: dict, view: View) -> None:
    bars, calibration = figures["calibration"]["reliability"], figures["calibration"]
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=[3, 1])
    upper.plot([0, 1], [0, 1], color=GREY, linewidth=1, linestyle=":", label="confidence means what it says")
    upper.bar([b["low"] for b in bars], [b["accuracy"] for b in bars], [b["high"] - b["low"] for b in bars], align="edge", color="#56B4E9", edgecolor="white", label="share right")
    upper.plot([b["confidence"] for b in bars], [b["accuracy"] for b in bars], "o", color=COLOURS[1], markersize=4, label="at the bin's mean confidence")
    upper.set(ylabel="share right", ylim=(0, 1.02), title=f"Reliability on val: ECE {calibration['ece_15_bins']:.3f}, 15 bins (n = {figures['n']})")
    upper.legend(loc="upper left")
    confidence, right = view.probabilities.max(1), view.predicted() == view.target()
    edges = np.linspace(0, 1, 16)
    lower.hist([confidence[right], confidence[~right]], edges, color=[COLOURS[0], COLOURS[1]], label=["right", "wrong"])
    lower.set(xlabel="confidence (calibrated probability of the answer)", ylabel="count", xlim=(0, 1), yscale="symlog")
    lower.legend(loc="upper left")


def _risk_coverage(figure: Figure, figures: dict) -> None:
    found = figures["risk_coverage"]
    axes = figure.add_subplot()
    for index, (label, curve) in enumerate(found["per_class"].items()):
        _risk(axes, curve, f"called {label}", color=COLOURS[index % 6], linestyle=STYLES[index % 6])
    _risk(axes, found["overall"], "all", color="black", linewidth=2)
    axes.set(xlabel="coverage (share answered, the most confident first)", ylabel="risk (share wrong among those answered, %)", xlim=(0, 1.005),
             title=f"Risk and coverage on val (n = {found['overall']['n']})")
    axes.set_ylim(bottom=0)
    axes.legend(loc="upper left")


def _risk(axes, curve: dict, name: str, **look) -> None:
    if curve["points"]:
        axes.plot([p["coverage"] for p in curve["points"]], [100 * p["risk"] for p in curve["points"]], label=f"{name} (area {100 * curve['area']:.2f} %, n = {curve['n']})", **look)


def _training(figure: Figure, curves: list[dict]) -> None:
    seen = np.array([point["samples"] for point in curves]) / 1000
    loss, accuracy = figure.subplots(2, 1, sharex=True)
    for index, (key, name) in enumerate([("train_loss", "training"), ("val_loss", "val")]):
        loss.plot(seen, _column(curves, key), color=COLOURS[index], linestyle=STYLES[index], label=name)
    accuracy.plot(seen, 100 * _column(curves, "val_accuracy"), color=COLOURS[1], linestyle=STYLES[1], label="val")
    for index in range(1, len(curves)):
        if curves[index]["phase"] != curves[index - 1]["phase"]:
            _mark(loss, accuracy, (seen[index - 1] + seen[index]) / 2, curves[index]["phase"])
    loss.set(ylabel="loss (nats)", title=f"Training, {curves[-1]['seconds'] / 60:.0f} min: {curves[0]['phase']} first (n = {1000 * seen[-1]:.0f} images seen)")
    accuracy.set(xlabel="training images seen, repeats and variants counted (thousands)", ylabel="accuracy on val (%)")
    loss.legend(loc="upper right")


def _mark(loss, accuracy, where: float, phase: str) -> None:
    """A new phase of the training begins here."""
    for axes in (loss, accuracy):
        axes.axvline(where, color=GREY, linewidth=1, linestyle=":")
    loss.annotate(f" {phase}", (where, 0.02), xycoords=("data", "axes fraction"), color=GREY, fontsize=8)


def _column(curves: list[dict], key: str) -> np.ndarray:
    """A step at which a figure was not measured leaves a gap."""
    return np.array([np.nan if point.get(key) is None else point[key] for point in curves], float)


def _save(figure: Figure, path: Path) -> None:
    """64 colours are enough for lines and bars, and a third of the bytes."""
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png", metadata={"Software": None})
    Image.open(drawn).convert("RGB").quantize(64, dither=Image.Dither.NONE).save(path, "PNG", optimize=True)
