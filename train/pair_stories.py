"""Pairs of statements of stories whose disputes were judged by hand (`train/disputes.jsonl`; `disputes.md` tells how).

    texts of ../shared -> clean, read -> link, story by story -> items -> pairs, with what the judgement says of each

A statement takes the side of each judged passage that it shares (`same_passage`, as in scoring). Two of opposite sides of a
dispute are opposed, two of one side say the same, all others neither. What of the others is learned from is for `Choose` to say:
the pairs that the program would ask the net about.
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import combinations
from pathlib import Path

from dissensus import pipeline
from dissensus.ingest import read_paths
from dissensus.langs import read_languages
from dissensus.records import Article, Edge, Mention, Page, Quantity, Relation, Speaker, Statement
from dissensus.stages.judge import passage
from dissensus.stages.link import link
from dissensus.stages.link.claims import Item, items, likeness
from dissensus.stages.link.told_as import all_worded
from dissensus.store import Store, open_store
from train.pair_data import DEV, OPPOSED, OTHER, PAIR, SAME, TRAIN, Example, rows

DISPUTES = Path(__file__).with_name("disputes.jsonl")
PRESENT = datetime(2026, 11, 1, tzinfo=UTC)
LANGUAGE = "en"
ORIGIN = "judged"
PARTS = 4  # into which stories are divided, so that a net can be measured on those it has not seen
WEAK = 0.5  # how much a pair counts of which not every reader would say so

Spans = tuple[tuple[int, int], ...]
Choose = Callable[[Sequence[Item]], Iterable[tuple[Item, Item]]]


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
class Story:
    """A story through the program: what can take a side, in words, and which side of which dispute it takes (0: of both)."""

    name: str
    items: Sequence[Item]
    words: Sequence[str]
    sides: Sequence[Mapping[int, int]]
    weak: frozenset[int]  # disputes


def part_of(story: str) -> int:
    """To which of `PARTS` a story belongs, whatever others there are."""
    return zlib.crc32(story.encode()) % PARTS


def judged(file: Path = DISPUTES) -> dict[str, list[Judged]]:
    """The judged disputes by their story."""
    with file.open(encoding="utf-8") as lines:
        return {row["story"]: [_judged(one) for one in row["disputes"]] for row in map(json.loads, lines)}


def _judged(row: Mapping[str, object]) -> Judged:
    sides = [
        Side(article, tuple((start, end) for start, end in spans), sign)
        for name, sign in (("for", 1), ("against", -1))
        for article, spans in row[name]  # type: ignore[attr-defined]
    ]
    return Judged(str(row["claim"]), str(row["kind"]), bool(row["weak"]), tuple(sides))


# ---------------------------------------------------------------------------------------------- through the program


def stories(shared: Path, cache: Path, tell: Callable[[str], None], most: int | None = None) -> list[Story]:
    """The judged stories, or the first so many, through the program's own stages. `cache` is a database that keeps what was
    read, so that only what has changed is read again. An article whose text is another than the judged one is left out,
    and told."""
    known = dict(list(judged().items())[:most])
    texts = {r["id"]: r for r in rows(shared / "data/stories/allsides_dev.jsonl.gz") if r["story"] in known}
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
        return list(_linked(store, known, {id: row["story"] for id, row in texts.items()}, ids))


def _same_texts(store: Store, texts: Mapping[str, Mapping[str, str]], tell: Callable[[str], None]) -> dict[str, str]:
    """The program's ids of articles to those of the judged texts."""
    origins = {page.id: page.origins for page in store.captures()}
    out: dict[str, str] = {}
    for article in store.fetch(Article):
        for origin in origins[article.page]:
            if origin in texts and article.parts.text == texts[origin]["text"]:
                out[article.id] = origin
    tell(f"{len(set(out.values()))} of {len(texts)} articles of judged stories have the text that was judged")
    return out


