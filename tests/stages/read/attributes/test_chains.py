"""Through whom words came, what they rest on, whom they answer."""

from __future__ import annotations

import pytest

from dissensus.stages.read.attributes import agency
from tests.stages.read.attributes.telling import told, words


@pytest.mark.parametrize(
    ("line", "links"),
    [
        ("[Doe], as quoted by Norvane, {said} <it was over>.", [("quoted_by", "Norvane")]),
        (
            "[Doe], as quoted by Norvane and cited by The Orla Gazette, {said} <it was over>.",
            [("quoted_by", "Orla Gazette"), ("quoted_by", "Norvane")],
        ),
        ("The agency Norvane quoted [Doe] {as saying} <it was over>.", [("quoted_by", "Norvane")]),
        ("[The Orla Gazette] {quoted} Doe as saying <it was over>.", [("said_by", "Doe")]),
        ("[Doe] {told} The Orla Gazette <it was over>.", [("told", "Orla Gazette")]),
        ("[Doe] {told} reporters on Sunday <it was over>.", []),
        ("<It was over>, [Doe] {said} in an interview with Orla Radio News.", [("told", "Orla Radio News")]),
        ("[Doe] {wrote} on Telegram <that it was over>.", [("said_on", "Telegram")]),
        ("[The port], citing an internal report, {said} <it was over>.", [("based_on", "internal report")]),
        ("[The port], citing costs, {said} <it was over>.", []),
        ("[Orla News] {reported} <that it was over, citing officials>.", [("based_on", "officials")]),
        ("[A police source] cited by Norvane {said} <it was over>.", [("quoted_by", "Norvane")]),
        ("[Doe] {said} <that Rothe told The Orla Gazette it was over>.", []),
    ],
)
def test_the_chain_goes_from_the_outlet_inwards(line: str, links: list[tuple[str, str]]) -> None:
    found = told(line).chain
    assert [(link.relation, link.name) for link in found] == links
    assert all(words(line, link.spans) == [link.name] for link in found)


def test_an_agency_is_the_outer_link_of_an_article_that_credits_it_alone() -> None:
    text = "ELDPORT (Norvane) - The pier was sold.\nThe mayor said so."
    paragraphs = [(0, 38), (39, len(text))]
    found = agency(text, paragraphs, ["Norvane"], "The Orla Gazette")
    assert found is not None
    assert (found.relation, found.name, [text[a:b] for a, b in found.spans]) == ("agency", "Norvane", ["Norvane"])
    unseen = agency("The pier was sold.", [(0, 18)], ["Norvane"], None)
    assert unseen is not None
    assert unseen.spans == ()
    assert agency(text, paragraphs, [], None) is None
    assert agency(text, paragraphs, ["Norvane", "Ostra"], None) is None  # which one, nobody tells
    assert agency(text, paragraphs, ["Norvane"], "Norvane News") is None  # it is the outlet itself


@pytest.mark.parametrize(
    ("line", "basis"),
    [
        ("[Doe] {said} <it was over>.", "none"),
        ("[Doe] {said} <she saw the pier burn>.", "saw"),
        ("<“I saw the pier burn,”> [Doe] {said}.", "saw"),
        ("[Witnesses] {said} <the pier burned>.", "saw"),
        ("[Doe] {said} <witnesses would be heard>.", "none"),
        ("[A leaked memo] {shows} <the pier was sold>.", "document"),
        ("<It was sold>, [Doe] {said}, citing court records.", "document"),
        ("[Doe] {said} <the video shows a fire>.", "image"),
        ("[The Orla Gazette] {reported} <that it was over>.", "outlet"),
        ("[A senior official] {said} <it was over>.", "anonymous"),
        ("<It was over>, [the man] {said} on condition of anonymity.", "anonymous"),
    ],
)
def test_how_a_source_knows(line: str, basis: str) -> None:
    assert told(line).basis == basis


@pytest.mark.parametrize(
    ("source", "type_", "count", "qualifiers"),
    [
        ("two senior officials", "senior official", 2, ()),
        ("three people familiar with the matter", "person", 3, ("familiar with the matter",)),
        (
            "a person close to Doe, who asked not to be named",
            "person",
            1,
            ("close to Doe", "who asked not to be named"),
        ),
        ("some Selk officials", "Selk official", None, ()),
        ("Local officials", "local official", None, ()),
        ("several aides", "aide", None, ()),
    ],
)
def test_people_without_a_name_are_typed_and_counted(
    source: str, type_: str, count: int | None, qualifiers: tuple[str, ...]
) -> None:
    found = told(f"[{source}] {{said}} <it was over>.").anonymous
    assert found is not None
    assert (found.type, found.count, found.qualifiers) == (type_, count, qualifiers)


@pytest.mark.parametrize("source", ["Jane Doe", "the officials", "Doe's aides", "senior adviser Jane Doe", "the port"])
def test_who_is_named_or_told_before_is_not_anonymous(source: str) -> None:
    assert told(f"[{source}] {{said}} <it was over>.").anonymous is None


@pytest.mark.parametrize(
    ("line", "spans", "name", "back"),
    [
        ("[Doe] {rejected} <claims made by The Orla Gazette that it was sold>.", None, "Orla Gazette", False),
        ("[Doe] {rejected claims made by The Orla Gazette} <that it was sold>.", None, "Orla Gazette", False),
        ("[Doe] {denied} <the Selk allegation>.", None, "Selk", True),
        ("[Doe] {denied} <Karl Rothe's claim that it was sold>.", None, "Karl Rothe", False),
        ("[Doe] {questioned} <what The Orla Gazette had reported>.", None, "Orla Gazette", False),
        ("[Doe] {denied} <reports in The Orla Gazette>.", None, "Orla Gazette", False),
        ("[Doe] {dismissed} <these assertions>.", None, None, True),
        ("[Doe] {denied} <that it was sold>.", None, None, False),
        ("[Doe] {accused} <the head of the port of fraud>.", "the head of the port", "the head of the port", False),
        ("[Doe] {accused Karl Rothe of} <fraud>.", "Karl Rothe", "Karl Rothe", False),
        ("[Doe] {blamed} <the flood on Karl Rothe>.", "Karl Rothe", "Karl Rothe", False),
        ("[Doe] {blamed} <Karl Rothe for the flood>.", "Karl Rothe", "Karl Rothe", False),
        ("[Doe] {praised} <Mayor Ilse Brandt for her work>.", "Mayor Ilse Brandt", "Ilse Brandt", False),
    ],
)
def test_whom_a_statement_answers(line: str, spans: str | None, name: str | None, back: bool) -> None:
    found = told(line).target
    assert found is not None
    assert (found.name, found.back) == (name, back)
    if spans:
        assert words(line, found.spans) == [spans]


def test_who_takes_no_side_answers_nobody() -> None:
    assert told("[Doe] {did not deny} <claims made by The Orla Gazette>.").target is None
    assert told("<The port> said nothing.").target is None
