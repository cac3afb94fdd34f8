"""Words on another's words: nouns with an owner, messages, names that somebody gives, a second verb of one subject."""

from __future__ import annotations

import pytest

from tests.stages.read.reading import told
from tests.stages.read.test_told import statements


def inner(line: str) -> list[tuple[str, str, str, str]]:
    """Act, source, cue and content of what is nested or goes on in a marked line."""
    text, made = statements((line,))
    rows = [(one, told(text, one)) for one in made if one.because[0] not in ("tagged", "own_voice")]
    return [(one.act.value, joined(row, "source"), joined(row, "cue"), joined(row, "content")) for one, row in rows]


def joined(row: dict[str, list[str]], role: str) -> str:
    return " … ".join(row[role])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("[Doe] {said} <that Orla's refusal to negotiate has cost lives>.", ("declines", "Orla", "refusal", "to negotiate")),
        (
            "[Doe] {said} <that because of the mayor's stubborn unwillingness to pay, the port has closed>.",
            ("declines", "the mayor", "unwillingness", "to pay"),
        ),
        (
            "[Doe] {said} <the reluctance of the union to meet was known>.",
            ("declines", "the union", "reluctance", "to meet"),
        ),
        ("[Doe] {hailed} <the port's offer to rebuild the pier>.", ("proposes", "the port", "offer", "to rebuild the pier")),
        ("[Doe] {derided} <its promise to pay was worthless>.", ("promises", "its", "promise", "to pay")),
        (
            "[Doe] {said} <the conduct of the Orla side regarding the refusal of the text led to this>.",
            ("declines", "the Orla side", "refusal of", "the text led to this"),
        ),
    ],
)  # fmt: skip
def test_a_noun_of_refusing_or_offering_with_its_owner_is_a_statement(line: str, found: tuple[str, ...]) -> None:
    assert inner(line) == [found]


@pytest.mark.parametrize(
    "line",
    [
        "[Doe] {said} <the refusal to negotiate cost lives>.",
        "[Doe] {said} <that its offer to the mayor was late>.",
        "[Doe] {said} <that a demand to leave was heard>.",
        "[Doe] {praised} <the town's answer to the flood>.",
    ],
)
def test_a_noun_without_owner_or_infinitive_is_none(line: str) -> None:
    assert inner(line) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "[Doe] {said} <that in 2019 Orla sent signals to the port of Selk about its readiness to pay>.",
            ("Orla", "sent signals", "its readiness to pay"),
        ),
        (
            "[Doe] {said} <that the ministry had sent a clear message that the pier must close>.",
            ("the ministry", "had sent a clear message", "that the pier must close"),
        ),
        ("[Doe] {claimed} <the mayor gave assurances of help>.", ("the mayor", "gave assurances", "help")),
        ("[Doe] {claimed} <the council issued a warning of floods>.", ("the council", "issued a warning", "floods")),
    ],
)
def test_a_message_that_somebody_sent_is_a_statement(line: str, found: tuple[str, ...]) -> None:
    assert [row[1:] for row in inner(line)] == [found]


@pytest.mark.parametrize(
    "line",
    [
        "[Doe] {said} <that the council sent a boat to the people of Selk>.",
        "[Doe] {said} <that the ministry sent a message to thousands of owners>.",
        "[Doe] {hopes} <the day sends a signal>.",
    ],
)
def test_what_carries_no_words_is_no_message(line: str) -> None:
    assert inner(line) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("[Doe] {cited} <what Orla describes as foreign meddling as the reason>.", ("Orla", "describes as", "foreign meddling")),
        ("[Doe] {recalled} <what the mayor had called a plot>.", ("the mayor", "had called", "a plot")),
        ("[Doe] {left} <over what critics labelled a sham>.", ("critics", "labelled", "a sham")),
    ],
)  # fmt: skip
def test_a_name_that_somebody_gives_is_a_statement(line: str, found: tuple[str, ...]) -> None:
    assert [row[1:] for row in inner(line)][:1] == [found]


def test_what_is_not_named_by_anybody_is_none() -> None:
    assert inner("[Doe] {asked} <what is called a sham>.") == []
    assert inner("[Doe] {knew} <what the mayor bought>.") == []


@pytest.mark.parametrize(
    ("line", "outer", "found"),
    [
        (
            "[Doe] {voiced her fears over} <the old pier and again blamed everyone: the port, the mayor>.",
            "the old pier",
            ("blames", "Doe", "again blamed", "everyone: the port, the mayor"),
        ),
        (
            "[Orla] {wants} <to keep its islands and, therefore, rejects their surrender>.",
            "to keep its islands",
            ("declines", "Orla", "rejects", "their surrender"),
        ),
        (
            "[Roe] {praised} <the crew but condemned the owners>.",
            "the crew",
            ("accuses", "Roe", "condemned", "the owners"),
        ),
    ],
)
def test_a_second_verb_of_the_same_subject_is_a_statement_of_its_own(
    line: str, outer: str, found: tuple[str, ...]
) -> None:
    assert inner(line) == [found]
    text, made = statements((line,))
    assert told(text, made[0])["content"] == [outer]


@pytest.mark.parametrize(
    "line",
    [
        "[Doe] {said} <that the mayor left and blamed the port>.",
        "[Doe] {praised} <the plan drawn up and proposed by the council>.",
        "[Doe] {regretted} <the rumours and claims of fraud>.",
        "[Doe] {feared} <the mayor was ill and blamed the port>.",
    ],
)
def test_a_second_verb_of_another_subject_is_left_where_it_is(line: str) -> None:
    assert not [row for row in inner(line) if row[1] == "Doe"]


def test_who_is_quoted_last_carries_all_of_the_sentence() -> None:
    text, made = statements(
        ("[Doe] {said} <it rains>.",), ("<It> {was stated by} [the engineer Roe], quoted by the agency Norvane.",)
    )
    _, roe, norvane = made
    assert told(text, norvane) == {
        "source": ["the agency Norvane"],
        "cue": ["quoted by"],
        "content": ["It was stated by the engineer Roe"],
    }
    assert roe.parent == norvane.id
