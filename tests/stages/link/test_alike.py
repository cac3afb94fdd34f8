"""Which pairs of statements may speak to one claim, and what shows it."""

from __future__ import annotations

import numpy as np
import pytest

from dissensus.langs import read_languages
from dissensus.stages.link.alike import Pairs, pairs
from dissensus.stages.link.weights import SEEN_OPPOSED, SEEN_SAME, SIGNS
from tests.stages.link.linking import sided

ENGLISH = read_languages()["en"]
SALE = "The Harbour Post said that Mayor Ilse Brandt had sold the old quay to a shipping firm."
DENIAL = "Ilse Brandt denied that the old quay had been sold."
WEATHER = "Rain is expected over the northern valleys on Sunday, forecasters said."


def found(*texts: str) -> tuple[list[str], Pairs]:
    """The words of the statements of articles, and the pairs of them."""
    items, names = sided(*texts)
    words = [" ".join(i.text[s.start : s.end] for s in i.statement.content) for i in items]
    return words, pairs(items, names, ENGLISH, SEEN_OPPOSED, SEEN_SAME)


def sign(near: Pairs, name: str) -> list[float]:
    return [float(value) for value in near.signs[:, SIGNS.index(name)]]


def test_what_denies_stands_left_and_what_it_denies_right() -> None:
    words, near = found(SALE, DENIAL)
    assert [(words[i], words[j]) for i, j in zip(near.left, near.right, strict=True)] == [
        ("that the old quay had been sold.", "that Mayor Ilse Brandt had sold the old quay to a shipping firm.")
    ]
    assert sign(near, "signs_differ") == [1.0]
    assert sign(near, "left_denies") == [1.0]


def test_who_is_spoken_of_is_told_by_the_name_of_who_denies() -> None:
    _, near = found(SALE, DENIAL)
    assert sign(near, "left_named") == [1.0]
    assert sign(near, "right_named") == [0.0]


def test_statements_of_two_articles_that_share_no_word_are_no_pair() -> None:
    _, near = found(WEATHER, DENIAL)
    assert len(near) == 0


def test_neighbours_in_one_article_are_a_pair_whatever_they_say() -> None:
    _, near = found(f"{WEATHER} {DENIAL}")
    assert sign(near, "just_before") == [1.0]
    assert sign(near, "word_likeness") == [0.0]


def test_a_denial_answers_what_is_said_of_the_same_thing_rather_than_anything_else() -> None:
    words, near = found(SALE, f"{WEATHER} {DENIAL}")
    ranked = [words[near.right[row]] for row in np.argsort(-near.opposed)]
    assert ranked[0] == "that Mayor Ilse Brandt had sold the old quay to a shipping firm."


@pytest.mark.parametrize("texts", [(), (WEATHER,)])
def test_fewer_than_two_statements_are_no_pair(texts: tuple[str, ...]) -> None:
    assert len(found(*texts)[1]) == 0
