"""A linear scan of HTML: tags, attributes and text runs, each with its place in the source.

`html.parser` of the standard library tells no end of a run and takes quadratic time on unclosed constructs in the
versions that we run on, lxml tells no character offsets at all; so the few rules that we need of the HTML standard
stand here. Every step moves forward and no search for a missing mark is made twice, so that a page costs time in
proportion to its length.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from dissensus.stages.clean.ledger import words_of

VOID = words_of("area base br col embed hr img input link meta param source track wbr")
# Elements whose end tag may be left out: they add nothing to the depth, or a long list of <p> would look like a deep
# page.
OPTIONAL_END = words_of("p li dt dd tr td th thead tbody tfoot colgroup option optgroup rp rt html head body")
UNNESTED = VOID | OPTIONAL_END
RAW = words_of("script style textarea title xmp iframe noembed noframes")
TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>\x00]{0,60})")
OPEN = re.compile(r"<(?=[a-zA-Z!?/])")  # any other is a less-than sign of the text
DECLARES = ("!", "?", "/")
MARK = re.compile(r"[>\"']")
ATTRIBUTE = re.compile(r"(?<![^\s\"'/])([^\s=>/\"']{1,100})\s{0,100}=\s{0,100}(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")


class Text(NamedTuple):
    """A run of text between tags: source characters `start` to `end`."""

    start: int
    end: int


class Tag(NamedTuple):
    """A tag from `<` at `start` to after `>` at `end`. `inner` is the text of a raw element such as a script."""

    name: str
    closing: bool
    start: int
    end: int
    inner: tuple[int, int] | None = None


class _Searcher:
    """Searches forward in a source; what was once not found is not sought again."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._missing: set[str] = set()

    def find(self, what: str, start: int) -> int:
        """The next place of a string, or the end of the source."""
        if what in self._missing:
            return len(self.source)
        at = self.source.find(what, start)
        if at < 0:
            self._missing.add(what)
            return len(self.source)
        return at


def scan(source: str) -> Iterator[Text | Tag]:
    """The text runs and tags of a source in order. Comments, declarations and processing instructions are passed
    over."""
    searcher = _Searcher(source)
    at, begin, length = 0, 0, len(source)
    while (at := source.find("<", at)) >= 0:
        match = TAG.match(source, at)
        if match is None and source[at + 1 : at + 2] not in DECLARES:
            opening = OPEN.search(source, at)
            if opening is None:
                break
            at = opening.start()
            match = TAG.match(source, at)
        if at > begin:
            yield Text(begin, at)
        if match is None:
            at = begin = _past_declaration(source, at, searcher)
            continue
        end, closing = match.end(), bool(match[1])
        name = match[2].lower()
        if source.startswith(">", end):
            end += 1
        else:
            end = _end_of(source, end, searcher)
        if not closing and name in RAW and source[end - 2 : end] != "/>":
            close = _raw_end(source, end, name, searcher)
            yield Tag(name, False, at, end, (end, close))
            at = begin = min(searcher.find(">", close) + 1, length) if close < length else length
        else:
            yield Tag(name, closing, at, end)
            at = begin = end
    if length > begin:
        yield Text(begin, length)


def _end_of(source: str, at: int, searcher: _Searcher) -> int:
    """After the `>` that ends a tag with attributes: the next one, where all marks of quotation before it are paired."""
    end = searcher.find(">", at) + 1
    if end > len(source) or source.count('"', at, end) % 2 or source.count("'", at, end) % 2:
        return _tag_end(source, at, searcher)
    return end


def _past_declaration(source: str, at: int, searcher: _Searcher) -> int:
    if source.startswith("<!--", at):
        return min(searcher.find("-->", at + 4) + 3, len(source))
    if source.startswith("<![CDATA[", at):
        return min(at + 9, len(source))
    return min(searcher.find(">", at) + 1, len(source))


def _tag_end(source: str, at: int, searcher: _Searcher) -> int:
    """After the `>` that ends a tag; one between the quotation marks of an attribute does not."""
    while True:
        match = MARK.search(source, at)
        if match is None:
            return len(source)
        if match.group() == ">":
            return match.end()
        at = match.end()
        if source[max(0, match.start() - 100) : match.start()].rstrip().endswith("="):
            close = searcher.find(match.group(), at)
            if close < len(source):
                at = close + 1


def _raw_end(source: str, at: int, name: str, searcher: _Searcher) -> int:
    """Where the end tag of a raw element begins."""
    while True:
        at = searcher.find("</", at)
        if at >= len(source) or source[at + 2 : at + 2 + len(name)].lower() == name:
            return at
        at += 2


def attributes(source: str, tag: Tag) -> dict[str, tuple[int, int]]:
    """The attributes of a tag that have a value: lower-case name to the value's place in the source. The first
    counts."""
    found: dict[str, tuple[int, int]] = {}
    for match in ATTRIBUTE.finditer(source, tag.start + 1 + len(tag.name), tag.end):
        group = next(n for n in (2, 3, 4) if match[n] is not None)
        found.setdefault(match[1].lower(), match.span(group))
    return found


def value(source: str, span: tuple[int, int] | None) -> str:
    """The value of an attribute as a reader would read it."""
    return html.unescape(source[span[0] : span[1]]).strip() if span else ""


@dataclass(slots=True)
class Nesting:
    """The elements that are open. An end tag that nothing opened is passed over; one that closes an outer element
    closes those within."""

    open: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def take(self, source: str, tag: Tag) -> int | None:
        """How many elements a tag stands in, its own not counted; None for a tag that opens and closes nothing."""
        name = tag.name
        if name in UNNESTED or tag.inner or source.startswith("/>", tag.end - 2):
            return None
        if not tag.closing:
            self.open.append(name)
            self.counts[name] = self.counts.get(name, 0) + 1
            return len(self.open) - 1
        if not self.counts.get(name, 0):
            return None
        while True:
            last = self.open.pop()
            self.counts[last] -= 1
            if last == name:
                return len(self.open)


def flatten(source: str, limit: int) -> str:
    """The source without the tags of elements nested deeper than the limit, each replaced by spaces; all else in
    place."""
    nesting = Nesting()
    out: list[str] = []
    copied = 0
    for event in scan(source):
        within = nesting.take(source, event) if isinstance(event, Tag) else None
        if within is not None and within >= limit:
            out += [source[copied : event.start], " " * (event.end - event.start)]
            copied = event.end
    return "".join([*out, source[copied:]])
