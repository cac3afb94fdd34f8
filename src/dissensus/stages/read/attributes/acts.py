"""What a source does in saying something: its act, told by the words of any cue, and by negation within it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dissensus.langs import Language
from dissensus.records import Act
from dissensus.stages.read.attributes.lookup import Hit, Lookup
from dissensus.stages.read.attributes.spans import Pair
from dissensus.text import Token, tokens

Part = Act | str  # what a phrase of a cue is: an act, or one of these
REFUSAL, IDLE = "refusal", "idle"
AHEAD = 3  # words of the content with which a phrase may end whose beginning is the cue: `declined | to comment`
OPENING = 3  # words of the content that tell what is not done, where the cue does not: `refused | to say a word`
MAX_OBJECT = 160  # characters of a content in which the noun of what is turned down, or `should`, is looked for
MAX_QUESTION = 400  # characters of a content that may be one question
# What a source does that does not do this. Who does not deny has not admitted: he takes no side.
NOT_DONE = {Act.DOUBTS: Act.BELIEVES, Act.BELIEVES: Act.DOUBTS, Act.PLANS: Act.PLANS}


@dataclass(frozen=True, slots=True)
class Did:
    """An act. `phrase` are the words of the table that tell it, empty where none of the cue's is there and the act is the
    default; `at` is where they end. `negated` says that the act is another because the cue negates it; `negation` are words
    of the cue that negate the content instead (`has no plans to`)."""

    act: Act
    phrase: str = ""
    at: int | None = None
    negated: bool = False
    naming: bool = False
    negation: tuple[Pair, ...] = ()


def act_of(
    text: str,
    cue: Sequence[Pair],
    content: Sequence[Pair],
    language: Language,
    source: Sequence[Pair] = (),
    *,
    around: Pair | None = None,
) -> Did:
    """What is done by these words. Without any that the language knows it is asserting; a question asks. `around` are the
    bounds of the sentence, in which a pronoun is looked up."""
    words, own = _words(text, sorted(cue), sorted(content))
    hits = [h for h in _find(words, language) if h.first < own]
    acts = [(h, h.value) for h in hits if isinstance(h.value, Act)]
    chosen = _chosen(acts, language)
    refusals = [h for h in hits if h.value == REFUSAL and (chosen is None or h.first < chosen[0].first)]
    if chosen is None:
        act = Act.DECLINES if refusals else Act.ASSERTS
        act = Act.ASKS if act is Act.ASSERTS and _asks(text, content) else act
        return Did(act, refusals[0].phrase if refusals else "")
    hit, act = _tried(chosen, acts, language)
    taken = {i for h in hits for i in range(h.first, h.last) if h is hit or h.value in (REFUSAL, IDLE)}
    negators = [i for i in range(own) if i not in taken and negates(words[i], language)]
    before = [i for i in negators if i < hit.first]
    nobody = any(_is_nobody(text, span, language) for span in source)
    odd = (bool(before or nobody) + len(refusals)) % 2 == 1
    after = [i for i in negators if i >= hit.last]
    if odd and act is Act.PLANS and not refusals:  # `has no plans to`: a plan not to
        after, odd = before + after, False
    done = (
        NOT_DONE.get(act, Act.DECLINES)
        if odd
        else _by_content(text, words[hit.first : hit.last], act, content, language)
    )
    if done is Act.DENIES and hit.phrase in language.attributes.turning_down:
        done = _turned_down(text, words[hit.last : own], sorted(content), language, around)
    elif done is Act.ASSERTS:
        done = _by_document(text, words[hit.first : hit.last], source, language)
    return Did(
        done,
        hit.phrase,
        words[min(hit.last, own) - 1].end,
        negated=odd,
        naming=any(w.low in language.attributes.naming for w in words[hit.first : hit.last]),
        negation=tuple((words[i].start, words[i].end) for i in after),
    )


def keeps_silent(text: str, did: Did, content: Sequence[Pair], language: Language) -> bool:
    """Is nothing turned down but an answer: `declined to comment`, `refused | to say a word`, `did not rule out`."""
    if did.act is not Act.DECLINES or did.negated:
        return False
    start, end = min(content) if content else (0, 0)
    begun = [w.low for w in tokens(text, start, min(end, start + MAX_OBJECT)) if w.is_word][:OPENING]
    return not language.attributes.silences.isdisjoint({*did.phrase.split(), *begun})


def _words(text: str, cue: Sequence[Pair], content: Sequence[Pair]) -> tuple[list[Token], int]:
    """The words of a cue, with some of the content right behind it, and how many of them are the cue's own."""
    every = [w for a, b in cue for w in tokens(text, a, b)]
    words = [w for w in every if w.is_word] or every  # a colon or a dash is a cue only by itself
    own = len(words)
    end = cue[-1][1] if cue else 0
    following = next((c for c in content if cue and c[0] >= end), None)
    if following and not text[end : following[0]].strip():
        words += [w for w in tokens(text, following[0], min(following[1], following[0] + 60)) if w.is_word][:AHEAD]
    return words, own


