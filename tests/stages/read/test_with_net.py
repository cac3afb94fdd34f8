"""What the net that comes along reads of invented sentences: `[source] {cue} <content>`, all in one article a case."""

from __future__ import annotations

import pytest

from dissensus import nets
from dissensus.records import Kind, Statement, Voice
from dissensus.stages.read import read
from dissensus.stages.read.by_net import ByNet
from tests.stages.read.reading import article, told, unmarked


def statements(text: str) -> list[Statement]:
    """The attributed statements that are not nested, by the net."""
    found = read(*article(text), ByNet(nets.statements()))
    return [r for r in found if isinstance(r, Statement) and r.voice is Voice.ATTRIBUTED and r.parent is None]


@pytest.mark.parametrize(
    "line",
    [
        "[The mayor of Eldport, Jane Marlow], {said} <the bridge would stay closed until spring>.",
        "<“The bridge will stay closed until spring,”> {said} [the mayor of Eldport].",
        "[Marlow] {denied} <that the bridge had been neglected>.",
        "{According to} [the harbour authority], <four ships were turned away on Monday>.",
        "<Four ships were turned away on Monday>, {according to} [the harbour authority].",
        "[The union] {accused} <the company of hiding the report>.",
        "[Marlow] {told} reporters <that the bridge was safe>.",
        "[She] {warned} <that the dam could fail within weeks>.",
        "[The ministry] {demanded} <an apology>.",
        "[Residents] {fear} <the dam will not hold>.",
        "[Engineers] {believe} <the crack is older than the bridge>.",
    ],
)
def test_a_sentence_and_who_says_what_in_it(line: str) -> None:
    text, passages = unmarked(line)
    assert [told(text, one) for one in statements(text)] == [passages]


def contents(text: str) -> list[str]:
    return [text[s.start : s.end] for one in statements(text) for s in one.content]


def test_a_quotation_that_is_broken_by_its_speaker_is_one_statement() -> None:
    text = "“The bridge is safe,” Marlow said. “We have tested every bolt of it.”"
    made = statements(text)
    assert len(made) == 1
    assert told(text, made[0])["source"] == ["Marlow"]
    assert len(made[0].content) == 2
    assert made[0].kind is Kind.DIRECT


def test_a_quotation_goes_on_over_paragraphs_whose_marks_are_opened_anew() -> None:
    text = (
        "“The bridge is safe,” Marlow said in a speech on Friday. “We have tested every bolt of it.\n"
        "“And we will test every bolt again before a single lorry crosses it.”"
    )
    assert any("And we will test" in content for content in contents(text))


def test_a_colon_leads_a_quotation_in() -> None:
    text = "Marlow was blunt: “Nobody will cross this bridge before spring.”"
    assert "Nobody will cross this bridge" in contents(text)[0]


def test_two_speakers_in_one_sentence_are_two_statements() -> None:
    text = "Marlow said the bridge was safe, but the union said it had never been tested."
    assert [told(text, one)["source"] for one in statements(text)] == [["Marlow"], ["the union"]]


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "„“"])
def test_every_kind_of_quotation_mark_is_read(marks: str) -> None:
    text = f"{marks[0]}The bridge is safe and will stay open,{marks[1]} said Jane Marlow, the mayor of Eldport."
    assert any("The bridge is safe" in content for content in contents(text))


def test_a_mark_that_nothing_closes_loses_nothing() -> None:
    text = "“The bridge is safe, Marlow said on Friday.\nThe union said that it was not."
    assert len(statements(text)) >= 1


def test_a_sentence_in_which_nobody_speaks_is_the_outlets_own() -> None:
    assert statements("The bridge was built in 1911 and carries two lanes over the Ishar.") == []


def test_an_article_is_read_alike_alone_and_behind_others() -> None:
    text = "Marlow said the bridge was safe. The union denied that it had ever been tested."
    first = statements(text)
    statements("“Nobody will cross,” said the union.\n" * 40)
    assert statements(text) == first
