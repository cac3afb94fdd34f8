"""Ours beside others: which part of a set is measured, and how groups and figures are told."""

from __future__ import annotations

from bench.stories import SAMPLES, as_groups, between, table_row, whole_topics


def test_a_sample_holds_whole_topics() -> None:
    articles = [{"id": id} for id in ("1_2ecb", "1_9ecbplus", "2_1ecb", "5_1ecb", "13_4ecbplus", "15_1ecb")]
    assert [r["id"] for r in whole_topics(articles)] == ["1_2ecb", "1_9ecbplus", "5_1ecb", "13_4ecbplus"]


def test_a_sample_holds_whole_days_and_nothing_without_a_date() -> None:
    days = ["2030-01-31", "2030-02-01", "2030-02-28T23:50:00Z", "2030-03-01", None]
    kept = between("2030-02-01", "2030-02-28")([{"date": day} for day in days])
    assert [r["date"] for r in kept] == days[1:3]
    assert set(SAMPLES) == {"ecbplus", "gva", "allsides"}


def test_what_a_system_calls_noise_stands_alone() -> None:
    assert as_groups([{"id": "a"}, {"id": "b"}, {"id": "c"}], [0, -1, 0]) == {"a": "0", "c": "0"}


def test_a_row_tells_both_measures_and_is_empty_for_what_is_not_installed() -> None:
    figures = {
        f"{kind}.{f}": n / 10 for kind, n in (("b_cubed", 8), ("pairs", 5)) for f in ("precision", "recall", "f1")
    }
    assert table_row("x", figures) == "| x | 0.800 | 0.800 | 0.800 | 0.500 | 0.500 | 0.500 |"
    assert table_row("x: not installed", {}) == "| x: not installed |  |  |  |  |  |  |"
