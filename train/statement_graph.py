"""The statement net as ONNX graphs: numpy weights in, bytes out. Knows no torch; `encoder_graph` has the encoder."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from onnx import TensorProto, helper

from train.encoder_graph import FUSED, Array, Graph, Weights, encoded, inputs


def encoder(weights: Weights, heads: int, *, small: bool = True) -> bytes:
    """The encoder with the heads that say something of each piece: `ids` (windows x pieces), `features` (x 3) and `mask` (1
    where a piece is) to `emissions`, `vectors` and the `states` that these are made of. With `small` in 8 bits, otherwise
    in float, to compare."""
    graph = Graph()
    x = encoded(graph, weights, heads, small)
    shapes: dict[str, int] = {}
    for name, head in (("emissions", "tags"), ("vectors", "link")):
        matrix, bias = weights[f"{head}.weight"], weights[f"{head}.bias"]
        graph.add("Add", graph.add("MatMul", x, graph.floats(matrix.T)), graph.floats(bias), name=name)
        shapes[name] = len(bias)
    graph.add("Identity", x, name="states")
    shapes["states"] = weights["word.weight"].shape[1]
    sizes = ["windows", "pieces"]
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [*sizes, size]) for name, size in shapes.items()]
    return graph.bytes(inputs(weights), outputs)


def pairs(weights: Weights, transitions: Array, certainty: Sequence[float]) -> bytes:
    """The heads for pairs and sentences: `rows` and `which` of the two for pairs (0 content, 1 source) to `scores`; `means` of
    states to `sentences`, vectors of length 1; and `transitions` and `certainty`, as they are."""
    graph = Graph()
    wide, width = weights["pairs.0.0.weight"].shape[1], weights["vector.weight"].shape[1]

    def both(name: str) -> str:
        return graph.add("Gather", graph.floats(np.stack([weights[f"pairs.{i}.{name}"].T for i in (0, 1)])), "which")

    hidden = graph.add("Add", graph.add("MatMul", "rows", both("0.weight")), both("0.bias"))
    hidden = graph.add("Gelu", hidden, domain=FUSED)
    last = max(int(name.split(".")[2]) for name in weights if name.startswith("pairs.0."))  # dropout may stand between
    scores = graph.add("Add", graph.add("MatMul", hidden, both(f"{last}.weight")), both(f"{last}.bias"))
    graph.add("Squeeze", scores, graph.constant(np.array([1])), name="scores")
    head = graph.add("Cast", graph.constant(weights["vector.weight"].T.astype(np.float16)), to=TensorProto.FLOAT)
    about = graph.add("Add", graph.add("MatMul", "means", head), graph.floats(weights["vector.bias"]))
    graph.add("LpNormalization", about, name="sentences", axis=1, p=2)
    graph.add("Identity", graph.floats(transitions), name="transitions")
    graph.add("Identity", graph.floats(certainty), name="certainty")
    return graph.bytes(
        [
            helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["pairs", wide]),
            helper.make_tensor_value_info("which", TensorProto.INT64, []),
            helper.make_tensor_value_info("means", TensorProto.FLOAT, ["sentences", width]),
        ],
        [
            helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["pairs"]),
            helper.make_tensor_value_info("sentences", TensorProto.FLOAT, ["sentences", width]),
            helper.make_tensor_value_info("transitions", TensorProto.FLOAT, list(transitions.shape)),
            helper.make_tensor_value_info("certainty", TensorProto.FLOAT, [len(certainty)]),
        ],
    )
