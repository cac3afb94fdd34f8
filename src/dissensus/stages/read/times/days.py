"""Rules for days: dates, weekdays, feasts, parts of days, hours.

A rule takes a hit and gives a reading, or None: then the place is left to another rule.
"""

from __future__ import annotations

from datetime import date, timedelta

from dissensus.stages.read.times import clock as basis
from dissensus.stages.read.times.calendar import Moment, around, feast, shifted
from dissensus.stages.read.times.clock import Reading, at, in_week, nearest, open_at
from dissensus.stages.read.times.grammar import Hit


def day(hit: Hit) -> Reading | None:
    """`August 6, 2024`, `on Sunday`, `last Friday`, `Sunday night`, `the night of August 5`, `06.08.2025`, `today`."""
    found = told_day(hit)
    if found is None:
        return None
    part = hit.word("part", "part_of")
    word = hit.word("word")
    suffix = str(part.value) if part else str(word.value).lstrip("-0123456789") if word else ""
    if not suffix:
        return found
    return Reading("time", f"{found.value}T{suffix}", found.interval, found.moment)


def clock_time(hit: Hit) -> Reading | None:
    """`10 p.m. Wednesday`, `noon`, `9 a.m. EST`, `15:00 GMT`: a day with an hour."""
    told = hit.word("clock")
    sure = hit.word("half", "noon", "zone") or (told is not None and ":" not in told.low)
    if not sure and not (hit.word("clock") and hit.among(hit.first - 1, "at on")):
        return None
    hour = _hour(hit)
    if hour is None:
        return None
    has_day = any(hit.word(name) for name in ("date", "month", "month2", "weekday3", "word"))
    found = told_day(hit) if has_day else _day_at_hand(hit)
    if found is None:
        return None
    value = f"{found.moment.value}T{hour}" if found.moment else f"{found.value}T{hour}"
    return Reading("time", value, found.interval, found.moment)


def _hour(hit: Hit) -> str | None:
    noon, told, bare, half = hit.word("noon"), hit.word("clock"), hit.number("hour"), hit.word("half")
    if noon:
        return str(noon.value)
    if told:
        text = str(told.value)
    elif bare is not None and half and 1 <= bare <= 12:
        text = f"{bare:02}:00"
    elif bare is not None and hit.word("zone") and len(hit.low(hit.place("hour")[0])) == 4 and bare % 100 < 60:
        text = f"{bare // 100:02}:{bare % 100:02}"
    else:
        return None
    hours = int(text[:2])
    if half and hours <= 12:
        hours = hours % 12 + int(half.value)
    return f"{hours:02}{text[2:]}" if hours <= 24 else None


def _day_at_hand(hit: Hit) -> Reading:
    """The day that was told last, else the article's."""
    told, today = hit.clock.told, hit.clock.published
    if told and told.grain == "D":
        return at(told, basis.TEXT)
    return at(around(today, "D"), basis.PUBLISHED) if today else open_at("XXXX-XX-XX", basis.NO_DATE)


def day_part(hit: Hit) -> Reading | None:
    """`this morning`, `last night`, `the next evening`, `that night`, `mid-afternoon yesterday`."""
    part, which = hit.word("part"), hit.word("which")
    if part is None:
        return None
    suffix = str(part.value)
    word = hit.word("word")
    if word:
        found = told_day(hit)
    elif which is None or which.among("this last next"):
        if hit.clock.published is None:
            return open_at(f"XXXX-XX-XXT{suffix}", basis.NO_DATE, "time")
        step = int(which.value) if which else 0
        narrative = which is not None and which.among("next") and hit.among(hit.first, "the") and hit.clock.told
        start = hit.clock.told if narrative and hit.clock.told else around(hit.clock.published, "D")
        found = at(shifted(around(start.end, "D"), step, "D"), basis.TEXT if narrative else basis.PUBLISHED)
    else:
        near = _day_at_hand(hit)
        step = int(which.value)
        found = at(shifted(near.moment, step, "D"), near.interval.basis) if near.moment else near
    if found is None:
        return None
    return Reading("time", f"{found.value}T{suffix}", found.interval, found.moment)


