"""Claims from pairs of statements that oppose each other or say the same."""

from __future__ import annotations

import numpy as np

from dissensus.langs import read_languages
from dissensus.stages.link.alike import Pairs, pairs
from dissensus.stages.link.claims import Cluster
from dissensus.stages.link.opposed import ON_IT, TOLD_INSIDE, claims, evidence, with_others
from dissensus.stages.link.weights import JUDGED_OPPOSED, SEEN_OPPOSED, SEEN_SAME, SIGNS
from tests.stages.link.linking import sided
from tests.stages.link.reader import Likewise

ENGLISH = read_languages()["en"]
SALE = "The Harbour Post said that Mayor Ilse Brandt had sold the old quay to a shipping firm."
DENIAL = "Ilse Brandt denied that the old quay had been sold."


RAIN = "The tram company said that rain had stopped its trams."


def made(net: Likewise, *texts: str) -> list[Cluster]:
    items, names = sided(*texts)
    return claims(items, names, ENGLISH, net)


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
    told = "Mayor Ilse Brandt rejected claims made by The Harbour Post that she had sold the old quay."
    (claim,) = made(Likewise(0.98, 0.01), told)
    assert {(item.statement.act.value, side, score) for item, side, score, _ in claim.items} == {
        ("denies", -1, TOLD_INSIDE),
        ("asserts", 1, TOLD_INSIDE),
    }


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
    near = Pairs(np.zeros(count, int), np.arange(1, count + 1), np.zeros((count, len(SIGNS))), *[np.zeros(count)] * 2)
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


def test_what_one_statement_of_a_claim_surely_answers_is_on_it_too() -> None:
    rows = [(0, 2, 0.0, 2 * ON_IT), (1, 3, 2 * ON_IT, 0.0), (0, 4, 0.0, ON_IT / 2), (5, 2, 0.0, 0.9)]
    left, right, same, opposed = (np.array(column) for column in zip(*rows, strict=True))
    found = Pairs(left, right, np.zeros((len(rows), len(SIGNS))), opposed, same)
    assert with_others([{0: 1, 1: -1}], found) == [{0: 1, 1: -1, 2: -1, 3: -1}]  # 5 answers no statement of the claim
