"""A claim by itself: how differently it is worded, who said what when, what each outlet does with it, how sure that is.

A card of the report has its sides; this is the rest of what is on record. Nothing is computed: positions are put in order, by
time and by outlet, and counted by origin.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from dissensus.errors import UnknownId
from dissensus.records import Dated, Level, Span, Stance
from dissensus.show.layout import Card, chapters
from dissensus.show.matrix import Cell, Column, by_outlets
from dissensus.show.reasons import UNKNOWN, UNNAMED, in_words
from dissensus.show.shapes import CorpusView, DisputeView, PositionView, StatementView, StoryView, folded
from dissensus.show.words import STANCES, UNKNOWN_DATE, count, dated, interval, listed, teller

LEAST_ID = 6  # characters of an id by which a claim is found
SIDED = (Stance.ASSERTS, Stance.DENIES, Stance.DOUBTS)
NUMBER = re.compile(r"\d{1,6}\.\d{1,6}")  # of a dispute in the report: of its story, and in that
HOW_TO_NAME = (
    "give its number in the report, such as 1.2, or six characters of its id or more; `dissensus show disputes` "
    "lists them"
)

# What somebody does with a claim, in words.
SAYS = {
    Stance.ASSERTS: "asserts it",
    Stance.DENIES: "denies it",
    Stance.DOUBTS: "doubts it",
    Stance.REPORTS: "passes it on",
    Stance.UNSURE: "speaks of it, on which side cannot be told",
    Stance.SILENT: "is silent",
}
# What an outlet does with it: itself, by whom it lets speak, and in articles of others.
ITSELF = {
    Stance.ASSERTS: "says so itself",
    Stance.DENIES: "denies it itself",
    Stance.DOUBTS: "doubts it itself",
    Stance.REPORTS: "only reports",
    Stance.UNSURE: "cannot tell",
    Stance.SILENT: "silent: tells of the event and leaves this out",
}
LETS = {
    Stance.ASSERTS: "say so",
    Stance.DENIES: "deny it",
    Stance.DOUBTS: "doubt it",
    Stance.REPORTS: "pass it on",
    Stance.UNSURE: "speak of it, on which side cannot be told",
    Stance.SILENT: "",
}
IN_OTHERS = "in articles of others"
NO_SIDE = "takes no side itself"
NOTHING = "nothing on record that surely belongs here"


class Basis(StrEnum):
    """How the time of a saying is known: the article tells it, it is the day of publication, or it is not known."""

    SAID = "as the article tells it"
    PUBLISHED = "day of publication"
    UNKNOWN = "neither the day of saying nor that of publication is told"


@dataclass(frozen=True, slots=True)
class Saying:
    """What one holder says of a claim; `more` are the same words in further articles."""

    first: PositionView
    more: tuple[PositionView, ...] = ()

    @property
    def name(self) -> str:
        """Who holds it, in the words of the record; for an outlet itself that of the outlet."""
        return name_of(self.first)

    @property
    def does(self) -> str:
        """What they do with the claim: `denies it`."""
        return SAYS[self.first.stance]

    @property
    def reasons(self) -> list[str]:
        """What it rests on, in sentences."""
        return in_words(self.first.because, self.first.quote)


@dataclass(frozen=True, slots=True)
class Wordings:
    """How those who assert a claim in one outlet put it; `outlet` as `words.teller` has it."""

    outlet: str
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """What was said on one day or within one stretch of days, and how that is known."""

    when: str
    basis: Basis
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing that an outlet does with a claim: `words`, by the `holders` whom it lets speak, and what these do. The
    positions behind it are put together by holder."""

    words: str
    holders: tuple[tuple[PositionView, ...], ...] = ()
    after: str = ""
    positions: tuple[PositionView, ...] = ()

    @property
    def line(self) -> str:
        """All of it: `lets Tomas Rell and Lia Brandt deny it`."""
        names = listed([name_of(those[0]) for those in self.holders])
        return " ".join(part for part in (self.words, names, self.after) if part)


