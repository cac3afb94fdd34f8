"""From what a net gives for each piece to statements: the best allowed row of tags, then who belongs to which cue.

The tags are a linear-chain conditional random field over BIOES (Lafferty et al. 2001; decoded by Viterbi), so that a span
always begins and ends. Every content goes to its likeliest cue as long as no cue stays without, every cue takes its
likeliest source or none.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dissensus.pieces import Pair

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

SOURCE, CUE, CONTENT = "source", "cue", "content"
ROLES = (SOURCE, CUE, CONTENT)
TAGS = ("O", *(f"{part}-{role}" for role in ROLES for part in "BIES"))
NEVER = -1e4  # the score of what is not allowed
NEAR = 16  # cues (or sources) on either side that are asked
FAR = 400  # pieces beyond which nobody is asked
MOST_LOST = 6.0  # that a content may be less likely (a logarithm) with a cue that has no other; PolNeAR train and dev
NUMBERS = 11  # what `pair_numbers` tells of a pair


def allowed() -> list[list[bool]]:
    """Which tag may follow which; before and after a paragraph stands O."""

    def may(first: str, then: str) -> bool:
        if first[0] in "OES":
            return then[0] in "OBS"
        return then[0] in "IE" and then[2:] == first[2:]

    return [[may(a, b) for b in TAGS] for a in TAGS]


def best_tags(scores: Sequence[Array], transitions: Array) -> list[list[int]]:
    """The best allowed row of tags of each paragraph (pieces x tags each, without its SEP), all paragraphs at once,
    the longest first. `transitions` (tags x tags) has `NEVER` where one may not follow the other."""
    import numpy as np

    order = sorted(range(len(scores)), key=lambda i: -len(scores[i]))
    lengths = [len(scores[i]) for i in order]
    if not lengths or not lengths[0]:
        return [[] for _ in scores]
    pieces = np.concatenate([scores[i] for i in order])
    firsts = np.cumsum([0, *lengths])
    active = sum(1 for length in lengths if length)
    at = transitions[0] + pieces[firsts[:active]]
    back = []
    final = np.zeros_like(at)
    for step in range(1, lengths[0]):
        going_on = active
        while lengths[going_on - 1] <= step:
            going_on -= 1
        final[going_on:active] = at[going_on:active]
        active = going_on
        through = at[:active, :, None] + transitions
        back.append(through.argmax(1))
        at = through.max(1) + pieces[firsts[:active] + step]
    final[:active] = at
    ends = (final + transitions[:, 0]).argmax(1)
    out: list[list[int]] = [[] for _ in scores]
    for row, i in enumerate(order):
        tag = int(ends[row]) if lengths[row] else 0
        path = [tag] if lengths[row] else []
        for step in range(lengths[row] - 1, 0, -1):
            tag = int(back[step - 1][row, tag])
            path.append(tag)
        out[i] = path[::-1]
    return out


def spans_of(tags: Sequence[int], first: int = 0) -> dict[str, list[Pair]]:
    """The spans of each role in a row of tags, in pieces from `first` on, end exclusive."""
    out: dict[str, list[Pair]] = {role: [] for role in ROLES}
    begun = 0
    for at, tag in enumerate(tags):
        if not tag:  # O, as most are
            continue
        name = TAGS[tag]
        if name[0] in "BS":
            begun = at
        if name[0] in "ES":
            out[name[2:]].append((first + begun, first + at + 1))
    return out


@dataclass(frozen=True, slots=True)
class Linked:
    """A statement in pieces: its cue, source and contents, and how likely each link is among those asked."""

    cue: Pair
    source: Pair | None
    contents: tuple[Pair, ...]
    source_chance: float
    content_chance: float


# Scores of pairs, a row each: which of the two heads (0 content, 1 source), then what `pair_rows` gives.
PairScores = Callable[[int, "Array"], "Array"]


def link(spans: dict[str, list[Pair]], vectors: Array, paragraphs: Array, scores: PairScores) -> list[Linked]:
    """Statements of an article's spans. `vectors` has a row a piece, `paragraphs` the number of each piece's paragraph. A
    cue without content is none; a content out of reach of any cue is left out."""
    import numpy as np

    cues, sources, contents = (sorted(spans[role]) for role in (CUE, SOURCE, CONTENT))
    if not cues or not contents:
        return []
    sums = np.concatenate([np.zeros((1, vectors.shape[1]), vectors.dtype), vectors.cumsum(0)])
    taken: dict[int, list[tuple[Pair, float]]] = {}
    pairs = [(i, j) for j, content in enumerate(contents) for i in near(cues, content)]
    rows = pair_rows([(cues[i], contents[j]) for i, j in pairs], cues, vectors, sums, paragraphs)
    for j, (i, chance) in shared_out(pairs, scores(0, rows) if pairs else []).items():
        taken.setdefault(i, []).append((contents[j], chance))
    pairs = [(i, j) for i in sorted(taken) for j in (*near(sources, cues[i]), -1)]
    rows = pair_rows([(cues[i], sources[j] if j >= 0 else None) for i, j in pairs], sources, vectors, sums, paragraphs)
    said_by = best_of(pairs, scores(1, rows) if pairs else [], asked=0)
    out = []
    for i, parts in sorted(taken.items()):
        j, sure = said_by[i]
        out.append(
            Linked(
                cues[i],
                sources[j] if j >= 0 else None,
                tuple(part for part, _ in parts),
                sure,
                min(chance for _, chance in parts),
            )
        )
    return out


def near(candidates: Sequence[Pair], span: Pair) -> range:
    """The places of those candidates (sorted) that may belong to a span: the nearest, none beyond `FAR`."""
    at = bisect_left(candidates, span)
    first, last = max(0, at - NEAR), min(len(candidates), at + NEAR)
    while first < last and span[0] - candidates[first][1] > FAR:
        first += 1
    while last > first and candidates[last - 1][0] - span[1] > FAR:
        last -= 1
    return range(first, last)


def best_of(pairs: Sequence[tuple[int, int]], scores: Any, *, asked: int) -> dict[int, tuple[int, float]]:
    """For each one asked (the pair's place `asked`) the likeliest partner, with its chance among all partners."""
    groups: dict[int, list[tuple[float, int]]] = {}
    for pair, score in zip(pairs, scores, strict=True):
        groups.setdefault(pair[asked], []).append((float(score), pair[1 - asked]))
    out = {}
    for one, group in groups.items():
        top, partner = max(group, key=lambda entry: entry[0])
        out[one] = (partner, 1 / sum(math.exp(score - top) for score, _ in group))
    return out


def shared_out(pairs: Sequence[tuple[int, int]], scores: Any) -> dict[int, tuple[int, float]]:
    """For each content its likeliest cue; but a cue that would have none takes one from a cue that has several, the one
    that costs least, for nothing is marked as a cue that has no content."""
    chosen = best_of(pairs, scores, asked=1)
    score = {pair: float(one) for pair, one in zip(pairs, scores, strict=True)}
    held = Counter(i for i, _ in chosen.values())
    for i in sorted({i for i, _ in pairs} - held.keys()):
        losses = [
            (score[owner, j] - score[i, j], j)
            for j, (owner, _) in chosen.items()
            if held[owner] > 1 and (i, j) in score
        ]
        loss, j = min(losses, default=(math.inf, -1))
        if loss < MOST_LOST:
            owner, chance = chosen[j]
            chosen[j] = (i, chance * math.exp(-loss))
            held.update((i,))
            held.subtract((owner,))
    return dict(sorted(chosen.items()))


def pair_rows(
    pairs: Sequence[tuple[Pair, Pair | None]], others: Sequence[Pair], vectors: Array, sums: Array, paragraphs: Array
) -> Array:
    """What the heads for pairs are asked with, a row each: the mean vector of the cue, mean, first and last vector of the
    span, and `NUMBERS` numbers. No span (nobody is named) is zeros. `others` are those among which one is chosen."""
    import numpy as np

    if not pairs:
        return np.zeros((0, 4 * vectors.shape[1] + NUMBERS), np.float32)
    cue = np.array([a for a, _ in pairs])
    span = np.array([b or (0, 1) for _, b in pairs])
    there = np.array([b is not None for _, b in pairs])[:, None]

    def mean(of: Array) -> Array:
        out: Array = (sums[of[:, 1]] - sums[of[:, 0]]) / (of[:, 1] - of[:, 0])[:, None]
        return out

    about = np.concatenate([mean(span), vectors[span[:, 0]], vectors[span[:, 1] - 1]], 1)
    numbers = pair_numbers(cue, span, others, paragraphs)
    numbers = np.where(there, numbers, 0.0)
    numbers[:, -1] = ~there[:, 0]
    return np.concatenate([mean(cue), np.where(there, about, 0.0), numbers], 1).astype(np.float32)


def pair_numbers(cue: Array, span: Array, others: Sequence[Pair], paragraphs: Array) -> Array:
    """Where a cue and a span stand to each other (n x 2 pieces each): side, distance, paragraphs, spans between, length."""
    import numpy as np

    behind = span[:, 0] >= cue[:, 1]
    gap = np.maximum(np.where(behind, span[:, 0] - cue[:, 1], cue[:, 0] - span[:, 1]), 0)
    apart = paragraphs[span[:, 0]] - paragraphs[cue[:, 0]]
    starts = np.array([a for a, _ in others])
    low, high = np.minimum(cue[:, 0], span[:, 0]), np.maximum(cue[:, 0], span[:, 0])
    between = np.searchsorted(starts, high, "left") - np.searchsorted(starts, low, "right")
    columns = (
        behind,
        np.log1p(gap),
        gap == 0,
        gap <= 2,
        apart == 0,
        apart > 0,
        apart < 0,
        np.minimum(np.abs(apart), 4) / 2,
        np.clip(between, 0, 4) / 2,
        np.log1p(span[:, 1] - span[:, 0]) / 3,
        np.zeros(len(cue)),
    )
    return np.stack([np.asarray(column, np.float64) for column in columns], 1)
