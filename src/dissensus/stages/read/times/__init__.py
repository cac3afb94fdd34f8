"""Expressions of time as TIMEX3 values and as intervals of days, open where the text does not settle them.

The words of a sentence get one letter each for their class (`lexer`, from the language's file), patterns over these letters
find candidates (`rules`), and each rule reads its candidate against the article's date or the time that was told last
(`clock`), or leaves it. The leftmost candidate wins, of these the longest. Extents follow the annotation of TimeML: no
prepositions, modifiers (`early`, `nearly`) inside, `the` inside where it belongs to the expression.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from dissensus.records import Interval
from dissensus.stages.read.times.clock import FISCAL, Clock, Reading, new_clock
from dissensus.stages.read.times.grammar import Hit
from dissensus.stages.read.times.lexer import Word, phrases_of, words_of
from dissensus.stages.read.times.periods import fixed
from dissensus.stages.read.times.rules import RULES

__all__ = ["Clock", "Expression", "new_clock", "times"]


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time as offsets, with its TIMEX3 type and value and the days that it stands for."""

    start: int
    end: int
    type: str
    value: str
    interval: Interval


WORDS_AT_ONCE = 1_000  # a run of words without a stop is looked at in pieces: no pattern meets more letters than this


def times(text: str, start: int, end: int, clock: Clock) -> Iterator[Expression]:
    """The expressions of a sentence, in order. The clock keeps what later sentences are reckoned from: call it once for
    each sentence of an article, in order."""
    words = words_of(text, start, end, clock.lexicon)
    for first in range(0, len(words), WORDS_AT_ONCE):
        yield from _expressions(words[first : first + WORDS_AT_ONCE], clock)


def _expressions(words: list[Word], clock: Clock) -> Iterator[Expression]:
    behind = 0
    for first, last, read in _candidates(words, clock):
        if first < behind:
            continue
        reading = read()
        if reading is None:
            continue
        behind = last
        if not reading.value:
            continue
        if reading.moment:
            clock.tell(reading.moment)
        days = reading.interval
        if any(word.among("fiscal") for word in words[first:last]):
            days = Interval(None, None, FISCAL)
        yield Expression(words[first].start, words[last - 1].end, reading.type, reading.value, days)


Candidate = tuple[int, int, Callable[[], Reading | None]]


def _candidates(words: list[Word], clock: Clock) -> list[Candidate]:
    """Where an expression may stand (first and last word, end exclusive) and how it is read; the leftmost first, of these
    the longest, of these the first in `RULES`."""
    letters = "".join(word.letter for word in words)
    there = frozenset(letters)
    found: list[Candidate] = [
        (first, last, partial(fixed, phrase, clock)) for first, last, phrase in phrases_of(words, clock.lexicon)
    ]
    for row in RULES:
        if row.needs.isdisjoint(there):
            continue
        for match in row.pattern.finditer(letters):
            hit = Hit(words, match, clock)
            first, last = hit.place("span")
            if first == last:
                first, last = match.span()
            found.append((first, last, partial(row.read, hit)))
    found.sort(key=lambda one: (one[0], -one[1]))
    return found
