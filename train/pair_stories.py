"""Pairs of statements of articles whose disputes were judged by reading (`train/disputes.jsonl`; `disputes.md` tells how).

    texts of ../shared -> clean, read -> link, story by story -> items -> pairs, with what the judgement says of each

A statement takes the side of each judged passage that it shares (`same_passage`, as in scoring). Two of opposite sides of a
dispute are opposed, two of one side say the same, all others neither. Of the others those are learned from that the program
would ask the net about (`asked`).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from dissensus import pipeline
from dissensus.check.told_as import all_worded
from dissensus.ingest import read_paths
from dissensus.langs import read_languages
from dissensus.records import Article, Edge, Mention, Page, Quantity, Relation, Speaker, Statement
from dissensus.stages.judge import passage
from dissensus.stages.link import link
from dissensus.stages.link.alike import Pairs, pairs
from dissensus.stages.link.claims import Item, items
from dissensus.stages.link.weights import SEEN_OPPOSED, SEEN_SAME, Model
from dissensus.store import Store, open_store
from train.pair_data import DEV, OPPOSED, OTHER, PAIR, SAME, TRAIN, Example, rows

DISPUTES = Path(__file__).with_name("disputes.jsonl")
PRESENT = datetime(2026, 11, 1, tzinfo=UTC)
LANGUAGE = "en"
ORIGIN = "judged"
NET, MODELS = "net", "models"  # parts: what the net learns from, and what the models over its answers are fitted on
TEXT = "text"  # the part of an article in which passages were judged
WEAK = 0.5  # how much a pair counts of which not every reader would say so
NEAREST = 12  # statements that share most words with a claim and take no side of it
# How many pairs the net of claims learns from, by the chances from their signs: 38 an article.
OF_A_DENIAL = 12  # pairs of each statement with a denying word
OF_A_NEGATION = 3  # of each other negative one
AN_ARTICLE = 12  # and the best of the story, as many times its articles
ALIKE_AN_ARTICLE = 7  # that may say the same
LONG_WORD = re.compile(r"\w{4,}")  # that tells what a sentence is about

Array = np.ndarray[Any, np.dtype[Any]]
Spans = tuple[tuple[int, int], ...]
Labels = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A judged passage, in code points of an article's text: 1 asserts, -1 denies or doubts."""

    article: str
    spans: Spans
    sign: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A dispute as it was judged. `weak`: not every careful reader would list it."""

    claim: str
    kind: str
    weak: bool
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A line of the file: a story, or an article by itself. `articles` are ids of rows, `part` is `NET` or `MODELS`."""

    name: str
    articles: tuple[str, ...]
    part: str
    disputes: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A unit through the program: what can take a side, in words, and which side of which dispute it takes (0: of both).
    `names` are those of speakers by their ids, `weak` numbers of disputes."""

    unit: Unit
    items: Sequence[Item]
    words: Sequence[str]
    names: Mapping[str, str]
    sides: Sequence[Mapping[int, int]]
    weak: frozenset[int]

    @property
    def single(self) -> bool:
        """Is it an article by itself?"""
        return len(self.unit.articles) == 1


def judged(file: Path = DISPUTES) -> list[Unit]:
    """What was judged, in the order of the file."""
    with file.open(encoding="utf-8") as lines:
        return [
            Unit(row["story"], tuple(row["articles"]), row["part"], tuple(_judged(one) for one in row["disputes"]))
            for row in map(json.loads, lines)
        ]


def _judged(row: Mapping[str, object]) -> Judged:
    sides = [
        Side(article, tuple((start, end) for start, end in spans), sign)
        for name, sign in (("for", 1), ("against", -1))
        for article, spans in row[name]  # type: ignore[attr-defined]
    ]
    return Judged(str(row["claim"]), str(row["kind"]), bool(row["weak"]), tuple(sides))


# ---------------------------------------------------------------------------------------------- through the program


def stories(shared: Path, cache: Path, tell: Callable[[str], None], most: int | None = None) -> list[Story]:
    """The judged units, or the first so many, through the program's own stages. `cache` is a database that keeps what was
    read, so that only what has changed is read again. An article whose text is another than the judged one is left out,
    and told."""
    units = judged()[:most]
    wanted = {id for unit in units for id in unit.articles}
    texts = {row["id"]: row for row in rows(shared / "data/stories/allsides_dev.jsonl.gz") if row["id"] in wanted}
    cache.parent.mkdir(parents=True, exist_ok=True)
    source = cache.with_suffix(".jsonl")
    kept = ("id", "outlet", "date", "title", "text", "url")
    records = [{name: row[name] for name in kept if row.get(name)} for row in texts.values()]
    source.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), "utf-8")
    with open_store(cache) as store:
        for page in read_paths([str(source)]):
            if isinstance(page, Page):
                store.put_page(page)
        pipeline.run(store, PRESENT, stages=pipeline.STAGES[:2])
        ids = _same_texts(store, texts, tell)
        return [_linked(store, unit, {ids[one]: one for one in unit.articles if one in ids}) for unit in units]


def _same_texts(store: Store, texts: Mapping[str, Mapping[str, str]], tell: Callable[[str], None]) -> dict[str, str]:
    """The ids of the judged texts to the program's ids of articles."""
    origins = {page.id: page.origins for page in store.captures()}
    out: dict[str, str] = {}
    for article in store.fetch(Article):
        for origin in origins[article.page]:
            if origin in texts and article.parts.text == texts[origin]["text"]:
                out[origin] = article.id
    tell(f"{len(out)} of {len(texts)} judged articles have the text that was judged")
    return out


