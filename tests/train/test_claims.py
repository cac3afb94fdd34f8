"""The models that find claims are fitted: they recover what made the rows, and go into the module as they stand there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.stages.link import weights
from dissensus.stages.link.alike import Pairs
from dissensus.stages.link.weights import SIGNS, Model
from tests.train.test_pair_data import SALE, a_story
from train import claims
from train.claims import Table, fitted, renewed, table, written
from train.logistic import calibration_error, cross_fitted, folded, logistic
from train.pair_scores import average_precision

TRUE = Model(-2.0, (1.5, -0.7, 0.0))


def made(count: int = 20_000, seed: int = 0) -> tuple[Any, Any]:
    """Rows on scales of their own, and what is true of them by chances that `TRUE` gives."""
    draw = np.random.default_rng(seed)
    rows = draw.normal((0.0, 3.0, -1.0), (1.0, 2.0, 0.5), (count, 3))
    return rows, draw.random(count) < TRUE(rows)


# ---------------------------------------------------------------------------------------------------------- regression


def test_the_weights_that_made_the_rows_are_found_again() -> None:
    found = logistic(*made())
    assert found.weights[:2] == pytest.approx(TRUE.weights[:2], abs=0.1)
    assert found.weights[2] == pytest.approx(0.0, abs=0.15)
    assert found(np.array([[0.0, 3.0, -1.0]])) == pytest.approx(TRUE(np.array([[0.0, 3.0, -1.0]])), abs=0.01)


def test_the_ridge_pulls_weights_to_nothing_and_leaves_the_share() -> None:
    rows, truth = made(2_000)
    found = logistic(rows, truth, ridge=1e7)
    assert found.weights == pytest.approx((0.0, 0.0, 0.0), abs=0.01)
    assert found(rows).mean() == pytest.approx(truth.mean(), abs=1e-4)


def test_a_row_that_counts_three_times_is_as_three_rows() -> None:
    rows, truth = made(600)
    counts = np.where(truth, 3, 1)
    thrice = rows.repeat(counts, 0), truth.repeat(counts)
    # Brought to variance one by other rows, so that only without a ridge the two are one.
    one, other = logistic(rows, truth, ridge=0.0, counts=counts), logistic(*thrice, ridge=0.0)
    assert (one.bias, *one.weights) == pytest.approx((other.bias, *other.weights), abs=1e-6)


def test_no_other_weights_cost_less() -> None:
    """With the ridge on weights of variance one: at the best, the slope of the loss is nothing."""
    rows, truth = made(500)
    found = logistic(rows, truth, ridge=10.0)
    scale = rows.std(0)
    missed = found(rows) - truth
    standing = (rows - rows.mean(0)) / scale
    assert missed.sum() == pytest.approx(0.0, abs=1e-3)
    assert standing.T @ missed == pytest.approx(-10.0 * np.array(found.weights) * scale, abs=1e-3)


def test_rows_that_a_line_divides_are_fitted_too() -> None:
    """Newton's steps go too far here and have to be halved."""
    rows = np.repeat([[0.0, 1.0], [1.0, 0.0], [9.0, 0.0]], (4000, 30, 3), axis=0)
    found = logistic(rows, rows[:, 0] > 5)
    assert (found(rows) > 0.3).tolist() == (rows[:, 0] > 5).tolist()


def test_what_never_changes_gets_no_weight() -> None:
    rows, truth = made(500)
    found = logistic(np.column_stack([rows, np.full(500, 0.1, np.float32)]), truth)
    assert found.weights[3] == pytest.approx(0.0, abs=1e-6)
    assert found.weights[:3] == pytest.approx(logistic(rows, truth).weights)


def test_where_nothing_is_true_there_is_no_model() -> None:
    rows, truth = made(10)
    with pytest.raises(ValueError, match="0 of 10 pairs are true"):
        logistic(rows, truth & False)
    with pytest.raises(ValueError, match="10 of 10"):
        logistic(rows, truth | True)


numbers = st.floats(-5, 5)


