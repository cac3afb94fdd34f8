"""Claims from pairs of statements that oppose each other or say the same.

    items -> pairs with signs -> the pairs that matter -> the net -> chances -> signed clusters

Signs alone rank the pairs of a storyline; the net reads the few that each statement may answer to; both together give the
chance that the two oppose each other and that they say the same. Clusters grow by the mean of these chances over all pairs
between two of them, each with the sign under which they fit best (average linkage on a signed graph).
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from dissensus.stages.link.alike import Pairs, pairs
from dissensus.stages.link.claims import TELLING, Cluster, Item
from dissensus.stages.link.told_as import all_worded
from dissensus.stages.link.weights import JUDGED_OPPOSED, JUDGED_SAME, SEEN_OPPOSED, SEEN_SAME

if TYPE_CHECKING:
    from dissensus.langs import Language

Array = Any

# How many pairs the net reads, by the chances from their signs: 38 an article of the judged stories. With 26 of them F1 is 0.005
# to 0.01 lower there, with 55 no higher.
OF_A_DENIAL = 12  # pairs of each statement with a denying word
OF_A_NEGATION = 3  # of each other negative one
AN_ARTICLE = 12  # and the best of the storyline, as many times its articles
ALIKE_AN_ARTICLE = 7  # that may say the same

# What the text itself ties: a claim told inside its denial, and what a denial points back at (of 64 in the judged stories 35
# are opposed, 8 say the same).
TOLD_INSIDE = 0.95
POINTED_AT = 0.55

SAME_AS_DENIED = 0.5  # of the chance that an assertion and what denies in words say the same
# Mean chance between two clusters, from which they are one. At 0.02, 0.025, 0.03 and 0.04 F1 on the judged stories is within 0.01,
# and the share of positions that are right rises (0.60, 0.62, 0.64, 0.70) as that of those found falls.
JOINED = 0.025
ACROSS = 0.25  # of a chance, between two stories of a storyline, where pairs are many and seldom meant; nothing was judged there
LEAST = 0.02  # a chance that counts


class PairJudge(Protocol):
    """Reads pairs of texts. `name` tells the net and its version, for the maker of each claim."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def languages(self) -> Container[str]:
        """The codes of the languages that it reads."""

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[float, float, float]]:
        """How likely the two of each pair say the same, oppose each other, or do neither."""


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


def claims(items: Sequence[Item], names: Mapping[str, str], language: Language, judge: PairJudge) -> list[Cluster]:
    """Claims of a storyline: every one with a denial, or with statements on two sides. `names` are those of speakers by
    their ids."""
    found = judged(items, names, language, judge)
    groups = grouped(len(items), found)
    known = {
        frozenset((a, b)): n for n, (a, b) in enumerate(zip(found.left.tolist(), found.right.tolist(), strict=True))
    }
    out = []
    for group in groups:
        if len(set(group.values())) == 2 or any(items[i].sign < 0 and items[i].explicit for i in group):
            out.append(_cluster(items, _upright(items, group), found, known))
    return out


def judged(items: Sequence[Item], names: Mapping[str, str], language: Language, judge: PairJudge) -> Pairs:
    """The pairs that the net read, with the chances that signs and net together give."""
    import numpy as np

    near = pairs(items, names, language, SEEN_OPPOSED, SEEN_SAME)
    tied = ties(near, items)
    rows = chosen(near, items, tied)
    near, tied = near.part(rows), tied[rows]
    texts = all_worded(items, names, language)
    read = judge([(texts[i], texts[j]) for i, j in zip(near.left.tolist(), near.right.tolist(), strict=True)])
    known = evidence(near, np.array(read, float).reshape(-1, 3))
    across = np.array(
        [1.0 if items[i].story == items[j].story else ACROSS for i, j in zip(near.left, near.right, strict=True)]
    )
    opposed, same = JUDGED_OPPOSED(known) * across, JUDGED_SAME(known) * across
    denied = np.array(
        [items[i].explicit and items[i].sign * items[j].sign < 0 for i, j in zip(near.left, near.right, strict=True)]
    )
    same = np.where(denied, SAME_AS_DENIED, 1.0) * same
    return replace(near, opposed=np.maximum(opposed, tied), same=np.where(tied > 0, 0.0, same))


def ties(near: Pairs, items: Sequence[Item]) -> Array:
    """How surely the text itself sets the two of each pair against each other; 0 where it says nothing."""
    import numpy as np

    out = np.zeros(len(near))
    for row, (i, j) in enumerate(zip(near.left.tolist(), near.right.tolist(), strict=True)):
        denial, other = items[i], items[j]
        if not denial.explicit or denial.sign > 0 or other.sign < 0:
            continue
        if other.statement.parent == denial.statement.id and other.statement.because[0] in TELLING:
            out[row] = TOLD_INSIDE
        elif denial.inherits == other.statement.id:
            out[row] = POINTED_AT
    return out


