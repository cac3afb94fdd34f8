"""One run over a store: what stands on record, which units are stale, and what is counted.

`pipeline` owns the order of the stages, `grouping` the parts of one of them; both work through a `Run`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from dissensus.choice import OURS, Choice
from dissensus.records import Article, Block, BlockKind, Drop, Edge, Record, make_id
from dissensus.stages import clean
from dissensus.stages.clean.signature import sign
from dissensus.store import Store
from dissensus.verdicts import articles_of, in_order, speaker_words, stand, words_by_article

T = TypeVar("T")

# Told after each unit: stage, units done, units to do.
Progress = Callable[[str, int, int], None]


def quiet(stage: str, done: int, todo: int) -> None:
    """Progress that nobody is told."""


@dataclass(slots=True)
class Run:
    """One run over a store: the reference time for dates, which nets have a say, and what happened."""

    store: Store
    reference: datetime
    progress: Progress
    choice: Choice = OURS
    ran: Counter[str] = field(default_factory=Counter)  # units by stage
    fresh: Counter[str] = field(default_factory=Counter)
    made: Counter[str] = field(default_factory=Counter)  # records by noun
    quarantined: Counter[str] = field(default_factory=Counter)  # pages that gave no article, by the code of the reason
    marks: dict[str, str] = field(default_factory=dict)  # by page, what `clean` makes of it depends on
    days: dict[str, str | None] = field(default_factory=dict)  # by page, when it was fetched, if that is known
    edges: list[Edge] | None = None  # all that persons said
    said: dict[str, list[Edge]] | None = None  # by article, persons' words on its blocks
    who: dict[str, list[Edge]] | None = None  # by one of their articles, persons' standing words on who is who

    def mark(self, page: str) -> str:
        """A fingerprint of all that `clean` looks at in a page, so that later stages know a page that was met again
        under another type or address from what it was."""
        if page not in self.marks:
            (capture,) = self.store.captures([page])  # without its bytes
            told = (capture.media_type, capture.url, capture.headers)
            self.marks[page] = make_id("input", clean.VERSION, self.choice.cleaner, page, *told)
            self.days[page] = capture.fetched[:10] if capture.fetched else None
        return self.marks[page]

    def fetched(self, page: str) -> str | None:
        """The day on which a page was fetched: an article without a date is laid to its week."""
        self.mark(page)
        return self.days[page]

    def persons(self) -> list[Edge]:
        """All that persons said."""
        if self.edges is None:
            self.edges = self.store.persons_edges()
        return self.edges

    def words(self, article: str) -> list[Edge]:
        """What persons said of an article's blocks, the last word last."""
        if self.said is None:
            self.said = words_by_article(self.persons())
        return self.said.get(article, [])

    def speakers(self, articles: Set[str]) -> list[Edge]:
        """What persons said of who is who in these articles alone, the last word last."""
        if self.who is None:
            self.who = by_key(lambda word: min(articles_of(word)), speaker_words(self.persons()))
        here = (word for article in articles & self.who.keys() for word in self.who[article])
        return in_order(_on(here, articles))

    def state(self, article: str, page: str) -> str:
        """A fingerprint of an article as all stages after `clean` see it: its page, and what persons said of it."""
        words = self.words(article)
        return make_id("input", self.mark(page), marks_of(words)) if words else self.mark(page)

    def standing(self, article: str) -> tuple[Article, list[Block]]:
        """An article by its id and its blocks, as they stand by what persons said."""
        (found,) = self.store.fetch(Article, articles=[article])
        return self.stand(found, self.store.fetch(Block, articles=[article]))

    def stand(self, article: Article, blocks: Sequence[Block]) -> tuple[Article, list[Block]]:
        """An article and its blocks as they stand by what persons said, signed anew where they said something."""
        words = self.words(article.id)
        article, blocks = stand(article, blocks, words)
        if words and article.signature:
            kept = (b.span for b in blocks if b.kept and b.kind is not BlockKind.TITLE and b.span.part == "text")
            article = replace(article, signature=sign(article.parts.text, ((s.start, s.end) for s in kept)))
        return article, blocks

    def units(self, stage: str, todo: Iterable[tuple[str, str, Callable[[], Iterator[Record]]]]) -> None:
        """Runs each stale (unit, fingerprint, work) in a transaction of its own."""
        stale = [(unit, mark, work) for unit, mark, work in todo if self.is_stale(stage, unit, mark)]
        self.write(stage, [(unit, mark) for unit, mark, _ in stale], (list(work()) for *_, work in stale))

    def is_stale(self, stage: str, unit: str, fingerprint: str) -> bool:
        """Has a unit still to run; one that has not is counted."""
        if self.store.is_fresh(stage, unit, fingerprint):
            self.fresh[_whole(stage)] += 1
            return False
        return True

    def write(self, stage: str, units: Sequence[tuple[str, str]], results: Iterable[list[Record]]) -> None:
        """Keeps what each (unit, fingerprint) gave, in a transaction of its own."""
        for done, ((unit, fingerprint), records) in enumerate(zip(units, results, strict=True), 1):
            self.store.write_unit(stage, unit, fingerprint, records)
            self.ran[_whole(stage)] += 1
            self.made.update(type(record).__name__ for record in records)
            if stage == "clean" and not any(isinstance(record, Article) for record in records):
                self.quarantined.update(_codes(records))
            self.progress(_whole(stage), done, len(units))


def _whole(stage: str) -> str:
    """The stage that a part of one belongs to: `group` of `group.week`."""
    return stage.partition(".")[0]


def marks_of(words: Iterable[Edge]) -> list[tuple[str, str, str | None]]:
    """What of persons' words a fingerprint holds."""
    return [(word.id, word.verdict, word.at) for word in words]


def _on(words: Iterable[Edge], articles: Set[str]) -> list[Edge]:
    """The words that are about these articles alone: all others rest until theirs come."""
    return [word for word in words if articles_of(word) <= articles]


def _codes(records: Iterable[Record]) -> list[str]:
    """The code that the reason of a page's drop begins with: empty, too_deep, timeout, crashed ..."""
    return [record.reason.partition(":")[0] for record in records if isinstance(record, Drop)][:1]


def by_key(key: Callable[[T], str], records: Iterable[T]) -> dict[str, list[T]]:
    """Records by what is asked of each, in their order."""
    out: dict[str, list[T]] = defaultdict(list)
    for record in records:
        out[key(record)].append(record)
    return out