@given(st.lists(st.tuples(numbers, numbers, st.floats(0.1, 5), numbers), min_size=1, max_size=5), numbers)
def test_a_model_says_the_same_of_numbers_as_they_are(
    columns: Sequence[tuple[float, float, float, float]], bias: float
) -> None:
    weight, mean, scale, value = np.array(columns).T
    plain = folded(np.array([bias, *weight]), mean, scale)
    standing = bias + weight @ ((value - mean) / scale)
    assert plain.bias + np.array(plain.weights) @ value == pytest.approx(standing, abs=1e-6)


def test_a_row_is_judged_by_a_model_that_has_not_seen_its_part() -> None:
    rows, truth = made(400)
    part = np.arange(400) % 4
    chances = cross_fitted(rows, truth, part)
    told = cross_fitted(rows, np.where(part == 2, ~truth, truth), part)
    assert told[part == 2] == pytest.approx(chances[part == 2])
    assert told[part != 2] != pytest.approx(chances[part != 2])


# ------------------------------------------------------------------------------------------------------------ measures


def test_average_precision_by_hand() -> None:
    """True at the first, third and fourth place: (1/1 + 2/3 + 3/4) / 3."""
    truth = np.array([True, False, True, True, False])
    assert average_precision(np.array([0.9, 0.8, 0.6, 0.3, 0.1]), truth) == pytest.approx((1 + 2 / 3 + 3 / 4) / 3)


def test_the_error_of_calibration_by_hand() -> None:
    """Four rows at 0.25 of which two are true, one at 1.0 that is: (4 x 0.25 + 0) / 5."""
    chances, truth = np.array([0.25, 0.25, 0.25, 0.25, 1.0]), np.array([True, True, False, False, True])
    assert calibration_error(chances, truth) == pytest.approx(0.2)
    assert calibration_error(np.array([0.0, 1.0]), np.array([False, True])) == 0.0


# -------------------------------------------------------------------------------------------------- pairs and the file


def look(_: Any) -> tuple[Pairs, Any]:
    """The three pairs of the story of `test_pair_data`; their number is the place of the first."""
    left, right = np.array([1, 2, 2]), np.array([0, 0, 1])
    return Pairs(left, right, np.zeros((3, 1)), *[np.zeros(3)] * 3), left[:, None].astype(float)


def test_pairs_of_weak_disputes_are_left_out() -> None:
    sure = table([a_story()], look)
    assert (sure.opposed.tolist(), sure.same.tolist()) == ([True, False, False], [False] * 3)
    assert sure.rows.tolist() == [[1.0], [2.0], [2.0]]
    weak = table([a_story(disputes=(replace(SALE, weak=True),))], look)
    assert weak.opposed.tolist() == [False, False]
    assert len(set(table([a_story(), a_story()], look).part.tolist())) == 1  # a story is in one part


def test_both_models_are_fitted_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    rows, truth = made(2_000)
    found = fitted("SEEN", Table(rows, truth, ~truth, np.arange(2_000) % 4, np.ones(2_000)))
    assert found["SEEN_OPPOSED"].weights == pytest.approx([-one for one in found["SEEN_SAME"].weights])
    assert f"SEEN_OPPOSED: 2,000 pairs, {truth.sum():,} of them; average precision 0." in capsys.readouterr().out


def test_what_is_written_is_what_stands_in_the_module() -> None:
    names = ("SEEN_OPPOSED", "SEEN_SAME", "JUDGED_OPPOSED", "JUDGED_SAME", "LISTED", "ONE_DISPUTE")
    text = Path(weights.__file__).read_text("utf-8")
    assert renewed(text, written({name: getattr(weights, name) for name in names})) == text
    assert renewed(f"before\n{claims.MARK}behind", "new") == f"before\n{claims.MARK}new"
    with pytest.raises(ValueError, match="has no line"):
        renewed("before", "new")


def test_nothing_is_written_as_less_than_nothing() -> None:
    text = written({"M": Model(-0.0001, (0.12345,) * len(SIGNS))})
    assert text.startswith("\nM = Model(\n    0.000,\n    (\n        0.123, 0.123,")
    assert max(map(len, text.splitlines())) <= 120
