"""Does a statement say the same as a sentence, the opposite, or something else: one function, which a net can replace.

By words: what both speak of (bags of concepts, as `link` compares statements), on which side each stands of it, and whether
they name the same people and places, count to the same figure and speak of the same days.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from dissensus.langs import Language
from dissensus.records import Act
from dissensus.stages.link.bodies import compare_bodies
from dissensus.stages.link.claims import MIN_SHARED, likeness
from dissensus.stages.link.names import Same, compare_people
from dissensus.stages.link.numbers import TOLERANCE
from dissensus.stages.link.scripts import name_key
from dissensus.stages.link.sounds import sound_keys
from dissensus.text import stem, tokens

# Set on twelve of the gold stories, whose claims were typed (`bench/check.py`).
ALIKE = 0.55  # likeness from which two speak of one thing
COVERED = 0.50  # of the sentence's weight beside names that the statement shares
ALONE = 0.80  # likeness where the sentence has one concept
TOO_LITTLE = "shares too little"


class Bearing(StrEnum):
    """What a statement is to a sentence."""

    SAME = "same"
    OPPOSED = "opposed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a proposition: where it stands, and every spelling that is known of whom it names."""

    place: int
    spellings: tuple[str, ...]
    is_object: bool = False  # stands right behind a verb


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, what it measures (one key for words alike) and its bound (`Quantity.bound`)."""

    value: float
    measure: str
    bound: str

    @property
    def least(self) -> float:
        """The least value that fits it."""
        low = {"at_most": -math.inf, "about": self.value * (1 - TOLERANCE)}
        return low.get(self.bound, self.value)

    @property
    def most(self) -> float:
        """The greatest value that fits it."""
        high = {"at_least": math.inf, "about": self.value * (1 + TOLERANCE)}
        return high.get(self.bound, self.value)


@dataclass(frozen=True, slots=True)
class Proposition:
    """What a judge sees of a sentence or a statement: the words, their concepts with weights (figures left out), the side
    (1 or -1) on which it stands of them, names in order, figures, days (as TIMEX3 writes them) and, of a statement, names
    that stand elsewhere: `holders`, who says it, and `around`, the rest of its article. The last six are for a net: the words
    as it reads them, what the article shows, and the act; `turned` tells of a sentence that `told` leaves out who denies it."""

    words: str
    bag: Mapping[str, float]
    sign: int
    names: tuple[Name, ...] = ()
    figures: tuple[Figure, ...] = ()
    days: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    article: str = ""
    told: str = ""
    home: frozenset[str] = frozenset()
    act: Act = Act.ASSERTS
    own_voice: bool = False
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict on a pair, how sure (0 to 1), and why. `near` is how alike the two are, whatever the verdict."""

    bearing: Bearing
    score: float
    because: tuple[str, ...]
    near: float = 0.0


class PairJudge(Protocol):
    """Whoever can tell what a statement is to a sentence."""

    def __call__(self, claim: Proposition, statement: Proposition) -> Ruling:
        """The verdict on a pair; the same for the same two, whatever else there is."""


def judge_pair(claim: Proposition, statement: Proposition) -> Ruling:
    """By words alone. Something else where too little is shared, or a name, a day or a figure stands against it."""
    shared = sorted(claim.bag.keys() & statement.bag.keys(), key=lambda c: (-claim.bag[c], c))
    near = likeness(claim.bag, statement.bag, 1)
    because = tuple(f"shares: {c}" for c in shared[:5] if not c.startswith("~"))
    share = covered(claim, statement)
    few = len(claim.bag) < MIN_SHARED
    if near < (ALONE if few else ALIKE) or share < COVERED or (len(shared) < MIN_SHARED and not few):
        return Ruling(Bearing.OTHER, near, (TOO_LITTLE, *because), near)
    if against := objection(claim, statement):
        return Ruling(Bearing.OTHER, near, (against, *because), near)
    return _sided(claim, statement, near, because)


def covered(claim: Proposition, statement: Proposition) -> float:
    """The share of what a sentence says, beside whom and what it names, that a statement says too: two that only share who
    and where (`the bridge of Sell was closed`, `... was painted`) do not speak of one thing."""
    named = {stem(t.low) for n in claim.names for t in tokens(n.spellings[0]) if t.is_word}
    rest = {c: w * w for c, w in claim.bag.items() if c not in named} or {c: w * w for c, w in claim.bag.items()}
    return sum(w for c, w in rest.items() if c in statement.bag) / sum(rest.values()) if rest else 0.0


def _sided(claim: Proposition, statement: Proposition, near: float, because: tuple[str, ...]) -> Ruling:
    """Of two that speak of one thing: by figures where both count it, else by sides."""
    agree = claim.sign == statement.sign
    for figure in claim.figures:
        other = next(f for f in statement.figures if f.measure == figure.measure)  # `objection` saw to that
        if _apart(figure, statement.figures):
            told = f"another figure: {other.value:g} against {figure.value:g}"
            return Ruling(Bearing.OPPOSED if agree else Bearing.OTHER, near, (told, *because), near)
        because = (f"figure: {other.value:g}", *because)
    side = "on the same side" if agree else "on the other side"
    return Ruling(Bearing.SAME if agree else Bearing.OPPOSED, near, (side, *because), near)


