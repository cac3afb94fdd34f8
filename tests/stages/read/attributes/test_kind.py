"""Direct, indirect, mixed; and what a writer put into a quotation or left out of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.records import Kind
from dissensus.stages.read.attributes import edits, kind


@pytest.mark.parametrize(
    "marks", ["“ ”", "« »", "„ “", "„ ”", "‘ ’", '" "', "' '", "‹ ›", "'' ''", "「 」", "» «"], ids=lambda m: m
)
def test_every_kind_of_mark_quotes(marks: str) -> None:
    opening, closing = marks.split()
    text = f"Doe said {opening}We sold it, all of it.{closing} Then she left."
    start, end = text.index(opening), text.rindex(closing) + len(closing)
    assert kind(text, [(start, end)]) is Kind.DIRECT
    assert kind(text, [(start + len(opening), end - len(closing))]) is Kind.DIRECT  # without its marks
    assert kind(text, [(0, len(text))]) is Kind.MIXED
    assert kind(text, [(0, 8)]) is Kind.INDIRECT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We sold it, and the port as well.", Kind.DIRECT),  # the next paragraph goes on
        ("«We sold it, and the port as well.", Kind.DIRECT),
        ("We sold it.”", Kind.INDIRECT),
        ("the voters' wishes and the port's", Kind.INDIRECT),
        ("the '90s and the '80s' music", Kind.INDIRECT),
        ("“We sold it.”\n“We sold it again.”", Kind.DIRECT),
    ],
)
def test_marks_that_nothing_closes_harm_nobody(text: str, expected: Kind) -> None:
    assert kind(text, [(0, len(text))]) is expected


def test_insertions_and_omissions_in_quotations_are_marked() -> None:
    text = "“We [the port] sold it (the pier) <in May> [...] and (…) then ... all of it,” Doe (the mayor) said."
    found = [text[a:b] for a, b in edits(text, [(0, text.index(" Doe"))])]
    assert found == ["[the port]", "(the pier)", "<in May>", "[...]", "(…)", "..."]
    assert edits(text, [(text.index("Doe"), len(text))]) == ()


@given(st.text(alphabet="“”«»„‘’\"'‹›「」 ab.,\n[]()…", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_no_marks_at_all_are_fatal(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    assert kind(text, [(start, end)]) in Kind
    assert all(start <= x < y <= end for x, y in edits(text, [(start, end)]))
