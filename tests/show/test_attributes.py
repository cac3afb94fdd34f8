"""A statement's attributes in words."""

from __future__ import annotations

import pytest

from dissensus.records import Act, Anonymous, Basis, Hop, Kind, Maker, Polarity
from dissensus.show import attributes


def test_every_value_has_its_words() -> None:
    assert set(attributes.KINDS) == set(Kind)
    assert set(attributes.BASES) == set(Basis)
    assert all(attributes.act(act) for act in Act)


@pytest.mark.parametrize(
    ("hops", "words"),
    [
        ((), ""),
        ((Hop("Norwire", "agency"), Hop("the Islander", "quoted_by")), "text of Norwire, quoted by the Islander"),
        ((Hop("an envoy", "said_by"), Hop("a\x1b[31m draft", "based_on")), "said by an envoy, based on a draft"),
    ],
)
def test_a_chain_is_told_from_the_outlet_inwards(hops: tuple[Hop, ...], words: str) -> None:
    assert attributes.chain(hops) == words


@pytest.mark.parametrize(
    ("maker", "words"),
    [
        (Maker("read", "5"), "rules (read 5)"),
        (Maker("read", "5", "statements-1"), "net statements-1 with rules (read 5)"),
        (Maker("person", "1"), "a person"),
    ],
)
def test_who_made_it(maker: Maker, words: str) -> None:
    assert attributes.maker(maker) == words


@pytest.mark.parametrize(
    ("name", "text", "number", "words"),
    [
        (None, "", None, ""),
        ("the Mail", "", None, "answers the Mail"),
        ("the Mail", "The Mail", None, "answers the Mail"),
        ("the Mail", "claims made by the Mail", None, "answers the Mail: “claims made by the Mail”"),
        ("the Mail", "", 3, "answers 3 (the Mail)"),
        (None, "“No talks”", 3, "answers 3: “No talks”"),
    ],
)
def test_whom_it_answers(name: str | None, text: str, number: int | None, words: str) -> None:
    assert attributes.answers(name, text, number) == words


def test_what_takes_back_negates_and_is_put_in() -> None:
    assert attributes.hedged(()) == ""
    assert attributes.hedged(("may", "allegedly"), 0.4) == "hedged: “may” and “allegedly”, certainty 0.40"
    assert attributes.negated(Polarity.NEGATIVE, ()) == "negative"
    assert attributes.negated(Polarity.POSITIVE, ("never",)) == "negated: “never”"
    assert attributes.negated(Polarity.POSITIVE, ()) == ""
    assert attributes.edited(("[of the treaty]",)) == "edited: “[of the treaty]”"
    two = Anonymous("official", 2, ("familiar with the matter",))
    assert attributes.unnamed(two) == "not named: official (2), “familiar with the matter”"
    assert attributes.unnamed(Anonymous("envoy", 1)) == "not named: envoy"


@pytest.mark.parametrize(("value", "words"), [(0.9, ""), (0.6, "confidence 0.60"), (0.31, "unsure (0.31)")])
def test_how_sure(value: float, words: str) -> None:
    assert attributes.unsure(value) == words
