"""Hands for the tests of `read`: a text becomes an article of kept paragraphs, a marked line its own answer."""

from __future__ import annotations

import re

from dissensus.records import Article, Block, BlockKind, Dated, Maker, Parts, Record, Span, Statement, Voice
from dissensus.stages.read import read

MAKER = Maker("clean", "test")
MARKS = {"[": ("source", "]"), "{": ("cue", "}"), "<": ("content", ">")}


def article(text: str, published: str | None = "2024-08-21", language: str = "en") -> tuple[Article, list[Block]]:
    """An article, each line a kept paragraph; English if nothing else is said."""
    made = Article(
        "article",
        "page",
        Parts(text),
        MAKER,
        language=language,
        published=Dated(published, "day", "test") if published else Dated(),
    )
    blocks = [
        Block(Span("article", "text", m.start(), m.end()), BlockKind.PARAGRAPH, True, "test", MAKER, language)
        for m in re.finditer(r"[^\n]+", text)
    ]
    return made, blocks


def records(text: str, published: str | None = "2024-08-21", language: str = "en") -> list[Record]:
    """All that `read` makes of a text."""
    return list(read(*article(text, published, language)))


def statements(text: str, voice: Voice | None = Voice.ATTRIBUTED, language: str = "en") -> list[Statement]:
    """The statements of a text that are not nested, in their order."""
    made = [r for r in records(text, language=language) if isinstance(r, Statement) and r.parent is None]
    return [s for s in made if voice is None or s.voice is voice]


def unmarked(line: str) -> tuple[str, dict[str, list[str]]]:
    """`[X] {said} <that C>.` as its text and the passages by role. Nothing in these tests has brackets of its own."""
    text, spans = marked(line)
    return text, {role: [text[a:b] for a, b in found] for role, found in spans.items()}


def marked(line: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """The same with the spans by role."""
    text = ""
    spans: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
    role, start = None, 0
    for char in line:
        if role is None and char in MARKS:
            role, start = MARKS[char], len(text)
        elif role is not None and char == role[1]:
            spans[role[0]].append((start, len(text)))
            role = None
        else:
            text += char
    return text, spans


def told(text: str, statement: Statement) -> dict[str, list[str]]:
    """The passages of a statement by role."""
    return {role: [text[s.start : s.end] for s in getattr(statement, role)] for role in ("source", "cue", "content")}
