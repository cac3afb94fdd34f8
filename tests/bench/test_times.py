"""The scorer of time expressions."""

from __future__ import annotations

import pytest

from bench.times import Counts, Timex, alike, pairs

MAY: Timex = (10, 13, "DATE", "2019-05")


@pytest.mark.parametrize(
    ("one", "other"),
    [("2000-W7", "2000-W07"), ("198X", "198"), ("1990-XX", "1990"), ("2013-W12", "2013-W12"), ("P2W", "P2W")],
)
def test_spellings_of_one_value_are_alike(one: str, other: str) -> None:
    assert alike(one) == alike(other)


@pytest.mark.parametrize(("one", "other"), [("1990", "1990-05"), ("PXY", "PXM"), ("XXXX-WXX-1", "XXXX-WXX-2")])
def test_other_values_are_not(one: str, other: str) -> None:
    assert alike(one) != alike(other)


def test_the_same_span_is_paired_before_one_that_overlaps() -> None:
    longer: Timex = (7, 13, "DATE", "2019")
    later: Timex = (20, 24, "DATE", "2020")
    assert list(pairs([MAY, later], [longer, MAY])) == [(MAY, MAY), (later, None), (None, longer)]
    assert list(pairs([MAY], [longer])) == [(MAY, longer)]


def test_figures_of_nothing_are_nought() -> None:
    assert set(Counts().figures().values()) == {0.0}


def test_f1_counts_each_side_once() -> None:
    figures = Counts(gold=4, found=2, exact=1, overlapping=2, types=2, values=1, values_exact=1).figures()
    assert figures["relaxed"] == pytest.approx(2 / 3)
    assert figures["exact"] == pytest.approx(1 / 3)
    assert figures["value"] == 0.5
    assert figures["value_f1"] == pytest.approx(1 / 3)
