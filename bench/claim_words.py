"""What plain words tell of two texts: the baselines of `bench.claims`, and the part of an article that a headline is about.

*Cosine* weighs stems by how rare they are in the news (`langs/en_rarity.txt`). *Lexicon* asks whether a negator or a word of
denial stands in one of the texts alone, or before an event.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache

from dissensus.langs import rarities, read_languages
from dissensus.records import Act
from dissensus.text import stem, tokens

SENTENCE_END = re.compile(r'(?<=[.!?”"])\s+|\n+')
SHORTEST = 20  # letters of a sentence; a shorter one is no part of a text
SENTENCES = 60  # the first ones, among which the part is looked for
PART = 85  # words: with a headline about 128 pieces
BEFORE = 6  # words before an event among which a negator bears on it
NOT_ENDING = "n't"


@cache
def _denying() -> frozenset[str]:
    """Single words that negate or deny."""
    english = read_languages()["en"]
    cues = {form for form, cue in english.cues.items() if cue.act is Act.DENIES and " " not in form}
    return english.negators | english.flat_negators | english.denial_nouns | cues


@cache
def bag(text: str) -> dict[str, float]:
    """Stems of a text that are no stopwords, each with its count times its rarity in the news."""
    english, table = read_languages()["en"], rarities("en") or {"": 1.0}
    found = Counter(
        stem(t.low.removesuffix("'s")) for t in tokens(text) if t.is_word and t.low not in english.stopwords
    )
    return {word: number * table.get(word, table[""]) for word, number in found.items()}


def cosine(left: str, right: str) -> float:
    """Of the bags of two texts, 0 to 1."""
    a, b = bag(left), bag(right)
    size = math.sqrt(sum(x * x for x in a.values()) * sum(x * x for x in b.values()))
    return sum(a[word] * b[word] for word in a.keys() & b.keys()) / size if size else 0.0


def covered(left: str, right: str) -> float:
    """How much of the words of the left text stand in the right one, by rarity, 0 to 1."""
    a, b = bag(left), bag(right)
    return sum(a[word] for word in a.keys() & b.keys()) / sum(a.values()) if a else 0.0


@cache
def denies(text: str) -> bool:
    """Does a negator or a word of denial stand in a text."""
    return any(t.low in _denying() or t.low.endswith(NOT_ENDING) for t in tokens(text))


def opposite(left: str, right: str) -> bool:
    """Does one of two texts negate or deny, and the other not."""
    return denies(left) is not denies(right)


def negated(text: str, place: int) -> bool:
    """Does a negator or a word of denial stand in the few words before the word at a place (words by blanks)."""
    return denies(" ".join(text.split(" ")[max(0, place - BEFORE) : place]).replace(" n't", "n't"))


def best_part(headline: str, body: str, words: int = PART) -> str:
    """The sentences of a body that share most with a headline, short ones first, up to so many words, in their order."""
    sentences = [s.strip() for s in SENTENCE_END.split(body) if len(s.strip()) > SHORTEST][:SENTENCES] or [body]
    wanted = bag(headline).keys()
    ranked = sorted(
        range(len(sentences)),
        key=lambda at: (-len(wanted & bag(sentences[at]).keys()) / math.sqrt(1 + len(bag(sentences[at]))), at),
    )
    taken: set[int] = set()
    number = 0
    for at in ranked:
        size = len(sentences[at].split())
        if taken and number + size > words:
            continue
        taken.add(at)
        number += size
        if number >= words:
            break
    return " ".join(sentences[at] for at in sorted(taken))
