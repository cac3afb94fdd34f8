"""Our net as a tagger: windows in, tags and vectors out, statements with how sure they are.

text, paragraphs -> pieces -> windows -> scores and vectors -> spans -> links -> statements
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from dissensus.pieces import CLS, NO_FEATURES, Pair, Paragraph, Pieces, pieces_of, windows
from dissensus.stages.read.decode import ROLES, Linked, best_tags, link, spans_of
from dissensus.stages.read.tagger import Tagged

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]


LOOSE = " \t\u00a0,;:–—"  # at the border of a span
SIGNS = 8  # what `signs` tells of a statement


class Net(Protocol):
    """What is asked of the net (`nets.StatementNet`). `certainty` weighs what `signs` tells of a statement, a constant first."""

    name: str
    transitions: Any
    certainty: Any

    def pieces(self, text: str) -> tuple[Sequence[int], Sequence[Pair]]:
        """The pieces of a text: ids, and where each stands in it."""

    def __call__(self, ids: Sequence[int], features: Sequence[Sequence[int]]) -> tuple[Any, Any]:
        """Scores (pieces x tags) and vectors (pieces x numbers) of a window."""

    def pair_scores(self, which: int, rows: Any) -> Any:
        """A score a row of pairs of a cue and a content (0) or a source (1)."""


class ByNet:
    """A tagger of English. What it says of an article depends on that article alone."""

    languages = frozenset({"en"})

    def __init__(self, net: Net) -> None:
        """`net` is verified and loaded."""
        self.net, self.name = net, net.name

    def __call__(self, text: str, paragraphs: Sequence[Paragraph]) -> list[Tagged]:
        """The statements in the order of their first content."""
        pieces = pieces_of(text, paragraphs, self.net.pieces)
        found = [
            trimmed(text, tagged(pieces, one, confidence(row, self.net.certainty)))
            for one, row in linked(pieces, self.net)
        ]
        return sorted(found, key=lambda one: one.content[0])


def trimmed(text: str, one: Tagged) -> Tagged:
    """The same without commas, colons and dashes at the borders of its source and contents, as they stand in the corpus here
    and there. A cue may be nothing else."""
    return replace(one, source=_trimmed(text, one.source), content=_trimmed(text, one.content))


def _trimmed(text: str, spans: Sequence[Pair]) -> tuple[Pair, ...]:
    out = []
    for start, end in spans:
        first, last = start, end
        while first < last and text[first] in LOOSE:
            first += 1
        while last > first and text[last - 1] in LOOSE:
            last -= 1
        out.append((first, last) if first < last else (start, end))
    return tuple(out)


def linked(pieces: Pieces, net: Net) -> list[tuple[Linked, list[float]]]:
    """The statements of an article in pieces, each with its signs."""
    import numpy as np

    if not pieces.bounds:
        return []
    scores, vectors = scored(pieces, net)
    rows = [scores[first : last - 1] for first, last in pieces.bounds]
    tags = best_tags(rows, net.transitions)
    spans: dict[str, list[Pair]] = {role: [] for role in ROLES}
    sure = np.zeros(len(pieces.ids))  # of each piece, the logarithm of the chance of its tag
    for (first, last), row, own in zip(pieces.bounds, rows, tags, strict=True):
        for role, more in spans_of(own, first).items():
            spans[role] += more
        top = row.max(1)
        chosen = np.take_along_axis(row, np.asarray(own)[:, None], 1)[:, 0]
        sure[first : last - 1] = chosen - top - np.log(np.exp(row - top[:, None]).sum(1))
    found = link(spans, vectors, np.array(pieces.paragraphs), net.pair_scores)
    return [(one, signs(one, sure)) for one in found]


def scored(pieces: Pieces, net: Net) -> tuple[Array, Array]:
    """Scores and vectors of all pieces, each from the window whose own it is."""
    import numpy as np

    scores, vectors = [], []
    for window in windows(pieces.bounds):
        ids = [CLS, *pieces.ids[window.start : window.end]]
        features = [NO_FEATURES, *pieces.features[window.start : window.end]]
        of_tags, of_links = net(ids, features)
        first, last = (place - window.start + 1 for place in window.own)
        scores.append(of_tags[first:last])
        vectors.append(of_links[first:last])
    return np.concatenate(scores), np.concatenate(vectors)


def signs(one: Linked, sure: Array) -> list[float]:
    """What tells how likely a statement stands as found: 1, then how sure (0 or less, logarithms) its cue, the borders of
    its contents, their inner pieces, its source and its links are, and whether it has no source."""
    borders = min(float(min(sure[a], sure[b - 1])) for a, b in one.contents)
    inner = min(float(sure[a:b].mean()) for a, b in one.contents)
    source = float(sure[one.source[0] : one.source[1]].min()) if one.source else 0.0
    return [
        1.0,
        float(sure[one.cue[0] : one.cue[1]].min()),
        borders,
        inner,
        source,
        math.log(one.content_chance),
        math.log(one.source_chance),
        float(one.source is None),
    ]


def confidence(row: Sequence[float], weights: Sequence[float]) -> float:
    """The chance of these signs (a logistic function), in 0..1."""
    total = sum(float(weight) * value for weight, value in zip(weights, row, strict=True))
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


def tagged(pieces: Pieces, one: Linked, sure: float) -> Tagged:
    """A statement in pieces as one in the text."""

    def offsets(span: Pair) -> Pair:
        return pieces.offsets[span[0]][0], pieces.offsets[span[1] - 1][1]

    source = (offsets(one.source),) if one.source else ()
    return Tagged(source, (offsets(one.cue),), tuple(map(offsets, one.contents)), sure)
