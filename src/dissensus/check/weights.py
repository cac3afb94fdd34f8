"""Two logistic models over what is known of a sentence and a statement (`by_net.SIGNS`): how likely a careful reader says that
the statement asserts the sentence, and that it denies or doubts it."""

from __future__ import annotations

from dissensus.stages.link.weights import Model

# Chance from which a statement is an answer. On judged claims ... (set by train/checks.py).
LEAST = 0.35

# ---- fitted by `train/checks.py`

ASSERTED = Model(0.0, (0.0,) * 25)
DENIED = Model(0.0, (0.0,) * 25)
