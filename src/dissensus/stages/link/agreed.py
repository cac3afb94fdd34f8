"""Which statements of several articles tell the same, and which have nothing near them anywhere else.

    pairs that share words -> how alike two are -> stars: one statement in the middle, round it what says the same

By words alone, which anybody can look up: the net of contexts was taught what stands in one dispute, and gives what nobody disputes
next to no chance. A statement that nothing else comes near is told in one article only, as far as words show it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dissensus.records import Edge, Maker, Quantity, Relation, Verdict, make_id
from dissensus.stages.link.alike import Pairs
from dissensus.stages.link.claims import Item, likeness
from dissensus.stages.link.weights import SIGNS

# From which likeness and which cosine two statements tell the same: of two speakers, and of one who says it in two articles.
# Likeness alone calls it the same where a few words stand in a long sentence that says much else.
ALIKE, ALIKE_COSINE = 0.6, 0.42
ONES_OWN, ONES_OWN_COSINE = 0.5, 0.38
NEAR = 0.3  # likeness from which something near is told elsewhere
MIN_SHARED = 3  # concepts; what two texts share beside is mostly names
LEAST_COSINE = 0.12  # what is alike less is never near
COSINE = SIGNS.index("word_likeness")
WORDS_TOLD = 5  # shared words that an edge names


class Likeness(NamedTuple):
    """How much two statements speak of the same: the mean of cosine and of the share of the smaller one, and the cosine."""

    score: float
    cosine: float


def agreed(items: Sequence[Item], found: Pairs, quantities: Sequence[Quantity], maker: Maker) -> Iterator[Edge]:
    """Edges of what several articles of a story tell: from what says the same to the statement in the middle of its star; unsure,
    to the statement that comes nearest in an article outside its star; and, where there is neither, to the story, with the verdict
    that it tells no such thing elsewhere. Stories of one article have none, nor has what says too little to be compared (`these
    claims`)."""
    near = _near(items, found)
    same = _same(items, near, _figures(items, quantities))
    centre = _stars(items, same)
    stars = _articles(items, centre)
    told_in: dict[str, set[str]] = defaultdict(set)
    for item in items:
        told_in[item.story].add(item.statement.article)
    for i, item in enumerate(items):
        star = stars.get(centre.get(i, -1), {item.statement.article})
        if centre.get(i, i) != i:
            yield _edge(item, items[centre[i]], Verdict.SAME, near[i][centre[i]].score, maker)
        others = [j for j in near.get(i, ()) if items[j].statement.article not in star]
        if others:
            j = max(others, key=lambda j: (near[i][j].score, -j))
            yield _edge(item, items[j], Verdict.UNSURE, near[i][j].score, maker)
        elif i not in centre and len(told_in[item.story]) > 1 and len(item.bag) >= MIN_SHARED:
            yield _alone(item, maker)


def _articles(items: Sequence[Item], centre: Mapping[int, int]) -> dict[int, set[str]]:
    """By the middle of a star the articles in it."""
    out: dict[int, set[str]] = defaultdict(set)
    for i, middle in centre.items():
        out[middle].add(items[i].statement.article)
    return out


def _near(items: Sequence[Item], found: Pairs) -> dict[int, dict[int, Likeness]]:
    """Of each item those of other articles of its story that are near it, with how alike they are."""
    out: dict[int, dict[int, Likeness]] = defaultdict(dict)
    cosine = found.signs[:, COSINE]
    likely = cosine >= LEAST_COSINE
    columns = (found.left[likely].tolist(), found.right[likely].tolist(), cosine[likely].tolist())
    for i, j, near in zip(*columns, strict=True):
        one, other = items[i], items[j]
        if one.statement.article != other.statement.article and one.story == other.story:
            score = likeness(one.bag, other.bag)
            if score >= NEAR:
                out[i][j] = out[j][i] = Likeness(score, near)
    return out


def _figures(items: Sequence[Item], quantities: Sequence[Quantity]) -> list[frozenset[float]]:
    """The figures in each item."""
    by_article: dict[str, list[Quantity]] = defaultdict(list)
    for one in quantities:
        by_article[one.span.article].append(one)
    return [
        frozenset(
            one.value
            for one in by_article[item.statement.article]
            for span in item.statement.content
            if span.part == one.span.part and span.start <= one.span.start and one.span.end <= span.end
        )
        for item in items
    ]


def _same(
    items: Sequence[Item], near: Mapping[int, Mapping[int, Likeness]], figures: Sequence[frozenset[float]]
) -> dict[int, list[int]]:
    """Of each item those that say the same: on one side, with no other figures, alike enough."""

    def say_the_same(i: int, j: int, like: Likeness) -> bool:
        one, other = items[i], items[j]
        mine = one.holder is not None and one.holder == other.holder
        least = Likeness(ONES_OWN, ONES_OWN_COSINE) if mine else Likeness(ALIKE, ALIKE_COSINE)
        return (
            like.score >= least.score
            and like.cosine >= least.cosine
            and one.sign == other.sign
            and len(one.bag.keys() & other.bag.keys()) >= MIN_SHARED
            and not (figures[i] and figures[j] and figures[i].isdisjoint(figures[j]))
        )

    return {i: [j for j, like in others.items() if say_the_same(i, j, like)] for i, others in near.items()}


def _stars(items: Sequence[Item], same: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """For each item that says the same as others the one in the middle of its star: what most articles tell comes first. A chain
    of likenesses would end at something else than it began with."""

    def told_in(i: int) -> int:
        return len({items[j].statement.article for j in same[i]})

    out: dict[int, int] = {}
    for i in sorted(same, key=lambda i: (-told_in(i), -len(items[i].bag), i)):
        if i not in out and (free := [j for j in same[i] if j not in out]):
            out[i] = i
            out |= dict.fromkeys(free, i)
    return out


def _alone(item: Item, maker: Maker) -> Edge:
    left = item.statement.id
    id_ = make_id("edge", Relation.TOLD_ALIKE, left, item.story)
    because = ("no other article comes near it",)
    return Edge(id_, left, item.story, Relation.TOLD_ALIKE, Verdict.DIFFERENT, 1 - NEAR, because, maker)


def _edge(one: Item, other: Item, verdict: Verdict, score: float, maker: Maker) -> Edge:
    left, right = one.statement.id, other.statement.id
    words = sorted(
        (c for c in one.bag.keys() & other.bag.keys() if not c.startswith("~")), key=lambda c: (-one.bag[c], c)
    )
    because = tuple(f"shares: {word}" for word in words[:WORDS_TOLD])
    return Edge(
        make_id("edge", Relation.TOLD_ALIKE, left, right),
        left,
        right,
        Relation.TOLD_ALIKE,
        verdict,
        score,
        because,
        maker,
    )
