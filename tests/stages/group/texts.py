"""Invented accounts in an invented tongue: any number of them, none like another."""

from __future__ import annotations

import random

SYLLABLES = [a + b for a in "b d f g k l m n p r s t v z".split() for b in "a e i o u ar en il".split()]


def account(seed: int, sentences: int = 12) -> str:
    """An account of so many sentences of 8 to 14 words."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 3))) for _ in range(400)]
    out = []
    for _ in range(sentences):
        found = chance.choices(words, k=chance.randint(8, 14))
        out.append(" ".join(found).capitalize() + ".")
    return " ".join(out)


def cut_sentences(text: str) -> list[str]:
    """The sentences of an account."""
    return [sentence + "." for sentence in text.split(".") if sentence.strip()]
