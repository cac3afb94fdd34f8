"""The net of contexts as ONNX graphs: numpy weights in, bytes out. Knows no torch; `encoder_graph` has the encoder."""

from __future__ import annotations

import numpy as np
from onnx import TensorProto, helper

from train.encoder_graph import FUSED, Graph, Weights, encoded, in_whole_numbers, inputs

EPSILON = 1e-5  # of torch's own norms


def encoder(weights: Weights, heads: int, *, small: bool = True) -> bytes:
    """`ids` (windows x pieces), `features` (x 3) and `mask` (1 where a piece is) to the `states` of pieces and to `weights`, how
    much is made of each piece in a content. With `small` in 8 bits, otherwise in float, to compare."""
    graph = Graph()
    x = encoded(graph, weights, heads, small)
    heed = graph.add("MatMul", x, graph.floats(weights["heed.weight"].T))
    heed = graph.add("Squeeze", heed, graph.constant(np.array([2])))
    graph.add("Add", heed, graph.floats(weights["heed.bias"]), name="weights")
    graph.add("Identity", x, name="states")
    sizes = ["windows", "pieces"]
    outputs = [
        helper.make_tensor_value_info("states", TensorProto.FLOAT, [*sizes, weights["word.weight"].shape[1]]),
        helper.make_tensor_value_info("weights", TensorProto.FLOAT, sizes),
    ]
    return graph.bytes(inputs(weights), outputs)


def heads(weights: Weights) -> bytes:
    """Of statements `contents`, `cues`, `sources` and `told` to `vectors`; of pairs the vectors `left` and `right` and their
    `signs` to `scores`: the same, opposed, neither.

    A product of matrices in float rounds a row by how many stand beside it. The statements of an article always come together, so
    that this is no matter for their vectors; the pairs are multiplied in whole numbers, so that none bears on another."""
    graph = Graph()
    given = {name: weights[f"{name}.weight"].shape[1] for name in ("contents", "cues", "sources", "told")}
    seen = graph.floats(weights["contents.bias"])
    for name in given:
        seen = graph.add("Add", graph.add("MatMul", name, graph.floats(weights[f"{name}.weight"].T)), seen)
    norm = graph.floats(weights["norm_of_all.weight"]), graph.floats(weights["norm_of_all.bias"])
    view = graph.add("LayerNormalization", seen, *norm, axis=-1, epsilon=EPSILON)
    as_left = graph.add("MatMul", view, graph.floats(weights["left.weight"].T))
    as_left = graph.add("Add", as_left, graph.floats(weights["left.bias"]))
    as_right = graph.add("MatMul", view, graph.floats(weights["right.weight"].T))
    graph.add("Concat", view, as_left, as_right, axis=1, name="vectors")

    hidden, size = weights["left.weight"].shape
    parts = [size, hidden, hidden]
    one, from_left, _ = graph.split("left", parts)
    other, _, from_right = graph.split("right", parts)
    signs = graph.add("Sub", "signs", graph.floats(weights["mean"]))
    signs = graph.add("Div", signs, graph.floats(weights["deviation"]))
    told = graph.add("Add", from_left, from_right)
    for name, numbers in (
        ("product", graph.add("Mul", one, other)),
        ("difference", graph.add("Abs", graph.add("Sub", one, other))),
        ("signs", signs),
    ):
        told = graph.add("Add", told, in_whole_numbers(graph, numbers, weights[f"{name}.weight"].T))
    told = graph.add("Gelu", told, domain=FUSED)
    told = in_whole_numbers(graph, told, weights["middle.weight"].T)
    told = graph.add("Gelu", graph.add("Add", told, graph.floats(weights["middle.bias"])), domain=FUSED)
    told = in_whole_numbers(graph, told, weights["last.weight"].T)
    graph.add("Add", told, graph.floats(weights["last.bias"]), name="scores")

    whole = sum(parts)
    sizes = given | {"left": whole, "right": whole, "signs": len(weights["mean"])}
    of = {"left": "pairs", "right": "pairs", "signs": "pairs"}
    return graph.bytes(
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, [of.get(name, "statements"), size])
            for name, size in sizes.items()
        ],
        [
            helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["statements", whole]),
            helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["pairs", len(weights["last.bias"])]),
        ],
    )
