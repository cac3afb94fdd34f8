"""The order of the stages, and what runs them: which units are stale, one transaction a unit, what was counted.

    Page -> clean -> Article -> read -> Statement -> group -> Story
         -> link -> Speaker, Claim -> judge -> Position -> Dispute

A unit (a page, an article, the corpus, a storyline) is fresh when it was written from just this input by just this
version. Only stale units run, so a second run over the same pages changes nothing, and an interrupted one goes on where
it stopped.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TypeVar

from dissensus.errors import PipelineError
from dissensus.records import (
    Article,
    Block,
    Claim,
    Dispute,
    Drop,
    Edge,
    Mention,
    Offset,
    Page,
    Place,
    Position,
    Quantity,
    Record,
    Relation,
    Speaker,
    Statement,
    Story,
    Storyline,
    Time,
    make_id,
)
from dissensus.stages import clean, group, judge, link, read
from dissensus.store import Store

T = TypeVar("T")
Noun = type[Record] | type[Page]
CORPUS = "corpus"  # the one unit of `group`

# Told after each unit: stage, units done, units to do.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage as the pipeline sees it: the nouns it takes and gives, and how its stale units are found and run."""

    name: str
    version: str
    takes: frozenset[Noun]
    gives: frozenset[Noun]
    run: Callable[[Run], None]


@dataclass(slots=True)
class Run:
    """One run over a store: the reference time for dates, and what happened."""

    store: Store
    reference: datetime
    progress: Progress
    ran: Counter[str] = field(default_factory=Counter)  # units by stage
    fresh: Counter[str] = field(default_factory=Counter)
    made: Counter[str] = field(default_factory=Counter)  # records by noun
    marks: dict[str, str] = field(default_factory=dict)  # by page, what `clean` makes of it depends on

    def mark(self, page: str) -> str:
        """A fingerprint of all that `clean` looks at in a page, so that later stages know a page that was met again
        under another type or address from what it was."""
        if page not in self.marks:
            capture = self.store.page(page)
            told = (capture.media_type, capture.url, capture.headers)
            self.marks[page] = make_id("input", clean.VERSION, page, *told)
        return self.marks[page]

    def units(self, stage: str, todo: Iterable[tuple[str, str, Callable[[], Iterator[Record]]]]) -> None:
        """Runs each stale (unit, fingerprint, work) in a transaction of its own."""
        stale = []
        for unit, fingerprint, work in todo:
            if self.store.is_fresh(stage, unit, fingerprint):
                self.fresh[stage] += 1
            else:
                stale.append((unit, fingerprint, work))
        for done, (unit, fingerprint, work) in enumerate(stale, 1):
            records = list(work())
            self.store.write_unit(stage, unit, fingerprint, records)
            self.ran[stage] += 1
            self.made.update(type(record).__name__ for record in records)
            self.progress(stage, done, len(stale))


def _clean(run: Run) -> None:
    def work(page: str) -> Callable[[], Iterator[Record]]:
        return lambda: clean.clean(run.store.page(page), run.reference)

    run.units("clean", ((page, run.mark(page), work(page)) for page in run.store.page_ids()))


def _read(run: Run) -> None:
    articles = run.store.fetch(Article)

    def work(article: Article) -> Callable[[], Iterator[Record]]:
        return lambda: read.read(article, run.store.fetch(Block, articles=[article.id]))

    run.units("read", ((a.id, make_id("input", run.mark(a.page), read.VERSION), work(a)) for a in articles))
    gone = set(run.store.units("read")) - {a.id for a in articles}
    run.store.delete_units("read", gone)


def _group(run: Run) -> None:
    marks = [run.mark(a.page) for a in run.store.fetch(Article)]

    def work() -> Iterator[Record]:
        return group.group(
            run.store.fetch(Article),
            _by(lambda b: b.span.article, run.store.fetch(Block)),
            _by(lambda m: m.span.article, run.store.fetch(Mention)),
            run.store.fetch(Story),
        )

    run.units("group", [(CORPUS, make_id("input", read.VERSION, group.VERSION, marks), work)])


def _by(key: Callable[[T], str], records: Iterable[T]) -> dict[str, list[T]]:
    out: dict[str, list[T]] = defaultdict(list)
    for record in records:
        out[key(record)].append(record)
    return out


