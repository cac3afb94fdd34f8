"""The scan of HTML: runs and tags with their places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dissensus.stages.clean.markup import Nesting, Tag, Text, attributes, flatten, scan, value


def texts(source: str) -> list[str]:
    return [source[e.start : e.end] for e in scan(source) if isinstance(e, Text)]


def test_runs_of_text_are_told_from_markup():
    assert texts("a<b>c</b>d") == ["a", "c", "d"]
    assert texts("a < b <!-- <p>no</p> --> c") == ["a < b ", " c"]
    assert texts("a<script>x < 1; '</p>'</script>b") == ["a", "b"]
    assert texts("<a title='>' href=\">\">x") == ["x"]
    assert texts("<a title=it's>x") == ["x"]
    assert texts("1 <2 and <3") == ["1 <2 and <3"]


def test_attributes_are_found_with_their_places():
    source = """<meta name=author CONTENT="A &amp; B" data-x='1' content="no">"""
    tag = next(e for e in scan(source) if isinstance(e, Tag))
    found = attributes(source, tag)
    assert value(source, found["content"]) == "A & B"
    assert value(source, found["name"]) == "author"
    start, end = found["content"]
    assert source[start:end] == "A &amp; B"


def depth(source: str) -> int:
    """How deep elements are nested."""
    nesting, deepest = Nesting(), 0
    for event in scan(source):
        if isinstance(event, Tag):
            nesting.take(source, event)
            deepest = max(deepest, len(nesting.open))
    return deepest


def test_depth_counts_open_elements_and_not_what_needs_no_end():
    assert depth("<div><p>a<p>b<p>c<br><img></div>") == 1
    assert depth("<div>" * 9 + "</div>" * 9) == 9
    assert depth("</div></b>" * 5) == 0


def test_flattening_leaves_every_character_of_text_in_its_place():
    source = "<div>" * 5 + "text" + "</div>" * 5 + "<p>more</p>"
    flat = flatten(source, 2)
    assert len(flat) == len(source)
    assert flat.index("text") == source.index("text")
    assert depth(flat) == 2


@given(st.text(alphabet="<>/!-=\"' abp\n&;", max_size=80))
def test_a_scan_moves_forward_and_stays_inside(source):
    at = 0
    for event in scan(source):
        assert at <= event.start < event.end <= len(source)
        at = event.end
    assert len(flatten(source, 1)) == len(source)
