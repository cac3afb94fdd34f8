"""Who a source is that no name tells, one readable story a case: the words of a statement, and who holds it."""

from __future__ import annotations

import pytest

from dissensus.records import Edge, Relation, Speaker, SpeakerKind
from tests.stages.link.linking import story


@pytest.mark.parametrize(
    ("text", "words", "holder"),
    [
        pytest.param(
            "Harbour chief Jane Doe met Karl Rothe. Doe said that it rained. She said that it hailed.",
            "that it hailed.", "Jane Doe", id="who spoke last",
        ),
        pytest.param(
            "Mr. Karl Rothe said that it rained. Mrs. Jane Doe said that it snowed. He said that it hailed.",
            "that it hailed.", "Karl Rothe", id="gender by title",
        ),
        pytest.param(
            "Jane Doe, the mayor of Port Ellery, opened the dam. The mayor said that it hailed.",
            "that it hailed.", "Jane Doe", id="apposition of a bystander",
        ),
        pytest.param(
            "Jane Doe was elected mayor in May. The mayor said that it hailed.",
            "that it hailed.", "Jane Doe", id="copula",
        ),
        pytest.param(
            "Senator Jane Doe opened the dam. The lawmaker said that it hailed.",
            "that it hailed.", "Jane Doe", id="a noun that takes in her role",
        ),
        pytest.param(
            "The Elmar Water Ministry met on Monday. The ministry said that it hailed.",
            "that it hailed.", "Elmar Water Ministry", id="a body by its noun",
        ),
        pytest.param(
            "The Harlow campaign said that it rained. The Mercer campaign said that it hailed.",
            "that it hailed.", "The Mercer campaign", id="bodies of one noun",
        ),
        pytest.param(
            "The Harlow campaign said that it rained. The campaign said that it hailed.",
            "that it hailed.", "The Harlow campaign", id="the noun alone",
        ),
        pytest.param(
            "Brosk, a software company, said that it rained. The company said that it hailed.",
            "that it hailed.", "Brosk", id="a company by its apposition",
        ),
        pytest.param(
            "Harbour chief Karl Rothe opened the dam. Former harbour agent Jane Doe said that it hailed.",
            "that it hailed.", "Jane Doe", id="a name behind its roles",
        ),
        pytest.param(
            "Jane Doe said that it rained. A Doe supporter said that it hailed.",
            "that it hailed.", "A Doe supporter", id="a name that narrows a noun",
        ),
        pytest.param(
            "Two senior officials said that it rained. They said that it hailed.",
            "that it hailed.", "Two senior officials", id="they are a group",
        ),
        pytest.param(
            "That is the fault of the Selk authorities. After all, they said that it hailed.",
            "that it hailed.", "Selk authorities", id="they are a group that said nothing before",
        ),
        pytest.param(
            "A new report said that it rained. It said that it hailed.",
            "that it hailed.", "A new report", id="it is a document",
        ),
        pytest.param(
            "Engineer Tomas Relk said that it rained. Northern European trade and the Elmar County Republican were "
            "praised. He said that it hailed.",
            "that it hailed.", "Tomas Relk", id="adjectives of people and parties are nobody",
        ),
        pytest.param(
            "Engineer Tomas Relk said that it rained. Few people said that it snowed. He said that it hailed.",
            "that it hailed.", "Tomas Relk", id="a few people are not he",
        ),
        pytest.param(
            "Magda Ilves met Karl Rothe in port. She said that it hailed.",
            "that it hailed.", "Magda Ilves", id="gender by given name",
        ),
        pytest.param(
            "Tomas Relk of the harbour office spoke to Karl Rothe. It rained. He told Rothe that it hailed.",
            "that it hailed.", "Tomas Relk", id="whoever is told is not who tells",
        ),
        pytest.param(
            "A Selk judge said that it hailed. Lawyers read the papers for days. Judge Jane Doe then said that it snowed.",
            "that it hailed.", "Jane Doe", id="a role whose bearer is named further down",
        ),
        pytest.param(
            "Tomas Relk came late. His lawyer said that it hailed. Karl Rothe, a lawyer for Relk, said that it snowed.",
            "that it hailed.", "Karl Rothe", id="his lawyer, named further down",
        ),
        pytest.param(
            "Jane Doe, the president of Selk, opened the dam. The band leader said that it hailed.",
            "that it hailed.", "The band leader", id="a noun before the role speaks against others",
        ),
        pytest.param(
            "Senator Jane Doe met President Karl Rothe. The senator said that it hailed.",
            "that it hailed.", "Jane Doe", id="an office speaks against another",
        ),
        pytest.param(
            "The Elmar Supreme Court said that it rained. Court clerks said that it hailed.",
            "that it hailed.", "Court clerks", id="a role that only narrows a noun",
        ),
        pytest.param(
            "Many ferrymen said that it rained. Many readers said that it hailed.",
            "that it hailed.", "Many readers", id="many are not other many",
        ),
        pytest.param(
            "Kyiv said that it rained. The Ukrainian side said that it hailed.",
            "that it hailed.", "Ukraine", id="a state's side",
        ),
        pytest.param(
            "Saudi Arabia said that it rained. The kingdom said that it hailed.",
            "that it hailed.", "Saudi Arabia", id="a noun for a state",
        ),
        pytest.param(
            "Governor Karl Rothe met Gov. Tomas Relk of Selk in port. He met the Rev. Jan Aldane too. "
            "The Elmar governor said that it snowed. Relk's lawyer said that it hailed.",
            "that it hailed.", "Relk's lawyer", id="somebody's lawyer is nobody named",
        ),
        pytest.param(
            "The Ponteval Ledger reported that it rained. The authors of the article said that it hailed.",
            "that it hailed.", "Ponteval Ledger", id="an article's authors",
        ),
        pytest.param(
            "Jane Doe put forward proposals on the dam. According to these proposals, it has to go.",
            "it has to go.", "Jane Doe", id="what somebody put forward",
        ),
        pytest.param(
            "The head of the river authority Magda Ilves said that it hailed.",
            "that it hailed.", "Magda Ilves", id="a name behind a role without a comma",
        ),
        pytest.param(
            "Elmar Water Ministry spokeswoman Jane Doe said that it rained. The ministry said that it hailed.",
            "that it hailed.", "Elmar Water Ministry", id="a body that only its voice names",
        ),
        pytest.param(
            "Downing Street said that it hailed. London said that it snowed.",
            "that it hailed.", "Downing Street", id="a house that governs",
        ),
    ],
)  # fmt: skip
def test_a_source_is_who_the_text_means(text: str, words: str, holder: str) -> None:
    assert story(text).holders()[words] == holder


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The Marit Aldane was in port. He said that it hailed.", id="a ship is nobody"),
        pytest.param("Spokesman Tomas Relk said that it rained. She said that it hailed.", id="other gender"),
        pytest.param("Jane Doe said that it rained. You said that it hailed.", id="whoever reads"),
        pytest.param("I said that it hailed.", id="nobody's words"),
        pytest.param("The Jane Doe Show was on. She said that it hailed.", id="a show is nobody"),
        pytest.param(
            "Jane Doe, the chief executive of Nordal Line, met the crew. Nordal Line said that it rained. "
            "He said that it hailed.",
            id="a body that somebody leads is nobody",
        ),
    ],
)
def test_unknown_is_an_answer(text: str) -> None:
    assert "that it hailed." not in story(text).holders()


