"""Rules for months, seasons, quarters, years, decades, centuries, and for the week, month or year that a word points at.

A rule takes a hit and gives a reading, or None: then the place is left to another rule.
"""

from __future__ import annotations

from datetime import date

from dissensus.records import Interval
from dissensus.stages.read.times import clock as basis
from dissensus.stages.read.times.calendar import SEASONS, Moment, around, length, same_place, shifted
from dissensus.stages.read.times.clock import Clock, Reading, at, nearest, open_at
from dissensus.stages.read.times.days import anchor_of, told_day
from dissensus.stages.read.times.grammar import Hit, count
from dissensus.stages.read.times.lexer import Phrase, Word, letters

EARLIEST, LATEST = 1900, 2040  # a bare number in between is a year unless something speaks against it


def month(hit: Hit) -> Reading | None:
    """`in June`, `last April`, `early November`, `June 2023`, `October last year`."""
    word = hit.word("month")
    if word is None:
        return None
    number, year = int(word.value), hit.number("year")
    if year is not None:
        return at(Moment(date(year, number, 1), "M"), basis.SAID)
    which, ref = hit.word("which"), hit.word("year_which")
    if not which and not ref and not _is_month(hit, word):
        return None
    anchor, why = anchor_of(hit)
    if anchor is None:
        return open_at(f"XXXX-{number:02}", basis.NO_YEAR)
    if ref:
        start, why = _base(hit, ref, "Y")
        if start is None:
            return open_at(f"XXXX-{number:02}", why)
        return at(Moment(date(start.start.year, number, 1), "M"), why)
    this = Moment(date(anchor.year, number, 1), "M")
    if which and which.value == 0:
        return at(this, why)
    towards = int(which.value) if which else hit.lean()
    if which:
        rows = [m for m in _years(this) if (m.end < anchor if towards < 0 else m.start > anchor)]
        return at(nearest(anchor, rows, towards), why) if rows else None
    return at(nearest(anchor, _years(this), towards), why)


def _years(moment: Moment) -> list[Moment]:
    return [same_place(moment, step) for step in (-1, 0, 1)]


def _is_month(hit: Hit, word: Word) -> bool:
    """A bare month stands behind a word that leads to times, or is doubted by nothing."""
    before, times = hit.low(hit.place("month")[0] - 1), hit.clock.words
    dotted = word.among("month") or hit.among(hit.place("month")[0] + 1, "dot")
    if (dotted and before in times.before_month) or hit.among(hit.place("month")[0] - 1, "early earlier later"):
        return True
    if word.among("short_month"):
        return False
    named = hit.among(hit.last, "capital") or hit.among(hit.first - 1, "capital")
    return word.low not in times.doubtful and word.among("month") and not named


def season(hit: Hit) -> Reading | None:
    """`the spring of 2022`, `last fall`, `this summer`, `in the winter`."""
    word = hit.word("season")
    if word is None:
        return None
    name, year, which = str(word.value), hit.number("year"), hit.word("which")
    if year is not None:
        if name == "WI":  # which of the two winters of a year the text does not settle
            return Reading(
                "date", f"{year:04}-WI", Interval(f"{year - 1:04}-12-01", f"{year + 1:04}-02-28", basis.SAID)
            )
        return at(Moment(date(year, SEASONS[name], 1), "T"), basis.SAID)
    if not which and not (hit.among(hit.first, "the early earlier later") or hit.among(hit.first - 1, "in at")):
        return None
    anchor, why = anchor_of(hit)
    if anchor is None:
        return open_at(f"XXXX-{name}", basis.NO_YEAR)
    this = Moment(date(anchor.year, SEASONS[name], 1), "T")
    if which and which.value:
        rows = [m for m in _years(this) if (m.end < anchor if int(which.value) < 0 else m.start > anchor)]
        return at(nearest(anchor, rows, int(which.value)), why) if rows else None
    if which:  # the winter that began last year is this winter still
        return at(same_place(this, -1) if this.start.month - anchor.month > 9 else this, why)
    return at(nearest(anchor, _years(this), hit.lean()), why)


