"""The laws of the design, held over invented corpora: whatever comes in, passages re-read and nothing is lost untold.

A corpus is made of sentences of a small grammar (who says what, who denies it), of what crawlers leave between them,
and of plain noise, each article wrapped as a text, as a page or as a record.
"""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Callable, Iterator
from io import StringIO
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rich.console import Console

from dissensus import pipeline
from dissensus.ingest import read_paths
from dissensus.records import (
    Article,
    Block,
    Claim,
    Discrepancy,
    Dispute,
    Drop,
    Edge,
    Level,
    Mention,
    Page,
    Place,
    Position,
    Relation,
    Span,
    Speaker,
    Statement,
    Story,
    Storyline,
    Voice,
)
from dissensus.show.report import render_report
from dissensus.show.terminal import print_brief
from dissensus.show.views import corpus_view
from dissensus.store import Store, open_store
from dissensus.verify import verify
from tests.corpora import REFERENCE, exported
from tests.gate import faults

few = settings(
    max_examples=25,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),  # to explain a failure too takes minutes
    suppress_health_check=[HealthCheck.too_slow],
)

# --------------------------------------------------------------------------------------------------- the grammar

PEOPLE = (
    "Ada Lind",
    "Boris Quell",
    "the spokeswoman of the Harbour Ministry, Mira Tosk",
    "Mr. Quell",
    "Lind",
    "she",
    "he",
)
BODIES = ("the Harbour Ministry", "The Sell Courier", "Orria", "a senior official", "residents", "the report", "it")
CLAIMS = (
    "the bridge of Sell was closed in May",
    "the bridge of Sell was not closed",
    "secret talks on the harbour were held in Orr",
    "no talks were held",
    "at least 12 barges sank",
    "30 barges sank because of the storm",
    "the council wants the port’s cranes to be sold",
)
SAYINGS = (
    "{Who} said that {claim}.",
    "{Who} denied that {claim}.",
    "{Who} rejected claims made by {other} that {claim}, calling them “nonsense”.",
    "“{Claim},” {who} said on Monday. “{Other_claim}.”",
    '"{Claim}," said {who}, adding that {other_claim}.',
    "According to {who}, {claim}, but {other} doubted it.",
    "{Who} denied the report. It was “an invention”, {who} told {other}.",
    "{Claim}, this was stated by {who}.",
    "{Claim}. {Other_claim}.",
    "“{Claim}",
    "“{Claim}. {Other_claim}.”",
    "{Claim} and everybody knows it",
    "{Who}, quoted by {other}, said «{claim}».",
    "Did {who} say that {claim}? {Who} declined to comment.",
)
LEFTOVERS = (
    "We use cookies to give you the best experience. Accept all",
    "Read also: Fishermen of Orr mend their nets (3 May 2021)",
    "Photo: A. Lind / Sell Press",
    "Підписуйтесь на наш канал, щоб не пропустити новини",
    "Share on Facebook",
    "© 2021 The Sell Courier",
    "12 May 2021, 10:00",
    "By Ada Lind",
    "{{ headline }}",
    "- - -",
)


def sentence(shape: str, who: str, other: str, claim: str, other_claim: str) -> str:
    words = {"who": who, "other": other, "claim": claim, "other_claim": other_claim}
    return shape.format(**words, **{name.capitalize(): word[0].upper() + word[1:] for name, word in words.items()})


holders = st.sampled_from(PEOPLE + BODIES)
sentences = st.builds(
    sentence, st.sampled_from(SAYINGS), holders, holders, st.sampled_from(CLAIMS), st.sampled_from(CLAIMS)
)
paragraphs = st.one_of(
    st.lists(sentences, min_size=1, max_size=3).map(" ".join),
    sentences,
    st.sampled_from(LEFTOVERS),
    st.text(max_size=40),
)
texts = st.lists(paragraphs, max_size=7).map("\n\n".join)
titles = st.one_of(st.none(), sentences, st.text(max_size=20))
days = st.sampled_from([None, "2021-05-12", "2021-05-13T08:00:00Z", "2021-07-01", "yesterday"])


def as_text(text: str, title: str | None, day: str | None) -> tuple[str, str]:
    head = [part for part in (day, title) if part]
    return "txt", "\n".join([*head, text])


