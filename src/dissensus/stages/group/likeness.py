"""How alike articles are, pair by pair, for the articles of a week beside those of the weeks before it.

Likeness is the cosine of two bags of words. All pairs above `LEAST` are found by an inverted index, a block of rows at a time,
so that memory stays bounded by the window.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dissensus.records import Bag, Gist

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float64]]
    Places = np.ndarray[Any, np.dtype[np.int64]]

LEAST = 0.08  # likeness below which two articles are never of one event: of gold pairs 1 in 200 lies below (bench/stories.py)
BACKGROUND = 200  # articles that a small window is thought to stand among, where rarity is reckoned from it
CELLS = 4_000_000  # of a block of rows beside the whole window: 32 MB
DIGITS = 6  # of a likeness: what is beyond differs between processors
# What is taken for the likeness of a near article that a small corpus does not hold: five files on one matter say nothing of
# how alike accounts of other events would be. At 0.2 gold stories lose 0.007 (B-cubed), at 0.5 Giveme5W1H 0.001.
ORDINARY = 0.3
UNTOLD = 0.5  # share of no words that another article tells
NEAREST = (3, 10, 30)  # how many of the greatest likenesses of an article tell how crowded its neighbourhood is


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of articles by their places, the later one `second`: likeness of their bodies, headlines and beginnings, the
    days between them, -1 where a date is unknown; the share of an article's opening that the other tells, the lesser and the
    greater of the two, and the greater share of the names in it; likeness of their numbers, and 1 where both tell numbers,
    or weekdays, and none is the same."""

    first: Places
    second: Places
    body: Floats
    title: Floats
    lead: Floats
    days: Floats
    opening_least: Floats
    opening_most: Floats
    called: Floats
    numbers: Floats
    other_numbers: Floats
    other_weekdays: Floats


def find_pairs(gists: Sequence[Gist], new: int) -> Pairs:
    """The pairs above `LEAST` that have one of the last `new` articles as the later one; an article with a later one only
    counts once."""
    import numpy as np

    frequencies = _frequencies(gists)

    def rows(bags: Iterable[Bag]) -> list[dict[str, float]]:
        return [_weighed(g, bag, frequencies) for g, bag in zip(gists, bags, strict=True)]

    body = _Matrix.of(rows(g.body for g in gists))
    first, second, likeness = body.products(len(gists) - new, LEAST)
    title, lead, numbers = (
        _Matrix.of(rows(bags)).dots(first, second)
        for bags in ([g.title for g in gists], [g.lead for g in gists], [g.numbers for g in gists])
    )
    opening = _shares(gists, rows(g.opening for g in gists), first, second)
    called = _shares(gists, rows(g.called for g in gists), first, second)
    counted = np.array([bool(g.numbers.words) for g in gists], dtype=bool)
    week = np.array([sum(1 << n for n in g.weekdays) for g in gists], dtype=np.int64)
    named = (week[first] > 0) & (week[second] > 0)
    day = np.array([date.fromisoformat(g.day).toordinal() if g.day else -1 for g in gists], dtype=np.int64)
    apart = np.abs(day[first] - day[second]).astype(np.float64)
    apart[(day[first] < 0) | (day[second] < 0)] = -1
    return Pairs(
        first,
        second,
        likeness,
        title,
        lead,
        apart,
        np.minimum(*opening),
        np.maximum(*opening),
        np.maximum(*called),
        numbers,
        (counted[first] & counted[second] & (numbers == 0)).astype(np.float64),
        (named & (week[first] & week[second] == 0)).astype(np.float64),
    )


def _shares(
    gists: Sequence[Gist], rows: Sequence[dict[str, float]], first: Places, second: Places
) -> tuple[Floats, Floats]:
    """Of each pair what share of the words of the one, by weight, stands among the kept words of the other, and the other
    way round; `UNTOLD` for an article that has no such words."""
    import numpy as np

    told = [dict.fromkeys((*g.body.words, *g.title.words, *g.lead.words), 1.0) for g in gists]
    numbers = _numbered([*rows, *told])
    shares, kept = _Matrix.of(rows, numbers, _sum), _Matrix.of(told, numbers, None)
    empty = np.array([not row for row in rows], dtype=bool)

    def share(one: Places, other: Places) -> Floats:
        return np.where(empty[one], UNTOLD, kept.dots(other, one, shares))

    return share(first, second), share(second, first)