def _storylines(run: Run) -> Iterator[tuple[str, list[str], dict[str, str], str]]:
    """Each storyline: its id, its articles, the story of each article, and a fingerprint of all that."""
    marks = {a.id: run.mark(a.page) for a in run.store.fetch(Article)}
    lines: dict[str, list[Story]] = defaultdict(list)
    for story in run.store.fetch(Story):
        lines[story.storyline].append(story)
    for line, stories in sorted(lines.items()):
        of = {article: story.id for story in stories for article in story.articles}
        versions = (read.VERSION, group.VERSION, link.VERSION, judge.VERSION)
        yield line, sorted(of), of, make_id("input", *versions, [(a, marks[a], of[a]) for a in sorted(of)])


def _link(run: Run) -> None:
    store = run.store

    def work(ids: Sequence[str], stories: dict[str, str]) -> Callable[[], Iterator[Record]]:
        return lambda: link.link(
            store.fetch(Article, articles=ids),
            store.fetch(Statement, articles=ids),
            store.fetch(Mention, articles=ids),
            store.fetch(Quantity, articles=ids),
            stories,
        )

    lines = list(_storylines(run))
    store.delete_units("judge", set(store.units("judge")) - {line for line, *_ in lines})
    store.delete_units("link", set(store.units("link")) - {line for line, *_ in lines})
    run.units("link", ((line, mark, work(ids, of)) for line, ids, of, mark in lines))


def _judge(run: Run) -> None:
    store = run.store

    @cache  # for this run alone: `link` is done, and neither edges nor speakers can be asked for by article
    def linked() -> tuple[dict[str, list[Edge]], dict[str, Speaker]]:
        edges = (e for e in store.fetch(Edge) if e.relation in (Relation.HELD_BY, Relation.SAME_CLAIM))
        return _by(lambda e: e.left, edges), {s.id: s for s in store.fetch(Speaker)}

    def work(ids: Sequence[str], stories: dict[str, str]) -> Callable[[], Iterator[Record]]:
        def judged() -> Iterator[Record]:
            statements = store.fetch(Statement, articles=ids)
            edges_of, speakers = linked()
            edges = [e for s in statements for e in edges_of.get(s.id, ())]
            holders = sorted({e.right for e in edges} & speakers.keys())
            claims = store.fetch(Claim, articles=ids)
            return judge.judge(statements, claims, [speakers[id] for id in holders], edges, stories)

        return judged

    run.units("judge", ((line, mark, work(ids, of)) for line, ids, of, mark in _storylines(run)))


STAGES: tuple[Stage, ...] = (
    Stage("clean", clean.VERSION, frozenset({Page}), frozenset({Article, Block, Offset, Drop}), _clean),
    Stage("read", read.VERSION, frozenset({Article, Block}), frozenset({Statement, Mention, Time, Quantity}), _read),
    Stage("group", group.VERSION, frozenset({Article, Block, Mention}), frozenset({Story, Storyline, Edge}), _group),
    Stage(
        "link",
        link.VERSION,
        frozenset({Article, Statement, Mention, Quantity, Story}),
        frozenset({Speaker, Place, Claim, Edge}),
        _link,
    ),
    Stage("judge", judge.VERSION, frozenset({Statement, Claim, Speaker, Edge}), frozenset({Position, Dispute}), _judge),
)


def check(stages: Sequence[Stage]) -> None:
    """PipelineError if a stage takes what no stage before it gives."""
    there: set[Noun] = {Page}
    for stage in stages:
        missing = sorted(noun.__name__ for noun in stage.takes - there)
        if missing:
            raise PipelineError(
                f"stage {stage.name!r} takes {', '.join(missing)}, which no stage before it gives; "
                "put it later in the order"
            )
        there |= stage.gives


def _quiet(stage: str, done: int, todo: int) -> None:
    pass


def run(store: Store, reference: datetime, progress: Progress = _quiet, stages: Sequence[Stage] = STAGES) -> Run:
    """Brings a store up to date: every stage over its stale units, in order.

    `reference` is the present, in a time zone: no article is dated after it. Raises PipelineError for an impossible
    order before anything runs, and StoreError where the store cannot be written.
    """
    check(stages)
    state = Run(store, reference, progress)
    for stage in stages:
        stage.run(state)
    return state
