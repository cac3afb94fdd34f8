"""The net of contexts: what it gives of a window depends on that window, and what it says of a pair on that pair alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.minute_nets import FEATURES, HEADS, WIDTH, drawn_net
from train.context_graph import encoder, heads
from train.context_session import ContextNet, load


@pytest.fixture(scope="module")
def net(tmp_path_factory: pytest.TempPathFactory) -> ContextNet:
    """A net of drawn numbers."""
    size, hidden, middle, signs, known = 8, 16, 8, 5, 3
    into = {"contents": 2 * WIDTH, "cues": WIDTH, "sources": WIDTH, "told": known}
    linear = {"heed": (1, WIDTH), **{name: (size, wide) for name, wide in into.items()}}
    linear |= dict.fromkeys(("left", "right", "product", "difference"), (hidden, size))
    linear |= {"signs": (hidden, signs), "middle": (middle, hidden), "last": (3, middle)}
    weights = drawn_net(0, 2, FEATURES, linear)
    weights |= {"norm_of_all.weight": np.ones(size, np.float32), "norm_of_all.bias": np.zeros(size, np.float32)}
    weights |= {"mean": np.zeros(signs, np.float32), "deviation": np.full(signs, 2, np.float32)}
    folder: Path = tmp_path_factory.mktemp("weights")
    (folder / "x.onnx").write_bytes(encoder(weights, HEADS))
    (folder / "h.onnx").write_bytes(heads(weights))
    return load(folder / "x.onnx", folder / "h.onnx")


def inputs(net: ContextNet) -> dict[str, int]:
    """The heads' inputs, and how many numbers a row of each has."""
    return {one.name: one.shape[1] for one in net.heads.get_inputs()}


def drawn(net: ContextNet, seed: int, rows: int, *names: str) -> list[Any]:
    draw = np.random.default_rng(seed)
    return [draw.normal(size=(rows, inputs(net)[name])).astype(np.float32) for name in names]


@settings(deadline=None, max_examples=15)
@given(seed=st.integers(0, 2**32))
def test_a_pair_is_judged_the_same_alone_beside_others_and_shuffled(net: ContextNet, seed: int) -> None:
    left, right, signs = drawn(net, seed, 9, "left", "right", "signs")
    found = net.scores(left, right, signs)
    alone = [net.scores(left[[i]], right[[i]], signs[[i]])[0] for i in range(9)]
    assert np.array_equal(found, np.array(alone))
    order = np.random.default_rng(seed).permutation(9)
    assert np.array_equal(net.scores(left[order], right[order], signs[order]), found[order])


def test_every_statement_has_a_vector_that_pairs_take(net: ContextNet) -> None:
    vectors = net.vectors(*drawn(net, 1, 4, "contents", "cues", "sources", "told"))
    assert vectors.shape == (4, inputs(net)["left"])
    assert net.scores(vectors, vectors, drawn(net, 2, 4, "signs")[0]).shape == (4, 3)
    assert net.scores(vectors[:0], vectors[:0], np.zeros((0, inputs(net)["signs"]))).shape == (0, 3)


def test_each_piece_has_a_state_and_a_weight(net: ContextNet) -> None:
    _, offsets = net.pieces("The ferry is late.")
    ids = [4, 9, 7, 30, 12][: len(offsets)]  # a small net knows few pieces
    states, weights = net.states(ids, [(0, 0, 0)] * len(ids))
    assert len(states) == len(weights) == len(offsets)
    again, _ = net.states(ids, [(0, 0, 0)] * len(ids))
    assert np.array_equal(states, again)
    inside, _ = net.states(ids, [(0, 1, 0)] * len(ids))
    assert not np.array_equal(states, inside)  # within a quotation