def evidence(near: Pairs, read: Array) -> Array:
    """All that is known of pairs (rows x numbers): their signs, what the signs say, and what the net says."""
    import numpy as np

    chances = np.column_stack([near.opposed, near.same, read])
    return np.hstack([near.signs, np.log(chances + 1e-5) - np.log(1 - chances + 1e-5)])


def chosen(near: Pairs, items: Sequence[Item], tied: Array | None = None) -> Array:
    """The rows of the pairs that the net reads: the best of each denial, of each negative statement, and of all; and what the
    text itself ties."""
    import numpy as np

    articles = len({i.statement.article for i in items})
    most = [OF_A_DENIAL * i.explicit or OF_A_NEGATION if i.sign < 0 else 0 for i in items]
    order = np.argsort(-near.opposed, kind="stable")
    rows = set(order[: AN_ARTICLE * articles].tolist())
    rows |= set(np.argsort(-near.same, kind="stable")[: ALIKE_AN_ARTICLE * articles].tolist())
    rows |= set(np.flatnonzero(tied).tolist()) if tied is not None else set()
    seen: Counter[int] = Counter()
    for row in order.tolist():
        i, j = int(near.left[row]), int(near.right[row])
        if seen[i] < most[i] or seen[j] < most[j]:
            rows.add(row)
        seen[i] += 1
        seen[j] += 1
    return np.array(sorted(rows), int)


def grouped(number: int, found: Pairs) -> list[dict[int, int]]:
    """Clusters of items by place, each with its sign: the two with the best mean chance are joined until none has enough.
    Near-linear in pairs: only clusters with a pair between them are ever compared."""
    bonds: dict[int, dict[int, Bond]] = defaultdict(dict)
    columns = (found.left.tolist(), found.right.tolist(), found.same.tolist(), found.opposed.tolist())
    for i, j, same, opposed in zip(*columns, strict=True):
        if max(same, opposed) >= LEAST:
            bonds[i][j] = bonds[j][i] = Bond(same, opposed)
    members = {i: {i: 1} for i in range(number)}

    def best(x: int, y: int) -> tuple[float, int]:
        return bonds[x][y].mean(len(members[x]) * len(members[y]))

    heap = [(-best(x, y)[0], x, y) for x in bonds for y in bonds[x] if x < y and best(x, y)[0] >= JOINED]
    heapq.heapify(heap)
    while heap:
        strength, x, y = heapq.heappop(heap)
        if x not in members or y not in members or y not in bonds[x] or best(x, y)[0] != -strength:
            continue
        sign = best(x, y)[1]
        members[x] |= {i: s * sign for i, s in members.pop(y).items()}
        for z, bond in bonds.pop(y).items():
            del bonds[z][y]
            if z != x:
                bonds[x][z] = bonds[z][x] = bonds[x].get(z, Bond(0.0, 0.0)) + bond.turned(sign)
        for z in bonds[x]:
            if (mean := best(x, z)[0]) >= JOINED:
                heapq.heappush(heap, (-mean, min(x, z), max(x, z)))
    return list(members.values())


def _upright(items: Sequence[Item], group: Mapping[int, int]) -> dict[int, int]:
    """A cluster turned so that those who deny are on the denying side."""
    turned = sum(items[i].sign * sign for i, sign in group.items()) < 0
    return {i: -sign if turned else sign for i, sign in group.items()}


def _cluster(
    items: Sequence[Item], group: Mapping[int, int], found: Pairs, known: Mapping[frozenset[int], int]
) -> Cluster:
    """Each statement with its surest pair: against the other side, or through what says the same."""
    out = Cluster()
    against: dict[int, tuple[float, int]] = {}
    alike: dict[int, tuple[float, int]] = {}
    places = sorted(group)
    for n, i in enumerate(places):
        for j in places[:n]:
            row = known.get(frozenset((i, j)))
            if row is None:
                continue
            same_side = group[i] == group[j]
            table, chance = (alike, found.same[row]) if same_side else (against, found.opposed[row])
            for one, other in ((i, j), (j, i)):
                if float(chance) > table.get(one, (0.0, -1))[0]:
                    table[one] = (float(chance), other)
    for i in places:
        chance, other = against.get(i, (0.0, -1))
        why = "opposes"
        if i in alike and (through := alike[i][0] * against.get(alike[i][1], (0.0, -1))[0]) > chance:
            chance, other, why = through, alike[i][1], "says the same as"
        alone = 1.0 if len(places) == 1 else LEAST  # beside others, what no read pair ties to them is hardly on it
        out.items.append((items[i], group[i], chance or alone, _because(items, i, other, why, chance)))
    return out


def _because(items: Sequence[Item], i: int, other: int, why: str, chance: float) -> tuple[str, ...]:
    first = ("denies",) if items[i].explicit and items[i].sign < 0 else ()
    if other < 0:
        return first or ("stands alone",)
    a, b = items[i].bag, items[other].bag
    shared = sorted(a.keys() & b.keys(), key=lambda c: (-a[c], c))[:5]
    words = (f"shares: {c}" for c in shared if not c.startswith("~"))
    return (*first, f"{why} another of this claim: {chance:.2f}", *words)
