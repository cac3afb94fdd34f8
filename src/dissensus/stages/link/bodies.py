"""Two names, one body? Two spellings, one place that no gazetteer has? Verdicts as of persons (`names`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from dissensus.langs.name_words import BODY_SMALL, BODY_WORDS, LEGAL_FORMS, ROMAN
from dissensus.stages.link.names import JOINED, Name, Same, Verdict, align, why
from dissensus.stages.link.scripts import name_key, scripts
from dissensus.stages.link.sounds import ALIKE, INITIAL, SHORT, alike, word_score
from dissensus.text import plain

ALIKE_BODY = 0.76  # words of bodies' names, of which there are more than of persons'; on half of name_bench


@lru_cache(maxsize=65536)
def body(name: str) -> tuple[str, ...]:
    """The words of a body's name that tell which: without its legal form and small words, numbers as digits, initials
    with stops as one word."""
    key = name_key(STOPS.sub(r"\1", name.replace("&", " ")))
    words = " ".join(BODY_WORDS.get(w, w) for w in key.split() if w not in BODY_SMALL)
    kept = LEGAL.sub(" ", words).split()
    return tuple(kept or words.split() or key.split())


STOPS = re.compile(r"(?<!\w)(\w)[./](?=\w(?:[./]|\b))")
LEGAL = re.compile(rf"\b(?:{'|'.join(LEGAL_FORMS)})\b")
FORM_WORDS = frozenset(w for form in LEGAL_FORMS for w in form.split() if len(w) > 2 * SHORT - 2) | {"joint"}


def compare_bodies(left: str, right: str) -> Verdict:
    """Can two names be one body's: every word of one is a word of the other, numbers exactly. Words on one side only are
    UNSURE, for they may be a daughter's; so are initials."""
    a, b = body(left), body(right)
    if a == b:
        return Verdict(Same.SAME, 1.0, (" ".join(a),))
    if not all(map(str.isascii, a + b)):
        return Verdict(Same.DIFFERENT, 0.0, ("letters of another script",))
    if left.isupper() != right.isupper() and _acronym(left, a, b) | _acronym(right, b, a):
        return Verdict(Same.SAME, INITIAL, ("initials",))
    joined = word_score("".join(a), "".join(b))
    if len(a) != len(b) and joined >= JOINED and _numbers(a) == _numbers(b):
        return Verdict(Same.SAME, joined, ("the same letters with other spaces",))
    first, second = Name(a), Name(b)
    pairs = [(i, j, s) for i, j, s in align(first, second, ALIKE_BODY) if min(len(a[i]), len(b[j])) > 1 or a[i] == b[j]]
    because = tuple(why(a[i], b[j], s) for i, j, s in pairs)
    mine = [w for i, w in enumerate(a) if all(i != p for p, _, _ in pairs) and not _is_form(w)]
    other = [w for j, w in enumerate(b) if all(j != q for _, q, _ in pairs) and not _is_form(w)]
    score = 2 * sum(s for _, _, s in pairs) / (len(a) + len(b))
    if not pairs or (mine and other) or _numbers(a) != _numbers(b):
        return Verdict(Same.DIFFERENT, score, (*because, f"{' '.join(mine)} against {' '.join(other)}"))
    if mine or other:
        return Verdict(Same.UNSURE, score, (*because, f"{' '.join(mine or other)} on one side only"))
    return Verdict(Same.SAME, score, because)


def _is_form(text: str) -> bool:
    """A word of a legal form, also one with a slip in it."""
    return any(word_score(text, form) >= ALIKE for form in FORM_WORDS)


def _numbers(words: Iterable[str]) -> list[str]:
    return sorted(w for w in words if not w.isalpha() or w in ROMAN)


def _acronym(name: str, words: Sequence[str], other: Sequence[str]) -> bool:
    """`PLA` for three words that begin so."""
    return name.isupper() and len(words) == 1 and len(other) > SHORT - 1 and words[0] == "".join(w[0] for w in other)


def spelt_like_place(left: str, right: str) -> Verdict:
    """Can two names that no gazetteer has be spellings of one place: the same words in the same order, alike."""
    inflected = bool(scripts(left) & {"CYRILLIC"}) and bool(scripts(right) & {"CYRILLIC"})
    keys = [plain(n) if scripts(n) == {"CYRILLIC"} else name_key(n) for n in (left, right)]
    a, b = keys[0].split(), keys[1].split()
    if len(a) != len(b) or not a:
        return Verdict(Same.DIFFERENT, 0.0, ("more words on one side",))
    score = min(alike(x, y, inflected) if min(len(x), len(y)) > 1 else float(x == y) for x, y in zip(a, b, strict=True))
    return Verdict(Same.SAME if score >= ALIKE else Same.DIFFERENT, score, (f"{keys[0]} and {keys[1]}",))
