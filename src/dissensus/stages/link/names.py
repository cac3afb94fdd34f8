"""Two names, one person? A verdict with a score and reasons, by the letters of the names alone.

Words are compared in Latin letters (anyascii, by way of `plain`) in a normal form in which the ways of writing one sound
fall together, then aligned in any order. What is left over on both sides tells two people apart; on one side it is a
middle name. Nothing here looks at a text, so who two names are is never said, only whether they can be one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise, takewhile

from dissensus.langs.given_names import FEMALE_NAMES, MALE_NAMES
from dissensus.langs.name_words import GENERATIONS, HONORIFICS, OF, PARTICLES, SON_OF
from dissensus.stages.link.scripts import name_key, scripts
from dissensus.stages.link.sounds import ALIKE, SHORT, alike, word, word_score
from dissensus.text import plain

MIN_ALIKE = 5  # letters of a word that stands alone; shorter ones are the same or different
ALONE = 0.85  # score of a surname that stands alone: `Gunman` is no `Goodman` (17 stories of news)
SLIP = 0.8  # of letters in common, of two given names with one surname and one role in one story
JOINED = 0.95  # score of all letters of a name without the spaces
SIGNS = ("\u3040", "\ud7a3")  # kana, ideographs and Hangul
BRACKETS = re.compile(r"\([^()]*\)")
WORDS = re.compile(r"[^\W_]+")


class Same(StrEnum):
    """Whether two names can be one's."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What two names say: the score (0 to 1, how alike the compared words are) and why, in words."""

    same: Same
    score: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name, taken apart: the words that tell who, in order, the generation, and what stands behind
    `son of`. `inflected` where it is written in Cyrillic letters, whose words have cases; `signs` the name as it stands
    where it is written in signs for syllables or words (Chinese, Japanese, Korean): one sign makes another name."""

    words: tuple[str, ...]
    generation: int | None = None
    fathers: frozenset[str] = frozenset()
    inflected: bool = False
    signs: str = ""

    @property
    def foreign(self) -> bool:
        """Are there words in other letters that mix with Latin ones, or look like them."""
        return any(not w.isascii() for w in self.words)


@lru_cache(maxsize=65536)
def person(name: str) -> Name:
    """A person's name taken apart: `Doe, John` turned, titles and particles left out, generations told."""
    name = BRACKETS.sub(" ", name).strip() or name
    written = scripts(name)
    last, comma, first = name.partition(",")
    turned = f"{first} {last}" if comma and first.strip() else name
    if written == {"CYRILLIC"}:  # an initial stays one letter, also where it takes two in Latin letters
        found = WORDS.findall(turned.replace("'", "").replace("’", ""))
        key = " ".join(plain(w)[:1] if len(w) == 1 else plain(w) for w in found)
    else:
        key = name_key(turned)
    signs = "".join(c for c in name if c.isalnum()) if any(SIGNS[0] <= c <= SIGNS[1] for c in name) else ""
    return _person(key, written == {"CYRILLIC"}, signs)


def _person(key: str, inflected: bool = False, signs: str = "") -> Name:
    words = [w for w in key.split() if w]
    generation = None
    while len(words) > 2 and words[-1] in GENERATIONS:
        generation = GENERATIONS[words.pop()]
    before = list(takewhile(lambda w: w not in OF, words))
    words = before if len(before) > 1 else [w for w in words if w not in OF] or words
    telling = [w for w in words if w not in HONORIFICS] or words
    bare = [w for w in telling if w not in PARTICLES or len(w) == 1]
    fathers = frozenset(b for a, b in pairwise(bare) if a in SON_OF)
    return Name(tuple(w for w in bare if w not in SON_OF) or tuple(telling), generation, fathers, inflected, signs)


def compare_people(left: str, right: str) -> Verdict:
    """Can two names be spellings of one person's."""
    return compare(person(left), person(right))


def compare(left: Name, right: Name) -> Verdict:
    """The same of names taken apart. SAME asks for two words in common, of which one may be an initial; a surname alone,
    or `Jr.` on one side, is UNSURE."""
    if left.foreign or right.foreign:
        same = left.words == right.words
        return Verdict(
            Same.SAME if same else Same.DIFFERENT, float(same), () if same else ("letters of another script",)
        )
    if not left.words or not right.words:
        return Verdict(Same.UNSURE, 0.0, ("no letters",))
    if left.generation and right.generation and left.generation != right.generation:
        return Verdict(Same.DIFFERENT, 0.0, ("another generation",))
    if left.signs or right.signs:
        same = left.signs == right.signs
        if same or (left.signs and right.signs):
            return Verdict(Same.SAME if same else Same.DIFFERENT, float(same), ("signs for syllables or words",))
    if joined := _joined(left, right):
        return joined
    pairs = align(left, right)
    return _judge(left, right, pairs)


Pair = tuple[int, int, float]


def align(left: Name, right: Name, least: float | None = None) -> list[Pair]:
    """Which word of one name is which of the other, best pairs first, in any order: places and scores. Words are one from
    a score of `least` on, `ALIKE` if none is given."""
    least = ALIKE if least is None else least
    inflected = left.inflected or right.inflected
    scored = [
        (alike(a, b, inflected), -abs(i - j), i, j) for i, a in enumerate(left.words) for j, b in enumerate(right.words)
    ]
    pairs: list[Pair] = []
    for score, _, i, j in sorted(scored, reverse=True):
        if score >= least and all(i != p and j != q for p, q, _ in pairs):
            pairs.append((i, j, score))
    return pairs


