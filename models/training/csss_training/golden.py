"""Golden vectors: what serving must compute for named files, and the autograd Grad-CAM that the graph's maps are held against."""
import hashlib
from pathlib import Path

import numpy as np
import torch

from .abstention import decide
from .calibration import softmax
from .config import Config
from .network import ScanNetwork, gradcam_by_autograd
from .preprocess import load_input

BLOCKS = 7


def make(config: Config, trained, network: ScanNetwork, description: dict, data: Path, repository: Path) -> dict:
    samples = [("repository", repository, str(p.relative_to(repository))) for p in sorted((repository / config["golden"]["samples"]).glob("*.png"))]
    shared = [("shared/data", data, file) for file in config["golden"]["shared"]]
    vectors = [_vector(root, folder / file, file, trained, network, description) for root, folder, file in samples + shared]
    return {"model_sha256": description["onnx"]["sha256"], "tolerance": config["golden"]["tolerance"], "vectors": vectors}


def _vector(root: str, path: Path, file: str, trained, network: ScanNetwork, description: dict) -> dict:
    image = load_input(path, description["preprocess"])
    batch = torch.from_numpy(image)[None]
    with torch.no_grad():
        logits, _, _, gate, ood = (t.numpy() for t in network(batch))
    labels = description["labels"]
    probabilities = softmax(logits.astype(np.float64), description["temperature"])
    maps = gradcam_by_autograd(trained.backbone, trained.head, batch)[0]
    side = image.shape[1] // BLOCKS
    return {
        "file": file, "root": root, "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "tensor": {"mean": float(image.mean(dtype=np.float64)), "std": float(image.std(dtype=np.float64)),
                   "blocks": image[0].reshape(BLOCKS, side, BLOCKS, side).mean((1, 3)).round(5).tolist()},
        "logits": _named(labels, logits[0]), "probabilities": _named(labels, probabilities[0]), "gate": float(gate[0]), "ood": float(ood[0]),
        "decision": decide(probabilities, gate, ood, labels, description)[0],
        "gradcam": {label: maps[i].tolist() for i, label in enumerate(labels)},
    }


def _named(labels: list[str], values: np.ndarray) -> dict[str, float]:
    return {label: float(value) for label, value in zip(labels, values)}
