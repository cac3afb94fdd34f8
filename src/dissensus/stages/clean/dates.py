"""Reading dates from fields, markup and lines, in many languages.

No date is guessed: what cannot be read is refused, a day without a year stays without one, and a date whose day and
month may be the other way round (03/04/2024) says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from dissensus.langs.dates import CLOCK_WORDS, DATE_WORDS, JOINERS, STAMP_FILLERS, ZONES
from dissensus.langs.en_pages import MONTHS, WEEKDAYS


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: where, and what it reads as. `year` is None for a day and month alone; `open` says that day and
    month may be the other way round."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    time: str = ""
    precision: str = "day"
    open: bool = False

    @property
    def value(self) -> str:
        """ISO 8601; `--MM-DD` without a year."""
        if self.year is None:
            return f"--{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{self.month:02}-{self.day:02}{self.time}"

    @property
    def turned(self) -> Found:
        """The other reading of a date that is open."""
        return replace(self, month=self.day, day=self.month, open=False)


def fold(word: str) -> str:
    """A word for comparing: lower case, no accents, no dotless i."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower().replace("ı", "i"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def _month_forms() -> dict[str, dict[int, set[str]]]:
    """Each form of a month, the months that it names, and in which languages."""
    forms: dict[str, dict[int, set[str]]] = {}
    for code, words in DATE_WORDS.items():
        for number, group in enumerate(words.months.split(","), 1):
            for form in group.split():
                forms.setdefault(fold(form), {}).setdefault(number, set()).add(code)
    return forms


MONTH_FORMS = _month_forms()
STAMP_FORMS = frozenset(
    fold(word)
    for words in (f"{w.weekdays} {w.published} {w.updated}" for w in DATE_WORDS.values())
    for word in [*words.split(), *STAMP_FILLERS]
)

# For those who look for a month or weekday of English themselves.
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY_NAME = "|".join(sorted(WEEKDAYS, key=len, reverse=True))

LETTERS = r"[^\W\d_][^\s\d,.;:/|()<>\"·•_-]{1,14}"
OF = "|".join(re.escape(w) + ("" if w[-1] in "'’" else r"\s{1,3}") for w in sorted(JOINERS, key=len, reverse=True))
DIGITS = re.compile(r"(?:(?<![\w.:/-])|(?<=[^\W\d_]:))\d{1,4}(?![\d:])|(?<!\d)\d{4}(?=\s?[年년])")
YEAR_FIRST = re.compile(r"(?P<y>\d{4})(?P<sep>[-/.])\s?(?P<m>\d{1,2})(?P=sep)\s?(?P<d>\d{1,2})(?!\d)")
EASTERN = re.compile(r"(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일号號]")
YEAR_MONTH_DAY = re.compile(rf"(\d{{4}})(?:\.|\sm\.|\.\sgada)?[\s-]{{1,2}}({LETTERS})\.?[\s-]{{1,2}}(\d{{1,2}})(?!\d)")
DAY_FIRST = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}(?![\d:])|\d{2}(?![\d.:/-]))")
DAY_MONTH = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|er|[.ºª°])?,?(?:\s{{1,3}}(?:{OF}))?[\s-]{{0,3}}({LETTERS})\.?,?"
    rf"(?:[\s-]{{1,3}}(?:{OF})?(\d{{4}})(?!\d))?",
    re.IGNORECASE,
)
VIETNAMESE = re.compile(r"(\d{1,2})\s?th[áa]ng\s?(\d{1,2})(?:,|\s?n[ăa]m)?\s{1,2}(\d{4})(?!\d)", re.IGNORECASE)
MONTH_BEFORE = re.compile(rf"(?<![\w.-])({LETTERS})\.?\s{{1,3}}$")
AFTER_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?![\d:])(?:,?\s{1,3}(\d{4})(?!\d))?", re.IGNORECASE)
ZONE = rf"(?P<zone>(?:{'|'.join(sorted(ZONES, key=len, reverse=True))})\b|[+-]\d{{2}}:?\d{{2}}(?!\d))"
CLOCK = (
    r"(?P<h>\d{1,2})[:.hH](?P<m>\d{2})(?::(?P<s>\d{2})(?:[.,]\d{1,9})?)?(?!\d)\s{0,2}(?P<half>[ap]\.?m\b\.?)?"
    rf"\s{{0,2}}{ZONE}?"
)
SEPARATORS = r"[\s,|·•–—()/-]{1,5}"
WHEN = "|".join(re.escape(word) for word in sorted(CLOCK_WORDS, key=len, reverse=True))
AFTER = re.compile(rf"(?:T|\.?{SEPARATORS}(?:(?:{WHEN})\s{{1,2}})?|\s?(?:г|р)\.,?\s{{1,2}}){CLOCK}", re.IGNORECASE)
BEFORE = re.compile(rf"(?<![\d:.]){CLOCK}{SEPARATORS}(?:on\s{{1,2}})?(?:{LETTERS}[.,]?\s{{1,3}})?$", re.IGNORECASE)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?Z?)?$")
EPOCH = re.compile(r"\d{10}(?:\d{3})?$")
CLOCK_ALONE = re.compile(r"\b\d{1,2}[:.hH]\d{2}(?::\d{2})?\b")
WORDS = re.compile(r"[^\W\d_]+|\d+")
LEFT_OVER = 2  # words that a line of date alone may have beside


