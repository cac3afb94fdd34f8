"""Rules for lengths of time, what is reckoned by them (`three years ago`), and what repeats (`every week`)."""

from __future__ import annotations

from datetime import timedelta

from dissensus.records import Interval
from dissensus.stages.read.times import clock as basis
from dissensus.stages.read.times.calendar import MONTHS_OF, Moment, add_months, around, length, shifted
from dissensus.stages.read.times.clock import Reading, at
from dissensus.stages.read.times.grammar import Hit, count
from dissensus.stages.read.times.periods import compared

DAYS = {"D": 1, "W": 7, "F": 14, "N": 7}
HOURS = {"H": 1.0, "I": 1 / 60, "S": 1 / 3600}
MAX_NUMBER = 10_000  # of hours and the like; beyond, nobody reckons
MONTHS_OF_A_PERIOD = 6  # `the nine months`: a stretch this long stands for its year when `a year earlier` follows


def ago(hit: Hit) -> Reading | None:
    """`three years ago`, `a week or so ago`, `two years from now`: reckoned from the article's day."""
    unit, where = hit.word("unit"), hit.word("where")
    if unit is None or where is None:
        return None
    number, code = count(hit.group("count")), str(unit.value)
    today = hit.clock.published
    if number is None or today is None or code in "HIS":
        return _some_ago(hit, code, int(where.value), number)
    step = int(number) * int(where.value)
    if code == "Y" and step == -1 and hit.clock.period:
        return compared(hit.clock)
    return _moved(around(today, "D"), step, code, basis.PUBLISHED)


def _moved(start: Moment, step: int, unit: str, why: str) -> Reading | None:
    try:
        if unit in ("E", "C"):
            step, unit = step * MONTHS_OF[unit] // 12, "Y"
        return at(shifted(start, step, unit), why)
    except (OverflowError, ValueError):
        return None


def _some_ago(hit: Hit, unit: str, side: int, number: float | None) -> Reading:
    """A time before or after the article's that the text does not settle to the day."""
    today = hit.clock.published
    value = "PAST_REF" if side < 0 else "FUTURE_REF"
    if today is None:
        return Reading("date", value, Interval(None, None, basis.NO_DATE))
    if number is not None and unit in HOURS and number <= MAX_NUMBER:
        days = timedelta(days=int(number * HOURS[unit] / 24) + 1)
        from_, to = (today - days, today) if side < 0 else (today, today + days)
        return Reading("date", value, Interval(from_.isoformat(), to.isoformat(), basis.PUBLISHED))
    stamp = today.isoformat()
    return Reading("date", value, Interval(None if side < 0 else stamp, stamp if side < 0 else None, basis.PUBLISHED))


def earlier(hit: Hit) -> Reading | None:
    """`a year earlier`, `two days later`, `the day before`: reckoned from the time that was told last."""
    unit, where = hit.word("unit"), hit.word("where")
    if unit is None or where is None:
        return None
    number, code, told = count(hit.group("count")) if hit.group("count") else 1, str(unit.value), hit.clock.told
    if where.among("before") and not hit.among(hit.last, "dot comma mark and"):
        return None  # `two days before the vote`
    if code in "HIS" or number is None:
        return None
    step = int(number) * int(where.value)
    if code == "Y" and step == -1:
        return compared(hit.clock)
    if told is None:
        return None
    return _moved(told, step, code, basis.TEXT)


def duration(hit: Hit) -> Reading | None:
    """`two weeks`, `more than four hours`, `a three-year period`, `16-hour`, `half an hour`."""
    unit, words = hit.word("unit", "joined"), hit.group("count")
    if unit is None or unit.titled or _is_age(hit) or (words and words[0].among("ordinal")):
        return None
    code = str(unit.value)
    number = 0.5 if hit.word("half") else count(words)
    if hit.word("more"):
        number = (number or 0) + 0.5
    several = bool(words) and words[0].among("few")
    if code == "Q" and (number == 1 or (number is None and not several) or hit.word("hyphen")):
        return None
    if unit.among("unit") and ((words and words[0].among("year")) or (number == 1 and hit.word("joined"))):
        return None
    if hit.among(hit.last, "hyphen") and hit.among(hit.last + 1, "ago earlier"):
        return None  # `a year-earlier loss`
    alone = len(words) == 1 and words[0].among("an") and not hit.word("approx", "period", "more")
    if (
        alone
        and not hit.among(hit.first - 1, "at in on of earlier range and approximate")
        and not hit.among(hit.last, "before earlier later")
        and code in "YMWD"
    ):
        return Reading("set", length(1, code), Interval(None, None, basis.REPEATS))
    _keep_year(hit, number, code)
    return Reading("duration", length(number, code), Interval(None, None, basis.LENGTH))


