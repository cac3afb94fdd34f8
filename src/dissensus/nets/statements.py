"""The net of the reading: who says what, in word pieces (`train/statements.py` makes it).

Three files: an encoder with the scores of tags and a vector a piece, the heads that judge pairs of spans and sentences, and
the words that pieces are made of. What is asked of it, and what is made of its answers, is in `stages/read`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dissensus.errors import NetError
from dissensus.nets.files import AGAIN, WEIGHTS, name_of, session, verified

if TYPE_CHECKING:
    import numpy as np
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    Array = np.ndarray[Any, np.dtype[Any]]

NET, PAIRS, WORDS = "statements", "pairs", "words"  # the net in the manifest, and its parts
UNKNOWN = "[UNK]"
LONGEST_WORD = 100  # code points; BERT's own limit, a longer word is one unknown piece


class StatementNet:
    """Scores tags for each piece of a window, and pairs of spans. `transitions` (tags x tags) scores one tag behind
    another; `certainty` weighs the signs of how likely a statement stands as found (`stages/read/by_net.py`)."""

    def __init__(self, encoder: InferenceSession, heads: InferenceSession, words: Tokenizer, name: str) -> None:
        """`name` tells the net and its version."""
        self.encoder, self.heads, self.words = encoder, heads, words
        self.name = name
        self._widths = {one.name: one.shape[1] for one in heads.get_inputs() if len(one.shape) == 2}
        self.transitions: Array = self._judge("transitions")
        self.certainty: tuple[float, ...] = tuple(map(float, self._judge("certainty")))

    def pieces(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """The word pieces of a text: ids, and where each stands in it in code points, end exclusive, in order. What the
        text holds is text: the name of a special piece is letters, too."""
        found = self.words.encode(text, add_special_tokens=False)
        return found.ids, found.offsets

    def __call__(self, ids: Sequence[int], features: Sequence[Sequence[int]]) -> tuple[Array, Array]:
        """Emissions (pieces x tags) and vectors (pieces x numbers) of one window: `ids` with its first special piece,
        `features` a row a piece (`pieces.py`). A window runs alone, so nothing else bears on it; the longest has
        as many pieces as the net knows places (512)."""
        emissions, vectors = self._encode(ids, features, "emissions", "vectors")
        return emissions, vectors

    def with_states(self, ids: Sequence[int], features: Sequence[Sequence[int]]) -> tuple[Array, Array, Array]:
        """The same, and the states (pieces x numbers) whose mean over a sentence `sentence_vectors` takes."""
        emissions, vectors, states = self._encode(ids, features, "emissions", "vectors", "states")
        return emissions, vectors, states

    def pair_scores(self, which: int, rows: Array) -> Array:
        """A score a row (`stages/read/decode.py` makes them) for pairs of a cue and a content (0) or a source (1)."""
        return self._judge("scores", which, rows=rows)

    def sentence_vectors(self, means: Array) -> Array:
        """A vector of length 1 a row, for the mean of a sentence's states each: near each other where sentences mean the
        same."""
        return self._judge("sentences", means=means)

    def _encode(self, ids: Sequence[int], features: Sequence[Sequence[int]], *names: str) -> list[Array]:
        import numpy as np

        inputs = {
            "ids": np.asarray(ids, np.int64)[None],
            "features": np.asarray(features, np.int64)[None],
            "mask": np.ones((1, len(ids)), np.int32),
        }
        return [out[0] for out in self.encoder.run(list(names), inputs)]

    def _judge(self, name: str, which: int = 0, **given: Array) -> Array:
        import numpy as np

        inputs = {
            one: np.asarray(given.get(one, np.zeros((0, wide))), np.float32) for one, wide in self._widths.items()
        }
        out: Array = self.heads.run([name], {**inputs, "which": np.array(which)})[0]
        return out


@cache
def statements() -> StatementNet:
    """The net of the reading. Raises NetError."""
    return load()


def load(folder: Path = WEIGHTS) -> StatementNet:
    """The net of the reading from a folder with a manifest. Raises NetError."""
    encoder, heads = session(verified(NET, folder)), session(verified(NET, folder, PAIRS))
    return StatementNet(encoder, heads, tokenizer(verified(NET, folder, WORDS)), name_of(NET, folder))


def tokenizer(path: Path) -> Tokenizer:
    """BERT's word pieces, lower-cased and without accents (Devlin et al. 2019), of a file with a piece a line."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import BertPreTokenizer

    pieces = path.read_text("utf-8").splitlines()
    ids = {piece: number for number, piece in enumerate(pieces)}
    if UNKNOWN not in ids or len(ids) < len(pieces):
        raise NetError(f"{path}: is no list of word pieces ({UNKNOWN} is missing, or a line stands twice); {AGAIN}")
    made = Tokenizer(WordPiece(ids, unk_token=UNKNOWN, max_input_chars_per_word=LONGEST_WORD))
    made.normalizer = BertNormalizer(lowercase=True)
    made.pre_tokenizer = BertPreTokenizer()
    return made
