"""Two words of names: how alike they are, written in Latin letters by whatever custom.

A normal form lets the ways of writing one sound fall together; what is left differs by edits, which cost by their kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from dissensus.langs.name_words import CASES, GENDERED

# What an edit costs, by what is edited; a word's score is 1 less cost a letter. Fitted on one half (by hash) of the pairs
# of Latin and Russian words and of the pairs of names (docs/scores.md, Names).
VOWEL = 0.6
NEAR = 0.7  # a consonant for its neighbour: b and p, d and t, g and k
FAR = 1.1
FIRST = 0.6  # on top, where the first letters are of two kinds
ALIKE = 0.8  # words of a name from which they can be spellings of one: precision 0.98 on that half of name_bench
SHORT = 3  # letters of the normal form; shorter words are the same or different, never alike
CASE = 0.06  # less for two words that differ by an ending of a case
GENDERS = 0.5  # at most, for two that differ as a woman's name and a man's
INITIAL = 0.9  # an initial and a word that begins so

# Ways of writing one sound, in order, to one letter each: S for sh, C for ch, Z for zh, T for ts.
FOLDS = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"shch|schtsch|stch", "S"),
        (r"dzh|dsch|dz|dj", "j"),
        (r"tsch|tch|cz|tsh|ty(?=[aou])", "C"),
        (r"zh", "Z"),
        (r"sch|sh|sz", "S"),
        (r"ch", "C"),
        (r"kh|gh", "h"),
        (r"ph", "f"),
        (r"th|dt", "t"),
        (r"ck|cq", "k"),
        (r"tz|ts", "T"),
        (r"^x(?=i)", "s"),
        (r"x", "ks"),
        (r"qu", "kv"),
        (r"c(?=[eiy])", "s"),
        (r"[cq]", "k"),
        (r"wh|w|^u(?=[aeio])", "v"),
        (r"(?<=[aeiouy])j(?![aeiouy])", "i"),
        (r"^[yi]e", "e"),
        (r"^[yi](?=[aou])", "J"),
        (r"y", "i"),
        (r"eaux?$|aux$|ault$", "o"),
        (r"(?<=[aeiou])h(?![aeiou])", ""),
        (r"([aou])e(?![aeiou])", r"\1"),
        (r"ou|oo", "u"),
        (r"i(?=[aeou])", ""),
        (r"ij$|ii$", "i"),
        (r"(.)\1+", r"\1"),
    )
)
VOWELS = "aeiou"
NO_VOWELS = str.maketrans("", "", VOWELS)
KINDS = str.maketrans("bvdgkhzZCTSjJ", "pftkkksssssss")  # the second of each pair is said like the first, or nearly


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name: as it is compared by letters, in its normal form, its consonants, their kinds."""

    text: str
    fold: str
    bones: str
    kinds: str


@lru_cache(maxsize=65536)
def word(text: str) -> Word:
    """A word in small Latin letters with its normal form. One in other letters (`name_key`) is its own normal form."""
    fold = text
    if text.isascii():
        for pattern, put in FOLDS:
            fold = pattern.sub(put, fold)
    bones = fold.translate(NO_VOWELS)
    return Word(text, fold or text, bones, re.sub(r"(.)\1+", r"\1", bones.translate(KINDS)))


@lru_cache(maxsize=65536)
def word_score(left: str, right: str) -> float:
    """How alike two words are, 0 to 1: an edit of a vowel costs least, of a consonant by its neighbour less than by
    another. Words of up to `SHORT` letters and words of other letters are the same or different."""
    if left == right:
        return 1.0
    if not (left.isascii() and right.isascii()):
        return 0.0
    a, b = word(left), word(right)
    if a.fold == b.fold:
        return 0.99
    letters = max(len(a.fold), len(b.fold))
    if min(len(a.fold), len(b.fold)) < SHORT:
        return 0.0
    edits = OSA.distance(a.fold, b.fold)
    consonants = min(OSA.distance(a.bones, b.bones), edits)
    far = min(OSA.distance(a.kinds, b.kinds), consonants)
    cost = FAR * far + NEAR * (consonants - far) + VOWEL * (edits - consonants)
    if (a.kinds[:1], a.fold[0] in VOWELS) != (b.kinds[:1], b.fold[0] in VOWELS):
        cost += FIRST
    return max(0.0, 1 - cost / letters)


def alike(a: str, b: str, inflected: bool) -> float:
    """How alike two words of a name are: as `word_score`, but that an initial stands for a word, that words in Cyrillic
    letters (`inflected`) may differ by the endings of cases, and that a woman's name is no man's."""
    if min(len(a), len(b)) == 1:
        return INITIAL if word(a).fold[0] == word(b).fold[0] or a[0] == b[0] else 0.0
    score = word_score(a, b)
    if score == 1.0:
        return score
    if inflected:
        return max(score, word_score(stem(a), stem(b)) - CASE)
    return GENDERS if score > GENDERS and (_gendered(a, b) or _gendered(b, a)) else score


@lru_cache(maxsize=65536)
def stem(text: str) -> str:
    """A word in its normal form without the ending of a case."""
    for ending in CASES:
        if text.endswith(ending) and len(text) - len(ending) >= SHORT:
            return word(text[: -len(ending)]).fold
    return word(text).fold


@lru_cache(maxsize=262144)
def _gendered(woman: str, man: str) -> bool:
    """`ivanova` and `ivanov`, `angela` and `angelo`."""
    return any(
        woman.endswith(hers) and man.endswith(his) and woman[: -len(hers)] == man[: len(man) - len(his)]
        for hers, his in GENDERED
    )


@lru_cache(maxsize=65536)
def sound_keys(text: str) -> tuple[str, ...]:
    """What a word is looked up by: its first two kinds of consonants and its last two. An initial has none."""
    kinds = word(text).kinds
    if len(text) == 1:
        return ()
    return (f"<{kinds[:2]}", f"{kinds[-2:]}>") if kinds else (f"<{text[0]}>",)