@cache
def _phrases(language: Language) -> Lookup[Part]:
    words = language.attributes
    table: dict[str, Part] = dict(words.acts)
    table |= dict.fromkeys(words.refusals, REFUSAL)
    table |= dict.fromkeys(words.idle_negations, IDLE)
    return Lookup.of(table)


def _find(words: Sequence[Token], language: Language) -> list[Hit[Part]]:
    return _phrases(language).find(words, lambda w: forms(w, language), lambda w: is_filler(w, language))


def forms(word: Token, language: Language) -> Sequence[str]:
    """How a word may stand in a table: itself, and the negator that it ends in (`didn't` is `not`)."""
    endings = language.attributes.negating_endings
    if not word.low.endswith(tuple(endings)):
        return (word.low,)
    return (word.low, *(negator for ending, negator in endings.items() if word.low.endswith(ending)))


def is_filler(word: Token, language: Language) -> bool:
    """May the word stand within a phrase without being of it."""
    return word.low in language.attributes.fillers or word.low.endswith(language.attributes.filler_endings)


def negates(word: Token, language: Language) -> bool:
    """Is it a word that negates."""
    if word.low in language.negators and word.low not in language.denial_nouns:
        return True
    return len(forms(word, language)) > 1


def _chosen(acts: Sequence[tuple[Hit[Part], Act]], language: Language) -> tuple[Hit[Part], Act] | None:
    """The first word that tells an act; one that leaves it to others (`made`, `offered`) only if no other follows."""
    return next((a for a in acts if a[0].phrase not in language.attributes.yielding), acts[-1] if acts else None)


def _tried(
    chosen: tuple[Hit[Part], Act], acts: Sequence[tuple[Hit[Part], Act]], language: Language
) -> tuple[Hit[Part], Act]:
    """`tried to portray`: to try to say something is to say it."""
    hit, act = chosen
    trying = language.attributes.trying
    if act is not Act.PLANS or not {hit.phrase, hit.phrase + language.attributes.trying_to} & trying:
        return chosen
    behind = hit.last + (hit.phrase not in trying)
    return next((a for a in acts if a[0].first == behind and a[1] is Act.ASSERTS), chosen)


def _turned_down(
    text: str, rest: Sequence[Token], content: Sequence[Pair], language: Language, around: Pair | None
) -> Act:
    """`rejected the offer` declines, `rejected the report` denies: by the last noun of the object that is known, and for a
    pronoun by the last one before it."""
    words = language.attributes
    behind = [w for w in tokens(text, content[0][0], min(content[0][1], content[0][0] + MAX_OBJECT)) if w.is_word]
    pronoun = len(behind) == 1 and behind[0].low in language.pronouns
    if pronoun and around is not None:
        phrase = tokens(text, around[0], content[0][0])
    else:
        every = [*rest, *behind]
        stop = next((i for i, w in enumerate(every) if w.low in words.objects_end), len(every))
        phrase = every[:stop]
    known = [w.low for w in phrase if w.low in words.offered or w.low in words.claimed]
    return Act.DECLINES if known and known[-1] in words.offered else Act.DENIES


def _by_document(text: str, cue: Sequence[Token], source: Sequence[Pair], language: Language) -> Act:
    """`according to the proposals`: what somebody proposes there is proposed, whatever else is asserted."""
    if not cue or " ".join(w.low for w in cue) not in language.according_to or len(source) != 1:
        return Act.ASSERTS
    words = [w for w in tokens(text, *source[0]) if w.is_word]
    stop = next((i for i, w in enumerate(words) if w.low in language.attributes.objects_end), len(words))
    act = (
        language.attributes.acts.get(words[stop - 1].low, Act.ASSERTS)
        if stop and not words[stop - 1].is_capital
        else None
    )
    return act if act in (Act.PROPOSES, Act.DEMANDS) else Act.ASSERTS


def _is_nobody(text: str, span: Pair, language: Language) -> bool:
    words = tokens(text, *span)
    return bool(words) and words[0].low in language.attributes.nobody


def _by_content(text: str, cue: Sequence[Token], act: Act, content: Sequence[Pair], language: Language) -> Act:
    """`told them to leave` demands, and what is one question asks."""
    first = min(content, default=(0, 0))
    orders = any(w.low in language.attributes.ordering for w in cue) and cue[-1].end <= first[0]
    if orders and re.compile(language.attributes.order).match(text, cue[-1].end, first[1]):
        return Act.DEMANDS
    proposes = act is Act.ASSERTS and any(w.low in language.attributes.proposing for w in cue)
    if proposes and any(
        w.low in language.attributes.ought for a, b in content for w in tokens(text, a, min(b, a + MAX_OBJECT))
    ):
        return Act.PROPOSES
    return Act.ASKS if act is Act.ASSERTS and _asks(text, content) else act


def _asks(text: str, content: Sequence[Pair]) -> bool:
    """Is the content a single question."""
    if len(content) != 1 or content[0][1] - content[0][0] > MAX_QUESTION:
        return False
    body = text[content[0][0] : content[0][1]].rstrip("”\"'’»› ")
    return body.endswith(("?", "？", ";?")) and not re.search(r"[.!?]\s", body)