def nearness(pairs: Pairs, count: int, new: int) -> Floats:
    """For each of the last `new` of `count` articles the means of its three, ten and thirty greatest likenesses, to earlier
    articles and to the new ones; `ORDINARY` for each that is not there."""
    import numpy as np

    start = count - new
    back = pairs.first >= start  # pairs of two new ones count for both
    at = np.concatenate([pairs.second, pairs.first[back]]) - start
    likeness = np.concatenate([pairs.body, pairs.body[back]])
    order = np.lexsort((-likeness, at))
    at, likeness = at[order], likeness[order]
    starts = np.searchsorted(at, np.arange(new + 1))
    sums = np.concatenate([[0.0], np.cumsum(likeness)])
    out = np.zeros((new, len(NEAREST)))
    for column, most in enumerate(NEAREST):
        ends = np.minimum(starts[:-1] + most, starts[1:])
        counts = ends - starts[:-1]
        out[:, column] = (sums[ends] - sums[starts[:-1]] + ORDINARY * (most - counts)) / most
    return np.round(out, DIGITS)


def mean_bag(gists: Sequence[Gist], most: int) -> Bag:
    """The mean of the bodies of some articles, each at length one; its `most` heaviest words."""
    frequencies = _frequencies(gists)
    sums: dict[str, float] = defaultdict(float)
    for gist in gists:
        weights = _weighed(gist, gist.body, frequencies)
        length = _length(weights) * len(gists)
        for word, weight in weights.items():
            sums[word] += weight / length
    heaviest = sorted(sums.items(), key=lambda x: (-round(x[1], DIGITS), x[0]))[:most]
    return Bag(tuple(w for w, _ in heaviest), tuple(round(x, DIGITS) for _, x in heaviest))


def product(weights: Mapping[str, float], other: Bag) -> float:
    """The sum over the words that two bags share, the one given by the weight of each word: of two means of bodies the mean
    likeness of their articles."""
    return sum(x * weights.get(w, 0.0) for w, x in zip(other.words, other.weights, strict=True))


def _frequencies(gists: Sequence[Gist]) -> dict[str | None, Counter[str]]:
    """In how many articles each word stands, by language, where no table tells; under "" how many articles there are."""
    out: dict[str | None, Counter[str]] = {}
    for gist in gists:
        if not gist.rarity:
            here = out.setdefault(gist.language, Counter())
            here.update(gist.body.words)
            here[""] += 1
    return out


def _weighed(gist: Gist, bag: Bag, frequencies: dict[str | None, Counter[str]]) -> dict[str, float]:
    weights = dict(zip(bag.words, bag.weights, strict=True))
    if gist.rarity:
        return weights
    here = frequencies[gist.language]
    return {w: x * math.log((here[""] + BACKGROUND) / (here[w] + 1)) for w, x in weights.items()}


def _length(weights: dict[str, float]) -> float:
    return math.sqrt(sum(x * x for x in weights.values())) or 1.0


def _sum(weights: dict[str, float]) -> float:
    return sum(weights[w] for w in sorted(weights)) or 1.0


def _numbered(rows: Sequence[dict[str, float]]) -> dict[str, int]:
    """The number of each word, in the order of letters."""
    return {word: n for n, word in enumerate(sorted({w for row in rows for w in row}))}


