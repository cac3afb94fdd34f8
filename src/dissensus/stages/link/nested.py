"""Clusters of statements inside each other, and which of them are disputes.

    pairs with chances -> clusters that grow, two by two -> numbers of each -> the chance that a reader lists it -> those apart

What belongs to one dispute has no one bound: two sentences may be all of it, or twenty in ten articles, and a cluster that grows
on takes in the next dispute. So every cluster on the way is kept. One model says of each how likely a careful reader lists what
stands in it as a dispute, another how likely the two that grew into it are of one dispute, which nobody lists twice; and those
clusters are taken that together are worth most.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dissensus.stages.link.alike import Pairs
from dissensus.stages.link.claims import Item

if TYPE_CHECKING:
    from dissensus.stages.link.weights import Model

Array = Any

GROWN = 0.02  # mean chance between two clusters, from which they grow into one; between 0.015 and 0.03 it makes no difference
LEAST = 0.02  # a chance that counts for that
# Of the chance that two say the same, as far as clusters grow by it: more (0.25) joins what only shares a topic, none at all is as
# good on the judged stories and worse on large ones.
ALIKE = 0.1
# How much of what a cluster is worth one that takes in more has to be worth: a reader wants all who speak to a dispute. With 1 F1
# on the judged stories is 0.007 higher, and accounts of one dispute fall apart by articles.
WORTH_MORE = 0.9
ONE_MATTER = 0.3  # chance that two told claims say the same, from which who denies both in an article denies one thing
SUREST = 12  # pairs of a cluster that are remembered
NOTHING = 1e-4  # stands for a chance of nothing

# What is known of a cluster, in this order; chances as logarithms of their odds.
NUMBERS = (
    "surest_opposed", "denied_in_words", "statements", "mean_opposed", "mean_alike", "any_alike", "second_opposed",
    "surest_of_others", "statements_of_its_stories",
)  # fmt: skip
# What is known of how two clusters grew into one, in this order: the mean chance by which they did, and the mean chances between
# them that statements on two sides oppose each other, and that those on one side say the same. So, too.
JOINS = ("by", "opposed_between", "alike_between")


@dataclass(slots=True)
class Nest:
    """A cluster: its statements by place, each with its sign, such that those who deny are on the negative side; the two in it
    that it grew from (`inside`), where they are clusters themselves, and the one that it grows into (`within`), by place.
    `numbers` are known of it, `joins` of how the two grew into one. `two_sided` tells that two speakers, or one in two articles,
    may stand against each other in it."""

    members: dict[int, int]
    numbers: tuple[float, ...]
    joins: tuple[float, ...]
    two_sided: bool
    inside: tuple[int, ...]
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Bond:
    """How two clusters hang together: the sums of the chances that their statements say the same, and oppose each other."""

    same: float
    opposed: float

    def turned(self, sign: int) -> Bond:
        """The same if one of the two changes its sign."""
        return self if sign > 0 else Bond(self.opposed, self.same)

    def __add__(self, other: Bond) -> Bond:
        """The bond of what was two clusters."""
        return Bond(self.same + other.same, self.opposed + other.opposed)

    def mean(self, pairs: int) -> tuple[float, int]:
        """The better mean over all pairs, and the sign of the one cluster towards the other that gives it."""
        return (self.same / pairs, 1) if self.same >= self.opposed else (self.opposed / pairs, -1)


@dataclass(slots=True)
class _Side:
    """One side of a cluster that grows: how many statements, how many that deny in words, who holds them, and the sum of their
    signs."""

    statements: int = 0
    denials: int = 0
    signs: int = 0
    holders: set[str] = field(default_factory=set)

    def __iadd__(self, other: _Side) -> _Side:
        self.statements += other.statements
        self.denials += other.denials
        self.signs += other.signs
        self.holders |= other.holders
        return self


@dataclass(slots=True)
class _Growing:
    """A cluster while it grows; `sides` are those of the signs 1 and -1, `surest` its surest opposed pairs."""

    members: dict[int, int]
    sides: dict[int, _Side]
    articles: set[str]
    stories: set[str]
    opposed: float = 0.0
    same: float = 0.0
    surest: list[tuple[float, int, int]] = field(default_factory=list)
    nest: int | None = None
    answers: list[_Answer] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a speaker denies in an article by the text itself: the place of what is denied."""

    holder: str
    article: str
    denied: int


