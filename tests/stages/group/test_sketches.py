"""Signatures beside each other, without any text."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.stages.clean.signature import sign
from dissensus.stages.group.sketches import Sketch, propose, shares
from tests.stages.group.texts import account, cut_sentences


def sketch(text: str) -> Sketch:
    return Sketch.of(sign(text, [(0, len(text))]))


def test_short_texts_are_compared_exactly() -> None:
    text = account(1, 10)
    half = " ".join(cut_sentences(text)[:5])
    runs = len(half.split()) - 4, len(text.split()) - 4
    assert shares(sketch(half), sketch(text)) == (1.0, runs[0] / runs[1])


@pytest.mark.parametrize("part", [0.05, 0.25, 0.5, 1.0])
def test_a_part_of_a_long_text_is_told_from_the_sketches(part: float) -> None:
    sentences = cut_sentences(account(1, 600))
    piece = "".join(sentences[100 : 100 + round(600 * part)])
    small, great = shares(sketch(piece), sketch("".join(sentences)))
    assert small > 0.98
    assert abs(great - min(part, 5 / 6)) < 0.07


texts = st.lists(st.sampled_from("the quay was sold by a mayor of Sell and not bought".split()), max_size=60).map(
    " ".join
)


@given(texts, texts)
def test_shares_mirror_each_other_and_lie_between_nothing_and_all(one: str, other: str) -> None:
    left, right = shares(sketch(one), sketch(other))
    assert (right, left) == shares(sketch(other), sketch(one))
    assert 0 <= left <= 1
    assert 0 <= right <= 1
    assert shares(sketch(one), sketch(one))[0] in {0.0, 1.0}


def test_only_texts_that_share_runs_are_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [account(n, 10) for n in range(30)]
    texts += ["".join(cut_sentences(account(n, 10))[:6]) + account(n + 100, 3) for n in range(5)]
    sketches = [sketch(text) for text in texts]
    whole = propose(sketches)
    assert set(whole.pairs) == {(n, 30 + n) for n in range(5)}
    monkeypatch.setattr("dissensus.stages.group.sketches.PART", 300)  # the index in a dozen parts
    assert propose(sketches) == whole


def test_a_run_in_a_crowd_that_shares_little_else_is_a_standing_one() -> None:
    foot = account(99, 2)
    proposed = propose([sketch(f"{account(n, 8)} {foot}") for n in range(12)])
    assert not proposed.pairs
    assert proposed.standing >= sketch(foot).below(float("inf"))


def test_a_crowd_of_copies_is_joined_without_looking_at_every_pair() -> None:
    words = account(1, 20).split()
    chance = random.Random(1)
    crowd = []
    for n in range(60):
        mine = [*words]
        for at in chance.sample(range(len(words)), 3):
            mine[at] = f"z{n}"
        crowd.append(sketch(" ".join(mine)))
    pairs = set(propose(crowd).pairs)
    assert len(pairs) < len(list(combinations(range(60), 2))) / 2
    reached, before = {0}, 0
    while len(reached) > before:
        before = len(reached)
        reached |= {i for pair in pairs if reached & set(pair) for i in pair}
    assert len(reached) == 60


def test_nothing_comes_of_nothing() -> None:
    assert not propose([]).pairs
    assert not propose([sketch(""), sketch("")]).pairs
