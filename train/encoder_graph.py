"""The encoder of our nets as an ONNX graph, written node by node: numpy weights in, nodes out. Knows no torch.

Weights are 8-bit integers. A matrix has a scale a column, a table of embeddings a scale a row, and what goes into a matrix
is brought to 8 bits **row by row**, by the largest number of that piece alone (`in_whole_numbers`), or of a part of it
(`_times_by_blocks`). So no piece bears on how another is rounded, in its window or beside it: onnxruntime's own dynamic
quantisation takes one scale from all that is in a call. docs/decisions/0013 has what was measured.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper

Array = np.ndarray[Any, np.dtype[Any]]
Weights = Mapping[str, Array]  # by the names that `train/statement_net.py` gives its parameters

OPSET, IR = 17, 8
FUSED = "com.microsoft"  # operators of onnxruntime that stand for several
EPSILON = 1e-12  # of BERT's norms
TOP = 127  # the largest 8-bit weight
MIDDLE = 128  # stands for 0 where numbers of both signs are unsigned bytes
LEAST = 1e-6  # a row smaller than this is as good as zero
BLOCK = 64  # numbers that share a scale behind GELU
WHOLE_NUMBERS = 4  # the level at which onnxruntime multiplies them as 8-bit integers


class Graph:
    """Nodes and their constants while they are collected."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, value: Any) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def floats(self, value: Any) -> str:
        return self.constant(np.asarray(value, np.float32))

    def add(self, kind: str, *inputs: str, name: str | None = None, domain: str = "", **attributes: Any) -> str:
        name = name or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], domain=domain, **attributes))
        return name

    def split(self, value: str, sizes: Sequence[int]) -> list[str]:
        names = [f"n{len(self.nodes)}_{at}" for at in range(len(sizes))]
        self.nodes.append(helper.make_node("Split", [value, self.constant(np.array(sizes))], names, axis=-1))
        return names

    def bytes(self, inputs: Sequence[Any], outputs: Sequence[Any]) -> bytes:
        graph = helper.make_graph(self.nodes, "net", inputs, outputs, self.constants)
        sets = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
        made: bytes = helper.make_model(graph, opset_imports=sets, ir_version=IR).SerializeToString()
        return made


def encoded(graph: Graph, weights: Weights, heads: int, small: bool) -> str:
    """The states of the pieces (windows x pieces x numbers) from the inputs `ids` (windows x pieces), `features` (x as many as
    `weights` have) and `mask` (1 where a piece is). With `small` in 8 bits, otherwise in float, to compare."""
    x = _embedded(graph, weights, small)
    for number in range(count(weights, "layers")):
        x = _layer(graph, x, {k: weights[f"layers.{number}.{k}"] for k in _layer_names(weights)}, heads, small)
    return x


def inputs(weights: Weights) -> list[Any]:
    """What `encoded` reads, as inputs of a graph."""
    sizes = ["windows", "pieces"]
    return [
        helper.make_tensor_value_info("ids", TensorProto.INT64, sizes),
        helper.make_tensor_value_info("features", TensorProto.INT64, [*sizes, count(weights, "features")]),
        helper.make_tensor_value_info("mask", TensorProto.INT32, sizes),
    ]


def count(weights: Weights, group: str) -> int:
    return 1 + max(int(name.split(".")[1]) for name in weights if name.startswith(f"{group}."))


def _layer_names(weights: Weights) -> list[str]:
    return [name.removeprefix("layers.0.") for name in weights if name.startswith("layers.0.")]


def _embedded(graph: Graph, weights: Weights, small: bool) -> str:
    """Words, places and features added and normed."""
    table = weights["word.weight"]
    if small:
        values, scales = _eight_bits(table, axis=1)
        x = graph.add("Cast", graph.add("Gather", graph.constant(values), "ids"), to=TensorProto.FLOAT)
        x = graph.add("Mul", x, graph.add("Gather", graph.constant(scales), "ids"))
    else:
        x = graph.add("Gather", graph.floats(table), "ids")
    length = graph.add("Slice", graph.add("Shape", "ids"), graph.constant(np.array([1])), graph.constant(np.array([2])))
    places = graph.floats(weights["place.weight"] + weights["kind"])
    zero = graph.constant(np.array([0]))
    x = graph.add("Add", x, graph.add("Slice", places, zero, length, zero))
    for number in range(count(weights, "features")):
        column = graph.add("Gather", "features", graph.constant(np.array(number)), axis=2)
        x = graph.add("Add", x, graph.add("Gather", graph.floats(weights[f"features.{number}.weight"]), column))
    norm = graph.floats(weights["norm.weight"]), graph.floats(weights["norm.bias"])
    return graph.add("LayerNormalization", x, *norm, axis=-1, epsilon=EPSILON)


