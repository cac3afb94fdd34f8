"""The stage as a whole: laws over any text, and what it refuses to read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.records import BlockKind, Drop, Mention, MentionKind, Quantity, SpeakerKind, Statement, Time, Voice
from dissensus.stages.read import read
from dissensus.stages.read.scan import MAX_UNIT
from tests.stages.read.reading import MAKER, article, records, statements

WORDS = st.sampled_from(
    'said that the mayor denied “ ” " ‘ ’ « » , . ; : — no not never claims by according to Ilse Brandt she they 14 million '
    "people dead told reporters reports this However and but who … ( ) ' U.S. Mr. 3.5 \u202e é 漢 'tis \n".split(" ")
)


@settings(max_examples=150, deadline=None, database=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_every_passage_lies_in_its_paragraph_whatever_the_text(text: str) -> None:
    made, blocks = article(text)
    for record in read(made, blocks):
        spans = []
        if isinstance(record, Statement):
            spans = [*record.source, *record.cue, *record.content, *record.negation, *record.hedges]
            assert record.content, "a statement says something"
        elif isinstance(record, Mention | Quantity | Time):
            spans = [record.span]
        for span in spans:
            assert 0 <= span.start < span.end <= len(text)


@settings(max_examples=50, deadline=None, database=None)
@given(st.text(max_size=300))
def test_any_characters_at_all_are_read_without_a_fault(text: str) -> None:
    assert all(isinstance(record, Statement | Mention | Quantity | Time) for record in read(*article(text)))


def test_a_cut_block_and_a_language_without_a_file_say_nothing() -> None:
    text = "The mayor said that nobody had been paid."
    made, (block,) = article(text)
    cut = type(block)(block.span, BlockKind.RELATED, False, "test", MAKER)
    assert list(read(made, [cut])) == []
    for code, reason in (
        ("uk", "language Ukrainian (uk) has no reading rules yet; there are some for English, German"),
        (None, "language not told: its text is too short, or in several languages"),
    ):
        foreign = replace(made, language=code)
        (drop,) = read(foreign, [block])
        assert isinstance(drop, Drop)
        assert (drop.what, drop.stage, drop.reason) == (made.id, "read", reason)
        assert list(read(foreign, [cut])) == []  # of which another drop tells that nothing was kept


def test_a_block_in_another_language_than_its_article_is_passed_over() -> None:
    made, (block,) = article("The mayor said that nobody had been paid.")
    assert list(read(made, [replace(block, language="de")])) == []
    assert list(read(made, [replace(block, language="en")])) == list(read(made, [block]))


def test_reading_twice_gives_the_same() -> None:
    text = "The mayor said that nobody had been paid. “Nobody,” she said. 14 people died on Sunday."
    assert records(text) == records(text)


def mentions(text: str) -> list[tuple[str, MentionKind, SpeakerKind, str | None]]:
    return [(m.name, m.kind, m.speaker_kind, m.of) for m in records(text) if isinstance(m, Mention)]


def test_a_source_is_read_for_its_name_its_role_and_its_body() -> None:
    assert mentions("Ilse Brandt, a spokeswoman for the Harbour Ministry, said that it rained.")[0] == (
        "Ilse Brandt",
        MentionKind.NAME,
        SpeakerKind.PERSON,
        "Harbour Ministry",
    )
    assert mentions("Harbour Ministry spokeswoman Ilse Brandt said that it rained.")[0][::2] == (
        "Ilse Brandt",
        SpeakerKind.PERSON,
    )
    assert mentions("The Harbour Post said that it rained.")[0][:3] == (
        "Harbour Post",
        MentionKind.NAME,
        SpeakerKind.OUTLET,
    )
    assert mentions("Corvia's Audit Chamber said that it rained.")[0][:3] == (
        "Corvia's Audit Chamber",
        MentionKind.NAME,
        SpeakerKind.BODY,
    )
    assert mentions("Port Ellery mayor Thomas Adeyemi denied that it rained.")[0][0] == "Thomas Adeyemi"
    assert mentions("The utility EllWater said that it rained.")[0][:3] == (
        "EllWater",
        MentionKind.NAME,
        SpeakerKind.BODY,
    )
    assert mentions("A senior official said that it rained.")[0][1:3] == (MentionKind.ROLE, SpeakerKind.ANONYMOUS)
    assert mentions("A spokeswoman for Mayor Ilse Brandt said that it rained.")[0][1] is MentionKind.ROLE
    assert mentions("She said that it rained.")[0][:2] == ("she", MentionKind.PRONOUN)


SENTENCE = "The dam at Velm is safe. "
LONG = (SENTENCE * 400).strip()


def size(statement: Statement) -> int:
    return sum(span.end - span.start for span in statement.content)


@pytest.mark.parametrize(
    "text",
    [
        f'Ada Calder said: "{LONG}"',
        f'"{LONG}" said Ada Calder.',
        f"“{LONG}”, Ada Calder said.",
        f"‘{LONG}’ said Ada Calder.",
        f"Ada Calder said: “{LONG}",
        f"“{LONG}” said Ada Calder. “{LONG}”",
    ],
)
def test_a_long_quotation_is_read_up_to_the_end_of_a_sentence(text: str) -> None:
    said = statements(text)[0]
    assert "content_cut_at_cap" in said.because
    assert [text[s.start : s.end] for s in said.source] == ["Ada Calder"]
    content = text[said.content[0].start : said.content[-1].end]
    assert content.endswith("safe.")
    assert MAX_UNIT - 2 * len(SENTENCE) < len(content) <= MAX_UNIT


def test_what_has_no_sentences_is_cut_at_a_word_and_told() -> None:
    text = "Ada Calder said that " + "the dam is safe and " * 400
    (said,) = statements(text)
    assert "content_cut_at_cap" in said.because
    assert text[said.content[0].end :].lstrip().startswith(("the", "dam", "is", "safe", "and"))
    (own,) = statements("The dam is safe and " * 400, Voice.OWN)
    assert own.because == ("own_voice", "content_cut_at_cap")
    assert size(own) <= MAX_UNIT


def test_quotations_that_go_on_fill_one_statement_after_the_other_and_none_is_lost() -> None:
    text = 'Ada Calder said: "The dam is safe." ' + '"It is low." ' * 600
    said = statements(text)
    assert len(said) > 3
    assert all(size(one) <= MAX_UNIT for one in said)
    assert sum(len(one.content) for one in said) == 601
    assert all("content_cut_at_cap" not in one.because for one in said)
    assert said[0].because == ("colon", "lone_quotation")


def test_who_answers_a_statement_that_grew_still_points_at_it() -> None:
    text = 'Ada Calder said: "The dam is safe." "It is low." Ina Brandt denied it.'
    first, second = statements(text)
    assert second.target is not None
    assert second.target.statement == first.id
    assert len(first.content) == 2


def test_a_short_quotation_is_not_marked() -> None:
    assert "content_cut_at_cap" not in statements(f'Ada Calder said: "{SENTENCE * 5}"')[0].because