def _joined(left: Name, right: Name) -> Verdict | None:
    """The same letters with other spaces: exactly, or with a slip where there are letters enough."""
    a, b = "".join(left.words), "".join(right.words)
    if len(left.words) == len(right.words) or min(len(a), len(b)) < 2 * SHORT:
        return None
    initials = min(map(len, left.words + right.words)) == 1
    score = float(a == b) if initials else word_score(a, b)
    return Verdict(Same.SAME, score, ("the same letters with other spaces",)) if score >= JOINED else None


def _judge(left: Name, right: Name, pairs: Sequence[Pair]) -> Verdict:
    because = tuple(why(left.words[i], right.words[j], s) for i, j, s in pairs)
    over = _left_over(left, right, pairs)
    weights = [max(len(left.words[i]), len(right.words[j])) for i, j, _ in pairs]
    score = sum(s * w for (_, _, s), w in zip(pairs, weights, strict=True)) / max(sum(weights), 1)
    if not pairs or all(over):
        against = " against ".join(" ".join(words) or "nothing" for words in over)
        if pairs and score == 1.0 and len(over[0]) == len(over[1]) == 1 and _short_form(over[0][0], over[1][0]):
            return Verdict(Same.SAME, ALIKE, (*because, f"{against}: a short form"))
        return Verdict(Same.DIFFERENT, score / 2, (*because, against))
    more = over[0] or over[1]
    if more:
        because = (*because, f"{' '.join(more)} on one side only")
    fathers = bool(left.fathers and right.fathers)
    if fathers and any((left.words[i] in left.fathers) != (right.words[j] in right.fathers) for i, j, _ in pairs):
        return Verdict(Same.DIFFERENT, score / 2, (*because, "another father"))
    full = sum(min(len(left.words[i]), len(right.words[j])) > 1 for i, j, _ in pairs)
    if full == 0 and more:
        return Verdict(Same.DIFFERENT, score / 2, (*because, "initials only"))
    if full == 0 or (full == len(pairs) == 1 and more):
        return Verdict(Same.UNSURE, score, (*because, "one word in common"))
    if len(more) > len(pairs):
        return Verdict(Same.UNSURE, score, (*because, "most words on one side only"))
    if more and _initial_for_surname(left, right, pairs):
        return Verdict(Same.UNSURE, score, (*because, "an initial for a surname"))
    if left.generation != right.generation:
        return Verdict(Same.UNSURE, score, (*because, "a generation on one side only"))
    return Verdict(Same.SAME, score, because)


def _initial_for_surname(left: Name, right: Name, pairs: Sequence[Pair]) -> bool:
    """Is the last word of one name told by an initial alone, which is not the last of the other (`John A. Roe`, `John Adler`)?"""
    last, other = len(left.words) - 1, len(right.words) - 1
    return any(
        (i == last) != (j == other)
        and min(len(left.words[i]), len(right.words[j])) == 1
        and len((left.words[i], right.words[j])[j == other]) > 1
        for i, j, _ in pairs
    )


def _left_over(left: Name, right: Name, pairs: Sequence[Pair]) -> tuple[list[str], list[str]]:
    """The words of either that are none of the other's. One said twice, and initials written as one word, are not."""
    mine = [w for i, w in enumerate(left.words) if all(i != p for p, _, _ in pairs)]
    other = [w for j, w in enumerate(right.words) if all(j != q for _, q, _ in pairs)]
    for a, b in ((mine, other), (other, mine)):
        if len(a) == 1 and len(b) == len(a[0]) > 1 and a[0] == "".join(w[0] for w in b):
            return [], []
    if not mine or not other:
        mine = [w for w in mine if left.words.count(w) == 1]
        other = [w for w in other if right.words.count(w) == 1]
    return mine, other


def _short_form(a: str, b: str) -> bool:
    """`ben` and `benjamin`, `joe` and `joseph`; one letter more is an ending (`vernov`, `vernova`)."""
    short, long = sorted((a, b), key=len)
    return SHORT <= len(short) < len(long) - 1 and word(long).fold.startswith(word(short).fold)


def why(a: str, b: str, score: float) -> str:
    """What was found of two words, in words."""
    if a == b:
        return a
    if min(len(a), len(b)) == 1:
        return f"{a} and {b}: an initial"
    return f"{a} and {b}: " + ("one sound" if score >= 0.99 else "alike")


def slip_of_given_name(left: Name, right: Name) -> bool:
    """Have two names one surname, and given names of which one may be a slip for the other, but for no initials."""
    if len(left.words) != 2 or len(right.words) != 2 or left.words[1] != right.words[1]:
        return False
    a, b = left.words[0], right.words[0]
    return min(len(a), len(b)) >= MIN_ALIKE and SequenceMatcher(None, a, b).ratio() >= SLIP


def given_gender(name: Name) -> str | None:
    """What the first word of a name of two words or more says of its bearer: `she`, `he`, or nothing."""
    first = name.words[0] if len(name.words) > 1 else ""
    return "she" if first in FEMALE_NAMES else "he" if first in MALE_NAMES else None


def surname_alone(name: Name, full: Name) -> bool:
    """Can a single word be the surname of a full name, or its only word: alike where it is long enough."""
    if len(name.words) != 1 or not full.words:
        return False
    a, b = name.words[0], full.words[-1]
    return a == b or (min(len(a), len(b)) >= MIN_ALIKE and alike(a, b, name.inflected or full.inflected) >= ALONE)