def as_page(text: str, title: str | None, day: str | None) -> tuple[str, str]:
    body = "".join(f"<p>{html.escape(part)}</p>\n" for part in text.split("\n\n"))
    meta = f'<meta property="article:published_time" content="{day}">' if day else ""
    head = f"<head><title>{html.escape(title or '')}</title>{meta}</head>"
    menu = "<nav><ul><li><a href='/a'>World</a><li><a href='/b'>Sport</a></ul></nav>"
    return "html", f"<!doctype html><html>{head}<body>{menu}<article>{body}</article><footer>All rights</footer></body>"


def as_record(text: str, title: str | None, day: str | None) -> tuple[str, str]:
    return "json", json.dumps({"text": text, "title": title, "date": day, "source": "The Orr Gazette", "extra": [1]})


files = st.builds(
    lambda wrap, *parts: wrap(*parts), st.sampled_from([as_text, as_page, as_record]), texts, titles, days
)
corpora = st.lists(files, min_size=1, max_size=5)


def write(folder: str, corpus: list[tuple[str, str]]) -> list[str]:
    paths = []
    for number, (ending, content) in enumerate(corpus):
        path = Path(folder) / f"{number}.{ending}"
        path.write_bytes(content.encode("utf-8", "surrogatepass"))
        paths.append(str(path))
    return paths


def fill(store: Store, items: list[Page | Drop]) -> None:
    for item in items:
        if isinstance(item, Page):
            store.put_page(item)
        else:
            store.put_drops(item.what, [item])
    pipeline.run(store, REFERENCE)


# ---------------------------------------------------------------------------------------------------------- the laws


def every_passage_re_reads(store: Store) -> None:
    assert verify(store).faults == ()
    texts = {article.id: article.parts for article in store.fetch(Article)}
    for claim in store.fetch(Claim):
        worded = " ".join(texts[s.article].of(s.part)[s.start : s.end] for s in claim.spans)
        assert letters(claim.wording) in letters(worded)  # a wording is what the passage says, never ours


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def every_page_becomes_an_article_or_is_told(store: Store) -> None:
    told = {article.page for article in store.fetch(Article)} | {drop.what for drop in store.fetch(Drop)}
    assert set(store.page_ids()) <= told


def blocks_cover_the_text_once(store: Store) -> None:
    for article in store.fetch(Article):
        text = article.parts.text
        spans = [block.span for block in store.fetch(Block, articles=[article.id]) if block.span.part == "text"]
        assert all(one.end <= other.start for one, other in pairwise(spans))
        bounds = [0, *(at for span in spans for at in (span.start, span.end)), len(text)]
        assert not any(text[a:b].strip() for a, b in zip(bounds[::2], bounds[1::2], strict=True))


NAMED: tuple[Any, ...] = (
    *(Article, Mention, Statement, Story, Storyline, Speaker, Place, Claim, Position, Dispute, Discrepancy, Edge, Drop),
)


def an_id_names_one_record(store: Store) -> None:
    for noun in NAMED:
        counts = Counter(record.id for record in store.fetch(noun))
        assert not [id for id, count in counts.items() if count > 1], noun.__name__


def nothing_is_quoted_from_a_cut_block(store: Store) -> None:
    for article in store.fetch(Article):
        here = [article.id]
        cut = [block.span for block in store.fetch(Block, articles=here) if not block.kept]
        passages: list[Span] = [s for p in store.fetch(Position, articles=here) for s in p.spans]
        for statement in store.fetch(Statement, articles=here):
            passages += (*statement.source, *statement.cue, *statement.content)
        assert not [p for p in passages for c in cut if touch(p, c)]


def touch(one: Span, other: Span) -> bool:
    same = (one.article, one.part) == (other.article, other.part)
    return same and one.start < other.end and other.start < one.end


def what_is_named_is_there(store: Store) -> None:
    articles, statements = ids(store, Article), ids(store, Statement)
    speakers, claims, positions = ids(store, Speaker), ids(store, Claim), ids(store, Position)
    stories = ids(store, Story)
    ends: dict[Relation, tuple[set[str], set[str]]] = {
        Relation.COPY: (articles, articles),
        Relation.VERSION: (articles, articles),
        Relation.MEMBER: (articles, stories),
        Relation.STORYLINE: (stories, ids(store, Storyline)),
        Relation.HELD_BY: (statements, speakers),
        Relation.TARGETS: (statements, speakers),
        Relation.SPEAKS_FOR: (speakers, speakers),
        Relation.SAME_CLAIM: (statements, claims),
        Relation.TOLD_ALIKE: (statements, statements | stories),
        Relation.IDENTITY: (ids(store, Mention) | speakers, speakers | ids(store, Place)),
    }
    for edge in store.fetch(Edge):
        lefts, rights = ends[edge.relation]
        assert edge.left in lefts, edge
        assert edge.right in rights, edge
    for statement in store.fetch(Statement):
        assert {statement.parent, statement.target and statement.target.statement} - {None} <= statements
        assert statement.content
        assert bool(statement.source or statement.cue) <= (statement.voice is Voice.ATTRIBUTED)
    for position in store.fetch(Position):
        assert position.claim in claims
        assert set(position.statements) <= statements
    for dispute in store.fetch(Dispute):
        assert dispute.claim in claims
        assert set(dispute.positions) <= positions
        assert set(dispute.stories) <= stories


