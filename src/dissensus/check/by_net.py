"""Does a statement say the same as a sentence, or the opposite: what the net of claims says of the two, joined with signs
that anybody can look up.

    propositions -> pairs of texts -> the net -> chances, with the signs of a pair -> two logistic models -> rulings

A sentence that tells who denies something (`The ministry denied that ...`) goes to the net without who says so, and what the
net says is turned. What stands against an answer (`pairs.objection`) is never outvoted.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Container, Sequence
from typing import Any, Protocol

from dissensus.check.pairs import Bearing, Proposition, Ruling, apart, covered, judge_pair, named, objection
from dissensus.check.weights import ASSERTED, DENIED, LEAST
from dissensus.records import Act
from dissensus.stages.link.claims import likeness

Array = Any

# Chance of the net that two speak of other things, from which nothing else can make an answer of one: on the judged claims it
# takes away no right answer at 0.9, and four in a hundred at 0.85.
NEITHER = 0.88
MOST_SHARED = 8  # concepts: more that are shared tell no more
NOBODY = -6.0  # log odds where nothing else in an article was read
SHOWN = 5  # shared words in a reason


class NetOfClaims(Protocol):
    """Reads pairs of texts side by side (`nets.PairNet`)."""

    @property
    def languages(self) -> Container[str]:
        """The codes of the languages that it reads."""

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[float, float, float]]:
        """How likely the two of each pair say the same, oppose each other, or do neither."""


def judge_all(claim: Proposition, statements: Sequence[Proposition], net: NetOfClaims) -> list[Ruling]:
    """What each statement is to a sentence, in their order."""
    if not statements:
        return []
    rows = numbers(claim, statements, net)
    asserted, denied = ASSERTED(rows), DENIED(rows)
    return [
        _ruling(claim, one, tuple(map(float, told)))
        for one, *told in zip(statements, asserted, denied, *(rows[:, at] for at in THE_NETS), strict=True)
    ]


def _ruling(claim: Proposition, statement: Proposition, told: tuple[float, ...]) -> Ruling:
    asserted, denied, same, opposed, other = told
    chance = max(asserted, denied)
    shared = sorted(claim.bag.keys() & statement.bag.keys(), key=lambda c: (-claim.bag[c], c))
    words = tuple(f"shares: {c}" for c in shared[:SHOWN] if not c.startswith("~"))
    said = f"the net: the same {_chance(same):.2f}, opposed {_chance(opposed):.2f}"
    if chance < LEAST:
        return Ruling(Bearing.OTHER, chance, (f"too unsure: {chance:.2f}", said, *words), chance)
    if _chance(other) >= NEITHER:
        return Ruling(Bearing.OTHER, chance, (f"the net: something else {_chance(other):.2f}", said, *words), chance)
    if against := objection(claim, statement):
        return Ruling(Bearing.OTHER, chance, (against, said, *words), chance)
    bearing = Bearing.SAME if asserted >= denied else Bearing.OPPOSED
    return Ruling(bearing, chance, (said, *words), chance)


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


# ------------------------------------------------------------------------------------------------------------ numbers

# What the models go by, in this order.
SIGNS = (
    "net_same", "net_opposed", "net_other", "word_likeness", "claim_covered", "shared_words", "rarest_word",
    "article_covered", "names_missing", "names_away", "objection", "figures_apart", "signs_differ", "claim_negative",
    "denies", "doubts", "own_voice", "concepts", "best_around", "behind_best", "home_behind_best",
    "net_same_denies", "net_opposed_denies", "words_same", "words_opposed",
)  # fmt: skip
THE_NETS = AT_SAME, AT_OPPOSED, AT_OTHER = 0, 1, 2  # the places of what the net says


def numbers(claim: Proposition, statements: Sequence[Proposition], net: NetOfClaims) -> Array:
    """All that is known of a sentence and each statement (rows x `SIGNS`)."""
    import numpy as np

    read = np.array(net([pair(claim, one) for one in statements]), float).reshape(-1, 3)
    if claim.turned:
        read = read[:, [1, 0, 2]]
    odds = np.log(read + 1e-5) - np.log(1 - read + 1e-5)
    about = odds[:, :2].max(1)
    around = _best_around(statements, about.tolist())
    signs = [_signs(claim, one) for one in statements]
    home = max(found["article_covered"] for found in signs)
    rows = []
    for found, said, beside in zip(signs, odds.tolist(), around, strict=True):
        found["best_around"] = beside
        found["behind_best"] = float(about.max()) - max(said[:2])
        found["home_behind_best"] = home - found["article_covered"]
        found |= dict(zip(SIGNS[:3], said, strict=True))
        found["net_same_denies"], found["net_opposed_denies"] = said[0] * found["denies"], said[1] * found["denies"]
        rows.append([float(found[name]) for name in SIGNS])
    return np.array(rows)


def pair(claim: Proposition, statement: Proposition) -> tuple[str, str]:
    """A sentence and a statement as the net reads them: what denies first, as it learned them."""
    return (statement.told, claim.told) if statement.sign < 0 else (claim.told, statement.told)


def _best_around(statements: Sequence[Proposition], about: Sequence[float]) -> list[float]:
    """By statement how surely the best other one of its article speaks of the sentence."""
    by_article: dict[str, list[float]] = defaultdict(list)
    for one, odds in zip(statements, about, strict=True):
        by_article[one.article].append(odds)
    out = []
    for one, odds in zip(statements, about, strict=True):
        others = sorted(by_article[one.article], reverse=True)
        best = others[0] if others[0] != odds or others.count(odds) > 1 else (others[1] if len(others) > 1 else NOBODY)
        out.append(max(best, NOBODY))
    return out


def _signs(claim: Proposition, statement: Proposition) -> dict[str, float]:
    shared = claim.bag.keys() & statement.bag.keys()
    total = sum(w * w for w in claim.bag.values()) or 1.0
    names = max(len(claim.names), 1)
    missing = [n for n in claim.names if not named(n, statement)]
    by_words = judge_pair(claim, statement).bearing
    return {
        "word_likeness": likeness(claim.bag, statement.bag, 1),
        "claim_covered": covered(claim, statement),
        "shared_words": min(len(shared), MOST_SHARED),
        "rarest_word": max((claim.bag[c] for c in shared), default=0.0),
        "article_covered": sum(w * w for c, w in claim.bag.items() if c in statement.home) / total,
        "names_missing": len(missing) / names,
        "names_away": sum(not named(n, statement, around=True) for n in missing) / names,
        "objection": bool(objection(claim, statement)),
        "figures_apart": apart(claim, statement),
        "signs_differ": claim.sign != statement.sign,
        "claim_negative": claim.sign < 0,
        "denies": statement.act is Act.DENIES,
        "doubts": statement.act is Act.DOUBTS,
        "own_voice": statement.own_voice,
        "words_same": by_words is Bearing.SAME,
        "words_opposed": by_words is Bearing.OPPOSED,
        "concepts": min(len(statement.bag), 30) / 10,
    }
