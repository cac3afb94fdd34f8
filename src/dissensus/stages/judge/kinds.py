"""Of what kind a dispute is: of fact, number, cause, intent or evaluation, by the words of both sides.

A multinomial logistic model over the shares of passages in which words stand; where a language has no such model, by the words
of the claim alone.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from dissensus.langs import KindModel, kind_model, read_languages
from dissensus.records import Claim, DisputeKind
from dissensus.stages.judge.positions import Stand
from dissensus.stages.judge.setting import Setting
from dissensus.text import stem, tokens

FIGURE = "another figure"  # how `link` begins its reason where figures differ
TOLD = 4  # words that are told of those that speak for a kind
BY_WORDS = "kind by its words: "
DIGITS = "#"  # stands for every word in digits


def kind(claim: Claim, stands: Sequence[Stand], setting: Setting) -> tuple[DisputeKind, tuple[str, ...]]:
    """The kind of a dispute with these stands on its two sides, and why where its words tell."""
    if figures_differ(stands):
        return DisputeKind.NUMBER, ()
    article = setting.articles.get(claim.article)
    code = (article.language if article else None) or ""
    model = kind_model(code)
    if model is None:
        return by_claim(claim.wording), ()
    passages = [_passage(stand, setting) for stand in stands]
    shown = {key: word for one in reversed(passages) for key, word in reversed(words(one))}
    found = shares([[key for key, _ in words(one)] for one in passages])
    ranked = chances(found, model)
    best = max(ranked, key=lambda name: (ranked[name], name))
    small = read_languages()[code].stopwords  # they weigh, too, but they tell a reader nothing
    speaking = [key for key in _speaking(found, model, best) if shown[key] not in small][:TOLD]
    why = f"{BY_WORDS}{', '.join(shown[key] for key in speaking)} ({ranked[best]:.2f})" if speaking else None
    return best, (why,) if why else ()


def words(text: str) -> list[tuple[str, str]]:
    """What is looked at of a passage: each word as the model knows it, and as it stands there."""
    return [(DIGITS if t.low[:1].isdigit() else stem(t.low), t.low) for t in tokens(text) if t.is_word]


def shares(passages: Sequence[Sequence[str]]) -> dict[str, float]:
    """By word how often it stands in these passages, a passage."""
    count = Counter(word for passage in passages for word in passage)
    return {word: n / len(passages) for word, n in count.items()}


def chances(found: Mapping[str, float], model: KindModel) -> dict[DisputeKind, float]:
    """How likely each kind is, of a dispute in whose passages these words stand with these shares."""
    odds = list(model.bias)
    for word in sorted(found.keys() & model.weights.keys()):
        for at, weight in enumerate(model.weights[word]):
            odds[at] += found[word] * weight
    top = max(odds)
    terms = [math.exp(x - top) for x in odds]
    return {name: term / sum(terms) for name, term in zip(model.kinds, terms, strict=True)}


def _speaking(found: Mapping[str, float], model: KindModel, best: DisputeKind) -> list[str]:
    """The words that speak for this kind against the mean of all, those that speak most for it first."""
    at = model.kinds.index(best)
    known = found.keys() & model.weights.keys()
    gain = {w: found[w] * (model.weights[w][at] - math.fsum(model.weights[w]) / len(model.kinds)) for w in known}
    return sorted((w for w in known if gain[w] > 0), key=lambda w: (-gain[w], w))


def figures_differ(stands: Sequence[Stand]) -> bool:
    """Is it figures alone that set the two sides against each other?"""
    return any(reason.startswith(FIGURE) for stand in stands for side in stand.sides for reason in side.because)


def _passage(stand: Stand, setting: Setting) -> str:
    """The words that a position cites."""
    position = stand.position
    article = setting.articles.get(position.article or "")
    if article is None:
        return ""
    text = article.parts.of(position.part)
    return " ".join(text[span.start : span.end] for span in position.spans)


@cache
def _signs() -> tuple[tuple[DisputeKind, re.Pattern[str]], ...]:
    """Kinds with the words that show them, of every language that is read: a claim is worded in its article's."""
    return tuple(
        (kind, re.compile(rf"\b(?:{'|'.join(words)})\b", re.I))
        for language in read_languages().values()
        for kind, words in language.kinds.items()
    )


def by_claim(wording: str) -> DisputeKind:
    """By the words of the claim alone: cause, intent, evaluation, else fact."""
    return next((kind for kind, pattern in _signs() if pattern.search(wording)), DisputeKind.FACT)
