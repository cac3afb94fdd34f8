"""Two texts side by side, word by word: which words of the one stand in the other, in runs that chance does not make.

A run of five words that both have is shared, and so are equal words in a short gap between two shared stretches that
follow each other in both (a word exchanged, put in or left out). Shares are of words, so that they mean what a reader
would count.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from dissensus.text import RUN, quotations, tokens

FEW = 20  # words: a text with fewer of its own is compared as a whole
# Words: the longest gap between two shared stretches that is looked into. Of a text of which every fifth word was changed
# the told share is 0.19 wrong at 6, 0.06 at 20, and no article of the gold stories comes nearer to another (bench/copies.py).
GAP = 20


@dataclass(frozen=True, slots=True)
class Words:
    """The kept words of a text in order, lower case and without marks, and which stand between quotation marks."""

    words: tuple[str, ...]
    quoted: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How much of one text stands in another: of all its words, of those outside of quotation marks (its own, unless it
    has next to none), and how many of these that are."""

    all: float
    own: float
    count: int


def words_of(text: str, kept: Iterable[tuple[int, int]]) -> Words:
    """The words between these places of a text."""
    words: list[str] = []
    quoted: list[bool] = []
    for start, end in kept:
        marks = quotations(text, start, end)
        at = 0
        for token in tokens(text, start, end):
            while at < len(marks) and marks[at].end <= token.start:
                at += 1
            if token.is_word:
                words.append(token.low)
                quoted.append(at < len(marks) and marks[at].start <= token.start)
    return Words(tuple(words), tuple(quoted))


def compare(left: Words, right: Words, is_standing: Callable[[Sequence[str]], bool | None] | None = None) -> Share:
    """How much of the left text stands in the right one. `is_standing` says of a run whether it is one that many texts
    have (None: not known); it counts as not shared."""
    stretches = _stretches(left.words, right.words)
    found = [False] * len(left.words)
    for start, _, length in stretches:
        found[start : start + length] = [True] * length
    _fill(stretches, left.words, right.words, found)
    if is_standing is not None:
        for start, _, length in stretches:
            _take_out(left.words, start, length, is_standing, found)
    own = [hit for hit, quoted in zip(found, left.quoted, strict=True) if not quoted]
    if len(own) < FEW:
        own = found
    return Share(_part(found), _part(own), sum(own))


def _part(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0


def _stretches(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where shared stretches begin in the left and in the right text, and how many words they have; each as long as it
    goes, from left to right. Of several places in the right text the one that the last stretch leads to, else the first."""
    where: dict[tuple[str, ...], list[int]] = {}
    for j in range(len(right) - RUN + 1):
        where.setdefault(tuple(right[j : j + RUN]), []).append(j)
    out: list[tuple[int, int, int]] = []
    i = behind = 0
    while i <= len(left) - RUN:
        places = where.get(tuple(left[i : i + RUN]))
        if places is None:
            i += 1
            continue
        at = bisect_left(places, behind)
        j = places[at] if at < len(places) else places[0]
        length = RUN
        while i + length < len(left) and j + length < len(right) and left[i + length] == right[j + length]:
            length += 1
        out.append((i, j, length))
        i, behind = i + length, j + length
    return out


def _fill(
    stretches: Sequence[tuple[int, int, int]], left: Sequence[str], right: Sequence[str], found: list[bool]
) -> None:
    """Equal words, in the same order, in the gaps between stretches that follow each other in both texts."""
    for (i, j, length), (later, other, _) in pairwise(stretches):
        here, there = left[i + length : later], right[j + length : other]
        if 0 < len(here) <= GAP and 0 < len(there) <= GAP:
            for start, _, size in SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks():
                at = i + length + start
                found[at : at + size] = [True] * size


def _take_out(
    words: Sequence[str],
    start: int,
    length: int,
    is_standing: Callable[[Sequence[str]], bool | None],
    found: list[bool],
) -> None:
    """The standing words of a stretch. A run of which nothing is known is what the nearest known one before it is, at the
    beginning of a stretch what the first known one is."""
    told = [is_standing(words[k : k + RUN]) for k in range(start, start + length - RUN + 1)]
    now = next((one for one in told if one is not None), False)
    stands = []
    for one in told:
        now = now if one is None else one
        stands.append(now)
    if not any(stands):
        return
    for k in range(length):
        around = stands[max(0, k - RUN + 1) : k + 1]
        if all(around):
            found[start + k] = False
