"""What is told of people without a name: of what type they are, how many, and what qualifies them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dissensus.langs import Language
from dissensus.records import Anonymous
from dissensus.text import Token, tokens

MAX_READ = 300  # characters of a phrase that are looked at
MAX_QUALIFIERS = 3
MAX_TYPE_WORDS = 4  # words before the noun that are kept
MAX_COUNT = 1_000


@cache
def told_unnamed(language: Language) -> re.Pattern[str]:
    """What tells of people without a name (`on condition of anonymity`)."""
    return re.compile(language.attributes.anonymity or "(?!)", re.I)


def anonymous(text: str, start: int, end: int, language: Language) -> Anonymous | None:
    """What a phrase tells of people without a name: `two senior officials familiar with the matter` are 2, of the type
    `senior official`, qualified by `familiar with the matter`. None for a phrase that names somebody, or whose noun is
    not one that stands for such people."""
    words = [w for w in tokens(text, start, min(end, start + MAX_READ)) if w.is_word or w.text in ",("]
    at = next((i for i, w in enumerate(words) if w.low in language.anonymous_nouns), None)
    if at is None or any(w.text in ",(" for w in words[:at]):
        return None
    before, head, after = words[:at], words[at], words[at + 1 :]
    while after and after[0].low in language.anonymous_nouns:  # `a law enforcement official`
        before, head, after = [*before, head], after[0], after[1:]
    names = [w for w in before[1:] if w.is_capital and w.low not in language.titles]
    if after and after[0].is_capital:  # `senior adviser Jane Doe`
        return None
    counts = [language.attributes.numbers.get(w.low, int(w.text) if w.text.isdecimal() else 0) for w in before]
    told = [c for c in counts if 0 < c < MAX_COUNT]
    count = next((c for c in told if c > 1), told[0] if told else None)  # `a dozen diplomats`
    singular = head.low in language.attributes.singular
    opened = not singular if not before else before[0].low in language.attributes.indefinite
    if before and not singular and not opened:  # `law enforcement officials`, but not `the officials`, `Doe's critics`
        grammar = language.grammar
        opened = not any(w.low in grammar.articles or w.low.endswith(grammar.owner_endings) for w in before)
    described = told_unnamed(language).search(text, start, end)
    if not (opened or count or described):
        return None
    kept = [w for w, c in zip(before, counts, strict=True) if not c and w.low not in language.attributes.indefinite]
    kept = [w for w in kept if w.low not in language.stopwords or w in names]
    noun = language.attributes.singulars.get(head.low, head.low)
    type_ = " ".join([*(w.text if w.is_capital and w is not words[0] else w.low for w in kept[-MAX_TYPE_WORDS:]), noun])
    return Anonymous(type_, count, _qualifiers(text, after, end))


def _qualifiers(text: str, after: Sequence[Token], end: int) -> tuple[str, ...]:
    """What is said behind the noun, cut at commas: `familiar with the plan`, `who would give no name`."""
    out, part = [], list[Token]()
    for word in [*after, None]:
        if word is not None and word.is_word:
            part.append(word)
        elif part:
            out.append(" ".join(text[part[0].start : min(part[-1].end, end)].split()))
            part = []
    return tuple(out[:MAX_QUALIFIERS])
