"""Two logistic models over what is known of a sentence and a statement (`by_net.SIGNS`): how likely a careful reader says that
the statement asserts the sentence, and that it denies or doubts it."""

from __future__ import annotations

from dissensus.stages.link.weights import Model

# Chance from which a statement is an answer. On judged claims, each half by models of the other: precision 0.48, recall 0.08
# (by words alone 0.23 and 0.06); from 0.25 0.43 and 0.10, from 0.4 0.58 and 0.055 (train/checks.py tells all).
LEAST = 0.3

# ---- fitted by `train/checks.py`

ASSERTED = Model(
    -3.688,
    (
        0.575, 0.134, 0.204, 0.188, -1.444, 0.288, 0.591, 0.269, 0.282, -2.346, -0.092, 2.028, 0.019, 0.630,
        -0.045, 0.354, -0.708, 0.171, 0.258, -0.456, -3.025, 0.064, -0.001, 0.582, 1.269,
    ),
)  # fmt: skip
DENIED = Model(
    -3.412,
    (
        0.131, 0.504, 0.298, -0.677, -0.349, 0.225, 0.412, 0.588, -0.076, -1.738, -0.218, 0.718, 0.231, 0.161,
        0.017, -0.333, -0.254, 0.116, 0.432, -0.556, -2.405, -0.173, -0.336, -0.193, -0.125,
    ),
)  # fmt: skip
