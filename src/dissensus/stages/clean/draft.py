"""What the readers of formats hand on: an article's parts with the map back to the capture, its lines, and what it says
of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dissensus.records import How, Locator
from dissensus.stages.clean.ledger import Line
from dissensus.stages.clean.vote import Mark, Witness


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a part and where in the capture it comes from."""

    part: str
    start: int
    end: int
    locator: Locator
    how: How


@dataclass(slots=True)
class Draft:
    """An article before the rules have seen it. `dates` and `updates` are witnesses from fields and markup; `outlets`
    and `authors` are names from there, most trusted first; `times` are elements made for dates, each with its place
    in the text; `bylines` are texts of elements made for the names of authors, as well with their places;
    `region` is the country that the markup names with its language."""

    text: str
    pieces: list[Piece]
    lines: Sequence[Line]
    encoding: str = "utf-8"
    replaced: int = 0
    title: str | None = None
    standfirst: str | None = None
    headline: str | None = None
    url: str | None = None
    domain: str | None = None
    outlets: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    dates: list[Witness] = field(default_factory=list)
    updates: list[Witness] = field(default_factory=list)
    times: list[Mark] = field(default_factory=list)
    complete: bool = True
    language: str | None = None
    region: str | None = None
    bylines: list[tuple[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class UnreadableError(Exception):
    """There is no article in the page; the message says why. Caught in this stage and turned into a Drop."""