def nested(items: Sequence[Item], found: Pairs) -> list[Nest]:
    """Every cluster on the way: the two with the best mean chance grow into one until none has enough. What is inside another
    comes before it. Near-linear in pairs: only clusters with a pair between them are ever compared. Clusters grow by what the
    text ties, too; their numbers are of the chances alone."""
    near = _by_item(found, found.opposed)
    bonds: dict[int, dict[int, Bond]] = defaultdict(dict)
    for i, others in _by_item(found, found.against).items():
        for j, (same, opposed) in others.items():
            if max(ALIKE * same, opposed) >= LEAST:
                bonds[i][j] = Bond(ALIKE * same, opposed)
    here = {i: _alone(i, items[i]) for i in bonds}
    for row in found.tied.nonzero()[0].tolist():
        denial, denied = int(found.left[row]), int(found.right[row])
        if (holder := items[denial].holder) is not None:
            here[denial].answers.append(_Answer(holder, items[denial].statement.article, denied))
    size = Counter(item.story for item in items)
    out: list[Nest] = []

    def best(x: int, y: int) -> tuple[float, int]:
        return bonds[x][y].mean(len(here[x].members) * len(here[y].members))

    heap = [(-best(x, y)[0], x, y) for x in bonds for y in bonds[x] if x < y and best(x, y)[0] >= GROWN]
    heapq.heapify(heap)
    while heap:
        strength, x, y = heapq.heappop(heap)
        if x not in here or y not in here or y not in bonds[x] or best(x, y)[0] != -strength:
            continue
        if _other_matter(here[x], here[y], near):
            continue
        sign = best(x, y)[1]
        inside = tuple(one.nest for one in (here[x], here[y]) if one.nest is not None)
        between = _join(here[x], here.pop(y), sign, near)
        here[x].nest = len(out)
        for place in inside:
            out[place].within = len(out)
        out.append(_nest(here[x], (_odds(-strength), *between), inside, size))
        for z, bond in bonds.pop(y).items():
            del bonds[z][y]
            if z != x:
                bonds[x][z] = bonds[z][x] = bonds[x].get(z, Bond(0.0, 0.0)) + bond.turned(sign)
        for z in bonds[x]:
            if (mean := best(x, z)[0]) >= GROWN:
                heapq.heappush(heap, (-mean, min(x, z), max(x, z)))
    return out


def _by_item(found: Pairs, opposed: Array) -> dict[int, dict[int, tuple[float, float]]]:
    """Of each item those that it is compared with, and the chances that they say the same and are opposed."""
    near: dict[int, dict[int, tuple[float, float]]] = defaultdict(dict)
    columns = (found.left.tolist(), found.right.tolist(), found.same.tolist(), opposed.tolist())
    for i, j, same, chance in sorted(zip(*columns, strict=True)):
        near[i][j] = near[j][i] = (same, chance)
    return dict(sorted(near.items()))


def _alone(place: int, item: Item) -> _Growing:
    side = _Side(1, int(item.explicit and item.sign < 0), item.sign, {item.holder or item.statement.id})
    return _Growing({place: 1}, {1: side, -1: _Side()}, {item.statement.article}, {item.story})


def _other_matter(one: _Growing, other: _Growing, near: Mapping[int, Mapping[int, tuple[float, float]]]) -> bool:
    """Does a speaker deny one thing here and another there, in one article and by the text itself. What is denied twice in other
    words is one thing."""
    return any(
        (a.holder, a.article) == (b.holder, b.article)
        and a.denied != b.denied
        and near[a.denied].get(b.denied, (0.0, 0.0))[0] < ONE_MATTER
        for a in one.answers
        for b in other.answers
    )


def _join(
    one: _Growing, other: _Growing, sign: int, near: Mapping[int, Mapping[int, tuple[float, float]]]
) -> tuple[float, float]:
    """The one takes in the other, with its signs turned where `sign` is negative. The last two of `JOINS`."""
    if sign < 0:
        other.members = {i: -s for i, s in other.members.items()}
        other.sides = {s: other.sides[-s] for s in (1, -1)}
    few, many = sorted((one.members, other.members), key=len)
    between = [(i, j, near[i][j]) for i in few for j in _both(near[i], many)]
    across = [(-opposed, min(i, j), max(i, j)) for i, j, (_, opposed) in between if few[i] != many[j]]
    alike = math.fsum(same for i, j, (same, _) in between if few[i] == many[j])
    opposed = -math.fsum(chance for chance, *_ in across)
    beside = sum(one.sides[side].statements * other.sides[side].statements for side in (1, -1))
    apart = len(one.members) * len(other.members) - beside
    one.surest += across
    one.answers += other.answers
    one.opposed += opposed + other.opposed
    one.same += alike + other.same
    one.surest = sorted(one.surest + other.surest)[:SUREST]
    one.members |= other.members
    one.articles |= other.articles
    one.stories |= other.stories
    for side in (1, -1):
        one.sides[side] += other.sides[side]
    return _odds(opposed / apart if apart else 0.0), _odds(alike / beside if beside else 0.0)


