"""The net of contexts as onnxruntime has it, in 8 bits: an encoder that gives the states of word pieces, and heads that make a
vector of a statement's states and judge pairs of vectors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dissensus.nets.files import session, verified
from dissensus.nets.statements import NET, WORDS, tokenizer

if TYPE_CHECKING:
    import numpy as np
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    Array = np.ndarray[Any, np.dtype[Any]]

FILE, HEADS_FILE = "contexts.onnx", "context_heads.onnx"
ROWS = 4096  # pairs that are judged at once


class ContextNet:
    """Vectors of statements, and scores of pairs of them. A window runs alone and a pair is judged by itself, so that nothing
    else bears on either."""

    def __init__(self, encoder: InferenceSession, heads: InferenceSession, words: Tokenizer) -> None:
        """`words` is the vocabulary of the statement net, as which it began."""
        self.encoder, self.heads, self.words = encoder, heads, words
        self._widths = {one.name: one.shape[1] for one in heads.get_inputs()}
        self._sizes = {one.name: one.shape[1] for one in heads.get_outputs()}

    def pieces(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """The word pieces of a text: ids, and where each stands in it in code points, end exclusive, in order."""
        found = self.words.encode(text, add_special_tokens=False)
        return found.ids, found.offsets

    def states(self, ids: Sequence[int], features: Sequence[Sequence[int]]) -> tuple[Array, Array]:
        """States (pieces x numbers) and weights (pieces) of one window: `ids` with its first special piece, `features` a row a
        piece (`dissensus/pieces.py`). The longest window has as many pieces as the net knows places (512)."""
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
        one side by side) and what is known of it besides (`train/in_context.py`)."""
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


def load(encoder: Path, heads: Path) -> ContextNet:
    """The net of contexts from its two files. Raises NetError."""
    return ContextNet(session(encoder), session(heads), tokenizer(verified(NET, part=WORDS)))
