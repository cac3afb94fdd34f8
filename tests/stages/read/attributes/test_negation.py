"""What a content negates, and its polarity: main clause, double negation, words that negate nothing; and hedges."""

from __future__ import annotations

import pytest

from tests.stages.read.attributes.telling import told, words


@pytest.mark.parametrize(
    ("content", "found", "polarity"),
    [
        ("the pier was sold", [], "positive"),
        ("the pier was not sold", ["not"], "negative"),
        ("nobody sold the pier", ["nobody"], "negative"),
        ("the pier wasn’t sold", ["wasn’t"], "negative"),
        ("neither the pier nor the port was sold", ["neither", "nor"], "negative"),
        ("the pier is no longer for sale", ["no longer"], "negative"),
        ("the port failed to repair the pier", ["failed to"], "negative"),
        ("not only the pier but the port was sold", [], "positive"),
        ("it is not untrue that the pier was sold", ["not", "untrue"], "positive"),
        ("the port did not fail to repair it", ["not", "fail to"], "positive"),
        ("the claim was without foundation", ["without"], "negative"),
        ("the crew left without paying", [], "positive"),
        ("the report was a hoax", ["hoax"], "negative"),
        ("a false flag was raised", [], "positive"),
        ("the pier was sold because nobody wanted it", [], "positive"),
        ("if it does not rain, the pier will hold", [], "positive"),
        ("if it rains, the pier will not hold", ["not"], "negative"),
        ("pier No 7 was sold", [], "positive"),
        ("the pier was sold. Nobody knew who had bought it", [], "positive"),
        ("no. It was not sold", ["no", "not"], "negative"),
    ],
)
def test_the_main_clause_decides(content: str, found: list[str], polarity: str) -> None:
    line = f"[Doe] {{said}} <{content}>."
    attributes = told(line)
    assert (words(line, attributes.negation), attributes.polarity) == (found, polarity)


def test_a_name_given_negates() -> None:
    assert told("[Doe] {called} <the story “propaganda and lies”>.").polarity == "negative"


@pytest.mark.parametrize(
    ("content", "found", "certainty"),
    [
        ("the pier was sold", [], 1.0),
        ("the pier was allegedly sold", ["allegedly"], 0.3),
        ("it is possible that the pier may be sold", ["it is possible that", "may"], 0.3),
        ("according to unconfirmed reports the pier was sold", ["according to unconfirmed reports"], 0.4),
        ("the pier was sold in May", [], 1.0),
        ("he could not sell the pier", [], 1.0),
        ("the pier was sold. It may be rebuilt", ["may"], 1.0),
    ],
)
def test_hedges_take_certainty_away(content: str, found: list[str], certainty: float) -> None:
    line = f"[Doe] {{said}} <{content}>."
    attributes = told(line)
    assert (words(line, attributes.hedges), attributes.certainty) == (found, certainty)


def test_a_cue_hedges_too() -> None:
    line = "[The pier] {seems} <to be sold>."
    assert words(line, told(line).hedges) == ["seems"]
