"""The stage as a whole: laws over any text, and what it refuses to read."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.records import BlockKind, Mention, MentionKind, Quantity, SpeakerKind, Statement, Time
from dissensus.stages.read import read
from tests.stages.read.reading import MAKER, article, records

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
    foreign = type(made)("article", "page", made.parts, MAKER, language="uk")
    assert list(read(foreign, [block])) == []


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
