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


def write(trained: Trained, out: Path) -> None:
    """`recipes.json`, if the folder has one from an earlier `compare`, goes into the figures."""
    config, material = trained.material.config, trained.material
    out.mkdir(parents=True, exist_ok=True)
    network = trained.network().eval()
    export(network, out / "model.onnx")
    listed = manifest.render(material.own + material.others)
    (out / "manifest.csv").write_bytes(listed)

    description = describe(trained, network.outputs, (out / "model.onnx").read_bytes(), listed)
    _write_json(out / "model.json", description)
    _write_json(out / "golden.json", golden.make(trained, network, description, REPOSITORY))
    figures = trained.figures | {"curves": trained.curves}
    if (out / "recipes.json").exists():
        figures["recipes"] = json.loads((out / "recipes.json").read_text())
    figures["targets"] = targets_met.of(config, figures)
    _write_json(out / "evaluation.json", figures)
    (out / "pictures").mkdir(exist_ok=True)
    pictures.draw(trained.answers.view(config), figures, trained.curves, out / "pictures")
    (out / "MODEL_CARD.md").write_text(card.render(description, figures, config))


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
        "training_data": {"manifest_sha256": hashlib.sha256(listed).hexdigest(), "counts": manifest.counts(trained.material.own + trained.material.others)},
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


def _write_json(path: Path, value) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n")
