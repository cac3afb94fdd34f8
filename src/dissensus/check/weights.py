"""Two logistic models over what is known of a sentence and a statement (`by_net.SIGNS`): how likely a careful reader says that
the statement asserts the sentence, and that it denies or doubts it."""

from __future__ import annotations

from dissensus.stages.link.weights import Model

# Chance from which a statement is an answer. On judged claims, each half by models of the other: precision 0.48, recall 0.08
# (by words alone 0.23 and 0.06); from 0.25 0.43 and 0.10, from 0.4 0.58 and 0.055 (train/checks.py tells all).
LEAST = 0.3

# ---- fitted by `train/checks.py`

ASSERTED = Model(
    -4.477,
    (
        0.135, -0.265, 0.218, -0.918, 0.403, 0.527, 0.539, 0.238, 0.525, -1.058, -0.425, -3.154, -0.056,
        0.394, 0.111, -0.343, -1.341, -0.147, 0.301, -0.595, -3.328, 0.309, -0.064, 0.359, -0.306,
    ),
)  # fmt: skip
DENIED = Model(
    -4.006,
    (
        0.019, 0.046, 0.099, -0.776, 0.444, 0.143, 0.395, 0.405, 0.337, -1.112, -0.252, -3.306, 0.837, -0.419,
        1.702, 0.492, -0.858, -0.206, 0.186, -0.376, -3.884, 0.185, 0.083, -0.023, 0.385,
    ),
)  # fmt: skip
