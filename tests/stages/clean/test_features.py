"""What the net looks at: as many numbers and words as it was trained on, whatever the text."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.stages.clean import clean
from dissensus.stages.clean.features import BUCKETS, WIDTH, WORDS

from .pages import NOW, page_of

PAGE = """<html><head><title>Fee for boats rises</title></head><body><nav class="top-menu"><a href="/">Home</a></nav>
<article class="story"><h1>Fee for boats rises</h1><p>The board met on Tuesday and raised the fee for every boat, it said.</p>
<p>Owners had asked it to wait for the report that is due in May, and left before the end.</p></article>
<footer>© 2024 The Quay Herald</footer></body></html>"""
TEXT = "\n".join(
    ["Home", "Fee for boats rises", "The board met on Tuesday and raised the fee for every boat, it said."]
)
LINES = st.sampled_from(
    ["Read also", "- a link", "", "HOME | SEA", "»", "...", "12:30", TEXT, "Останні новини", "\u2028", "\x85a"]
)
TEXTS = st.one_of(st.text(), st.lists(LINES, max_size=12).map("\n".join))


class Seen:
    """In the place of a net: keeps what it is asked, and holds every line for the article's."""

    name = "seen-1"

    def __init__(self) -> None:
        self.numbers: list[list[float]] = []
        self.words: list[list[int]] = []

    def __call__(self, numbers: Sequence[Sequence[float]], words: Sequence[Sequence[int]]) -> list[tuple[float, float]]:
        self.numbers, self.words = [*map(list, numbers)], [*map(list, words)]
        return [(1.0, 0.0)] * len(numbers)


def seen(content: str, media_type: str = "text/plain") -> Seen:
    net = Seen()
    list(clean(page_of(content.encode("utf-8", "surrogatepass"), media_type), NOW, net))
    return net


def assert_sound(net: Seen) -> None:
    assert len(net.numbers) == len(net.words)
    for row in net.numbers:
        assert len(row) == WIDTH
        assert all(math.isfinite(number) and abs(number) < 20 for number in row)
    for hashes in net.words:
        assert len(hashes) == WORDS
        assert all(0 <= number < BUCKETS for number in hashes)


@settings(deadline=None)
@given(TEXTS)
def test_any_plain_text_has_finite_numbers_and_hashes_in_range(text: str) -> None:
    assert_sound(seen(text))


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(["p", "li", "h2", "td", "aside", "span"]), TEXTS), max_size=6))
def test_so_has_any_page(pieces: list[tuple[str, str]]) -> None:
    body = "".join(f"<{tag} class='a b-c'>{text}</{tag}>" for tag, text in pieces)
    assert_sound(seen(f"<html><body>{body}</body></html>", "text/html"))


def test_a_page_tells_more_than_its_text() -> None:
    page, text = seen(PAGE, "text/html"), seen(TEXT)
    assert_sound(page)
    assert all(any(row[14:]) for row in page.words)  # the words of boxes
    assert not any(any(row[14:]) for row in text.words)


def both() -> str:
    """The features of a page and of a text, written out."""
    return "\n".join(f"{net.numbers} {net.words}" for net in (seen(PAGE, "text/html"), seen(TEXT)))


def test_features_are_the_same_under_any_seed_of_hashes() -> None:
    root = Path(__file__).parents[3]
    said = {
        subprocess.run(
            [sys.executable, "-c", "from tests.stages.clean.test_features import both; print(both())"],
            cwd=root,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert said == {both() + "\n"}
