"""The file of corrections: what is written is read again, in any order the newest words stay, and a bad line is told."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.errors import CorrectionError
from dissensus.records import Edge, Relation, Verdict
from dissensus.travel import SAID, from_lines, newest, to_lines
from dissensus.verdicts import new_word

NOW = datetime(2026, 1, 1, tzinfo=UTC)
HEAD = '{"dissensus": "corrections", "version": 1}'
LINE = {
    "relation": "same_story",
    "left": "0a1b",
    "right": "2c3d",
    "verdict": "same",
    "by": "Ada Lind",
    "at": "2024-05-01T10:00:00+02:00",
}
PASSAGE = "0a1b:text:3:9:0123456789ab"

ARTICLES = st.sampled_from(["0a1b", "2c3d", "4e5f"])
PASSAGES = st.builds(
    lambda article, start, length, part: f"{article}:{part}:{start}:{start + length}:0123456789ab",
    ARTICLES, st.integers(0, 5), st.integers(1, 3), st.sampled_from(["text", "title", "captions.0"]),
)  # fmt: skip
NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8).filter(
    lambda name: name.casefold() not in {"machine", "person"}
)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2025, 12, 31), timezones=st.just(UTC)).map(
    lambda moment: moment.isoformat(timespec="microseconds")
)


@st.composite
def words(draw: st.DrawFn) -> Edge:
    relation = draw(st.sampled_from(SAID))
    left = draw(ARTICLES if relation is Relation.SAME_STORY else PASSAGES)
    right = {
        Relation.LEDGER: left.split(":")[0],
        Relation.NAMED: draw(NAMES),
        Relation.SAME_SPEAKER: draw(st.one_of(PASSAGES, ARTICLES).filter(lambda end: end != left)),
        Relation.SAME_STORY: draw(ARTICLES.filter(lambda end: end != left)),
    }[relation]
    return new_word(relation, (left, right), draw(st.sampled_from(Verdict)), draw(NAMES), draw(MOMENTS))


def written(*rows: object) -> list[str]:
    return [HEAD, *(row if isinstance(row, str) else json.dumps(row) for row in rows)]


def read(*rows: object) -> list[Edge]:
    return from_lines(written(*rows), "my.jsonl", NOW)


@given(st.lists(words(), max_size=8))
def test_what_is_written_is_read_again(said: list[Edge]) -> None:
    assert from_lines(to_lines(said), "my.jsonl", NOW) == newest(said)


@given(st.lists(words(), max_size=8), st.lists(words(), max_size=8))
def test_in_whichever_order_files_come_the_newest_words_stay(one: list[Edge], other: list[Edge]) -> None:
    both = newest([*one, *other])
    assert both == newest([*other, *one]) == newest([*newest(one), *newest(other)]) == newest([*both, *one])
    assert all(
        kept.at is not None and kept.at >= (word.at or "") for kept in both for word in one if word.id == kept.id
    )


@given(st.lists(words(), max_size=6))
def test_the_same_words_give_the_same_lines(said: list[Edge]) -> None:
    assert list(to_lines(said)) == list(to_lines(reversed(newest(said)))) or len(newest(said)) < len(said)


def test_a_line_by_hand_needs_six_fields_and_its_time_is_told_in_utc() -> None:
    (word,) = read(LINE, "")
    assert word.at == "2024-05-01T08:00:00.000000+00:00"
    assert word == new_word(Relation.SAME_STORY, ("0a1b", "2c3d"), Verdict.SAME, "Ada Lind", word.at or "")


def test_an_edge_of_another_relation_keeps_its_id() -> None:
    row = {**LINE, "relation": "held_by", "id": "my-id", "at": None, "score": 0.5, "because": ["I was there"]}
    (word,) = read(row)
    assert (word.id, word.at, word.score, word.because) == ("my-id", None, 0.5, ("I was there",))
    assert from_lines(to_lines([word]), "my.jsonl", NOW) == [word]


ONE_OF = "same_speaker, named, same_story"
LONG = "x" * 2000
BAD: tuple[tuple[object, str], ...] = (
    ("{", "is not JSON; mend or remove the line"),
    ("[" * 100_000, "is not JSON; mend or remove the line"),
    ("3", "is no JSON object; mend or remove the line"),
    ({**LINE, "relation": "cousin"}, "relation is 'cousin'; give one of copy, version"),
    ({**LINE, "verdict": True}, "verdict is True; give one of same, different, unsure"),
    ({**LINE, "left": ""}, "left is ''; give a text of one line, up to 1000 characters"),
    ({**LINE, "left": None}, "left is None; give a text of one line, up to 1000 characters"),
    ({**LINE, "right": "a\ud800"}, r"right is 'a\ud800'; give a text of one line"),
    ({**LINE, "right": LONG}, "right is 'xxxx"),
    ({**LINE, "by": "\u202e"}, r"by is '\u202e'; give a text of one line"),
    ({**LINE, "by": "machine"}, "by machine: is not the name of a person; say who decides"),
    ({**LINE, "at": "yesterday"}, "at is 'yesterday'; give the time it was said, such as 2024-05-01T10:00:00+00:00"),
    ({**LINE, "at": "2024-05-01T10:00:00"}, "at is '2024-05-01T10:00:00'; give the time it was said"),
    ({**LINE, "at": "0001-01-01T00:00:00+14:00"}, "at is '0001-01-01T00:00:00+14:00'; give the time it was said"),
    ({**LINE, "at": "2031-05-01T10:00:00+00:00"}, "at is '2031-05-01T10:00:00+00:00', which is yet to come; set the right time"),
    ({k: v for k, v in LINE.items() if k != "at"}, "at is None; give the time it was said"),
    ({**LINE, "right": PASSAGE}, f"0a1b and {PASSAGE} cannot be the ends of same_story; give articles, or passages of"),
    ({**LINE, "relation": "ledger"}, "0a1b and 2c3d cannot be the ends of ledger; give a passage and its article"),
    ({**LINE, "relation": "named", "left": "a:b"}, "a:b and 2c3d cannot be the ends of named; give articles, or"),
    ({**LINE, "right": "0a1b"}, "0a1b is both ends of same_story; name two things, or remove the line"),
    ({**LINE, "relation": "held_by"}, "id is None; give a text of one line"),
    ({**LINE, "score": 7}, "score is 7; give a number from 0 to 1, or leave it out"),
    ({**LINE, "score": float("nan")}, "score is nan; give a number from 0 to 1, or leave it out"),
    ({**LINE, "because": "so"}, "because is 'so'; give a list of texts, or leave it out"),
    ({**LINE, "because": [3]}, "because is [3]; give a list of texts, or leave it out"),
    ({**LINE, "maker": ["me"]}, "maker is ['me']; leave it out"),
)  # fmt: skip


@pytest.mark.parametrize(("row", "message"), BAD)
def test_a_bad_line_is_told_with_its_number_its_value_and_what_to_do(row: object, message: str) -> None:
    with pytest.raises(CorrectionError) as caught:
        read(LINE, row)
    text = str(caught.value)
    assert text.startswith(f"my.jsonl:3: {message}")
    assert len(text) < 400
    assert text.isprintable()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "my.jsonl: is empty; write one with `dissensus correct export`"),
        (["", " "], "my.jsonl: is empty; write one with `dissensus correct export`"),
        (["{}"], "my.jsonl:1: is no file of corrections; write one with `dissensus correct export`"),
        (['{"dissensus": "corrections", "version": 2}'], "my.jsonl:1: version 2 of the format cannot be read, only 1"),
    ],
)
def test_another_file_is_told(lines: list[str], message: str) -> None:
    with pytest.raises(CorrectionError) as caught:
        from_lines(lines, "my.jsonl", NOW)
    assert str(caught.value).startswith(message)


def test_a_clock_may_go_a_day_before_ours() -> None:
    (word,) = read({**LINE, "at": (NOW + timedelta(hours=20)).isoformat()})
    assert word.by == "Ada Lind"