def _linked(store: Store, unit: Unit, ids: Mapping[str, str]) -> Story:
    """`ids` maps the program's ids of articles to those of rows."""
    language, here = read_languages()[LANGUAGE], sorted(ids)
    articles = {a.id: a for a in store.fetch(Article, articles=here) if a.language == LANGUAGE}
    statements = store.fetch(Statement, articles=here)
    mentions, quantities = store.fetch(Mention, articles=here), store.fetch(Quantity, articles=here)
    one = dict.fromkeys(articles, unit.name)
    found = list(link(list(articles.values()), statements, mentions, quantities, one))
    held = {e.left: e.right for e in found if isinstance(e, Edge) and e.relation is Relation.HELD_BY}
    names = {speaker.id: speaker.name for speaker in found if isinstance(speaker, Speaker)}
    said = sorted((s for s in statements if s.article in articles), key=lambda s: (s.article, s.content[0].start, s.id))
    sided = items(said, articles, held, one, language)
    return story(unit, sided, all_worded(sided, names, language), names, ids)


def story(
    unit: Unit, found: Sequence[Item], words: Sequence[str], names: Mapping[str, str], ids: Mapping[str, str]
) -> Story:
    """Items of a unit and their words, with their sides. `ids` maps the program's ids of articles to those of rows."""
    weak = frozenset(number for number, one in enumerate(unit.disputes) if one.weak)
    sides = [sides_of(item, unit.disputes, ids[item.statement.article]) for item in found]
    return Story(unit, found, words, names, sides, weak)


def sides_of(item: Item, disputes: Sequence[Judged], article: str) -> dict[int, int]:
    """Which side of which dispute a statement takes; 0 where its passage is judged to be on both."""
    if item.statement.part != TEXT:
        return {}
    spans = tuple((span.start, span.end) for span in passage(item.statement))
    out: dict[int, int] = {}
    for number, one in enumerate(disputes):
        signs = {side.sign for side in one.sides if side.article == article and same_passage(spans, side.spans)}
        if signs:
            out[number] = signs.pop() if len(signs) == 1 else 0
    return out


def same_passage(one: Spans, other: Spans) -> bool:
    """Do spans share at least half of the shorter and a quarter of the longer, as `../shared/score/disputes.py` asks?"""
    ours, theirs = _united(one), _united(other)
    shared = sum(max(0, min(end, stop) - max(start, begin)) for start, end in ours for begin, stop in theirs)
    sizes = sorted(sum(end - start for start, end in spans) for spans in (ours, theirs))
    return shared > 0 and shared >= sizes[0] / 2 and shared >= sizes[1] / 4


def _united(spans: Spans) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        elif end > start:
            out.append((start, end))
    return out


# ------------------------------------------------------------------------------------------------------------- pairs


def near(one: Story, opposed: Model = SEEN_OPPOSED, same: Model = SEEN_SAME) -> Pairs:
    """The pairs of a story that may speak to one claim, as the program finds them."""
    return pairs(one.items, one.names, read_languages()[LANGUAGE], opposed, same)


def asked(one: Story, opposed: Model = SEEN_OPPOSED, same: Model = SEEN_SAME) -> Pairs:
    """Those of them that the net of claims learns from, of which the judgement can say something."""
    found = near(one, opposed, same)
    return in_text(one, found.part(chosen(found, one.items)))


def chosen(near: Pairs, items: Sequence[Item]) -> Array:
    """The rows of the pairs that the net of claims learns from: by their signs the best of each denial, of each negative statement,
    and of all."""
    articles = len({i.statement.article for i in items})
    most = [OF_A_DENIAL * i.explicit or OF_A_NEGATION if i.sign < 0 else 0 for i in items]
    order = np.argsort(-near.opposed, kind="stable")
    rows = set(order[: AN_ARTICLE * articles].tolist())
    rows |= set(np.argsort(-near.same, kind="stable")[: ALIKE_AN_ARTICLE * articles].tolist())
    seen: Counter[int] = Counter()
    for row in order.tolist():
        i, j = int(near.left[row]), int(near.right[row])
        if seen[i] < most[i] or seen[j] < most[j]:
            rows.add(row)
        seen[i] += 1
        seen[j] += 1
    return np.array(sorted(rows), int)


