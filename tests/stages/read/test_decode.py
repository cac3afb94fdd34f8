"""From scores to spans and links."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dissensus.stages.read.decode import (
    FAR,
    NEVER,
    NUMBERS,
    ROLES,
    TAGS,
    allowed,
    best_of,
    best_tags,
    link,
    near,
    pair_rows,
    spans_of,
)

Array = np.ndarray[Any, np.dtype[Any]]
TAG = {name: number for number, name in enumerate(TAGS)}
MAY = np.where(np.array(allowed()), 0.0, NEVER)


def row(*names: str) -> list[int]:
    return [TAG[name] for name in names]


def favouring(*names: str) -> Array:
    """Scores that favour these tags."""
    return np.eye(len(TAGS))[row(*names)] * 5.0


def test_a_span_begins_and_ends() -> None:
    wanted = row("B-source", "E-source", "S-cue", "O", "B-content", "I-content", "E-content")
    assert best_tags([np.eye(len(TAGS))[wanted] * 5.0], MAY) == [wanted]


def test_what_is_not_allowed_is_not_said_however_high_its_score() -> None:
    assert best_tags([favouring("I-content", "O")], MAY)[0] != row("I-content", "O")


def test_transitions_weigh() -> None:
    scores = [favouring("O", "O")]
    liking = MAY.copy()
    liking[TAG["B-cue"], TAG["E-cue"]] = 50
    assert best_tags(scores, liking) == [row("B-cue", "E-cue")]


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=4).flatmap(
        lambda lengths: st.tuples(st.just(lengths), st.integers(0, 2**32 - 1))
    )
)
def test_the_best_row_is_the_best_of_all_rows(case: tuple[list[int], int]) -> None:
    lengths, seed = case
    draw = np.random.default_rng(seed)
    few = [0, *row("B-cue", "E-cue", "S-content")]  # other tags never pay
    scores = [np.full((length, len(TAGS)), -1e6) for length in lengths]
    for one in scores:
        one[:, few] = draw.normal(size=(len(one), len(few))) * 3
    for one, found in zip(scores, best_tags(scores, MAY), strict=True):

        def worth(tags: tuple[int, ...], one: Array = one) -> float:
            steps = zip((0, *tags), (*tags, 0), strict=True)
            return float(sum(one[i, tag] for i, tag in enumerate(tags)) + sum(MAY[a, b] for a, b in steps))

        assert np.isclose(worth(tuple(found)), max(map(worth, product(few, repeat=len(one)))))


@given(st.lists(st.integers(0, 6), max_size=5), st.integers(0, 2**32 - 1))
def test_each_paragraph_is_tagged_as_if_it_were_alone(lengths: list[int], seed: int) -> None:
    draw = np.random.default_rng(seed)
    scores = [draw.normal(size=(length, len(TAGS))) for length in lengths]
    assert best_tags(scores, MAY) == [best_tags([one], MAY)[0] for one in scores]


def test_spans_of_a_row() -> None:
    found = spans_of(row("S-source", "O", "B-content", "I-content", "E-content", "S-content"), first=10)
    assert found == {"source": [(10, 11)], "cue": [], "content": [(12, 15), (15, 16)]}


# --------------------------------------------------------------------------------------------------------------- links


def by_distance(head: int, rows: Array) -> Array:
    """The nearest belong together; nobody is better than one who stands behind more than 20 pieces."""
    numbers = rows[:, -NUMBERS:]
    return np.where(numbers[:, -1] == 1, -np.log1p(20.0), -numbers[:, 1])


def linked(
    **spans: list[tuple[int, int]],
) -> list[tuple[tuple[int, int] | None, tuple[int, int], tuple[tuple[int, int], ...]]]:
    vectors, paragraphs = np.zeros((500, 3), np.float32), np.arange(500) // 50
    found = link({role: spans.get(role, []) for role in ROLES}, vectors, paragraphs, by_distance)
    return [(one.source, one.cue, one.contents) for one in found]


def test_a_content_goes_to_its_cue_and_a_cue_takes_its_source() -> None:
    found = linked(source=[(0, 2), (20, 22)], cue=[(2, 3), (22, 23)], content=[(4, 9), (24, 30)])
    assert found == [((0, 2), (2, 3), ((4, 9),)), ((20, 22), (22, 23), ((24, 30),))]


def test_one_cue_may_have_several_contents() -> None:
    assert linked(source=[(6, 7)], cue=[(7, 8)], content=[(0, 5), (9, 14)]) == [((6, 7), (7, 8), ((0, 5), (9, 14)))]


def test_a_cue_without_content_takes_one_from_a_cue_with_several() -> None:
    assert linked(cue=[(7, 8), (16, 17)], content=[(0, 5), (9, 14)]) == [
        (None, (7, 8), ((0, 5),)),
        (None, (16, 17), ((9, 14),)),
    ]


def test_a_cue_takes_no_content_that_another_one_has_alone() -> None:
    assert linked(cue=[(7, 8), (16, 17)], content=[(9, 14)]) == [(None, (7, 8), ((9, 14),))]


def test_one_source_may_speak_twice() -> None:
    found = linked(source=[(0, 1)], cue=[(1, 2), (10, 11)], content=[(2, 8), (11, 15)])
    assert [source for source, _, _ in found] == [(0, 1), (0, 1)]


def test_nobody_may_be_the_likeliest_source() -> None:
    assert linked(source=[(0, 1)], cue=[(100, 101)], content=[(102, 110)]) == [(None, (100, 101), ((102, 110),))]


def test_a_cue_without_content_is_none_and_a_content_without_cue_is_left_out() -> None:
    assert linked(cue=[(3, 4)]) == []
    assert linked(content=[(3, 4)]) == []


def test_what_is_too_far_is_not_asked() -> None:
    assert list(near([(0, 1), (FAR + 100, FAR + 101)], (FAR + 90, FAR + 95))) == [1]


def test_the_chance_is_that_among_all_asked() -> None:
    found = best_of([(0, 0), (1, 0)], [0.0, np.log(3.0)], asked=1)
    assert found == {0: (1, 0.75)}


def test_no_span_is_zeros_and_a_sign() -> None:
    vectors = np.ones((5, 2), np.float32)
    sums = np.concatenate([np.zeros((1, 2)), vectors.cumsum(0)])
    rows = pair_rows([((0, 1), None)], [(2, 3)], vectors, sums, np.zeros(5))
    assert rows.tolist() == [[1.0, 1.0, *[0.0] * 6, *[0.0] * (NUMBERS - 1), 1.0]]
