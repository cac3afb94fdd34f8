"""What a statement does besides being said: kind, polarity, hedges, basis, the target a denial names, its chain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dissensus.langs import Language
from dissensus.records import Act, Basis, Kind, Polarity
from dissensus.text import Token, quotations, tokens

Pair = tuple[int, int]

DIRECT_SHARE = 0.85  # of the content's characters between quotation marks, from which it is direct


def kind(text: str, content: Sequence[Pair]) -> Kind:
    """Direct when (nearly) all of the content stands between quotation marks, mixed when some of it does."""
    total = sum(b - a for a, b in content)
    inside = 0
    for a, b in content:
        quotes = quotations(text, a, b)
        if not quotes and a > 0 and text[a - 1] in '“"«':
            inside += b - a
        inside += sum(q.end - q.start for q in quotes)
    if inside == 0:
        return Kind.INDIRECT
    return Kind.DIRECT if inside >= DIRECT_SHARE * total else Kind.MIXED


def negations(text: str, content: Sequence[Pair], language: Language, *, naming: bool = False) -> tuple[Pair, ...]:
    """Words that negate the main clause of a content: not those after `because`, `who`, `which` and the like. `naming`
    says that the cue gives a name (`calls it an invention`), so that every denying noun counts."""
    out: list[Pair] = []
    for a, b in content:
        for i, word in enumerate(words := tokens(text, a, b)):
            if word.low in SUBORDINATE and i > 2:
                break
            denied = word.low in language.denial_nouns and (naming or _is_predicate(words, i))
            plain = word.low in language.negators and word.low not in language.denial_nouns
            if (plain or word.low.endswith("n't") or denied) and not (
                word.low == "no" and i + 1 < len(words) and words[i + 1].low in ("longer", "matter", "doubt", "wonder")
            ):
                out.append((word.start, word.end))
        if out:
            break
    return tuple(out)


PREDICATES = frozenset("is are was were be been being as called calls calling remains remain 's 're".split())
REACH = 7  # words between what makes a predicate and its noun


def _is_predicate(words: Sequence[Token], i: int) -> bool:
    """`the report is false`, `dismissed as a hoax`, `calls it 'rumours'`, but not `a false flag`."""
    before = {w.low for w in words[max(0, i - REACH) : i]}
    return bool(before & PREDICATES) or not any(w.is_word for w in words[i + 1 :])


SUBORDINATE = frozenset("because who which where when while although though if unless until".split())


def polarity(spans: Sequence[Pair]) -> Polarity:
    """Two negations in one content mostly mean an enumeration (`neither ... nor`), so any number of them is negative."""
    return Polarity.NEGATIVE if spans else Polarity.POSITIVE


def hedges(text: str, spans: Sequence[Pair], language: Language) -> tuple[Pair, ...]:
    """Words that take back: allegedly, reportedly, may ..."""
    return tuple((w.start, w.end) for a, b in spans for w in tokens(text, a, b) if w.low in language.hedges)


def act(cue_act: Act, negated: bool) -> Act:
    """A negated denial is no denial: `did not deny that` admits; a negated assertion is left as it is (unsure)."""
    if negated and cue_act is Act.DENIES:
        return Act.ADMITS
    if negated and cue_act is Act.DOUBTS:
        return Act.BELIEVES
    if negated and cue_act is Act.ASSERTS:  # `did not say who`
        return Act.DECLINES
    return cue_act


BASES = (
    (
        Basis.SAW,
        re.compile(
            r"\b(?:I saw|we saw|saw (?:it|them|him|her|the)|witnessed|eyewitness|with (?:his|her|my|their) own eyes)\b"
        ),
    ),
    (
        Basis.DOCUMENT,
        re.compile(
            r"\b(?:citing|cited|according to|based on|documents?|records?) (?:an? |the |internal |court )?"
            r"(?:\w+ ){0,3}(?:documents?|report|memo|letter|records|filing|files|emails?|papers|log|minutes)\b",
            re.I,
        ),
    ),
    (
        Basis.IMAGE,
        re.compile(
            r"\b(?:video|footage|photographs?|photos?|satellite images?|pictures?) (?:show|shows|showed|seen|posted)\b",
            re.I,
        ),
    ),
    (
        Basis.ANONYMOUS,
        re.compile(
            r"\b(?:on condition of anonymity|who (?:asked|declined) (?:not )?to be named|people familiar with|unnamed|"
            r"anonymous)\b",
            re.I,
        ),
    ),
)


def basis(sentence: str, source_is_outlet: bool) -> Basis:
    """How the source knows, where the sentence says it."""
    for found, pattern in BASES:
        if pattern.search(sentence[:2000]):
            return found
    return Basis.OUTLET if source_is_outlet else Basis.NONE


QUOTED_BY = re.compile(
    r"(?:,|\()\s*(?:as\s+)?(quoted|cited|carried|reported|relayed)\s+by\s+(?:the\s+|an?\s+)?([^,.;:()“”\"]{2,60})"
)
AGENCY_QUOTED = re.compile(
    r"(?:the\s{1,9})?(\w[\w.’' -]{1,39}?)\s{1,9}(?:\w{1,30}\s{1,9})?quoted\s{1,9}[^.;:“”\"]{2,80}?\s{1,9}as\s{1,9}saying"
)
TOLD_OUTLET = re.compile(
    r"\b(?:told|in an interview with|speaking to)\s+((?:the\s+)?[A-Z][\w’'&.-]*(?:\s+(?:of\s+)?[A-Z][\w’'&.-]*){0,4})"
)
CITING = re.compile(r"\bciting\s+((?:an?\s+|the\s+|its\s+|his\s+|her\s+)?[^,.;:“”\"]{3,80})")


def chain(text: str, start: int, end: int, language: Language) -> list[tuple[str, str, Pair]]:
    """Through whom the words came, from the outlet inwards: (name, relation, offsets). Only what the sentence says."""
    hops: list[tuple[str, str, Pair]] = []
    for relation, pattern, group in (
        ("quoted_by", QUOTED_BY, 2),
        ("quoted_by", AGENCY_QUOTED, 1),
        ("told", TOLD_OUTLET, 1),
        ("based_on", CITING, 1),
    ):
        match = pattern.search(text, start, min(end, start + 2000))
        if match is None or (relation == "told" and not _looks_outlet(match.group(group), language)):
            continue
        a, b = match.span(group)
        b = a + len(text[a:b].rstrip())
        hops.append((" ".join(text[a:b].split()), relation, (a, b)))
    return hops


def _looks_outlet(name: str, language: Language) -> bool:
    words = tokens(name)
    return any(w.low in language.outlet_words for w in words) or (len(words) == 1 and words[0].text.isupper())


BACKWARD = re.compile(
    r"\b(?:this|these|those|such|the)\s+(?:\w+\s+){0,2}"
    r"(?:claims?|assertions?|allegations?|reports?|notion|accusations?|idea|suggestions?|charges?|statements?|"
    r"publications?|version|account|rumou?rs?|story|article|it|that|this)\b",
    re.I,
)


def points_back(text: str, content: Sequence[Pair]) -> bool:
    """Is what is denied said before: `dismissed these assertions`, `refutes this notion`, `denied it`."""
    if not content:
        return True
    a, b = content[0]
    body = text[a:b].strip(" .,;:“”\"'").lower()
    if body in ("it", "that", "this", "them", "him", "so"):
        return True
    match = BACKWARD.match(text, a, b)
    return match is not None and b - match.end() < 12
