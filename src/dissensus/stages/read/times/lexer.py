"""A sentence as words of time: each word gets one letter for its class, so that a rule is a pattern over letters.

What a language calls its words stands in `langs` (`TimeWords`); here are only the classes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from dissensus.langs import Language, TimeWords

# A date of digits, a number with what is glued to it, an abbreviation, a word, an ending behind an apostrophe, a mark.
TOKEN = re.compile(
    r"\d{4}-\d\d-\d\d(?![\d-])|\d+(?:[.,:/]\d+)*[^\W\d_]*|[^\W\d_](?:\.[^\W\d_])+\b\.?|[^\W\d_]+"
    r"|(?<=\w)['’][^\W\d_]+|[^\w\s]|_"
)
# Letters of the classes. Those of `TimeWords.classes` first, then what the lexer itself tells.
LETTERS = {
    "the": "t", "an": "a", "number": "n", "scale": "Q", "few": "q", "ordinal": "r", "decade": "e", "half": "h", "unit": "U",
    "units": "u", "period": "P", "season": "S", "weekdays": "k", "day_word": "y", "day_part": "p",
    "day_parts": "4", "clock_word": "N", "meridiem": "m", "zone": "z", "time_word": "1", "this": "T", "last": "l", "latest": "~",
    "past": "=",
    "percent": "&",
    "next": "x", "that": "A", "following": "F", "recent": "R", "early": "E", "sometime": "s", "earlier": "G",
    "later": "L", "before": "B", "ago": "g", "approximate": "b", "or_so": "2", "each": "v", "other": "o", "often": "O",
    "fiscal": "f", "whole": "@", "filler": "i", "position": "K", "end": "K", "ended": "3", "of": "V", "in": "I", "on": "J",
    "at": "j",
    "range": "5", "and": "+", "old": "0", "possessive": "'",
    "word": "_", "capital": "C", "day": "d", "integer": "D", "fraction": "%", "year": "Y", "clock": "c", "date": "X",
    "month": "M", "short_month": "9", "weekday": "W", "short_weekday": "w", "holiday": "H", "hyphen": "-", "comma": ",",
    "dot": ".", "quarter_mark": "8", "apostrophe": "6", "mark": "7", "money": "$",
}  # fmt: skip
MARKS = {"-": "-", "–": "-", "‐": "-", "‑": "-", ",": ",", ".": ".", "'": "6", "’": "6", "‘": "6",
         "$": "$", "€": "$", "£": "$", "¥": "$", "#": "$", "%": "&"}  # fmt: skip
SHORT = 4  # letters of the longest short form of a month or a weekday ("Sept", "Tues"), but for the full word "June"
MAX_DIGITS = 9
MAX_WORDS = 5  # of a phrase


@cache
def letters(names: str) -> frozenset[str]:
    """The letters of some classes."""
    return frozenset(LETTERS[name] for name in names.split())


class Word(NamedTuple):
    """A word with the letter of its class and what it stands for."""

    start: int
    end: int
    low: str
    letter: str
    value: int | float | str = 0
    titled: bool = False  # begins with a capital and goes on small

    def among(self, names: str) -> bool:
        """Is it of one of these classes."""
        return self.letter in letters(names)


Entry = tuple[str, int | str]  # letter and value


@dataclass(frozen=True, slots=True)
class Phrase:
    """A fixed phrase: its words, how many before it are no part of it, and what it stands for."""

    parts: tuple[str, ...]
    before: int
    value: str
    type: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of words: `words` single ones, `longer` those of several tokens and `phrases`, by their first, longest
    first."""

    words: dict[str, Entry]
    longer: dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    phrases: dict[str, tuple[Phrase, ...]]
    months: dict[str, int]
    weekdays: dict[str, int]
    capitals: bool
    month_first: bool
    ordinal_suffixes: frozenset[str]
    decade_suffixes: frozenset[str]


def lexicon(language: Language) -> Lexicon:
    """The lexicon of a language, made once."""
    return _lexicon(language.times, tuple(language.months.items()), tuple(language.weekdays.items()))


