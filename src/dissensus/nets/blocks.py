"""The net of the cleaning: which lines of a page are the article's (`train/blocks.py` makes it)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from dissensus.nets.files import name_of, session, verified

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


class BlockNet:
    """Tells of each line of a page how likely it belongs to the article, and how likely it is its headline."""

    def __init__(self, session: InferenceSession, name: str) -> None:
        """`name` tells the net and its version."""
        self.session = session
        self.name = name

    def __call__(self, numbers: Sequence[Sequence[float]], words: Sequence[Sequence[int]]) -> list[tuple[float, float]]:
        """`numbers` and `words` have a row a line (`stages/clean/features.py`); so has what comes back. All lines of a
        page go in together, and no page beside another, so that what is said of one depends on it alone."""
        import numpy as np

        inputs = {"numbers": np.asarray(numbers, np.float32), "words": np.asarray(words, np.int64)}
        out: Any = self.session.run(None, inputs)[0]
        return [(float(article), float(title)) for article, title in out]


@cache
def blocks() -> BlockNet:
    """The net of the cleaning. Raises NetError."""
    return BlockNet(session(verified("blocks")), name_of("blocks"))