def year(hit: Hit) -> Reading | None:
    """`in 2014`, `fiscal 1998`, `early 1990`, `nineteen ninety-six`, `the year two thousand`."""
    word = hit.word("year")
    if word is None:
        return spoken_year(hit)
    number = int(word.value)
    if not _is_year(hit, number):
        return None
    return at(Moment(date(number, 1, 1), "Y"), basis.SAID)


def _is_year(hit: Hit, number: int) -> bool:
    at_number = hit.place("year")[0]
    before, after = hit.letter(at_number - 1), hit.letter(hit.last)
    if before in letters("money") or after in letters("percent"):
        return False
    if (
        before in letters("hyphen")
        and hit.touches(at_number)
        and not hit.among(at_number - 2, "year word")
        and at_number == hit.first
    ):
        return False
    if after in letters("units unit zone"):
        return False
    if EARLIEST < number < LATEST and number % 100:
        return True
    led = before in letters("in at before of early earlier later fiscal") or hit.first < at_number
    return led or (number % 100 == 0 and before in letters("the") and after in letters("capital"))


def years(hit: Hit) -> Reading | None:
    """`2014-16`, `1998-2003`: all of these years."""
    first, last = hit.number("year"), hit.number("until")
    place = hit.place("until")[0]
    if (
        first is None
        or last is None
        or not (hit.touches(place) and hit.touches(place - 1))
        or hit.among(hit.last, "hyphen")
    ):
        return None
    if last < 100:
        last += first // 100 * 100
    if not EARLIEST <= first < last < LATEST or last - first > 100:
        return None
    days = Interval(f"{first:04}-01-01", f"{last:04}-12-31", basis.SAID)
    return Reading("date", f"{first:04}/{last:04}", days)


def short_quarter(hit: Hit) -> Reading | None:
    """`Q3 2024`, `H1`: a quarter or half of a year."""
    mark, number, year = hit.word("quarter"), hit.number("number"), hit.number("year")
    if mark is None or number is None or not hit.touches(hit.place("number")[0]):
        return None
    size = int(mark.value)
    if not 1 <= number <= 12 // size:
        return None
    anchor, why = (date(year, 1, 1), basis.SAID) if year else anchor_of(hit)
    if anchor is None:
        return open_at(f"XXXX-Q{number}", why)
    return at(Moment(date(anchor.year, (number - 1) * size + 1, 1), "Q" if size == 3 else "B"), why)


def spoken_year(hit: Hit) -> Reading | None:
    """`nineteen ninety-six`: two numbers side by side; `the year two thousand`."""
    words = [w for w in hit.group("spoken") if not w.among("hyphen")]
    if not words:
        return None
    values = [int(w.value) for w in words]
    number = 0
    if 13 <= values[0] <= 20 and len(values) >= 2 and 10 <= sum(values[1:]) < 100:
        number = 100 * values[0] + sum(values[1:])
    elif hit.word("year_word"):
        number = int(count(words) or 0)
    if not 1000 <= number < 2200 or hit.among(hit.last, "units unit hyphen number"):
        return None
    start = date(number, 1, 1)
    month = hit.number("month")
    return at(Moment(start.replace(month=month), "M") if month else Moment(start, "Y"), basis.SAID)


def decade(hit: Hit) -> Reading | None:
    """`the 1990s`, `the late '80s`, `the nineties`."""
    word = hit.word("decade")
    if word is None:
        return None
    number = int(word.value)
    if number < 100:
        if not hit.among(hit.first, "the apostrophe early"):
            return None
        number += 1900 if number >= 30 else 2000
    if not 1000 <= number < 2200:
        return None
    return at(Moment(date(number, 1, 1), "C" if number % 100 == 0 and number < 2000 else "E"), basis.SAID)


def century(hit: Hit) -> Reading | None:
    """`the 20th century`: 1901 to 2000, written 19 as TIMEX3 does."""
    number, unit = hit.number("ordinal"), hit.word("unit")
    if number is None or unit is None or unit.value != "C" or not 1 <= number <= 22:
        return None
    first = (number - 1) * 100
    return Reading("date", f"{number - 1:02}", Interval(f"{first + 1:04}-01-01", f"{first + 100:04}-12-31", basis.SAID))


