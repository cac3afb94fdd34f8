"""Signatures beside each other: how much of one text stands in another, and which pairs of many are worth a look.

Nothing here needs a text. Pairs are proposed by an inverted index over the kept hashes, built part by part, so that time
grows with the articles and their copies, and memory stays bounded.
"""

from __future__ import annotations

import sys
from array import array
from base64 import b64decode
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dissensus.records import Signature

PART = 1_000_000  # hashes that the index holds at a time: about 100 MB
CROWD = 30  # texts that share a run and are all compared with each other ...
NEXT = 3  # ... in a larger crowd each with the three that follow it
STANDING = 4  # texts with little else in common that share a run: then it is a standing one and shows no copy
LITTLE = 0.3  # of the shorter one's runs: what texts share at most that have little in common
SAMPLE = 8  # texts of a crowd that are looked at to tell whether it has little in common
PROPOSE = 0.08  # of the shorter one's runs, from which two texts are looked at; a rewrite is one from twice that on


@dataclass(frozen=True, slots=True)
class Sketch:
    """A signature unpacked: the least hashes of the runs, sorted, and up to where they are all."""

    hashes: array[int]
    limit: float

    @classmethod
    def of(cls, signature: Signature) -> Sketch:
        """The sketch in a signature."""
        hashes = array("Q", b64decode(signature.sketch))
        if sys.byteorder == "big":
            hashes.byteswap()
        return cls(hashes, float("inf") if len(hashes) >= signature.runs else hashes[-1])

    def below(self, limit: float) -> set[int]:
        """The hashes up to a limit."""
        return set(self.hashes[: bisect_right(self.hashes, limit)])


def shares(left: Sketch, right: Sketch, standing: frozenset[int] = frozenset()) -> tuple[float, float]:
    """What share of the left text's runs stand in the right text, and of the right one's in the left. Exact where the
    sketches hold all runs. Runs in `standing` count for neither."""
    limit = min(left.limit, right.limit)
    a, b = (one.below(limit) - standing for one in (left, right))
    shared = len(a & b)
    return shared / len(a) if a else 0.0, shared / len(b) if b else 0.0


@dataclass(frozen=True, slots=True)
class Proposed:
    """The pairs that are worth a look, by their places in the sequence, lower first, with both estimated shares; and the
    runs that stand in many texts that have little else in common."""

    pairs: Mapping[tuple[int, int], tuple[float, float]]
    standing: frozenset[int]


def propose(sketches: Sequence[Sketch]) -> Proposed:
    """Looks at every pair of texts that share a run, but for runs of crowds."""
    counted: Counter[tuple[int, int]] = Counter()
    standing: set[int] = set()
    little = _Little(sketches)
    for hash_, owners in _shared(sketches):
        if len(owners) >= STANDING and little.in_common(owners):
            standing.add(hash_)
        elif len(owners) <= CROWD:
            counted.update((i, j) for n, i in enumerate(owners) for j in owners[n + 1 :])
        else:
            counted.update((i, j) for n, i in enumerate(owners) for j in owners[n + 1 : n + 1 + NEXT])
    stands = frozenset(standing)
    pairs = {}
    for i, j in sorted(counted):
        told = shares(sketches[i], sketches[j], stands)
        if max(told) >= PROPOSE:
            pairs[i, j] = told
    return Proposed(pairs, stands)


def _shared(sketches: Sequence[Sketch]) -> Iterator[tuple[int, list[int]]]:
    """Each hash that two sketches or more hold, with their places in order; range by range of hashes."""
    bounds = _bounds(sketches)
    ends = [0] * len(sketches)
    for bound in bounds:
        starts, ends = ends, [bisect_right(s.hashes, bound) for s in sketches]
        seen: set[int] = set()
        again: set[int] = set()
        for sketch, start, end in zip(sketches, starts, ends, strict=True):
            here = set(sketch.hashes[start:end])
            again |= seen & here
            seen |= here
        owners: dict[int, list[int]] = {h: [] for h in sorted(again)}
        for i, (sketch, start, end) in enumerate(zip(sketches, starts, ends, strict=True)):
            for h in again.intersection(sketch.hashes[start:end]):
                owners[h].append(i)
        yield from owners.items()


def _bounds(sketches: Sequence[Sketch]) -> list[float]:
    """Ends of ranges with about PART hashes each, by those of every hundredth sketch or so."""
    parts = sum(len(s.hashes) for s in sketches) // PART + 1
    some = sorted(h for s in sketches[:: len(sketches) // 500 + 1] for h in s.hashes)
    return [*sorted({some[len(some) * n // parts] for n in range(1, parts)}), float("inf")]


class _Little:
    """Tells whether texts have little in common; what it has told of two it keeps."""

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        self.sketches = sketches
        self.known: dict[tuple[int, int], bool] = {}

    def in_common(self, owners: Sequence[int]) -> bool:
        """Do most pairs of these, or of a few of them, share little."""
        some = owners[:: len(owners) // SAMPLE + 1]
        pairs = [(i, j) for n, i in enumerate(some) for j in some[n + 1 :]]
        return 2 * sum(self._pair(*pair) for pair in pairs) > len(pairs)

    def _pair(self, i: int, j: int) -> bool:
        if (i, j) not in self.known:
            self.known[i, j] = max(shares(self.sketches[i], self.sketches[j])) < LITTLE
        return self.known[i, j]
