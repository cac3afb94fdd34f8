"""A passage that a person spoke of is found again: in its place, where the mentions are others, where the text moved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dissensus.passages import found, mark, parsed, spelling, words_at, written
from dissensus.records import Parts, Span

TEXT = "Mayor Ada Lind spoke. Later Ada Lind left with Ben Orth."
PARTS = Parts(TEXT)


def at(words: str, nth: int = 0, text: str = TEXT) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span("a", "text", start, start + len(words))


FIRST, SECOND, BEN = at("Ada Lind"), at("Ada Lind", 1), at("Ben Orth")


def test_a_passage_is_written_with_a_mark_of_its_words() -> None:
    end = written(BEN, PARTS)
    assert end == f"a:text:{BEN.start}:{BEN.end}:{mark('Ben Orth')}"
    assert parsed(end) == (BEN, mark("Ben Orth"))
    assert parsed("a:text:x:9:m") is None
    assert parsed("a") is None


def test_it_is_the_span_in_its_place_whatever_else_has_its_words() -> None:
    assert found(written(SECOND, PARTS), PARTS, [FIRST, SECOND, BEN]) == [SECOND]


def test_it_is_the_span_that_shares_most_of_it_where_another_is_read_there_now() -> None:
    assert found(written(FIRST, PARTS), PARTS, [at("Mayor Ada"), at("Mayor Ada Lind"), BEN]) == [at("Mayor Ada Lind")]
    assert found(written(FIRST, PARTS), PARTS, [SECOND, BEN]) == []


def test_where_the_text_moved_it_is_whatever_has_its_words() -> None:
    later = Parts("Harbour news. " + TEXT)
    spans = [at(words, nth, later.text) for words, nth in (("Ada Lind", 0), ("Ada Lind", 1), ("Ben Orth", 0))]
    assert found(written(FIRST, PARTS), later, spans) == spans[:2]
    assert found(written(BEN, PARTS), later, spans) == spans[2:]
    assert found(written(BEN, PARTS), Parts("Nothing of it."), [Span("a", "text", 0, 7)]) == []


def test_a_part_that_is_gone_has_no_words() -> None:
    assert words_at(Span("a", "captions.3", 0, 4), PARTS) == ""
    assert found("a:title:0:4:0123456789ab", PARTS, [FIRST]) == []


def test_spellings_differ_by_more_than_case_and_space() -> None:
    assert spelling("Ada  LIND") == spelling("ada lind")
    assert spelling("Müller") != spelling("Muller")


@given(st.text(max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_what_is_written_is_read_again(text: str, start: int, end: int) -> None:
    span = Span("0a1b", "captions.1", min(start, end), max(start, end))
    assert parsed(written(span, Parts("", captions=("", text)))) == (span, mark(text[span.start : span.end]))
