"""Which blocks of an HTML page are the article: trafilatura's word, held against our own text."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Sequence

from dissensus.stages.clean import markup
from dissensus.stages.clean.ledger import Line

DEEP = 150  # libxml2 gives up at 256, and trafilatura walks trees by recursion
MAX_LINES = 20_000  # trafilatura took 12 s for 100,000 paragraphs
SHORT = 25  # a shorter block is taken for the article's only where it stands in place: "Home" is found anywhere
PART = 0.7  # of a long block's pieces are in the output: it was cut within, and still is the article's
SHINGLE = 20
LEAST = 100  # letters of an output that is worth holding on to
GAP = 15  # words: what a line that does not read like text costs a run of paragraphs
IGNORED = re.compile("[\\s\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffd\x00-\x1f\x7f-\x9f]+")


def main_lines(source: str, nested: int, text: str, lines: Sequence[Line]) -> tuple[list[bool], str | None]:
    """For each line whether it is part of the article, and a note where the extractor gave nothing and paragraphs alone
    decided."""
    if len(lines) > MAX_LINES:
        return densest_run(lines), f"not_extracted: {len(lines):,} blocks, kept the longest run of paragraphs"
    output = _extract(markup.flatten(source, DEEP) if nested > DEEP else source)
    packed = pack(output)
    if len(packed) >= LEAST or (packed and len(packed) * 2 > len(text)):
        inside = match_lines(packed, [pack(line.text) for line in lines])
        if any(inside):
            return inside, None
    return densest_run(lines), "not_extracted: the extractor found no article, kept the longest run of paragraphs"


def _extract(source: str) -> str:
    """The article's text by trafilatura; empty where it finds none or fails."""
    import trafilatura
    from trafilatura.meta import reset_caches

    for name in ("trafilatura", "htmldate", "courlan"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())  # what it could not read is ours to tell
    reset_caches()  # they outlive a page and change what the next one gives
    try:
        document = trafilatura.bare_extraction(source, include_comments=False, with_metadata=False)
    except Exception:  # hostile markup reaches lxml by many ways; whatever it raises, the page has paragraphs
        return ""
    body = getattr(document, "body", None)
    return "\n".join(body.itertext()) if body is not None else ""


def pack(text: str) -> str:
    """Text for comparing: composed, without white space and characters that nobody sees."""
    return unicodedata.normalize("NFC", IGNORED.sub("", text))


def match_lines(output: str, packed: Sequence[str]) -> list[bool]:
    """Which lines stand in the output, in its order. Long ones first; short ones only between long ones in their
    place."""
    places: list[tuple[int, int] | None] = [None] * len(packed)
    inside = [False] * len(packed)
    at = 0
    for index, line in enumerate(packed):
        if len(line) < SHORT:
            continue
        found = output.find(line, at)
        if found >= 0:
            places[index], inside[index], at = (found, found + len(line)), True, found + len(line)
        else:
            inside[index] = line in output or _mostly(line, output)
    at = 0
    for index, line in enumerate(packed):
        place = places[index]
        if place is not None:
            at = place[1]
        elif line and not inside[index] and output.startswith(line, at):
            inside[index] = True
            at += len(line)
    return inside


def _mostly(line: str, output: str) -> bool:
    pieces = [line[i : i + SHINGLE] for i in range(0, len(line) - SHINGLE + 1, SHINGLE)][:200]
    return len(pieces) >= 3 and sum(piece in output for piece in pieces) >= PART * len(pieces)


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
