"""An article as a net reads it: word pieces with what lower-cased pieces do not tell, in windows of whole paragraphs.

A window holds its own pieces and, on both sides, some of what stands around them; each piece is judged in the window whose
own it is. What a net says of an article therefore depends on the article alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dissensus.text import quotations

CLS, SEP = 101, 102  # of the vocabulary: before all pieces, and after each paragraph
CASES, QUOTES, TITLES = 6, 5, 2  # values of the three features of a piece
FEATURES = (CASES, QUOTES, TITLES)
NO_FEATURES = (5, 0, 0)  # of CLS and SEP
WINDOW = 256  # pieces that go in at once
CONTEXT = 64  # of these, pieces on either side that are judged in another window

Pair = tuple[int, int]  # where something begins, and where it ends, exclusive
Encode = Callable[[str], tuple[Sequence[int], Sequence[Pair]]]  # a text to the ids of its pieces, with their offsets


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the text that is read in one piece: code points, end exclusive. `title` says that it is a headline."""

    start: int
    end: int
    title: bool = False


@dataclass(slots=True)
class Pieces:
    """All pieces of an article, one after the other, a SEP after each paragraph: ids, three features each, offsets into
    the text (a SEP stands for nothing at the end of its paragraph), and the number of the paragraph."""

    ids: list[int]
    features: list[tuple[int, int, int]]
    offsets: list[Pair]
    paragraphs: list[int]
    bounds: list[Pair]  # of each paragraph, in pieces, its SEP included


def pieces_of(text: str, paragraphs: Sequence[Paragraph], encode: Encode) -> Pieces:
    """The pieces of these paragraphs; one without any piece is left out."""
    out = Pieces([], [], [], [], [])
    for paragraph in paragraphs:
        start, end = paragraph.start, paragraph.end
        ids, offsets = encode(text[start:end])
        if not ids:
            continue
        first, number = len(out.ids), len(out.bounds)
        cases, quoted = _cases(text, start, end), _quoted(text, start, end)
        title = int(paragraph.title)
        out.ids += [*ids, SEP]
        out.offsets += [(a + start, b + start) for a, b in offsets]
        out.offsets.append((end, end))
        out.features += [(cases[a], quoted[a], title) for a, _ in offsets]
        out.features.append(NO_FEATURES)
        out.paragraphs += [number] * (len(ids) + 1)
        out.bounds.append((first, len(out.ids)))
    return out


WORD = re.compile(r"\w+")
FORMS = tuple(bytes((form,)) for form in range(CASES))


def _cases(text: str, start: int, end: int) -> bytearray:
    """For each character the form of its word: lower case 0, capitalised 1, capitals 2, mixed 3, number 4, no word 5."""
    out = bytearray(b"\5") * (end - start)
    for match in WORD.finditer(text, start, end):
        a, b = match.span()
        out[a - start : b - start] = FORMS[_case(match.group())] * (b - a)
    return out


def _case(word: str) -> int:
    if word[0].isdigit():
        return 4
    if word.islower():
        return 0
    if word.isupper() and len(word) > 1:
        return 2
    return 1 if word[0].isupper() else 3


def _quoted(text: str, start: int, end: int) -> bytearray:
    """For each character: outside of quotations 0, inside one 1, its opening mark 2, its closing mark 3, inside one that
    nothing closes 4."""
    out = bytearray(end - start)
    for one in quotations(text, start, end):
        a, b = one.start - start, one.end - start
        out[a:b] = (b"\1" if one.closed else b"\4") * (b - a)
        out[a] = 2
        if one.closed:
            out[b - 1] = 3
    return out


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of pieces that goes in at once, and the part of it that is judged here; all in pieces of the article."""

    start: int
    end: int
    own: Pair


def windows(bounds: Sequence[Pair], size: int = WINDOW, context: int = CONTEXT) -> Iterator[Window]:
    """Windows that own every piece once, in order. They break between paragraphs where these fit."""
    total = bounds[-1][1] if bounds else 0
    room = size - 1  # CLS
    at, number = 0, 0  # the next piece that nobody owns, and its paragraph
    while at < total:
        start = _reach_back(bounds, at, number, context)
        last = start + room == total or start + room >= total
        limit = start + room - (0 if last else context)
        end, following = at, number
        while following < len(bounds) and bounds[following][1] <= limit:
            end = bounds[following][1]
            following += 1
        if end == at:  # a paragraph longer than a window
            end = min(limit, bounds[number][1])
            following = number + (end == bounds[number][1])
        stop = _reach_on(bounds, end, following, start + room)
        yield Window(start, stop, (at, end))
        at, number = end, following


def _reach_back(bounds: Sequence[Pair], at: int, number: int, context: int) -> int:
    """Where a window begins: whole paragraphs before its own pieces, or the end of one that is longer."""
    if bounds[number][0] < at:  # within a paragraph
        return max(bounds[number][0], at - context)
    start = at
    while number > 0 and at - bounds[number - 1][0] <= context:
        number -= 1
        start = bounds[number][0]
    return start


def _reach_on(bounds: Sequence[Pair], end: int, number: int, limit: int) -> int:
    """Where a window ends: whole paragraphs behind its own pieces, or as much as fits of one that it breaks off in."""
    if number < len(bounds) and bounds[number][0] < end:
        return min(limit, bounds[number][1])
    while number < len(bounds) and bounds[number][1] <= limit:
        end = bounds[number][1]
        number += 1
    return end
