"""What finds statements in a text: the contract that the rules, our net and a net of the user's own fulfil."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Protocol

from dissensus.pieces import Pair, Paragraph


@dataclass(frozen=True, slots=True)
class Tagged:
    """One statement: offsets into the text, in order, within paragraphs. `source` is empty where nobody is named, `cue`
    where no words say that something is said; `content` never is. `confidence` in 0..1 is how likely it stands as found.
    `rule` names what found it where that is no net."""

    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    content: tuple[Pair, ...]
    confidence: float
    rule: str = ""


class Tagger(Protocol):
    """Reads an article once. `name` tells the net and its version, for the maker of each record; `languages` (codes) are
    those that it knows."""

    name: str

    @property
    def languages(self) -> Container[str]:
        """The codes of the languages that it reads."""

    def __call__(self, text: str, paragraphs: Sequence[Paragraph]) -> list[Tagged]:
        """The statements that stand in these paragraphs of a text, in the order of their first content; none nested in
        another. What it says of an article depends on that article alone."""
