import hashlib
import json

import numpy as np
import pytest
import torch
from PIL import Image

from csss_training import abstention, calibration, preprocess
from csss_training.linear import Linear
from csss_training.network import gradcam_by_autograd
from onnx_reference import Graph, backbone_of


@pytest.fixture(scope="module")
def graph(bundle):
    return Graph(bundle / "model.onnx")


@pytest.fixture(scope="module")
def description(bundle):
    return json.loads((bundle / "model.json").read_text())


@pytest.fixture(scope="module")
def golden(bundle):
    return json.loads((bundle / "golden.json").read_text())


def head_of(graph: Graph) -> Linear:
    weight, bias = (graph.constants[f"head.{part}"].numpy() for part in ("weight", "bias"))
    return Linear(np.zeros(weight.shape[1]), np.ones(weight.shape[1]), weight, bias)


def test_the_hashes_are_the_files(bundle, description, golden):
    graph = (bundle / "model.onnx").read_bytes()
    assert description["onnx"]["sha256"] == golden["model_sha256"] == hashlib.sha256(graph).hexdigest()
    assert description["onnx"]["bytes"] == len(graph) <= 15_000_000
    assert description["training_data"]["manifest_sha256"] == hashlib.sha256((bundle / "manifest.csv").read_bytes()).hexdigest()


def test_the_graph_has_the_names_and_shapes_that_the_description_gives(graph, description):
    def shape(value):
        return [d.dim_param or d.dim_value for d in value.type.tensor_type.shape.dim]
    assert {o.name: shape(o) for o in graph.graph.output} == description["outputs"]
    assert [i.name for i in graph.graph.input] == [description["input"]["name"]]
    assert shape(graph.graph.input[0]) == description["input"]["shape"]


def test_every_label_has_its_threshold_and_its_figures(description):
    labels = set(description["labels"])
    assert set(description["abstention"]["minimum_confidence"]) == labels == set(description["metrics"]["per_class"])
    assert all(0 < v < 1 for v in description["abstention"]["minimum_confidence"].values())
    assert description["temperature"] > 0 and description["ood"]["output"] == "ood" and description["gate"]["output"] == "gate"


def test_the_manifest_shares_no_group_between_splits(bundle):
    sides = {}
    for line in (bundle / "manifest.csv").read_text().splitlines()[1:]:
        split, group = line.split(",")[1], line.rsplit(",", 2)[1]
        assert sides.setdefault(group, split) == split


def test_the_maps_are_gradcam_by_autograd(graph):
    image = torch.rand(2, 1, 224, 224, generator=torch.Generator().manual_seed(1)) * 2 - 1
    maps = graph.run(image)["cams"].numpy()
    reference = gradcam_by_autograd(backbone_of(graph), head_of(graph), image)
    assert np.abs(maps - reference).max() <= 1e-4 * np.abs(reference).max()


def test_the_maps_sum_to_the_logits(graph):
    image = torch.rand(2, 1, 224, 224, generator=torch.Generator().manual_seed(2)) * 2 - 1
    outputs = graph.run(image)
    assert torch.allclose(outputs["cams"].sum((2, 3)) + graph.constants["head.bias"], outputs["logits"], atol=1e-3)
    assert torch.allclose(outputs["features"] @ graph.constants["head.weight"].T + graph.constants["head.bias"], outputs["logits"], atol=1e-3)


def test_the_file_gives_the_golden_vectors(graph, description, golden, repository, request):
    """Every vector whose file is here: the samples always, the real images where ../shared is."""
    shared = repository.parent / "shared/data"
    vectors = [v for v in golden["vectors"] if v["root"] == "repository" or shared.exists()]
    if not vectors:
        pytest.skip("../shared/data is not here, and no sample of this modality is")
    for vector in vectors:
        path = (repository if vector["root"] == "repository" else shared) / vector["file"]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == vector["sha256"]
        image = preprocess.load_input(path, description["preprocess"])
        assert image.mean() == pytest.approx(vector["tensor"]["mean"], abs=1e-4)
        outputs = graph.run(torch.from_numpy(image)[None])
        probabilities = calibration.softmax(outputs["logits"].numpy(), description["temperature"])
        assert np.allclose(probabilities[0], [vector["probabilities"][label] for label in description["labels"]], atol=1e-3)
        reference = np.array([vector["gradcam"][label] for label in description["labels"]])
        assert np.abs(outputs["cams"][0].numpy() - reference).max() <= golden["tolerance"]["cam"] * np.abs(reference).max()
        decision = abstention.decide(probabilities, outputs["gate"].numpy(), outputs["ood"].numpy(), description["labels"], description)[0]
        assert decision == vector["decision"]


def test_the_samples_say_that_they_are_synthetic_and_pass_the_gate(golden, description, repository):
    samples = [v for v in golden["vectors"] if v["root"] == "repository"]
    if "chest_xray" not in description["modalities"]:
        pytest.skip("there are samples for the chest model alone")
    assert len(samples) >= 4
    for sample in samples:
        assert sample["decision"]["outcome"] != "rejected", sample["file"]
        image = Image.open(repository / sample["file"])
        assert image.mode == "L" and image.size == (512, 512)
        assert image.text["Description"].startswith("SYNTHETIC")
