"""What a net that reads whole articles is given, and what comes back of it."""

from __future__ import annotations

import numpy as np
import pytest

from dissensus.langs import read_languages
from dissensus.stages.link.alike import pairs
from dissensus.stages.link.in_context import TOLD, WINDOW, in_context, readings, vectors_of
from dissensus.stages.link.weights import SEEN_OPPOSED, SEEN_SAME
from tests.stages.link.linking import sided
from tests.stages.link.reader import Likewise

SALE = "The Harbour Post said that Mayor Ilse Brandt had sold the old quay."
DENIAL = "Ilse Brandt denied that the old quay had been sold."
ENGLISH = read_languages()["en"]


def test_each_statement_is_found_in_the_pieces_of_its_article() -> None:
    items, _ = sided(SALE, DENIAL)
    for reading in readings(items, Likewise().pieces):
        for at, placed in zip(reading.at, reading.placed, strict=True):
            text, s = items[at].text, items[at].statement
            for spans, places in ((s.content, placed.content), (s.cue, placed.cue), (s.source, placed.source)):
                words = " ".join(text[span.start : span.end] for span in spans).strip(" .").split()
                offsets = [reading.pieces.offsets[n] for a, b in places for n in range(a, b)]
                assert [text[a:b] for a, b in offsets if a < b] == words
            assert len(placed.told) == TOLD


def test_an_article_is_read_once_whatever_else_is_read() -> None:
    items, _ = sided(SALE, DENIAL)
    first, second = readings(items, Likewise().pieces)
    alone, _ = sided(SALE)
    (by_itself,) = readings(alone, Likewise().pieces)
    assert np.array_equal(vectors_of(first, Likewise()), vectors_of(by_itself, Likewise()))
    net = Likewise()
    near = pairs(items, {}, ENGLISH, SEEN_OPPOSED, SEEN_SAME)
    in_context(items, near.left, near.right, near.signs, net)
    assert sorted(net.windows) == sorted(len(one.pieces.ids) + 1 for one in (first, second))


def test_a_content_is_the_mean_of_its_states_plain_and_weighted() -> None:
    items, _ = sided(DENIAL)
    (reading,) = readings(items, Likewise().pieces)
    net = Likewise()
    vectors_of(reading, net)
    lengths = np.array([len(word) for word in "that the old quay had been sold".split()])
    contents, cues, sources, _ = net.rows[0]
    assert contents[0] == pytest.approx([lengths.mean(), 1, (lengths**2).sum() / lengths.sum(), 1])
    assert cues[0] == pytest.approx([len("denied"), 1])
    assert sources[0] == pytest.approx([(len("Ilse") + len("Brandt")) / 2, 1])


def test_a_long_article_is_read_in_windows() -> None:
    items, _ = sided("\n".join([SALE] * 60))
    net = Likewise()
    (reading,) = readings(items, net.pieces)
    vectors_of(reading, net)
    assert len(net.windows) > 1
    assert max(net.windows) <= WINDOW
    assert len(reading.pieces.bounds) == 60


def test_an_article_without_any_piece_is_not_read() -> None:
    items, names = sided(SALE, DENIAL)
    net = Likewise()
    net.pieces = lambda text: ([], [])  # type: ignore[method-assign]
    near = pairs(items, names, ENGLISH, SEEN_OPPOSED, SEEN_SAME)
    assert list(readings(items, net.pieces)) == []
    assert in_context(items, near.left, near.right, near.signs, net).shape == (len(near), 3)


def test_what_it_says_of_a_pair_adds_up_to_1() -> None:
    items, names = sided(SALE, DENIAL)
    near = pairs(items, names, ENGLISH, SEEN_OPPOSED, SEEN_SAME)
    found = in_context(items, near.left, near.right, near.signs, Likewise())
    assert np.exp(found).sum(1) == pytest.approx(np.ones(len(near)))
    assert in_context([], near.left[:0], near.right[:0], near.signs[:0], Likewise()).shape == (0, 3)
