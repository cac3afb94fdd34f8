"""A net out of the package is the one that was put into it, but for its 8 bits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.minute_nets import FEATURES, HEADS, context_weights, weights
from train import context_graph
from train.from_package import contexts_of, encoder_of
from train.statement_graph import encoder

LAYERS = 2


def test_weights_come_back_nearly_as_they_were(tmp_path: Path) -> None:
    given = weights(layers=LAYERS)
    (tmp_path / "s.onnx").write_bytes(encoder(given, HEADS))
    found = encoder_of(tmp_path / "s.onnx", len(FEATURES), LAYERS)
    places = given["place.weight"] + given["kind"]
    for name, one in found.items():
        before = {"place.weight": places, "kind": np.zeros_like(given["kind"])}.get(name, given[name])
        assert one.shape == before.shape, name
        assert np.abs(one - before).max() <= np.abs(before).max() / 127, name
    kept = {name for name in given if name.partition(".")[0] in ("word", "place", "features", "norm", "layers", "kind")}
    assert found.keys() == kept


def test_another_graph_is_told(tmp_path: Path) -> None:
    (tmp_path / "s.onnx").write_bytes(encoder(weights(layers=LAYERS), HEADS))
    with pytest.raises(ValueError, match=r"s\.onnx: is no encoder of 3 layers"):
        encoder_of(tmp_path / "s.onnx", len(FEATURES), 3)


def test_the_net_of_contexts_comes_back_whole(tmp_path: Path) -> None:
    given = context_weights()
    files = tmp_path / "x.onnx", tmp_path / "h.onnx"
    files[0].write_bytes(context_graph.encoder(given, HEADS))
    files[1].write_bytes(context_graph.heads(given))
    found = contexts_of(*files, len(FEATURES), LAYERS)
    for name in ("heed", "contents", "told", "left", "right", "product", "signs", "middle", "last"):
        before = given[f"{name}.weight"]
        assert found[f"{name}.weight"].shape == before.shape, name
        assert np.abs(found[f"{name}.weight"] - before).max() <= np.abs(before).max() / 127, name
    for name in ("heed.bias", "contents.bias", "left.bias", "middle.bias", "last.bias", "norm_of_all.weight"):
        assert np.array_equal(found[name], given[name]), name
    with pytest.raises(ValueError, match=r"x\.onnx: is no judge of pairs"):
        contexts_of(files[0], files[0], len(FEATURES), LAYERS)
