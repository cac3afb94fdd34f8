"""Re-read every passage from the raw capture: law 1 of the design, checked on a corpus instead of in a test.

A passage holds when it lies inside its article's part, is not empty, stands where its record says, is made of
characters whose way back to the capture is on record, and, where somebody is quoted by it, touches no block that was
cut, be it by the machine or by a person. The way back holds when the capture, read again at each locator, gives the same
characters.
"""

from __future__ import annotations

import html
import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from dissensus.errors import UnknownId
from dissensus.records import (
    Article,
    Block,
    Claim,
    Discrepancy,
    How,
    Mention,
    Offset,
    Page,
    Place,
    Position,
    Quantity,
    Span,
    Speaker,
    Statement,
    Time,
)
from dissensus.store import Store
from dissensus.text import decode, storable
from dissensus.verdicts import stand, words_by_article

BATCH = 200  # articles whose records are in memory at once

# What may stand in a capture between two runs of readable text: comments, code, tags.
SILENT = re.compile(r"<(script|style|noscript|template|svg)\b", re.IGNORECASE)  # elements without text to read
LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)  # `lower` can change the length of a text


@dataclass(frozen=True, slots=True)
class Fault:
    """A passage that does not hold: of which record, in which article, where, and why in plain words."""

    what: str
    article: str
    span: Span | None
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """How many passages were checked, and those that do not hold, sorted by article and record."""

    spans: int
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Passage:
    """A span to check: whose it is, where its record says that it lies (if it does), and whether it quotes."""

    what: str
    span: Span
    home: tuple[str | None, str] | None
    quotes: bool


def verify(store: Store) -> Verification:
    """Check every passage of every record against the captures. Reads only, and raises nothing for what it finds."""
    articles = store.fetch(Article)
    linked = _by_article(
        passage for noun in (Claim, Position, Discrepancy, Speaker, Place) for passage in _passages(store.fetch(noun))
    )
    spans, faults = 0, []
    known = {article.id for article in articles}
    words = words_by_article(store.persons_edges())
    for id in sorted(linked.keys() - known):
        spans += len(linked[id])
        faults += [Fault(passage.what, id, passage.span, "its article is not on record") for passage in linked[id]]
    for start in range(0, len(articles), BATCH):
        batch = articles[start : start + BATCH]
        for article, found, blocks, offsets in _with_records(store, batch):
            passages = found + linked[article.id]
            spans += len(passages)
            standing = stand(article, blocks, words.get(article.id, ()))[1]
            faults += _faults(store, article, passages, standing, offsets)
    return Verification(spans, tuple(sorted(faults, key=_order)))


def _order(fault: Fault) -> tuple[str, str, str, int, int, str]:
    span = fault.span or Span(fault.article, "", 0, 0)
    return fault.article, fault.what, span.part, span.start, span.end, fault.reason


# ---------------------------------------------------------------------------------------------- what is to check


def _spans_of(statement: Statement) -> Iterator[Span]:
    for spans in (
        statement.source,
        statement.cue,
        statement.content,
        statement.negation,
        statement.hedges,
        statement.edits,
        statement.conditions,
    ):
        yield from spans
    if statement.target:
        yield from statement.target.spans
    for hop in statement.chain:
        yield from hop.spans


SPANS: dict[type[Any], Callable[[Any], Iterable[Span]]] = {
    Article: lambda article: (article.title_span,) if article.title_span else (),
    Block: lambda block: (block.span,),
    Mention: lambda mention: (mention.span, *mention.roles),
    Time: lambda time: (time.span,),
    Quantity: lambda quantity: (quantity.span,),
    Statement: _spans_of,
    Claim: lambda claim: claim.spans,
    Position: lambda position: position.spans,
    Discrepancy: lambda discrepancy: discrepancy.spans,
    Speaker: lambda speaker: (*speaker.mentions, *(role.span for role in speaker.roles)),
    Place: lambda place: place.mentions,
}
HOMED = (Statement, Claim, Position, Discrepancy)  # their spans lie in the article and part that the record names
QUOTING = (Statement, Claim, Position)  # what they show is read as said, so none of it may come from a cut block


