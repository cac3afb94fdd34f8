"""The bundled samples against what a reader finds in them (`samples_expected.json`).

What must hold stands as tests of its own; how many of the expected disputes are found is a floor that only rises.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from dissensus.records import Article, Block, Claim, Dispute, Level, Position, Stance, Story
from dissensus.store import Store, open_store
from tests.corpora import SAMPLE_FILES, SAMPLES, take_in

EXPECTED: dict[str, Any] = json.loads((Path(__file__).parent / "samples_expected.json").read_text("utf-8"))
SIDES = {Stance.ASSERTS: 1, Stance.DENIES: -1, Stance.DOUBTS: -1}
# Articles of a story that the present rules leave by themselves: a portrait that names the event only in passing.
STRAYS = {"ferry-loss/003_halde-islander.html.gz"}
# Reached by the present rules; raise them with every gain.
FOUND_FLOOR = 6  # of the 19 expected disputes that have both sides in print and are not weak
PRECISION_FLOOR = 0.5  # of the disputes shown by default, the share that is expected

folders = pytest.mark.parametrize("folder", EXPECTED["stories"], ids=lambda folder: folder["folder"])
articles = pytest.mark.parametrize(
    "expected", [a for s in EXPECTED["stories"] for a in s["articles"]], ids=lambda article: article["origin"]
)


@dataclass(frozen=True)
class Samples:
    """The store, and its articles by the name that the expectations have for them."""

    store: Store
    articles: dict[str, Article]

    def origins(self, ids: tuple[str, ...]) -> set[str]:
        return {origin for origin, article in self.articles.items() if article.id in ids}

    def find(self, origin: str, passage: str) -> tuple[int, int]:
        """Where a passage stands; white space may differ."""
        pattern = r"\s+".join(re.escape(word) for word in passage.split())
        match = re.search(pattern, self.articles[origin].parts.text)
        assert match, f"{origin} does not hold {passage!r}"
        return match.span()


@pytest.fixture(scope="module")
def samples() -> Iterator[Samples]:
    with open_store(":memory:") as store:
        take_in(store, SAMPLE_FILES)
        named = {min(store.page(a.page).origins).removeprefix(f"{SAMPLES}/"): a for a in store.fetch(Article)}
        yield Samples(store, named)


def test_every_article_is_read_and_every_expectation_is_of_one(samples: Samples) -> None:
    assert set(samples.articles) == {a["origin"] for s in EXPECTED["stories"] for a in s["articles"]}


@articles
def test_outlet_and_day_are_those_that_the_page_shows(expected: dict[str, Any], samples: Samples) -> None:
    article = samples.articles[expected["origin"]]
    assert article.outlet == expected["outlet"]
    assert (article.published.value or "")[:10] == (expected["published"] or "")


@folders
def test_articles_of_one_event_are_one_story(folder: dict[str, Any], samples: Samples) -> None:
    found = [samples.origins(story.articles) for story in samples.store.fetch(Story)]
    members = {a["origin"] for a in folder["articles"]}
    together = members - set(folder["apart"]) - STRAYS
    alone = [{origin} for origin in members - together]
    assert [story for story in found if story & members] in ([*order] for order in permutations([together, *alone]))


@folders
def test_what_is_apart_is_linked_as_a_storyline(folder: dict[str, Any], samples: Samples) -> None:
    ids = {samples.articles[a["origin"]].id for a in folder["articles"]}
    lines = {story.storyline for story in samples.store.fetch(Story) if ids & set(story.articles)}
    assert len(lines) == 1


@folders
def test_copies_share_an_origin_and_nothing_else_does(folder: dict[str, Any], samples: Samples) -> None:
    pairs = {frozenset({a["origin"], a["copy_of"]}) for a in folder["articles"] if a["copy_of"]}
    members = {a["origin"] for a in folder["articles"]}
    groups = [samples.origins(group) for story in samples.store.fetch(Story) for group in story.origins]
    assert {frozenset(group) for group in groups if len(group) > 1 and group <= members} == pairs


@pytest.mark.parametrize("piece", EXPECTED["never_quoted"], ids=lambda piece: piece["text"][:40])
def test_leftovers_lie_in_cut_blocks(piece: dict[str, str], samples: Samples) -> None:
    article = samples.articles[piece["origin"]]
    words = r"\s+".join(re.escape(word) for word in piece["text"].split())
    blocks = samples.store.fetch(Block, articles=[article.id])
    for match in re.finditer(words, article.parts.text):
        start, end = match.span()
        assert not [b for b in blocks if b.kept and b.span.start < end and start < b.span.end]


# -------------------------------------------------------------------------------------------------------- disputes


@dataclass(frozen=True)
class Stand:
    """A passage on one side of a dispute."""

    side: int
    article: str
    spans: tuple[tuple[int, int], ...]

    @property
    def size(self) -> int:
        return sum(end - start for start, end in self.spans)


def same_passage(one: Stand, other: Stand) -> bool:
    """Half of the shorter and a quarter of the longer are shared."""
    if one.article != other.article:
        return False
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one.spans for c, d in other.spans)
    return shared > 0 and 2 * shared >= min(one.size, other.size) and 4 * shared >= max(one.size, other.size)


def matches(expected: list[Stand], found: list[Stand]) -> bool:
    """A found dispute is an expected one when it cites it on both sides, and with a third of its passages at least; a
    claim may be worded as its own denial, so the sides may change places."""
    for sign in (1, -1):
        right = [f for f in found if any(e.side == sign * f.side and same_passage(e, f) for e in expected)]
        if {f.side for f in right} == {1, -1} and 3 * len(right) >= len(found):
            return True
    return False


def largest_matching(edges: list[list[int]]) -> int:
    """How many of the expected disputes can have a found one each (augmenting paths)."""
    taken: dict[int, int] = {}

    def place(expected: int, seen: set[int]) -> bool:
        for found in edges[expected]:
            if found not in seen:
                seen.add(found)
                if found not in taken or place(taken[found], seen):
                    taken[found] = expected
                    return True
        return False

    return sum(place(expected, set()) for expected in range(len(edges)))


def expected_disputes(samples: Samples, *, weak: bool) -> Iterator[list[Stand]]:
    """With `weak` those too that a reader may well pass over."""
    for dispute in (dispute for story in EXPECTED["stories"] for dispute in story["disputes"]):
        if weak or not dispute.get("weak"):
            yield [
                Stand(SIDES[Stance(stance)], samples.articles[p["origin"]].id, (samples.find(p["origin"], p["quote"]),))
                for stance, passages in dispute["sides"].items()
                for p in passages
                if Stance(stance) in SIDES
            ]


def found_disputes(samples: Samples) -> Iterator[list[Stand]]:
    """Those that are shown by default, without passages that one holder has on both sides."""
    positions = {position.id: position for position in samples.store.fetch(Position)}
    for dispute in samples.store.fetch(Dispute):
        if dispute.level is Level.ALL:
            continue
        taken = [positions[id] for id in dispute.positions if positions[id].stance in SIDES]
        stands = [(p.holder_name, Stand(SIDES[p.stance], p.article or "", spans(p))) for p in taken]
        yield [
            stand
            for holder, stand in stands
            if not any(h == holder and s.side == -stand.side and same_passage(s, stand) for h, s in stands)
        ]


def spans(position: Position) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in position.spans)


def test_as_many_of_the_expected_disputes_are_found_as_before(samples: Samples) -> None:
    found = list(found_disputes(samples))
    hits = {
        weak: largest_matching([[j for j, f in enumerate(found) if matches(e, f)] for e in expected])
        for weak, expected in ((weak, list(expected_disputes(samples, weak=weak))) for weak in (False, True))
    }
    assert hits[False] >= FOUND_FLOOR
    assert hits[True] / len(found) >= PRECISION_FLOOR


def test_every_dispute_has_two_sides_in_the_words_of_the_articles(samples: Samples) -> None:
    texts = {article.id: article.parts for article in samples.articles.values()}
    for claim in samples.store.fetch(Claim):
        assert claim.wording
    for stands in found_disputes(samples):
        assert {stand.side for stand in stands} == {1, -1}
        assert all(texts[s.article].text[a:b].strip() for s in stands for a, b in s.spans)
