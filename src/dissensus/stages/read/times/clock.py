"""From what an expression is reckoned: the article's date, or the time that the text told last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dissensus.langs import Language, TimeWords
from dissensus.records import Interval
from dissensus.stages.read.times.calendar import Moment, around
from dissensus.stages.read.times.lexer import Lexicon, Word, lexicon

SAID = "said"  # the expression says it all
PUBLISHED = "published"  # reckoned from the article's date
TEXT = "text"  # reckoned from the time that the text told before
LENGTH = "a length of time"
REPEATS = "repeats"
VAGUE = "vague"
NO_DATE = "date of the article unknown"
NO_YEAR = "year unknown"
NO_DAY = "no such day"
NO_START = "starting point unknown"
FISCAL = "fiscal year"  # the text does not tell when it begins

TENSE_LEFT = 12  # words looked at before an expression for a verb's tense, and
TENSE_RIGHT = 6  # after it: bench times, train; 8 to 16 and 4 to 8 are within 0.3 points

FIRST_YEAR, LAST_YEAR = 1500, 2500  # of an article: within, no step from it leaves the calendar
# Days by which a date ahead counts as farther off where no verb tells (news tells what lies behind), and a date against the
# verbs' tense where the verb stands afar and close by; and how many words close by is: bench times, train (165 of 170 right;
# with 60 days in all cases 160, with 240 days 161).
OTHER_SIDE = (90, 150, 310)
CLOSE = 2


@dataclass(slots=True)
class Clock:
    """What is known of time while an article is read, sentence by sentence in order.

    `published` is the article's day; `told` is the time that the text told last, `quarter` the last quarter that is over,
    and `period` the stretch (a quarter, a year) that the text compares with the same one a year earlier.
    """

    published: date | None
    words: TimeWords
    lexicon: Lexicon
    names: frozenset[str]  # words that newspapers are called by
    told: Moment | None = None
    quarter: Moment | None = None
    period: Moment | None = None

    def tell(self, moment: Moment) -> None:
        """Keep a time for what is reckoned from it."""
        self.told = moment
        if moment.grain == "Q":
            self.period = moment
            if self.published is None or moment.end < self.published:
                self.quarter = moment


def new_clock(published: str | None, language: Language) -> Clock:
    """The clock of an article: `published` is its date (ISO 8601) or None, then what hangs on it stays open."""
    day = None
    if published:
        try:
            day = date.fromisoformat(published[:10])
        except ValueError:  # a year or a month alone: no day to reckon from
            day = None
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        day = None
    return Clock(day, language.times, lexicon(language), language.outlet_words)


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression stands for; `moment` is kept for what follows it."""

    type: str
    value: str
    interval: Interval
    moment: Moment | None = None


def at(moment: Moment, basis: str, *, keep: bool = True) -> Reading:
    """The reading of a moment; what only compares is not kept for what follows."""
    days = Interval(moment.start.isoformat(), moment.end.isoformat(), basis)
    return Reading("date", moment.value, days, moment if keep else None)


def open_at(value: str, why: str, kind: str = "date") -> Reading:
    """A reading whose days the text does not settle, and why."""
    return Reading(kind, value, Interval(None, None, why))


def lean(words: list[Word], first: int, last: int, times: TimeWords) -> int:
    """Does the sentence speak of what lies behind (-1) or ahead (1), twice as much where the word that tells stands close
    by (`opened in June`, not `put off to June`); 0 where no verb tells. The nearest word before the expression that tells
    decides, else the nearest after it."""
    for i in range(first - 1, max(first - TENSE_LEFT, 0) - 1, -1):
        told = _tense(words, i, times)
        if told:
            return 2 * told if first - i <= CLOSE and words[first - 1].among("in on") else told
    for i in range(last, min(last + TENSE_RIGHT, len(words))):
        told = _tense(words, i, times)
        if told:
            return told
    return 0


def _tense(words: list[Word], i: int, times: TimeWords) -> int:
    low = words[i].low
    if low in times.future or (i + 1 < len(words) and f"{low}_{words[i + 1].low}" in times.future):
        return 1
    if low in times.past:
        return -1
    if len(low) > 4 and low.endswith(times.past_endings):
        passive = any(words[k].low in times.auxiliaries for k in range(max(0, i - 2), i))
        return 0 if passive else -1
    return 0


def nearest(day: date, moments: list[Moment], towards: int) -> Moment:
    """The moment nearest to a day; one on the other side than the verbs point to counts as farther off."""

    def distance(moment: Moment) -> int:
        if moment.start <= day <= moment.end:
            return 0
        ahead = moment.start > day
        wrong = ahead != (towards > 0) if towards else ahead
        return ((moment.start - day).days if ahead else (day - moment.end).days) + (
            OTHER_SIDE[abs(towards)] if wrong else 0
        )

    return min(moments, key=distance)


def in_week(weekday: int, day: date, towards: int) -> Moment:
    """The weekday on or before a day; on or after it if `towards` is positive."""
    ahead = (weekday - day.weekday()) % 7
    if towards <= 0:
        ahead -= 7 if ahead else 0
    return around(date.fromordinal(day.toordinal() + ahead), "D")
