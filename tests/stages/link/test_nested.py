"""Clusters inside each other, what is known of each, and which of them are taken."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.stages.link.alike import Pairs
from dissensus.stages.link.claims import Item
from dissensus.stages.link.nested import GROWN, JOINS, NUMBERS, Nest, apart, doubled, listed, nested
from dissensus.stages.link.weights import LISTED, ONE_DISPUTE, SIGNS, Model
from tests.stages.link.linking import sided

SAID = "The Harbour Post said that Mayor Ilse Brandt had sold the old quay."
DENIED = "Ilse Brandt denied that the old quay had been sold."
Known = dict[tuple[int, int], tuple[float, float]]


@cache
def both() -> tuple[Item, Item]:
    """An assertion and its denial."""
    (said, *_), (denied, *_) = (sided(text)[0] for text in (SAID, DENIED))
    return said, denied


def statements(*signs: int) -> list[Item]:
    """Statements of as many holders in as many articles, in one story; of sign -1 are denials."""
    said, denied = both()
    out = []
    for place, sign in enumerate(signs):
        item = said if sign > 0 else denied
        statement = replace(item.statement, id=f"s{place}", article=f"a{place}")
        out.append(replace(item, statement=statement, holder=f"h{place}", story="story"))
    return out


def nests(items: list[Item], known: Known, tied: Sequence[float] | None = None) -> list[Nest]:
    """Clusters by pairs of places, with the chances that they say the same and that they oppose each other; `tied` is how surely
    the text sets each pair against each other."""
    left, right = (np.array([pair[end] for pair in known], int) for end in (0, 1))
    same, opposed = (np.array([chances[at] for chances in known.values()]) for at in (0, 1))
    ties = np.array(tied or [0.0] * len(left))
    return nested(items, Pairs(left, right, np.zeros((len(left), len(SIGNS))), opposed, same, ties))


def told(nest: Nest) -> dict[str, float]:
    return dict(zip(NUMBERS, nest.numbers, strict=True))


def odds(chance: float) -> float:
    return math.log(chance / (1 - chance))


def test_who_denies_stands_on_the_negative_side() -> None:
    (nest,) = nests(statements(-1, 1), {(0, 1): (0.0, 0.8)})
    assert nest.members == {0: -1, 1: 1}
    assert nest.two_sided
    assert (nest.inside, nest.within) == ((), None)


def test_every_cluster_on_the_way_is_kept_inside_the_one_that_it_grows_into() -> None:
    first, second = nests(statements(1, -1, -1), {(0, 1): (0.0, 0.8), (0, 2): (0.0, 0.4)})
    assert (first.members, first.within) == ({0: 1, 1: -1}, 1)
    assert (second.members, second.inside) == ({0: 1, 1: -1, 2: -1}, (0,))


def test_a_cluster_tells_of_its_pairs_its_sides_and_its_story() -> None:
    known = {(0, 1): (0.0, 0.8), (0, 2): (0.0, 0.4), (1, 2): (0.6, 0.0)}
    *_, last = nests(statements(1, -1, -1, 1), known)
    assert told(last) == pytest.approx(
        {
            "surest_opposed": odds(0.8),
            "denied_in_words": 1.0,
            "statements": math.log(3),
            "mean_opposed": odds(0.6),
            "mean_alike": odds(0.6),
            "any_alike": 1.0,
            "second_opposed": odds(0.4),
            "surest_of_others": odds(1e-4),  # all its pairs have statement 0
            "statements_of_its_stories": math.log(4),
        }
    )


def test_what_the_text_ties_grows_into_one_but_is_no_surer_to_be_listed() -> None:
    (nest,) = nests(statements(-1, 1), {(0, 1): (0.0, 0.001)}, tied=[0.95])
    assert nest.members == {0: -1, 1: 1}
    assert told(nest)["surest_opposed"] == pytest.approx(odds(0.001))


@pytest.mark.parametrize(("same", "biggest"), [(0.1, 2), (0.4, 4)])
def test_who_denies_two_things_in_one_article_stands_in_two_clusters(same: float, biggest: int) -> None:
    """0 denies 1, 2 denies 3; 1 and 3 say the same with one chance or another."""
    items = statements(-1, 1, -1, 1)
    for place in (0, 2):
        here = replace(items[place].statement, article="a0")
        items[place] = replace(items[place], statement=here, holder="h0")
    known = {(0, 1): (0.0, 0.5), (2, 3): (0.0, 0.5), (0, 3): (0.0, 0.5), (1, 3): (same, 0.0)}
    found = nests(items, known, tied=[0.95, 0.95, 0.0, 0.0])
    assert max(len(nest.members) for nest in found) == biggest


def test_one_speaker_in_one_article_does_not_stand_against_himself() -> None:
    one, other = statements(1, -1)
    same = replace(other, holder=one.holder)
    (nest,) = nests([one, same], {(0, 1): (0.0, 0.8)})
    assert nest.two_sided  # in two articles: he may have said both
    here = replace(same, statement=replace(same.statement, article=one.statement.article))
    (nest,) = nests([one, here], {(0, 1): (0.0, 0.8)})
    assert not nest.two_sided
    assert listed([nest], LISTED) == [0.0]


def test_what_says_the_same_alone_joins_little() -> None:
    assert not nests(statements(1, 1), {(0, 1): (5 * GROWN, 0.0)})
    (nest,) = nests(statements(1, 1), {(0, 1): (0.9, 0.0)})
    assert not nest.two_sided


def test_of_clusters_inside_each_other_the_likeliest_is_taken() -> None:
    known = {(0, 1): (0.0, 0.8), (2, 3): (0.0, 0.7), (1, 2): (0.0, 0.3), (0, 3): (0.0, 0.3)}
    found = nests(statements(1, -1, 1, -1), known)
    assert [sorted(nest.members) for nest in found] == [[0, 1], [2, 3], [0, 1, 2, 3]]
    never = [0.0] * 3
    assert apart(found, [0.5, 0.4, 0.6], never, 0.2) == [0, 1]  # together they are more over 0.2 than what holds them
    assert apart(found, [0.5, 0.1, 0.6], never, 0.2) == [2]
    assert apart(found, [0.1, 0.1, 0.1], never, 0.2) == []
    assert apart(found, [0.5, 0.1, 0.1], never, 0.05, taken={0}) == [1]
    assert apart(found, [0.5, 0.5, 0.1], never, 0.05, taken={2}) == []


def test_two_that_are_likely_one_dispute_are_taken_together() -> None:
    known = {(0, 1): (0.0, 0.8), (2, 3): (0.0, 0.7), (1, 2): (0.0, 0.3), (0, 3): (0.0, 0.3)}
    found = nests(statements(1, -1, 1, -1), known)
    assert apart(found, [0.5, 0.5, 0.5], [0.0, 0.0, 0.1], 0.2) == [0, 1]
    assert apart(found, [0.5, 0.5, 0.5], [0.0, 0.0, 0.9], 0.2) == [2]


def test_how_two_grew_into_one_is_told() -> None:
    known = {(0, 1): (0.0, 0.8), (2, 3): (0.0, 0.7), (1, 2): (0.0, 0.3), (0, 2): (0.6, 0.0)}
    *_, last = nests(statements(1, -1, 1, -1), known)
    mean = (0.3 + 0.1 * 0.6) / 4  # of four pairs between them; what says the same counts a tenth
    assert dict(zip(JOINS, last.joins, strict=True)) == pytest.approx(
        {"by": odds(mean), "opposed_between": odds(0.15), "alike_between": odds(0.3)}
    )


chances = st.floats(0, 1).map(lambda chance: round(chance, 3))
pairs_known = st.dictionaries(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] < pair[1]), st.tuples(chances, chances)
)


@settings(deadline=None)
@given(pairs_known, st.lists(st.sampled_from([1, -1]), min_size=9, max_size=9))
def test_numbers_are_those_that_the_whole_cluster_gives(known: Known, signs: list[int]) -> None:
    """They are added up while clusters grow; here they are counted over all pairs."""
    for nest in nests(statements(*signs), known):
        across = [(i, j) for i in nest.members for j in nest.members if i < j and nest.members[i] != nest.members[j]]
        opposed = sorted((known.get(pair, (0.0, 0.0))[1] for pair in across), reverse=True)
        if opposed and 0 < sum(opposed) < len(opposed):
            assert told(nest)["mean_opposed"] == pytest.approx(
                odds(max(1e-4, min(1 - 1e-4, sum(opposed) / len(opposed))))
            )
            assert told(nest)["surest_opposed"] == pytest.approx(odds(max(1e-4, min(1 - 1e-4, opposed[0]))))
        denying = [sign for i, sign in nest.members.items() if signs[i] < 0]
        assert denying.count(1) <= denying.count(-1)


@settings(deadline=None)
@given(pairs_known, st.lists(st.sampled_from([1, -1]), min_size=9, max_size=9), st.floats(0.05, 0.6))
def test_nothing_that_is_taken_stands_in_two_clusters(known: Known, signs: list[int], least: float) -> None:
    found = nests(statements(*signs), known)
    likely = listed(found, LISTED)
    doubles = doubled(found, ONE_DISPUTE)
    sure = apart(found, likely, doubles, least)
    possible = apart(found, likely, doubles, 0.01, taken=set(sure))
    members = [i for place in (*sure, *possible) for i in found[place].members]
    assert len(set(members)) == len(members)
    assert all(likely[place] > least for place in sure)


@settings(deadline=None)
@given(pairs_known, st.lists(st.sampled_from([1, -1]), min_size=9, max_size=9))
def test_the_order_in_which_pairs_come_tells_nothing(known: Known, signs: list[int]) -> None:
    turned = dict(reversed(known.items()))
    assert nests(statements(*signs), known) == nests(statements(*signs), turned)


def test_as_many_numbers_are_told_as_the_model_weighs() -> None:
    assert (len(NUMBERS), len(JOINS)) == (len(LISTED.weights), len(ONE_DISPUTE.weights))
    (nest,) = nests(statements(-1, 1), {(0, 1): (0.0, 0.8)})
    assert listed([nest], Model(0.0, (0.0,) * len(NUMBERS))) == [0.5]
