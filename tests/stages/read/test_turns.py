"""Conversations written down turn by turn."""

from __future__ import annotations

import re

from dissensus.pieces import Paragraph
from dissensus.stages.read.tagger import Tagged
from dissensus.stages.read.turns import with_turns

TALK = "The mayor was asked about it.\nDOE: Is the dam safe?\nMAYOR ROE: It is. My engineers say it holds.\nDOE: Since when?"


def read(text: str, *found: Tagged) -> list[tuple[str, ...]]:
    lines = [Paragraph(*match.span()) for match in re.finditer(r"[^\n]+", text)]
    made = with_turns(text, lines, found)
    return [tuple(" ~ ".join(text[a:b] for a, b in spans) for spans in (m.source, m.cue, m.content)) for m in made]


def test_each_turn_is_a_statement() -> None:
    assert read(TALK) == [
        ("DOE", ":", "Is the dam safe?"),
        ("MAYOR ROE", ":", "It is. My engineers say it holds."),
        ("DOE", ":", "Since when?"),
    ]


def test_what_a_tagger_made_of_whole_turns_goes_and_what_it_found_within_one_stays() -> None:
    def at(words: str) -> tuple[int, int]:
        return TALK.index(words), TALK.index(words) + len(words)

    joined = Tagged((at("DOE"),), (at(":"),), (at("Is the dam safe?"), at("It is. My engineers say it holds.")), 0.4)
    within = Tagged((at("My engineers"),), (at("say"),), (at("it holds"),), 0.9)
    assert ("My engineers", "say", "it holds") in read(TALK, joined, within)
    assert len(read(TALK, joined, within)) == 4


def test_a_mark_opened_again_goes_on_with_a_turn_that_began_with_one() -> None:
    text = '"DOE: Is it safe?\n"ROE: It is.\n"It always was.\n"DOE: Good.\n"(CROSSTALK.)'
    assert ("ROE", ":", "It is. ~ It always was.") in read(text)
    assert len(read(text)) == 3


def test_a_label_in_capitals_is_no_turn() -> None:
    assert read("UPDATE: The dam broke.\nThe town was safe.\nCORRECTION: It held.\nNOTE: All is well.") == []
    assert read("Doe: Is it safe?\nRoe: It is.\nDoe: Good.") == []
