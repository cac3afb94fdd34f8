"""Of what kind a dispute is: by the words of both sides, told with those that spoke for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.langs import KindModel, kind_model
from dissensus.records import Act, DisputeKind, Level, Verdict
from dissensus.stages.judge.kinds import BY_WORDS, DIGITS, by_claim, chances, shares, words
from tests.stages.judge.test_judge import Corpus

SMALL = KindModel(
    (DisputeKind.FACT, DisputeKind.CAUSE), (0.0, -1.0), {"blam": (0.0, 4.0), "deny": (1.0, 0.0), "the": (0.0, 0.0)}
)


def disputed(claim: str, denial: str) -> tuple[DisputeKind, tuple[str, ...]]:
    """The kind of the dispute between these two and its reasons."""
    made = Corpus()
    made.article("A", claim)
    made.says("A", claim, None, Verdict.SAME)
    made.article("B", denial)
    made.says("B", denial, "Ada Venn", Verdict.DIFFERENT, act=Act.DENIES)
    _, (dispute,) = made.judged()
    return dispute.kind, dispute.because


def test_both_sides_tell_the_kind_and_the_reason_names_the_words() -> None:
    kind, because = disputed(
        "The harbour board blamed the captain.", "The union blamed the board, because it saved on tugs."
    )
    assert kind is DisputeKind.CAUSE
    (why,) = (reason for reason in because if reason.startswith(BY_WORDS))
    assert "blamed" in why


def test_what_happened_is_a_matter_of_fact() -> None:
    assert disputed("She lied about the ferry.", "Ada Venn denied that she had lied about it.")[0] is DisputeKind.FACT


def test_words_that_the_model_does_not_know_leave_the_commonest_kind() -> None:
    found = chances({"quark": 1.0}, SMALL)
    assert found[DisputeKind.FACT] > found[DisputeKind.CAUSE]


def test_words_add_up_by_how_often_they_stand_in_a_passage() -> None:
    keys = [[key for key, _ in words(text)] for text in ("They blamed the crew", "Nobody denied it")]
    assert shares(keys)["blam"] == 0.5
    assert chances(shares(keys), SMALL)[DisputeKind.CAUSE] == pytest.approx(0.62, abs=0.15)


def test_every_figure_is_one_word() -> None:
    assert {key for key, _ in words("14 of 3,000")} == {DIGITS, "of"}


def test_a_language_without_a_model_goes_by_the_words_of_the_claim() -> None:
    assert kind_model("de") is None
    assert by_claim("Ten cranes were painted.") is DisputeKind.FACT


def test_a_dispute_about_a_figure_is_shown_where_it_is_not_figures_alone_that_differ() -> None:
    made = Corpus()
    made.article("A", "90 million people and 40 billion were lost at 12 ports.")
    made.says("A", "90 million people and 40 billion were lost at 12 ports", None, Verdict.SAME)
    made.article("B", "It was 14 million people and 3 billion at 7 ports.")
    made.says("B", "It was 14 million people and 3 billion at 7 ports", "Ada Venn", Verdict.SAME)
    made.edges[-1] = replace(made.edges[-1], verdict=Verdict.DIFFERENT)
    _, (dispute,) = made.judged()
    assert (dispute.kind, dispute.level) == (DisputeKind.NUMBER, Level.DEFAULT)


@given(st.dictionaries(st.sampled_from(["blam", "deny", "the", "quark"]), st.floats(0, 20)))
def test_chances_of_the_kinds_add_up_to_one(found: dict[str, float]) -> None:
    assert sum(chances(found, SMALL).values()) == pytest.approx(1.0)


def test_the_table_has_a_weight_for_each_kind() -> None:
    model = kind_model("en")
    assert model is not None
    assert set(model.kinds) == set(DisputeKind)
    assert all(len(row) == len(model.kinds) for row in (model.bias, *model.weights.values()))
