"""What a tagger marked, mended by what stands around it."""

from __future__ import annotations

import pytest

from dissensus.records import Statement, Voice
from dissensus.stages.read import read
from tests.stages.read.reading import article, told
from tests.stages.read.test_told import given, statements


@pytest.mark.parametrize(
    ("line", "content"),
    [
        ("The port spoke of the alleged plot, <which> [Orla] {has denied}.", "the alleged plot"),
        ("He faces the charges of fraud, <which> [Doe] {rejects}.", "the charges of fraud"),
        ("The town heard the rumours, <which> [the mayor] {dismissed}.", "the rumours"),
    ],
)
def test_a_relative_pronoun_stands_for_the_noun_before_it(line: str, content: str) -> None:
    text, made = statements((line,))
    assert [told(text, one)["content"] for one in made if one.voice is Voice.ATTRIBUTED] == [[content]]


def test_a_relative_pronoun_stands_for_the_clause_that_somebody_says() -> None:
    text, tagger = given(("[Roe] {said} <that the army had shelled the pier>, which Doe denied.",))
    start = text.index("which")
    doe = text.index("Doe")
    tagger.found.append(type(tagger.found[0])(((doe, doe + 3),), ((doe + 4, doe + 10),), ((start, start + 5),), 0.9))
    made = [r for r in read(*article(text), tagger) if isinstance(r, Statement)]
    assert told(text, made[1])["content"] == ["the army had shelled the pier"]


def test_a_pronoun_that_is_the_subject_stays() -> None:
    text, made = statements(("[The letter], <which> {said} that it rains.",))
    assert told(text, made[0])["content"] == ["which"]


SPEAKER_BEFORE = "[Doe] {said} <it rains>."


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("The long talks of March collapsed when Orla withdrew, {citing} <the costs>.", "Orla"),
        ("The last great market shut after the mayor left, {saying} <it was unsafe>.", "the mayor"),
        ("The Port Ministry closed on Friday, {claiming} <that it had no money>.", "The Port Ministry"),
    ],
)
def test_a_participle_has_the_subject_of_its_own_clause(line: str, source: str) -> None:
    text, made = statements((SPEAKER_BEFORE,), (line,))
    mine = [one for one in made if "".join(told(text, one)["cue"]).endswith("ing")]
    assert [told(text, one)["source"] for one in mine] == [[source]]
    assert [text[a.start : a.end] for one in made if one.voice is Voice.OWN for a in one.content] == [
        line.split(", {", maxsplit=1)[0]
    ]


def test_a_participle_that_has_a_source_in_its_sentence_keeps_it() -> None:
    text, made = statements(("The talks collapsed when Orla withdrew, {citing} <the costs>, as [Doe] put it.",))
    assert told(text, made[0])["source"] == ["Doe"]


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("<All tolls> must be lifted, {as suggested by} [Orla].", "All tolls must be lifted"),
        ("<The pier> was sold in May, {as reported by} [the Gazette].", "The pier was sold in May"),
        ("<Orla> should pay, {as demanded by} [Roe].", "Orla should pay"),
    ],
)
def test_what_is_said_as_suggested_is_all_of_the_clause(line: str, whole: str) -> None:
    text, made = statements((line,))
    assert told(text, made[0])["content"] == [whole]


@pytest.mark.parametrize(
    ("line", "source", "cue", "content"),
    [
        ("[Orla's council] {reacted to} <the Gazette article on secret sales>.", ["Gazette"], ["article"], ["secret sales"]),
        ("{Commenting on} <reports that the pier was sold>, [Doe] left.", None, ["reports"], ["that the pier was sold"]),
        ("[Doe] {responded to} <the allegations of fraud>.", None, ["allegations"], ["fraud"]),
    ],
)  # fmt: skip
def test_who_only_reacts_does_not_say_it(
    line: str, source: list[str] | None, cue: list[str], content: list[str]
) -> None:
    text, made = statements((line,))
    row = told(text, made[0])
    assert (row.get("source") or None, row["cue"], row["content"]) == (source, cue, content)


def test_who_comments_on_no_report_is_told_as_found() -> None:
    text, made = statements(("[Doe] {commented on} <the weather>.",), ("[Roe] {said} <reports of fraud were false>.",))
    assert [told(text, one)["source"] for one in made] == [["Doe"], ["Roe"]]


def test_what_goes_on_with_somebodys_words_is_handed_back() -> None:
    text, tagger = given(("[Doe] {said} <that talks were held>, but they failed. [Orla] {denies} <this notion>.",))
    start = text.index("they failed")
    one = tagger.found[0]
    first, second = one.content
    kind = type(one)
    tagger.found = [
        kind(one.source[:1], one.cue[:1], (first,), 0.9),
        kind(one.source[1:], one.cue[1:], ((start, start + len("they failed")), second), 0.9),
    ]
    made = [r for r in read(*article(text), tagger) if isinstance(r, Statement)]
    assert [told(text, m)["content"] for m in made] == [["that talks were held, but they failed"], ["this notion"]]