def _passages(records: Iterable[Any]) -> Iterator[_Passage]:
    for record in records:
        noun = type(record)
        home = (record.article, record.part) if noun in HOMED else None
        for span in SPANS[noun](record):
            what = f"{noun.__name__.lower()} {getattr(record, 'id', '') or f'{span.start}-{span.end}'}"
            yield _Passage(what, span, home, noun in QUOTING)


def _by_article(passages: Iterable[_Passage]) -> defaultdict[str, list[_Passage]]:
    found: defaultdict[str, list[_Passage]] = defaultdict(list)
    for passage in passages:
        found[passage.span.article].append(passage)
    return found


def _with_records(
    store: Store, batch: Sequence[Article]
) -> Iterator[tuple[Article, list[_Passage], list[Block], list[Offset]]]:
    """Each article of a batch with what was read of it. A span that strays to another article stays with its record."""
    ids = [article.id for article in batch]
    passages: defaultdict[str, list[_Passage]] = defaultdict(list)
    blocks: defaultdict[str, list[Block]] = defaultdict(list)
    offsets: defaultdict[str, list[Offset]] = defaultdict(list)
    for block in store.fetch(Block, articles=ids):
        blocks[block.span.article].append(block)
        passages[block.span.article] += _passages([block])
    for offset in store.fetch(Offset, articles=ids):
        offsets[offset.span.article].append(offset)
    for statement in store.fetch(Statement, articles=ids):
        passages[statement.article] += _passages([statement])
    pointing: tuple[type[Mention | Time | Quantity], ...] = (Mention, Time, Quantity)
    for noun in pointing:
        for record in store.fetch(noun, articles=ids):
            passages[record.span.article] += _passages([record])
    for article in batch:
        yield article, [*_passages([article]), *passages[article.id]], blocks[article.id], offsets[article.id]


# ------------------------------------------------------------------------------------------------ checking it


def _faults(
    store: Store, article: Article, passages: Sequence[_Passage], blocks: Sequence[Block], offsets: Sequence[Offset]
) -> Iterator[Fault]:
    covered = _covered(offsets)
    cut = [block.span for block in blocks if not block.kept]
    for passage in passages:
        if reason := _wrong(article, passage, cut, covered):
            yield Fault(passage.what, article.id, passage.span, reason)
    try:
        capture = _Capture(store.page(article.page), article.encoding)
    except UnknownId:
        yield Fault(f"article {article.id}", article.id, None, f"its capture {article.page} is not on record")
        return
    for offset in offsets:
        if reason := _unlike(article, offset, capture):
            yield Fault(f"offset {offset.span.start}-{offset.span.end}", article.id, offset.span, reason)


def _wrong(
    article: Article, passage: _Passage, cut: Sequence[Span], covered: dict[str, list[tuple[int, int]]]
) -> str | None:
    """Why a passage does not hold, or None."""
    span = passage.span
    if span.article != article.id or passage.home not in (None, (span.article, span.part)):
        return "does not lie in the article and part that its record names"
    text = _part(article, span.part)
    if text is None:
        return f"its article has no part {span.part}"
    if span.start >= span.end:
        return "is empty"
    if span.start < 0 or span.end > len(text):
        return f"reaches beyond the {len(text)} characters of {span.part}"
    if passage.quotes and any(_overlap(span, other) for other in cut):
        return "quotes a block that was cut"
    for start, end in _gaps(span, covered.get(span.part, [])):
        if text[start:end].strip():
            return f"no way back to the capture for characters {start} to {end} of {span.part}"
    return None


def _part(article: Article, part: str) -> str | None:
    try:
        return article.parts.of(part)
    except (KeyError, IndexError, ValueError):
        return None


def _overlap(one: Span, other: Span) -> bool:
    return one.part == other.part and one.start < other.end and other.start < one.end


def _covered(offsets: Sequence[Offset]) -> dict[str, list[tuple[int, int]]]:
    """The stretches of each part that have a way back, sorted and joined where they touch."""
    joined: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for span in sorted(offset.span for offset in offsets):
        stretches = joined[span.part]
        if stretches and span.start <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], max(stretches[-1][1], span.end)
        else:
            stretches.append((span.start, span.end))
    return dict(joined)


