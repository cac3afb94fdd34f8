"""read: who said what. Article and its kept blocks in; statements, mentions, times and quantities out.

A net finds the statements (`told`), or rules alone do (`sayings`); what they say beside their spans is read by rules. What
no statement covers is the outlet's own voice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dissensus.langs import Language, read_languages
from dissensus.langs.names import name_of
from dissensus.records import (
    Article,
    Block,
    BlockKind,
    Drop,
    Maker,
    Mention,
    MentionKind,
    Quantity,
    Record,
    Span,
    Statement,
    Time,
    make_id,
)
from dissensus.stages.read.build import Saying, build
from dissensus.stages.read.draft import Pair
from dissensus.stages.read.figures import figures
from dissensus.stages.read.names import names
from dissensus.stages.read.sayings import Speaker, by_rules
from dissensus.stages.read.scan import BREAK, bridged, units
from dissensus.stages.read.sources import who
from dissensus.stages.read.tagger import Tagger
from dissensus.stages.read.times import new_clock, times
from dissensus.stages.read.told import Told

VERSION = "11"
READ_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.TITLE, BlockKind.STANDFIRST, BlockKind.LIST, BlockKind.HEADING})


def read(article: Article, blocks: Sequence[Block], tagger: Tagger | None = None) -> Iterator[Record]:
    """Quantities and times, then statements, with their sources as mentions; for a language without a file a Drop that
    says so, and nothing else. A block in another language than its article is not read. Without a tagger, or where it
    does not know the language, rules find the statements."""
    language = read_languages().get(article.language or "")
    if language is None:
        if any(block.kept for block in blocks):
            reason = _not_read(article.language)
            yield Drop(make_id("drop", article.id, "read", reason), article.id, "read", reason)
        return
    if tagger is not None and language.code not in tagger.languages:
        tagger = None
    maker = Maker("read", VERSION, tagger.name if tagger else None)
    text = article.parts.text
    clock = new_clock(article.published.value, language)
    paragraphs = list(_paragraphs(article, blocks))
    told = Told(text, [block for _, block in paragraphs], tagger, language) if tagger else None
    sayings: list[Saying] = []
    named: list[Pair] = []
    last = Speaker()
    for number, block in paragraphs:
        for unit in units(text, block.span.start, block.span.end, language):
            found = told.sayings(unit, block, number, last) if told else by_rules(unit, block, number, last)
            sayings.extend(found)
            named.extend(names(unit, block.kind is BlockKind.TITLE))
            for figure in figures(text, unit.start, unit.end, language):
                span = Span(article.id, "text", figure.start, figure.end)
                yield Quantity(span, figure.value, figure.unit, figure.thing, figure.bound, maker)
            for expression in times(text, unit.start, unit.end, clock):
                span = Span(article.id, "text", expression.start, expression.end)
                yield Time(span, expression.type, expression.interval, maker, expression.value)
    statements = {statement.id: statement for statement in build(article, language, sayings, maker)}
    yield from statements.values()
    yield from _mentions(article, language, list(statements.values()), named, maker)


def _paragraphs(article: Article, blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    """The blocks that are read, with their numbers. Where a line without any breaks was cut by sentences (`clean`), those
    that one quotation spans are one block again."""
    text = article.parts.text
    lines: list[list[tuple[int, Block]]] = []
    for number, block in enumerate(blocks):
        if not block.kept or block.kind not in READ_KINDS or block.span.part != "text":
            continue
        if block.language not in {None, article.language}:  # the rules are those of the article's language
            continue
        last, before = lines[-1][-1] if lines else (-2, block)
        gap = text[before.span.end : block.span.start]
        if last == number - 1 and gap and not gap.strip() and not BREAK.search(gap):
            lines[-1].append((number, block))
        else:
            lines.append([(number, block)])
    for line in lines:
        yield from bridged(text, line) if len(line) > 1 else line


def _not_read(code: str | None) -> str:
    """Why an article in this language is not read; views tell it by how it begins."""
    if code is None:
        return "language not told: its text is too short, or in several languages"
    known = ", ".join(name_of(code) for code in read_languages())
    return f"language {name_of(code)} ({code}) has no reading rules yet; there are some for {known}"


def _mentions(
    article: Article, language: Language, statements: Sequence[Statement], named: Sequence[Pair], maker: Maker
) -> Iterator[Mention]:
    """The sources, read closely, and every other name of the text."""
    text = article.parts.text
    sources = sorted({span for statement in statements for span in statement.source})
    for span in sources:
        found = who(text, span.start, span.end, language)
        yield Mention(
            id=make_id("mention", span),
            span=span,
            kind=found.kind,
            name=found.name,
            speaker_kind=found.speaker,
            maker=maker,
            roles=tuple(Span(article.id, "text", a, b) for a, b in found.roles),
            of=found.of,
        )
    at, furthest = 0, 0  # the first source that begins behind the name, and how far those before it reach
    for start, end in sorted(set(named)):
        while at < len(sources) and sources[at].start <= start:
            furthest = max(furthest, sources[at].end)
            at += 1
        if end <= furthest:
            continue
        found = who(text, start, end, language)
        span = Span(article.id, "text", start, end)
        yield Mention(make_id("mention", span), span, MentionKind.NAME, found.name, found.speaker, maker, of=found.of)
