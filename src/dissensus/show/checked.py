"""What came of a typed claim: who asserts, denies, doubts or only reports it, or the nearest passages where nobody does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from rich.console import Console

from dissensus.records import Position, Stance, Statement
from dissensus.show.attributes import act, holder
from dissensus.show.joins import by_side, position_view, read_part, statement_view
from dissensus.show.lines import ID_LENGTH, print_line
from dissensus.show.segments import Passage
from dissensus.show.shapes import PositionView, Sided, StatementView, folded
from dissensus.show.terminal import QUOTE_LENGTH, held, places
from dissensus.show.words import SIDES, confidence, count, isolated, listed, quoted, shorten
from dissensus.store import Store

SIDED = (Stance.ASSERTS, Stance.DENIES, Stance.DOUBTS)
NOBODY = "Nobody in this corpus asserts, denies or doubts it."
NEAR = "near it, and no answer:"
REASONS = 3  # that are printed of a position; the JSON holds all
DONE = {Stance.ASSERTS: "asserts", Stance.DENIES: "denies", Stance.DOUBTS: "doubts"}


class Nearest(Protocol):
    """A statement near a claim that is no answer, as `check` gives it."""

    @property
    def statement(self) -> Statement:
        """The statement."""

    @property
    def score(self) -> float:
        """How alike it is to the claim, 0 to 1."""

    @property
    def because(self) -> tuple[str, ...]:
        """Why it is no answer."""


class Result(Protocol):
    """What `check` gives for a typed claim."""

    @property
    def typed(self) -> str:
        """The claim as typed."""

    @property
    def read_as(self) -> str:
        """The words that were looked for."""

    @property
    def negated(self) -> bool:
        """Says it that something is not so."""

    @property
    def language(self) -> str:
        """The code of its language."""

    @property
    def positions(self) -> tuple[Position, ...]:
        """Who takes which stand."""

    @property
    def near(self) -> Sequence[Nearest]:
        """What is nearest, where nobody takes one."""


@dataclass(frozen=True, slots=True)
class NearView:
    """A statement that is no answer, how alike it is, and why it is none."""

    statement: StatementView
    score: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerView(Sided):
    """A typed claim and who speaks of it. `read_as` are the words that were looked for, without who is typed to say them;
    `negated` tells that it says something is not so, so that who denies that stands among those who assert it.
    `positions` go by stance, then date; `near` is empty where somebody asserts, denies or doubts it."""

    typed: str
    read_as: str
    negated: bool
    language: str
    positions: tuple[PositionView, ...]
    near: tuple[NearView, ...]

    @property
    def nobody(self) -> bool:
        """Does nobody assert, deny or doubt it."""
        return not any(self.side(stance) for stance in SIDED)


def answer_view(store: Store, result: Result) -> AnswerView:
    """The result of `check` over this store with words, outlets, dates and names; only its articles are read."""
    near = [one.statement for one in result.near]
    articles = {p.article for p in result.positions if p.article} | {s.article for s in near}
    index = read_part(store, articles, [s.id for s in near], {p.holder for p in result.positions})
    return AnswerView(
        typed=result.typed,
        read_as=result.read_as,
        negated=result.negated,
        language=result.language,
        positions=tuple(sorted((position_view(p, index) for p in result.positions), key=by_side)),
        near=tuple(NearView(statement_view(one.statement, index), one.score, one.because) for one in result.near),
    )


def as_dict(view: AnswerView) -> dict[str, Any]:
    """The same as plain dictionaries, lists, strings and numbers, such as JSON holds."""
    return {"nobody": view.nobody, **asdict(view)}


# ------------------------------------------------------------------------------------------------ on a terminal


def print_answer(view: AnswerView, console: Console) -> None:
    """The claim, how many take which side, then side by side who: outlet, date, words, place, how sure and why."""
    print_line(console, quoted(isolated(view.typed)), style="bold")
    if view.read_as != view.typed.rstrip("?!. "):
        print_line(console, f"looked for: {quoted(isolated(view.read_as))}, whoever says so", 2, style="dim")
    print_line(console, _summary(view), 2, hang=2)
    for stance, word in SIDES:
        side = view.side(stance)
        if not side:
            continue
        if stance is Stance.REPORTS:
            print_line(console, f"reported, without a side of its own, by {places(side)}", 2, hang=2)
            continue
        print_line(console, word, 2, style="bold")
        for first, *others in folded(side):
            print_line(console, held(first), 4, hang=2)
            print_line(console, _place(first), 6, hang=2, style="dim")
            if others:
                print_line(console, f"the same words in {places(others)}", 6, hang=2)
    if view.near:
        print_line(console, NEAR, 2, style="bold")
    for one in view.near:
        said = one.statement
        who = f"{holder(said)} {act(said.act)} — {places([said])}"
        print_line(console, f"{who}: {quoted(isolated(shorten(said.quote, QUOTE_LENGTH)))}", 4, hang=2)
        print_line(
            console, f"{_spots(said.passages)} · {'; '.join(map(isolated, one.because))}", 6, hang=2, style="dim"
        )


def _summary(view: AnswerView) -> str:
    if view.nobody:
        reported = count(len({one.outlet for one in view.reports}), "outlet reports it", "outlets report it")
        return f"{NOBODY} {reported}." if view.reports else NOBODY
    parts = []
    for stance in SIDED:
        number = len({one.holder.id for one in view.side(stance)})
        verb = DONE[stance] if number == 1 else DONE[stance].replace("ies", "y").removesuffix("s")
        parts.append(f"{number or 'nobody'} {verb if number else DONE[stance]} it")
    return listed(parts)


def _place(one: PositionView) -> str:
    told = [reason for reason in one.because if not reason.startswith("rule: ")][:REASONS]
    return f"{_spots(one.passages)} · {confidence(one.confidence)} · {'; '.join(map(isolated, told))}"


def _spots(found: Sequence[Passage]) -> str:
    """Article and offsets: `6c374c8c text 120-180`."""
    spans = [passage.span for passage in found]
    if not spans:
        return ""
    where = ", ".join(f"{span.start}-{span.end}" for span in spans)
    return f"{spans[0].article[:ID_LENGTH]} {spans[0].part} {where}"
