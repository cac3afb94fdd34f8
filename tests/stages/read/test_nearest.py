"""A tagger of labels alone: labels to spans, spans to statements by nearness."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dissensus.nets import brought
from dissensus.pieces import Paragraph
from dissensus.stages.read.nearest import REACH, Nearest
from dissensus.stages.read.tagger import Tagged
from tests.minute_nets import label_net


class Scripted:
    """A net whose pieces are words, each labelled by what stands behind a stroke: `said/B-cue`; and which keeps what it
    was asked."""

    name = "scripted"
    languages: tuple[str, ...] = ("en",)
    labels: tuple[str, ...] = ("O", *(f"{part}-{role}" for role in ("source", "cue", "content") for part in "BIES"))

    def __init__(self, size: int = 1000) -> None:
        self.size = size
        self.asked: list[int] = []

    def pieces(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        found = list(re.finditer(r"[\w']+(?:/([\w-]+))?", text))
        return [self.labels.index(m[1] or "O") for m in found], [m.span() for m in found]

    def __call__(self, ids: Sequence[int]) -> Any:
        self.asked.append(len(ids))
        return np.eye(len(self.labels), dtype=np.float32)[list(ids)] * 5


def read(text: str, net: Scripted | None = None) -> list[tuple[list[str], list[str], list[str]]]:
    """The words of each statement's source, cue and content; a line is a paragraph."""
    paragraphs = [Paragraph(*m.span()) for m in re.finditer(r".+", text)]
    return [words(text, one) for one in Nearest(net or Scripted())(text, paragraphs)]


def words(text: str, one: Tagged) -> tuple[list[str], list[str], list[str]]:
    source, cue, content = (
        [re.sub(r"/[\w-]+", "", text[a:b]) for a, b in spans] for spans in (one.source, one.cue, one.content)
    )
    return source, cue, content


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lind/B-source said/B-cue it/B-content broke/I-content.", [(["Lind"], ["said"], ["it broke"])]),
        ("Lind/S-source said/S-cue it/B-content broke/E-content.", [(["Lind"], ["said"], ["it broke"])]),
        ("It/B-content broke/I-content, said/B-cue Lind/B-source. He/O left.", [(["Lind"], ["said"], ["It broke"])]),
        # A label that cannot follow begins anew; one that does not begin is taken for a beginning.
        ("Lind/I-source said/I-cue it/I-content broke/B-content.", [(["Lind"], ["said"], ["it", "broke"])]),
        ("it/E-content broke/E-content said/S-cue", [([], ["said"], ["it", "broke"])]),
        # Two cues: each content and each source to the nearest.
        (
            "Lind/B-source said/B-cue yes/B-content. Okar/B-source denied/B-cue this/B-content.",
            [(["Lind"], ["said"], ["yes"]), (["Okar"], ["denied"], ["this"])],
        ),
        ("Lind/B-source said/B-cue yes/B-content, and no/B-content.", [(["Lind"], ["said"], ["yes", "no"])]),
        ("yes/B-content", [([], [], ["yes"])]),
        ("Lind/B-source said/B-cue nothing.", []),
        ("", []),
    ],
)
def test_labels_become_statements(text: str, found: list[tuple[list[str], list[str], list[str]]]) -> None:
    assert read(text) == found


def test_who_is_out_of_reach_is_not_asked() -> None:
    far = "x" * REACH
    assert read(f"Lind/B-source {far} said/B-cue {far} it/B-content") == [([], [], ["it"])]


def test_windows_hold_whole_paragraphs_and_a_longer_one_is_cut() -> None:
    net = Scripted(size=4)
    text = "a b c\nd e\nf/B-content g\nh i j k l m/B-content n/I-content"
    assert [content for *_, content in read(text, net)] == [["f"], ["m n"]]
    assert net.asked == [3, 4, 4, 3]


def test_the_first_piece_of_a_word_speaks_for_it(tmp_path: Path) -> None:
    """`closedness` is in three and more pieces, of which the net knows none by heart but the first."""
    tagger = Nearest(brought(str(label_net(tmp_path))))
    text = "Mayor Lindbo said that closednes is safe."
    (one,) = tagger(text, [Paragraph(0, len(text))])
    source, cue, content = words(text, one)
    assert (source, cue, content) == (["Mayor Lindbo"], ["said"], ["that closednes is safe"])
    assert 0 < one.confidence < 1


def test_offsets_are_into_the_whole_text_and_what_is_between_paragraphs_is_not_read(tmp_path: Path) -> None:
    tagger = Nearest(brought(str(label_net(tmp_path))))
    text = "Menu: she said the ferry is late\n👩‍👧 Mayor Lind added that İ is safe\nShe said ferry"
    start = text.index("👩")
    (one,) = tagger(text, [Paragraph(start, text.index("\nShe"))])
    assert words(text, one)[:2] == (["Mayor Lind"], ["added"])
    assert all(start < a < b for spans in (one.source, one.cue, one.content) for a, b in spans)


def test_every_language_is_read_where_none_is_told() -> None:
    assert Nearest(Scripted()).languages == ("en",)
    net = Scripted()
    net.languages = ()
    assert "de" in Nearest(net).languages