def quarter(hit: Hit) -> Reading | None:
    """`the third quarter`, `third-quarter`, `the 1988 third quarter`, `next year's first quarter`, `the first half of 1989`."""
    unit, which = hit.word("unit"), hit.word("ordinal")
    if unit is None or which is None:
        return None
    half = unit.among("half")
    size, rows = (6, 2) if half else (3, 4)
    number = int(which.value) if which.among("ordinal") else rows
    if (not half and unit.value != "Q") or not 1 <= number <= rows:
        return None
    grain = "B" if half else "Q"
    year, ref = hit.number("year", "year_before"), hit.word("ref", "ref_before")
    if (half or not which.among("ordinal")) and not (year or ref or hit.word("this_year")):
        return None
    if hit.word("back"):
        return _quarter_back(hit, number)
    first_month = (number - 1) * size + 1
    if year is not None:
        return at(Moment(date(year, first_month, 1), grain), basis.SAID)
    if hit.word("this_year"):
        start = around(hit.clock.published, "Y") if hit.clock.published else None
        if start is None:
            return open_at(f"XXXX-{'H' if half else 'Q'}{number}", basis.NO_DATE)
        return at(Moment(date(start.start.year, first_month, 1), grain), basis.PUBLISHED)
    if ref:
        start, why = _base(hit, ref, "Y")
        if start is None:
            return open_at(f"XXXX-Q{number}", why)
        return at(Moment(date(start.start.year, first_month, 1), grain), why)
    anchor, why = anchor_of(hit)
    if anchor is None:
        return open_at(f"XXXX-Q{number}", basis.NO_YEAR)
    this = Moment(date(anchor.year, first_month, 1), grain)
    if hit.word("fiscal"):  # a quarter of another year than the calendar's
        hit.clock.quarter = hit.clock.period = this
        return at(this, why, keep=False)
    return at(this if this.start <= anchor or hit.lean() > 0 else same_place(this, -1), why)


def _quarter_back(hit: Hit, number: int) -> Reading:
    """`the year-ago third quarter`."""
    anchor, why = anchor_of(hit)
    if anchor is None:
        return open_at(f"XXXX-Q{number}", basis.NO_YEAR)
    this = Moment(date(anchor.year, (number - 1) * 3 + 1, 1), "Q")
    return at(same_place(this, -1 if this.start <= anchor else -2), why)


def year_back(hit: Hit) -> Reading | None:
    """`year-earlier`, `the year-ago period`: the same stretch, a year before the one that was told last."""
    unit = hit.word("unit")
    if unit is None or unit.value != "Y":
        return None
    of = hit.word("units")
    if of:
        value = length(count(hit.group("count")), str(of.value))
        return Reading("duration", value, Interval(None, None, basis.LENGTH))
    return compared(hit.clock)


def compared(clock: Clock) -> Reading:
    """A year before the stretch that the text is about; the article's year without one."""
    told = clock.period or clock.told
    if told and told.grain in ("D", "W", "N"):  # nobody means the very day
        return at(shifted(told, -1, "Y"), basis.TEXT, keep=False)
    if told:
        return at(same_place(told, -1), basis.TEXT, keep=False)
    if clock.published:
        return at(shifted(around(clock.published, "Y"), -1, "Y"), basis.PUBLISHED, keep=False)
    return open_at("XXXX", basis.NO_DATE)


def period(hit: Hit) -> Reading | None:
    """`the 1988 quarter`, `the 1989 period`: the stretch that the text is about, in that year."""
    unit, year = hit.word("unit"), hit.number("year")
    if unit is None or year is None or (unit.among("unit") and unit.value != "Q"):
        return None
    about = hit.clock.period
    moment = Moment(date(year, 1, 1), "Y")
    if about and about.grain == "Q":
        moment = Moment(date(year, about.start.month, 1), "Q")
    return at(moment, basis.TEXT, keep=False)


def _base(hit: Hit, which: Word, unit: str) -> tuple[Moment | None, str]:
    """This, last or next unit from the article's day; that or the following one from the time that was told last."""
    step = int(which.value)
    if which.among("that following"):
        if hit.clock.told is None:
            return None, basis.NO_START
        return shifted(around(hit.clock.told.start, unit), step, unit), basis.TEXT
    if hit.clock.published is None:
        return None, basis.NO_DATE
    return shifted(around(hit.clock.published, unit), step, unit), basis.PUBLISHED


