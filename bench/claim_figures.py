"""The arithmetic of `bench.claims`: F1 of classes, the area under the curve, correlation, and thresholds fitted to data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

STEPS = 24  # thresholds that are tried: quantiles
RELATED_SHARE = 0.25  # of a point for an article rightly called related or unrelated; the rest for how it is (FNC-1)


def f1_by_class(gold: Array, said: Array, classes: Sequence[str]) -> dict[str, float]:
    """F1 of each class; 0 where it is neither meant nor said. `gold` and `said` are places in `classes`."""
    out = {}
    for at, name in enumerate(classes):
        right = np.sum((gold == at) & (said == at))
        out[name] = float(2 * right / max(np.sum(gold == at) + np.sum(said == at), 1))
    return out


def weighted_f1(gold: Array, said: Array, classes: Sequence[str]) -> float:
    """The mean of the classes' F1 by how often each is meant."""
    found = f1_by_class(gold, said, classes)
    return float(sum(found[name] * np.mean(gold == at) for at, name in enumerate(classes)))


def macro_f1(gold: Array, said: Array, classes: Sequence[str]) -> float:
    """The mean of the F1 of the classes that are meant at all."""
    found = f1_by_class(gold, said, classes)
    meant = [found[name] for at, name in enumerate(classes) if np.any(gold == at)]
    return sum(meant) / max(len(meant), 1)


def relative(gold: Array, said: Array, unrelated: int) -> float:
    """The score of the Fake News Challenge by its best possible one: a quarter of a point for each pair rightly called related
    or not, three quarters more for a related one whose stance is right; all of its quarter for an unrelated one."""
    related = gold != unrelated
    points = RELATED_SHARE * np.sum(related == (said != unrelated))
    points += (1 - RELATED_SHARE) * np.sum(related & (gold == said))
    return float(points / max(RELATED_SHARE * np.sum(~related) + np.sum(related), RELATED_SHARE))


def auc(scores: Array, gold: Array) -> float:
    """The chance that one of the meant has a higher score than one of the others; a tie is half. 0.5 without either."""
    meant, others = np.asarray(scores)[gold == 1], np.sort(np.asarray(scores)[gold == 0])
    if not len(meant) or not len(others):
        return 0.5
    below, up_to = np.searchsorted(others, meant, "left"), np.searchsorted(others, meant, "right")
    return float(np.mean((below + up_to) / 2) / len(others))


def pearson(one: Array, other: Array) -> float:
    """Pearson's r; 0 where one of the two never changes."""
    if len(one) < 2 or np.std(one) == 0 or np.std(other) == 0:
        return 0.0
    return float(np.corrcoef(one, other)[0, 1])


def share(right: int | float, of: int | float) -> float:
    """A part of a whole, 0 of nothing."""
    return float(right / of) if of else 0.0


Thresholds = tuple[float, ...]


def steps(values: Array, thresholds: Thresholds, labels: Sequence[int]) -> Array:
    """The label of each value: the first one below the first threshold, and so on."""
    return np.asarray(labels)[np.searchsorted(np.asarray(thresholds), values, "right")]


def fitted(values: Array, count: int, worth: Callable[[Thresholds], float]) -> Thresholds:
    """Of all ascending choices of thresholds among the quantiles of `values` the one with the highest worth; the first of
    several."""
    tried = sorted(set(map(float, np.quantile(values, np.linspace(0, 1, STEPS + 1)))))
    return max(combinations(tried, min(count, len(tried))), key=worth)
