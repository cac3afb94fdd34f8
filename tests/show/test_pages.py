"""The brief before it is a file: how sources are cited, and what keeps text of others apart."""

from __future__ import annotations

import pytest

from dissensus.records import Span
from dissensus.show.pages import Citations, Cite, Foreign, Source, Sources, edges, parted, shown_lines
from dissensus.show.segments import Passage


def passage(article: str, part: str, start: int, end: int) -> Passage:
    return Passage("x" * (end - start), Span(article, part, start, end), "p")


def test_sources_are_numbered_as_they_come(view):
    cites = Citations(view)
    first, second, *_ = view.articles
    assert [cites.cite(one).number for one in (second.id, first.id, second.id)] == [1, 2, 1]
    _, found = cites.listed()
    assert isinstance(found, Sources)
    assert [source.proof[1] for source in found.sources] == [Foreign(second.id), Foreign(first.id)]


def test_a_citation_tells_every_place_by_its_part(view):
    cites = Citations(view)
    id = view.articles[0].id
    cite = cites.cite(id, [passage(id, "text", 1, 4), passage(id, "text", 7, 9), passage(id, "title", 0, 2)])
    assert (cite.label, cite.where, cite.anchor) == ("[1]", "text 1-4, 7-9; title 0-2", "source_1")


def test_where_nothing_is_cited_no_list_stands(view):
    assert Citations(view).listed() == []


def test_a_page_is_a_link_only_where_a_reader_may_be_led_there(view):
    cites = Citations(view)
    for article in view.articles:
        cites.cite(article.id)
    found = cites.listed()[1]
    assert isinstance(found, Sources)
    kinds = {
        str(source.line[0]): type(source.line[-1]).__name__ for source in found.sources if isinstance(source, Source)
    }
    assert kinds[str(Foreign("Harrow Ledger"))] == "Link"
    assert kinds[str(Foreign("unknown outlet 001_night.txt"))] == "Foreign"  # its address is a script


def test_lines_are_put_together_with_a_mark_between():
    assert parted([("a", Cite(1)), ("b",)], "; ") == ("a", Cite(1), "; ", "b")
    assert parted([]) == ()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("peace", ("", "")),
        ("שלום", ("\u2068", "\u2069")),
        ("a\u202eb", ("\u2068", "\u2069")),
        ("a\u2067b", ("\u2068", "\u2069\u2069")),
    ],
)
def test_what_turns_the_direction_of_a_line_is_kept_apart_and_closed(line, found):
    assert edges(line) == found


def test_lines_of_others_hold_no_control_characters():
    assert shown_lines("a\x00b\r\nc\u2029d\x1b[2J") == ["a\u2400b", "c", "d\u241b[2J"]
