"""The order of the stages, and what runs them: which units are stale, one transaction a unit, what was counted.

    Page -> clean -> Article -> read -> Statement -> group -> Story
         -> link -> Speaker, Claim -> judge -> Position -> Dispute

A unit (a page, an article, the corpus, a storyline) is fresh when it was written from just this input by just this
version. Only stale units run, so a second run over the same pages changes nothing, and an interrupted one goes on where
it stopped.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from typing import TypeVar

from dissensus import nets
from dissensus.choice import OURS, Choice
from dissensus.errors import PipelineError
from dissensus.pool import Pool, children_for
from dissensus.records import (
    Article,
    Block,
    BlockKind,
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
from dissensus.stages.clean.signature import sign
from dissensus.stages.read.tagger import Tagger
from dissensus.store import Store
from dissensus.verdicts import articles_of, in_order, speaker_words, stand, story_words, words_by_article

T = TypeVar("T")
Noun = type[Record] | type[Page]
CORPUS = "corpus"  # the one unit of `group`
CHILDREN: int | None = None  # processes that clean pages; None for as many as pay, 0 to clean in this one, unprotected

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
    edges: list[Edge] | None = None  # all that persons said
    said: dict[str, list[Edge]] | None = None  # by article, persons' words on its blocks
    who: dict[str, list[Edge]] | None = None  # by one of their articles, persons' standing words on who is who

    def mark(self, page: str) -> str:
        """A fingerprint of all that `clean` looks at in a page, so that later stages know a page that was met again
        under another type or address from what it was."""
        if page not in self.marks:
            capture = self.store.page(page)
            told = (capture.media_type, capture.url, capture.headers)
            self.marks[page] = make_id("input", clean.VERSION, self.choice.cleaner, page, *told)
        return self.marks[page]

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
            self.who = _by(lambda word: min(articles_of(word)), speaker_words(self.persons()))
        here = (word for article in articles & self.who.keys() for word in self.who[article])
        return in_order(_on(here, articles))

    def state(self, article: Article) -> str:
        """A fingerprint of an article as all stages after `clean` see it: its page, and what persons said of it."""
        words = self.words(article.id)
        return make_id("input", self.mark(article.page), _marks(words)) if words else self.mark(article.page)

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
            self.fresh[stage] += 1
            return False
        return True

    def write(self, stage: str, units: Sequence[tuple[str, str]], results: Iterable[list[Record]]) -> None:
        """Keeps what each (unit, fingerprint) gave, in a transaction of its own."""
        for done, ((unit, fingerprint), records) in enumerate(zip(units, results, strict=True), 1):
            self.store.write_unit(stage, unit, fingerprint, records)
            self.ran[stage] += 1
            self.made.update(type(record).__name__ for record in records)
            if stage == "clean" and not any(isinstance(record, Article) for record in records):
                self.quarantined.update(_codes(records))
            self.progress(stage, done, len(units))


def _marks(words: Iterable[Edge]) -> list[tuple[str, str, str | None]]:
    """What of persons' words a fingerprint holds."""
    return [(word.id, word.verdict, word.at) for word in words]


def _on(words: Iterable[Edge], articles: Set[str]) -> list[Edge]:
    """The words that are about these articles alone: all others rest until theirs come."""
    return [word for word in words if articles_of(word) <= articles]


def _codes(records: Iterable[Record]) -> list[str]:
    """The code that the reason of a page's drop begins with: empty, too_deep, timeout, crashed ..."""
    return [record.reason.partition(":")[0] for record in records if isinstance(record, Drop)][:1]


def _clean(run: Run) -> None:
    marks = ((page, run.mark(page)) for page in run.store.page_ids())
    stale = [(page, mark) for page, mark in marks if run.is_stale("clean", page, mark)]
    if not stale:
        return
    if run.choice.ours:
        nets.verified("blocks")  # in time: children would die of a damaged file, and every page be set aside as crashed
    pages = (run.store.page(page) for page, _ in stale)
    children = children_for(len(stale)) if CHILDREN is None else CHILDREN
    if not children:
        net = nets.blocks() if run.choice.ours else None
        run.write("clean", stale, (list(clean.clean(page, run.reference, net)) for page in pages))
        return
    with Pool(children) as pool:
        run.write("clean", stale, pool.clean(pages, run.reference, by_net=run.choice.ours))


def _read(run: Run) -> None:
    articles = run.store.fetch(Article)

    @cache  # for this run, and only where there is something to read
    def tagger() -> Tagger | None:
        return run.choice.load_tagger()

    def work(article: Article) -> Callable[[], Iterator[Record]]:
        return lambda: read.read(*run.stand(article, run.store.fetch(Block, articles=[article.id])), tagger())

    made_by = (read.VERSION, run.choice.reader)
    run.units("read", ((a.id, make_id("input", run.state(a), *made_by), work(a)) for a in articles))
    gone = set(run.store.units("read")) - {a.id for a in articles}
    run.store.delete_units("read", gone)


