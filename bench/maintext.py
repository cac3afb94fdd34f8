"""Our main text of the development pages: from HTML, and from the same pages as plain text; figures by origin.

The set `pages` is the fold that nothing is trained on, `pages_all` every page and every way to make plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from pathlib import Path

from bench.dump import blocks, dump
from bench.leftovers import Leftovers
from bench.pages import (
    APART,
    Figures,
    GoldPage,
    Score,
    System,
    kept_blocks,
    ours_html,
    ours_plain,
    pages,
    without_title,
)

ALL_STYLES = ("nodes", "source", "flat")  # beside `blocks`, which is always measured


def main_text(
    folds: Container[int] | None, styles: Sequence[str], names: Container[str] | None
) -> Callable[[Path], Figures]:
    """A measure over the pages of some folds (None: all): `html_NAME`, `plain_NAME` (the way `blocks`), `plain_STYLE_NAME`,
    `naive_NAME` (all of the plain text), where NAME is an origin, `text` or `pieces` (None: all of these); and what is
    left over in plain text, by kind."""

    def measure(_: Path) -> Figures:
        over = [page for page in pages(folds=folds) if page.has_text_gold]
        found = _named("html", over, ours_html)
        found |= plain(over)
        for style in styles:
            found |= _named(f"plain_{style}", over, on_plain(ours_plain, style))
        if names is None:
            return found
        return {name: value for name, value in found.items() if name.split("_", 1)[1] in names}

    return measure


def on_plain(system: Callable[[str], str], style: str) -> System:
    """A system for plain text as one for pages."""
    return lambda page: system(dump(page.html, style))


def plain(over: Iterable[GoldPage]) -> Figures:
    """The figures on plain text made the way `blocks`, those of taking all of it, and of its leftovers."""
    score, naive, left = Score(), Score(), Leftovers()
    for page in over:
        text, lines = blocks(page.html)
        read, kept = kept_blocks(text.encode("utf-8"), "text/plain")
        score.add(page, without_title(read, kept))
        naive.add(page, text)
        if page.text is not None:
            if len(read) not in (len(text), 0):  # spans of the one are spans of the other
                raise AssertionError(f"{page.id}: the text of a plain page is not the page")
            left.add(text, lines, page.text, [(block.span.start, block.span.end) for block in kept])
    found = {f"plain_{name}": value for name, value in score.figures().items()}
    found |= {f"naive_{name}": value for name, value in naive.figures().items()}
    return found | {f"left_{name}": value for name, value in left.figures().items()}


def _named(lead: str, over: Iterable[GoldPage], system: System) -> Figures:
    score = Score()
    for page in over:
        score.add(page, system(page))
    return {f"{lead}_{name}": value for name, value in score.figures().items()}


pages_apart = main_text({APART}, ("nodes",), ("text", "pieces", "nodes_text", "nodes_pieces", "cut", "gold_kept"))
pages_all = main_text(None, ALL_STYLES, None)
