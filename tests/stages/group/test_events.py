"""How likely two articles tell one event."""

from __future__ import annotations

import pytest

from dissensus.stages.group.events import FEW, MANY, WEIGHTS, features, probabilities
from dissensus.stages.group.likeness import Pairs

np = pytest.importorskip("numpy")
NEAR = (0.4, 0.35, 0.3)


def pair(
    likeness: float = 0.35,
    days: float = 0.0,
    title: float = 0.2,
    *,
    opening: float = 0.5,
    numbers: tuple[float, float] = (0.0, 0.0),
    weekdays: float = 0.0,
) -> Pairs:
    one = np.array([0]), np.array([1])
    told = (likeness, title, likeness, days, opening, opening, opening, *numbers, weekdays)
    return Pairs(*one, *(np.array([x]) for x in told))


def chance(pairs: Pairs, near: tuple[float, float, float] = NEAR, around: int = 100) -> float:
    return float(probabilities(pairs, np.array([near, near]), [300, 200], around)[0])


def test_the_more_alike_the_likelier() -> None:
    chances = [chance(pair(likeness)) for likeness in (0.1, 0.2, 0.3, 0.45, 0.7)]
    assert chances == sorted(chances)
    assert chances[0] < 0.1
    assert chances[-1] > 0.9


def test_a_far_day_makes_it_less_likely() -> None:
    chances = [chance(pair(days=days)) for days in (0, 1, 3, 7, 30)]
    assert chances == sorted(chances, reverse=True)
    assert chances[-1] < chances[0] / 3


def test_other_numbers_other_weekdays_and_an_opening_that_the_other_does_not_tell_speak_against() -> None:
    assert chance(pair(numbers=(0, 1))) < chance(pair()) < chance(pair(numbers=(0.5, 0)))
    assert chance(pair(weekdays=1)) < chance(pair())
    assert chance(pair(opening=0.2)) < chance(pair(opening=0.8))


def test_which_of_two_articles_came_first_has_no_say() -> None:
    near = np.array([(0.6, 0.5, 0.4), (0.3, 0.3, 0.2)])
    one, other = (
        probabilities(pair(), order, words, 100)[0] for order, words in ((near, [300, 90]), (near[::-1], [90, 300]))
    )
    assert one == other


def test_in_a_crowd_of_articles_that_are_alike_a_pair_needs_more() -> None:
    assert chance(pair(), near=(0.6, 0.55, 0.5)) < chance(pair(), near=(0.3, 0.25, 0.2))


def test_the_more_articles_to_choose_from_the_less_likely_within_what_was_fitted() -> None:
    assert chance(pair(), around=1000) < chance(pair(), around=50)
    assert chance(pair(), around=1) == chance(pair(), around=FEW)
    assert chance(pair(), around=10**6) == chance(pair(), around=MANY)


def test_an_article_without_a_date_could_be_of_any_time() -> None:
    assert chance(pair(days=-1), around=20) == chance(pair(days=-1), around=500)
    assert chance(pair(days=-1), around=20) < chance(pair(days=0), around=20)


def test_every_feature_has_a_weight_and_no_pair_no_probability() -> None:
    assert features(pair(), np.array([NEAR, NEAR]), [1, 1], 9).keys() == WEIGHTS.keys()
    none = np.zeros(0, dtype=np.int64)
    assert len(probabilities(Pairs(none, none, *[np.zeros(0)] * 10), np.zeros((0, 3)), [], 0)) == 0
