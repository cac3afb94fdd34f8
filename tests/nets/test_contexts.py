"""The net of contexts: what it gives of a window depends on that window, and what it says of a pair on that pair alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus import nets
from dissensus.errors import NetError
from dissensus.nets.contexts import NET, ContextNet, contexts, load
from tests.minute_nets import context_net

MANIFEST = json.loads((nets.WEIGHTS / nets.MANIFEST).read_text("utf-8"))
MINUTE, OURS = "minute", "ours"
there = pytest.mark.parametrize(
    "which", [MINUTE, pytest.param(OURS, marks=pytest.mark.skipif(NET not in MANIFEST, reason="no such weights yet"))]
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ContextNet]:
    """A minute net, and ours where it is."""
    made = {MINUTE: load(context_net(tmp_path_factory.mktemp("weights")))}
    return made | ({OURS: contexts()} if NET in MANIFEST else {})


def inputs(net: ContextNet) -> dict[str, int]:
    """The heads' inputs, and how many numbers a row of each has."""
    return {one.name: one.shape[1] for one in net.heads.get_inputs()}


def drawn(net: ContextNet, seed: int, rows: int, *names: str) -> list[Any]:
    draw = np.random.default_rng(seed)
    return [draw.normal(size=(rows, inputs(net)[name])).astype(np.float32) for name in names]


@there
@settings(deadline=None, max_examples=15)
@given(seed=st.integers(0, 2**32))
def test_a_pair_is_judged_the_same_alone_beside_others_and_shuffled(
    both: dict[str, ContextNet], which: str, seed: int
) -> None:
    net = both[which]
    left, right, signs = drawn(net, seed, 9, "left", "right", "signs")
    found = net.scores(left, right, signs)
    alone = [net.scores(left[[i]], right[[i]], signs[[i]])[0] for i in range(9)]
    assert np.array_equal(found, np.array(alone))
    order = np.random.default_rng(seed).permutation(9)
    assert np.array_equal(net.scores(left[order], right[order], signs[order]), found[order])


@there
def test_every_statement_has_a_vector_that_pairs_take(both: dict[str, ContextNet], which: str) -> None:
    net = both[which]
    vectors = net.vectors(*drawn(net, 1, 4, "contents", "cues", "sources", "told"))
    assert vectors.shape == (4, inputs(net)["left"])
    assert net.scores(vectors, vectors, drawn(net, 2, 4, "signs")[0]).shape == (4, 3)
    assert net.scores(vectors[:0], vectors[:0], np.zeros((0, inputs(net)["signs"]))).shape == (0, 3)


@there
def test_each_piece_has_a_state_and_a_weight(both: dict[str, ContextNet], which: str) -> None:
    net = both[which]
    ids, offsets = net.pieces("The ferry is late.")
    states, weights = net.states(ids, [(0, 0, 0)] * len(ids))
    assert len(states) == len(weights) == len(offsets)
    again, _ = net.states(ids, [(0, 0, 0)] * len(ids))
    assert np.array_equal(states, again)
    inside, _ = net.states(ids, [(0, 1, 0)] * len(ids))
    assert not np.array_equal(states, inside)  # within a quotation


def test_a_changed_file_is_told_by_name(tmp_path: Path) -> None:
    folder = context_net(tmp_path / "weights")
    (folder / "h.onnx").write_bytes(b"another")
    with pytest.raises(NetError, match=r"h\.onnx: is not the net that was trained"):
        load(folder)
