"""What the net of contexts learns from: judged stories and articles (`train/pair_stories.py`) in pieces, with all their pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from dissensus.pieces import Encode
from dissensus.stages.link.in_context import OPPOSED as IS_OPPOSED
from dissensus.stages.link.in_context import OTHER as IS_OTHER
from dissensus.stages.link.in_context import SAME as IS_SAME
from dissensus.stages.link.in_context import Reading, readings
from train.pair_data import OPPOSED, SAME
from train.pair_stories import MODELS, Labels, Story, crowds, in_text, near, relation

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A story, or an article by itself: its articles as they are read, its pairs by places of statements, their signs, how likely
    they are anything by these alone, what they are, by weak disputes alone or not, and how many of the kind the dispute of each has
    (`crowd`, of several the smallest; 1 of what is in none). `measured`: the net does not learn from it."""

    name: str
    single: bool
    measured: bool
    articles: tuple[Reading, ...]
    left: Array
    right: Array
    signs: Array
    likely: Array
    truth: Array
    weak: Array
    crowd: Array


def lessons(stories: Iterable[Story], encode: Encode) -> Iterator[Lesson]:
    """Stories that have a pair."""
    for one in stories:
        found = in_text(one, near(one))
        if not len(found):
            continue
        articles = tuple(readings(one.items, encode))
        # Vectors come article by article, so that a statement's place among all items is not that of its vector.
        order = [at for reading in articles for at in reading.at]
        place = np.zeros(len(one.items), np.int64)
        place[order] = np.arange(len(order))
        told = [relation(one.sides[i], one.sides[j], one.weak) for i, j in zip(found.left, found.right, strict=True)]
        kinds: dict[Labels, int] = {OPPOSED: IS_OPPOSED, SAME: IS_SAME}
        yield Lesson(
            one.unit.name,
            one.single,
            one.unit.part == MODELS,
            articles,
            place[found.left],
            place[found.right],
            np.asarray(found.signs, np.float32),
            np.asarray(found.opposed + found.same / 2, np.float32),
            np.array([kinds.get(label, IS_OTHER) for label, _ in told]),
            np.array([weak for _, weak in told]),
            crowds(one, found),
        )