@cache
def _lexicon(times: TimeWords, months: tuple[tuple[str, int], ...], weekdays: tuple[tuple[str, int], ...]) -> Lexicon:
    classes = [
        (word, (LETTERS[name], value))
        for name, words in times.classes.items()
        if not name.endswith("_suffix")
        for word, value in words.items()
    ]
    classes += [(word, (LETTERS["holiday"], rule)) for word, rule in times.holidays.items()]
    single: dict[str, Entry] = {}
    longer: dict[str, dict[tuple[str, ...], Entry]] = {}
    for word, entry in classes:
        parts = _parts(word)
        if len(parts) == 1:
            single.setdefault(parts[0], entry)
        else:
            longer.setdefault(parts[0], {}).setdefault(parts, entry)
    phrases: dict[str, list[Phrase]] = {}
    for text, (value, kind) in times.phrases.items():
        before, _, rest = text.rpartition("|")
        parts = _parts(before) + _parts(rest.strip())
        phrases.setdefault(parts[0], []).append(Phrase(parts, len(_parts(before)), value, kind))
    return Lexicon(
        single,
        {first: tuple(sorted(rest.items(), key=lambda item: -len(item[0]))) for first, rest in longer.items()},
        {first: tuple(sorted(rest, key=lambda phrase: -len(phrase.parts))) for first, rest in phrases.items()},
        dict(months),
        dict(weekdays),
        times.capitals,
        times.month_first,
        frozenset(times.classes.get("ordinal_suffix", ())),
        frozenset(times.classes.get("decade_suffix", ())),
    )


def _parts(text: str) -> tuple[str, ...]:
    """The tokens of a word or phrase of the lexicon; an ending behind an apostrophe is one."""
    return (text,) if text.startswith("'") else tuple(match.group() for match in TOKEN.finditer(text))


def words_of(text: str, start: int, end: int, lexicon: Lexicon) -> list[Word]:
    """The words of a stretch of text; a phrase of the lexicon is one word."""
    found = [(*m.span(), m.group()) for m in TOKEN.finditer(text, start, end)]
    lows = [token.lower().replace("’", "'") for _, _, token in found]
    out: list[Word] = []
    i = 0
    dotted = "." in lexicon.ordinal_suffixes
    while i < len(found):
        a, b, token = found[i]
        if dotted and _is_dotted_day(lows, i, lexicon):  # `14. Mai`
            out.append(Word(a, found[i + 1][1], lows[i] + ".", LETTERS["ordinal"], int(token)))
            i += 2
            continue
        longer = lexicon.longer.get(lows[i])
        hit = _longest(lows, i, longer) if longer else None
        if hit:
            n, (letter, value) = hit
            out.append(Word(a, found[i + n - 1][1], " ".join(lows[i : i + n]), letter, value))
            i += n
            continue
        out.append(_word(a, b, token, lows[i], lexicon))
        i += 1
    return out


def _is_dotted_day(lows: list[str], i: int, lexicon: Lexicon) -> bool:
    return (
        lows[i].isdecimal()
        and len(lows[i]) <= 2
        and lows[i + 1 : i + 2] == ["."]
        and bool(lows[i + 2 : i + 3])
        and lows[i + 2] in lexicon.months
    )


def _longest(lows: list[str], i: int, longer: tuple[tuple[tuple[str, ...], Entry], ...]) -> tuple[int, Entry] | None:
    for parts, entry in longer:
        if tuple(lows[i : i + len(parts)]) == parts:
            return len(parts), entry
    return None


def phrases_of(words: list[Word], lexicon: Lexicon) -> list[tuple[int, int, Phrase]]:
    """The fixed phrases among words: first and last word (end exclusive) without what must only stand before."""
    out = []
    for i, word in enumerate(words):
        known = lexicon.phrases.get(word.low)
        if known:
            for phrase in known:
                n = len(phrase.parts)
                if n == 1 or tuple(w.low for w in words[i : i + n]) == phrase.parts:
                    out.append((i + phrase.before, i + n, phrase))
                    break
    return out