def _group(run: Run) -> None:
    articles = run.store.fetch(Article)
    marks: list[object] = [run.state(a) for a in articles]
    words = _on(story_words(run.persons()), {a.id for a in articles})
    if words:  # a corpus without any has the fingerprint that it had
        marks.append(_marks(words))
    captures = {page.id: page for page in run.store.captures()}
    arrivals = [(p.id, p.fetched, p.replaces, p.place) for p in captures.values() if p.fetched or p.replaces]

    def work() -> Iterator[Record]:
        blocks = _by(lambda b: b.span.article, run.store.fetch(Block))
        standing = [run.stand(a, blocks.get(a.id, ())) for a in run.store.fetch(Article)]
        return group.group(
            [article for article, _ in standing],
            {article.id: ledger for article, ledger in standing},
            _by(lambda m: m.span.article, run.store.fetch(Mention)),
            run.store.fetch(Story),
            captures,
            words=words,
        )

    run.units(
        "group", [(CORPUS, make_id("input", read.VERSION, run.choice.reader, group.VERSION, marks, arrivals), work)]
    )


def _by(key: Callable[[T], str], records: Iterable[T]) -> dict[str, list[T]]:
    out: dict[str, list[T]] = defaultdict(list)
    for record in records:
        out[key(record)].append(record)
    return out


def _storylines(run: Run) -> Iterator[tuple[str, list[str], dict[str, str], str]]:
    """Each storyline: its id, its articles, the story of each article, and a fingerprint of all that and of what persons
    said of who is who in it."""
    marks = {a.id: run.state(a) for a in run.store.fetch(Article)}
    lines: dict[str, list[Story]] = defaultdict(list)
    for story in run.store.fetch(Story):
        lines[story.storyline].append(story)
    steps = [(e.left, e.right) for e in run.store.fetch(Edge) if e.relation is Relation.VERSION]
    tables = sorted({digest for _, digest, _ in run.store.tables()})
    for line, stories in sorted(lines.items()):
        of = {article: story.id for story in stories for article in story.articles}
        versions = (read.VERSION, run.choice.reader, group.VERSION, link.VERSION, judge.VERSION, *tables)
        here = [step for step in steps if step[0] in of]
        words = [_marks(found)] if (found := run.speakers(of.keys())) else []
        yield (
            line,
            sorted(of),
            of,
            make_id("input", *versions, [(a, marks[a], of[a]) for a in sorted(of)], here, *words),
        )


def _link(run: Run) -> None:
    store = run.store

    def work(ids: Sequence[str], stories: dict[str, str]) -> Callable[[], Iterator[Record]]:
        return lambda: link.link(
            store.fetch(Article, articles=ids),
            store.fetch(Statement, articles=ids),
            store.fetch(Mention, articles=ids),
            store.fetch(Quantity, articles=ids),
            stories,
            known=store.look_up if store.tables() else None,
            words=run.speakers(stories.keys()),
        )

    lines = list(_storylines(run))
    store.delete_units("judge", set(store.units("judge")) - {line for line, *_ in lines})
    store.delete_units("link", set(store.units("link")) - {line for line, *_ in lines})
    run.units("link", ((line, mark, work(ids, of)) for line, ids, of, mark in lines))


def _judge(run: Run) -> None:
    store = run.store

    @cache  # for this run alone: `link` is done, and neither edges nor speakers can be asked for by article
    def linked() -> tuple[dict[str, list[Edge]], dict[str, Speaker]]:
        asked = (Relation.HELD_BY, Relation.SAME_CLAIM, Relation.VERSION)
        edges = (e for e in store.fetch(Edge) if e.relation in asked)
        return _by(lambda e: e.left, edges), {s.id: s for s in store.fetch(Speaker)}

    def work(ids: Sequence[str], stories: dict[str, str]) -> Callable[[], Iterator[Record]]:
        def judged() -> Iterator[Record]:
            statements = store.fetch(Statement, articles=ids)
            edges_of, speakers = linked()
            edges = [e for left in (*(s.id for s in statements), *ids) for e in edges_of.get(left, ())]
            holders = sorted({e.right for e in edges} & speakers.keys())
            claims = store.fetch(Claim, articles=ids)
            return judge.judge(statements, claims, [speakers[id] for id in holders], edges, stories)

        return judged

    run.units("judge", ((line, mark, work(ids, of)) for line, ids, of, mark in _storylines(run)))


STAGES: tuple[Stage, ...] = (
    Stage("clean", clean.VERSION, frozenset({Page}), frozenset({Article, Block, Offset, Drop}), _clean),
    Stage(
        "read", read.VERSION, frozenset({Article, Block}), frozenset({Statement, Mention, Time, Quantity, Drop}), _read
    ),
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


def quiet(stage: str, done: int, todo: int) -> None:
    """Progress that nobody is told."""


def run(
    store: Store,
    reference: datetime,
    progress: Progress = quiet,
    stages: Sequence[Stage] = STAGES,
    choice: Choice = OURS,
) -> Run:
    """Brings a store up to date: every stage over its stale units, in order.

    `reference` is the present, in a time zone: no article is dated after it. `choice` says which nets have a say; what
    another choice made is stale. Raises NetError for a net that is not the one that was trained, PipelineError for an
    impossible order before anything runs, StoreError where the store cannot be written, and WorkerError where no process
    can be started to clean pages in.
    """
    check(stages)
    state = Run(store, reference, progress, choice)
    for stage in stages:
        stage.run(state)
    return state
