"""The scoring of main text, on texts made up for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.pages import GoldPage, Score, accuracy, fold_of, kept_blocks, pieces, token_f1, tokens, without_title

TEXT = "The harbour of Veldmar reopened on Monday. The ferry sails again."


def test_tokens_are_counted_in_lower_case() -> None:
    assert tokens("The ferry, the Ferry!") == {"the": 2, "ferry": 2}


@pytest.mark.parametrize(
    ("gold", "got", "f1"),
    [
        ("a b c d", "a b c d", 1.0),
        ("a b c d", "d c b a", 1.0),  # a multiset knows no order
        ("a b c d", "a b", 2 * 2 / 6),
        ("a b", "a b c d e f", 2 * 2 / 8),
        ("a a b", "a b b", 2 * 2 / 6),  # a token counts as often as it stands there
        ("a b", "c d", 0.0),
        ("a b", "", 0.0),
        ("", "a b", 0.0),
        ("", " — ", 1.0),
    ],
)
def test_token_f1(gold: str, got: str, f1: float) -> None:
    assert token_f1(gold, got) == pytest.approx(f1)


@given(st.text(), st.text())
def test_token_f1_is_a_share_and_the_same_both_ways(left: str, right: str) -> None:
    assert 0 <= token_f1(left, right) == token_f1(right, left) <= 1
    assert token_f1(left, left) == 1


def test_pieces_are_looked_for_with_any_white_space() -> None:
    got = "The harbour of\n Veldmar\u00a0reopened.\n\nSubscribe now"
    assert pieces(["harbour of Veldmar", "the ferry"], ["Subscribe  now", "Cookies"], got) == (1, 2, 1, 2)


def test_the_accuracy_of_pieces_is_over_all_pages() -> None:
    assert accuracy([(1, 2, 1, 2), (3, 3, 0, 1)]) == pytest.approx(5 / 8)


def test_figures_stand_by_origin_and_over_all() -> None:
    score = Score()
    score.add(page("one", text="a b"), "a b")
    score.add(page("two", text="a b"), "")
    score.add(page("three", must=("a",), must_not=("b",)), "a b")
    score.add(page("three"), "no gold, not counted")
    assert score.figures() == {"one": 1.0, "two": 0.0, "three": 0.5, "text": 0.5, "pieces": 0.5}


def page(origin: str, text: str | None = None, must: tuple[str, ...] = (), must_not: tuple[str, ...] = ()) -> GoldPage:
    return GoldPage("x", "https://veldmar.example/1", origin, "veldmar.example", b"", text, must, must_not)


def test_a_domain_is_always_in_one_fold_however_it_is_written() -> None:
    assert fold_of("veldmar.example") == fold_of("VELDMAR.example")
    assert {fold_of(f"paper{i}.example") for i in range(100)} == {0, 1, 2, 3, 4}


def test_our_main_text_is_what_is_kept_without_the_headline() -> None:
    page = f"<html><body><h1>Harbour open</h1><p>{TEXT}</p><p>{TEXT}</p></body></html>".encode()
    text, kept = kept_blocks(page, "text/html")
    assert TEXT in without_title(text, kept)
    assert without_title("Head\nBody", []) == ""
