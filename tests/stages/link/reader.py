"""A reader of articles for tests: its pieces are words, and it says one thing of all pairs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

WORD = re.compile(r"\w+")
WIDTH, SIZE = 2, 5  # numbers of a state: the length of a word and 1; and of a vector


class Likewise:
    """A net of contexts that remembers what it was given."""

    name, languages = "likewise-1", frozenset({"en"})

    def __init__(self, same: float = 1 / 3, opposed: float = 1 / 3) -> None:
        """Chances that two say the same, and that they oppose each other."""
        self.says = np.log(np.clip([same, opposed, 1 - same - opposed], 1e-6, 1))
        self.windows = list[int]()
        self.rows = list[tuple[Any, Any, Any, Any]]()

    def pieces(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """A word is a piece, and its length is its id."""
        found = [match.span() for match in WORD.finditer(text)]
        return [end - start for start, end in found], found

    def states(self, ids: Sequence[int], features: Sequence[Sequence[int]]) -> tuple[Any, Any]:
        """A piece's id and 1; longer words weigh more."""
        assert len(ids) == len(features)
        self.windows.append(len(ids))
        lengths = np.array(ids, np.float32)
        return np.column_stack([lengths, np.ones_like(lengths)]), np.log(lengths)

    def vectors(self, contents: Any, cues: Any, sources: Any, told: Any) -> Any:
        """Means of contents, plain and weighted, and how much is known besides."""
        self.rows.append((contents, cues, sources, told))
        return np.column_stack([contents, told.sum(1)])

    def scores(self, left: Any, right: Any, signs: Any) -> Any:
        """The same of all pairs."""
        assert len(left) == len(right) == len(signs)
        return np.tile(self.says, (len(left), 1))
