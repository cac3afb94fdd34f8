"""What a content negates: the words, and whether it says that something is not so. Only its main clause counts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dissensus.langs import Language
from dissensus.records import Polarity
from dissensus.stages.read.attributes.acts import forms, negates
from dissensus.stages.read.attributes.lookup import Lookup
from dissensus.stages.read.attributes.spans import Pair
from dissensus.text import Token, tokens

REACH = 7  # words between what makes a predicate and its noun
UNDONE = 4  # words between a negator and what it undoes: `not at all false`
SHORT = 4  # words; a first sentence of fewer (`No way.`) does not speak for all of the content
STOPS = frozenset(".!?")


def negation(
    text: str, content: Sequence[Pair], language: Language, *, naming: bool = False
) -> tuple[tuple[Pair, ...], Polarity]:
    """Words that negate the main clause of a content, and its polarity. `naming` says that the cue gives a name (`calls it
    an invention`), so that every denying noun counts. Two that undo each other (`not untrue`) are both given, and make
    it positive; `neither ... nor` do not."""
    for span in sorted(content):
        words = _main_clause(tokens(text, *span), language)
        idle = {
            i for hit in _idle(language).find(words, lambda w: forms(w, language)) for i in range(hit.first, hit.last)
        }
        undoing = _undoing(words, idle, language)
        taken = idle | {i for a, b in undoing for i in range(a, b)}
        plain = [i for i in range(len(words)) if i not in taken and _plainly(words, i, language)]
        strong = sorted(undoing + _denying(words, taken | set(plain), language, naming=naming))
        if plain or strong:
            pairs = {(words[i].start, words[i].end) for i in plain} | {
                (words[a].start, words[b - 1].end) for a, b in strong
            }
            return _apart(sorted(pairs)), _polarity(words, plain, strong)
        if sum(w.is_word for w in words) >= SHORT:
            break
    return (), Polarity.POSITIVE


def _polarity(words: Sequence[Token], plain: Sequence[int], strong: Sequence[tuple[int, int]]) -> Polarity:
    undone: set[int] = set()
    left = 0
    for a, _ in strong:
        near = [i for i in plain if 0 < a - i <= UNDONE and words[i + 1].text != "," and i not in undone]
        undone.update(near)
        left += not near
    negative = left > 0 or len(undone) < len(plain)
    return Polarity.NEGATIVE if negative else Polarity.POSITIVE


def _apart(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Without those that lie in another."""
    return tuple(p for p in pairs if not any(p != q and q[0] <= p[0] and p[1] <= q[1] for q in pairs))


def _main_clause(words: list[Token], language: Language) -> list[Token]:
    """The words of the first sentence (two, if it is short) without subordinate clauses: up to the first one, or what
    follows one at the beginning (`If it rains, he will not come`)."""
    subordinators = language.attributes.subordinators
    out: list[Token] = []
    sentence = 0  # words of the sentence so far
    skipping = False
    for i, word in enumerate(words):
        if word.text in STOPS and i + 1 < len(words):
            if sum(w.is_word for w in out) >= SHORT:
                break
            sentence, skipping = 0, False
            continue
        if word.low in subordinators:
            if sentence > 2:
                break
            skipping = True
        elif skipping and word.text == ",":
            skipping = False
        sentence += word.is_word
        if not skipping:
            out.append(word)
    return out


def _plainly(words: Sequence[Token], i: int, language: Language) -> bool:
    """A word that negates; one that stands before a noun alone (`without a permit`) only as a predicate."""
    word = words[i]
    if word.low in language.attributes.needs_predicate:
        return i > 0 and words[i - 1].low in language.attributes.predicates
    numbered = i + 1 < len(words) and words[i + 1].text[:1].isdigit() and word.is_capital  # `No 10`
    return negates(word, language) and not numbered


@cache
def _idle(language: Language) -> Lookup[bool]:
    return Lookup.of(dict.fromkeys(language.attributes.idle_negations, True))


@cache
def _undo(language: Language) -> Lookup[bool]:
    return Lookup.of(dict.fromkeys(language.attributes.undoing, True))


def _undoing(words: Sequence[Token], idle: set[int], language: Language) -> list[tuple[int, int]]:
    """`failed to`, `is impossible`."""
    return [(h.first, h.last) for h in _undo(language).find(words) if h.first not in idle]


def _denying(words: Sequence[Token], taken: set[int], language: Language, *, naming: bool) -> list[tuple[int, int]]:
    """`is false`, `calls it a lie`."""
    return [
        (i, i + 1)
        for i, w in enumerate(words)
        if i not in taken and w.low in language.denial_nouns and (naming or _is_predicate(words, i, language))
    ]


def _is_predicate(words: Sequence[Token], i: int, language: Language) -> bool:
    """`the report is false`, `dismissed as a hoax`, `calls it 'rumours'`, but not `a false flag`."""
    before = {w.low for w in words[max(0, i - REACH) : i]}
    return bool(before & language.attributes.predicates) or not any(w.is_word for w in words[i + 1 :])
