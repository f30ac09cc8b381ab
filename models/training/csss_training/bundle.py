"""Writes the folder that models/README.md defines."""
import hashlib
import json
import subprocess
from datetime import datetime, timezone
from pathlib import Path

from . import card, golden, manifest, pictures, targets_met
from .backbone import FEATURES
from .config import Config
from .export import OPSET, export
from .train import Trained

CODE = Path(__file__).resolve().parents[1]
REPOSITORY = CODE.parents[1]
SLOWER = ("leave_one_origin_out", "recipes", "latency")  # files of their own; the last is written by tests/Benchmarks


def write(trained: Trained, out: Path) -> None:
    material = trained.material
    out.mkdir(parents=True, exist_ok=True)
    network = trained.network().eval()
    export(network, out / "model.onnx")
    listed = manifest.render(material.used())
    (out / "manifest.csv").write_bytes(listed)

    description = describe(trained, network.outputs, (out / "model.onnx").read_bytes(), listed)
    _write_json(out / "model.json", description)
    _write_json(out / "golden.json", golden.make(trained, network, description, REPOSITORY))
    (out / "pictures").mkdir(exist_ok=True)
    drawn = pictures.draw(trained.answers.view(material.config), trained.figures, trained.curves, out / "pictures")
    _write_json(out / "evaluation.json", trained.figures | {"curves": trained.curves, "pictures": drawn})
    write_card(material.config, out)


def write_card(config: Config, out: Path) -> None:
    """From what the folder holds; what the slower stages measured (`leave-out`, `compare`) is taken in if it is there."""
    figures = _read_json(out / "evaluation.json")
    for name in SLOWER:
        if (measured := read_slower(name, out)) is not None:
            figures[name] = measured
    _write_json(out / "evaluation.json", figures | {"targets": targets_met.of(config, figures)})
    (out / "MODEL_CARD.md").write_text(card.render(_read_json(out / "model.json"), _read_json(out / "evaluation.json"), config))


def describe(trained: Trained, outputs: list[str], graph: bytes, listed: bytes) -> dict:
    config, rules = trained.material.config, trained.judge.rules
    classes = len(config["labels"])
    shapes = {"logits": ["N", classes], "cams": ["N", classes, 7, 7], "features": ["N", FEATURES], "gate": ["N"], "ood": ["N"], "study": [1, classes]}
    return {
        "schema": 1, "name": config["name"], "version": config["version"], "modalities": config["modalities"],
        "labels": config["labels"], "cannot_tell": cannot_tell(config, trained.figures),
        "onnx": {"file": "model.onnx", "sha256": hashlib.sha256(graph).hexdigest(), "bytes": len(graph), "opset": OPSET},
        "input": {"name": "image", "layout": "NCHW", "shape": ["N", 1, 224, 224]},
        "outputs": {name: shapes[name] for name in outputs},
        "preprocess": config["preprocess"],
        **{rule: rules[rule] for rule in ("temperature", "gate", "ood", "abstention", "study") if rule in rules},
        "training_data": {"manifest_sha256": hashlib.sha256(listed).hexdigest(), "counts": manifest.counts(trained.material.used())},
        "metrics": head_figures(trained.figures),
        "trained_at": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "code_commit": _commit(),
    }


def cannot_tell(config: Config, figures: dict) -> list[dict]:
    stated = list(config.get("cannot_tell", []))
    if "tried_label" not in figures:
        return stated
    trial = figures["tried_label"]
    low, high = trial["sensitivity"]["interval"]
    return [{"label": trial["label"],
             "why": f"{trial['n']['train']} training images: tried as a class of its own, it found {trial['sensitivity']['value']:.0%} of {trial['n']['val']} "
                    f"(95 % interval {low:.0%} to {high:.0%}), and {trial['precision']:.0%} of what it called so was right. Such a scan gets another label or an abstention."}, *stated]


def head_figures(figures: dict) -> dict:
    """On `val`, fractions; `value` with its 95 % `interval` where there is one."""
    val = figures["val"]
    return {
        "split": "val", **{k: val[k] for k in ("accuracy", "macro_f1")},
        "per_class": {label: {k: v[k] for k in ("sensitivity", "specificity", "auroc")} for label, v in val["per_class"].items()},
        "ece_15_bins": val["calibration"]["ece_15_bins"], "brier": val["calibration"]["brier"], "ece_15_bins_check_half": figures["check_half"]["ece_15_bins"],
        "gate_false_refusal": figures["gate"]["false_refusal"], "gate_refused": figures["gate"]["refused"],
        **{k: val["decisions"][k] for k in ("coverage", "accuracy_when_answered")},
    }


def _commit() -> str:
    def git(*arguments: str) -> str:
        return subprocess.run(["git", "-C", str(CODE), *arguments], capture_output=True, text=True, check=True).stdout.strip()
    return git("rev-parse", "HEAD") + ("+dirty" if git("status", "--porcelain", "--", ".") else "")


def write_slower(name: str, found, out: Path, config: Config) -> None:
    """What a slower stage measured, and the card anew if there is one."""
    out.mkdir(parents=True, exist_ok=True)
    _write_json(out / f"{name}.json", found)
    if (out / "evaluation.json").exists():
        write_card(config, out)


def read_slower(name: str, out: Path):
    """What a slower stage measured before; None if it has not."""
    stored = out / f"{name}.json"
    return _read_json(stored) if stored.exists() else None


def _read_json(path: Path):
    return json.loads(path.read_text())


def _write_json(path: Path, value) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n")
