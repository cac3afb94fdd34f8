"""Which blocks of an HTML page are the article: trafilatura's word, held against our own text."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Mapping, Sequence

from dissensus.stages.clean import markup
from dissensus.stages.clean.ledger import MAX_LINES, Line

MAX_OUTPUT = 400_000  # characters: twice of what is read of a text
DEEP = 150  # libxml2 gives up at 256, and trafilatura walks trees by recursion
SHORT = 25  # a shorter block is taken for the article's only where it stands in place: "Home" is found anywhere
PART = 0.7  # of a long block's pieces are in the output: it was cut within, and still is the article's
SHINGLE = 20  # letters of a piece
PIECES = 200  # are looked at
LEAST = 100  # letters of an output that is worth holding on to
GAP = 15  # words: what a line that does not read like text costs a run of paragraphs
IGNORED = re.compile("[\\s\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffd\x00-\x1f\x7f-\x9f]+")


def main_lines(source: str, nested: int, text: str, lines: Sequence[Line]) -> tuple[list[bool], str | None]:
    """For each line whether it is part of the article, and a note where the extractor gave nothing and paragraphs alone
    decided."""
    if len(lines) > MAX_LINES:
        return densest_run(lines), f"not_extracted: {len(lines):,} blocks, kept the longest run of paragraphs"
    output = _extract(markup.flatten(source, DEEP) if nested > DEEP else source)
    packed = pack(output[:MAX_OUTPUT])
    if len(packed) >= LEAST or (packed and len(packed) * 2 > len(text)):
        inside = match_lines(packed, [pack(line.text) for line in lines])
        if any(inside):
            return inside, None
    return densest_run(lines), "not_extracted: the extractor found no article, kept the longest run of paragraphs"


def _extract(source: str) -> str:
    """The article's text by trafilatura; empty where it finds none or fails."""
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())  # what it could not read is ours to tell
    try:
        document = trafilatura.bare_extraction(source, include_comments=False, with_metadata=False)
    except MemoryError:
        raise  # the page is told to be too large
    except Exception:  # hostile markup reaches lxml by many ways; whatever it raises, the page has paragraphs
        return ""
    body = getattr(document, "body", None)
    return "\n".join(body.itertext()) if body is not None else ""


def pack(text: str) -> str:
    """Text for comparing: composed, without white space and characters that nobody sees."""
    return unicodedata.normalize("NFC", IGNORED.sub("", text))


def match_lines(output: str, packed: Sequence[str]) -> list[bool]:
    """Which lines stand in the output, in its order, each character of it spoken for once. Long ones first; short ones
    only between long ones in their place; last long ones that stand elsewhere or were cut within."""
    index_of: dict[str, int] = {}
    for at in range(len(output) - SHINGLE, -1, -1):
        index_of[output[at : at + SHINGLE]] = at
    places: list[tuple[int, int] | None] = [None] * len(packed)
    taken = bytearray(len(output))
    at = 0
    for index, line in enumerate(packed):
        known = len(line) >= SHORT and line[:SHINGLE] in index_of
        found = output.find(line, at) if known else -1
        if found >= 0:
            at = found + len(line)
            _take(taken, found, at)
            places[index] = (found, at)
    at = 0
    for index, line in enumerate(packed):
        place = places[index]
        if place is not None:
            at = place[1]
        elif line and output.startswith(line, at) and not taken[at]:
            places[index] = (at, at + len(line))
            _take(taken, at, at + len(line))
            at += len(line)
    return [place is not None or _mostly(line, index_of, taken) for place, line in zip(places, packed, strict=True)]


def _take(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\x01" * (end - start)


def _mostly(line: str, index_of: Mapping[str, int], taken: bytearray) -> bool:
    """Do most pieces of a long line stand where no other line stands."""
    if len(line) < SHORT:
        return False
    pieces = [line[i : i + SHINGLE] for i in range(0, len(line) - SHINGLE + 1, SHINGLE)][:PIECES]
    found = [at for at in (index_of.get(piece) for piece in pieces) if at is not None and not taken[at]]
    if len(found) < PART * len(pieces):
        return False
    for at in found:
        _take(taken, at, at + SHINGLE)
    return True


def densest_run(lines: Sequence[Line]) -> list[bool]:
    """The run of lines with most words of running text, where every other line costs as much as a short sentence."""
    best, best_run, total, start = 0, (0, 0), 0, 0
    for index, line in enumerate(lines):
        total += line.words if line.is_running and not line.region else -GAP
        if total <= 0:
            total, start = 0, index + 1
        elif total > best:
            best, best_run = total, (start, index + 1)
    if best == 0:
        return [True] * len(lines)
    return [best_run[0] <= index < best_run[1] for index in range(len(lines))]
