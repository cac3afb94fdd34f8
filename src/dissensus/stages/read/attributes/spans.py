"""The spans of one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spans:
    """Who says it, the words that tell of saying, what is said: offsets into the text. Source and cue may be empty; the
    order within each is no matter."""

    source: Sequence[Pair]
    cue: Sequence[Pair]
    content: Sequence[Pair]
