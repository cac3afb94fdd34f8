"""How sure a statement is: a logistic regression over its signs (`by_net.signs`), on articles that the net has not seen.

A statement is right when its content overlaps one of the gold's by half, one to one, and its source as well
(`../shared/score/attribution.py`, `attributed`). The figures are cross-fitted by article: what is said of an article is
said by weights that do not know it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dissensus.stages.read.by_net import SIGNS, confidence

Array = np.ndarray[Any, np.dtype[Any]]
FOLDS = 5
RIDGE = 1.0  # keeps weights small
STEPS = 50
BINS = 10  # of the expected calibration error


@dataclass(frozen=True, slots=True)
class Judged:
    """The statements of an article: signs a row, and which are right."""

    signs: Array
    right: Array


def judged(
    attribution: Any, gold: Mapping[str, Any], found: Sequence[Mapping[str, Any]], rows: Sequence[Any]
) -> Judged:
    """`attribution` is the scorer's module, `found` the statements of an article as it takes them, `rows` their signs."""
    starts = [match.span() for match in attribution.WORD.finditer(gold["text"])]

    def tokens(items: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return [{role: attribution.tokens_under(one[role], starts) for role in attribution.ROLES} for one in items]

    ours = tokens(found)
    right = {
        id(system): attribution.dice(theirs["source"], system["source"]) >= 0.5
        for theirs, system in attribution.pairs(tokens(gold["attributions"]), ours)
    }
    return Judged(
        np.array(rows, float).reshape(len(ours), SIGNS), np.array([right.get(id(one), False) for one in ours], float)
    )


def fitted(articles: Sequence[Judged]) -> list[float]:
    """Weights of the signs, by Newton's method."""
    signs = np.concatenate([one.signs for one in articles if len(one.right)])
    right = np.concatenate([one.right for one in articles])
    weights = np.zeros(signs.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(signs @ weights, -30, 30)))
        slope = signs.T @ (right - chance) - RIDGE * weights
        curve = (signs * (chance * (1 - chance))[:, None]).T @ signs + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(curve, slope)
    return [float(weight) for weight in weights]


def cross_fitted(articles: Sequence[Judged]) -> tuple[Array, Array]:
    """Chances and truths of all statements, each by weights of the other folds."""
    chances: list[float] = []
    truths: list[float] = []
    for fold in range(FOLDS):
        weights = fitted([one for number, one in enumerate(articles) if number % FOLDS != fold])
        for one in articles[fold::FOLDS]:
            chances += [confidence(row, weights) for row in one.signs]
            truths += list(one.right)
    return np.array(chances), np.array(truths)


def calibration_error(chances: Array, truths: Array) -> float:
    """The expected calibration error over ten bins of equal width (Guo et al. 2017)."""
    bins = np.minimum((chances * BINS).astype(int), BINS - 1)
    off = (abs(chances[bins == one].sum() - truths[bins == one].sum()) for one in range(BINS))
    return float(sum(off) / max(len(chances), 1))