def _layer(graph: Graph, x: str, weights: Weights, heads: int, small: bool) -> str:
    """A layer of BERT. Biases and norms are fused with what stands beside them."""

    def times(x: str, name: str, way: Callable[[Graph, str, Array], str] = in_whole_numbers) -> str:
        matrix = weights[f"{name}.weight"].T
        return way(graph, x, matrix) if small else graph.add("MatMul", x, graph.floats(matrix))

    def normed(change: str, before: str, norm: str, bias: str) -> str:
        numbers = [graph.floats(weights[name]) for name in (f"{norm}.weight", f"{norm}.bias", f"{bias}.bias")]
        return graph.add("SkipLayerNormalization", change, before, *numbers, domain=FUSED, epsilon=EPSILON)

    looks = ("query", "key", "value")
    matrix = np.concatenate([weights[f"{name}.weight"].T for name in looks], 1)
    bias = graph.floats(np.concatenate([weights[f"{name}.bias"] for name in looks]))
    all_three = in_whole_numbers(graph, x, matrix) if small else graph.add("MatMul", x, graph.floats(matrix))
    parts = graph.split(all_three, [matrix.shape[1] // 3] * 3)
    seen = graph.add("MultiHeadAttention", *parts, bias, "mask", domain=FUSED, num_heads=heads)
    x = normed(times(seen, "out"), x, "attended", "out")
    inner = graph.add("BiasGelu", times(x, "up"), graph.floats(weights["up.bias"]), domain=FUSED)
    return normed(times(inner, "down", _times_by_blocks), x, "done", "down")


def in_whole_numbers(graph: Graph, x: str, matrix: Array) -> str:
    """Pieces times a matrix (in x out) in whole numbers. A row of `x` is divided by its largest number, so that one scale
    serves all rows, and multiplied by it again when it is through."""
    values, scales = _eight_bits(matrix, axis=0)
    step, zero = graph.floats(1 / TOP), graph.constant(np.uint8(MIDDLE))
    largest = graph.add("Max", graph.add("ReduceMax", graph.add("Abs", x), axes=[-1]), graph.floats(LEAST))
    bytes_ = graph.add("QuantizeLinear", graph.add("Div", x, largest), step, zero)
    inputs = (bytes_, graph.constant(values), step, graph.floats(scales), zero)
    return graph.add("Mul", graph.add("MatMulIntegerToFloat", *inputs, domain=FUSED), largest)


def _times_by_blocks(graph: Graph, x: str, matrix: Array) -> str:
    """The same for what GELU gives, where a few numbers of a piece are many times the others: each `BLOCK` of a row, and of a
    column of the matrix, has its scale."""
    size, columns = matrix.shape
    blocks, scales = _eight_bits(matrix.T.reshape(-1, BLOCK), axis=1)
    values = (blocks.astype(np.int16) + MIDDLE).astype(np.uint8).reshape(columns, size // BLOCK, BLOCK)
    inputs = x, graph.constant(values), graph.floats(scales.reshape(columns, -1))
    sizes = {"K": size, "N": columns, "bits": 8, "block_size": BLOCK, "accuracy_level": WHOLE_NUMBERS}
    return graph.add("MatMulNBits", *inputs, domain=FUSED, **sizes)


def _eight_bits(table: Array, axis: int) -> tuple[Array, Array]:
    """A table as whole numbers in -127..127, and the scales of its rows (axis 1, kept as a column) or columns (axis 0)."""
    scales = np.abs(table).max(axis, keepdims=axis == 1) / TOP
    scales = np.where(scales > 0, scales, 1).astype(np.float32)
    return np.round(table / scales).astype(np.int8), scales
