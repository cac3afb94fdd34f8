"""Reasons of records in plain sentences: every kind that links, judgements and checks give."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dissensus
from dissensus.show.reasons import READ, in_hundred, in_words

STAGES = Path(dissensus.__file__).parent / "stages"

# Each reason as a record holds it, and the sentences of it.
EXAMPLES = [
    # why a passage is on a claim
    ("opposes another of this claim: 0.81", ["opposes another passage here: 81 in 100"]),
    (
        "says the same as another of this claim: 0.37",
        ["says the same as another passage here, which others oppose: 37 in 100"],
    ),
    ("denies", ["a word of denial stands in it"]),
    ("says that it is not so", ["says that it is not so"]),
    ("stands alone", ["nothing else here was tied to it"]),
    ("answers the same matter", ["speaks of the same matter as a denial here"]),
    ("the denial points back at it", ["the denial points back at it"]),
    ("told inside the denial", ["told inside the denial"]),
    ("shares: ceasefir", ["shares words with it"]),
    ("figure: 7", ["gives the figure 7"]),
    ("figure: 1.2e+06", ["gives the figure 1,200,000"]),
    ("figure: 2.5", ["gives the figure 2.5"]),
    ("another figure: 15 against 7", ["gives another figure: 15 against 7"]),
    # what a holder says of it in one article
    ("says both in this article", ["says both in this article"]),
    ("says the opposite too, less surely", ["says the opposite too, less surely"]),
    ("cites what is cited for the other side", ["cites what is cited for the other side"]),
    # what an outlet does with it
    ("prints Tomas Rell, Lia Brandt", ["prints the word of Tomas Rell, Lia Brandt"]),
    ("prints unknown", ["prints the word of somebody unknown"]),
    (
        "prints Lia Brandt, unknown, The Unknown, Inc.",
        ["prints the word of Lia Brandt, somebody unknown, The Unknown, Inc."],
    ),
    ("prints what may be on the claim, by Lia Brandt", ["prints what may be about this, by Lia Brandt"]),
    ("no statement on the claim in 2 articles on the story", ["no statement on the claim in 2 articles on the story"]),
    (
        "says what may be on the claim: it shares its words, and no more links it",
        ["says what may be about this: it shares words with it, and nothing more ties them"],
    ),
    ("its text breaks off", ["its text breaks off"]),
    ("nothing was read of it", ["nothing was read of it"]),
    ("language Russian (ru) has no reading rules yet", ["language Russian (ru) has no reading rules yet"]),
    # why it is a dispute, of which level and kind
    ("3 assert, 2 deny or doubt", ["3 assert, 2 deny or doubt"]),
    (
        "a denial put into words; the two sides are linked with 0.64",
        ["a denial is put into words", "that its two sides answer each other: 64 in 100"],
    ),
    (
        "perhaps a dispute: the two sides are linked with 0.40; all that stands in it makes it 0.10 sure, below 0.15",
        [
            "perhaps a dispute: that its two sides answer each other: 40 in 100",
            "all that stands here makes it 10 in 100 sure; from 15 in 100 on it would be shown as one",
        ],
    ),
    (
        "figures that differ, which seldom means a dispute; the two sides are linked with 0.12",
        ["figures that differ, which seldom means a dispute", "that its two sides answer each other: 12 in 100"],
    ),
    (
        "a plain contradiction: the two sides are linked with 0.60",
        ["a plain contradiction: that its two sides answer each other: 60 in 100"],
    ),
    (
        "perhaps a contradiction: the two sides are linked with 0.30, below 0.55",
        [
            "perhaps a contradiction: that its two sides answer each other: 30 in 100; from 55 in 100 on it would be shown as "
            "plain"
        ],
    ),
    ("a denial; no article here prints the accusation", ["a denial; no article here prints the accusation"]),
    (
        "kind by its words: cracks, report (0.71)",
        ["its kind shows in the words cracks and report: 71 in 100"],
    ),
    (
        "Tomas Rell differs: asserts on 2024-05-03, denies on 2024-06-11",
        ["Tomas Rell asserts it on 3 May 2024 and denies it on 11 June 2024"],
    ),
    # why a statement answers a typed claim, or does not
    ("under one claim with another answer", ["stands under one claim with another answer"]),
    ("the net: the same 0.80, opposed 0.05", ["the net takes it for the same: 80 in 100, for the opposite: 5 in 100"]),
    ("the net: something else 0.90", ["the net takes it for something else: 90 in 100"]),
    ("too unsure: 0.20", ["too unsure to tell: 20 in 100"]),
    ("shares too little", ["shares too few words with it"]),
    ("another name: Lia Brandt, not Tomas Rell", ["another name: Lia Brandt, not Tomas Rell"]),
    ("does not name Tomas Rell", ["does not name Tomas Rell"]),
    ("the other way round", ["the other way round"]),
    ("another time: 05-03, not 06-11", ["another time: 05-03, not 06-11"]),
    ("does not say how many: 7 is asked", ["does not say how many: 7 is asked"]),
    ("another figure that can hold too: 5 beside 7", ["gives another figure, and both can hold: 5 beside 7"]),
    ("on the same side", ["on the same side"]),
    ("on the other side", ["on the other side"]),
    ("carries what others say", ["carries what others say"]),
    ("takes no side", ["takes no side"]),
    ("takes no side: asks", ["takes no side: only asks"]),
    # how it was read
    ("rule: owned_noun", ["read from a noun that tells whose words they are (“the mayor’s claim that …”)"]),
    ("rule: cue_negated", ["the word of saying is itself negated (“did not confirm”)"]),
    ("rule: tagged", []),
    ("rule: of_tomorrow", []),
]


@pytest.mark.parametrize(("reason", "sentences"), EXAMPLES, ids=[reason[:40] for reason, _ in EXAMPLES])
def test_each_kind_of_reason_has_its_sentence(reason: str, sentences: list[str]) -> None:
    assert in_words([reason]) == sentences


def test_what_several_statements_of_a_position_say_is_told_once() -> None:
    because = (
        "denies",
        "opposes another of this claim: 0.81",
        "shares: talk",
        "shares: bridg",
        "rule: tagged",
        "opposes another of this claim: 0.40",
        "denies",
    )
    assert in_words(because) == [
        "a word of denial stands in it",
        "opposes other passages here: 40 to 81 in 100",
        "shares words with it",
    ]


def test_with_the_passage_the_words_are_named_that_others_have_too() -> None:
    because = ("shares: talk", "shares: bridg", "shares: gone")
    assert in_words(because, "There were no Talks on the bridges.") == ["shares words with it: “Talks” and “bridges”"]
    assert in_words(because, "Nothing of the kind.") == ["shares words with it"]


def test_every_rule_of_reading_has_its_words() -> None:
    """The rules are told by their names in the sources of the stage that reads."""
    named = re.compile(r'(?:rule=|content, |content,\), )"([a-z_]+)"')
    found = {name for path in (STAGES / "read").rglob("*.py") for name in named.findall(path.read_text("utf-8"))}
    assert len(found) >= 15
    assert found <= READ.keys()


def test_hundredths_say_it_where_there_is_hardly_one() -> None:
    assert [in_hundred(share) for share in (1.0, 0.5, 0.001)] == ["100 in 100", "50 in 100", "fewer than 1 in 100"]


@given(st.lists(st.text() | st.sampled_from([reason for reason, _ in EXAMPLES])), st.text())
def test_any_reasons_become_sentences_and_none_twice(because: list[str], quote: str) -> None:
    told = in_words(because, quote)
    assert all(told)
    assert len(told) == len(set(told))


KNOWN = re.compile(
    r"rule: |shares: |prints |takes no side|.* differs: |kind by|figure|another figure|the net|too unsure"
)


@given(st.text(min_size=1).filter(lambda text: not KNOWN.match(text)))
def test_what_is_of_no_known_kind_stays_as_it_is(reason: str) -> None:
    assert in_words([reason]) == [reason]
