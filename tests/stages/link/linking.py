"""Hands for the tests of `link` and `judge`: small stories, read and linked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dissensus.langs import read_languages
from dissensus.records import (
    Article,
    Block,
    Claim,
    Dispute,
    Drop,
    Edge,
    Entry,
    Mention,
    Position,
    Quantity,
    Record,
    Relation,
    Speaker,
    Stance,
    Statement,
)
from dissensus.stages.judge import judge
from dissensus.stages.link import link
from dissensus.stages.link.claims import Item, items
from dissensus.stages.link.in_context import Reader
from dissensus.stages.link.tables import LookUp, entry_keys
from dissensus.stages.read import read
from tests.stages.read import reading

T = TypeVar("T")


@dataclass(frozen=True)
class Linked:
    """All that the stages made of a story."""

    records: list[Record]
    judged: list[Record]
    articles: dict[str, Article]

    def of(self, noun: type[T]) -> list[T]:
        return [r for r in (*self.records, *self.judged) if isinstance(r, noun)]

    def text(self, statement: Statement) -> str:
        text = self.articles[statement.article].parts.text
        return " ".join(text[s.start : s.end] for s in statement.content)

    def holders(self) -> dict[str, str]:
        """For the words of each statement the name of who holds it."""
        names = {s.id: s.name for s in self.of(Speaker)}
        by_id = {s.id: s for s in self.of(Statement)}
        held = [e for e in self.of(Edge) if e.relation is Relation.HELD_BY]
        return {self.text(by_id[e.left]): names[e.right] for e in held if by_id[e.left].source}

    def sides(self) -> list[dict[str, set[str]]]:
        """For each dispute who takes which side."""
        positions = {p.id: p for p in self.of(Position)}
        out = []
        for dispute in self.of(Dispute):
            sides: dict[str, set[str]] = {}
            for one in (positions[id] for id in dispute.positions):
                if one.stance in (Stance.ASSERTS, Stance.DENIES, Stance.DOUBTS):
                    sides.setdefault(one.stance.value, set()).add(one.holder_name)
            out.append(sides)
        return out


def looked_up_in(table: tuple[Entry, ...]) -> LookUp:
    """The rows of a table by their keys, as the store has them."""

    def look_up(keys: Collection[str]) -> list[Entry]:
        return [entry for entry in table if not {*keys}.isdisjoint(entry_keys(entry))]

    return look_up


def story(
    *texts: str,
    dates: tuple[str | None, ...] = (),
    outlets: tuple[str | None, ...] = (),
    table: tuple[Entry, ...] = (),
    words: Sequence[Edge] = (),
    net: Reader | None = None,
) -> Linked:
    """Articles of one story, through read, link and judge; with a table of names if there is one, what persons said of
    who is who, and a net that reads articles whole."""
    articles, made, blocks = {}, [], []
    for i, text in enumerate(texts):
        article, found = reading.article(text, dates[i] if i < len(dates) else "2024-08-21")
        article = Article(
            f"a{i}", f"p{i}", article.parts, article.maker, language="en", published=article.published,
            outlet=outlets[i] if i < len(outlets) else None,
        )  # fmt: skip
        moved = [
            Block(type(b.span)(article.id, "text", b.span.start, b.span.end), b.kind, b.kept, b.rule, b.maker)
            for b in found
        ]
        articles[article.id] = article
        blocks += moved
        made += list(read(article, moved))
    statements = [r for r in made if isinstance(r, Statement)]
    mentions = [r for r in made if isinstance(r, Mention)]
    quantities = [r for r in made if isinstance(r, Quantity)]
    stories = dict.fromkeys(articles, "story")
    linked = list(
        link(
            list(articles.values()),
            statements,
            mentions,
            quantities,
            stories,
            known=looked_up_in(table) if table else None,
            words=words,
            net=net,
        )
    )
    edges = [r for r in linked if isinstance(r, Edge)]
    claims = [r for r in linked if isinstance(r, Claim)]
    speakers = [r for r in linked if isinstance(r, Speaker)]
    drops = [r for r in made if isinstance(r, Drop)]
    held = list(articles.values())
    judged = list(judge(statements, claims, speakers, edges, stories, articles=held, drops=drops))
    return Linked([*made, *linked], judged, articles)


def sided(*texts: str) -> tuple[list[Item], dict[str, str]]:
    """What can take a side in articles of one story, and the names of its speakers by their ids."""
    linked = story(*texts)
    held = {e.left: e.right for e in linked.of(Edge) if e.relation is Relation.HELD_BY}
    said = sorted(linked.of(Statement), key=lambda s: (s.article, s.content[0], s.id))
    found = items(said, linked.articles, held, dict.fromkeys(linked.articles, "story"), read_languages()["en"])
    return found, {one.id: one.name for one in linked.of(Speaker)}
