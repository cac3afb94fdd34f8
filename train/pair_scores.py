"""What a net of claims gets right, from its answers to examples whose labels are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from train.pair_data import HAPPENED, NOT_SAME, OPPOSED, PAIR, SAME, STANCE, STANCES, Example
from train.pair_stories import ORIGIN

Array = np.ndarray[Any, np.dtype[Any]]

RELATED = (
    0.25  # what telling related from unrelated is worth in the score of the Fake News Challenge; the stance is the rest
)


def figures(examples: Sequence[Example], scores: Sequence[Array], *, by_origin: bool = False) -> dict[str, float]:
    """Figures by name. Of pairs the share that is right; of stances F1 each, and the challenge's weighted score; of claims
    that strengthen or weaken F1; of events Pearson's r; of judged stories the average precision of pairs opposed and the same.
    With `by_origin` also for each part of a set."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, one in enumerate(examples):
        name = one.origin.partition(":")[0]
        whole = one.origin if one.task == HAPPENED else name  # sets of events differ too much to be one
        for key in {whole, one.origin if by_origin else whole}:
            groups[one.task, key].append(at)
    out: dict[str, float] = {}
    for (task, name), places in sorted(groups.items()):
        given, said = [examples[at] for at in places], np.array([scores[at] for at in places], np.float64)
        if task == PAIR:
            out |= (_joined if name.partition(":")[0] == ORIGIN else _right)(name, given, said)
        elif task == STANCE:
            out |= _stances(name, given, said)
        elif task == HAPPENED:
            out[f"{name} r"] = pearson(said[:, 0], np.array([one.label[0] for one in given]))
        else:
            out[f"{name} {task} f1"] = f1(said[:, 0] > 0, np.array([one.label[0] > 0 for one in given]))
    return out


def _right(name: str, given: Sequence[Example], said: Array) -> dict[str, float]:
    """Where a set knows no more than *not the same*, chances of 1/2 tell, elsewhere the likeliest of three."""
    two_way = {one.origin for one in given if one.label == NOT_SAME}
    chances = _chances(said)
    right = [
        (row[0] >= 0.5) == (one.label == SAME) if one.origin in two_way else one.label[int(row.argmax())] == 1
        for one, row in zip(given, chances, strict=True)
    ]
    return {name: float(np.mean(right))}


def _joined(name: str, given: Sequence[Example], said: Array) -> dict[str, float]:
    chances = _chances(said)
    return {
        f"{name} {what} ap": average_precision(chances[:, at], np.array([one.label == label for one in given]))
        for what, at, label in (("same", 0, SAME), ("opposed", 1, OPPOSED))
    }


def _stances(name: str, given: Sequence[Example], said: Array) -> dict[str, float]:
    truth, found = np.array([int(one.label[0]) for one in given]), said.argmax(1)
    out = {f"{name} {stance} f1": f1(found == at, truth == at) for at, stance in enumerate(STANCES)}
    unrelated = STANCES.index("unrelated")
    related = truth != unrelated
    got = np.where(
        related, RELATED * (found != unrelated) + (1 - RELATED) * (found == truth), RELATED * (found == truth)
    )
    most = np.where(related, 1.0, RELATED)
    return out | {f"{name} weighted": float(got.sum() / most.sum())}


def _chances(said: Array) -> Array:
    out = np.exp(said - said.max(1, keepdims=True))
    made: Array = out / out.sum(1, keepdims=True)
    return made


def f1(found: Array, truth: Array) -> float:
    """Harmonic mean of precision and recall; 0 where nothing is right."""
    right = int((found & truth).sum())
    return 2 * right / (int(found.sum()) + int(truth.sum())) if right else 0.0


def pearson(one: Array, other: Array) -> float:
    """Correlation; 0 where one of them never changes."""
    if len(one) < 2 or not one.std() or not other.std():
        return 0.0
    return float(np.corrcoef(one, other)[0, 1])


def average_precision(scores: Array, truth: Array) -> float:
    """The mean precision at each true one, the highest score first; 0 where there is none."""
    ranked = truth[np.argsort(-scores, kind="stable")]
    if not ranked.any():
        return 0.0
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return float(precision[ranked].mean())


def told(found: Mapping[str, float]) -> str:
    """Figures, one a line."""
    return "\n".join(f"  {name:34} {value:.3f}" for name, value in found.items())
