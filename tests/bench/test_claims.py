"""The figures of the net of claims, on examples made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from bench.claim_figures import auc, f1_by_class, fitted, macro_f1, pearson, relative, steps, weighted_f1
from bench.claim_words import bag, best_part, cosine, covered, denies, negated, opposite
from bench.claims import by_origin, crossed, inferred, markdown

CLASSES = ("yes", "no", "unrelated")


# --------------------------------------------------------------------------------------------------------- figures


def test_f1_of_each_class_and_their_means() -> None:
    gold, said = np.array([0, 0, 1, 1, 1, 1]), np.array([0, 1, 1, 1, 1, 0])
    assert f1_by_class(gold, said, CLASSES) == {"yes": 0.5, "no": 0.75, "unrelated": 0.0}
    assert weighted_f1(gold, said, CLASSES) == pytest.approx((2 * 0.5 + 4 * 0.75) / 6)
    assert macro_f1(gold, said, CLASSES) == pytest.approx(0.625)  # of the two that are meant


def test_the_relative_score_gives_a_quarter_for_what_is_related_and_the_rest_for_the_stance() -> None:
    gold = np.array([0, 1, 2, 2])
    assert relative(gold, gold, 2) == 1.0
    assert relative(gold, np.array([1, 1, 2, 0]), 2) == pytest.approx((0.25 + 1 + 0.25) / 2.5)
    assert relative(gold, np.array([2, 2, 2, 2]), 2) == pytest.approx(0.5 / 2.5)


def test_the_area_under_the_curve_is_the_share_of_pairs_in_order() -> None:
    gold = np.array([1, 1, 0, 0])
    assert auc(np.array([4, 3, 2, 1]), gold) == 1.0
    assert auc(np.array([4, 2, 3, 1]), gold) == 0.75
    assert auc(np.array([1, 1, 1, 1]), gold) == 0.5
    assert auc(np.array([4, 3]), np.array([1, 1])) == 0.5


def test_correlation_does_not_mind_the_scale_and_is_nought_of_what_never_changes() -> None:
    one = np.array([-3.0, 0, 1, 3])
    assert pearson(one, 2 * one + 7) == pytest.approx(1)
    assert pearson(one, -one) == pytest.approx(-1)
    assert pearson(one, np.ones(4)) == pearson(one[:1], one[:1]) == 0.0


def test_thresholds_part_values_into_labels() -> None:
    assert steps(np.array([0.1, 0.2, 0.3, 0.9]), (0.2, 0.5), (2, 1, 0)).tolist() == [2, 1, 1, 0]


def test_the_threshold_with_the_highest_worth_is_fitted() -> None:
    values, gold = np.linspace(0, 1, 100), np.arange(100) >= 60
    (limit,) = fitted(values, 1, lambda t: float(np.mean((values >= t[0]) == gold)))
    assert limit == pytest.approx(0.6, abs=0.03)
    assert len(fitted(values, 2, lambda t: 0.0)) == 2
    assert fitted(np.ones(5), 2, lambda t: 0.0) == (1.0,)


# ----------------------------------------------------------------------------------------------------------- words


def test_texts_of_the_same_words_are_near() -> None:
    assert cosine("The ferry sank.", "the ferry sank") == pytest.approx(1)
    assert cosine("The ferry sank.", "A mayor resigned.") == 0.0
    assert 0 < cosine("The ferry sank.", "The ferry is late.") < 1
    assert cosine("", "the ferry") == covered("", "the ferry") == 0.0
    assert covered("The ferry sank.", "Nobody saw when the ferry sank at night.") == pytest.approx(1)
    assert set(bag("The mayor's ferries")) == set(bag("mayor ferry"))


@pytest.mark.parametrize(
    "text", ["No ferry sank.", "It didn’t sink.", "He denied it.", "The report is untrue.", "It never sank."]
)
def test_a_negator_or_a_word_of_denial_is_seen(text: str) -> None:
    assert denies(text)
    assert opposite(text, "The ferry sank.")
    assert not opposite(text, "Nothing sank.")


def test_what_stands_before_an_event_negates_it() -> None:
    text = "The ferry did n't sink , he said"
    assert negated(text, 4)
    assert not negated(text, 0)
    assert not negated("Nobody in the whole town of Oakham knew that it sank", 10)


BODY = (
    "The harbour was busy in spring. The ferry sank near Oakham on Monday! A council met about rents.\n"
    "Divers found the ferry near Oakham. Yes."
)


def test_a_part_has_the_sentences_most_like_the_headline_in_their_order() -> None:
    told = "The ferry sank near Oakham on Monday! Divers found the ferry near Oakham."
    assert best_part("Ferry sank near Oakham", BODY, words=13) == told
    assert best_part("Ferry sank near Oakham", BODY, words=12) != told
    whole = best_part("Ferry", BODY, words=500)
    assert whole == BODY.replace("\n", " ").removesuffix(" Yes.")  # too short to be a sentence


def test_a_body_without_a_sentence_is_its_own_part() -> None:
    assert best_part("Ferry", "Short.") == "Short."


# ---------------------------------------------------------------------------------------------------------- tables


def test_a_threshold_is_fitted_on_the_other_topics() -> None:
    topics = ["a"] * 50 + ["b"] * 50
    scores = np.concatenate([np.linspace(0, 1, 50), np.linspace(2, 3, 50)])
    gold = (np.tile(np.linspace(0, 1, 50), 2) >= 0.5).astype(int)
    said = crossed(scores, gold, topics)
    assert not said[:50].any()  # the threshold of b is above all of a
    assert said[50:].all()
    assert not crossed(scores[:3], gold[:3], topics[:3]).any()  # no other topic: nothing is said


def test_a_set_that_tells_two_ways_is_judged_by_what_is_the_same() -> None:
    told = [("a", "entailment"), ("a", "contradiction"), ("a", "neutral"), ("b", "not_entailment"), ("b", "entailment")]
    found = [{"origin": origin, "label": label} for origin, label in told]
    judged = np.array([[0.8, 0.1, 0.1], [0.2, 0.6, 0.2], [0.2, 0.6, 0.2], [0.4, 0.3, 0.3], [0.4, 0.3, 0.3]])
    figures = inferred(found, judged, {"b"})
    assert figures["a"] == pytest.approx(2 / 3)
    assert figures["b"] == 0.5  # 0.4 is the largest chance, but not half
    assert figures["all"] == 0.6
    assert (figures["contradiction_precision"], figures["contradiction_recall"]) == (0.5, 1.0)


def test_origins_stand_largest_first_and_all_last() -> None:
    assert by_origin([{"origin": name} for name in "abb"]) == {"b": [1, 2], "a": [0], "all": [0, 1, 2]}


def test_a_table_has_a_row_a_system_or_a_row_a_figure() -> None:
    table = {"net": {"x": 0.5, "all": 0.25}, "words": {"x": 0.125, "all": 0.0}}
    assert markdown(table, "system").splitlines() == [
        "| system | x | all |",
        "| --- | --- | --- |",
        "| net | 0.500 | 0.250 |",
        "| words | 0.125 | 0.000 |",
    ]
    assert markdown(table, "set", {"x": 1200}).splitlines()[2:] == [
        "| x | 1,200 | 0.500 | 0.125 |",
        "| all |  | 0.250 | 0.000 |",
    ]
