"""Reckoning with days, weeks, months, quarters, seasons, years: moments of a grain, their TIMEX3 values and their days."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

# Grains: D day, W week, N weekend, M month, Q quarter, B half-year, T season, Y year, E decade, C century.
MONTHS_OF = {"M": 1, "Q": 3, "B": 6, "T": 3, "Y": 12, "E": 120, "C": 1200}
DAYS_OF = {"D": 1, "W": 7, "F": 14, "N": 7}
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the first month, as in the north; the text tells no hemisphere
SEASON_OF = {month: name for name, month in SEASONS.items()}
# How a number of units is written, with the factor: P2W, PT3H, P20Y.
LENGTHS = {
    "Y": ("P", 1, "Y"), "M": ("P", 1, "M"), "W": ("P", 1, "W"), "D": ("P", 1, "D"), "H": ("PT", 1, "H"),
    "I": ("PT", 1, "M"), "S": ("PT", 1, "S"), "Q": ("P", 1, "Q"), "E": ("P", 10, "Y"), "C": ("P", 100, "Y"),
    "N": ("P", 1, "WE"), "F": ("P", 2, "W"), "T": ("P", 1, "SU"),
}  # fmt: skip
UNKNOWN = {"E": "DE", "C": "CE", "F": "W"}  # PXDE: some decades
HALF = {"Y": "6M", "H": "30M", "I": "30S", "D": "T12H"}  # what half of a unit is in the next one


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of the calendar by its first day and its grain."""

    start: date
    grain: str

    @property
    def end(self) -> date:
        """Its last day."""
        if self.grain in ("D", "W"):
            return self.start + timedelta(days=DAYS_OF[self.grain] - 1)
        if self.grain == "N":
            return self.start + timedelta(days=1)
        return add_months(self.start, MONTHS_OF[self.grain]) - timedelta(days=1)

    @property
    def value(self) -> str:
        """As TIMEX3 writes it: 2024-08-06, 2024-W32, 2024-08, 2024-Q3, 2024-SU, 2024, 202, 20."""
        year = self.start.year
        match self.grain:
            case "D":
                return self.start.isoformat()
            case "W" | "N":
                iso = self.start.isocalendar()
                return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if self.grain == "N" else "")
            case "M":
                return f"{year:04}-{self.start.month:02}"
            case "Q":
                return f"{year:04}-Q{(self.start.month + 2) // 3}"
            case "B":
                return f"{year:04}-H{1 if self.start.month < 7 else 2}"
            case "T":
                return f"{year:04}-{SEASON_OF[self.start.month]}"
            case "E":
                return f"{year // 10:03}"
            case "C":
                return f"{year // 100:02}"
        return f"{year:04}"


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the last of its month. OverflowError beyond the years 1 to 9999."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"the year {year} is beyond the calendar")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def around(day: date, grain: str) -> Moment:
    """The week, month, quarter ... that a day lies in; a weekend is the one that ends its week."""
    if grain == "W":
        return Moment(day - timedelta(days=day.weekday()), "W")
    if grain == "N":
        return Moment(day + timedelta(days=5 - day.weekday()), "N")
    if grain == "D":
        return Moment(day, "D")
    if grain == "T":
        first = (day.month // 3) * 3 or 12
        return Moment(date(day.year - (day.month < 3), first, 1), "T")
    if grain in ("M", "Q", "B"):
        size = MONTHS_OF[grain]
        return Moment(date(day.year, (day.month - 1) // size * size + 1, 1), grain)
    year = {"E": day.year // 10 * 10, "C": day.year // 100 * 100}.get(grain, day.year)
    return Moment(date(max(year, 1), 1, 1), grain)


def shifted(moment: Moment, number: int, unit: str) -> Moment:
    """A moment some units away, of the coarser of its grain and the unit, so that two weeks from a day are a week.

    OverflowError beyond the calendar.
    """
    if unit in DAYS_OF:
        day = moment.start + timedelta(days=number * DAYS_OF[unit])
        return around(day, "W" if unit == "F" else unit)
    day = add_months(moment.start, number * MONTHS_OF[unit])
    if moment.grain in MONTHS_OF and MONTHS_OF[moment.grain] >= MONTHS_OF[unit]:
        return around(day, moment.grain)
    return around(day, unit)


def same_place(moment: Moment, years: int) -> Moment:
    """The same day, month or quarter some years away."""
    day = add_months(moment.start, 12 * years)
    return around(day, moment.grain)


def length(number: float | None, unit: str) -> str:
    """A duration: P2W, PT5H30M, P20Y, PXD where the number is not told."""
    prefix, factor, letter = LENGTHS[unit]
    if number is None:
        return f"{prefix}X{letter}" if factor == 1 else f"PX{UNKNOWN[unit]}"
    number *= factor
    whole = int(number)
    if number == whole:
        return f"{prefix}{whole}{letter}"
    if number - whole == 0.5 and unit in HALF:
        half = HALF[unit]
        if not whole:
            return prefix + half if unit != "D" else "P" + half
        return f"{prefix}{whole}{letter}{half}"
    return f"{prefix}{number:g}{letter}"


def nth_weekday(year: int, month: int, number: int, weekday: int) -> date:
    """The `number`-th such weekday of a month, counted from its end if negative."""
    days = [d for d in range(1, calendar.monthrange(year, month)[1] + 1) if date(year, month, d).weekday() == weekday]
    return date(year, month, days[number - 1 if number > 0 else number])


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    n = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)


def feast(rule: str, year: int) -> date:
    """The day of a feast in a year; how a rule is written is told in `langs`."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter")))
    fields = rule.replace("--", "-m").split("-")
    numbers = [-int(f[1:]) if f.startswith("m") else int(f) for f in fields]
    if len(numbers) == 2:
        return date(year, numbers[0], numbers[1])
    return nth_weekday(year, numbers[0], numbers[1], numbers[2])
