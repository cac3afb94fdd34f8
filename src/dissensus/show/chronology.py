"""What happened when, and according to whom: the times that stand inside statements, in the order of their days, for
terminal, report and programs.

Which days an expression stands for was settled when it was read. Here it is joined with the statement around it, and the
days between what is told and the telling are counted. Nobody's date is preferred: two who differ stand one below the other.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rich.console import Console

from dissensus.records import Interval, Span, Time, Voice
from dissensus.show.around import QUOTE_LENGTH, Telling, passage, places, tellings
from dissensus.show.attributes import act, holder
from dissensus.show.joins import Index, by_date, plain
from dissensus.show.lines import print_line
from dissensus.show.shapes import CorpusView, StatementView, StoryView, in_reading_order
from dissensus.show.stories import print_head
from dissensus.show.words import count, interval, isolated, quoted, shorten
from dissensus.show.words import day as in_words

WORDS_LENGTH = 80  # characters of an expression of time; most have less than 20
TYPES = ("date", "time")  # a duration or a set (`for two years`, `every Monday`) is no day of a calendar
VAGUE = "_REF"  # ends the values of `now`, `currently`, `recently`: when it is told, not when something happened
LONGEST = 366  # days of an interval: a longer one (`the past decade`) would stand before all that happened in it
# The finest unit that holds an interval of so many days; the longest quarter has 92, the longest half of a year 184.
PRECISIONS = ((1, "day"), (7, "week"), (31, "month"), (92, "quarter"), (184, "half-year"), (LONGEST, "year"))
OPEN = "open"  # the precision of an interval with one side
# What an interval was reckoned from (stages/read/times/clock.py) where its words do not say it all.
BASES = {"published": "reckoned from the day of publication", "text": "reckoned from a time told before"}
# Days up to which a lag is told in days, and up to which in months; then in years: 869 days say little to a reader.
IN_DAYS, IN_MONTHS = 60, 1_096
MONTH, YEAR = 30.44, 365.25  # days on average


@dataclass(frozen=True, slots=True)
class HappeningView:
    """A time inside a statement: that something happened then, or is to, in somebody's words.

    `first` and `last` are days (ISO 8601, None for an open side), `basis` is what they were reckoned from, `precision` the
    unit that holds them. `words` are those of the expression, at `span`; `quote` is the statement around it, of a long one
    a sentence. `anchor` leads there. `lag` counts the days from the last day to the publication, below 0 where it is told
    before, None where one of the two is unknown. `more` are the same words in further articles.
    """

    first: str | None
    last: str | None
    basis: str
    precision: str
    words: str
    span: Span
    statement: StatementView
    quote: str
    anchor: str
    lag: int | None
    more: tuple[HappeningView, ...] = ()

    @property
    def when(self) -> str:
        """The days in words, whole months and years without their days: `6 August 2024`, `March to May 2022`, `2023`."""
        start, end = _day(self.first), _day(self.last)
        if not start or not end or start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
            return interval(Interval(self.first, self.last, self.basis))
        if (start.month, end.month) == (1, 12) and start.year == end.year:
            return str(end.year)
        opens, closes = (in_words(one.isoformat()).partition(" ")[2] for one in (start, end))
        if opens == closes:
            return closes
        return f"{opens.split()[0] if start.year == end.year else opens} to {closes}"

    @property
    def wording(self) -> str:
        """The expression as one line; empty where it reads as `when` does (`March 2022`)."""
        words = shorten(self.words, WORDS_LENGTH)
        return "" if words == self.when else words

    @property
    def note(self) -> str:
        """From what the days were reckoned, or empty where the words say it all."""
        return BASES.get(self.basis, "")

    @property
    def told(self) -> str:
        """How long after it, or before, the article was published: `told 3 days later`; empty where that is unknown."""
        if self.lag is None:
            return ""
        start, end = _day(self.first), _day(self.last)
        longer = (end - start).days if start and end else 0
        if self.lag > 0:
            return f"told {_long(self.lag)} {'after its end' if longer else 'later'}"
        if not start or self.lag + longer < 0:
            return f"told {_long(-self.lag - longer)} before"
        return "told within that time" if longer else "told the same day"


def happenings(said: Iterable[StatementView], index: Index) -> tuple[HappeningView, ...]:
    """The chronology of these statements, earliest first. What one holder says in the same words in several articles is one
    entry, as are the words of one text that several outlets carry in their own voice."""
    found = [happening for telling in tellings(said, index) for happening in _of_article(telling, index)]
    groups: dict[tuple[str | None, ...], list[HappeningView]] = {}
    for happening in sorted(found, key=_by_days):
        groups.setdefault(_key(happening), []).append(happening)
    return tuple(_together(group) for group in groups.values())


def _of_article(telling: Telling, index: Index) -> Iterator[HappeningView]:
    """The happenings of one article: its times on known days that stand in one of its statements and were not cut."""
    for time in index.times.get(telling.article.id, ()):
        precision = _precision(time)
        around = telling.around(time.span) if precision else None
        if precision is None or around is None:
            continue
        yield HappeningView(
            first=time.interval.from_,
            last=time.interval.to,
            basis=time.interval.basis,
            precision=precision,
            words=telling.words(time.span),
            span=time.span,
            statement=around.statement,
            quote=around.quote,
            anchor=around.anchor,
            lag=_lag(time.interval.to, telling.article.published.value),
        )


# ------------------------------------------------------------------------------------------- the time and its days


def _precision(time: Time) -> str | None:
    """The unit that holds the days of a time; None for what names no day, and for a stretch too long to have a place."""
    start, end = _day(time.interval.from_), _day(time.interval.to)
    if time.type not in TYPES or time.value.endswith(VAGUE) or (start is None and end is None):
        return None
    if start is None or end is None:
        return OPEN
    return next((name for limit, name in PRECISIONS if (end - start).days < limit), None)


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:  # a year or a month alone: no day to count from
        return None


def _lag(last: str | None, published: str | None) -> int | None:
    event, telling = _day(last), _day(published)
    return (telling - event).days if event and telling else None


def _long(days: int) -> str:
    """So many days in a unit that a reader can grasp."""
    if days <= IN_DAYS:
        return count(days, "day")
    if days <= IN_MONTHS:
        return f"about {count(round(days / MONTH), 'month')}"
    return f"about {count(round(days / YEAR), 'year')}"


# ------------------------------------------------------------------------------------------------ order and copies


def _by_days(one: HappeningView) -> tuple[str, str, bool, str, str, str, int]:
    """By first day, last day, publication, place; an interval that is open on one side stands at the other."""
    first, last = one.first or one.last or "", one.last or one.first or ""
    return first, last, *by_date(one.statement.published, one.statement.article), one.span.part, one.span.start


def _key(one: HappeningView) -> tuple[str | None, ...]:
    """What is one entry: the days, who says it, and the words."""
    said = one.statement
    own = said.voice is Voice.OWN
    who = "" if own else said.holder.id if said.holder else plain(said.source)
    return one.first, one.last, said.voice, who, plain(said.quote)


def _together(group: Sequence[HappeningView]) -> HappeningView:
    """The first to tell it, with one of each further article."""
    others = {one.statement.article: one for one in reversed(group[1:])}
    others.pop(group[0].statement.article, None)
    return replace(group[0], more=tuple(sorted(others.values(), key=_by_days)))


# ----------------------------------------------------------------------------------------------- terminal and JSON


def print_chronology(view: CorpusView, console: Console) -> None:
    """Story by story when something happened, who says so in which words, and how long after it that was published."""
    if not any(story.chronology for story in view.stories):
        print_line(console, "No statement here says on which day something happened.")
    for number, story in enumerate(in_reading_order(view.stories), 1):
        if not story.chronology:
            continue
        print_head(number, story, console)
        for one in story.chronology:
            _print_happening(one, console)
        console.print()


def _print_happening(one: HappeningView, console: Console) -> None:
    notes = ", ".join(part for part in (quoted(isolated(one.wording)) if one.wording else "", one.note) if part)
    print_line(console, f"{one.when} ({notes})" if notes else one.when, 3, hang=2, style="bold")
    said = f"{holder(one.statement)} {act(one.statement.act)}: {quoted(isolated(shorten(one.quote, QUOTE_LENGTH)))}"
    print_line(console, said, 5, hang=2)
    print_line(
        console,
        " · ".join(part for part in (places([one.statement]), one.told) if part),
        5,
        hang=2,
        style="dim",
    )
    if one.more:
        print_line(
            console, f"the same words in {places([other.statement for other in one.more])}", 5, hang=2, style="dim"
        )


def as_dict(view: CorpusView) -> dict[str, object]:
    """The chronologies for programs, in the order of the stories; ids as in the export, `lag` in days."""
    return {"stories": [_story(story) for story in in_reading_order(view.stories)]}


def _story(story: StoryView) -> dict[str, object]:
    return {
        "id": story.id,
        "title": story.title,
        "chronology": [
            {
                "from": one.first,
                "to": one.last,
                "basis": one.basis,
                "precision": one.precision,
                "words": one.words,
                "holder": one.statement.holder.id if one.statement.holder else None,
                "name": holder(one.statement),
                "voice": one.statement.voice,
                "act": one.statement.act,
                "quote": one.quote,
            }
            | _passage(one)
            | {"more": [_passage(other) for other in one.more]}
            for one in story.chronology
        ],
    }


def _passage(one: HappeningView) -> dict[str, object]:
    return {**passage(one.span, one.statement), "lag": one.lag}
