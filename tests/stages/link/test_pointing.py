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


def test_a_bare_surname_is_whoever_is_named_in_full_far_more_often() -> None:
    held = story(
        "Olga Penn opened the dam. Olga Penn left. Olga Penn came back. Otto Penn was there. Penn said that it snowed."
    ).holders()
    assert held["that it snowed."] == "Olga Penn"
