"""The rows of an export: each noun as flat fields, the ones that docs/records.md lists.

Spans are `[start, end]` into the article and part that the row names; enumerations are lower case; confidences and
scores are rounded to three digits, which is what stays the same on one family of processors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from dissensus.records import (
    Anonymous,
    Article,
    Block,
    Claim,
    Dated,
    Discrepancy,
    Dispute,
    Drop,
    Edge,
    Hop,
    Interval,
    Locator,
    Maker,
    Offset,
    Page,
    Place,
    Position,
    Quantity,
    Relation,
    Signature,
    Span,
    Speaker,
    Statement,
    Story,
    Storyline,
    Target,
    Time,
)
from dissensus.show.edges import lineages, rights
from dissensus.store import Store
from dissensus.verdicts import Ruled, ledger, stand, words_by_article

Row = dict[str, Any]
DIGITS = 3


class Corpus:
    """A store, with what rows of one noun need to know of another."""

    def __init__(self, store: Store) -> None:
        """Nothing is read before it is asked for, and then once."""
        self.store = store

    @cached_property
    def pages(self) -> list[Row]:
        """The rows of all captures, of which only one at a time is in memory."""
        return [_page(self.store.page(id)) for id in self.store.page_ids()]

    @cached_property
    def origins(self) -> dict[str, str]:
        """By page, the first of the places where it was met."""
        return {row["id"]: min(row["origins"]) for row in self.pages if row["origins"]}

    @cached_property
    def story_of(self) -> dict[str, str]:
        """By article, its story."""
        return {article: story.id for story in self.store.fetch(Story) for article in story.articles}

    @cached_property
    def edges(self) -> list[Edge]:
        """All edges."""
        return self.store.fetch(Edge)

    @cached_property
    def said(self) -> dict[str, list[Edge]]:
        """By article, what persons said of its blocks."""
        return words_by_article(self.store.persons_edges())

    def standing(self, article: Article) -> Article:
        """An article as it stands by what persons said of its blocks."""
        said = self.said.get(article.id, ())
        return stand(article, self.store.fetch(Block, articles=[article.id]), said)[0] if said else article

    def ruled(self) -> Iterator[Ruled]:
        """All blocks with what persons said of them, in the order of the store."""
        for id, run in groupby(self.store.fetch(Block), key=lambda block: block.span.article):
            blocks, said = list(run), self.said.get(id)
            article = self.store.get(Article, id) if said else None
            yield from ledger(article, blocks, said).rows if article and said else [Ruled(b, b) for b in blocks]

    @cached_property
    def versions(self) -> dict[str, tuple[str, ...]]:
        """By article all versions of its work, oldest first, where there are several."""
        return lineages(self.edges)

    @cached_property
    def works(self) -> dict[str, str]:
        """By article, its work as the article itself tells it."""
        return {one.id: one.work for one in self.store.fetch(Article)} if self.versions else {}

    @cached_property
    def holders(self) -> dict[str, str]:
        """By statement, the speaker who holds it."""
        return rights(self.edges, Relation.HELD_BY)

    @cached_property
    def targets(self) -> dict[str, str]:
        """By statement, the speaker whose words it answers."""
        return rights(self.edges, Relation.TARGETS)

    @cached_property
    def mentioned(self) -> dict[str, list[tuple[Span, str]]]:
        """By article, every passage that mentions a speaker, and the speaker."""
        found: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        for speaker in self.store.fetch(Speaker):
            for span in speaker.mentions:
                found[span.article].append((span, speaker.id))
        return found

    def holder_of(self, hop: Hop) -> str | None:
        """The speaker who is mentioned in the passages of a hop, if it is just one."""
        inside = {
            speaker
            for span in hop.spans
            for mention, speaker in self.mentioned.get(span.article, ())
            if mention.part == span.part and span.start <= mention.start and mention.end <= span.end
        }
        return inside.pop() if len(inside) == 1 else None


# ---------------------------------------------------------------------------------------------------------- values


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [_pair(span) for span in spans]


def _place(span: Span) -> Row:
    return {"article": span.article, "part": span.part, "start": span.start, "end": span.end}


def _maker(maker: Maker) -> Row:
    return {"stage": maker.stage, "version": maker.version, "net": maker.net}


def _dated(dated: Dated) -> Row:
    return {
        "value": dated.value,
        "precision": dated.precision,
        "basis": dated.basis,
        "conflict": dated.conflict,
        "candidates": [{"value": one.value, "place": one.place, "rule": one.rule} for one in dated.candidates],
    }


def _interval(interval: Interval) -> Row:
    return {"from": interval.from_, "to": interval.to, "basis": interval.basis}


def _locator(locator: Locator) -> Row:
    return {
        "bytes": list(locator.bytes) if locator.bytes else None,
        "pointer": locator.pointer,
        "record": locator.record,
    }


def _speaking(one: Speaker | Place) -> Row:
    """What a speaker and a place have in common."""
    return {
        "spellings": [{"text": spelling.text, "count": spelling.count} for spelling in one.spellings],
        "mentions": [_place(span) for span in one.mentions],
        "ids": list(one.ids),
    }


# ------------------------------------------------------------------------------------------------------------ rows


def _page(page: Page) -> Row:
    return {
        "id": page.id,
        "origins": list(page.origins),
        "url": page.url,
        "media_type": page.media_type,
        "fetched": page.fetched,
        "size": len(page.content),
        "headers": [list(header) for header in page.headers],
        "place": page.place,
        "replaces": page.replaces,
    }


def _article(laid: Article, corpus: Corpus) -> Row:
    one = corpus.standing(laid)
    versions = corpus.versions.get(one.id, (one.id,))
    number = versions.index(one.id)
    return {
        "id": one.id,
        "page": one.page,
        "origin": corpus.origins.get(one.page),
        "outlet": one.outlet,
        "url": one.url,
        "authors": list(one.authors),
        "agencies": list(one.agencies),
        "title": one.title,
        "title_span": _pair(one.title_span) if one.title_span else None,
        "language": one.language,
        "published": _dated(one.published),
        "updated": _dated(one.updated),
        "complete": one.complete,
        "work": corpus.works.get(versions[0], one.work),
        "version": number + 1,
        "previous": versions[number - 1] if number else None,
        "story": corpus.story_of.get(one.id),
        "text": one.parts.text,
        "parts": {
            "title": one.parts.title,
            "standfirst": one.parts.standfirst,
            "captions": list(one.parts.captions),
        },
        "encoding": one.encoding,
        "replaced": one.replaced,
        "signature": _signature(one.signature),
        "maker": _maker(one.maker),
    }


def _signature(one: Signature | None) -> Row | None:
    return {"words": one.words, "runs": one.runs, "exact": one.exact, "sketch": one.sketch} if one else None


def _block(ruled: Ruled) -> Row:
    one, machine = ruled.block, ruled.machine
    return {
        **_place(one.span),
        "kind": one.kind,
        "language": one.language,
        "kept": one.kept,
        "rule": one.rule,
        "confidence": round(one.confidence, DIGITS),
        "by": one.by,
        "machine": None
        if ruled.edge is None
        else {
            "kind": machine.kind,
            "kept": machine.kept,
            "rule": machine.rule,
            "confidence": round(machine.confidence, DIGITS),
        },
        "maker": _maker(one.maker),
    }


def _offset(one: Offset, _: Corpus) -> Row:
    return {**_place(one.span), "locator": _locator(one.locator), "how": one.how, "maker": _maker(one.maker)}


def _statement(one: Statement, corpus: Corpus) -> Row:
    return {
        "id": one.id,
        "article": one.article,
        "part": one.part,
        "voice": one.voice,
        "source": _pairs(one.source),
        "cue": _pairs(one.cue),
        "content": _pairs(one.content),
        "negation": _pairs(one.negation),
        "hedges": _pairs(one.hedges),
        "kind": one.kind,
        "act": one.act,
        "polarity": one.polarity,
        "target": _target(one.target, corpus.targets.get(one.id)),
        "basis": one.basis,
        "parent": one.parent,
        "depth": one.depth,
        "chain": [
            {
                "holder": corpus.holder_of(hop),
                "name": hop.name,
                "relation": hop.relation,
                "spans": _pairs(hop.spans),
            }
            for hop in one.chain
        ],
        "holder": corpus.holders.get(one.id),
        "said_at": _interval(one.said_at) if one.said_at else None,
        "certainty": round(one.certainty, DIGITS),
        "edits": _pairs(one.edits),
        "conditions": _pairs(one.conditions),
        "anonymous": _anonymous(one.anonymous),
        "confidence": round(one.confidence, DIGITS),
        "because": list(one.because),
        "maker": _maker(one.maker),
    }


def _anonymous(one: Anonymous | None) -> Row | None:
    return {"type": one.type, "count": one.count, "qualifiers": list(one.qualifiers)} if one else None


def _target(target: Target | None, holder: str | None) -> Row | None:
    """What a statement answers; one whose holder was linked without a passage has a target too."""
    if target is None and holder is None:
        return None
    target = target or Target()
    return {
        "spans": _pairs(target.spans),
        "statement": target.statement,
        "holder": holder,
        "name": target.holder,
    }


def _speaker(one: Speaker, _: Corpus) -> Row:
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "anonymous": _anonymous(one.anonymous),
        "roles": [{"text": role.text, **_place(role.span)} for role in one.roles],
        **_speaking(one),
        "flags": list(one.flags),
        "because": list(one.because),
        "maker": _maker(one.maker),
    }


def _place_row(one: Place, _: Corpus) -> Row:
    return {
        "id": one.id,
        "name": one.name,
        **_speaking(one),
        "latitude": one.latitude,
        "longitude": one.longitude,
        "maker": _maker(one.maker),
    }


def _time(one: Time, _: Corpus) -> Row:
    row = {**_place(one.span), "type": one.type, "value": one.value, **_interval(one.interval)}
    return {**row, "maker": _maker(one.maker)}


def _quantity(one: Quantity, _: Corpus) -> Row:
    return {
        **_place(one.span),
        "value": one.value,
        "unit": one.unit,
        "thing": one.thing,
        "bound": one.bound,
        "as_of": one.as_of,
        "maker": _maker(one.maker),
    }


def _story(one: Story, _: Corpus) -> Row:
    return {
        "id": one.id,
        "former_ids": list(one.former_ids),
        "articles": list(one.articles),
        "origins": [list(group) for group in one.origins],
        "storyline": one.storyline,
        "maker": _maker(one.maker),
    }


def _storyline(one: Storyline, _: Corpus) -> Row:
    return {"id": one.id, "stories": list(one.stories), "maker": _maker(one.maker)}


def _claim(one: Claim, _: Corpus) -> Row:
    return {
        "id": one.id,
        "wording": one.wording,
        "article": one.article,
        "part": one.part,
        "spans": _pairs(one.spans),
        "maker": _maker(one.maker),
    }


def _position(one: Position, _: Corpus) -> Row:
    return {
        "id": one.id,
        "claim": one.claim,
        "holder": one.holder,
        "holder_name": one.holder_name,
        "voice": one.voice,
        "stance": one.stance,
        "article": one.article,
        "part": one.part,
        "spans": _pairs(one.spans),
        "statements": list(one.statements),
        "confidence": round(one.confidence, DIGITS),
        "because": list(one.because),
        "maker": _maker(one.maker),
    }


def _dispute(one: Dispute, _: Corpus) -> Row:
    return {
        "id": one.id,
        "claim": one.claim,
        "kind": one.kind,
        "scope": one.scope,
        "stories": list(one.stories),
        "level": one.level,
        "positions": list(one.positions),
        "confidence": round(one.confidence, DIGITS),
        "because": list(one.because),
        "maker": _maker(one.maker),
    }


def _discrepancy(one: Discrepancy, _: Corpus) -> Row:
    return {
        "id": one.id,
        "kind": one.kind,
        "article": one.article,
        "part": one.part,
        "spans": _pairs(one.spans),
        "against": one.against,
        "because": list(one.because),
        "maker": _maker(one.maker),
    }


def _edge(one: Edge, _: Corpus) -> Row:
    return {
        "id": one.id,
        "left": one.left,
        "right": one.right,
        "relation": one.relation,
        "verdict": one.verdict,
        "score": round(one.score, DIGITS),
        "because": list(one.because),
        "by": one.by,
        "at": one.at,
        "maker": _maker(one.maker),
    }


def _drop(one: Drop, _: Corpus) -> Row:
    return {"id": one.id, "what": one.what, "stage": one.stage, "reason": one.reason}


# ---------------------------------------------------------------------------------------------------------- tables


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a noun, in the order of the store."""

    noun: type[Any]
    row: Callable[[Any, Corpus], Row]

    def __call__(self, corpus: Corpus) -> Iterator[Row]:
        return (self.row(record, corpus) for record in corpus.store.fetch(self.noun))


FILES: dict[str, Callable[[Corpus], Iterable[Row]]] = {
    "pages": lambda corpus: corpus.pages,
    "articles": _Rows(Article, _article),
    "blocks": lambda corpus: (_block(ruled) for ruled in corpus.ruled()),
    "offsets": _Rows(Offset, _offset),
    "statements": _Rows(Statement, _statement),
    "speakers": _Rows(Speaker, _speaker),
    "places": _Rows(Place, _place_row),
    "times": _Rows(Time, _time),
    "quantities": _Rows(Quantity, _quantity),
    "stories": _Rows(Story, _story),
    "storylines": _Rows(Storyline, _storyline),
    "claims": _Rows(Claim, _claim),
    "positions": _Rows(Position, _position),
    "disputes": _Rows(Dispute, _dispute),
    "discrepancies": _Rows(Discrepancy, _discrepancy),
    "edges": _Rows(Edge, _edge),
    "drops": _Rows(Drop, _drop),
}
