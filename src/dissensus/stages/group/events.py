"""Do two articles tell one event: a probability from how alike they are and how alike others are to them.

A logistic model, fitted by train/stories.py on four sets with marked stories. An article among many that are alike (shootings,
earthquakes, football) needs a greater likeness than one whose like is not seen elsewhere: so the likenesses of the nearest
articles have a say, and how many articles there are to choose from.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dissensus.stages.group.likeness import NEAREST, Pairs

if TYPE_CHECKING:
    from dissensus.stages.group.likeness import Floats

FLOOR = 0.02  # of a likeness, before its logarithm is taken
# Articles to choose from: fewer and more than the sets for fitting have in a window count as these. What has no date could be
# of any time: for it there are always many.
FEW, MANY = 16, 1024

# What is looked at, and its weight. Of what is told of each of the two articles, the less and the more: which of them came first
# has no say, and tells nothing where there is no date.
WEIGHTS = {
    "log likeness": 8.8957,
    "likeness": 2.2233,
    "headlines": 1.8147,
    "beginnings": 1.4243,
    "log days": -0.7517,
    "days of a week": -1.9660,
    "opening told, the less": 1.6541,
    "opening told, the more": 0.4021,
    "names of the opening told": -0.9043,
    "numbers": 0.7729,
    "other numbers": -0.5265,
    "other weekdays": -1.3721,
    "undated": 0.2936,
    "log words of the shorter": -1.3040,
    "log ratio of lengths": 0.4237,
    "log articles around": -1.5067,
    "log of 3 nearest, the less": -1.3320,
    "log of 3 nearest, the more": -0.7792,
    "log of 10 nearest, the less": -0.6610,
    "log of 10 nearest, the more": -0.1124,
    "log of 30 nearest, the less": 1.1509,
    "log of 30 nearest, the more": -0.1285,
    "names of the opening told by log likeness": -1.8703,
    "log words of the shorter by log likeness": -0.7201,
}
CONSTANT = 17.7539


def features(pairs: Pairs, near: Floats, words: Sequence[int], around: int) -> dict[str, Floats]:
    """What is looked at, for each pair. `near` is the nearness of all articles, `words` their lengths, `around` how many
    there are in the window."""
    import numpy as np

    def log(likeness: Floats) -> Floats:
        return np.log(np.maximum(likeness, FLOOR))

    known = pairs.days >= 0
    days: Floats = np.where(known, pairs.days, 0.0)
    length = np.asarray(words, dtype=np.float64)
    one, other = length[pairs.first], length[pairs.second]
    shorter, longer = np.minimum(one, other), np.maximum(one, other)
    out: dict[str, Floats] = {
        "log likeness": log(pairs.body),
        "likeness": pairs.body,
        "headlines": pairs.title,
        "beginnings": pairs.lead,
        "log days": np.log1p(days),
        "days of a week": np.minimum(days, 7) / 7,
        "opening told, the less": pairs.opening_least,
        "opening told, the more": pairs.opening_most,
        "names of the opening told": pairs.called,
        "numbers": pairs.numbers,
        "other numbers": pairs.other_numbers,
        "other weekdays": pairs.other_weekdays,
        "undated": (~known).astype(np.float64),
        "log words of the shorter": np.log1p(shorter),
        "log ratio of lengths": np.log1p(longer) - np.log1p(shorter),
    }
    for column, most in enumerate(NEAREST):
        here, there = near[pairs.first, column], near[pairs.second, column]
        out[f"log of {most} nearest, the less"] = log(np.minimum(here, there))
        out[f"log of {most} nearest, the more"] = log(np.maximum(here, there))
    # Names agree, and likeness counts, otherwise where the other sign is weak, or an article short.
    out["names of the opening told by log likeness"] = pairs.called * out["log likeness"]
    out["log words of the shorter by log likeness"] = out["log words of the shorter"] * out["log likeness"]
    out["log articles around"] = np.log(np.where(known, float(min(max(around, FEW), MANY)), float(MANY)))
    return out


def probabilities(pairs: Pairs, near: Floats, words: Sequence[int], around: int) -> Floats:
    """How likely each pair is to tell one event, 0 to 1."""
    import numpy as np

    sums = np.full(len(pairs.first), CONSTANT)
    for name, values in features(pairs, near, words, around).items():
        sums += WEIGHTS[name] * values
    likely: Floats = np.round(1 / (1 + np.exp(-sums)), 4)
    return likely
