"""Writes the folder that models/README.md defines."""
import hashlib
import json
import subprocess
from datetime import datetime, timezone
from pathlib import Path

from . import card, golden, manifest
from .backbone import FEATURES
from .config import Config
from .export import OPSET, export
from .train import Trained

CODE = Path(__file__).resolve().parents[1]
REPOSITORY = CODE.parents[1]


def write(config: Config, trained: Trained, data: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    network = trained.network().eval()
    export(network, out / "model.onnx")
    listed = manifest.render(trained.material.chest + trained.material.others)
    (out / "manifest.csv").write_bytes(listed)
    _write_json(out / "evaluation.json", trained.evaluation)

    description = describe(config, trained, (out / "model.onnx").read_bytes(), listed)
    _write_json(out / "model.json", description)
    _write_json(out / "golden.json", golden.make(config, trained, network, description, data, REPOSITORY))
    (out / "MODEL_CARD.md").write_text(card.render(description, trained.evaluation, config))


def describe(config: Config, trained: Trained, graph: bytes, listed: bytes) -> dict:
    classes, rules = len(config["labels"]), trained.rules
    return {
        "schema": 1, "name": config["name"], "version": config["version"], "modalities": config["modalities"],
        "labels": config["labels"], "cannot_tell": [cannot_tell(trained.evaluation["tried_label"])],
        "onnx": {"file": "model.onnx", "sha256": hashlib.sha256(graph).hexdigest(), "bytes": len(graph), "opset": OPSET},
        "input": {"name": "image", "layout": "NCHW", "shape": ["N", 1, 224, 224]},
        "outputs": {"logits": ["N", classes], "cams": ["N", classes, 7, 7], "features": ["N", FEATURES], "gate": ["N"], "ood": ["N"]},
        "preprocess": config["preprocess"],
        "temperature": rules["temperature"], "gate": rules["gate"], "ood": rules["ood"], "abstention": rules["abstention"],
        "training_data": {"manifest_sha256": hashlib.sha256(listed).hexdigest(), "counts": manifest.counts(trained.material.chest + trained.material.others)},
        "metrics": head_figures(trained.evaluation),
        "trained_at": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "code_commit": _commit(),
    }


def cannot_tell(trial: dict) -> dict:
    low, high = trial["sensitivity"]["interval"]
    return {"label": trial["label"],
            "why": f"{trial['n']['train']} training images: tried as a class of its own, it found {trial['sensitivity']['value']:.0%} of {trial['n']['val']} "
                   f"(95 % interval {low:.0%} to {high:.0%}), and {trial['precision']:.0%} of what it called so was right. Such a scan gets another label or an abstention."}


def head_figures(evaluation: dict) -> dict:
    """On `val`, fractions; `value` with its 95 % `interval` where there is one."""
    return {
        "split": "val", **evaluation["three_class"],
        "per_class": {label: {k: v[k] for k in ("sensitivity", "specificity")} for label, v in evaluation["per_class"].items()},
        **evaluation["calibration"],
        "gate_false_refusal": evaluation["gate"]["false_refusal"], "gate_refused": evaluation["gate"]["refused"],
        **{k: evaluation["decisions"][k] for k in ("coverage", "accuracy_when_answered")},
    }


def _commit() -> str:
    def git(*arguments: str) -> str:
        return subprocess.run(["git", "-C", str(CODE), *arguments], capture_output=True, text=True, check=True).stdout.strip()
    return git("rev-parse", "HEAD") + ("+dirty" if git("status", "--porcelain", "--", ".") else "")


def _write_json(path: Path, value: dict) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n")
