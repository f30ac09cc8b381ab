"""Runs the exported graph node by node in torch: Debian's Python has no ONNX Runtime, and the file that serving loads must be what is tested."""
import onnx
import torch
from onnx import numpy_helper
from torch.nn import functional

from csss_training.backbone import MobileNetV2


class Graph:
    def __init__(self, path):
        self.graph = onnx.load(str(path)).graph
        self.constants = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in self.graph.initializer}
        # `study` is judged by the C# tests with ONNX Runtime: its operators are many
        self.outputs = [o.name for o in self.graph.output if o.name != "study"]
        self.nodes = self._needed()

    def _needed(self) -> list[onnx.NodeProto]:
        wanted, kept = set(self.outputs), []
        for node in reversed(self.graph.node):
            if not wanted.isdisjoint(node.output):
                wanted.update(node.input)
                kept.append(node)
        return kept[::-1]

    def run(self, image: torch.Tensor) -> dict[str, torch.Tensor]:
        values = {**self.constants, self.graph.input[0].name: image}
        for node in self.nodes:
            attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
            inputs = [values[name] if name else None for name in node.input]
            values[node.output[0]] = OPERATORS[node.op_type](attributes, *inputs)
        return {name: values[name] for name in self.outputs}


def _conv(attributes, x, weight, bias=None):
    top, left, bottom, right = attributes["pads"]
    return functional.conv2d(functional.pad(x, (left, right, top, bottom)), weight, bias, attributes["strides"], groups=attributes["group"])


def _gemm(attributes, a, b, c):
    assert attributes.get("alpha", 1) == attributes.get("beta", 1) == 1 and not attributes.get("transA")
    return a @ (b.T if attributes.get("transB") else b) + c


OPERATORS = {
    "Add": lambda _, a, b: a + b,
    "Clip": lambda _, x, low, high: x.clamp(low, high),
    "Constant": lambda attributes: torch.from_numpy(numpy_helper.to_array(attributes["value"]).copy()),
    "Conv": _conv,
    "Gemm": _gemm,
    "MatMul": lambda _, a, b: a @ b,
    "Mul": lambda _, a, b: a * b,
    "ReduceMean": lambda attributes, x: x.mean(attributes["axes"], keepdim=bool(attributes["keepdims"])),
    "ReduceMin": lambda attributes, x: x.amin(attributes["axes"], keepdim=bool(attributes["keepdims"])),
    "Squeeze": lambda _, x, axes: x.squeeze(int(axes)),
    "Sub": lambda _, a, b: a - b,
    "Unsqueeze": lambda _, x, axes: x.unsqueeze(int(axes)),
}


def backbone_of(graph: Graph) -> MobileNetV2:
    """The torch network with the weights that the file holds."""
    network = MobileNetV2(1)
    network.load_state_dict({k.removeprefix("backbone."): v for k, v in graph.constants.items() if k.startswith("backbone.")})
    return network.eval()
