"""The heads of the net of claims that are fitted over the finished encoder."""

from __future__ import annotations

from dataclasses import replace

import pytest

torch = pytest.importorskip("torch", reason="make train sets up torch")

from train.pair_data import LOGIC, NLI, OPPOSED, PAIR, SAME, STANCE, WEAKENS, Example  # noqa: E402
from train.pair_heads import lessons, linear  # noqa: E402

ONE = Example(PAIR, "The quay was sold", "Nobody sold the quay", OPPOSED, f"{NLI}:snli", "train")


def test_the_head_of_inference_is_fitted_to_premises_and_hypotheses_alone() -> None:
    judged = replace(ONE, origin="judged:stories")
    stance = replace(ONE, task=STANCE, label=(1.0,), origin="fnc1")
    found = lessons([ONE, ONE, judged, stance])
    assert found == {LOGIC: [replace(ONE, task=LOGIC)], STANCE: [stance]}


def test_a_head_tells_apart_what_the_encoder_shows_apart() -> None:
    rows, labels = torch.tensor([[1.0, 0.0], [0.0, 1.0]]), torch.tensor([SAME, OPPOSED])
    weight, bias = linear(LOGIC, rows, labels, 0.01)
    assert (rows @ weight.T + bias).argmax(1).tolist() == [0, 1]
    held, _ = linear(WEAKENS, rows, torch.tensor([[1.0], [0.0]]), 1000.0)
    assert float(held.abs().max()) < 0.01