@dataclass(frozen=True, slots=True)
class _Matrix:
    """Bags as rows, at length one if nothing else is asked: `starts` of the rows in `words` and `weights`, words numbered in
    the order of letters."""

    starts: Places
    words: Places
    weights: Floats
    width: int

    @classmethod
    def of(
        cls,
        rows: Sequence[dict[str, float]],
        numbers: Mapping[str, int] | None = None,
        measure: Callable[[dict[str, float]], float] | None = _length,
    ) -> _Matrix:
        """Rows divided by what `measure` tells of them; matrices whose `numbers` are the same can be multiplied."""
        import numpy as np

        numbers = _numbered(rows) if numbers is None else numbers
        starts = np.zeros(len(rows) + 1, dtype=np.int64)
        np.cumsum([len(row) for row in rows], out=starts[1:])
        words = np.fromiter((numbers[w] for row in rows for w in sorted(row)), dtype=np.int64, count=int(starts[-1]))
        weights = np.empty(int(starts[-1]))
        for start, row in zip(starts, rows, strict=False):
            length = measure(row) if measure else 1.0
            weights[start : start + len(row)] = [row[w] / length for w in sorted(row)]
        return cls(starts, words, weights, len(numbers) + 1)

    def products(self, start: int, least: float) -> tuple[Places, Places, Floats]:
        """Rows from `start` on with all rows before them: places and products, those of at least `least`, in order."""
        import numpy as np

        count = len(self.starts) - 1
        rows = np.repeat(np.arange(count), np.diff(self.starts))
        order = np.argsort(self.words, kind="stable")
        owners, values = rows[order], self.weights[order]
        columns = np.searchsorted(self.words[order], np.arange(self.width + 1))
        found: list[tuple[Places, Places, Floats]] = []
        # So many rows at a time that neither their products with all rows nor what these are summed of is more than CELLS.
        work = np.concatenate([[0], np.cumsum((columns[1:] - columns[:-1])[self.words])])[self.starts]
        height = max(1, CELLS // max(count, 1))
        top = start
        while top < count:
            bottom = int(np.searchsorted(work, work[top] + CELLS, side="right")) - 1
            bottom = min(max(bottom, top + 1), top + height, count)
            here = slice(int(self.starts[top]), int(self.starts[bottom]))
            words = self.words[here]
            lengths = columns[words + 1] - columns[words]
            ends = np.cumsum(lengths)
            total = int(ends[-1]) if len(ends) else 0
            places = np.arange(total) - np.repeat(ends - lengths - columns[words], lengths)
            cells = np.repeat((rows[here] - top) * count, lengths) + owners[places]
            scores = values[places] * np.repeat(self.weights[here], lengths)
            flat: Floats = np.round(np.bincount(cells, weights=scores, minlength=(bottom - top) * count), DIGITS)
            hit = np.flatnonzero(flat >= least)
            second, first = (hit // count + top).astype(np.int64), (hit % count).astype(np.int64)
            keep = first < second
            found.append((first[keep], second[keep], flat[hit[keep]]))
            top = bottom
        if not found:
            nothing = np.zeros(0, dtype=np.int64)
            return nothing, nothing, np.zeros(0)
        first, second, score = (np.concatenate(part) for part in zip(*found, strict=True))
        return first, second, score

    def dots(self, first: Places, second: Places, of: _Matrix | None = None) -> Floats:
        """The products of pairs of rows, the second ones `of` another matrix if it is given."""
        import numpy as np

        of = of or self
        out = np.zeros(len(first))
        if not len(self.words) or not len(of.words):
            return out
        rows = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        keys = rows * self.width + self.words
        lengths = np.diff(of.starts)
        step = max(1, CELLS // max(int(lengths.max()), 1))
        for top in range(0, len(first), step):
            one, other = first[top : top + step], second[top : top + step]
            count = lengths[other]
            ends = np.cumsum(count)
            places = np.arange(int(ends[-1])) - np.repeat(ends - count - of.starts[other], count)
            asked = np.repeat(one, count) * self.width + of.words[places]
            at = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
            score = np.where(keys[at] == asked, self.weights[at] * of.weights[places], 0.0)
            pair = np.repeat(np.arange(len(one)), count)
            out[top : top + step] = np.bincount(pair, weights=score, minlength=len(one))
        return np.round(out, DIGITS)
