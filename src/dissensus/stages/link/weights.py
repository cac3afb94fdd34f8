"""Logistic models: how likely two statements oppose each other, and say the same, how likely a cluster of statements is one that a
careful reader lists as a dispute, and how likely two such clusters are of one dispute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Array = Any

SIGNS = (
    "word_likeness", "words_covered", "shared_words", "rarest_word", "left_named", "right_named", "told_inside",
    "shared_names", "same_article", "next_to_it", "three_to_six_off", "just_before", "two_before", "just_after",
    "one_holder", "left_denies", "right_negated", "left_own_voice", "right_own_voice", "both_assert", "signs_differ",
    "left_direct", "right_direct", "left_size", "left_late", "right_late",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: the logarithm of the odds is `bias` and the sum of the weighted numbers of a row."""

    bias: float
    weights: tuple[float, ...]

    def __call__(self, rows: Array) -> Array:
        """The chance of each row (rows x weights)."""
        import numpy as np

        return 1 / (1 + np.exp(-(self.bias + rows @ np.array(self.weights))))


# ---- fitted by `train/claims.py`

SEEN_OPPOSED = Model(
    -3.224,
    (
        0.708, -1.316, 0.184, 0.571, 0.360, 0.424, -3.599, -0.154, 0.010, -0.015, 0.474, 0.927, 0.867, 0.531,
        -0.669, 0.666, 0.130, -0.632, -0.809, -0.255, 0.289, 0.383, 0.332, -0.170, -0.234, -0.406,
    ),
)  # fmt: skip
SEEN_SAME = Model(
    -3.047,
    (
        3.915, -2.508, 0.237, 0.367, -0.051, 0.038, -0.796, -0.081, -0.281, 0.372, 0.464, 0.856, 0.843, 0.848,
        0.526, 0.142, 0.633, -0.800, -0.905, -0.232, -0.086, 0.220, 0.444, -0.076, -0.518, -0.444,
    ),
)  # fmt: skip
JUDGED_OPPOSED = Model(
    -1.646,
    (
        -0.587, 1.229, -0.041, 0.312, 0.234, 0.068, -1.972, 0.021, 0.325, -0.291, 0.144, 0.541, 0.245, 0.480,
        -0.322, 0.237, 0.616, -0.148, -0.298, 0.343, 0.573, 0.050, 0.069, -0.085, -0.125, -0.061, 0.417,
        0.117, 0.040, 0.013, -0.234,
    ),
)  # fmt: skip
JUDGED_SAME = Model(
    -0.351,
    (
        0.718, -0.211, -0.006, 0.487, 0.144, 0.107, 0.123, 0.023, 0.172, 0.069, 0.381, 0.675, 0.691, 0.627,
        0.231, 0.209, -0.144, -0.003, -0.258, -0.308, -0.189, -0.004, 0.009, -0.071, -0.137, -0.070, 0.055,
        0.844, 0.082, 0.059, -0.235,
    ),
)  # fmt: skip
LISTED = Model(
    2.317,
    (
        0.505, -0.134, 0.257, 0.574, 0.005, -0.460, 0.111, 0.114, -0.177,
    ),
)  # fmt: skip
ONE_DISPUTE = Model(
    2.554,
    (
        0.164, 0.236, 0.599,
    ),
)  # fmt: skip
