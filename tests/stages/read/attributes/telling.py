"""Hands for the tests of attributes: a marked line `[X] {said} <that C>.` becomes its text and its attributes."""

from __future__ import annotations

from collections.abc import Sequence

from dissensus.langs import Language, read_languages
from dissensus.stages.read.attributes import Attributes, Spans, describe
from tests.stages.read.reading import marked

ENGLISH: Language = read_languages()["en"]


def unmarked(line: str) -> tuple[str, Spans]:
    """The text of a marked line, and its spans."""
    text, spans = marked(line)
    return text, Spans(spans["source"], spans["cue"], spans["content"])


def told(line: str) -> Attributes:
    """What is told of the statement of a marked line, which is one sentence."""
    text, spans = unmarked(line)
    return describe(text, spans, (0, len(text)), ENGLISH)


def words(line: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """The passages of a marked line."""
    text, _ = unmarked(line)
    return [text[a:b] for a, b in spans]
