"""Claims from pairs of statements that oppose each other or say the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dissensus.langs import read_languages
from dissensus.stages.link.alike import Pairs, pairs
from dissensus.stages.link.claims import Cluster
from dissensus.stages.link.opposed import AN_ARTICLE, JOINED, TOLD_INSIDE, chosen, claims, grouped
from dissensus.stages.link.weights import SEEN_OPPOSED, SEEN_SAME, SIGNS
from tests.stages.link.linking import sided

ENGLISH = read_languages()["en"]


def bound(number: int, *known: tuple[int, int, float, float]) -> list[dict[int, int]]:
    """Clusters of so many items, by pairs with the chances that they say the same and that they oppose each other."""
    left, right, same, opposed = (
        (np.array(column) for column in zip(*known, strict=True)) if known else [np.zeros(0)] * 4
    )
    return grouped(number, Pairs(left.astype(int), right.astype(int), np.zeros((len(left), len(SIGNS))), opposed, same))


def test_who_opposes_one_of_two_that_say_the_same_stands_against_both() -> None:
    assert bound(3, (0, 1, 0.8, 0.0), (1, 2, 0.0, 0.7)) == [{0: 1, 1: 1, 2: -1}]


def test_two_that_oppose_a_third_stand_on_one_side() -> None:
    (group,) = bound(3, (0, 2, 0.0, 0.8), (1, 2, 0.0, 0.7))
    assert group[0] == group[1] == -group[2]


def test_a_chain_of_weak_links_is_not_one_claim() -> None:
    weak = 2 * JOINED
    chain = [(i, i + 1, weak, 0.0) for i in range(9)]
    assert len(bound(10, *chain)) > 1


def test_what_nothing_joins_stays_alone() -> None:
    assert bound(3, (0, 1, JOINED / 2, 0.0)) == [{0: 1}, {1: 1}, {2: 1}]


chances = st.floats(0, 1)
known = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), st.tuples(chances, chances)
)


@given(known)
def test_every_item_stands_in_one_cluster_with_one_sign(found: dict[tuple[int, int], tuple[float, float]]) -> None:
    groups = bound(10, *((i, j, same, opposed) for (i, j), (same, opposed) in found.items()))
    assert sorted(i for group in groups for i in group) == list(range(10))
    assert {sign for group in groups for sign in group.values()} <= {1, -1}


@given(known)
def test_the_order_in_which_pairs_come_tells_nothing(found: dict[tuple[int, int], tuple[float, float]]) -> None:
    rows = [(i, j, same, opposed) for (i, j), (same, opposed) in found.items()]
    assert bound(10, *rows) == bound(10, *reversed(rows))


SALE = "The Harbour Post said that Mayor Ilse Brandt had sold the old quay to a shipping firm."
DENIAL = "Ilse Brandt denied that the old quay had been sold."


class Asked:
    """A judge that says one thing of all pairs, and remembers them."""

    name, languages = "asked-1", frozenset({"en"})

    def __init__(self, same: float, opposed: float) -> None:
        self.says, self.pairs = (same, opposed, 1 - same - opposed), list[tuple[str, str]]()

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[float, float, float]]:
        self.pairs += pairs
        return [self.says] * len(pairs)


def made(judge: Asked, *texts: str) -> list[Cluster]:
    items, names = sided(*texts)
    return claims(items, names, ENGLISH, judge)


def test_the_judge_reads_who_denies_first() -> None:
    judge = Asked(0.02, 0.96)
    made(judge, SALE, DENIAL)
    assert judge.pairs == [
        (
            "Ilse Brandt denied: that the old quay had been sold.",
            "Harbour Post said: that Mayor Ilse Brandt had sold the old quay to a shipping firm.",
        )
    ]


def test_what_the_judge_calls_opposed_is_one_claim_with_two_sides() -> None:
    (claim,) = made(Asked(0.01, 0.98), SALE, DENIAL)
    assert [(item.statement.act.value, side) for item, side, *_ in claim.items] == [("asserts", 1), ("denies", -1)]
    assert {score for _, _, score, _ in claim.items} == {claim.items[0][2]}


def test_what_the_judge_calls_neither_leaves_the_denial_alone() -> None:
    (claim,) = made(Asked(0.0, 0.0), SALE, DENIAL)
    assert [(item.statement.act.value, side) for item, side, *_ in claim.items] == [("denies", -1)]


def test_a_claim_told_inside_its_denial_is_what_is_denied_whatever_the_judge_says() -> None:
    told = "Mayor Ilse Brandt rejected claims made by The Harbour Post that she had sold the old quay."
    (claim,) = made(Asked(0.98, 0.01), told)
    assert {(item.statement.act.value, side, score) for item, side, score, _ in claim.items} == {
        ("denies", -1, TOLD_INSIDE),
        ("asserts", 1, TOLD_INSIDE),
    }


def test_no_more_pairs_are_read_than_the_denials_and_the_articles_ask_for() -> None:
    lines = " ".join(f"Clerk Number{n} said that the quay was worth {n} million crowns." for n in range(60))
    items, names = sided(lines)
    near = pairs(items, names, ENGLISH, SEEN_OPPOSED, SEEN_SAME)
    assert len(near) > 100
    assert len(chosen(near, items)) <= 2 * AN_ARTICLE
