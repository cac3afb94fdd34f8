"""Claims from pairs of statements that oppose each other or say the same.

    items -> pairs with signs -> what their articles tell of them -> chances -> clusters inside clusters -> those that are disputes

A net reads each article once and compares all pairs that are near (`in_context`). Its scores and the signs that anybody can look
up give the chance that two statements oppose each other, and that they say the same. Clusters grow by these chances one inside
the other, and of each nest the one is a claim that is likeliest to be listed as a dispute (`nested`).
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dissensus.records import Act
from dissensus.stages.link.alike import Pairs, pairs
from dissensus.stages.link.claims import TELLING, Cluster, Item
from dissensus.stages.link.in_context import OPPOSED, SAME, Reader, in_context
from dissensus.stages.link.nested import ONE_MATTER, Nest, apart, doubled, listed, nested
from dissensus.stages.link.weights import JUDGED_OPPOSED, JUDGED_SAME, LISTED, ONE_DISPUTE, SEEN_OPPOSED, SEEN_SAME

if TYPE_CHECKING:
    from dissensus.langs import Language

Array = Any

# How surely two stand against each other by the text itself: a claim told inside its denial, and what a denial points back at.
TOLD_INSIDE = 0.95
POINTED_AT = 0.55

SAME_AS_DENIED = 0.5  # of the chance that an assertion and what denies in words say the same
ACROSS = 0.25  # of a chance, between two stories of a storyline, where pairs are many and seldom meant; nothing was judged there
# Chance that a statement of a claim opposes another, or says the same, from which that one is on the claim, too. On judged stories
# the share of positions that are found is 0.40 then instead of 0.37, and 0.55 of those told are right instead of 0.60.
ON_IT = 0.22
UNTIED = 0.02  # score of a statement that no pair ties to others of its claim

# Chances from which clusters are apart: first those that a reader may list, then, beside them, those that are merely possible.
SURE, POSSIBLE = 0.15, 0.1
# How likely a reader lists a denial, or a doubt, and what the text itself ties to it, if nothing else tells: 2 of 8 and 0 of 9 of
# those that are left on judged stories.
ANSWERED, DOUBTED = 0.25, 0.1


def claims(items: Sequence[Item], found: Pairs) -> list[Cluster]:
    """Claims of a storyline: what may be in dispute, and every denial that nothing stands against. `found` are its pairs, as
    `judged` gives them."""
    nests = nested(items, found)
    chances = listed(nests, LISTED)
    doubles = doubled(nests, ONE_DISPUTE)
    sure = apart(nests, chances, doubles, SURE)
    groups = with_others(items, [nests[place].members for place in sure], found)
    told: list[float | None] = [chances[place] for place in sure]
    for place in apart(nests, chances, doubles, POSSIBLE, taken=set(sure)):
        groups.append(_without(nests[place].members, groups[: len(sure)]))
        told.append(chances[place])
    for group in with_others(items, list(answers(found, groups)), found, taken=groups):
        groups.append(group)
        told.append(ANSWERED if any(items[i].statement.act is Act.DENIES for i in group) else DOUBTED)
    lone = _lone(items, nests, groups)
    known = {
        frozenset((a, b)): n for n, (a, b) in enumerate(zip(found.left.tolist(), found.right.tolist(), strict=True))
    }
    every = zip([*groups, *lone], [*told, *[None] * len(lone)], strict=True)
    return [_cluster(items, group, found, known, chance) for group, chance in every if group]


def _without(group: Mapping[int, int], others: Iterable[Mapping[int, int]]) -> dict[int, int]:
    """What of a cluster stands in none of the others."""
    return {i: sign for i, sign in group.items() if not any(i in other for other in others)}


def with_others(
    items: Sequence[Item],
    groups: Sequence[Mapping[int, int]],
    found: Pairs,
    taken: Iterable[Mapping[int, int]] = (),
) -> list[dict[int, int]]:
    """Clusters with what else is on them: what is in none goes where one statement most surely opposes it or says the same, the
    surest first; and through it what the same speaker says alike in another article. What the text ties to another goes with
    that one or nowhere, and what stands in clusters that are `taken` stays there."""
    out = [dict(group) for group in groups]
    of = {i: at for at, group in enumerate(out) for i in group}
    elsewhere = {i for group in taken for i in group}
    tied = {int(i) for row in found.tied.nonzero()[0] for i in (found.left[row], found.right[row])} - of.keys()
    near: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    columns = (found.left.tolist(), found.right.tolist(), found.same.tolist(), found.against.tolist())
    for left, right, same, opposed in zip(*columns, strict=True):
        chance, turned = (same, 1) if same > opposed else (opposed, -1)
        if chance > ON_IT:
            for one, other in ((left, right), (right, left)):
                if other not in of and other not in tied:
                    near[one].append((-chance, other, turned))
    heap = [(chance, i, j, turned) for j in of for chance, i, turned in near[j]]
    heapq.heapify(heap)
    while heap:
        _, i, j, turned = heapq.heappop(heap)
        sign = out[of[j]][j] * turned
        if i not in of and i not in elsewhere and not _turns(items, out[of[j]], i, sign):
            of[i] = of[j]
            out[of[i]][i] = sign
            for chance, other, turn in near[i]:
                if turn > 0 and _goes_on(items[i], items[other]):
                    heapq.heappush(heap, (chance, other, i, turn))
    return out


def _turns(items: Sequence[Item], group: Mapping[int, int], i: int, sign: int) -> bool:
    """Would a speaker stand against her own words in one article."""
    one = items[i]
    return one.holder is not None and any(
        other != sign and items[j].holder == one.holder and items[j].statement.article == one.statement.article
        for j, other in group.items()
    )


def _goes_on(one: Item, other: Item) -> bool:
    """Does a speaker speak in both, in two articles."""
    return one.holder is not None and one.holder == other.holder and one.statement.article != other.statement.article


def answers(found: Pairs, groups: Sequence[Mapping[int, int]]) -> list[dict[int, int]]:
    """Denials that stand in none of these clusters, each with what it answers by the text itself, if that is in none either:
    however unlikely it is that a reader lists these, nobody has to guess what is denied. Of what says the same one claim is
    made."""
    taken = {i for group in groups for i in group}
    out: list[dict[int, int]] = []
    of: dict[int, dict[int, int]] = {}
    for row in sorted(found.tied.nonzero()[0].tolist(), key=lambda row: (-found.tied[row], row)):
        pair = {int(found.left[row]): -1, int(found.right[row]): 1}
        if not taken & pair.keys():
            taken |= pair.keys()
            out.append(pair)
            of |= dict.fromkeys(pair, pair)
    for row in (found.same >= ONE_MATTER).nonzero()[0].tolist():
        one, other = (of.get(int(i)) for i in (found.left[row], found.right[row]))
        if one is None or other is None or one is other or one[int(found.left[row])] != other[int(found.right[row])]:
            continue
        one |= other
        of |= dict.fromkeys(other, one)
        out = [group for group in out if group is not other]
    return out


def _lone(items: Sequence[Item], nests: Sequence[Nest], groups: Iterable[Mapping[int, int]]) -> list[dict[int, int]]:
    """Denials that stand in none of these clusters: with others of the same where a cluster has one side alone, else each for
    itself."""
    left = set(range(len(items))) - {i for group in groups for i in group}
    out = []
    for nest in reversed(nests):  # what holds others comes first
        if len(set(nest.members.values())) == 1 and left.issuperset(nest.members):
            left -= nest.members.keys()
            out.append(dict.fromkeys(nest.members, -1))
    out += [{i: -1} for i in left]
    return [group for group in out if any(items[i].sign < 0 and items[i].explicit for i in group)]


def seen(items: Sequence[Item], names: Mapping[str, str], language: Language) -> Pairs:
    """All pairs that are near, with the chances that signs alone give. `names` are those of speakers by their ids."""
    return pairs(items, names, language, SEEN_OPPOSED, SEEN_SAME)


def judged(items: Sequence[Item], near: Pairs, net: Reader) -> Pairs:
    """All pairs that are near, with the chances that signs and net together give."""
    import numpy as np

    told = in_context(items, near.left, near.right, near.signs, net)
    known = evidence(near, told, len({i.statement.article for i in items}))
    across = np.array(
        [1.0 if items[i].story == items[j].story else ACROSS for i, j in zip(near.left, near.right, strict=True)]
    )
    return tied(replace(near, opposed=JUDGED_OPPOSED(known) * across, same=JUDGED_SAME(known) * across), items)


def evidence(near: Pairs, told: Array, articles: int) -> Array:
    """All that is known of pairs (rows x numbers): their signs, what their articles tell (`told`, as `in_context` gives it), and
    how many pairs of either statement, and of the storyline by its `articles`, are told to be opposed more surely: in a long
    story more pairs look opposed than are."""
    import numpy as np

    chances = np.exp(told[:, [OPPOSED, SAME]])
    odds = np.log(chances + 1e-5) - np.log(1 - chances + 1e-5)
    surer = np.column_stack([*_surer(near, odds[:, 0]), _places(odds[:, 0]) / max(1, articles)])
    return np.hstack([near.signs, odds, np.log1p(surer)])


def _surer(near: Pairs, odds: Array) -> tuple[Array, Array]:
    """Of each pair how many of the left statement, and of the right one, have greater odds."""
    import numpy as np

    owner, both = np.concatenate([near.left, near.right]), np.concatenate([odds, odds])
    order = np.lexsort((-both, owner))  # stable, so that of like odds the first goes before
    first = np.searchsorted(owner[order], owner[order])
    place = np.empty(len(owner), int)
    place[order] = np.arange(len(owner)) - first
    return place[: len(odds)], place[len(odds) :]


def _places(odds: Array) -> Array:
    """Of each how many have greater odds."""
    import numpy as np

    place = np.empty(len(odds), int)
    place[np.argsort(-odds, kind="stable")] = np.arange(len(odds))
    return place


def tied(found: Pairs, items: Sequence[Item]) -> Pairs:
    """Pairs with what the text itself tells of them: what it sets against each other does not say the same, and an assertion
    seldom says the same as what denies in words. What is tied grows into one claim; how likely a reader lists that is left to
    signs and net (F1 on judged units 0.359; 0.344 where a tie counts as a chance there, too): of 49 denials that tell inside
    them what they deny 36 stand in a judged dispute, but what they deny is mostly cited from elsewhere."""
    import numpy as np

    by_text = ties(found, items)
    denied = [
        items[i].explicit and items[i].sign * items[j].sign < 0 for i, j in zip(found.left, found.right, strict=True)
    ]
    same = np.where(np.array(denied, bool), SAME_AS_DENIED, 1.0) * found.same
    return replace(found, tied=by_text, same=np.where(by_text > 0, 0.0, same))


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


def _cluster(
    items: Sequence[Item],
    group: Mapping[int, int],
    found: Pairs,
    known: Mapping[frozenset[int], int],
    sure: float | None,
) -> Cluster:
    """Each statement with its surest pair: against the other side, or through what says the same."""
    out = Cluster(sure=sure)
    against: dict[int, tuple[float, int]] = {}
    alike: dict[int, tuple[float, int]] = {}
    places, opposed = sorted(group), found.against
    for n, i in enumerate(places):
        for j in places[:n]:
            row = known.get(frozenset((i, j)))
            if row is None:
                continue
            same_side = group[i] == group[j]
            table, chance = (alike, found.same[row]) if same_side else (against, opposed[row])
            for one, other in ((i, j), (j, i)):
                if float(chance) > table.get(one, (0.0, -1))[0]:
                    table[one] = (float(chance), other)
    for i in places:
        chance, other = against.get(i, (0.0, -1))
        why = "opposes"
        if i in alike and (through := alike[i][0] * against.get(alike[i][1], (0.0, -1))[0]) > chance:
            chance, other, why = through, alike[i][1], "says the same as"
        alone = 1.0 if len(places) == 1 else UNTIED
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
