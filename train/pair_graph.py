"""The pair net as an ONNX graph: numpy weights in, bytes out. Knows no torch; `encoder_graph` has the encoder."""

from __future__ import annotations

import numpy as np
from onnx import TensorProto, helper

from train.encoder_graph import FUSED, Graph, Weights, encoded, inputs


def judge(weights: Weights, heads: int, *, small: bool = True) -> bytes:
    """`ids` (pairs x pieces), `features` (x 1: 0 in the first text and its marks, 1 in the second) and `mask` to a score a
    class for each of the net's heads, by their names (pairs x classes). With `small` the encoder is in 8 bits."""
    graph = Graph()
    states = encoded(graph, weights, heads, small)
    there = graph.add("Unsqueeze", graph.add("Cast", "mask", to=TensorProto.FLOAT), graph.constant(np.array([-1])))
    axis = graph.constant(np.array([1]))
    total = graph.add("ReduceSum", graph.add("Mul", states, there), axis, keepdims=0)
    mean = graph.add("Div", total, graph.add("ReduceSum", there, axis, keepdims=0))
    first = graph.add("Gather", states, graph.constant(np.array(0)), axis=1)
    both = graph.add("Concat", first, mean, axis=1)
    pooled = graph.add("MatMul", both, graph.floats(weights["pool.weight"].T))
    pooled = graph.add("Gelu", graph.add("Add", pooled, graph.floats(weights["pool.bias"])), domain=FUSED)
    shapes = {}
    for name in sorted(key.split(".")[1] for key in weights if key.startswith("heads.") and key.endswith(".weight")):
        matrix, bias = weights[f"heads.{name}.weight"], weights[f"heads.{name}.bias"]
        graph.add("Add", graph.add("MatMul", pooled, graph.floats(matrix.T)), graph.floats(bias), name=name)
        shapes[name] = len(bias)
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["pairs", size]) for name, size in shapes.items()]
    return graph.bytes(inputs(weights), outputs)
