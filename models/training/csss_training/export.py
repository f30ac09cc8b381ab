"""Writes the ONNX file. The graph's padding nodes go into the convolutions they feed: one pass over memory less, the same numbers."""
import warnings
from pathlib import Path

import onnx
import torch

from .network import OUTPUTS, ScanNetwork

OPSET = 13


def export(network: ScanNetwork, path: Path) -> None:
    axes = {name: {0: "N"} for name in ["image", *OUTPUTS]}
    network = network.to(memory_format=torch.contiguous_format).eval()
    warnings.filterwarnings("ignore", module="torch.onnx")  # on constants it cannot fold: fold_padding removes them
    torch.onnx.export(network, torch.zeros(2, 1, 224, 224), str(path), opset_version=OPSET, input_names=["image"],
                      output_names=network.outputs, dynamic_axes=axes, do_constant_folding=True)
    model = onnx.load(str(path))
    fold_padding(model.graph)
    for axis, side in zip(model.graph.output[OUTPUTS.index("cams")].type.tensor_type.shape.dim[2:], (7, 7)):
        axis.dim_value = side
    if network.study is not None:
        for axis, side in zip(model.graph.output[-1].type.tensor_type.shape.dim, (1, network.head.out_features)):
            axis.dim_value = side
    model.producer_name, model.producer_version = "csss_training", ""
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, str(path))


def fold_padding(graph: onnx.GraphProto) -> None:
    """Pad → Conv becomes Conv with `pads`: TensorFlow's SAME is asymmetric, which ONNX can say and torch cannot.

    torch writes the amounts as a chain of nodes; they are `SameConv2d.after`, that is kernel − stride at the end of each axis.
    """
    producers = {output: node for node in graph.node for output in node.output}
    for conv in [node for node in graph.node if node.op_type == "Conv"]:
        pad = producers.get(conv.input[0])
        if pad is None or pad.op_type != "Pad":
            continue
        kernel, strides, pads = (next(a for a in conv.attribute if a.name == name).ints for name in ("kernel_shape", "strides", "pads"))
        pads[:] = [0, 0, *(k - s for k, s in zip(kernel, strides))]
        conv.input[0] = pad.input[0]
        graph.node.remove(pad)
    _drop_unused(graph)


def _drop_unused(graph: onnx.GraphProto) -> None:
    wanted = {o.name for o in graph.output}
    for node in reversed(list(graph.node)):
        if wanted.isdisjoint(node.output):
            graph.node.remove(node)
        else:
            wanted.update(node.input)
    for initializer in [i for i in graph.initializer if i.name not in wanted]:
        graph.initializer.remove(initializer)