def _is_age(hit: Hit) -> bool:
    """`aged 50 years`, `50 years old`, `a 50-year-old`."""
    behind = hit.last + hit.among(hit.last, "hyphen")
    return hit.among(hit.first - 1, "old") or hit.among(behind, "old")


def _keep_year(hit: Hit, number: float | None, code: str) -> None:
    """`the nine months`: what is compared with a year earlier is a part of this year."""
    today = hit.clock.published
    if hit.among(hit.first, "the") and code == "M" and number and number >= MONTHS_OF_A_PERIOD and today:
        hit.clock.period = around(today, "Y")


def reach(hit: Hit) -> Reading | None:
    """`the past two months`, `the next few days`, `the first nine months`, `the coming weeks`: a length that the article's
    day bounds, but for `first`."""
    unit, which = hit.word("unit"), hit.word("which")
    if unit is None or which is None:
        return None
    words, code = hit.group("count"), str(unit.value)
    number = count(words) if words else None
    value = length(number, code)
    if which.among("ordinal following"):
        if which.among("ordinal") and which.value not in (1, -1):
            return None
        _keep_year(hit, number, code)
        return Reading("duration", value, Interval(None, None, basis.LENGTH))
    if unit.among("unit") and not words:
        number, value = 1, length(1, code)
    today, side = hit.clock.published, int(which.value)
    if today is None or not side:
        return Reading("duration", value, Interval(None, None, basis.NO_DATE if today is None else basis.LENGTH))
    edge = None
    try:
        if number is not None and code in MONTHS_OF:
            edge = add_months(today, side * int(number * MONTHS_OF[code]))
        elif number is not None and code in DAYS:
            edge = today + timedelta(days=side * int(number * DAYS[code]))
        elif number is not None and code in HOURS:
            edge = today + timedelta(days=side * ((int(number * HOURS[code]) + 23) // 24))
    except (OverflowError, ValueError):
        return None
    far = edge.isoformat() if edge else None
    from_, to = (far, today.isoformat()) if side < 0 else (today.isoformat(), far)
    return Reading("duration", value, Interval(from_, to, basis.PUBLISHED))


def loose(hit: Hit) -> Reading | None:
    """`recent weeks`, `for years`, `within days`, `weeks or months`: units without a number."""
    unit, recent = hit.word("unit"), hit.word("which")
    if unit is None:
        return None
    value = length(None, str(unit.value))
    if recent:
        today = hit.clock.published
        if today is None:
            return Reading("duration", value, Interval(None, None, basis.NO_DATE))
        return Reading("duration", value, Interval(None, today.isoformat(), basis.PUBLISHED))
    if hit.among(hit.last, "ago"):
        return _some_ago(hit, str(unit.value), int(hit.words[hit.last].value), None)
    if not hit.among(hit.first - 1, "at in before") or _is_age(hit):
        return None
    return Reading("duration", value, Interval(None, None, basis.LENGTH))


def repeated(hit: Hit) -> Reading | None:
    """`every day`, `each Thursday`, `every two weeks`, `on Sundays`, `daily`, `Tuesday nights`."""
    return_value = _set_value(hit)
    return Reading("set", return_value, Interval(None, None, basis.REPEATS)) if return_value else None


def _set_value(hit: Hit) -> str | None:
    often, unit = hit.word("often"), hit.word("unit")
    weekday, month, season, part = hit.word("weekday"), hit.word("month"), hit.word("season"), hit.word("part")
    suffix = f"T{part.value}" if part else ""
    if often:
        return None if often.titled and (hit.first or hit.among(hit.last, "capital")) else str(often.value)
    if weekday:
        return f"XXXX-WXX-{int(weekday.value) + 1}{suffix}"
    if month:
        return f"XXXX-{int(month.value):02}"
    if season:
        return f"XXXX-{season.value}"
    if part:
        return f"XXXX-XX-XX{suffix}"
    if unit:
        words = hit.group("count")
        number = 2.0 if hit.word("other") else (count(words) if words else 1.0)
        return length(number, str(unit.value))
    return None
