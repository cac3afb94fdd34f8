"""The net of contexts: what the whole articles tell of how two statements stand to each other (`train/contexts.py` makes it).

The net of claims reads two passages as one text and nothing beside them; this one reads each article once, so that every
statement is seen with what stands around it, and then compares any two of them for next to nothing. An encoder gives the
states of word pieces, and heads make a vector of a statement's states and judge pairs of vectors. What is asked of it, and
what is made of its answers, is in `stages/link`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dissensus.nets.files import WEIGHTS, name_of, session, verified
from dissensus.nets.statements import tokenizer

if TYPE_CHECKING:
    import numpy as np
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    Array = np.ndarray[Any, np.dtype[Any]]

NET, HEADS, WORDS = "contexts", "heads", "words"  # the net in the manifest, and its parts
ROWS = 4096  # pairs that are judged at once


class ContextNet:
    """Vectors of statements, and scores of pairs of them. A window runs alone and a pair is judged by itself, so that nothing
    else bears on either."""

    languages = frozenset({"en"})

    def __init__(self, encoder: InferenceSession, heads: InferenceSession, words: Tokenizer, name: str) -> None:
        """`name` tells the net and its version."""
        self.encoder, self.heads, self.words, self.name = encoder, heads, words, name
        self._widths = {one.name: one.shape[1] for one in heads.get_inputs()}
        self._sizes = {one.name: one.shape[1] for one in heads.get_outputs()}

    def pieces(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """The word pieces of a text: ids, and where each stands in it in code points, end exclusive, in order."""
        found = self.words.encode(text, add_special_tokens=False)
        return found.ids, found.offsets

    def states(self, ids: Sequence[int], features: Sequence[Sequence[int]]) -> tuple[Array, Array]:
        """States (pieces x numbers) and weights (pieces) of one window: `ids` with its first special piece, `features` a row a
        piece (`pieces.py`). The longest window has as many pieces as the net knows places (512)."""
        import numpy as np

        given = {
            "ids": np.asarray(ids, np.int64)[None],
            "features": np.asarray(features, np.int64)[None],
            "mask": np.ones((1, len(ids)), np.int32),
        }
        states, weights = self.encoder.run(["states", "weights"], given)
        return states[0], weights[0]

    def vectors(self, contents: Array, cues: Array, sources: Array, told: Array) -> Array:
        """A vector a statement of one article, from means of states (rows x numbers; of the content the plain mean and the weighted
        one side by side) and what is known of it besides (`stages/link/in_context.py`)."""
        return self._judge("vectors", contents=contents, cues=cues, sources=sources, told=told)

    def scores(self, left: Array, right: Array, signs: Array) -> Array:
        """How the two of each pair stand to each other, by their vectors and the pair's signs: a row a pair; the logarithms of the
        chances that they say the same, oppose each other, or do neither, but for a sum that is the same in a row."""
        import numpy as np

        parts = [
            self._judge("scores", left=left[at : at + ROWS], right=right[at : at + ROWS], signs=signs[at : at + ROWS])
            for at in range(0, len(left), ROWS)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, self._sizes["scores"]), np.float32)

    def _judge(self, name: str, **given: Array) -> Array:
        import numpy as np

        inputs = {  # what is not asked for is computed all the same, and whole numbers want a row
            one: np.asarray(given.get(one, np.zeros((1, wide))), np.float32) for one, wide in self._widths.items()
        }
        out: Array = self.heads.run([name], inputs)[0]
        return out


@cache
def contexts() -> ContextNet:
    """The net of contexts. Raises NetError."""
    return load()


def load(folder: Path = WEIGHTS) -> ContextNet:
    """The net of contexts from a folder with a manifest. Raises NetError."""
    encoder, heads = session(verified(NET, folder)), session(verified(NET, folder, HEADS))
    return ContextNet(encoder, heads, tokenizer(verified(NET, folder, WORDS)), name_of(NET, folder))
