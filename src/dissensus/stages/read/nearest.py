"""A tagger of labels alone: a net that a user brings says what is a source, a cue, a content; the nearest belong together.

text, paragraphs -> windows of whole paragraphs -> labels (BIO or BIOES) -> spans -> statements
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from dissensus.pieces import Pair, Paragraph
from dissensus.stages.read.tagger import Tagged

# Characters between a content and its cue, or a cue and its source: in PolNeAR (dev) 1 content in 2,500 is farther off.
REACH = 400
OUTSIDE = "O"
BEGINNINGS, ENDS = "BS", "ES"


class Labels(Protocol):
    """A net that scores labels (`O`, `B-source`, ...) for at most `size` pieces at a time; it knows these languages (codes),
    or does not tell which."""

    name: str
    languages: tuple[str, ...]
    labels: tuple[str, ...]
    size: int

    def pieces(self, text: str) -> tuple[Sequence[int], Sequence[Pair]]:
        """The pieces of a text: ids, and where each stands in it."""

    def __call__(self, ids: Sequence[int]) -> Any:
        """The scores of labels, an array of pieces x labels."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text and its likeliest label. `goes_on` where it continues the word before it."""

    start: int
    end: int
    label: str
    chance: float
    goes_on: bool


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A span of a role, and the mean chance of its pieces."""

    start: int
    end: int
    role: str
    chance: float


class _Every:
    """Holds every language."""

    def __contains__(self, code: object) -> bool:
        return True


class Nearest:
    """A Tagger: each content belongs to the nearest cue, each cue to the nearest source, none farther than `REACH`."""

    def __init__(self, net: Labels) -> None:
        """`net` scores the labels; the name is its name."""
        self.net = net
        self.name = net.name
        self.languages: Container[str] = net.languages or _Every()

    def __call__(self, text: str, paragraphs: Sequence[Paragraph]) -> list[Tagged]:
        """The statements of a text (`tagger.Tagger`)."""
        rows = [self._row(text, paragraph) for paragraph in paragraphs]
        found: list[Found] = []
        for window in _windows(rows, self.net.size):
            scores = self.net([id for ids, _ in window for id in ids])
            at = 0
            for ids, offsets in window:
                found += _spans(_pieces(text, offsets, scores[at : at + len(ids)], self.net.labels))
                at += len(ids)
        return _joined(sorted(found))

    def _row(self, text: str, paragraph: Paragraph) -> tuple[list[int], list[Pair]]:
        """A paragraph's ids and offsets into the text."""
        ids, offsets = self.net.pieces(text[paragraph.start : paragraph.end])
        return list(ids), [(a + paragraph.start, b + paragraph.start) for a, b in offsets]


Row = tuple[list[int], list[Pair]]


def _windows(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """Rows in runs of at most so many pieces; a row that is longer is cut."""
    window: list[Row] = []
    room = size
    for ids, offsets in rows:
        for at in range(0, len(ids), size):
            part = ids[at : at + size], offsets[at : at + size]
            if len(part[0]) > room:
                yield window
                window, room = [], size
            window.append(part)
            room -= len(part[0])
    if window:
        yield window


def _pieces(text: str, offsets: Sequence[Pair], scores: Any, labels: Sequence[str]) -> Iterator[Piece]:
    """Pieces that stand for something, each with its likeliest label."""
    import numpy as np

    if not len(scores):
        return
    powers = np.exp(scores - scores.max(1, keepdims=True))
    chances = powers.max(1) / powers.sum(1)
    last = -1
    for (start, end), best, chance in zip(offsets, scores.argmax(1), chances, strict=True):
        if start < end:
            goes_on = start == last and text[start - 1].isalnum() and text[start].isalnum()
            yield Piece(start, end, labels[int(best)], float(chance), goes_on)
            last = end


def _spans(pieces: Iterable[Piece]) -> Iterator[Found]:
    """The spans of a row of labels. The first piece of a word speaks for the word; a label that cannot follow begins anew."""
    role, open_ = "", False
    start = end = 0
    chances: list[float] = []
    for piece in pieces:
        if piece.goes_on:
            if role:
                end = piece.end
            continue
        mark, _, new = piece.label.partition("-")
        if role and (not open_ or new != role or mark in BEGINNINGS):
            yield Found(start, end, role, sum(chances) / len(chances))
            role = ""
        if piece.label == OUTSIDE:
            continue
        if not role:
            role, start, chances = new, piece.start, []
        end, open_ = piece.end, mark not in ENDS
        chances.append(piece.chance)
    if role:
        yield Found(start, end, role, sum(chances) / len(chances))


def _joined(found: Sequence[Found]) -> list[Tagged]:
    """Statements of spans in their order."""
    sources, cues, contents = ([one for one in found if one.role == role] for role in ("source", "cue", "content"))
    taken: dict[int, list[Found]] = {}
    out: list[Tagged] = []
    for content in contents:
        nearest = _nearest(content, cues)
        if nearest is None:
            out.append(_tagged((), (), [content]))
        else:
            taken.setdefault(nearest, []).append(content)
    for number, parts in taken.items():
        cue = cues[number]
        source = _nearest(cue, sources)
        out.append(_tagged([sources[source]] if source is not None else (), [cue], parts))
    return sorted(out, key=lambda one: one.content)


def _nearest(span: Found, others: Sequence[Found]) -> int | None:
    """The place of the nearest of these, the first of equals; None if none is within reach."""
    gaps = [max(other.start - span.end, span.start - other.end, 0) for other in others]
    best = min(range(len(gaps)), key=gaps.__getitem__, default=None)
    return best if best is not None and gaps[best] <= REACH else None


def _tagged(source: Sequence[Found], cue: Sequence[Found], content: Sequence[Found]) -> Tagged:
    def places(spans: Sequence[Found]) -> tuple[Pair, ...]:
        return tuple((span.start, span.end) for span in spans)

    chance = min(span.chance for span in (*source, *cue, *content))
    return Tagged(places(source), places(cue), places(content), chance)
