"""Likeness of articles: all pairs by an inverted index, the same as one by one."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.records import Gist
from dissensus.stages.group import likeness
from dissensus.stages.group.likeness import (
    LEAST,
    NEAREST,
    ORDINARY,
    UNTOLD,
    Pairs,
    find_pairs,
    mean_bag,
    nearness,
    product,
)
from tests.stages.group.made_up import bag, told

BAGS = st.lists(
    st.dictionaries(st.sampled_from("quay ferry mayor dam tram strike vote storm".split()), st.floats(0.1, 9), max_size=6),
    max_size=9,
)  # fmt: skip


def corpus(bags: list[dict[str, float]]) -> list[Gist]:
    return [told(f"a{n}", words, "2024-05-01") for n, words in enumerate(bags)]


def cosine(one: dict[str, float], other: dict[str, float]) -> float:
    lengths = math.dist(one.values(), [0] * len(one)) * math.dist(other.values(), [0] * len(other))
    return sum(x * other.get(w, 0.0) for w, x in one.items()) / (lengths or 1.0)


def as_dict(pairs: Pairs) -> dict[tuple[int, int], tuple[float, float, float, float]]:
    columns = (pairs.body, pairs.title, pairs.lead, pairs.days)
    figures = zip(*(column.tolist() for column in columns), strict=True)
    return dict(zip(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True), figures, strict=True))


@given(BAGS, st.data())
def test_the_pairs_are_those_that_one_by_one_would_find(bags: list[dict[str, float]], data: st.DataObject) -> None:
    new = data.draw(st.integers(0, len(bags)))
    found = as_dict(find_pairs(corpus(bags), new))
    expected = {(i, j): cosine(bags[i], bags[j]) for i, j in combinations(range(len(bags)), 2) if j >= len(bags) - new}
    for pair, value in expected.items():
        if abs(value - LEAST) > 1e-5:
            assert (pair in found) is (value > LEAST), pair
    for pair, (body, title, lead, days) in found.items():
        assert (body, title, lead, days) == pytest.approx((expected[pair],) * 3 + (0,), abs=1e-5)


@settings(max_examples=30)
@given(BAGS)
def test_blocks_of_rows_give_the_same_as_one(bags: list[dict[str, float]]) -> None:
    gists = corpus(bags)
    whole = as_dict(find_pairs(gists, len(gists)))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(likeness, "CELLS", 1)
        assert as_dict(find_pairs(gists, len(gists))) == whole


def test_days_between_two_articles_and_minus_one_where_one_has_none() -> None:
    gists = [told("a", "quay", "2024-05-01"), told("b", "quay", "2024-05-04"), told("c", "quay")]
    assert {pair: figures[3] for pair, figures in as_dict(find_pairs(gists, 3)).items()} == {
        (0, 1): 3, (0, 2): -1, (1, 2): -1,
    }  # fmt: skip


def test_what_share_of_an_opening_the_other_tells_and_whether_numbers_and_weekdays_agree() -> None:
    one = told("a", "quay ferry", opening=bag("quay tram"), called=bag("tram"), numbers=bag("85 9"), weekdays=(2,))
    other = told("b", "quay tram", opening=bag("tram"), called=bag("tram"), numbers=bag("85"), weekdays=(3, 4))
    third = told("c", "quay", numbers=bag("7"))
    pairs = find_pairs([one, other, third], 3)
    at = {pair: n for n, pair in enumerate(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True))}
    first, second = at[0, 1], at[0, 2]
    assert (pairs.opening_least[first], pairs.opening_most[first]) == (0.0, 1.0)
    assert (pairs.called[first], pairs.called[second]) == (1.0, UNTOLD)
    assert (pairs.other_numbers[first], pairs.other_numbers[second]) == (0, 1)
    assert pairs.numbers[first] == pytest.approx(1 / math.sqrt(2), abs=1e-5)
    assert (pairs.other_weekdays[first], pairs.other_weekdays[second]) == (1, 0)


def test_where_no_table_tells_a_word_that_all_articles_have_weighs_less() -> None:
    common = [told(f"x{n}", "weather", rarity=False) for n in range(300)]
    alike = [told("a", "weather quay", rarity=False), told("b", "weather quay", rarity=False)]
    other = [told("c", "weather dam", rarity=False)]
    found = as_dict(find_pairs([*common, *alike, *other], 3))
    assert found[300, 301][0] == 1
    assert found.get((300, 302), (0.0,))[0] < 0.2


def test_an_empty_week_has_no_pairs_and_nothing_near() -> None:
    pairs = find_pairs([], 0)
    assert as_dict(pairs) == {}
    assert nearness(pairs, 0, 0).shape == (0, len(NEAREST))
    past = [told("a", "quay", "2024-05-01")]
    assert as_dict(find_pairs(past, 0)) == {}


def test_articles_without_words_are_like_none() -> None:
    assert as_dict(find_pairs([told("a", ""), told("b", "")], 2)) == {}


def test_who_has_few_near_is_thought_to_have_ordinary_ones_beside() -> None:
    gists = [told("a", "quay mayor"), told("b", "quay mayor"), told("c", "ferry")]
    near = nearness(find_pairs(gists, 3), 3, 3).tolist()
    three, ten, thirty = ((1 + ORDINARY * (most - 1)) / most for most in NEAREST)
    assert near[0] == near[1] == pytest.approx([three, ten, thirty], abs=1e-6)
    assert near[2] == pytest.approx([ORDINARY] * 3)


@given(BAGS)
def test_nearness_is_the_mean_of_the_greatest_likenesses(bags: list[dict[str, float]]) -> None:
    pairs = find_pairs(corpus(bags), len(bags))
    near = nearness(pairs, len(bags), len(bags)).tolist()
    for n in range(len(bags)):
        mine = sorted((f[0] for pair, f in as_dict(pairs).items() if n in pair), reverse=True)
        for column, most in enumerate(NEAREST):
            padded = [*mine[:most], *[ORDINARY] * (most - len(mine[:most]))]
            assert near[n][column] == pytest.approx(sum(padded) / most, abs=1e-5)


@given(st.lists(st.dictionaries(st.sampled_from("abcdef"), st.floats(0.1, 9), min_size=1), min_size=1, max_size=5))
def test_the_product_of_two_means_is_the_mean_likeness(bags: list[dict[str, float]]) -> None:
    mean = mean_bag(corpus(bags), 100)
    weights = dict(zip(mean.words, mean.weights, strict=True))
    expected = sum(cosine(a, b) for a in bags for b in bags) / len(bags) ** 2
    assert product(weights, mean) == pytest.approx(expected, abs=1e-4)


def test_a_mean_keeps_its_heaviest_words() -> None:
    assert mean_bag([told("a", {"quay": 3, "mayor": 2, "vote": 1})], 2).words == ("quay", "mayor")
    assert product({"quay": 2.0}, bag({"quay": 3.0, "dam": 1.0})) == 6
