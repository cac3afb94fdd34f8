"""An encoder out of the package is the one that was put into it, but for its 8 bits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.minute_nets import FEATURES, HEADS, weights
from train.from_package import encoder_of
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
