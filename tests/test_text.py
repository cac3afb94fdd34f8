from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syntok import segmenter

from dissensus.text import decode, head, plain, quotations, sentence_starts, sentences, stem, storable, tokens


@given(st.text(max_size=200))
def test_sentences_lie_in_order_in_the_text_and_lose_no_word(text: str) -> None:
    spans = sentences(text)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(x[1] <= y[0] for x, y in pairwise(spans))
    inside = "".join(text[a:b] for a, b in spans)
    assert [c for c in text if c.isalnum()] == [c for c in inside if c.isalnum()]


WORDS = """the water board of Port Ellery, which met on Monday left. Left ended.Next U.S. Mr. Dr. No. 5 14. A. (see) (See it.)
( ) ) it's well-known; ... “Yes!” said? B. Nov."""


@given(st.lists(st.sampled_from(WORDS.split()), max_size=40), st.sampled_from([" ", "  ", "\n", "\t", "\u200b"]))
def test_sentences_begin_where_syntok_begins_them_in_the_whole_text(words: list[str], space: str) -> None:
    half = len(words) // 2
    text = " ".join(words[:half]) + space + " ".join(words[half:])
    whole = [sentence[0].offset for paragraph in segmenter.analyze(text) for sentence in paragraph]
    assert sentence_starts(text) == whole


@given(st.text(max_size=200))
def test_tokens_are_slices_of_the_text(text: str) -> None:
    assert all(text[t.start : t.end] == t.text for t in tokens(text))


@given(st.text(alphabet="“”«»„‘’\"' ab.", max_size=60))
def test_quotations_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    found = quotations(text, 0, len(text))
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(x.end <= y.start for x, y in pairwise(found))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “no” twice.", ["“no”"]),
        ('He said "no" and "yes".', ['"no"', '"yes"']),
        ("Er sagte „nein“ dazu.", ["„nein“"]),
        ("Elle a dit « non ».", ["« non »"]),
        ("He said ‘it’s mine’ twice.", ["‘it’s mine’"]),
        ("It’s the dogs’ dinner.", []),
        ("“It goes on", ["“It goes on"]),
        ("He said ''no'' twice.", ["''no''"]),
        ('A 5" nail.', []),
    ],
)
def test_every_kind_of_quotation_mark(text: str, quoted: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text, 0, len(text))] == quoted


@pytest.mark.parametrize(
    ("content", "text", "encoding"),
    [
        ("héllo".encode(), "héllo", "utf-8"),
        (b"\xef\xbb\xbfhello", "hello", "utf-8"),
        ("hello".encode("utf-16"), "hello", "utf-16-le"),
        ("hello there, all of you".encode("utf-16-be"), "hello there, all of you", "utf-16-be"),
        ("hello there, all of you".encode("utf-32-le"), "hello there, all of you", "utf-32-le"),
        (b"a" * 2000 + b"\xff", "a" * 2000 + "\ufffd", "utf-8"),
        (b"a\x00b" + b"c" * 40, "a\ufffdb" + "c" * 40, "utf-8"),
    ],
)
def test_bytes_are_read_by_their_mark_or_their_shape(content: bytes, text: str, encoding: str) -> None:
    found = decode(content)
    assert (found.text, found.encoding) == (text, encoding)


def test_a_western_name_in_one_byte_letters_stays_western() -> None:
    words = "The minister, Jørgen Dahl, said the ferry was safe – “safe as houses”. Søren Holm did not agree with him at all."
    assert decode(words.encode("windows-1252")).text == words
    assert (
        decode("The bridge of Séll was closed on Monday.".encode("latin-1")).text
        == "The bridge of Séll was closed on Monday."
    )


def test_cyrillic_bytes_without_a_mark_become_letters() -> None:
    words = "Министерство сообщило, что переговоров не было и нет. " * 5
    assert decode(words.encode("windows-1251")).text == words


@given(st.binary(max_size=300))
def test_any_bytes_become_text_that_a_store_can_hold(content: bytes) -> None:
    assert storable(decode(content).text)[1] == 0


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("negotiations", "negotiation"),
        ("seized", "seizure"),
        ("denied", "deny"),
        ("violating", "violated"),
        ("parties", "party"),
    ],
)
def test_forms_of_a_word_share_a_stem(left: str, right: str) -> None:
    assert stem(left) == stem(right)


def test_names_are_compared_in_plain_latin_letters() -> None:
    assert plain("Зеленський").startswith("zelens")
    assert plain("  José  O’Hara ") == "jose ohara"


@given(st.text(alphabet="aB. \n“", max_size=80), st.integers(1, 40))
def test_a_head_is_within_the_limit_and_not_empty(text: str, limit: int) -> None:
    end = head(text, 0, len(text), limit)
    assert end == len(text) if len(text) <= limit else 0 < end <= limit


def test_a_head_ends_with_a_sentence_or_a_word() -> None:
    text = "It rained. It hailed. It snowed."
    assert text[: head(text, 0, len(text), 25)] == "It rained. It hailed."
    assert text[: head(text, 0, len(text), 18)] == "It rained."
    assert text[: head("No. " + text[3:].replace(".", ""), 0, 28, 20)][-4:] != "hail"
    assert head("a" * 50, 0, 50, 20) == 20


@pytest.mark.parametrize("mark", ["«", "„", "‹ ", " ‘"])
def test_marks_that_nothing_closes_open_nothing_however_many(mark: str) -> None:
    text = mark * 50_000
    assert quotations(text, 0, len(text)) == []
    text = mark * 50 + ' "yes"'
    assert [text[q.start : q.end] for q in quotations(text, 0, len(text))] == ['"yes"']
