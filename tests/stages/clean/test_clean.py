"""The laws of the stage, for whatever comes in."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.records import Article, Drop, How, Locator, Page, make_id

from .pages import Cleaned, cleaned, page_of, plain

LINES = st.sampled_from(
    ["A short line", "Read also", "- a link", "The board met on Tuesday and raised the fee for every boat, it said.",
    "Fees", "{{x}}", "",
     "ELDPORT, March 5 (Quill) - The fee rises.", " date 2024-03-05 ", "Comments", "© 2024 The Quay Herald",
     "7 March 2023", "By Ada Lund",
     "Останні новини", "We use cookies on this site", "Photo: Nel Orr/Quill", "►►► FEE ◄◄◄",
     "HOME | SEA | MONEY", "“Quoted.”", "\u2028",
     "Donnerstag, der Rat will den alten Markt bis zum Sommer sanieren und sucht einen Pächter."]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(LINES, max_size=25).map("\n".join))


def assert_tiled(result: Cleaned) -> None:
    """Blocks are sorted, do not overlap, lie in the text, and hold every character that is no white space."""
    text = result.article.parts.text
    at = 0
    for block in result.blocks:
        assert at <= block.span.start < block.span.end <= len(text)
        assert not text[at : block.span.start].strip()
        at = block.span.end
    assert not text[at:].strip()


@settings(deadline=None)
@given(TEXTS)
def test_blocks_tile_a_plain_text_that_is_not_changed(text):
    content = text.encode("utf-8", "surrogatepass")
    result = cleaned(page_of(content))
    if any(isinstance(r, Article) for r in result.records):
        assert_tiled(result)
        assert [o.how for o in result.offsets] == [How.VERBATIM]
        assert len(result.offsets[0].span.article) == len(result.article.id)


@settings(deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(["text/plain", "text/html", "application/json", "application/octet-stream"]),
)
def test_no_bytes_make_it_fail_and_nothing_vanishes_without_a_reason(content, media_type):
    result = cleaned(page_of(content, media_type))
    assert result.records
    if not any(isinstance(r, Article) for r in result.records):
        assert all(isinstance(r, Drop) and r.reason for r in result.records)
    else:
        assert_tiled(result)


@settings(deadline=None)
@given(TEXTS)
def test_the_same_page_gives_the_same_records(text):
    assert (
        plain(text.encode("utf-8", "replace").decode()).records
        == plain(text.encode("utf-8", "replace").decode()).records
    )


def test_a_text_is_the_file_with_the_mark_of_order_left_out():
    result = cleaned(page_of("\ufeffDie Fähre liegt im Hafen.".encode()))
    assert result.article.parts.text == "Die Fähre liegt im Hafen."
    assert result.offsets[0].locator == Locator(bytes=(3, 29))


def test_an_article_is_named_by_its_page():
    page = page_of(b"A text.")
    assert cleaned(page).article.id == make_id("article", page.id)


def test_a_page_of_html_is_known_by_how_it_begins():
    page = page_of(b"<!DOCTYPE html><html><body><p>Hello there</p></body></html>")
    assert cleaned(page).article.parts.text == "Hello there"


WORST = [
    ".",
    '"',
    "A ",
    "A. ",
    "MOSCOW, ",
    "(A",
    "/A",
    "1 ",
    "1.",
    "2024-",
    "12:",
    "on ",
    "– ",
    "{{",
    "${",
    "%%",
    "by A ",
    "Photo ",
    "A/",
]
WORST += [
    "cookie ",
    "|",
    "x\n",
    "comments\n",
    "Read also\n- a\n",
    "share this\n",
    "read more\n",
    "AA-",
    "Monday ",
    "follow ",
    "X is a ",
]


@pytest.mark.parametrize("piece", WORST)
def test_plain_text_takes_time_in_proportion_to_its_length(piece):
    assert_quick(page_of((piece * (100_000 // len(piece))).encode()))


@pytest.mark.parametrize("piece", ["<", "<a", "<!--", '<a b="', "</", "<script>", "&", "&#1", "<p title='", "<a b=' c"])
def test_html_takes_time_in_proportion_to_its_length(piece):
    assert_quick(page_of((piece * (100_000 // len(piece))).encode(), "text/html"))


def assert_quick(page: Page) -> None:
    """A hundred kilobytes in seconds, on a busy machine; quadratic time would be minutes."""
    begin = time.perf_counter()
    cleaned(page)
    assert time.perf_counter() - begin < 20
