"""Average linkage: the nearest two clusters become one, as long as their members are on average near enough.

Sums over pairs are kept between clusters, so that a merge costs the neighbours of the two.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Pair = tuple[int, int]


AGAINST = 1.0  # what a pair of articles that lie too far apart takes from the sum


@dataclass(frozen=True, slots=True)
class Node:
    """What is linked: one article, or a story with its `size`, and how many of its articles lie in which `weeks`, of those
    that have a date."""

    size: int = 1
    weeks: tuple[tuple[int, int], ...] = ()


def link(
    nodes: Sequence[Node],
    sums: Mapping[Pair, float],
    least: float,
    *,
    gap: int | None = None,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> list[list[int]]:
    """Clusters of the places 0 to len(nodes) - 1, each sorted, in the order of their first places.

    `sums` is the nearness summed over the pairs of members of two places. Two clusters merge while the mean over all pairs of
    their members is at least `least`; with a `gap`, pairs of dated members more than so many weeks apart speak against it, and
    forbid it where all are.
    No cluster holds two of those `apart`; clusters with two of those `together` are one in the end, unless that parts others.
    """
    clusters = _Clusters(nodes, sums, gap, apart)
    heap = [(-mean, i, j) for i, j in clusters.pairs() if (mean := clusters.mean(i, j)) >= least]
    heapq.heapify(heap)
    while heap:
        negative, i, j = heapq.heappop(heap)
        if not clusters.may(i, j) or abs(clusters.mean(i, j) + negative) > 1e-9:
            continue
        clusters.merge(i, j)
        for k in clusters.links[i]:
            mean = clusters.mean(i, k)
            if mean >= least:
                heapq.heappush(heap, (-mean, min(i, k), max(i, k)))
    for i, j in together:
        clusters.merge_roots(i, j)
    return [sorted(members) for _, members in sorted(clusters.members.items())]


class _Clusters:
    """Clusters by their first place while they merge."""

    def __init__(
        self, nodes: Sequence[Node], sums: Mapping[Pair, float], gap: int | None, apart: Iterable[Pair]
    ) -> None:
        self.members = {i: [i] for i in range(len(nodes))}
        self.nodes = dict(enumerate(nodes))
        self.gap = gap
        self.links: dict[int, dict[int, float]] = defaultdict(dict)
        for (i, j), total in sums.items():
            self.links[i][j] = self.links[j][i] = total
        self.apart: dict[int, set[int]] = defaultdict(set)
        for i, j in apart:
            if i != j:
                self.apart[i].add(j)
                self.apart[j].add(i)
        self.home = list(range(len(nodes)))

    def may(self, i: int, j: int) -> bool:
        """Are both there, and may they become one."""
        return i in self.members and j in self.members and j not in self.apart[i]

    def pairs(self) -> list[Pair]:
        return [(i, j) for i in sorted(self.members) for j in sorted(self.links[i]) if i < j]

    def mean(self, i: int, j: int) -> float:
        one, other = self.nodes[i], self.nodes[j]
        far = 0
        if self.gap is not None:
            far = sum(m * n for v, m in one.weeks for w, n in other.weeks if abs(v - w) > self.gap)
            if far and far == sum(m for _, m in one.weeks) * sum(n for _, n in other.weeks):
                return -AGAINST  # two rounds, whatever without a date is like both
        return (self.links[i].get(j, 0.0) - AGAINST * far) / (one.size * other.size)

    def merge_roots(self, i: int, j: int) -> None:
        """Merges the clusters that two places are in, unless they are to stay apart."""
        a, b = sorted((self.home[i], self.home[j]))
        if a != b and b not in self.apart[a]:
            self.merge(a, b)

    def merge(self, i: int, j: int) -> None:
        """Puts the cluster `j` into `i`, the lower one."""
        for place in self.members[j]:
            self.home[place] = i
        self.members[i] += self.members.pop(j)
        one, other = self.nodes[i], self.nodes.pop(j)
        self.nodes[i] = Node(
            one.size + other.size, tuple(sorted((Counter(dict(one.weeks)) + Counter(dict(other.weeks))).items()))
        )
        for k, total in self.links.pop(j, {}).items():
            self.links[k].pop(j, None)
            if k != i:
                self.links[i][k] = self.links[k][i] = self.links[i].get(k, 0.0) + total
        for k in self.apart.pop(j, set()):
            self.apart[k].discard(j)
            self.apart[k].add(i)
            self.apart[i].add(k)
