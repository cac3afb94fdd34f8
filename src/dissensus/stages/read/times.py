"""Expressions of time as intervals, reckoned against the article's date; open where the text does not settle them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dissensus.langs import Language
from dissensus.records import Interval


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time as offsets with its interval."""

    start: int
    end: int
    type: str
    interval: Interval


SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}


@cache
def _pattern(months: tuple[str, ...], weekdays: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all forms that this version knows; case matters, since `may` and `march` are verbs too."""
    month = "|".join(sorted((m.capitalize() for m in months), key=len, reverse=True))
    weekday = "|".join(sorted((w.capitalize() for w in weekdays), key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?P<m1>{month})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y1>(?:19|20)\d\d))?"
        rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{month})\b\.?(?:,?\s+(?P<y2>(?:19|20)\d\d))?"
        rf"|(?P<m3>{month})\.?\s+(?P<y3>(?:19|20)\d\d)"
        rf"|(?P<season>spring|summer|autumn|fall)(?:\s+of)?\s+(?P<y4>(?:19|20)\d\d)"
        rf"|(?:(?P<which>last|next|this|on|late on|early on|late|early|by|since|until)\s+)?(?P<weekday>{weekday})\b"
        rf"|(?P<prep>[Ii]n|[Ss]ince|[Bb]y|[Ll]ast|[Tt]his|[Dd]uring)\s+(?P<m4>{month})\b(?!\s+\d)"
        rf"|(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring)\s+(?P<y5>(?:19|20)\d\d)\b"
        rf"|(?P<day>yesterday|today|tomorrow|last\s+week|last\s+month|last\s+year|this\s+week|this\s+month|this\s+year))\b"
    )


def times(text: str, start: int, end: int, published: str | None, language: Language) -> Iterator[Expression]:
    """The expressions of a sentence. `published` is the article's date (ISO 8601) or None: what hangs on it stays open."""
    pattern = _pattern(tuple(language.months), tuple(language.weekdays))
    anchor = date.fromisoformat(published[:10]) if published else None
    for match in pattern.finditer(text, start, end):
        found = _interval(match, anchor, language)
        yield Expression(match.start(), match.end(), "date", found)


def _interval(match: re.Match[str], anchor: date | None, language: Language) -> Interval:
    months = language.months
    month = next((months[match[m].lower()] for m in ("m1", "m2", "m3", "m4") if match[m]), None)
    year = next((int(match[y]) for y in ("y1", "y2", "y3", "y4", "y5") if match[y]), None)
    day = next((int(match[d]) for d in ("d1", "d2") if match[d]), None)
    if match["season"] and year:
        first, last = SEASONS[match["season"].lower()]
        return Interval(f"{year}-{first:02}-01", _month_end(year, last), "said")
    if month:
        basis = "said" if year else "published"
        if year is None and anchor:
            year = anchor.year if (month, day or 1) <= (anchor.month, anchor.day) else anchor.year - 1
        return _of_month(year, month, day, basis)
    if year:
        return Interval(f"{year}-01-01", f"{year}-12-31", "said")
    return _relative(match, anchor, language)


def _of_month(year: int | None, month: int, day: int | None, basis: str) -> Interval:
    if year is None:
        return Interval(None, None, "year unknown")
    if day is None:
        return Interval(f"{year}-{month:02}-01", _month_end(year, month), basis)
    try:
        one = date(year, month, day).isoformat()
    except ValueError:
        return Interval(None, None, "no such day")
    return Interval(one, one, basis)


def _month_end(year: int, month: int) -> str:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).isoformat()


def _relative(match: re.Match[str], anchor: date | None, language: Language) -> Interval:
    if anchor is None:
        return Interval(None, None, "date of the article unknown")
    if match["weekday"]:
        back = (anchor.weekday() - language.weekdays[match["weekday"].lower()]) % 7
        day = anchor - timedelta(days=back)
        if (match["which"] or "") in ("next", "by", "until"):
            day = anchor + timedelta(days=(7 - back) % 7 or 7)
        return Interval(day.isoformat(), day.isoformat(), "published")
    word = " ".join((match["day"] or "").split())
    if word in ("yesterday", "today", "tomorrow"):
        day = anchor + timedelta(days={"yesterday": -1, "today": 0, "tomorrow": 1}[word])
        return Interval(day.isoformat(), day.isoformat(), "published")
    which, unit = word.split()
    if unit == "week":
        monday = anchor - timedelta(days=anchor.weekday() + (7 if which == "last" else 0))
        return Interval(monday.isoformat(), (monday + timedelta(days=6)).isoformat(), "published")
    if unit == "month":
        first = anchor.replace(day=1)
        if which == "last":
            first = (first - timedelta(days=1)).replace(day=1)
        return Interval(first.isoformat(), _month_end(first.year, first.month), "published")
    year = anchor.year - (which == "last")
    return Interval(f"{year}-01-01", f"{year}-12-31", "published")
