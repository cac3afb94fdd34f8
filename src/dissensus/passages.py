"""How a person's word names a passage, so that it is found again when a later version reads the article otherwise.

A passage is written `article:part:start:end:mark`, where the mark is a hash of its words. Words are looked for where they
stood; where others stand in their place now, any mention that holds those words can be meant.
"""

from __future__ import annotations

from collections.abc import Iterable

from dissensus.records import Parts, Span, make_id

MARK_LENGTH = 12  # hexadecimal digits: enough to tell the passages of one article apart


def written(span: Span, parts: Parts) -> str:
    """A passage of an article with these parts, as an edge names it."""
    return ":".join([span.article, span.part, str(span.start), str(span.end), mark(words_at(span, parts))])


def parsed(end: str) -> tuple[Span, str] | None:
    """Span and mark of a passage that an edge names; None where its end names none."""
    match end.split(":"):
        case [article, part, start, end, mark] if start.isdecimal() and end.isdecimal():
            return Span(article, part, int(start), int(end)), mark
    return None


def mark(text: str) -> str:
    """What tells the words of a passage, however they are spaced."""
    return make_id("passage", " ".join(text.split()))[:MARK_LENGTH]


def words_at(span: Span, parts: Parts) -> str:
    """The characters of a passage; none where an article with these parts has no such passage."""
    try:
        return parts.of(span.part)[span.start : span.end]
    except (KeyError, IndexError, ValueError):
        return ""


def found(end: str, parts: Parts, spans: Iterable[Span]) -> list[Span]:
    """Which of these spans of an article a passage is: the one in its place, else the one that shares most of it; where
    other words stand there now, all that hold its words. In the order of the text."""
    passage = parsed(end)
    if passage is None:
        return []
    at, marked = passage
    here = [span for span in sorted(spans) if (span.article, span.part) == (at.article, at.part)]
    if mark(words_at(at, parts)) != marked:
        return [span for span in here if _holds(words_at(span, parts), at.end - at.start, marked)]
    touched = [span for span in here if span.start < at.end and at.start < span.end]
    touched.sort(key=lambda s: (s != at, max(s.start, at.start) - min(s.end, at.end), s.start))
    return touched[:1]


def _holds(words: str, length: int, marked: str) -> bool:
    """Are the words of this mark and length among some words?"""
    if mark(words) == marked:
        return True
    starts = (at for at in range(len(words) - length + 1) if at == 0 or not words[at - 1].isalnum())
    return any(mark(words[at : at + length]) == marked for at in starts)


def spelling(name: str) -> str:
    """A name as it is spelt, but for case and white space: what of it a person means who speaks of a spelling."""
    return " ".join(name.split()).casefold()
