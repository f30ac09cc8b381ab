"""Golden vectors: what serving must compute for named files, and the autograd Grad-CAM that the graph's maps are held against."""
import hashlib
from pathlib import Path

import numpy as np
import torch

from .abstention import decide, decide_study
from .calibration import softmax
from .network import ScanNetwork, gradcam_by_autograd
from .preprocess import load_input

BLOCKS = 7


def make(trained, network: ScanNetwork, description: dict, repository: Path) -> dict:
    config, data = trained.material.config, trained.material.data
    spec = config["golden"]
    samples = [("repository", repository, str(p.relative_to(repository))) for p in sorted((repository / spec["samples"]).glob("*.png"))] if spec.get("samples") else []
    shared = [("shared/data", data, file) for file in spec["shared"]]
    golden = {"model_sha256": description["onnx"]["sha256"], "tolerance": spec["tolerance"],
              "vectors": [_vector(root, folder / file, file, trained, network, description) for root, folder, file in samples + shared]}
    if "studies" in spec:
        golden["studies"] = [_study(files, data, network, description) for files in (_of_group(trained, group) for group in spec["studies"])]
    return golden


def _vector(root: str, path: Path, file: str, trained, network: ScanNetwork, description: dict) -> dict:
    image = load_input(path, description["preprocess"])
    batch = torch.from_numpy(image)[None]
    with torch.no_grad():
        logits, _, _, gate, ood = (t.numpy() for t in network(batch)[:5])
    labels = description["labels"]
    probabilities = softmax(logits.astype(np.float64), description["temperature"])
    maps = gradcam_by_autograd(trained.backbone, trained.judge.head, batch)[0]
    side = image.shape[1] // BLOCKS
    return {
        "file": file, "root": root, "sha256": _hash(path),
        "tensor": {"mean": float(image.mean(dtype=np.float64)), "std": float(image.std(dtype=np.float64)),
                   "blocks": image[0].reshape(BLOCKS, side, BLOCKS, side).mean((1, 3)).round(5).tolist()},
        "logits": _named(labels, logits[0]), "probabilities": _named(labels, probabilities[0]), "gate": float(gate[0]), "ood": float(ood[0]),
        "decision": decide(probabilities, gate, ood, labels, description)[0],
        "gradcam": {label: maps[i].tolist() for i, label in enumerate(labels)},
    }


def _study(files: list[str], data: Path, network: ScanNetwork, description: dict) -> dict:
    """All files as one batch, as serving does."""
    labels, rules = description["labels"], description["study"]
    with torch.no_grad():
        logits, _, _, gate, ood, *study = (t.numpy() for t in network(torch.from_numpy(np.stack([load_input(data / f, description["preprocess"]) for f in files]))))
    scores = (study[0][0] if study else logits.mean(0)).astype(np.float64)
    probabilities = softmax(scores, rules["temperature"])
    return {"files": files, "root": "shared/data", "sha256s": [_hash(data / f) for f in files], "study_logits": _named(labels, scores),
            "probabilities": _named(labels, probabilities), "decision": decide_study(probabilities, gate, ood, labels, description)}


def _of_group(trained, group: str) -> list[str]:
    return sorted(s.file for s in trained.material.own if s.group == group)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _named(labels: list[str], values: np.ndarray) -> dict[str, float]:
    return {label: float(value) for label, value in zip(labels, values)}
