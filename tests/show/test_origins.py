"""Which articles have one origin, and in which words that is told."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import permutations

import pytest

from dissensus.records import Article, Dated, Edge, Maker, Parts, Relation, Story, Verdict, make_id
from dissensus.show.origins import PHRASES, SAME_TEXT, bonds, grouped, in_order, tie, ties, unsure
from dissensus.stages.group.copies import (
    DUPLICATE,
    LEFT_EXCERPT,
    NEAR_DUPLICATE,
    OWN_WORDS,
    PARTIAL,
    QUOTATIONS,
    REWRITE,
    copy_edge,
    find_copies,
)
from dissensus.stages.group.versions import find_versions, version_edge
from tests.stages.group.articles import article as filled
from tests.stages.group.articles import blocks_of
from tests.stages.group.texts import account, cut_sentences

MADE = Maker("group", "1")


def article(id: str, day: str | None = None) -> Article:
    return Article(id, f"page-{id}", Parts("x"), MADE, published=Dated(day))


def edge(
    left: str,
    right: str,
    *because: str,
    score: float = 0.9,
    relation: Relation = Relation.COPY,
    verdict: Verdict = Verdict.SAME,
    **known: str,
) -> Edge:
    id = make_id("edge", relation, left, right, *known.values())
    return Edge(id, left, right, relation, verdict, score, because or ("near duplicate",), MADE, **known)


def shares(left: int, right: int) -> str:
    return f"{left} % of the left one's words stand in the right one, {right} % of the right one's in the left one"


@pytest.mark.parametrize(
    ("because", "of_left", "of_right"),
    [
        (
            ("exact duplicate", "all 120 words are the same", "syndicated: both credit ostwire"),
            "exact duplicate of X: all 120 words are the same; syndicated: both credit ostwire",
            "exact duplicate of X: all 120 words are the same; syndicated: both credit ostwire",
        ),
        (
            ("excerpt: the left one of the right one", shares(100, 40), "the right one was published first"),
            "excerpt of X: 100% of its words stand there, 40% of that one's here; the other was published first",
            "longer text, of which X is an excerpt: 40% of its words stand there, 100% of that one's here; "
            "it was published first",
        ),
        (
            ("partial copy", f"about {shares(70, 55).replace(', ', ', about ')}"),
            "partial copy of X: about 70% of its words stand there, about 55% of that one's here",
            "partial copy of X: about 55% of its words stand there, about 70% of that one's here",
        ),
        (("a kind to come", "why"), "a kind to come, with X: why", "a kind to come, with X: why"),
    ],
)  # fmt: skip
def test_an_edge_is_told_from_either_of_its_ends(because: tuple[str, ...], of_left: str, of_right: str) -> None:
    found = edge("a", "b", *because)
    assert (tie(found, "a", "b").told("X"), tie(found, "b", "a").told("X")) == (of_left, of_right)


def test_a_version_is_told_from_either_of_its_ends() -> None:
    told = "90 % of the older one's words stand in the newer one, 80 % of the newer one's in the older one"
    step = edge("a", "b", "the same address: https://lamp.example/1", told, relation=Relation.VERSION)
    assert tie(step, "b", "a").told("X") == (
        "later version of X: the same address: https://lamp.example/1; 80% of its words stand there, "
        "90% of that one's here"
    )
    assert tie(step, "a", "b").phrase == "earlier version of {}"


def test_what_a_person_said_is_told_with_the_name() -> None:
    assert tie(edge("a", "b", by="ada", at="2030-01-01"), "a", "b").told("X") == "near duplicate of X: says ada"


def test_every_phrase_names_the_other_once() -> None:
    assert all(phrase.count("{}") == 1 for phrase in PHRASES.values())


def test_each_article_is_tied_to_the_first_where_it_can_be_else_along_the_nearest() -> None:
    edges = [
        edge("a", "b", score=0.6),
        edge("b", "c", score=0.95),
        edge("a", "c", score=0.7),
        edge("c", "d", score=0.8),
    ]
    for given in permutations(edges):
        found = ties(["a", "b", "c", "d"], bonds(given))
        assert {one: (told.other, told.label) for one, told in found.items()} == {
            "b": ("a", "near duplicate"),
            "c": ("a", "near duplicate"),
            "d": ("c", "near duplicate"),
        }


def test_what_no_edge_ties_is_told_as_one_text_without_a_reason() -> None:
    found = ties(["a", "b"], bonds([edge("a", "b", verdict=Verdict.UNSURE)]))
    assert (found["b"].label, found["b"].because, found["b"].edge) == (SAME_TEXT, (), None)


def test_a_persons_last_word_on_a_pair_is_the_one_that_is_told() -> None:
    machine = edge("a", "b", score=1.0)
    first = edge("a", "b", "partial copy", score=0.1, by="ada", at="2030-01-01")
    last = edge("b", "a", "partial copy", score=0.1, by="ben", at="2030-01-02")
    assert {id: [one.by for one in found] for id, found in bonds([last, machine, first]).items()} == {
        "a": ["ben"],
        "b": ["ben"],
    }


def test_two_origins_that_share_text_unsurely_are_told_once_by_the_pair_that_shares_most() -> None:
    rewrite = "rewrite, or one source"
    edges = [
        edge("a", "c", rewrite, score=0.3, verdict=Verdict.UNSURE),
        edge("b", "c", rewrite, score=0.4, verdict=Verdict.UNSURE),
        edge("a", "b"),
        edge("a", "elsewhere", rewrite, verdict=Verdict.UNSURE),
    ]
    (found,) = unsure([["a", "b"], ["c"]], bonds(edges))
    assert (found.article, found.other, found.verdict, found.label) == ("c", "b", Verdict.UNSURE, "rewrite?")
    assert unsure([["a", "b", "c"]], bonds(edges)) == []


def test_the_earliest_stands_first_and_former_versions_behind_the_latest() -> None:
    articles = [article("copy", "2030-05-02"), article("v1", "2030-05-01"), article("v2", "2030-05-03"), article("u")]
    versions = {"v1": ("v1", "v2"), "v2": ("v1", "v2")}
    assert [one.id for one in in_order(articles, versions)] == ["v2", "v1", "copy", "u"]
    story = Story("s", ("copy", "u", "v1", "v2"), (("u",), ("copy",), ("v1", "v2"), ("gone",)), "line", MADE)
    known = {one.id: one for one in articles}
    assert grouped(story, known, versions) == [["v2", "v1"], ["copy"], ["u"]]


def test_what_the_stage_writes_is_told_in_these_words() -> None:
    text = account(1, 20)
    part = "".join(cut_sentences(text)[5:10])
    articles = [filled("a", text, day="2030-05-01"), filled("b", part, day="2030-05-02", work="a")]
    (copy,) = find_copies(articles, blocks_of(articles))
    found = tie(copy_edge(copy, articles, MADE), "b", "a")
    assert re.fullmatch(
        r"excerpt of X: 100% of its words stand there, \d\d% of that one's here; the other was published first",
        found.told("X"),
    )
    (step,) = find_versions([replace(one, work="of both") for one in articles], blocks_of(articles), {})
    found = tie(version_edge(step, articles, MADE), "b", "a")
    assert re.fullmatch(
        r"later version of X: the same address: of both; 100% of its words stand there, \d\d% of that one's here",
        found.told("X"),
    )
    kinds = {DUPLICATE, NEAR_DUPLICATE, PARTIAL, REWRITE, QUOTATIONS, OWN_WORDS}
    assert {tie(edge("a", "b", kind), "a", "b").phrase for kind in kinds} <= set(PHRASES.values())
    assert {tie(edge("a", "b", LEFT_EXCERPT), end, "x").phrase for end in "ab"} == {
        PHRASES["excerpt"],
        PHRASES["longer text"],
    }