def find_dates(text: str, limit: int = 50, language: str | None = None) -> Iterator[Found]:
    """The dates in a text that are real days, in order; a clock time beside one belongs to it. At most `limit` places
    that look like one are read. `language` (ISO 639-1) settles names that two languages use for two months."""
    at, count = 0, 0
    while count < limit:
        match = DIGITS.search(text, at)
        if match is None:
            return
        at = match.end()
        looked, found = _read_at(text, match, language)
        count += looked
        if found is not None:
            found = _with_time(text, found) if found.year is not None else found
            at = max(at, found.end)
            yield found


def read_date(value: str, language: str | None = None) -> Found | None:
    """The date that a field or an attribute holds, whole; None if it is none. It is `open` where its day and month may be
    the other way round."""
    value = value.strip()[:200]
    compact = COMPACT.match(value)
    if compact:
        y, m, d, hour, minute, second = compact.groups()
        time = f"T{hour}:{minute}" + (f":{second}" if second else "") if hour else ""
        precision = ("second" if second else "minute") if hour else "day"
        found = _checked(Found(0, len(value), int(y), int(m), int(d), time, precision))
        return found if not time or _is_time(time) else None
    if EPOCH.match(value):
        seconds = int(value) / (1000 if len(value) == 13 else 1)
        moment = datetime.fromtimestamp(seconds, UTC)
        return Found(0, len(value), moment.year, moment.month, moment.day, moment.strftime("T%H:%M:%SZ"), "second")
    return next((found for found in find_dates(value, 3, language) if found.year is not None), None)


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
    rest = CLOCK_ALONE.sub(" ", rest)
    return sum(1 for word in WORDS.findall(rest) if fold(word) not in STAMP_FORMS) <= LEFT_OVER


def month_of(word: str, language: str | None = None) -> int | None:
    """The number of the month that a word names; None for no month, or for one that languages use for two."""
    months = MONTH_FORMS.get(fold(word))
    if months is None:
        return None
    if len(months) == 1:
        return next(iter(months))
    return next((number for number, codes in months.items() if language in codes), None)


# --------------------------------------------------------------------------------------------------------- shapes


