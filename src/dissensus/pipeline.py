"""The order of the stages, and what runs them: which units are stale, one transaction a unit, what was counted.

    Page -> clean -> Article -> read -> Statement -> group -> Story
         -> link -> Speaker, Claim -> judge -> Position -> Dispute

A unit (a page, an article, a week, a story, a storyline) is fresh when it was written from just this input by just this
version. Only stale units run, so a second run over the same pages changes nothing, and an interrupted one goes on where
it stopped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from dissensus import grouping, nets
from dissensus.choice import OURS, Choice
from dissensus.errors import PipelineError
from dissensus.pool import Pool, children_for
from dissensus.records import (
    Article,
    Block,
    Chapter,
    Claim,
    Dispute,
    Drop,
    Edge,
    Gist,
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
from dissensus.run import Progress, Run, by_key, marks_of, quiet
from dissensus.stages import clean, group, judge, link, read
from dissensus.stages.read.tagger import Tagger
from dissensus.store import Store

Noun = type[Record] | type[Page]
CHILDREN: int | None = None  # processes that clean pages; None for as many as pay, 0 to clean in this one, unprotected


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage as the pipeline sees it: the nouns it takes and gives, and how its stale units are found and run."""

    name: str
    version: str
    takes: frozenset[Noun]
    gives: frozenset[Noun]
    run: Callable[[Run], None]


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
    heads = run.store.heads()

    @cache  # for this run, and only where there is something to read
    def tagger() -> Tagger | None:
        return run.choice.load_tagger()

    def work(article: str) -> Callable[[], Iterator[Record]]:
        return lambda: read.read(*run.standing(article), tagger())

    made_by = (read.VERSION, run.choice.reader)
    run.units("read", ((a, make_id("input", run.state(a, page), *made_by), work(a)) for a, page in heads.items()))
    gone = set(run.store.units("read")) - heads.keys()
    run.store.delete_units("read", gone)


def _storylines(run: Run) -> Iterator[tuple[str, list[str], dict[str, str], str]]:
    """Each storyline: its id, its articles, the story of each article, and a fingerprint of all that and of what persons
    said of who is who in it."""
    marks = {article: run.state(article, page) for article, page in run.store.heads().items()}
    lines: dict[str, list[Story]] = defaultdict(list)
    for story in run.store.fetch(Story):
        lines[story.storyline].append(story)
    steps = [(e.left, e.right) for e in run.store.select(Edge, "relation", [Relation.VERSION])]
    tables = sorted({digest for _, digest, _ in run.store.tables()})
    for line, stories in sorted(lines.items()):
        of = {article: story.id for story in stories for article in story.articles}
        made_by = (
            read.VERSION,
            run.choice.reader,
            group.VERSION,
            link.VERSION,
            run.choice.linker,
            judge.VERSION,
            *tables,
        )
        here = [step for step in steps if step[0] in of]
        words = [marks_of(found)] if (found := run.speakers(of.keys())) else []
        yield (
            line,
            sorted(of),
            of,
            make_id("input", *made_by, [(a, marks[a], of[a]) for a in sorted(of)], here, *words),
        )


def _link(run: Run) -> None:
    store = run.store
    load_linker = cache(run.choice.load_linker)  # for this run, and only where there is something to link

    def work(ids: Sequence[str], stories: dict[str, str]) -> Callable[[], Iterator[Record]]:
        return lambda: link.link(
            store.fetch(Article, articles=ids),
            store.fetch(Statement, articles=ids),
            store.fetch(Mention, articles=ids),
            store.fetch(Quantity, articles=ids),
            stories,
            known=store.look_up if store.tables() else None,
            words=run.speakers(stories.keys()),
            net=load_linker(),
        )

    lines = list(_storylines(run))
    store.delete_units("judge", set(store.units("judge")) - {line for line, *_ in lines})
    store.delete_units("link", set(store.units("link")) - {line for line, *_ in lines})
    run.units("link", ((line, mark, work(ids, of)) for line, ids, of, mark in lines))


def _judge(run: Run) -> None:
    store = run.store

    @cache  # for this run alone: `link` is done, and neither edges nor speakers can be asked for by article
    def linked() -> tuple[dict[str, list[Edge]], dict[str, Speaker], dict[str, list[Drop]]]:
        asked = (Relation.HELD_BY, Relation.SAME_CLAIM, Relation.VERSION)
        edges = by_key(lambda e: e.left, store.select(Edge, "relation", asked))
        return edges, {s.id: s for s in store.fetch(Speaker)}, by_key(lambda d: d.what, store.fetch(Drop))

    def work(ids: Sequence[str], stories: dict[str, str]) -> Callable[[], Iterator[Record]]:
        def judged() -> Iterator[Record]:
            statements = store.fetch(Statement, articles=ids)
            edges_of, speakers, drops = linked()
            edges = [e for left in (*(s.id for s in statements), *ids) for e in edges_of.get(left, ())]
            holders = sorted({e.right for e in edges} & speakers.keys())
            return judge.judge(
                statements,
                store.fetch(Claim, articles=ids),
                [speakers[id] for id in holders],
                edges,
                stories,
                articles=store.fetch(Article, articles=ids),
                drops=[drop for id in ids for drop in drops.get(id, ())],
            )

        return judged

    run.units("judge", ((line, mark, work(ids, of)) for line, ids, of, mark in _storylines(run)))


STAGES: tuple[Stage, ...] = (
    Stage("clean", clean.VERSION, frozenset({Page}), frozenset({Article, Block, Offset, Drop}), _clean),
    Stage(
        "read", read.VERSION, frozenset({Article, Block}), frozenset({Statement, Mention, Time, Quantity, Drop}), _read
    ),
    Stage(
        "group",
        group.VERSION,
        frozenset({Article, Block, Mention}),
        frozenset({Gist, Chapter, Story, Storyline, Edge}),
        grouping.bring_up_to_date,
    ),
    Stage(
        "link",
        link.VERSION,
        frozenset({Article, Statement, Mention, Quantity, Story}),
        frozenset({Speaker, Place, Claim, Edge}),
        _link,
    ),
    Stage(
        "judge",
        judge.VERSION,
        frozenset({Article, Drop, Statement, Claim, Speaker, Edge}),
        frozenset({Position, Dispute}),
        _judge,
    ),
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
