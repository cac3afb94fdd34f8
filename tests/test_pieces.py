"""An article in pieces: what each piece bears, and windows that own every piece once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from dissensus.pieces import NO_FEATURES, SEP, Paragraph, Pieces, pieces_of, windows


def words(text: str) -> tuple[list[int], list[tuple[int, int]]]:
    """Each word and each mark is a piece."""
    found = list(re.finditer(r"\w+|[^\w\s]", text))
    return [1000 + len(match.group()) for match in found], [match.span() for match in found]


def lines(text: str) -> list[Paragraph]:
    return [Paragraph(*match.span()) for match in re.finditer(r"[^\n]+", text)]


def borne(text: str) -> list[tuple[str, tuple[int, int, int]]]:
    """Each piece as it stands in the text, with its features; a SEP as nothing."""
    pieces = pieces_of(text, lines(text), words)
    return [(text[a:b], features) for (a, b), features in zip(pieces.offsets, pieces.features, strict=True)]


def case(text: str) -> list[int]:
    return [features[0] for piece, features in borne(text) if piece]


def quoted(text: str) -> list[int]:
    return [features[1] for piece, features in borne(text) if piece]


def test_a_piece_bears_the_form_of_its_word() -> None:
    assert case("the Mayor of NATO iRobot 14 .") == [0, 1, 0, 2, 3, 4, 5]


def test_a_lone_capital_is_no_word_in_capitals() -> None:
    assert case("A I") == [1, 1]


def test_a_piece_bears_where_it_stands_in_a_quotation() -> None:
    assert quoted("He said “it rains” again") == [0, 0, 2, 1, 1, 3, 0]


def test_a_quotation_that_nothing_closes_is_told_apart() -> None:
    assert quoted("“It rains and rains") == [2, 4, 4, 4, 4]


def test_every_paragraph_ends_in_a_sep_that_stands_for_nothing() -> None:
    pieces = pieces_of("One two.\nThree", lines("One two.\nThree"), words)
    assert pieces.bounds == [(0, 4), (4, 6)]
    assert [pieces.ids[end - 1] for _, end in pieces.bounds] == [SEP, SEP]
    assert pieces.features[3] == NO_FEATURES
    assert pieces.offsets[3] == (8, 8)
    assert pieces.paragraphs == [0, 0, 0, 0, 1, 1]


def test_a_headline_is_told_from_a_paragraph() -> None:
    pieces = pieces_of("One\nTwo", [Paragraph(0, 3, title=True), Paragraph(4, 7)], words)
    assert [features[2] for features in pieces.features] == [1, 0, 0, 0]


def test_a_paragraph_without_pieces_is_left_out() -> None:
    assert pieces_of("  \nTwo", [Paragraph(0, 2), Paragraph(3, 6)], words).bounds == [(0, 2)]


# ------------------------------------------------------------------------------------------------------------- windows


def bounds(lengths: Sequence[int]) -> list[tuple[int, int]]:
    out, at = [], 0
    for length in lengths:
        out.append((at, at + length))
        at += length
    return out


def test_a_short_article_is_one_window() -> None:
    assert [(w.start, w.end, w.own) for w in windows(bounds([20, 30]), size=64, context=16)] == [(0, 50, (0, 50))]


def test_windows_break_between_paragraphs_and_see_those_beside_them() -> None:
    found = list(windows(bounds([20, 20, 20, 20]), size=64, context=20))
    assert [w.own for w in found] == [(0, 40), (40, 80)]
    assert [(w.start, w.end) for w in found] == [(0, 60), (20, 80)]


@given(st.lists(st.integers(2, 400), max_size=30), st.integers(40, 300))
def test_every_piece_is_judged_once_in_a_window_that_has_room_for_it(lengths: list[int], size: int) -> None:
    parts = bounds(lengths)
    found = list(windows(parts, size, size // 4))
    assert [piece for w in found for piece in range(*w.own)] == list(range(sum(lengths)))
    assert all(w.start <= w.own[0] < w.own[1] <= w.end <= w.start + size - 1 for w in found)


@given(st.text(max_size=300))
def test_pieces_stand_in_their_text_in_order(text: str) -> None:
    pieces: Pieces = pieces_of(text, lines(text), words)
    assert pieces.offsets == sorted(pieces.offsets)
    assert len(pieces.ids) == len(pieces.features) == len(pieces.offsets) == len(pieces.paragraphs)
    assert all(0 <= a <= b <= len(text) for a, b in pieces.offsets)