def _both(one: Mapping[int, object], other: Mapping[int, object]) -> Iterator[int]:
    few, many = sorted((one, other), key=len)
    return (i for i in few if i in many)


def _nest(one: _Growing, joins: tuple[float, ...], inside: tuple[int, ...], size: Mapping[str, int]) -> Nest:
    """A cluster as it is now, turned so that those who deny are on the negative side. `size` counts the statements of stories."""
    turned = 1 if _denying(one.sides[1]) <= _denying(one.sides[-1]) else -1
    positive, negative = one.sides[turned], one.sides[-turned]
    across = positive.statements * negative.statements
    beside = sum(side.statements * (side.statements - 1) // 2 for side in (positive, negative))
    surest = [(-chance, i, j) for chance, i, j in one.surest]
    first = surest[0] if surest else (0.0, -1, -1)
    numbers = (
        _odds(first[0]),
        float(negative.denials > 0),
        math.log(len(one.members)),
        _odds(one.opposed / across if across else 0.0),
        _odds(one.same / beside) if beside else 0.0,
        float(beside > 0),
        _odds(surest[1][0] if len(surest) > 1 else 0.0),
        _odds(next((c for c, i, j in surest[1:] if not {i, j} & set(first[1:])), 0.0)),
        math.log(sum(size[story] for story in one.stories)),
    )
    several = len(positive.holders | negative.holders) > 1 or len(one.articles) > 1
    return Nest({i: s * turned for i, s in one.members.items()}, numbers, joins, bool(across) and several, inside)


def _denying(side: _Side) -> tuple[int, int]:
    """How much a side is the one that denies: by its denials in words, then by the signs of its statements."""
    return side.denials, -side.signs


def _odds(chance: float) -> float:
    held = min(max(chance, NOTHING), 1 - NOTHING)
    return math.log(held / (1 - held))


def listed(nests: Sequence[Nest], model: Model) -> list[float]:
    """How likely a careful reader lists each as a dispute; nothing where no two stand against each other."""
    chances = _asked(model, [one.numbers for one in nests])
    return [chance if one.two_sided else 0.0 for one, chance in zip(nests, chances, strict=True)]


def doubled(nests: Sequence[Nest], model: Model) -> list[float]:
    """How likely the two that grew into each are of one dispute, if both are disputes."""
    return _asked(model, [one.joins for one in nests])


def _asked(model: Model, rows: Sequence[tuple[float, ...]]) -> list[float]:
    import numpy as np

    if not rows:
        return []
    chances: list[float] = model(np.array(rows)).tolist()
    return chances


@dataclass(frozen=True, slots=True)
class _Taken:
    """Clusters in one, none inside another: what they are worth, their places, and the chance of the likeliest."""

    worth: float = 0.0
    places: tuple[int, ...] = ()
    likeliest: float = 0.0


def apart(
    nests: Sequence[Nest], chances: Sequence[float], doubles: Sequence[float], least: float, taken: Container[int] = ()
) -> list[int]:
    """Places of clusters of which none is inside another and which together are worth most: each what its chance is over `least`,
    and of two that grew into one what they are likely to be listed twice for is taken off. Those that are `taken`, hold one that
    is, or stand in one, are left out."""
    best: list[_Taken] = []
    holds = [False] * len(nests)
    for place, nest in enumerate(nests):
        holds[place] = place in taken or any(holds[one] for one in nest.inside)
        parts = [best[one] for one in nest.inside if best[one].places]
        twice = doubles[place] * min(one.likeliest for one in parts) if len(parts) > 1 else 0.0
        split = _Taken(
            sum(one.worth for one in parts) - twice,
            tuple(p for one in parts for p in one.places),
            max((one.likeliest for one in parts), default=0.0),
        )
        own = chances[place] - least
        if place in taken:
            split = _Taken()
        elif not holds[place] and own > 0 and own >= (WORTH_MORE if len(parts) == 1 else 1.0) * split.worth:
            split = _Taken(own, (place,), chances[place])
        best.append(split)
    return [p for place, nest in enumerate(nests) if nest.within is None for p in best[place].places]
