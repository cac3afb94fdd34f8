"""What or whom a statement answers: whose claim a denial rejects, who is accused, blamed or praised, of whom something is
demanded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dissensus.langs import Language
from dissensus.records import Act, MentionKind
from dissensus.stages.read.attributes.acts import Did
from dissensus.stages.read.attributes.chains import looks_like_outlet
from dissensus.stages.read.attributes.spans import Pair, Spans
from dissensus.stages.read.sources import who
from dissensus.text import Token, quotations, tokens

ANSWERS = (Act.DENIES, Act.DOUBTS)
AIMS = (Act.ACCUSES, Act.BLAMES, Act.PRAISES)
ASKS = (Act.DEMANDS, Act.PROMISES)
MAX_AIM_WORDS = 14
MAX_ASKED_WORDS = 8
MAX_READ = 400  # characters behind the cue in which the target is looked for


@dataclass(frozen=True, slots=True)
class Aim:
    """What is answered: its passages, the name of whoever is meant, and whether the words only point at what was said
    before (`denied this`)."""

    spans: tuple[Pair, ...]
    name: str | None = None
    back: bool = False


def aim(text: str, did: Did, said: Spans, around: Pair, language: Language) -> Aim | None:
    """What a denial or doubt answers, whom an accusation, a blame or a praise is for, or of whom something is demanded."""
    if did.act in ANSWERS:
        back = only_points_back(text, said.content, language)
        return Aim(tuple(sorted(said.content)), _whose(text, did.at, said, language), back)
    if did.act in AIMS and did.at is not None:
        stop = max([around[1], *(b for _, b in said.content)])
        return _whom(text, did, min(stop, did.at + MAX_READ), language)
    if did.act in ASKS and did.at is not None:
        return _asked(text, did, min(around[1], did.at + MAX_READ), language)
    return None


def only_points_back(text: str, content: Sequence[Pair], language: Language) -> bool:
    """Is what is denied said before: `dismissed these assertions`, `refutes this notion`, `denied it`."""
    if not content:
        return True
    a, b = min(content)
    body = text[a:b].strip(" .,;:“”\"'").lower()
    if body in language.attributes.pointing:
        return True
    match = _back(language).match(text, a, b)
    return match is not None and b - match.end() < 12


@cache
def _back(language: Language) -> re.Pattern[str]:
    return re.compile(language.attributes.back or "(?!)", re.I)


@cache
def _targets(language: Language) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in language.attributes.targets)


def _whose(text: str, at: int | None, said: Spans, language: Language) -> str | None:
    """Whose claim it is that is answered, from the cue's words (`rejected claims made by`) and those of the content that
    are no quotation."""
    for a, b in [*sorted(said.cue), *sorted(said.content)[:1]]:
        if at is not None and b <= at:
            continue
        stop = min(b, a + MAX_READ)
        quotes = quotations(text, a, stop)
        stop = quotes[0].start if quotes else stop
        for pattern in _targets(language):
            for match in pattern.finditer(text, a, min(len(text), stop + 1)):
                group = "name" if match.groupdict().get("name") else "outlet"
                start, end = match.span(group)
                name = _holder(text, start, end, language)
                if name and (group == "name" or looks_like_outlet(name, language)):
                    return name
    return None


def _whom(text: str, did: Did, stop: int, language: Language) -> Aim | None:
    """The noun phrase behind the words that accuse, blame or praise, up to what it is for."""
    at = did.at or 0
    words = tokens(text, at, stop)
    ends = language.attributes.whom_ends
    if words and (words[0].low in ends or words[0].low in language.attributes.accused_of):  # `criticism of the mayor`
        words = words[1:]
    phrase = _phrase(words, ends)
    behind = words[len(phrase) :]
    if (
        did.act is Act.BLAMES and behind and behind[0].low in language.attributes.blamed_on
    ):  # `blamed the flood on the mayor`
        phrase = _phrase(behind[1:], ends)
    told = tokens(text, max(0, at - 40), at)
    if told and told[-1].low in language.attributes.accusing:
        of = [i for i, w in enumerate(phrase) if w.low in language.attributes.accused_of and i]
        phrase = phrase[: of[-1]] if of else phrase
    if not phrase or len(phrase) > MAX_AIM_WORDS or not any(w.is_word for w in phrase):
        return None
    start, end = phrase[0].start, phrase[-1].end
    return Aim(((start, end),), _holder(text, start, end, language))


def _asked(text: str, did: Did, stop: int, language: Language) -> Aim | None:
    """Whom something is asked of: what stands between the verb and what it asks (`urged Selk to withdraw`), or the name that is
    the subject of what is demanded (`demanded that Selk withdraw`), or stands behind a preposition (`demanded from Selk`)."""
    at = did.at or 0
    words = [word for word in tokens(text, at, stop) if word.is_word or word.text in ",.;:"]
    told = language.attributes
    if told.asked_of and _asking(language).search(text[max(0, at - 40) : at].lower()):
        ends = told.asked_to if did.act is Act.DEMANDS else {told.that}  # `promised a pier to Selk` is of a pier
        phrase = _named(words[: next((i for i, word in enumerate(words) if word.low in ends), 0)], language)
    elif did.act is Act.DEMANDS and told.that and words[:1] and words[0].low == told.that:
        rest = words[1:]
        phrase = rest[: next((i for i, word in enumerate(rest) if word.is_word and not word.is_capital), 0)]
    elif did.act is Act.DEMANDS and words[:1] and words[0].low in told.asked_from and words[1:] and words[1].is_capital:
        phrase = _named(words[1:], language)
    else:
        return None
    if not phrase or len(phrase) > MAX_ASKED_WORDS or not all(word.text.isalpha() for word in phrase):
        return None
    start, end = phrase[0].start, phrase[-1].end
    name = _holder(text, start, end, language)
    return Aim(((start, end),), name) if name else None


def _named(words: Sequence[Token], language: Language) -> list[Token]:
    """Of a phrase that begins with a name that name alone (`Selk last week`); nothing of one that begins with a preposition."""
    if words and words[0].low in language.grammar.prepositions:
        return []
    if not words or not words[0].is_capital:
        return list(words)
    inner = language.attributes.asked_joints
    stop = next((i for i, word in enumerate(words) if not word.is_capital and word.low not in inner), len(words))
    while stop and words[stop - 1].low in inner:
        stop -= 1
    return list(words[:stop])


@cache
def _asking(language: Language) -> re.Pattern[str]:
    return re.compile(language.attributes.asked_of)


def _phrase(words: Sequence[Token], ends: frozenset[str]) -> list[Token]:
    """The words up to one that ends a name, or a mark."""
    stop = next((i for i, w in enumerate(words) if w.low in ends or not (w.is_word or w.text in "’'-&")), len(words))
    return list(words[:stop])


def _holder(text: str, start: int, end: int, language: Language) -> str | None:
    """The name in a phrase; the phrase itself where it tells a role; null for a pronoun."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    if start >= end:
        return None
    found = who(text, start, end, language)
    if found.kind is MentionKind.NAME:
        return found.name
    return None if found.kind is MentionKind.PRONOUN else " ".join(text[start:end].split())
