"""Quantities: a number with its unit, the thing counted, and whether it is a bound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from dissensus.langs import Language, NumberWords
from dissensus.text import tokens

MAX_DIGITS = 30  # a longer run of digits is a code and no quantity


@cache
def _number(words: NumberWords) -> re.Pattern[str]:
    """A figure of this language: money, number, the ones behind a number word's tens, scale, percent."""
    mark, point = re.escape(words.thousands), re.escape(words.decimal)
    within = [rf"(?={_any([sign])})" for sign in words.money if sign[0].isalnum()]  # money that may begin within a word
    begins = "|".join([r"(?<![\w.])", r"(?=\W)", *within])  # told first, for most places lie within a word
    return re.compile(
        rf"(?:{begins})(?P<money>{_any(words.money)})?\s?(?<![\w.])(?P<number>\d{{1,3}}(?:{mark}\d{{3}})+(?:{point}\d+)?|"
        rf"\d+(?:{point}\d+)?|{_any(words.words)})"
        rf"(?:[-\s](?P<ones>{_any(words.ones)})\b)?(?:\s?(?P<scale>{_any(words.scales)})|(?(money)(?P<short>{_any(words.money_scales)})|(?!)))?"
        rf"(?P<percent>\s?%|\s(?:{_any(words.percent)})\b)?(?![\w])",
        re.I,
    )


def _any(words: Iterable[str]) -> str:
    """A pattern for any of these, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as offsets."""

    start: int
    end: int
    value: float
    unit: str | None
    thing: str | None
    bound: str


def figures(text: str, start: int, end: int, language: Language) -> Iterator[Figure]:
    """Every quantity of a sentence that counts or measures something; dates, years and ages after commas are none."""
    known = language.numbers
    for match in _number(known).finditer(text, start, end):
        word = match["number"].lower()
        if len(word) > MAX_DIGITS or (word in known.counts_nothing and not match["scale"]):
            continue
        value = float(known.words[word]) if word in known.words else _value(word, known)
        if match["ones"] and word in known.words and value >= 20:
            value += known.words[match["ones"].lower()]
        if match["scale"]:
            value *= known.scales[match["scale"].lower()]
        elif match["short"]:
            value *= known.money_scales[match["short"].lower()]
        after = [w for w in tokens(text, match.end(), min(end, match.end() + 60)) if w.is_word][:4]
        before = text[max(start, match.start() - 40) : match.start()].lower()
        if _is_date(value, before, [w.low for w in after], match, language):
            continue
        unit = (
            "percent"
            if match["percent"]
            else match["money"] or next((w.low for w in after[:2] if w.low in known.currencies), None)
        )
        thing = _thing([w.low for w in after], known) or _counted_before(before, known)
        if thing is None and unit is None:
            continue
        words = f" {before.rstrip()}"
        ends = [(len(p), b) for b, phrases in known.bounds for p in phrases if words.endswith(f" {p}")]
        bound = max(ends)[1] if ends else "exactly"  # `no more than` before `more than`
        yield Figure(
            match.start() + len(match.group()) - len(match.group().lstrip()), match.end(), value, unit, thing, bound
        )


def _value(word: str, known: NumberWords) -> float:
    return float(word.replace(known.thousands, "").replace(known.decimal, "."))


def _is_date(value: float, before: str, after: list[str], match: re.Match[str], language: Language) -> bool:
    plain = not (match["scale"] or match["money"] or match["percent"])
    if plain and 1900 <= value <= 2100 and match["number"].isalnum():
        return True
    last = before.split()[-1:] or [""]
    return (
        plain
        and value <= 31
        and (last[0].strip(".,") in language.months or (bool(after) and after[0] in language.months))
    )


def _counted_before(before: str, known: NumberWords) -> str | None:
    """`the number of dead at 14`, `the death toll rose to 14`."""
    match = re.search(known.counted_before, before.rstrip())
    return (match[1] or known.dead) if match else None


def _thing(after: list[str], known: NumberWords) -> str | None:
    """The noun counted: the first of the next words that is not small, with one before it if that reads as its adjective."""
    words: list[str] = []
    for word in after[:3]:
        if word in known.small or not word[0].isalpha():
            if words:
                break
            if word in known.before_thing:
                continue
            break
        words.append(word)
    return " ".join(words[:2]) if words else None