def ids(store: Store, noun: Any) -> set[str]:
    return {record.id for record in store.fetch(noun)}


def every_article_stands_in_one_story_and_every_story_in_one_storyline(store: Store) -> None:
    stories, lines = store.fetch(Story), store.fetch(Storyline)
    assert sorted(a for story in stories for a in story.articles) == sorted(ids(store, Article))
    for story in stories:
        assert sorted(article for group in story.origins for article in group) == sorted(story.articles)
    told = {(story, line.id) for line in lines for story in line.stories}
    assert told == {(story.id, story.storyline) for story in stories}


def all_of_it_can_be_shown(store: Store) -> None:
    view = corpus_view(store)
    print_brief(view, Console(file=StringIO(), width=80))
    assert render_report(view, "now").startswith("<!DOCTYPE html>")


def the_gate_holds_for_the_export(store: Store) -> None:
    with TemporaryDirectory() as folder:
        exported(store, Path(folder))
        assert faults(Path(folder)) == []


def a_second_run_runs_nothing(store: Store) -> None:
    assert not pipeline.run(store, REFERENCE).ran


LAWS: tuple[Callable[[Store], None], ...] = (
    every_passage_re_reads,
    every_page_becomes_an_article_or_is_told,
    blocks_cover_the_text_once,
    an_id_names_one_record,
    nothing_is_quoted_from_a_cut_block,
    what_is_named_is_there,
    every_article_stands_in_one_story_and_every_story_in_one_storyline,
    all_of_it_can_be_shown,
    the_gate_holds_for_the_export,
    a_second_run_runs_nothing,
)


@few
@given(corpora)
def test_the_laws_hold_for_any_corpus(corpus: list[tuple[str, str]]) -> None:
    with TemporaryDirectory() as folder, open_store(":memory:") as store:
        fill(store, list(read_paths(write(folder, corpus))))
        for law in LAWS:
            law(store)


@few
@given(corpora, st.randoms(use_true_random=False), st.integers(0, 5))
def test_neither_order_nor_increments_change_what_is_found(corpus: list[tuple[str, str]], random: Any, at: int) -> None:
    with TemporaryDirectory() as folder:
        items = list(read_paths(write(folder, corpus)))
        mixed = random.sample(items, len(items))
        at_once, grown = Path(folder) / "at_once", Path(folder) / "grown"
        with open_store(":memory:") as store:
            fill(store, items)
            first = exported(store, at_once)
        with open_store(":memory:") as store:
            fill(store, mixed[:at])
            fill(store, mixed[at:])
            second = exported(store, grown)
    for name in sorted(first.keys() - STORIES):
        assert second[name] == first[name], name


# What holds ids of stories, which depend on what was read first.
STORIES = {f"{noun}.jsonl" for noun in ("articles", "stories", "storylines", "disputes", "edges")}


def test_the_grammar_makes_disputes() -> None:
    """The laws above would hold of nothing at all."""
    corpus = [as_text("\n\n".join(_all_sayings(who, other)), None, "2021-05-12") for who, other in _pairs()]
    with TemporaryDirectory() as folder, open_store(":memory:") as store:
        fill(store, list(read_paths(write(folder, corpus))))
        for law in LAWS:
            law(store)
        assert {level for d in store.fetch(Dispute) if (level := d.level) is not Level.ALL}
        assert len({statement.act for statement in store.fetch(Statement)}) > 2
        assert any(statement.parent for statement in store.fetch(Statement))


def _pairs() -> Iterator[tuple[str, str]]:
    yield from zip(PEOPLE[:4], BODIES[:4], strict=True)


def _all_sayings(who: str, other: str) -> Iterator[str]:
    for number, shape in enumerate(SAYINGS):
        yield sentence(shape, who, other, CLAIMS[number % len(CLAIMS)], CLAIMS[(number + 3) % len(CLAIMS)])
