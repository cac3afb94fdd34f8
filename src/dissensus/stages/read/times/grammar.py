"""Patterns over the letters of a sentence's words. In a pattern a name in capitals is a class of words (`lexer.LETTERS`) or
one of the parts below; everything else is a regular expression. Every repetition is bounded."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dissensus.stages.read.times.clock import Clock, Reading, lean
from dissensus.stages.read.times.lexer import LETTERS, Word, letters

NAMES = {name.upper(): re.escape(letter) for name, letter in LETTERS.items()} | {
    "ANYUNIT": "[Uu]",
    "ANYMONTH": r"(?:M|9\.?)",
    "ANYDAY": r"(?:W|w\.?)",
    "NUMBERS": "[nQ]",
    "BACK": "[gG]",
    "FISCAL": "[f@]",
    "ZONED": "(?:z|C1)",
    "APPROX": "b{0,2}",
    "WHICH": "[Tl~xAFR]",
    "MODE": r"(?:[EGL]-?)",
}
# A count: `two`, `twenty-four`, `a hundred`, `5 1/2`, `a`, `several`, `two and a half`, `12 to 18`.
NAMES["COUNT"] = "(?:(?:[dDY]%?|aQ|[nQ](?:-?[nQ]){0,4}|q|a)(?:[+]a?(?:h|%))?)"
NAMES["SPAN"] = f"(?:{NAMES['COUNT']}(?:[5-]{NAMES['COUNT']})?)"


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern with the names in it replaced by their letters."""
    return re.compile("".join(re.sub(r"[A-Z_]{2,}", lambda match: NAMES[match.group()], pattern).split()))


# A day of the calendar, with its groups: weekday, month, day, year or date, told in either order.
DAY_PATTERN = r"""
    (?:(?P<date>DATE)
    |(?:THIS|LAST|NEXT)?(?:(?P<weekday>ANYDAY)COMMA?THE?)?
        (?:(?P<month>ANYMONTH)THE?(?P<day>DAY|ORDINAL|NUMBER)(?!HYPHEN?[uU])(?:COMMA?(?P<year>YEAR))?
        |THE?(?P<day2>DAY|ORDINAL)OF?(?P<month2>ANYMONTH)(?:COMMA?(?P<year2>YEAR))?)
    |(?P<which>THIS|LAST|NEXT)?(?P<weekday3>WEEKDAY|(?<=J)SHORT_WEEKDAY DOT)
    |(?P<word>DAY_WORD))
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a pattern fits: the words of the sentence, the match over their letters, and the clock."""

    words: list[Word]
    match: re.Match[str]
    clock: Clock

    @property
    def first(self) -> int:
        """The index of its first word."""
        return self.match.start()

    @property
    def last(self) -> int:
        """The index behind its last word."""
        return self.match.end()

    def place(self, name: str) -> tuple[int, int]:
        """The indices of a group's words, end exclusive; the same twice where it took no part or the pattern has none."""
        if name not in self.match.re.groupindex or self.match.start(name) < 0:
            return 0, 0
        return self.match.span(name)

    def word(self, *names: str) -> Word | None:
        """The first word of the first of these groups that took part."""
        for name in names:
            first, last = self.place(name)
            if first < last:
                return self.words[first]
        return None

    def group(self, name: str) -> list[Word]:
        """All words of a group."""
        first, last = self.place(name)
        return self.words[first:last]

    def number(self, *names: str) -> int | None:
        """The whole number that a group's first word stands for."""
        word = self.word(*names)
        return int(word.value) if word else None

    def low(self, i: int) -> str:
        """Word i for comparing, nothing beyond the ends."""
        return self.words[i].low if 0 <= i < len(self.words) else ""

    def letter(self, i: int) -> str:
        """The class of word i, a stop beyond the ends."""
        return self.words[i].letter if 0 <= i < len(self.words) else "."

    def among(self, i: int, names: str) -> bool:
        """Is word i of one of these classes; beyond the ends stands a stop."""
        return self.letter(i) in letters(names)

    def touches(self, i: int) -> bool:
        """Does word i follow the one before it without a space."""
        return 0 < i < len(self.words) and self.words[i - 1].end == self.words[i].start

    def lean(self) -> int:
        """Where the sentence's verbs point: -1 behind, 1 ahead, 0 unknown."""
        return lean(self.words, self.first, self.last, self.clock.words)


Rule = Callable[[Hit], Reading | None]


def count(words: list[Word]) -> float | None:
    """The number that words stand for (`two hundred`, `5 1/2`, `a minute and a half`); None for `several`.

    The second of two numbers (`12 to 18`) is left out.
    """
    total = current = 0.0
    seen = False
    for word in words:
        if word.among("range hyphen") and seen and word.among("range"):
            break
        if word.among("and hyphen"):
            continue
        if word.among("few"):
            return None
        if word.among("half"):
            current += 0.5
        elif word.among("an"):
            current += 0 if seen else 1
        elif isinstance(word.value, int) and word.among("scale"):
            current = (current or 1) * word.value
            if word.value >= 1000:
                total, current = total + current, 0.0
        else:
            current += float(word.value)
        seen = True
    return total + current
