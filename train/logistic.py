"""Ridge logistic regression by Newton's method, and what its chances are worth on rows that it has not seen."""

from __future__ import annotations

from typing import Any

import numpy as np

from dissensus.stages.link.weights import Model

Array = np.ndarray[Any, np.dtype[Any]]

RIDGE = 10.0  # half of it times the squares of the weights is added to the loss, over numbers of variance one
STEPS = 100  # at most, with those that are halved; ten are enough
CLOSE = 1e-6  # a step after which it stands
FLAT = 1e-6  # a deviation under which a number never changes, but for rounding
BLOCK = 100_000  # rows at once
BINS = 10  # of chances, for the error of calibration


def logistic(rows: Array, truth: Array, ridge: float = RIDGE, counts: Array | None = None) -> Model:
    """The model whose chances fit best what is true of the rows (rows x numbers), each as often as it `counts`, or once. The ridge
    is on the weights of numbers brought to mean 0 and variance 1, not on the bias; the model takes the numbers as they are.
    Raises ValueError where all rows are true or none is, or no model is found."""
    count, size = len(truth), rows.shape[1]
    true = int(truth.sum())
    if not 0 < true < count:
        raise ValueError(f"{true} of {count} pairs are true: nothing tells them apart; fit on more stories")
    mean, scale = rows.mean(0, dtype=np.float64), rows.std(0, dtype=np.float64)
    scale[scale < FLAT] = 1.0  # and the weight comes to nothing, since all rows stand at the mean
    weights = np.zeros(size + 1)
    weights[0] = np.log(true / (count - true))
    held = np.array([0.0] + [ridge] * size)
    times = np.ones(count) if counts is None else np.asarray(counts, np.float64)

    def look(at: Array) -> tuple[float, Array]:
        """The loss with these weights, and Newton's step from there."""
        cost, slope, bend = float(held @ at**2) / 2, held * at, np.diag(held)
        for start in range(0, count, BLOCK):
            here = slice(start, start + BLOCK)
            block, told, often = (rows[here] - mean) / scale, truth[here], times[here]
            x = np.hstack([np.ones((len(block), 1)), block])
            odds = x @ at
            chances = np.exp(-np.logaddexp(0, -odds))
            cost += float(often @ (np.logaddexp(0, odds) - told * odds))
            slope += x.T @ (often * (chances - told))
            bend += x.T @ (x * (often * chances * (1 - chances))[:, None])
        return cost, np.linalg.solve(bend, slope)

    here, step = look(weights)
    for _ in range(STEPS):
        there, next_step = look(weights - step)
        if there > here and np.abs(step).max() > CLOSE:
            step = step / 2  # it went too far
            continue
        weights, here, step = weights - step, there, next_step
        if np.abs(step).max() <= CLOSE:
            return folded(weights, mean, scale)
    raise ValueError(f"no model of {count} pairs after {STEPS} steps")


def folded(weights: Array, mean: Array, scale: Array) -> Model:
    """A bias and weights of numbers brought to mean 0 and variance 1, as a model of the numbers themselves."""
    plain = weights[1:] / scale
    return Model(float(weights[0] - plain @ mean), tuple(map(float, plain)))


def cross_fitted(rows: Array, truth: Array, part: Array, counts: Array | None = None) -> Array:
    """The chance of each row by a model of the other parts, in which each row is as often as it `counts`, or once."""
    out, times = np.zeros(len(truth)), np.ones(len(truth)) if counts is None else counts
    for one in sorted(set(part.tolist())):
        others = part != one
        out[~others] = logistic(rows[others], truth[others], counts=times[others])(rows[~others])
    return out


def calibration_error(chances: Array, truth: Array) -> float:
    """How far the mean chance is from the share that is true, in bins of chances of one width, each by its rows."""
    bins = np.minimum((chances * BINS).astype(int), BINS - 1)
    off = [abs(float((chances[bins == one] - truth[bins == one]).sum())) for one in range(BINS)]
    return sum(off) / len(truth)