def _word(start: int, end: int, token: str, low: str, lexicon: Lexicon) -> Word:
    first = token[0]
    if first.isdigit():
        letter, number = _number(low, lexicon)
        return Word(start, end, low, letter, number)
    if not first.isalpha() and len(token) == 1:
        return Word(start, end, low, MARKS.get(token, "7"))
    if first.isupper() or not lexicon.capitals:
        for names, full, short in ((lexicon.months, "M", "9"), (lexicon.weekdays, "W", "w")):
            if low in names:
                whole = len(low) > SHORT or not any(n.startswith(low) and n != low for n in names)
                return Word(start, end, low, full if whole else short, names[low])
    entry = lexicon.words.get(low)
    if entry:
        return Word(start, end, low, *entry, first.isupper() and token[1:].islower())
    return Word(start, end, low, "C" if first.isupper() else "_")


NUMBER = re.compile(r"(\d+)(?:([.,:/])(\d+))?(?:([.,:/])(\d+))?([^\W\d_]*)")


def _number(low: str, lexicon: Lexicon) -> tuple[str, int | float | str]:
    """The letter and the value of a word that begins with a digit."""
    if len(low) == 10 and low[4] == "-":
        return _date(low[:4], low[5:7], low[8:])
    match = NUMBER.fullmatch(low)
    if match is None or len(low) > MAX_DIGITS + 4:
        return "_", 0
    one, mark, two, second, three, glued = match.groups()
    if glued:
        return _glued(one, mark, glued, lexicon)
    if mark is None:
        return _plain(one)
    if second is not None:
        return _three(one, mark, two, three, lexicon) if mark == second else ("_", 0)
    if mark == ":" or (mark == "." and len(two) == 2 and len(one) <= 2 and int(one) < 24 and int(two) < 60):
        sure = mark == ":" and len(one) <= 2 and len(two) == 2 and int(one) < 25 and int(two) < 60
        return ("c", f"{int(one):02}:{two}") if sure else ("D", float(f"{one}.{two}") if mark == "." else 0)
    if mark == ",":
        return ("D", int(one + two)) if len(two) == 3 else ("_", 0)
    if mark == "/":
        half = (one, two) == ("1", "2")
        return ("%", 0.5) if half else ("_", 0)
    return "D", float(f"{one}.{two}")


def _plain(digits: str) -> tuple[str, int | float | str]:
    number = int(digits) if len(digits) <= MAX_DIGITS else 0
    if len(digits) == 4 and 1000 <= number < 2200:
        return "Y", number
    if len(digits) <= 2 and 1 <= number <= 31:
        return "d", number
    return ("D", number) if len(digits) <= MAX_DIGITS else ("_", 0)


def _glued(one: str, mark: str | None, glued: str, lexicon: Lexicon) -> tuple[str, int | float | str]:
    """`20th`, `1990s`, `80s`; a clock time with its half of the day (`10am`) is not taken apart."""
    if mark is None and glued in lexicon.ordinal_suffixes and len(one) <= 2:
        return "r", int(one)
    if mark is None and glued in lexicon.decade_suffixes and one.endswith("0") and len(one) in (2, 4):
        return "e", int(one)
    entry = lexicon.words.get(glued)
    if mark is None and entry and entry[0] == LETTERS["meridiem"] and len(one) <= 2 and 1 <= int(one) <= 12:
        return "c", f"{int(one) % 12 + int(entry[1]):02}:00"
    return "_", 0


def _three(one: str, mark: str, two: str, three: str, lexicon: Lexicon) -> tuple[str, int | float | str]:
    """A date of digits, a big number, a clock time with seconds."""
    if mark == "," and len(two) == len(three) == 3:
        return "D", int(one + two + three)
    if mark == ":" and len(two) == 2 and int(one) < 25 and int(two) < 60:
        return "c", f"{int(one):02}:{two}"
    if mark not in "./":
        return "_", 0
    if len(one) == 4:
        return _date(one, two, three)
    if len(three) != 4 and not (mark == "." and len(three) == 2):
        return "_", 0
    year = three if len(three) == 4 else "20" + three
    day, month = (two, one) if mark == "/" and lexicon.month_first and int(one) <= 12 else (one, two)
    return _date(year, month, day)


def _date(year: str, month: str, day: str) -> tuple[str, int | float | str]:
    good = len(month) <= 2 and len(day) <= 2 and 1 <= int(month) <= 12 and 1 <= int(day) <= 31
    return ("X", f"{int(year):04}-{int(month):02}-{int(day):02}") if good and 1000 <= int(year) < 2200 else ("_", 0)
