"""What takes a statement back: words that hedge, and how certain they leave it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dissensus.langs import Language
from dissensus.stages.read.attributes.lookup import Lookup
from dissensus.stages.read.attributes.spans import Pair
from dissensus.text import Token, tokens

DIGITS = 3
STOPS = frozenset(".!?")


def hedged(
    text: str, cue: Sequence[Pair], content: Sequence[Pair], language: Language
) -> tuple[tuple[Pair, ...], float]:
    """The words that take back (`allegedly`, `it is possible that`), and how certain the cue and the content's first sentence
    leave it: 1 where nothing hedges; each hedge takes away its strength of what is left. No probability: `possibly` (0.5)
    leaves half of what a plain statement has."""
    found = {span: _found(text, span, language) for span in sorted((*cue, *content))}
    left = 1.0
    for number, span in enumerate([*sorted(cue), *sorted(content)[:1]]):
        for _, _, strength, sentence in found[span]:
            if number < len(cue) or sentence == 0:
                left *= 1 - strength
    pairs = tuple((a, b) for span in sorted((*cue, *content)) for a, b, _, _ in found[span])
    return pairs, round(left, DIGITS)


def _found(text: str, span: Pair, language: Language) -> list[tuple[int, int, float, int]]:
    """Start, end, strength and sentence of each hedge."""
    words = tokens(text, *span)
    out = []
    for hit in _phrases(language).find(words):
        named = _is_name(words, hit.first)
        if hit.value > 0 and not named:
            sentence = sum(w.text in STOPS for w in words[: hit.first])
            out.append((words[hit.first].start, words[hit.last - 1].end, hit.value, sentence))
    return out


@cache
def _phrases(language: Language) -> Lookup[float]:
    return Lookup.of({**language.hedges, **dict.fromkeys(language.attributes.false_hedges, 0.0)})


def _is_name(words: Sequence[Token], i: int) -> bool:
    """With a capital within a sentence it is a name or a month: `in May`."""
    before = words[i - 1] if i else None
    return before is not None and before.is_word and words[i].is_capital and not words[i].text.isupper()
