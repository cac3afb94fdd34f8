"""Dates: reading them from fields, markup and lines, and the vote on when an article was published.

No date is ever guessed: what cannot be read is refused, a day without a year stays without one unless another candidate
supplies it, and candidates that disagree are a visible conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from dissensus.langs.en_pages import MONTHS, STAMP_WORDS, WEEKDAYS
from dissensus.records import Candidate, Dated

EARLIEST = date(1990, 1, 1)  # no page on the web is older
AHEAD = timedelta(hours=24)  # clocks and zones differ; what lies further ahead is a mistake
AGREE_DAYS = 1  # two candidates so close speak for one date (zones, midnight)
CONFLICT_DAYS = 2  # two trusted candidates further apart are a conflict
TRUSTED = 5
# How much a rule's word weighs in the vote. A field or a tag made for the purpose outweighs what merely looks like a
# date; two lesser witnesses outweigh one of the best.
TRUST = {"field": 6, "json_ld": 5, "meta": 5, "stamp_prefix": 5, "meta_other": 3, "time": 3, "visible": 3, "url": 3}
TRUST |= {"dateline": 2}
SHOWN = 60  # characters of a refused value that are kept


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: where, and what it reads as. `year` is None for a day and month alone."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    time: str = ""
    precision: str = "day"

    @property
    def value(self) -> str:
        """ISO 8601; `--MM-DD` without a year."""
        if self.year is None:
            return f"--{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{self.month:02}-{self.day:02}{self.time}"


MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY_NAME = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
ISO = r"(?P<iy>\d{4})-(?P<im>\d{1,2})-(?P<id>\d{1,2})(?!\d)"
YMD = r"(?P<sy>\d{4})[/.](?P<sm>\d{1,2})[/.](?P<sd>\d{1,2})(?!\d)"
NUMERIC = r"(?P<n1>\d{1,2})(?P<sep>[./-])(?P<n2>\d{1,2})(?P=sep)(?P<ny>\d{4})(?!\d)"
MDY = rf"(?P<mm>{MONTH})\b\.?\s{{1,3}}(?P<md>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:,?\s{{1,3}}(?P<my>\d{{4}})(?!\d))?"
DMY = (
    rf"(?P<dd>\d{{1,2}})(?:st|nd|rd|th)?\.?(?:\s{{1,3}}of)?[\s-]{{1,3}}(?P<dm>{MONTH})\b\.?,?"
    r"(?:[\s-]{1,3}(?P<dy>\d{4})(?!\d))?"
)
DATE = re.compile(rf"(?<![\w.:/-])(?:{ISO}|{YMD}|{NUMERIC}|{MDY}|{DMY})", re.IGNORECASE)
ZONE = r"(?P<zone>Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2}(?!\d))"
CLOCK = (
    r"(?P<h>\d{1,2})[:.](?P<m>\d{2})(?::(?P<s>\d{2})(?:[.,]\d{1,9})?)?(?!\d)\s{0,2}(?P<half>[ap]\.?m\b\.?)?"
    rf"\s{{0,2}}{ZONE}?"
)
AFTER = re.compile(rf"(?:T|[\s,|·•–-]{{1,5}}(?:at\s{{1,2}})?){CLOCK}", re.IGNORECASE)
BEFORE = re.compile(
    rf"(?<![\d:.]){CLOCK}[\s,|·•–-]{{1,5}}(?:on\s{{1,2}})?(?:(?:{DAY_NAME})\b[.,]?\s{{1,3}})?$", re.IGNORECASE
)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?Z?)?$")
EPOCH = re.compile(r"\d{10}(?:\d{3})?$")
URL_DAY = re.compile(
    r"[/_-](?P<y>(?:19|20)\d{2})[/_-]?(?P<m>0[1-9]|1[0-2]|[1-9](?=[/_-]))[/_-]?(?P<d>[0-3]\d|[1-9](?=[/_-]|$))(?!\d)"
)
URL_MONTH = re.compile(r"/(?P<y>(?:19|20)\d{2})/(?P<m>0[1-9]|1[0-2]|[1-9])/")
LEFTOVER = re.compile(rf"\b(?:{DAY_NAME})\b\.?|\b(?:{'|'.join(STAMP_WORDS)})\b|[^\w\s]", re.IGNORECASE)


def find_dates(text: str, limit: int = 50) -> Iterator[Found]:
    """The dates in a text that are real days, in order; a clock time beside one belongs to it. At most `limit`."""
    for count, match in enumerate(DATE.finditer(text)):
        if count >= limit:
            return
        found = _read_match(text, match)
        if found is not None:
            yield found


def read_date(value: str) -> Found | None:
    """The date that a field or an attribute holds, whole; None if it is none or cannot be told (03/04/2024)."""
    value = value.strip()[:200]
    compact = COMPACT.match(value)
    if compact:
        y, m, d, hour, minute, second = compact.groups()
        time = f"T{hour}:{minute}" + (f":{second}" if second else "") if hour else ""
        precision = ("second" if second else "minute") if hour else "day"
        return _checked(Found(0, len(value), int(y), int(m), int(d), time, precision))
    if EPOCH.match(value):
        seconds = int(value) / (1000 if len(value) == 13 else 1)
        moment = datetime.fromtimestamp(seconds, UTC)
        return Found(0, len(value), moment.year, moment.month, moment.day, moment.strftime("T%H:%M:%SZ"), "second")
    found = next(find_dates(value, 1), None)
    return found if found and found.year is not None else None


def is_stamp(text: str) -> bool:
    """Is a line nothing but a date, with perhaps a weekday, a clock time and a word like "published"."""
    if len(text) > 120:
        return False
    found = list(find_dates(text, 4))
    if not found:
        return False
    rest = text
    for one in reversed(found):
        rest = rest[: one.start] + " " + rest[one.end :]
    rest = re.sub(r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\b", " ", rest)
    return len(LEFTOVER.sub(" ", rest).split()) <= 2


def _read_match(text: str, match: re.Match[str]) -> Found | None:
    group = match.groupdict()
    year: str | None
    if group["iy"]:
        year, month, day = group["iy"], int(group["im"]), int(group["id"])
    elif group["sy"]:
        year, month, day = group["sy"], int(group["sm"]), int(group["sd"])
    elif group["ny"]:
        year, order = group["ny"], _day_and_month(int(group["n1"]), int(group["n2"]), group["sep"])
        if order is None:
            return None
        day, month = order
    elif group["mm"]:
        year, month, day = group["my"], MONTHS[group["mm"].lower()], int(group["md"])
    else:
        year, month, day = group["dy"], MONTHS[group["dm"].lower()], int(group["dd"])
    start, end, time, precision = match.start(), match.end(), "", "day"
    if year:
        clock = AFTER.match(text, match.end())
        before = None if clock else BEFORE.search(text[max(0, start - 40) : start])
        told = _clock(clock or before)
        if told is not None:
            time, precision = told
            end = clock.end() if clock else end
            start = start - len(before.group()) if before else start
    return _checked(Found(start, end, int(year) if year else None, month, day, time, precision))


def _day_and_month(first: int, second: int, separator: str) -> tuple[int, int] | None:
    """Which of two numbers is the day: the one above 12; with stops the first; with strokes nobody can tell."""
    if first > 12 >= second:
        return first, second
    if second > 12 >= first:
        return second, first
    return (first, second) if separator == "." or first == second else None


def _clock(match: re.Match[str] | None) -> tuple[str, str] | None:
    """`Thh:mm[:ss][zone]` and its precision; None for a time that no clock shows."""
    if match is None:
        return None
    hour, minute, second, half = int(match["h"]), int(match["m"]), match["s"], (match["half"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 23 or minute > 59 or int(second or 0) > 59:
        return None
    zone = match["zone"] or ""
    if zone.upper() in {"Z", "UTC", "GMT"}:
        zone = "Z"
    elif zone:
        zone = f"{zone[:3]}:{zone[-2:]}"
        if int(zone[1:3]) > 14 or int(zone[4:]) > 59:
            return None
    return f"T{hour:02}:{minute:02}" + (f":{second}" if second else "") + zone, "second" if second else "minute"


def _checked(found: Found) -> Found | None:
    """The date if there is such a day."""
    try:
        date(2000 if found.year is None else found.year, found.month, found.day)
    except ValueError:
        return None
    return found


# ----------------------------------------------------------------------------------------------------- candidates


@dataclass(frozen=True, slots=True)
class Witness:
    """A date that some place shows: the rule that read it, the place, and the date, or the words if none was read."""

    rule: str
    place: str
    found: Found | None
    raw: str = ""


def from_value(rule: str, place: str, value: str) -> Witness:
    """What a field or an attribute says."""
    return Witness(rule, place, read_date(value), value.strip()[:SHOWN])


def from_text(rule: str, part: str, base: int, text: str, limit: int = 3) -> Iterator[Witness]:
    """What a stretch of text shows; `base` is where it begins in the part."""
    for found in find_dates(text, limit):
        yield Witness(rule, f"{part}:{base + found.start}-{base + found.end}", found)


def from_url(url: str) -> Iterator[Witness]:
    """What the path of an address shows."""
    path = url.split("://", 1)[-1][:2000]
    path = path[path.find("/") :] if "/" in path else ""
    match = URL_DAY.search(path)
    if match:
        found = _checked(Found(0, 0, int(match["y"]), int(match["m"]), int(match["d"])))
        if found is not None:
            yield Witness("url", "url", found)
            return
    month = URL_MONTH.search(path)
    if month:
        yield Witness("url_month", "url", None, f"{month['y']}-{int(month['m']):02}")


# ----------------------------------------------------------------------------------------------------------- vote


def vote(witnesses: Sequence[Witness], reference: datetime) -> Dated:
    """The date that the witnesses speak for, with all of them as candidates.

    A witness of rule `sidebar`, one ahead of the reference time by more than a day, one before 1990 and one that
    cannot be read are listed and have no voice. Each rule has one voice for one day; the day with the most weight
    wins, and its most trusted witness gives the value.
    """
    candidates: dict[Candidate, None] = {}
    voices: list[tuple[Witness, Found]] = []
    for witness in _completed(witnesses):
        candidate, voice = _heard(witness, reference)
        candidates.setdefault(candidate)
        if voice is not None:
            voices.append((witness, voice))
    if not voices:
        return Dated(candidates=tuple(candidates))
    order = {id(witness): n for n, (witness, _) in enumerate(voices)}
    winner, day = max(voices, key=lambda v: (_support(v[1], voices), TRUST[v[0].rule], -order[id(v[0])]))
    cluster = [v for v in voices if _apart(v[1], day) <= AGREE_DAYS]
    winner, day = max(cluster, key=lambda v: (TRUST[v[0].rule], _support(v[1], voices, 0), -order[id(v[0])]))
    trusted = [found for witness, found in voices if TRUST[witness.rule] >= TRUSTED]
    equal = [found for witness, found in voices if TRUST[witness.rule] >= min(TRUST[winner.rule], TRUSTED)]
    conflict = any(_apart(found, day) > CONFLICT_DAYS for found in equal) or _spread(trusted) > CONFLICT_DAYS
    return Dated(day.value, day.precision, winner.rule, conflict, tuple(candidates))


def _heard(witness: Witness, reference: datetime) -> tuple[Candidate, Found | None]:
    """A witness as a candidate, and its date if it has a voice."""
    found = witness.found
    if found is None:
        rule = witness.rule if witness.rule in {"sidebar", "url_month"} else witness.rule + "_refused"
        return Candidate(witness.raw, witness.place, rule), None
    if found.year is None:
        return Candidate(found.value, witness.place, witness.rule + "_no_year"), None
    if witness.rule not in TRUST:
        return Candidate(found.value, witness.place, witness.rule), None
    if _day(found) < EARLIEST or _is_ahead(found, reference):
        return Candidate(found.value, witness.place, witness.rule + "_refused"), None
    return Candidate(found.value, witness.place, witness.rule), found


def _completed(witnesses: Sequence[Witness]) -> Iterator[Witness]:
    """Days without a year get it from a full date of the same day, or from an address that names year and month."""
    full = [w.found for w in witnesses if w.found is not None and w.found.year is not None and w.rule in TRUST]
    months = [w.raw for w in witnesses if w.rule == "url_month"]
    for witness in witnesses:
        found = witness.found
        if found is None or found.year is not None or witness.rule not in TRUST:
            yield witness
            continue
        years = {f.year for f in full if f.year and _near(found, f)}
        years |= {int(m[:4]) for m in months if int(m[5:]) == found.month}
        whole = None
        if len(years) == 1:
            whole = _checked(Found(found.start, found.end, years.pop(), found.month, found.day))
        yield Witness(witness.rule, witness.place, whole, witness.raw) if whole else witness


def _near(partial: Found, full: Found) -> bool:
    """Could a day without a year be that day, in the same year."""
    whole = _checked(Found(0, 0, full.year, partial.month, partial.day))
    return whole is not None and _apart(whole, full) <= AGREE_DAYS


def _support(found: Found, voices: Sequence[tuple[Witness, Found]], within: int = AGREE_DAYS) -> int:
    return sum(TRUST[rule] for rule in {w.rule for w, f in voices if _apart(f, found) <= within})


def _spread(dates: Sequence[Found]) -> int:
    """Days from the first of some dates to the last."""
    days = [_day(found) for found in dates]
    return (max(days) - min(days)).days if days else 0


def _day(found: Found) -> date:
    return date(found.year or 1, found.month, found.day)


def _apart(one: Found, other: Found) -> int:
    return abs((_day(one) - _day(other)).days)


def _is_ahead(found: Found, reference: datetime) -> bool:
    """Does it lie more than a day after the reference time, in any zone it may be meant in."""
    now = reference if reference.tzinfo else reference.replace(tzinfo=UTC)
    zoned = "+" in found.time or "-" in found.time or found.time.endswith("Z")
    if not zoned:
        return (_day(found) - now.date()).days > AHEAD.days
    moment = datetime.fromisoformat(found.value)
    return (moment - now) > AHEAD
