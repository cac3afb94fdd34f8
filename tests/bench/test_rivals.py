"""The tables of systems side by side."""

from __future__ import annotations

from collections import Counter

from bench.pages import GoldPage
from bench.rivals import measured, table

PAGE = GoldPage("x", "https://veldmar.example/1", "post", "veldmar.example", b"<p>a b", "a b")


def test_the_best_of_each_column_is_marked() -> None:
    rows = [("ours", {"text": 0.9, "pieces": 0.5}), ("other", {"text": 0.8504})]
    assert list(table("system", rows, ("text", "pieces"))) == [
        "| system | text | pieces |",
        "|---|---|---|",
        "| ours | **0.900** | **0.500** |",
        "| other | 0.850 |  |",
    ]


def test_what_a_system_raises_counts_as_nothing_found_and_is_told() -> None:
    told: Counter[str] = Counter()

    def fails(page: GoldPage) -> str:
        raise ValueError(f"cannot read {page.id}")

    assert measured(fails, [PAGE], told) == {"post": 0.0, "text": 0.0}
    assert told == {"ValueError: cannot read x": 1}
    assert measured(lambda page: "a b", [PAGE], told)["text"] == 1.0
