"""The words around a time or a figure: in whose statement it stands, and what of it is shown to a reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dissensus.records import Article, Block, Span, Statement, Voice
from dissensus.show.joins import Index
from dissensus.show.shapes import StatementView
from dissensus.show.stories import NAMED
from dissensus.show.words import listed, where
from dissensus.text import sentences

QUOTE_LENGTH = 300  # characters of a quotation; of a longer one the sentence is shown in which the span stands


@dataclass(frozen=True, slots=True)
class Around:
    """The statement in which a span stands; `quote` are its words, of a long one a sentence; `anchor` leads there."""

    statement: StatementView
    quote: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Telling:
    """An article with what is said in it."""

    article: Article
    blocks: Sequence[Block]
    records: Sequence[Statement]
    views: dict[str, StatementView]

    def around(self, span: Span) -> Around | None:
        """The words around a span; None where it was cut, or where it stands in nobody's statement."""
        paragraph = _paragraph(span, self.article, self.blocks)
        if paragraph is None:
            return None
        found = _innermost(span, self.records)
        is_short = found is not None and len(self.views[found.id].quote) <= QUOTE_LENGTH
        sentence = span if is_short else _sentence(span, self.article, paragraph)
        found = found or _own(sentence, self.records)
        if found is None:
            return None
        view = self.views[found.id]
        return Around(view, _quote(span, view, sentence, self.article), _anchor(span, view))

    def words(self, span: Span) -> str:
        """The characters of the article at a span."""
        return _slice(span, self.article)


def tellings(said: Iterable[StatementView], index: Index) -> Iterator[Telling]:
    """These statements by their articles."""
    by_article: dict[str, dict[str, StatementView]] = defaultdict(dict)
    for one in said:
        by_article[one.article][one.id] = one
    for id, views in by_article.items():
        article = index.articles[id]
        yield Telling(article, index.blocks.get(id, []), [index.statements[one] for one in views], views)


def places(told: Sequence[StatementView]) -> str:
    """Where statements in the same words stand; of many only the first are named."""
    left = len(told) - NAMED
    named = [where(one.outlet, one.origin, one.published) for one in told[:NAMED]]
    return listed([*named, f"{left} more"] if left > 0 else named)


def passage(span: Span, view: StatementView) -> dict[str, object]:
    """Where a span stands, for programs; ids as in the export."""
    return {
        "article": view.article,
        "part": span.part,
        "start": span.start,
        "end": span.end,
        "statement": view.id,
        "outlet": view.outlet,
        "published": view.published.value,
    }


def holds(outer: Span, inner: Span) -> bool:
    """Does a span stand within another."""
    return outer.part == inner.part and outer.start <= inner.start and inner.end <= outer.end


def _innermost(span: Span, records: Iterable[Statement]) -> Statement | None:
    """The shortest statement that holds a span in its content: of words within words those of whom they are."""
    around = [one for one in records if any(holds(outer, span) for outer in one.content)]
    return min(around, key=lambda one: (sum(s.end - s.start for s in one.content), -one.depth, one.id), default=None)


def _own(sentence: Span, records: Iterable[Statement]) -> Statement | None:
    """What the outlet says itself in a sentence. Where somebody else speaks in it too, what stands beside their words may
    be about them (`On Sunday, X said`, `three of the men said`), and nothing is told of it."""
    here = [
        one
        for one in records
        if any(
            s.part == sentence.part and s.start < sentence.end and sentence.start < s.end
            for s in (*one.content, *one.source, *one.cue)
        )
    ]
    return here[0] if here and all(one.voice is Voice.OWN for one in here) else None


def _paragraph(span: Span, article: Article, blocks: Sequence[Block]) -> Span | None:
    """The block around a span, its line where no ledger is; None where it was cut."""
    if not any(block.span.part == span.part for block in blocks):
        text = article.parts.of(span.part)
        end = text.find("\n", span.end)
        return replace(span, start=text.rfind("\n", 0, span.start) + 1, end=len(text) if end < 0 else end)
    return next((block.span for block in blocks if block.kept and holds(block.span, span)), None)


def _sentence(span: Span, article: Article, around: Span) -> Span:
    """The sentence of a paragraph in which a span stands, or the span where none holds it whole."""
    text = article.parts.of(span.part)
    found = (replace(around, start=start, end=end) for start, end in sentences(text, around.start, around.end))
    return next((one for one in found if holds(one, span)), span)


def _quote(span: Span, view: StatementView, sentence: Span, article: Article) -> str:
    """The words of the statement; the sentence alone where these are long, or the span stands beside them in it."""
    outer = next((passage.span for passage in view.passages if holds(passage.span, span)), None)
    if outer is None:
        return _slice(sentence, article)
    if len(view.quote) <= QUOTE_LENGTH:
        return view.quote
    cut = replace(outer, start=max(outer.start, sentence.start), end=min(outer.end, sentence.end))
    return _slice(cut, article)


def _anchor(span: Span, view: StatementView) -> str:
    """Where a link leads: to the passage of the statement."""
    return next((passage.anchor for passage in view.passages if holds(passage.span, span)), view.anchor)


def _slice(span: Span, article: Article) -> str:
    return article.parts.of(span.part)[span.start : span.end]
