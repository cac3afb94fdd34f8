"""Two logistic models over the signs of a pair of statements: how likely the two oppose each other, and say the same."""

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
    -0.751,
    (
        -0.502, 1.087, 0.007, 0.071, 0.267, 0.213, -0.834, -0.084, 0.113, -0.147, 0.236, 0.546, 0.323, 0.218,
        0.224, 0.093, -0.056, 0.006, -0.492, -0.613, -0.029, -0.008, 0.053, -0.222, 0.224, -0.299, 0.370,
        0.084, -0.206, 0.522, -0.139,
    ),
)  # fmt: skip
JUDGED_SAME = Model(
    0.721,
    (
        0.502, -0.305, 0.022, -0.006, -0.226, -0.185, 0.926, 0.037, -0.237, 0.221, 0.177, -0.044, 0.124,
        0.238, -0.241, 0.420, -0.004, -0.251, -0.428, -0.654, -0.240, -0.033, 0.292, -0.124, -0.325, 0.114,
        0.215, 0.236, 0.582, -0.020, -0.077,
    ),
)  # fmt: skip
