from __future__ import annotations

import pytest

from dissensus.langs import read_languages
from dissensus.stages.read.times import times

ENGLISH = read_languages()["en"]


@pytest.mark.parametrize(
    ("text", "published", "from_", "to"),
    [
        ("on Sunday", "2024-08-21", "2024-08-18", "2024-08-18"),  # a Wednesday's article
        ("yesterday", "2024-03-01", "2024-02-29", "2024-02-29"),
        ("in June", "2024-08-21", "2024-06-01", "2024-06-30"),
        ("in October", "2024-08-21", "2023-10-01", "2023-10-31"),
        ("on August 6", "2024-08-21", "2024-08-06", "2024-08-06"),
        ("on 6 August 2019", None, "2019-08-06", "2019-08-06"),
        ("the spring of 2022", None, "2022-03-01", "2022-05-31"),
        ("in 2023", None, "2023-01-01", "2023-12-31"),
        ("last week", "2024-08-21", "2024-08-12", "2024-08-18"),
        ("last month", "2024-01-10", "2023-12-01", "2023-12-31"),
    ],
)
def test_an_expression_is_an_interval_of_days(text: str, published: str | None, from_: str, to: str) -> None:
    (found,) = times(text, 0, len(text), published, ENGLISH)
    assert (found.interval.from_, found.interval.to) == (from_, to)


def test_what_hangs_on_an_unknown_date_stays_open() -> None:
    for text in ("on Sunday", "in June", "last week"):
        (found,) = times(text, 0, len(text), None, ENGLISH)
        assert (found.interval.from_, found.interval.to) == (None, None)


def test_a_day_that_does_not_exist_stays_open() -> None:
    (found,) = times("on February 30, 2023", 0, 20, None, ENGLISH)
    assert found.interval.from_ is None


def test_verbs_are_no_months() -> None:
    assert list(times("they may march", 0, 14, "2024-08-21", ENGLISH)) == []
