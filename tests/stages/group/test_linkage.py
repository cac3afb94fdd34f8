"""Average linkage, beside one that looks at all pairs anew for each merge."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.stages.group.linkage import AGAINST, Node, Pair, link

LEAST = 0.25


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, dict[Pair, float], list[Pair]]:
    """A number of articles, their nearness, no two alike, and pairs that are to stay apart."""
    count = draw(st.integers(1, 8))
    pairs = list(combinations(range(count), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    values = draw(st.lists(st.integers(1, 10**6), min_size=len(chosen), max_size=len(chosen), unique=True))
    apart = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=4)) if pairs else []
    return count, {pair: value / 10**6 for pair, value in zip(chosen, values, strict=True)}, apart


def naive(count: int, sums: dict[Pair, float], apart: list[Pair]) -> list[list[int]]:
    clusters = [[n] for n in range(count)]
    while True:
        best = (LEAST, -1, -1)
        for a, b in combinations(range(len(clusters)), 2):
            between = [(min(i, j), max(i, j)) for i in clusters[a] for j in clusters[b]]
            mean = sum(sums.get(pair, 0.0) for pair in between) / len(between)
            if mean > best[0] and not set(between) & set(apart):
                best = (mean, a, b)
        if best[1] < 0:
            return sorted(sorted(cluster) for cluster in clusters)
        clusters[best[1]] += clusters.pop(best[2])


@settings(max_examples=300)
@given(graphs())
def test_it_links_as_the_slow_way_does(graph: tuple[int, dict[Pair, float], list[Pair]]) -> None:
    count, sums, apart = graph
    assert link([Node()] * count, sums, LEAST, apart=apart) == naive(count, sums, apart)


@given(graphs(), st.data())
def test_what_is_to_stay_apart_is_never_together_and_nothing_is_lost(
    graph: tuple[int, dict[Pair, float], list[Pair]], data: st.DataObject
) -> None:
    count, sums, apart = graph
    together = data.draw(st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=5))
    found = link([Node()] * count, sums, LEAST, together=together, apart=apart)
    assert sorted(n for cluster in found for n in cluster) == list(range(count))
    home = {n: number for number, cluster in enumerate(found) for n in cluster}
    assert all(home[i] != home[j] for i, j in apart)
    if not apart:
        assert all(home[i] == home[j] for i, j in together)


def test_a_mean_decides_and_not_the_nearest_two() -> None:
    assert link([Node()] * 3, {(0, 1): 0.9, (1, 2): 0.4}, LEAST) == [[0, 1], [2]]
    assert link([Node()] * 3, {(0, 1): 0.9, (1, 2): 0.6}, LEAST) == [[0, 1, 2]]


def test_a_story_of_many_articles_needs_as_much_from_each() -> None:
    assert link([Node(4), Node()], {(0, 1): 0.9}, LEAST) == [[0], [1]]
    assert link([Node(4), Node()], {(0, 1): 1.1}, LEAST) == [[0, 1]]


def test_what_is_joined_by_word_is_joined_after_the_fact_with_all_that_is_there() -> None:
    assert link([Node()] * 4, {(0, 1): 0.9, (2, 3): 0.9}, LEAST, together=[(1, 3)]) == [[0, 1, 2, 3]]
    kept = link([Node()] * 4, {(0, 1): 0.9, (2, 3): 0.9}, LEAST, together=[(1, 3)], apart=[(0, 2)])
    assert kept == [[0, 1], [2, 3]]


def test_what_has_no_date_does_not_bridge_a_gap() -> None:
    spring, autumn, bridge = Node(1, ((10, 1),)), Node(1, ((40, 1),)), Node()
    sums = {(0, 2): 0.8, (1, 2): 0.7}
    assert link([spring, autumn, bridge], sums, LEAST) == [[0, 1, 2]]
    assert AGAINST == 1.0
    assert link([spring, autumn, bridge], sums, LEAST, gap=6) == [[0, 2], [1]]
    assert link([spring, Node(1, ((14, 1),)), bridge], sums, LEAST, gap=6) == [[0, 1, 2]]


def test_nothing_is_linked_to_nothing() -> None:
    assert link([], {}, LEAST) == []
    assert link([Node()], {}, LEAST) == [[0]]