def _linked(
    store: Store, known: Mapping[str, Sequence[Judged]], story_of: Mapping[str, str], ids: Mapping[str, str]
) -> Iterator[Story]:
    language = read_languages()[LANGUAGE]
    by_story: dict[str, list[str]] = defaultdict(list)
    for id in sorted(ids):
        by_story[story_of[ids[id]]].append(id)
    for name in known:
        here = by_story.get(name, [])
        articles = {a.id: a for a in store.fetch(Article, articles=here) if a.language == LANGUAGE}
        statements = store.fetch(Statement, articles=here)
        mentions, quantities = store.fetch(Mention, articles=here), store.fetch(Quantity, articles=here)
        one = dict.fromkeys(articles, name)
        found = list(link(list(articles.values()), statements, mentions, quantities, one))
        held = {e.left: e.right for e in found if isinstance(e, Edge) and e.relation is Relation.HELD_BY}
        names = {speaker.id: speaker.name for speaker in found if isinstance(speaker, Speaker)}
        said = sorted(
            (s for s in statements if s.article in articles), key=lambda s: (s.article, s.content[0].start, s.id)
        )
        sided = items(said, articles, held, one, language)
        yield story(name, sided, all_worded(sided, names, language), known[name], ids)


def story(
    name: str, found: Sequence[Item], words: Sequence[str], disputes: Sequence[Judged], ids: Mapping[str, str]
) -> Story:
    """Items of a story and their words, with their sides. `ids` maps the program's ids of articles to those of `disputes`."""
    kept = [(item, told) for item, told in zip(found, words, strict=True) if item.statement.part == "text"]
    weak = frozenset(number for number, one in enumerate(disputes) if one.weak)
    sides = [sides_of(item, disputes, ids[item.statement.article]) for item, _ in kept]
    return Story(name, [item for item, _ in kept], [told for _, told in kept], sides, weak)


def sides_of(item: Item, disputes: Sequence[Judged], article: str) -> dict[int, int]:
    """Which side of which dispute a statement takes; 0 where its passage is judged to be on both."""
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


def sharing(found: Sequence[Item], per_article: int) -> list[tuple[Item, Item]]:
    """The pairs of a story that share most by the rarity of their concepts, so many an article; the one that denies
    first. A stand-in for a ranking that knows more."""
    ranked = sorted(
        ((-likeness(a.bag, b.bag, 1), i, j) for (i, a), (j, b) in combinations(enumerate(found), 2)),
    )
    most = per_article * len({item.statement.article for item in found})
    return [_denier_first(found[i], found[j]) for like, i, j in ranked[:most] if like < 0]


def _denier_first(one: Item, other: Item) -> tuple[Item, Item]:
    return (other, one) if (other.sign, -other.explicit) < (one.sign, -one.explicit) else (one, other)


PER_ARTICLE = 40  # pairs that the net learns from beside those that a dispute joins
CHOOSE: Choose = partial(sharing, per_article=PER_ARTICLE)


def story_pairs(one: Story, choose: Choose = CHOOSE, held_out: frozenset[int] = frozenset()) -> Iterator[Example]:
    """The pairs of a story that a dispute joins, and what `choose` gives beside them. Stories of the parts `held_out` are
    for measuring; of these only what `choose` gives."""
    place = {item.statement.id: at for at, item in enumerate(one.items)}
    split = DEV if part_of(one.name) in held_out else TRAIN
    chosen = {(place[a.statement.id], place[b.statement.id]): None for a, b in choose(one.items)}
    if split == TRAIN:
        known = {frozenset(pair) for pair in chosen}
        for i, j in combinations(range(len(one.items)), 2):
            if frozenset((i, j)) not in known and one.sides[i].keys() & one.sides[j].keys():
                a, b = _denier_first(one.items[i], one.items[j])
                chosen[place[a.statement.id], place[b.statement.id]] = None
    for i, j in chosen:
        label, weak = relation(one.sides[i], one.sides[j], one.weak)
        yield Example(PAIR, one.words[i], one.words[j], label, ORIGIN, split, WEAK if weak else 1.0)


def relation(one: Mapping[int, int], other: Mapping[int, int], weak: frozenset[int]) -> tuple[tuple[float, ...], bool]:
    """What two statements are by the sides that they take, and is that so by weak disputes alone?"""
    shared = one.keys() & other.keys()
    products = {one[number] * other[number] for number in shared}
    label = OPPOSED if -1 in products else SAME if 1 in products else OTHER
    return label, bool(shared) and shared <= weak