def one_of_a_row(hit: Hit) -> Reading | None:
    """`last week`, `this year`, `the following month`, `that day`, `later that year`, `the latest quarter`."""
    unit, which = hit.word("unit"), hit.word("which")
    if unit is None or which is None:
        return None
    grain = str(unit.value)
    if unit.among("period") or (grain == "Q" and which.among("latest")):
        return _latest_quarter(hit.clock) if which.among("latest") else None
    if grain in "HIS" or (unit.titled and which.titled):
        return None
    if grain == "D":
        narrative = which.among("that following") or (
            which.among("next") and hit.among(hit.first, "the early earlier later")
        )
        if not narrative:
            return None
        told = hit.clock.told
        if told is None or told.grain != "D":
            return open_at("XXXX-XX-XX", basis.NO_START)
        return at(shifted(told, int(which.value), "D"), basis.TEXT)
    if grain == "F":
        return None
    if grain in "EC" and which.among("last latest next"):
        return None
    start, why = _base(hit, which, grain)
    if start is None:
        return open_at({"W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(grain, "XXXX"), why)
    if grain == "N" and which.value == -1 and hit.clock.published and start.end >= hit.clock.published:
        start = shifted(start, -1, "W")
    return at(start, why)


def the_unit(hit: Hit) -> Reading | None:
    """`the quarter`, `the year`, `the month`, `the weekend`: the one that the text speaks of."""
    unit = hit.word("unit")
    if unit is None or hit.among(hit.last, "hyphen ago earlier later before of"):
        return None
    grain, told, today = str(unit.value), hit.clock.told, hit.clock.published
    if grain == "Y" and hit.among(hit.last, "ended"):
        return Reading("duration", "P1Y", Interval(None, None, basis.LENGTH))
    if grain == "Q":
        return _latest_quarter(hit.clock)
    if grain not in "YMNW":
        return None
    if today is None:
        if told is None:
            return None
        return at(around(told.start, grain), basis.TEXT)
    found = around(today, grain)
    if grain == "N" and found.start > today and hit.lean() <= 0:
        found = shifted(found, -1, "W")
        found = around(found.start, "N")
    return at(found, basis.PUBLISHED)


def _latest_quarter(clock: Clock) -> Reading | None:
    """The quarter that the text is about; the last one that was over when the article came out."""
    if clock.quarter:
        return at(clock.quarter, basis.TEXT)
    today = clock.published
    return at(shifted(around(today, "Q"), -1, "Q"), basis.PUBLISHED) if today else None


def week_of(hit: Hit) -> Reading | None:
    """`the week of March 6`."""
    unit = hit.word("unit")
    if unit is None or unit.value not in ("W", "N"):
        return None
    found = told_day(hit)
    if found is None or found.moment is None:
        return found
    return at(around(found.moment.start, str(unit.value)), found.interval.basis)


def year_end(hit: Hit) -> Reading | None:
    """`year-end`, `the year's end`, `month end`: the year or month at whose end it is."""
    unit = hit.word("unit")
    if unit is None or unit.value not in ("Y", "M", "W"):
        return None
    if hit.clock.published is None:
        return open_at("XXXX", basis.NO_DATE)
    return at(around(hit.clock.published, str(unit.value)), basis.PUBLISHED)


def fixed(phrase: Phrase, clock: Clock) -> Reading:
    """`now`, `recently`, `soon`: before, at or after the article's day, and no more is told."""
    value, kind, today = phrase.value, phrase.type, clock.published
    if kind == "duration":
        return Reading(kind, value, Interval(None, None, basis.VAGUE))
    if today is None:
        return open_at(value, basis.NO_DATE, kind)
    stamp = today.isoformat()
    from_, to = {"PAST_REF": (None, stamp), "FUTURE_REF": (stamp, None)}.get(value, (stamp, stamp))
    return Reading(kind, value, Interval(from_, to, basis.PUBLISHED))