def told_day(hit: Hit) -> Reading | None:
    """The day that the groups of `DAY_PATTERN` tell."""
    told = hit.word("date")
    if told:
        try:
            return at(around(date.fromisoformat(str(told.value)), "D"), basis.SAID)
        except ValueError:
            return open_at(str(told.value), basis.NO_DAY)
    if hit.word("weekday3"):
        return _weekday(hit)
    word = hit.word("word")
    if word:
        step = int(str(word.value).rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)
        if hit.clock.published is None:
            return open_at("XXXX-XX-XX", basis.NO_DATE)
        return at(around(hit.clock.published + timedelta(days=step), "D"), basis.PUBLISHED)
    month, number = hit.number("month", "month2"), hit.number("day", "day2")
    if month is None or number is None or not 1 <= number <= 31:
        return None
    return _month_day(hit, month, number, hit.number("year", "year2"))


def _month_day(hit: Hit, month: int, number: int, year: int | None) -> Reading:
    value = f"{year or 'XXXX'}-{month:02}-{number:02}"
    if year is None:
        anchor, why = anchor_of(hit)
        if anchor is None:
            return open_at(value, basis.NO_YEAR)
        moments = []
        for near in (anchor.year - 1, anchor.year, anchor.year + 1):
            try:
                moments.append(Moment(date(near, month, number), "D"))
            except ValueError:
                continue
        if not moments:
            return open_at(value, basis.NO_DAY)
        return at(nearest(anchor, moments, hit.lean()), why)
    try:
        return at(Moment(date(year, month, number), "D"), basis.SAID)
    except ValueError:
        return open_at(value, basis.NO_DAY)


def anchor_of(hit: Hit) -> tuple[date | None, str]:
    """What a date without a year is reckoned from: the article's day, else the day that was told last."""
    if hit.clock.published:
        return hit.clock.published, basis.PUBLISHED
    if hit.clock.told:
        return hit.clock.told.start, basis.TEXT
    return None, basis.NO_YEAR


def _weekday(hit: Hit) -> Reading | None:
    name = hit.word("weekday3")
    if name is None or _is_name(hit):
        return None
    weekday = int(name.value)
    today = hit.clock.published
    if today is None:
        return open_at(f"XXXX-WXX-{weekday + 1}", basis.NO_DATE)
    which = hit.word("which")
    if which is None:
        moment = in_week(weekday, today, -1 if hit.among(hit.last, "possessive") else hit.lean())
    elif which.value == -1:
        moment = in_week(weekday, today - timedelta(days=1), -1)
    elif which.value == 1:
        moment = in_week(weekday, today + timedelta(days=1), 1)
    else:
        moment = in_week(weekday, today, hit.lean() or 1)
    return at(moment, basis.PUBLISHED)


def _is_name(hit: Hit) -> bool:
    """A word behind it that newspapers are called by."""
    return hit.among(hit.last, "capital") and hit.low(hit.last) in hit.clock.names


def holiday(hit: Hit) -> Reading | None:
    """`Christmas`, `last Thanksgiving`, `Easter 2024`."""
    word = hit.word("holiday")
    if word is None:
        return None
    rule, year = str(word.value), hit.number("year")
    if year is not None:
        return at(Moment(feast(rule, year), "D"), basis.SAID)
    anchor, why = anchor_of(hit)
    if anchor is None:
        return open_at("XXXX-XX-XX", basis.NO_YEAR)
    which = hit.word("which")
    moments = [Moment(feast(rule, near), "D") for near in (anchor.year - 1, anchor.year, anchor.year + 1)]
    if which and which.value == 0:
        return at(moments[1], why)
    if which:
        moments = [m for m in moments if (m.start < anchor if int(which.value) < 0 else m.start > anchor)]
    found = at(nearest(anchor, moments, hit.lean() if not which else 0), why)
    if hit.word("unit") and found.moment:
        return at(around(found.moment.start, "W"), why)
    return found


def second_day(hit: Hit) -> Reading | None:
    """The 25 of `April 24 and 25`, `Aug. 5-7`: a day of the month that was told last."""
    number, told = hit.number("second"), hit.clock.told
    if number is None or told is None or told.grain != "D" or number <= told.start.day:
        return None
    if not hit.among(hit.last, "dot comma mark hyphen range and"):
        return None
    try:
        return at(Moment(told.start.replace(day=number), "D"), basis.TEXT)
    except ValueError:
        return None