@dataclass(frozen=True, slots=True)
class Desk:
    """An outlet of the stories with all that it does with a claim; an unknown one by its file (`note`)."""

    outlet: Column
    doings: tuple[Doing, ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """How many articles print a side, and from how many origins: copies of one text are one."""

    stance: Stance
    articles: int
    origins: int

    @property
    def word(self) -> str:
        """The side in a word: `denies`."""
        return STANCES[self.stance]

    @property
    def spread(self) -> str:
        """`3 articles, 1 origin`."""
        return f"{count(self.articles, 'article')}, {count(self.origins, 'origin')}"


@dataclass(frozen=True, slots=True)
class Opposed:
    """Two positions that stand against each other."""

    one: PositionView
    other: PositionView

    @property
    def confidence(self) -> float:
        """That of the less sure of the two."""
        return min(self.one.confidence, self.other.confidence)


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A dispute with what its card does not tell. `number` is that of the report; `origin` is where the article was taken
    from that words it best, `also` are the same words in others. `days` have all positions with words of their own, in
    order of time, unknown ones last; `desks` are the outlets of its stories that do something with it, `others` those of
    which nothing is on record, `surest` is the surest opposed pair. What hardly belongs to the dispute stands under `weak` alone,
    as `days` do."""

    number: str
    dispute: DisputeView
    origin: str
    also: tuple[PositionView, ...]
    wordings: tuple[Wordings, ...]
    days: tuple[Day, ...]
    weak: tuple[Day, ...]
    desks: tuple[Desk, ...]
    others: tuple[Column, ...]
    weights: tuple[Weight, ...]
    surest: Opposed | None

    @property
    def reasons(self) -> list[str]:
        """Why it is a dispute, in sentences."""
        return in_words(self.dispute.because)


def claim_page(view: CorpusView, name: str) -> ClaimPage:
    """The claim with this number in the report, or this id of a dispute or claim, or the beginning of one; UnknownId."""
    cards = [card for chapter in chapters(view) for card in (*chapter.cards, *chapter.possible)]
    if NUMBER.fullmatch(name):
        found = [card for card in cards if card.number == name]
    elif len(name) < LEAST_ID:
        raise UnknownId(f"{name or 'nothing'}: names no dispute; {HOW_TO_NAME}")
    else:
        found = [one for one in cards if one.dispute.id.startswith(name) or one.dispute.claim.id.startswith(name)]
    if len(found) != 1:
        what = "names no dispute" if not found else f"fits {len(found)} disputes"
        raise UnknownId(f"{name}: {what}; {HOW_TO_NAME}")
    return pages_of(found, view)[found[0].dispute.id]


def pages_of(cards: Iterable[Card], view: CorpusView) -> dict[str, ClaimPage]:
    """By dispute what its card does not tell."""
    known = _Known(
        {story.id: story for story in view.stories},
        {one.id: one for article in view.articles for one in article.statements},
        {article.id: article.origin for article in view.articles},
        {one.id: (story.id, o.number) for story in view.stories for o in story.origins for one in o.articles},
    )
    return {card.dispute.id: _page(card.number, card.dispute, known) for card in cards}


@dataclass(frozen=True, slots=True)
class _Known:
    """What is looked up: stories and statements by id, by article where it was taken from, and its origin in its story."""

    stories: Mapping[str, StoryView]
    said: Mapping[str, StatementView]
    places: Mapping[str, str]
    origins: Mapping[str, tuple[str, int]]


def _page(number: str, dispute: DisputeView, known: _Known) -> ClaimPage:
    surely = dispute.surely
    kept = {one.id for one in surely.positions}
    also, wordings = _wordings(surely)
    desks = _desks(surely, known.stories)
    return ClaimPage(
        number=number,
        dispute=dispute,
        origin=known.places.get(dispute.claim.article, ""),
        also=also,
        wordings=wordings,
        days=_days(surely.positions, known.said),
        weak=_days([one for one in dispute.positions if one.id not in kept], known.said),
        desks=tuple(desk for desk in desks if desk.doings),
        others=tuple(desk.outlet for desk in desks if not desk.doings),
        weights=_weights(surely, known.origins),
        surest=_surest(surely),
    )


def name_of(one: PositionView) -> str:
    """Who holds a position: its outlet, with its file where that is unknown, or the speaker."""
    if one.voice or one.holder_name == one.outlet:
        return teller(one.outlet or one.holder_name, one.origin)
    return UNNAMED if one.holder_name == UNKNOWN else one.holder_name


# ------------------------------------------------------------------------------------------------------- wordings


def _wordings(dispute: DisputeView) -> tuple[tuple[PositionView, ...], tuple[Wordings, ...]]:
    """The positions that have the words of the claim in another article, and by outlet all other words of who asserts it."""
    spans = [passage.span for passage in dispute.claim.passages]
    also: list[PositionView] = []
    found: dict[str, list[Saying]] = defaultdict(list)
    for first, *more in folded(one for one in dispute.asserts if one.passages):
        if any(_within(one.spans, spans) for one in (first, *more)):
            also += [one for one in (first, *more) if one.article != dispute.claim.article]
        else:
            found[teller(first.outlet or "", first.origin)].append(Saying(first, tuple(more)))
    return tuple(also), tuple(Wordings(outlet, tuple(sayings)) for outlet, sayings in found.items())


def _within(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    """Does each of these spans share characters with one of the others."""
    return all(
        any((a.article, a.part) == (b.article, b.part) and a.start < b.end and b.start < a.end for b in others)
        for a in spans
    )


# ------------------------------------------------------------------------------------------------ in order of time


def _days(positions: Sequence[PositionView], said: Mapping[str, StatementView]) -> tuple[Day, ...]:
    """The positions with words of their own by when they were said. The very same words of one holder are one saying, told
    where they come first, unless the articles tell of two days."""
    when = {one.id: _when(one, said) for one in positions if not one.bare}
    timed = sorted((one for one in positions if one.id in when), key=lambda one: when[one.id])
    told: list[list[PositionView]] = []
    for same in folded(timed):
        days: dict[str, list[PositionView]] = defaultdict(list)
        for one in same:
            days[when[one.id].words if when[one.id].basis is Basis.SAID else ""].append(one)
        told += days.values()
    told.sort(key=lambda those: when[those[0].id])
    return tuple(
        Day(words, basis, tuple(Saying(first, tuple(more)) for first, *more in those))
        for (words, basis), those in groupby(told, key=lambda those: (when[those[0].id].words, when[those[0].id].basis))
    )


@dataclass(frozen=True, slots=True, order=True)
class _When:
    """Sorts by day, unknown ones last, what the article tells of before what is only dated; then by publication and place."""

    unknown: bool
    day: str
    place: tuple[int, str, str, str, int, str]
    words: str
    basis: Basis


def _when(one: PositionView, said: Mapping[str, StatementView]) -> _When:
    published = one.published or Dated()
    told = [at for id in one.statements if id in said and (at := said[id].said_at) and (at.from_ or at.to)]
    first = min(told, key=lambda at: (at.from_ or at.to or "", at.to or ""), default=None)
    start = one.spans[0].start if one.spans else 0
    place = (published.value or "", one.outlet or "", one.article or "", start, one.id)
    if first is not None:
        return _When(False, (first.from_ or first.to or "")[:10], (0, *place), interval(first), Basis.SAID)
    if published.value:
        return _When(False, published.value[:10], (1, *place), dated(published), Basis.PUBLISHED)
    words = UNKNOWN_DATE if not published.conflict else dated(published)
    return _When(True, "", (2, *place), words, Basis.UNKNOWN)


# ------------------------------------------------------------------------------------------- by outlet and by origin


def _desks(dispute: DisputeView, stories: Mapping[str, StoryView]) -> list[Desk]:
    """What each outlet of the stories does with a claim, and each outlet of another story that takes part."""
    mine = sorted((stories[id] for id in dispute.stories if id in stories), key=lambda story: story.id != dispute.home)
    if not mine:
        return []
    whole = replace(
        mine[0],
        articles=tuple(article for story in mine for article in story.articles),
        outlets=tuple(dict.fromkeys(outlet for story in mine for outlet in story.outlets)),
    )
    # What is merely possible has no row among the others, but a page of its own.
    table = by_outlets([replace(dispute, level=Level.EXPLICIT)], whole)
    (row,) = table.rows
    out = []
    for column in table.columns:
        carries = row.carries.get(column.id, ())
        own = row.cells.get(column.id, ())
        doings = [
            *(_itself(cell) for cell in own if cell.stance is not Stance.REPORTS),
            *(_lets(cell) for cell in carries),
            *(
                Doing(NO_SIDE if carries else ITSELF[cell.stance], positions=cell.positions)
                for cell in own
                if cell.stance is Stance.REPORTS
            ),
            *(_in_others(cell) for cell in row.elsewhere.get(column.id, ())),
        ]
        out.append(Desk(column, tuple(doings)))
    return out


def _itself(cell: Cell) -> Doing:
    words = ITSELF[cell.stance]
    if cell.stance is Stance.UNSURE:
        why = dict.fromkeys(reason for one in cell.positions for reason in in_words(one.because))
        words = ": ".join([words, *(["; ".join(why)] if why else [])])
    return Doing(words, positions=cell.positions)


def _lets(cell: Cell) -> Doing:
    return Doing("lets", cell.holders, LETS[cell.stance], cell.positions)


def _in_others(cell: Cell) -> Doing:
    return Doing(f"{SAYS[cell.stance]} {IN_OTHERS}", positions=cell.positions)


def _weights(dispute: DisputeView, origins: Mapping[str, tuple[str, int]]) -> tuple[Weight, ...]:
    """How many articles and origins print each side; an article in no story is an origin of its own."""
    out = []
    for stance in SIDED:
        articles = {one.article for one in dispute.side(stance) if one.article}
        if articles:
            out.append(Weight(stance, len(articles), len({origins.get(id, (id, 0)) for id in articles})))
    return tuple(out)


def _surest(dispute: DisputeView) -> Opposed | None:
    """Of the opposed pairs the one whose less sure side is surest; of one holder only where no two stand against each other."""
    pairs = [Opposed(one, other) for one in dispute.asserts for other in (*dispute.denies, *dispute.doubts)]
    apart = [pair for pair in pairs if pair.one.holder.id != pair.other.holder.id]
    return max(apart or pairs, key=lambda pair: (pair.confidence, pair.one.id, pair.other.id), default=None)