def test_the_spokesman_of_somebody_else_is_not_the_one_named() -> None:
    held = story(
        "Harbour spokeswoman Jane Doe said that it rained. Karl Rothe's spokeswoman said that it hailed. "
        "Karl Rothe said that it snowed."
    ).holders()
    assert held["that it hailed."] != "Jane Doe"


def test_a_voice_holds_its_words_and_speaks_for_its_body() -> None:
    linked = story("Elmar Water Ministry spokeswoman Jane Doe said that it rained.")
    names = {s.id: s.name for s in linked.of(Speaker)}
    (edge,) = [e for e in linked.of(Edge) if e.relation is Relation.SPEAKS_FOR]
    assert (names[edge.left], names[edge.right]) == ("Jane Doe", "Elmar Water Ministry")


def test_people_without_a_name_keep_their_type_number_and_qualifiers() -> None:
    linked = story("Three senior officials familiar with the matter said that it rained.")
    (nameless,) = [s for s in linked.of(Speaker) if s.kind is SpeakerKind.ANONYMOUS]
    assert nameless.anonymous is not None
    assert (nameless.anonymous.type, nameless.anonymous.count) == ("senior official", 3)
    assert nameless.anonymous.qualifiers == ("familiar with the matter",)


def test_in_an_interview_i_is_who_is_interviewed() -> None:
    held = story(
        "We interviewed Jane Doe about her dam.\n\nHow old is it?\n\nI think that it is old.\n\nWho built it?\n\n"
        "I believe that they are dead.\n\nWill it hold?\n\nI hope that it will."
    ).holders()
    assert set(held.values()) == {"Jane Doe"}