def _read_at(text: str, digits: re.Match[str], language: str | None) -> tuple[bool, Found | None]:
    """Does something at these digits look like a date, and the date if there is such a day."""
    start = digits.start()
    if digits.end() - start == 4:
        return _year_first(text, start, language)
    if digits.end() - start > 2:
        return False, None
    match = DAY_FIRST.match(text, start)
    if match:
        return True, _numeric(match)
    found = _day_month(text, start, language)
    if found is None or found.year is None:
        found = _month_day(text, start, language) or found
    return found is not None, _checked(found) if found else None


def _year_first(text: str, start: int, language: str | None) -> tuple[bool, Found | None]:
    match = YEAR_FIRST.match(text, start) or EASTERN.match(text, start)
    if match:
        return True, _checked(Found(start, match.end(), int(match["y"]), int(match["m"]), int(match["d"])))
    named = YEAR_MONTH_DAY.match(text, start)
    number = month_of(named[2], language) if named else None
    if named is None or number is None:
        return False, None
    return True, _checked(Found(start, named.end(), int(named[1]), number, int(named[3])))


def _numeric(match: re.Match[str]) -> Found | None:
    """Which of two numbers is the day: the one above 12; with full stops the first; else it is open."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    year += 2000 if len(match[4]) == 2 else 0
    found = Found(match.start(), match.end(), year, second, first)
    if first > 12 >= second:
        return _checked(found)
    if second > 12 >= first:
        return _checked(found.turned)
    return _checked(replace(found, open=match[2] != "." and first != second))


def _day_month(text: str, start: int, language: str | None) -> Found | None:
    """`5 May 2024`, also without the year."""
    match = VIETNAMESE.match(text, start)
    if match:
        return Found(start, match.end(), int(match[3]), int(match[2]), int(match[1]))
    match = DAY_MONTH.match(text, start)
    number = month_of(match[2], language) if match else None
    if match is None or number is None:
        return None
    return Found(start, match.end(), int(match[3]) if match[3] else None, number, int(match[1]))


def _month_day(text: str, start: int, language: str | None) -> Found | None:
    """`May 5, 2024`, also without the year."""
    before = MONTH_BEFORE.search(text[max(0, start - 20) : start])
    number = month_of(before[1], language) if before else None
    after = AFTER_DAY.match(text, start)
    if before is None or after is None or number is None:
        return None
    return Found(start - len(before.group()), after.end(), int(after[2]) if after[2] else None, number, int(after[1]))


def _with_time(text: str, found: Found) -> Found:
    """The date with the clock time that stands beside it."""
    after = AFTER.match(text, found.end)
    before = None if after else BEFORE.search(text[max(0, found.start - 40) : found.start])
    match = after or before
    told = _clock(match)
    if match is None or told is None:
        return found
    start = found.start if after else found.start - len(match.group())
    return replace(found, start=start, end=match.end() if after else found.end, time=told[0], precision=told[1])


def _clock(match: re.Match[str] | None) -> tuple[str, str] | None:
    """`Thh:mm[:ss][zone]` and its precision; None for a time that no clock shows."""
    if match is None:
        return None
    hour, minute, second, half = int(match["h"]), int(match["m"]), match["s"], (match["half"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    zone = match["zone"] or ""
    zone = ZONES.get(zone.upper()) or (f"{zone[:3]}:{zone[-2:]}" if zone else "")
    time = f"T{hour:02}:{minute:02}" + (f":{int(second):02}" if second else "") + zone
    return (time, "second" if second else "minute") if _is_time(time) else None


def _is_time(time: str) -> bool:
    """Is there such a clock time, in such a zone."""
    hour, minute, second = int(time[1:3]), int(time[4:6]), int(time[7:9] if time[6:7] == ":" else 0)
    zone = re.search(r"[+-](\d\d):(\d\d)$", time)
    return hour <= 23 and minute <= 59 and second <= 59 and (not zone or (int(zone[1]) <= 14 and int(zone[2]) <= 59))


def _checked(found: Found) -> Found | None:
    """The date if there is such a day."""
    try:
        date(2000 if found.year is None else found.year, found.month, found.day)
    except ValueError:
        return None
    return found
