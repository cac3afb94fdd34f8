"""What a net that reads whole articles says of pairs of statements.

    items -> the paragraphs that they stand in -> word pieces, in windows -> states -> a vector a statement -> scores a pair

An article is read once, however many pairs its statements are in: this sees less of a pair than a net that reads the two side by
side, but it sees all pairs, and what stands around each.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol

from dissensus.pieces import CLS, NO_FEATURES, Encode, Pair, Paragraph, Pieces, pieces_of, windows
from dissensus.records import Act, Kind, Span, Voice
from dissensus.stages.link.claims import Item

Array = Any

# As the net was trained.
WINDOW = 384  # pieces that go in at once
CONTEXT = 32  # of these, pieces on either side that belong to another window
TOLD = 11  # numbers that are told of a statement beside its words
SAME, OPPOSED, OTHER = range(3)  # columns of what the net says of pairs

THREADS = 2  # that read articles beside each other


class Reader(Protocol):
    """Reads articles (`nets.ContextNet`). `name` tells the net and its version, for the maker of each claim."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def languages(self) -> Container[str]:
        """The codes of the languages that it reads."""

    def pieces(self, text: str) -> tuple[Sequence[int], Sequence[Pair]]:
        """The pieces of a text: ids, and where each stands in it."""

    def states(self, ids: Sequence[int], features: Sequence[Sequence[int]]) -> tuple[Any, Any]:
        """States (pieces x numbers) and weights (pieces) of a window."""

    def vectors(self, contents: Any, cues: Any, sources: Any, told: Any) -> Any:
        """A vector a statement of one article."""

    def scores(self, left: Any, right: Any, signs: Any) -> Any:
        """Of each pair of vectors how likely the two say the same, oppose each other, or do neither, as logarithms."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement in the pieces of its article, and what is known of it besides (`TOLD` numbers)."""

    content: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    source: tuple[Pair, ...]
    told: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as the net reads it: `at` are the places of its statements among all items, in the order of `placed`."""

    pieces: Pieces
    at: tuple[int, ...]
    placed: tuple[Placed, ...]


def in_context(items: Sequence[Item], left: Array, right: Array, signs: Array, net: Reader) -> Array:
    """What the net says of pairs of items: logarithms of chances, a row a pair, with the columns `SAME`, `OPPOSED` and `OTHER`.
    `left` and `right` are places of items, `signs` the signs of each pair (`alike`)."""
    import numpy as np

    found = list(readings(items, net.pieces))
    with ThreadPoolExecutor(THREADS) as pool:  # a storyline is linked by itself, so the other core is free
        parts = list(pool.map(lambda one: vectors_of(one, net), found))
    if not parts:  # nothing tells one relation from another
        return np.full((len(left), 3), -np.log(3))
    vectors = np.zeros((len(items), parts[0].shape[1]), np.float32)
    for one, part in zip(found, parts, strict=True):
        vectors[list(one.at)] = part
    scores = np.asarray(net.scores(vectors[left], vectors[right], signs), float)
    top = scores.max(1, keepdims=True)
    return scores - top - np.log(np.exp(scores - top).sum(1, keepdims=True))


def readings(items: Sequence[Item], encode: Encode) -> Iterator[Reading]:
    """The articles of these items in pieces: the lines of their texts in which statements stand. One without any piece is left
    out."""
    by_article: dict[str, list[int]] = defaultdict(list)
    for n, item in enumerate(items):
        by_article[item.statement.article].append(n)
    for _, at in sorted(by_article.items()):
        here = [items[n] for n in at]
        text, last = here[0].text, max(item.place for item in here)
        pieces = pieces_of(text, list(_lines(text, here)), encode)
        if pieces.bounds:
            yield Reading(pieces, tuple(at), tuple(_placed(item, pieces, last) for item in here))


def _lines(text: str, items: Sequence[Item]) -> Iterator[Paragraph]:
    """The lines that hold some of a statement."""
    spans = sorted(
        (span.start, span.end) for i in items for span in (*i.statement.content, *i.statement.cue, *i.statement.source)
    )
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if any(a < end and b > start for a, b in spans):
            yield Paragraph(start, end)
        start = end + 1


def _placed(item: Item, pieces: Pieces, last: int) -> Placed:
    """`last` counts the statements of the article."""
    s = item.statement
    told = (
        item.sign < 0,
        item.explicit,
        s.voice is Voice.OWN,
        s.kind is Kind.DIRECT,
        bool(s.negation),
        s.act is Act.DENIES,
        s.act is Act.DOUBTS,
        s.act in (Act.ACCUSES, Act.BLAMES, Act.WARNS),
        s.act is Act.BELIEVES,
        bool(s.source),
        item.place / max(last, 1),
    )
    return Placed(
        _within(s.content, pieces), _within(s.cue, pieces), _within(s.source, pieces), tuple(map(float, told))
    )


def _within(spans: Sequence[Span], pieces: Pieces) -> tuple[Pair, ...]:
    """The pieces that spans of the text touch."""
    out = []
    for span in spans:
        first = bisect_right(pieces.offsets, span.start, key=lambda offsets: offsets[1])
        last = bisect_left(pieces.offsets, span.end, key=lambda offsets: offsets[0])
        if first < last:
            out.append((first, last))
    return tuple(out)


def vectors_of(one: Reading, net: Reader) -> Array:
    """The vectors of an article's statements."""
    import numpy as np

    states, weights = _states(one.pieces, net)
    heed = np.exp(np.clip(weights, -10, 10))[:, None]
    ones = np.ones_like(heed)
    contents = np.hstack(
        [_means(states, [p.content for p in one.placed], ones), _means(states, [p.content for p in one.placed], heed)]
    )
    cues, sources = (
        _means(states, [p.cue for p in one.placed], ones),
        _means(states, [p.source for p in one.placed], ones),
    )
    return net.vectors(contents, cues, sources, np.array([p.told for p in one.placed]))


def _states(pieces: Pieces, net: Reader) -> tuple[Array, Array]:
    """States and weights of all pieces, each from the window whose own it is."""
    import numpy as np

    states, weights = [], []
    for window in windows(pieces.bounds, WINDOW, CONTEXT):
        found, heed = net.states(
            [CLS, *pieces.ids[window.start : window.end]], [NO_FEATURES, *pieces.features[window.start : window.end]]
        )
        first, last = (place - window.start + 1 for place in window.own)
        states.append(found[first:last])
        weights.append(heed[first:last])
    return np.concatenate(states), np.concatenate(weights)


def _means(states: Array, spans: Sequence[Sequence[Pair]], weights: Array) -> Array:
    """The weighted mean of the states in each row of spans; nothing where there are none."""
    import numpy as np

    out = np.zeros((len(spans), states.shape[1]), np.float32)
    for row, some in enumerate(spans):
        if some:
            here = np.concatenate([np.arange(a, b) for a, b in some])
            out[row] = (states[here] * weights[here]).sum(0) / weights[here].sum()
    return out
