"""Do two articles tell one event: a probability from how alike they are and how alike others are to them.

A logistic model, fitted by train/stories.py on four sets with marked stories. An article among many that are alike (shootings,
earthquakes, football) needs a greater likeness than one whose like is not seen elsewhere: so the likenesses of the nearest
articles have a say, and how many articles there are to choose from.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dissensus.stages.group.likeness import Pairs

if TYPE_CHECKING:
    from dissensus.stages.group.likeness import Floats

FLOOR = 0.02  # of a likeness, before its logarithm is taken
# Articles to choose from: fewer and more than the sets for fitting have in a window count as these. What has no date could be
# of any time: for it there are always many.
FEW, MANY = 16, 1024

# What is looked at, and its weight. `new` is the later article, `old` the earlier one.
WEIGHTS = {
    "log likeness": 5.6295,
    "likeness": -2.1709,
    "headlines": 1.8847,
    "beginnings": 2.9921,
    "log days": -0.7336,
    "days of a week": -2.2627,
    "undated": 0.2322,
    "log words of the shorter": -0.2276,
    "log ratio of lengths": 0.5630,
    "log of 3 nearest to the new": -0.7239,
    "log of 3 nearest to the old": -1.3677,
    "log of 10 nearest to the new": -1.2815,
    "log of 10 nearest to the old": 0.4839,
    "log of 30 nearest to the new": 0.2378,
    "log of 30 nearest to the old": 0.9603,
    "log articles around": -1.4053,
}
CONSTANT = 14.4785


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
        "undated": (~known).astype(np.float64),
        "log words of the shorter": np.log1p(shorter),
        "log ratio of lengths": np.log1p(longer) - np.log1p(shorter),
    }
    for column, most in enumerate((3, 10, 30)):
        out[f"log of {most} nearest to the new"] = log(near[pairs.second, column])
        out[f"log of {most} nearest to the old"] = log(near[pairs.first, column])
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