def _gaps(span: Span, stretches: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches of a span that none of these covers."""
    at = span.start
    for start, end in stretches[max(0, bisect_right(stretches, (span.start, span.start)) - 1) :]:
        if start >= span.end:
            break
        if start > at:
            yield at, start
        at = max(at, end)
    if at < span.end:
        yield at, span.end


# --------------------------------------------------------------------------------------------- the way back


class _Capture:
    """A capture that can be read again at a locator."""

    def __init__(self, page: Page, encoding: str) -> None:
        self.content = page.content
        self.encoding = encoding
        self._json: Any = None

    def slice(self, start: int, end: int) -> str:
        """Bytes [start, end) as text, read as the whole was.

        They follow a letter, so that none of them is taken for a mark of order: those stand at the start of a capture.
        """
        return decode("x".encode(self.encoding) + self.content[start:end], self.encoding).text[1:]

    def field(self, pointer: str) -> str:
        """The string at a JSON pointer (RFC 6901). Raises LookupError, TypeError or ValueError where there is none."""
        if self._json is None:
            self._json = json.loads(decode(self.content, self.encoding).text, strict=False)
        value = self._json
        for name in pointer.split("/")[1:]:
            key = name.replace("~1", "/").replace("~0", "~")
            value = value[int(key)] if isinstance(value, list) else value[key]
        if not isinstance(value, str):
            raise TypeError(f"{pointer} is no string")
        return storable(value)[0]


def _unlike(article: Article, offset: Offset, capture: _Capture) -> str | None:
    """Why a row of the map back does not give the characters that the article has there, or None."""
    span, locator = offset.span, offset.locator
    text = _part(article, span.part)
    if text is None or not 0 <= span.start < span.end <= len(text):
        return "does not lie in its article"
    here = text[span.start : span.end]
    if locator.pointer is not None:
        try:
            field = capture.field(locator.pointer)
        except (LookupError, TypeError, ValueError):
            return f"the capture has no text at {locator.pointer}"
        return None if field[span.start : span.end] == here else f"the capture reads differently at {locator.pointer}"
    if locator.bytes is None:  # a separator may come from nowhere, words may not
        return None if offset.how is How.SPACE and not here.strip() else "names no place in the capture"
    start, end = locator.bytes
    if not 0 <= start <= end <= len(capture.content):
        return f"the capture has no bytes {start} to {end}"
    try:
        same = _same(here, capture.slice(start, end), offset.how)
    except (LookupError, ValueError) as error:
        return f"bytes {start} to {end} of the capture cannot be read as {article.encoding} ({error})"
    return None if same else f"the capture reads differently at bytes {start} to {end}"


def _same(here: str, raw: str, how: How) -> bool:
    """Do these characters of an article stem from this stretch of the capture in this way."""
    match how:
        case How.VERBATIM:
            return raw == here
        case How.ENTITY:
            return storable(html.unescape(raw))[0] == here
        case How.ESCAPE:
            return storable(str(json.loads(f'"{raw}"', strict=False)))[0] == here
        case How.SPACE:
            return not here.strip() and not html.unescape(_without_markup(raw)).strip()


def _without_markup(raw: str) -> str:
    """What is left of a stretch of HTML without its tags, comments and silent elements. A mark that is missing once is
    not looked for again, so that it takes time in proportion to the stretch."""
    low = raw.translate(LOWER)
    out, at, missing = [], 0, set[str]()

    def after(mark: str, start: int) -> int:
        found = low.find(mark, start) if mark not in missing else -1
        if found < 0:
            missing.add(mark)
        return found + len(mark) if found >= 0 else -1

    while (start := raw.find("<", at)) >= 0:
        out.append(raw[at:start])
        silent = SILENT.match(raw, start)
        end = after("-->", start + 4) if raw.startswith("<!--", start) else -1
        if silent and (close := after(f"</{silent[1].lower()}", start)) >= 0:
            end = after(">", close)
        end = end if end >= 0 else after(">", start)
        if end < 0:
            out.append(raw[start])
        at = max(end, start + 1)
    return "".join([*out, raw[at:]])
