"""What an id stands for, in words: a speaker by name, a statement by who says what, an article by its headline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from dissensus.errors import UnknownId
from dissensus.passages import parsed
from dissensus.records import (
    Article,
    Claim,
    Dispute,
    Edge,
    Mention,
    Place,
    Position,
    Record,
    Relation,
    Span,
    Speaker,
    Statement,
    Story,
    Storyline,
)
from dissensus.show import attributes, words
from dissensus.show.edges import lineages, rights
from dissensus.show.lines import ID_LENGTH
from dissensus.show.origins import bonds
from dissensus.show.segments import joined
from dissensus.store import Store

SUMMARY_LENGTH = 160  # characters of a quotation in a list of what something is made of
NAME_LENGTH = 80  # the same where a record is only named


class Lookup:
    """A store, with its edges fetched once, for there may be many."""

    def __init__(self, store: Store) -> None:
        """Nothing is fetched before it is asked for."""
        self.store = store

    @cached_property
    def edges(self) -> list[Edge]:
        """Every edge."""
        return self.store.fetch(Edge)

    @cached_property
    def leading(self) -> dict[str, list[Edge]]:
        """By what they lead away from, the edges."""
        out: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            out[edge.left].append(edge)
        return out

    @cached_property
    def bonds(self) -> dict[str, list[Edge]]:
        """By article the edges of copies and versions at it."""
        return bonds(self.edges)

    @cached_property
    def versions(self) -> dict[str, tuple[str, ...]]:
        """By article all versions of its work, oldest first, where there are several."""
        return lineages(self.edges)

    @cached_property
    def holders(self) -> dict[str, str]:
        """By statement the id of its speaker."""
        return rights(self.edges, Relation.HELD_BY)


def article_of(look: Lookup, id: str) -> Article:
    """The article of this id. UnknownId if it is gone."""
    found = look.store.get(Article, id)
    if found is None:
        raise UnknownId(f"{id}: an article that is no longer in this corpus; read it again")
    return found


def whole(look: Lookup, spans: Sequence[Span]) -> list[Span]:
    """Spans of one article in reading order, those that touch made one."""
    return joined(spans, article_of(look, spans[0].article).parts) if spans else []


def texts(look: Lookup, spans: Sequence[Span]) -> list[str]:
    """The passages at these spans."""
    if not spans:
        return []
    parts = article_of(look, spans[0].article).parts
    return [parts.of(span.part)[span.start : span.end] for span in joined(spans, parts)]


def summary(look: Lookup, spans: Sequence[Span], length: int = SUMMARY_LENGTH) -> str:
    """A quotation in marks, cut to a length; empty without spans."""
    return words.quoted(words.shorten(" … ".join(texts(look, spans)), length))


def place(look: Lookup, article: str | None) -> str:
    """Outlet and day of an article: `Harrow Ledger, 3 May 2024`."""
    if article is None:
        return "in no passage"
    found = article_of(look, article)
    return f"{found.outlet or words.UNKNOWN_OUTLET}, {words.dated(found.published)}"


def speaker_of(look: Lookup, statement: Statement) -> str:
    """The name of who says it; the words of its source where no speaker is known."""
    speaker = look.store.get(Speaker, look.holders.get(statement.id, ""))
    return speaker.name if speaker else " … ".join(texts(look, statement.source)) or attributes.UNNAMED


def said(look: Lookup, one: Statement, length: int = SUMMARY_LENGTH) -> str:
    """A statement in a line: `Tomas Rell denies: “that any report had been held back”`."""
    quotation = summary(look, one.content, length)
    return f"{speaker_of(look, one)} {attributes.act(one.act)}{': ' if quotation else ''}{quotation}"


def named(look: Lookup, id: str, noun: type[Record] | None = None) -> str:
    """What an id stands for, with its beginning, by which it is found: `“There are cracks” (id 1f382db2)`. `noun` tells
    which is meant, for a story has the id of an article."""
    if ":" in id:  # of a knowledge base
        return id
    return f"{name(look, id, noun)} (id {id[:ID_LENGTH]})"


def name(look: Lookup, id: str, noun: type[Record] | None = None) -> str:
    """What an id stands for."""
    record = look.store.get(noun, id) if noun else look.store.find(id)
    match record:
        case Speaker() | Place() | Mention():
            return record.name
        case Statement():
            return said(look, record, NAME_LENGTH)
        case Article():
            title = words.quoted(words.shorten(record.title or "", NAME_LENGTH)) or "an article without headline"
            return f"{title}, {place(look, record.id)}"
        case Claim():
            return words.quoted(words.shorten(record.wording, NAME_LENGTH))
        case Dispute():
            return f"dispute on {name(look, record.claim)}"
        case Position():
            return f"{record.holder_name} {words.STANCES[record.stance]} {name(look, record.claim)}"
        case Story():
            first = name(look, record.articles[0], Article)
            return f"the story of {words.count(len(record.articles), 'article')}, first {first}"
        case Storyline():
            return f"the storyline of {words.count(len(record.stories), 'story', 'stories')}"
        case _:
            return "something not on record"


def passages_of(look: Lookup, edge: Edge) -> list[Span]:
    """The passages that a person's word is about, in articles that are here; nothing for other edges."""
    if edge.relation not in (Relation.LEDGER, Relation.SAME_SPEAKER, Relation.NAMED):
        return []
    spans = [known[0] for end in (edge.left, edge.right) if (known := parsed(end))]
    return [span for span in spans if look.store.get(Article, span.article)]