def test_a_writer_whom_nobody_names_speaks_for_the_outlet() -> None:
    column = "I think that it will rain.\n\nThe dam is old.\n\nI believe that it leaks."
    assert set(story(column, outlets=("The Orla Gazette",)).holders().values()) == {"The Orla Gazette"}
    assert set(story(f"{column}\n\nKarl Rothe.\n\nI know better.\n\nJane Doe.").holders().values()) == set()


@pytest.mark.parametrize(
    ("text", "voice", "body"),
    [
        ("A spokesman for Downing Street said that it rained.", "A spokesman for Downing Street", "Downing Street"),
        (
            "Jane Doe, press secretary of the Elmar Water Company, said that it rained.",
            "Jane Doe",
            "Elmar Water Company",
        ),
        ("A spokesman for Mayor Jane Doe said that it rained.", "A spokesman for Mayor Jane Doe", "Jane Doe"),
    ],
)
def test_whom_a_voice_speaks_for(text: str, voice: str, body: str) -> None:
    linked = story(text)
    names = {s.id: s.name for s in linked.of(Speaker)}
    (edge,) = [e for e in linked.of(Edge) if e.relation is Relation.SPEAKS_FOR]
    assert (names[edge.left], names[edge.right]) == (voice, body)


@pytest.mark.parametrize(
    ("place", "state"), [("Moscow", "Russia"), ("Washington", "United States"), ("Berlin", "Germany")]
)
def test_a_capital_speaks_as_its_state(place: str, state: str) -> None:
    (speaker,) = story(f"{place} said that it rained.").of(Speaker)
    assert (speaker.name, speaker.kind) == (state, SpeakerKind.STATE)


def test_a_dozen_are_twelve() -> None:
    (nameless,) = story("A dozen diplomats said that it rained.").of(Speaker)
    assert nameless.anonymous is not None
    assert (nameless.anonymous.type, nameless.anonymous.count) == ("diplomat", 12)


def test_a_bare_surname_is_whoever_is_named_in_full_far_more_often() -> None:
    held = story(
        "Olga Penn opened the dam. Olga Penn left. Olga Penn came back. Otto Penn was there. Penn said that it snowed."
    ).holders()
    assert held["that it snowed."] == "Olga Penn"


def test_a_role_that_a_relative_clause_tells_more_of_is_the_same() -> None:
    held = story(
        "The Orla Gazette said that it rained. The newspaper, which appears in the capital of Merovar, said that it hailed."
    ).holders()
    assert set(held.values()) == {"Orla Gazette"}