# ---------------------------------------------------------------------------------------- what stands against it


def objection(claim: Proposition, statement: Proposition) -> str:
    """Why a statement is no answer to a sentence, however alike they are; empty where nothing stands against it."""
    return _other_name(claim, statement) or _other_day(claim, statement) or _other_figure(claim, statement)


def _other_name(claim: Proposition, statement: Proposition) -> str:
    missing = [n for n in claim.names if not named(n, statement)]
    if missing:
        over = [n for n in statement.names if not _named(n, claim.names)]
        if over:
            return f"another name: {over[0].spellings[0]}, not {missing[0].spellings[0]}"
        if not all(_held(n, statement.around) for n in missing):
            return f"does not name {missing[0].spellings[0]}"
    return "the other way round" if _reversed(claim, statement) else ""


def named(name: Name, statement: Proposition, *, around: bool = False) -> bool:
    """Does a statement name whom a name means, in its words or as who says it, or (`around`) anywhere in its article."""
    return _named(name, statement.names) or _held(name, statement.holders) or (around and _held(name, statement.around))


def _named(name: Name, among: Sequence[Name]) -> bool:
    return any(same_name(a, b) for other in among for a in name.spellings for b in other.spellings)


def _held(name: Name, spellings: Sequence[str]) -> bool:
    return any(same_name(a, b) for a in name.spellings for b in spellings)


@lru_cache(maxsize=65536)
def same_name(left: str, right: str) -> bool:
    """Can two spellings name one: the same words, all words of one among those of the other, or as `link` joins them."""
    a, b = set(name_key(left).split()), set(name_key(right).split())
    if not a or not b:
        return False
    if a <= b or b <= a:
        return True
    if not _sounds(a) & _sounds(b) and not {w[0] for w in a} & {w[0] for w in b}:
        return False  # what `compare_*` would say, at a tenth of the cost
    return compare_people(left, right).same is Same.SAME or compare_bodies(left, right).same is Same.SAME


def _sounds(words: set[str]) -> set[str]:
    return {sound for word in words for sound in sound_keys(word)}


def _reversed(claim: Proposition, statement: Proposition) -> bool:
    """Does one do to the other what the other does to the one: two names, a verb between, in the other order."""
    for at, doer in enumerate(claim.names):
        for done in claim.names[at + 1 :]:
            theirs = [(a, b) for a in statement.names for b in statement.names if _one(doer, a) and _one(done, b)]
            if done.is_object and theirs and all(b.place < a.place and a.is_object for a, b in theirs):
                return True
    return False


def _one(left: Name, right: Name) -> bool:
    return _named(left, (right,))


DAY = re.compile(r"(\d{4}|XXXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?(?:T.*)?")


def _other_day(claim: Proposition, statement: Proposition) -> str:
    days = [d for d in statement.days if DAY.fullmatch(d)]
    for asked in claim.days:
        if DAY.fullmatch(asked) and days and not any(_may_be_one(asked, day) for day in days):
            return f"another time: {days[0].replace('XXXX-', '')}, not {asked.replace('XXXX-', '')}"
    return ""


def _may_be_one(left: str, right: str) -> bool:
    """Do year, month and day agree where both tell them."""
    a, b = DAY.fullmatch(left), DAY.fullmatch(right)
    if a is None or b is None:
        return True
    return all(x is None or y is None or "X" in x + y or x == y for x, y in zip(a.groups(), b.groups(), strict=True))


def _other_figure(claim: Proposition, statement: Proposition) -> str:
    for figure in claim.figures:
        theirs = [f for f in statement.figures if f.measure == figure.measure]
        if not theirs:
            return f"does not say how many: {figure.value:g} is asked"
        if not _fits(figure, theirs) and not _apart(figure, theirs):
            return f"another figure that can hold too: {theirs[0].value:g} beside {figure.value:g}"
    return ""


def _fits(figure: Figure, among: Sequence[Figure]) -> bool:
    """Does one of them say that the figure holds."""
    return any(
        (f.measure == figure.measure and figure.least <= f.least and f.most <= figure.most)
        or (f.measure == figure.measure and f.value == figure.value and f.bound in ("exactly", "about"))
        for f in among
    )  # fmt: skip


def _apart(figure: Figure, among: Sequence[Figure]) -> bool:
    """Can none of them hold where the figure does."""
    theirs = [f for f in among if f.measure == figure.measure]
    return bool(theirs) and all(f.most < figure.least or figure.most < f.least for f in theirs)


def apart(claim: Proposition, statement: Proposition) -> bool:
    """Do both count one thing, to figures that cannot both hold."""
    return any(_apart(figure, statement.figures) for figure in claim.figures)


def is_figure(word: str, language: Language) -> bool:
    """Is a concept a number, which `Figure` compares and a bag does not."""
    known = language.numbers
    return word[:1].isdigit() or word in known.words or word in known.scales
