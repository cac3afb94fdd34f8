"""The net of claims: how two passages stand to each other (`train/pairs.py` makes it).

A small cross-encoder: both texts go in as one, and out come the chances that they say the same, oppose each other, or
neither. What is asked of it, and what is made of its answers, is in `stages/link`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dissensus.nets.files import WEIGHTS, name_of, session, verified
from dissensus.nets.statements import tokenizer

if TYPE_CHECKING:
    import numpy as np
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    Array = np.ndarray[Any, np.dtype[Any]]

NET, WORDS = "claims", "words"  # the net in the manifest, and its part
PAIR = "pair"  # the head whose classes are those of `Chances`
CLS, SEP = "[CLS]", "[SEP]"
LONGEST = 72  # pieces of one text that are read; the last stage of the training saw 64
BATCH = 8  # pairs of one length that run at once: one at a time or 32 are a tenth fewer a second
THREADS = 2  # that run batches beside each other
MARKS = 3  # the first piece, and one behind each text


class Chances(NamedTuple):
    """Of two texts, as they stand: how likely they say the same, oppose each other, or do neither. They add up to 1."""

    same: float
    opposed: float
    other: float


class PairNet:
    """Judges pairs of texts. What it says of a pair depends on that pair alone."""

    languages = frozenset({"en"})

    def __init__(self, judge: InferenceSession, words: Tokenizer, name: str) -> None:
        """`name` tells the net and its version."""
        self.judge, self.words, self.name = judge, words, name
        self.heads = tuple(one.name for one in judge.get_outputs())
        self._first, self._behind = (words.token_to_id(mark) for mark in (CLS, SEP))

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[Chances]:
        """The chances of each pair, in their order."""
        return [Chances(*map(float, row)) for row in chances(self.scores(pairs))]

    def scores(self, pairs: Sequence[tuple[str, str]], head: str = PAIR, longest: int = LONGEST) -> Array:
        """What a head (one of `heads`) says of each pair, as it comes from the net: a row a pair, a number a class. Of each text
        `longest` pieces are read. Raises ValueError for a head that the net has not."""
        import numpy as np

        if head not in self.heads:
            raise ValueError(f"{self.name} has no head {head!r}; it has {', '.join(self.heads)}")
        pieces = {text: self._pieces(text, longest) for text in {text for pair in pairs for text in pair}}
        # Pairs of one length run together, so that nothing is filled up and no pair bears on another.
        by_length: dict[int, list[int]] = defaultdict(list)
        for at, (left, right) in enumerate(pairs):
            by_length[len(pieces[left]) + len(pieces[right]) + MARKS].append(at)
        classes = self.judge.get_outputs()[self.heads.index(head)].shape[1]
        out = np.zeros((len(pairs), classes), np.float32)
        parts = [
            places[start : start + BATCH]
            for _, places in sorted(by_length.items())
            for start in range(0, len(places), BATCH)
        ]

        def run(part: list[int]) -> None:
            rows = [(pieces[pairs[at][0]], pieces[pairs[at][1]]) for at in part]
            ids = [[self._first, *left, self._behind, *right, self._behind] for left, right in rows]
            kinds = [[0] * (len(left) + 2) + [1] * (len(right) + 1) for left, right in rows]
            given = {
                "ids": np.array(ids, np.int64),
                "features": np.array(kinds, np.int64)[..., None],
                "mask": np.ones((len(part), len(ids[0])), np.int32),
            }
            out[part] = self.judge.run([head], given)[0]

        with ThreadPoolExecutor(THREADS) as pool:  # a storyline is judged by itself, so the other core is free
            list(pool.map(run, parts))
        return out

    def _pieces(self, text: str, longest: int) -> list[int]:
        found: list[int] = self.words.encode(text, add_special_tokens=False).ids[:longest]
        return found


def chances(scores: Array) -> Array:
    """Scores of classes, a row a pair, as chances: each row adds up to 1."""
    import numpy as np

    powers = np.exp(scores - scores.max(1, keepdims=True))
    out: Array = powers / powers.sum(1, keepdims=True)
    return out


@cache
def pairs() -> PairNet:
    """The net of claims. Raises NetError."""
    return load()


def load(folder: Path = WEIGHTS) -> PairNet:
    """The net of claims from a folder with a manifest. Raises NetError."""
    return PairNet(session(verified(NET, folder)), tokenizer(verified(NET, folder, WORDS)), name_of(NET, folder))
