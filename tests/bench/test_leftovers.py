"""What is left over in plain text, and how much of it is cut, on texts made up for it."""

from __future__ import annotations

import pytest

from bench.dump import Line
from bench.leftovers import Leftovers, in_gold, kept_words

GOLD = "The harbour of Veldmar reopened on Monday.\n\nSport boats may leave.\n\nAda Lund said so to the paper."


@pytest.mark.parametrize(
    ("lines", "belongs"),
    [
        (["The harbour of Veldmar reopened on Monday."], [True]),
        (["A ferry to Norhavn sails again."], [False]),
        (["Ada Lund said so to the paper, she added"], [False]),
        (["The harbour of Veldmar reopened on Monday morning"], [True]),  # five of six runs of three words
        (["Sport", "News"], [False, False]),  # stands in the gold by chance
        (["Monday", "Sport boats may leave.", "Ada Lund", "said so", "12"], [True, True, True, True, False]),
        (["", "·"], [False, False]),
    ],
)
def test_which_lines_belong_to_the_gold(lines: list[str], belongs: list[bool]) -> None:
    assert in_gold(lines, GOLD) == belongs


def test_words_are_kept_where_they_begin() -> None:
    text = "one two three four"
    assert kept_words(text, Line(4, 18, "other"), [(0, 7), (14, 18)]) == (3, 2)
    assert kept_words(text, Line(4, 18, "other"), []) == (3, 0)


def test_figures_are_by_kind() -> None:
    text = "Home\nThe harbour of Veldmar reopened on Monday.\nShare this page\nAll rights reserved"
    starts = [0, 5, 48, 64, len(text) + 1]
    kinds = ("menu", "other", "share", "footer")
    lines = [Line(a, b - 1, kind) for a, b, kind in zip(starts, starts[1:], kinds, strict=False)]
    left = Leftovers()
    left.add(text, lines, GOLD, [(5, 63)])
    found = left.figures()
    assert found["gold_kept"] == 1.0
    assert found["cut"] == pytest.approx(4 / 7)
    assert (found["cut_menu"], found["cut_share"], found["cut_footer"]) == (1.0, 0.0, 1.0)
    assert found["words_share"] == 3
    assert "cut_comments" not in found
