"""How words are carried: between quotation marks or not, and what a writer put in or left out between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dissensus.records import Kind
from dissensus.stages.read.attributes.spans import Pair
from dissensus.text import quotations

DIRECT_SHARE = 0.85  # of the content's characters between quotation marks, from which it is direct
AROUND = 2_000  # characters before and after a span in which the marks around it are looked for
REOPENING = ("«", "„", "「")  # at the head of a paragraph, beside those that `text` knows
BREAKS = "\n\r\u2028\u2029"
LINE = re.compile(f"[{BREAKS}]")
# [the mayor]  (the mayor)  <the mayor>  [...]  (…)  and an ellipsis that stands by itself
EDIT = re.compile(
    r"\[[^\[\]\n]{0,120}\]|\([^()\n]{0,120}\)|<[^<>\n]{1,120}>|(?:(?<=\s)|(?<=^))(?:…|\.\s?\.\s?\.(?:\s?\.)?)(?=\s)"
)


def kind(text: str, content: Sequence[Pair]) -> Kind:
    """Direct when (nearly) all of the content stands between quotation marks, mixed when some of it does."""
    total = sum(len(text[a:b].strip()) for a, b in content)
    inside = sum(b - a for a, b in quoted(text, content))
    if inside == 0:
        return Kind.INDIRECT
    return Kind.DIRECT if inside >= DIRECT_SHARE * total else Kind.MIXED


def quoted(text: str, content: Sequence[Pair]) -> tuple[Pair, ...]:
    """The stretches of a content that stand between quotation marks, with the marks where the content has them. A mark that
    opens a paragraph and that nothing closes quotes all of it, as where a speech goes on."""
    out = []
    for start, end in sorted(content):
        for a, b in _lines(text, start, end):
            first, last = _line_around(text, a, b)
            quotes = [(q.start, q.end) for q in quotations(text, first, last, single=True)]
            if not quotes and text[first:last].lstrip()[:1] in REOPENING:
                quotes = [(first, last)]
            out += [(max(a, x), min(b, y)) for x, y in quotes if x < b and a < y]
    return tuple((a, b) for a, b in out if any(c.isalnum() for c in text[a:b]))


def edits(text: str, content: Sequence[Pair]) -> tuple[Pair, ...]:
    """What a writer put into a quotation, or shows to have left out of it, with its brackets."""
    return tuple(m.span() for a, b in quoted(text, content) for m in EDIT.finditer(text, a, b))


def _lines(text: str, start: int, end: int) -> list[Pair]:
    out, at = [], start
    for match in LINE.finditer(text, start, end):
        out.append((at, match.start()))
        at = match.end()
    return [(a, b) for a, b in [*out, (at, end)] if a < b]


def _line_around(text: str, start: int, end: int) -> Pair:
    """The paragraph in which a stretch lies, so far as it is looked at."""
    low, high = max(0, start - AROUND), min(len(text), end + AROUND)
    after = LINE.search(text, end, high)
    return max(low, *(text.rfind(mark, low, start) + 1 for mark in BREAKS)), (after.start() if after else high)
