"""Claims from pairs of statements that oppose each other or say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from dissensus.langs import read_languages
from dissensus.stages.link.alike import Pairs, pairs
from dissensus.stages.link.claims import Cluster
from dissensus.stages.link.opposed import (
    ANSWERED,
    DOUBTED,
    ON_IT,
    TOLD_INSIDE,
    answers,
    claims,
    evidence,
    judged,
    seen,
    with_others,
)
from dissensus.stages.link.weights import JUDGED_OPPOSED, SEEN_OPPOSED, SEEN_SAME, SIGNS
from tests.stages.link.linking import sided
from tests.stages.link.reader import Likewise

ENGLISH = read_languages()["en"]
SALE = "The Harbour Post said that Mayor Ilse Brandt had sold the old quay to a shipping firm."
DENIAL = "Ilse Brandt denied that the old quay had been sold."


RAIN = "The tram company said that rain had stopped its trams."


def made(net: Likewise, *texts: str) -> list[Cluster]:
    items, names = sided(*texts)
    return claims(items, judged(items, seen(items, names, ENGLISH), net))


def test_what_the_net_calls_opposed_is_one_claim_with_two_sides() -> None:
    (claim,) = made(Likewise(0.01, 0.98), SALE, DENIAL)
    assert [(item.statement.act.value, side) for item, side, *_ in claim.items] == [("asserts", 1), ("denies", -1)]
    assert {score for _, _, score, _ in claim.items} == {claim.items[0][2]}
    assert claim.sure is not None
    assert 0.2 < claim.sure < 1


def test_what_the_net_calls_neither_leaves_the_denial_alone() -> None:
    (claim,) = made(Likewise(0.0, 0.0), SALE, DENIAL)
    assert [(item.statement.act.value, side) for item, side, *_ in claim.items] == [("denies", -1)]
    assert claim.sure is None  # nobody stands against it: nothing tells how likely it is a dispute


def test_a_claim_told_inside_its_denial_is_what_is_denied_whatever_the_net_says() -> None:
    sentence = "Mayor Ilse Brandt rejected claims made by The Harbour Post that she had sold the old quay."
    (claim,) = made(Likewise(0.98, 0.01), sentence)
    assert {(item.statement.act.value, side, score) for item, side, score, _ in claim.items} == {
        ("denies", -1, TOLD_INSIDE),
        ("asserts", 1, TOLD_INSIDE),
    }
    assert claim.sure == ANSWERED


def test_a_doubt_of_what_is_told_inside_it_is_hardly_ever_listed() -> None:
    sentence = "Mayor Ilse Brandt questioned claims made by The Harbour Post that she had sold the old quay."
    (claim,) = made(Likewise(0.98, 0.01), sentence)
    assert claim.sure == DOUBTED


def test_every_denial_stands_somewhere_and_no_statement_twice() -> None:
    for net in (Likewise(0.0, 0.0), Likewise(0.4, 0.3), Likewise(0.0, 0.9)):
        found = [item for claim in made(net, f"{SALE} {RAIN}", DENIAL, f"{DENIAL} {RAIN}") for item, *_ in claim.items]
        ids = [item.statement.id for item in found]
        assert len(set(ids)) == len(ids)
        assert sum(item.explicit for item in found) == 2


# ---------------------------------------------------------------------------------------------------------- evidence


def known(*opposed: float) -> np.ndarray:
    """What is known of the pairs 0-1, 0-2, 0-3 and so on, by the chances that they are opposed, but for their signs."""
    count = len(opposed)
    near = Pairs(np.zeros(count, int), np.arange(1, count + 1), np.zeros((count, len(SIGNS))), *[np.zeros(count)] * 3)
    told = np.log(np.column_stack([np.full(count, 0.01), opposed, 0.99 - np.array(opposed)]))
    return np.asarray(evidence(near, told, articles=2)[:, len(SIGNS) :])


def test_a_pair_stands_behind_those_of_its_statements_that_are_opposed_more_surely() -> None:
    found = known(0.5, 0.9, 0.1)
    left, right, storyline = np.expm1(found[:, 2:]).round(6).T
    assert left.tolist() == [1, 0, 2]  # places among the pairs of statement 0
    assert right.tolist() == [0, 0, 0]  # the others are in one pair each
    assert storyline.tolist() == [0.5, 0, 1]  # of two articles


def test_as_many_numbers_are_known_as_the_models_weigh() -> None:
    items, names = sided(SALE, DENIAL)
    near = pairs(items, names, ENGLISH, SEEN_OPPOSED, SEEN_SAME)
    told = np.log(np.full((len(near), 3), 1 / 3))
    assert evidence(near, told, 2).shape == (len(near), len(JUDGED_OPPOSED.weights))
    assert evidence(near.part(np.zeros(0, int)), told[:0], 2).shape == (0, len(JUDGED_OPPOSED.weights))


# ------------------------------------------------------------------------------------------------------- what else is on it


def joined(
    rows: Sequence[tuple[int, int, float, float]], ties: dict[int, float], *said: tuple[str, str]
) -> dict[int, int]:
    """What is on a claim of the statements 0 and 1 in the end, by pairs of places with the chances that they say the same and
    oppose each other. `ties` is how surely the text ties the pair of a row, `said` tells for each statement its holder and
    article."""
    (item, *_), _ = sided(SALE)
    items = [
        replace(item, holder=holder, statement=replace(item.statement, id=f"s{place}", article=article))
        for place, (holder, article) in enumerate(said)
    ]
    left, right, same, opposed = (np.array(column) for column in zip(*rows, strict=True))
    tied = np.array([ties.get(row, 0.0) for row in range(len(rows))])
    (group,) = with_others(
        items, [{0: 1, 1: -1}], Pairs(left, right, np.zeros((len(rows), len(SIGNS))), opposed, same, tied)
    )
    return group


def test_what_one_statement_of_a_claim_surely_answers_is_on_it_too() -> None:
    rows = [(0, 2, 0.0, 2 * ON_IT), (1, 3, 2 * ON_IT, 0.0), (0, 4, 0.0, ON_IT / 2), (5, 2, 0.0, 0.9)]
    said = [(f"holder {place}", "article") for place in range(6)]
    assert joined(rows, {}, *said) == {0: 1, 1: -1, 2: -1, 3: -1}  # 5 answers no statement of the claim


def test_a_speaker_who_is_on_a_claim_is_on_it_with_the_same_in_another_article() -> None:
    rows = [(1, 2, 0.5, 0.0), (2, 3, 0.5, 0.0), (2, 4, 0.5, 0.0)]
    said = [("post", "a"), ("mayor", "a"), ("mayor", "b"), ("mayor", "c"), ("firm", "c")]
    assert joined(rows, {}, *said) == {0: 1, 1: -1, 2: -1, 3: -1}


def test_nobody_comes_along_against_his_own_words_in_one_article() -> None:
    rows = [(1, 2, 0.0, 0.5)]
    assert joined(rows, {}, ("post", "a"), ("mayor", "a"), ("mayor", "a")) == {0: 1, 1: -1}
    assert joined(rows, {}, ("post", "a"), ("mayor", "a"), ("mayor", "b")) == {0: 1, 1: -1, 2: 1}


def test_what_the_text_ties_to_another_does_not_come_along_without_it() -> None:
    rows = [(1, 2, 0.5, 0.0), (2, 3, 0.0, 0.0)]
    said = [("post", "a"), ("mayor", "a"), ("mayor", "b"), ("firm", "b")]
    assert joined(rows, {1: TOLD_INSIDE}, *said) == {0: 1, 1: -1}


# ---------------------------------------------------------------------------------------------- what the text itself answers


def told(rows: Sequence[tuple[int, int, float, float]]) -> Pairs:
    """Pairs of places, each with the chance that the two say the same and how surely the text ties them."""
    left, right, same, tied = (np.array(column) for column in zip(*rows, strict=True))
    return Pairs(left, right, np.zeros((len(rows), len(SIGNS))), np.zeros(len(rows)), same, tied)


def test_each_denial_is_with_what_it_answers_and_those_that_say_the_same_are_one() -> None:
    two = [(0, 1, 0.0, TOLD_INSIDE), (2, 3, 0.0, TOLD_INSIDE)]
    assert answers(told(two), []) == [{0: -1, 1: 1}, {2: -1, 3: 1}]
    assert answers(told([*two, (1, 3, 0.9, 0.0)]), []) == [{0: -1, 1: 1, 2: -1, 3: 1}]
    assert answers(told([*two, (0, 2, 0.9, 0.0)]), []) == [{0: -1, 1: 1, 2: -1, 3: 1}]
    assert answers(told([*two, (0, 3, 0.9, 0.0)]), []) == answers(told(two), [])  # a denial and what the other denies


def test_what_stands_in_another_cluster_is_no_answer_here() -> None:
    assert answers(told([(0, 1, 0.0, TOLD_INSIDE), (2, 3, 0.0, TOLD_INSIDE)]), [{1: 1, 7: -1}]) == [{2: -1, 3: 1}]


def test_what_is_tied_to_two_goes_with_the_surer_one() -> None:
    assert answers(told([(0, 1, 0.0, 0.55), (2, 1, 0.0, TOLD_INSIDE)]), []) == [{2: -1, 1: 1}]