def in_text(one: Story, found: Pairs) -> Pairs:
    """Pairs without those of a headline: no passage of these was judged."""
    inside = np.array([item.statement.part == TEXT for item in one.items], bool)
    return found.part(np.flatnonzero(inside[found.left] & inside[found.right]))


def story_pairs(one: Story, given: Iterable[tuple[int, int]] | None = None) -> list[Example]:
    """What the program asks about in a story, or the `given` places of items, and what a dispute joins beside these. Of a story
    that is measured on only what the program asks about."""
    if given is None:
        found = asked(one)
        given = zip(found.left.tolist(), found.right.tolist(), strict=True)
    wanted = list(given)
    split = DEV if one.unit.part == MODELS else TRAIN
    if split == TRAIN:
        wanted += _joined(one, {frozenset(pair) for pair in wanted})
    return [_example(one, i, j, split) for i, j in wanted]


def _joined(one: Story, known: set[frozenset[int]]) -> Iterator[tuple[int, int]]:
    """The pairs that a dispute joins, but for what is known; the one that denies first."""
    for i, j in combinations(range(len(one.items)), 2):
        if one.sides[i].keys() & one.sides[j].keys() and frozenset((i, j)) not in known:
            a, b = one.items[i], one.items[j]
            yield (j, i) if (b.sign, -b.explicit) < (a.sign, -a.explicit) else (i, j)


def _example(one: Story, i: int, j: int, split: str) -> Example:
    label, weak = relation(one.sides[i], one.sides[j], one.weak)
    origin = f"{ORIGIN}:{'articles' if one.single else 'stories'}"
    return Example(PAIR, one.words[i], one.words[j], label, origin, split, WEAK if weak else 1.0)


def claim_pairs(one: Story) -> list[list[Example]]:
    """By dispute each statement that takes a side against the claim as its reader worded it, and those that share most words
    with it and take none. Nothing of a dispute without a wording, nor of a story that is measured on."""
    if one.unit.part == MODELS:
        return []
    return [_on_claim(one, number) for number, dispute in enumerate(one.unit.disputes) if dispute.claim]


def _on_claim(one: Story, number: int) -> list[Example]:
    claim = one.unit.disputes[number].claim
    weight = WEAK if number in one.weak else 1.0
    about = _long_words(claim)
    shared = {i: len(about & _long_words(one.words[i])) for i, sides in enumerate(one.sides) if number not in sides}
    beside = sorted((i for i, count in shared.items() if count), key=lambda i: (-shared[i], i))[:NEAREST]
    taken = [(i, SAME if side > 0 else OPPOSED) for i, sides in enumerate(one.sides) if (side := sides.get(number))]
    return [
        Example(PAIR, one.words[i], claim, label, f"{ORIGIN}:claims", TRAIN, weight)
        for i, label in [*taken, *((i, OTHER) for i in beside)]
    ]


def _long_words(text: str) -> set[str]:
    return set(LONG_WORD.findall(text.lower()))


def relation(one: Mapping[int, int], other: Mapping[int, int], weak: frozenset[int]) -> tuple[Labels, bool]:
    """What two statements are by the sides that they take, and is that so by weak disputes alone?"""
    shared = one.keys() & other.keys()
    products = {one[number] * other[number] for number in shared}
    label = OPPOSED if -1 in products else SAME if 1 in products else OTHER
    return label, bool(shared) and shared <= weak


def crowds(one: Story, found: Pairs) -> Array:
    """Of each pair how many of its kind, opposed or the same, the smallest dispute that joins it has; 1 of what is in none. A
    dispute of five against six statements is thirty pairs: by this they may count together as much as a pair that is alone."""
    joined = []
    for i, j in zip(found.left.tolist(), found.right.tolist(), strict=True):
        left, right = one.sides[i], one.sides[j]
        joined.append([(number, left[number] * right[number]) for number in left.keys() & right.keys()])
    counts = Counter(key for some in joined for key in some)
    return np.array([min((counts[key] for key in some), default=1) for some in joined])


def matched(one: Story, members: Mapping[int, int]) -> list[int]:
    """The disputes that statements by place, each with its sign, would match, as `../shared/score/disputes.py` matches: a right one
    on each side, and a third of all. What stands in two statements counts once, and a headline, of which nothing was judged, never.
    """
    found = {
        (one.items[i].statement.article, one.items[i].statement.content, sign): one.sides[i]
        for i, sign in sorted(members.items())
        if one.items[i].statement.part == TEXT
    }
    right: Counter[tuple[int, int, int]] = Counter()  # dispute, which reading of its sign, side
    for (*_, sign), sides in found.items():
        right.update((number, side * sign, sign) for number, side in sides.items() if side)
    return sorted(
        {
            number
            for number, way, sign in right
            if sign > 0 and (others := right[number, way, -1]) and 3 * (right[number, way, 1] + others) >= len(found)
        }
    )
