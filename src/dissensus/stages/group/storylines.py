"""Which storyline a new story belongs to: rounds of one matter, weeks or years apart, that are linked and not merged.

A story is beside others by their outlines, the mean of the words of its first articles; how long ago they were told makes no
difference. It joins the line of the story it is most like, if it is also like the one that began the line, so that a line does
not wander off from matter to matter.
"""

from __future__ import annotations

from collections.abc import Sequence

from dissensus.records import Bag, Chapter
from dissensus.stages.group.likeness import product

SAME_LINE = 0.18  # mean likeness of the articles of two stories, from which they are of one line
LIKE_FIRST = 0.1  # and of those of the story that began the line
REASONS = 6


def choose_line(chapter: Chapter, earlier: Sequence[Chapter]) -> tuple[str, tuple[str, ...]]:
    """The key of the story that began the line of a story, its own where no line has it, and what it shares with the
    nearest story there. `earlier` are founding chapters of stories that may be near."""
    assert chapter.outline is not None
    weights = dict(zip(chapter.outline.words, chapter.outline.weights, strict=True))
    known = {c.story: product(weights, c.outline) for c in earlier if c.outline is not None}
    told = {c.story: c for c in earlier}
    best: tuple[float, int, str] | None = None
    for key, likeness in known.items():
        if likeness >= SAME_LINE and known.get(told[key].line, likeness) >= LIKE_FIRST:
            best = max(best or (0.0, 0, ""), (likeness, -told[key].week, key))
    if best is None:
        return chapter.story, ()
    other = told[best[2]]
    assert other.outline is not None
    return other.line, (*_shared(chapter.outline, other.outline), f"likeness {best[0]:.2f}")


def _shared(one: Bag, other: Bag) -> list[str]:
    left, right = (dict(zip(bag.words, bag.weights, strict=True)) for bag in (one, other))
    words = sorted(left.keys() & right.keys(), key=lambda w: (-left[w] * right[w], w))
    return [f"word: {w}" for w in words[:REASONS]]
