"""What the net of contexts is made by: every number that may be turned, in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """Rates of learning, and what is learned from. No trial has set these numbers, but for `frozen`, which halves the time."""

    epochs: float = 2.4
    frozen: int = 3  # layers of six that stay as the statement net has them
    lr: float = 1e-4  # the peak, of the layers above
    head_lr: float = 8e-4  # the peak, of all that is new
    warm: float = 0.05  # of the steps until the peak; from there on straight down to nothing
    decay: float = 0.01  # of weights
    clip: float = 1.0  # norm of gradients
    dropout: float = 0.1
    units: int = 2  # stories, or articles by themselves, in a step
    others: int = 6  # pairs that are neither, times those that are something: half of them the likeliest by signs, and
    least: int = 64  # no fewer than this
    listed: int = 12  # statements with an opponent that are set against all their pairs, in a unit
    by_list: float = 0.25  # of the loss: that the opponents come first among all pairs of a statement
    story: float = 1.6  # times as much as an article by itself counts a story
    weak: float = 0.5  # how much a pair counts of which not every reader would say so
    # A dispute of five against six statements is thirty pairs: a pair counts by the number of its dispute's to minus this power,
    # against the others of its kind in the unit, so that small disputes are learned too.
    crowd: float = 0.5
    # Where a training goes on: how much of the weights is of what it came to, the rest of what it began as. The mean of the two
    # ranks pairs better than either.
    new: float = 0.5
    seed: int = 0
