"""The pair net as an ONNX graph: numpy weights in, bytes out. Knows no torch; `encoder_graph` has the encoder."""

from __future__ import annotations

import numpy as np
from onnx import TensorProto, helper

from train.encoder_graph import FUSED, Graph, Weights, encoded, in_whole_numbers, inputs


def judge(weights: Weights, heads: int, *, small: bool = True) -> bytes:
    """`ids` (pairs x pieces), `features` (x 1: 0 in the first text and its marks, 1 in the second) and `mask` to a score a
    class for each of the net's heads, by their names (pairs x classes). With `small` it is in 8 bits, but for the heads.

    No pair bears on another: a product of matrices in float rounds a row by how many stand beside it, so the one
    behind the encoder is in whole numbers, and the few rows of all heads are multiplied and added up by themselves. The sum
    over pieces is a product with each pair's own mask: onnxruntime's ReduceSum adds up a lone pair in another way."""
    graph = Graph()
    states = encoded(graph, weights, heads, small)
    axis = graph.constant(np.array([1]))
    there = graph.add("Unsqueeze", graph.add("Cast", "mask", to=TensorProto.FLOAT), axis)  # pairs x 1 x pieces
    number = graph.add("ReduceSum", there, graph.constant(np.array([2])), keepdims=0)
    mean = graph.add("Div", graph.add("Squeeze", graph.add("MatMul", there, states), axis), number)
    first = graph.add("Gather", states, graph.constant(np.array(0)), axis=1)
    both = graph.add("Concat", first, mean, axis=1)
    matrix = weights["pool.weight"].T
    pooled = in_whole_numbers(graph, both, matrix) if small else graph.add("MatMul", both, graph.floats(matrix))
    pooled = graph.add("Gelu", graph.add("Add", pooled, graph.floats(weights["pool.bias"])), domain=FUSED)
    names = sorted(key.split(".")[1] for key in weights if key.startswith("heads.") and key.endswith(".weight"))
    rows = graph.floats(np.concatenate([weights[f"heads.{name}.weight"] for name in names]))
    apart = graph.add("Mul", graph.add("Unsqueeze", pooled, axis), rows)  # pairs x classes of all heads x numbers
    scores = graph.add("ReduceSum", apart, graph.constant(np.array([2])), keepdims=0)
    biases = [weights[f"heads.{name}.bias"] for name in names]
    parts = graph.split(graph.add("Add", scores, graph.floats(np.concatenate(biases))), [len(one) for one in biases])
    for name, part in zip(names, parts, strict=True):
        graph.add("Identity", part, name=name)
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["pairs", len(one)])
        for name, one in zip(names, biases, strict=True)
    ]
    return graph.bytes(inputs(weights), outputs)
