"""The net of claims: what it says of a pair depends on that pair alone, and each of its heads can be asked."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus import nets
from dissensus.errors import NetError
from dissensus.nets.pairs import LONGEST, NET, PAIR, PairNet, chances, load, pairs
from tests.minute_nets import JUDGED, pair_net

MANIFEST = json.loads((nets.WEIGHTS / nets.MANIFEST).read_text("utf-8"))
MINUTE, OURS = "minute", "ours"
there = pytest.mark.parametrize(
    "which", [MINUTE, pytest.param(OURS, marks=pytest.mark.skipif(NET not in MANIFEST, reason="no such weights yet"))]
)
WORDS = "the mayor said that no ferry is late and it was never closed 12 45".split()


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PairNet]:
    """A minute net, and ours where it is."""
    made = {MINUTE: load(pair_net(tmp_path_factory.mktemp("weights")))}
    return made | ({OURS: pairs()} if NET in MANIFEST else {})


def drawn(seed: int, count: int) -> list[tuple[str, str]]:
    """Pairs of texts of drawn words."""
    draw = random.Random(seed)
    texts = [" ".join(draw.choice(WORDS) for _ in range(draw.randint(1, 12))) for _ in range(2 * count)]
    return list(zip(texts[::2], texts[1::2], strict=True))


@there
@settings(deadline=None, max_examples=15)
@given(seed=st.integers(0, 2**32))
def test_a_pair_is_judged_the_same_alone_beside_others_and_shuffled(
    both: dict[str, PairNet], which: str, seed: int
) -> None:
    net, asked = both[which], drawn(seed, 6)
    found = net(asked)
    assert [net([pair])[0] for pair in asked] == found
    order = random.Random(seed).sample(range(6), 6)
    assert net([asked[i] for i in order]) == [found[i] for i in order]
    assert net(asked + asked) == found + found
    for head in JUDGED:
        alone = [net.scores([pair], head)[0] for pair in asked]
        assert np.array_equal(net.scores(asked + asked, head), np.array(alone + alone))


@there
def test_the_chances_of_a_pair_add_up(both: dict[str, PairNet], which: str) -> None:
    for one in both[which](drawn(1, 5)):
        assert sum(one) == pytest.approx(1, abs=1e-6)
        assert min(one) >= 0
    assert both[which]([]) == []


@there
def test_each_head_gives_a_number_a_class(both: dict[str, PairNet], which: str) -> None:
    net, asked = both[which], drawn(2, 5)
    assert set(net.heads) == set(JUDGED)
    for head, classes in JUDGED.items():
        assert net.scores(asked, head).shape == (5, classes)
        assert net.scores([], head).shape == (0, classes)
    assert np.allclose(chances(net.scores(asked, PAIR)), net(asked), atol=1e-6)


@there
def test_which_text_is_first_matters(both: dict[str, PairNet], which: str) -> None:
    left, right = "the ferry is late", "no ferry is late"
    there, back = both[which]([(left, right), (right, left)])
    assert there != back


@there
def test_no_more_of_a_text_is_read_than_asked_for(both: dict[str, PairNet], which: str) -> None:
    net = both[which]
    long, longer = " ".join(["the"] * LONGEST), " ".join(["the"] * LONGEST + ["said"])
    assert net([("said", long)]) == net([("said", longer)])
    one, other = net.scores([("said", long), ("said", longer)], longest=LONGEST + 1)
    assert not np.array_equal(one, other)


def test_a_head_that_is_not_there_is_told(both: dict[str, PairNet]) -> None:
    with pytest.raises(ValueError, match=r"claims-1 has no head 'mood'; it has .*pair"):
        both[MINUTE].scores([("a", "b")], "mood")


def test_eight_bits_are_close_to_floats(tmp_path: Path) -> None:
    small, exact = load(pair_net(tmp_path / "a")), load(pair_net(tmp_path / "b", small=False))
    for head in JUDGED:
        ours, theirs = small.scores(drawn(3, 20), head), exact.scores(drawn(3, 20), head)
        assert 0 < np.abs(ours - theirs).mean() < 0.1 * np.abs(theirs).mean()


@pytest.mark.parametrize("file", ["c.onnx", "w.txt"])
def test_each_file_is_verified(tmp_path: Path, file: str) -> None:
    pair_net(tmp_path)
    (tmp_path / file).write_bytes((tmp_path / file).read_bytes()[:-1])
    with pytest.raises(NetError, match=rf"{file}: is not the net that was trained .*install dissensus again"):
        load(tmp_path)
