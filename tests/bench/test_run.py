"""Floors and ceilings of figures."""

from __future__ import annotations

from bench.run import above, below, bound

FIGURES = {"f1": 0.5, "ratio": 1.4}


def test_a_figure_at_its_limit_holds() -> None:
    assert below("set", FIGURES, {"set": {"f1": 0.5}}) == []
    assert above("set", FIGURES, {"set": {"ratio": 1.4}}) == []
    assert below("set", FIGURES, {}) == above("set", FIGURES, {}) == []


def test_a_figure_past_its_limit_is_told() -> None:
    assert below("set", FIGURES, {"set": {"f1": 0.6}}) == ["set.f1 fell to 0.500; its floor is 0.600"]
    assert above("set", FIGURES, {"set": {"ratio": 1.2}}) == ["set.ratio rose to 1.400; its ceiling is 1.200"]


def test_a_figure_that_is_gone_holds_nothing() -> None:
    assert below("set", {}, {"set": {"f1": 0.1}})
    assert above("set", {}, {"set": {"ratio": 1.2}})


def test_the_limit_is_printed_behind_its_figure() -> None:
    assert bound("set", "f1", {"set": {"f1": 0.25}}, {}) == "   floor 0.250"
    assert bound("set", "ratio", {}, {"set": {"ratio": 1.5}}) == "   ceiling 1.500"
    assert bound("set", "f1", {}, {}) == ""
