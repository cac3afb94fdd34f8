"""Quantities: a number with its unit, the thing counted, and whether it is a bound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dissensus.text import tokens

WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
} | {word: 10 * (i + 2) for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
NUMBER = re.compile(
    r"(?P<money>US\$|[$€£¥])?\s?(?<![\w.])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|"
    + "|".join(sorted(WORDS, key=len, reverse=True))
    + r")(?:[-\s](?P<ones>one|two|three|four|five|six|seven|eight|nine)\b)?(?:\s(?P<scale>hundred|thousand|million|billion|dozen))?"
    r"(?P<percent>\s?%|\s(?:percent|per cent)\b)?(?![\w])",
    re.I,
)
MAX_DIGITS = 30  # a longer run of digits is a code and no quantity
BOUNDS = (
    (
        "at_least",
        ("at least", "more than", "over", "no fewer than", "not less than", "as many as", "upwards of", "minimum of"),
    ),
    ("at_most", ("at most", "fewer than", "less than", "no more than", "under", "up to", "below")),
    ("about", ("about", "around", "some", "roughly", "nearly", "almost", "approximately", "an estimated", "estimated")),
)
CURRENCIES = "dollars euros pounds rubles roubles hryvnias yen yuan crowns francs marks lire pesos florins".split()
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sept sep oct nov dec".split()
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as offsets."""

    start: int
    end: int
    value: float
    unit: str | None
    thing: str | None
    bound: str


def figures(text: str, start: int, end: int) -> Iterator[Figure]:
    """Every quantity of a sentence that counts or measures something; dates, years and ages after commas are none."""
    for match in NUMBER.finditer(text, start, end):
        word = match["number"].lower()
        if len(word) > MAX_DIGITS or (word == "one" and not match["scale"]):  # `one` mostly counts nothing
            continue
        value = float(WORDS[word]) if word in WORDS else float(word.replace(",", ""))
        if match["ones"] and word in WORDS and value >= 20:
            value += WORDS[match["ones"].lower()]
        if match["scale"]:
            value *= SCALES[match["scale"].lower()]
        after = [w for w in tokens(text, match.end(), min(end, match.end() + 60)) if w.is_word][:4]
        before = text[max(start, match.start() - 40) : match.start()].lower()
        if _is_date(value, before, [w.low for w in after], match):
            continue
        unit = (
            "percent"
            if match["percent"]
            else match["money"] or next((w.low for w in after[:2] if w.low in CURRENCIES), None)
        )
        thing = _thing([w.low for w in after]) or _counted_before(before)
        if thing is None and unit is None:
            continue
        bound = next((b for b, phrases in BOUNDS if any(before.rstrip().endswith(p) for p in phrases)), "exactly")
        yield Figure(
            match.start() + len(match.group()) - len(match.group().lstrip()), match.end(), value, unit, thing, bound
        )


def _is_date(value: float, before: str, after: list[str], match: re.Match[str]) -> bool:
    plain = not (match["scale"] or match["money"] or match["percent"])
    if plain and 1900 <= value <= 2100 and "," not in match["number"] and "." not in match["number"]:
        return True
    last = before.split()[-1:] or [""]
    return plain and value <= 31 and (last[0].strip(".,") in MONTHS or (bool(after) and after[0] in MONTHS))


COUNTED = re.compile(
    r"\b(?:number|toll|total|count) of (?:the )?(\w{3,20})(?: \w{1,12}){0,2} (?:at|to|was|is|as|reached)(?: \w{1,9})?$|"
    r"\bdeath (toll)\b[^.]{0,12}$"
)


def _counted_before(before: str) -> str | None:
    """`the number of dead at 14`, `the death toll rose to 14`."""
    match = COUNTED.search(before.rstrip())
    return (match[1] or "dead") if match else None


SMALL = frozenset(
    "of the a an and or in on at to for from with by as is was were are had have has that who which than more "
    "other new p.m a.m pm am".split()
)


def _thing(after: list[str]) -> str | None:
    """The noun counted: the first of the next words that is not small, with one before it if that reads as its adjective."""
    words: list[str] = []
    for word in after[:3]:
        if word in SMALL or not word[0].isalpha():
            if words:
                break
            if word in ("of", "the", "other", "more", "new"):
                continue
            break
        words.append(word)
    return " ".join(words[:2]) if words else None
