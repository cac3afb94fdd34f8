"""Our net as a tagger, with a net that goes by marks: `[source] {cue} <content>`, each mark a piece of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from dissensus.pieces import Paragraph
from dissensus.stages.read.by_net import SIGNS, ByNet, confidence
from dissensus.stages.read.decode import NEVER, NUMBERS, TAGS, allowed
from dissensus.stages.read.tagger import Tagged

MARKS = "[]{}<>"
WORD = re.compile(rf"[{re.escape(MARKS)}]|[^\s{re.escape(MARKS)}]+")
ROLE = {"[": "source", "{": "cue", "<": "content"}


class Marks:
    """Tags what stands between marks, and links what is nearest. `sure` is how much it favours what it says."""

    name = "marks-1"

    def __init__(self, sure: float = 9.0) -> None:
        self.sure = sure
        self.transitions = np.where(np.array(allowed()), 0.0, NEVER)
        self.certainty = [0.0] * (SIGNS - 2) + [0.0, 1.0]
        self.certainty[1] = 1.0
        self.asked: list[int] = []

    def pieces(self, text: str) -> tuple[Sequence[int], Sequence[tuple[int, int]]]:
        found = list(WORD.finditer(text))
        ids = [500 + MARKS.index(m.group()) if m.group() in MARKS else 999 for m in found]
        return ids, [m.span() for m in found]

    def __call__(self, ids: Sequence[int], features: Sequence[Sequence[int]]) -> tuple[Any, Any]:
        assert len(ids) == len(features)
        self.asked.append(len(ids))
        tags = ["O"] * len(ids)
        opened, role = 0, ""
        for at, piece in enumerate(ids):
            mark = MARKS[piece - 500] if 500 <= piece < 500 + len(MARKS) else ""
            if mark in ROLE:
                opened, role = at + 1, ROLE[mark]
            elif mark and role:
                if at - opened == 1:
                    tags[opened] = f"S-{role}"
                else:
                    tags[opened:at] = [f"B-{role}", *[f"I-{role}"] * (at - opened - 2), f"E-{role}"]
        return np.eye(len(TAGS))[[TAGS.index(tag) for tag in tags]] * self.sure, np.zeros((len(ids), 2))

    def pair_scores(self, which: int, rows: Any) -> Any:
        numbers = rows[:, -NUMBERS:]
        return np.where(numbers[:, -1] == 1, -np.log1p(8.0), -numbers[:, 1])


def lines(text: str) -> list[Paragraph]:
    return [Paragraph(*match.span()) for match in re.finditer(r"[^\n]+", text)]


def read(text: str, net: Marks | None = None) -> list[Tagged]:
    return ByNet(net or Marks())(text, lines(text))


def told(text: str, one: Tagged) -> tuple[list[str], list[str], list[str]]:
    source, cue, content = ([text[a:b] for a, b in spans] for spans in (one.source, one.cue, one.content))
    return source, cue, content


def test_spans_come_back_as_offsets_into_the_text() -> None:
    text = "[ Jane Doe ] {said} < it rains > ."
    assert [told(text, one) for one in read(text)] == [(["Jane Doe"], ["said"], ["it rains"])]


def test_a_source_and_its_content_may_stand_in_two_paragraphs() -> None:
    text = "[Doe] {added} :\n< it rains >"
    assert [told(text, one) for one in read(text)] == [(["Doe"], ["added"], ["it rains"])]


def test_statements_come_in_the_order_of_their_contents() -> None:
    text = "< it rains > {said} [Doe] , [Roe] {denied} < it >"
    assert [told(text, one)[2] for one in read(text)] == [["it rains"], ["it"]]


def test_nobody_may_be_named() -> None:
    text = "It was {claimed} < that it rains >" + " and so on" * 9 + " [Doe]"
    assert [told(text, one)[0] for one in read(text)] == [[]]


def test_an_article_without_words_says_nothing() -> None:
    assert read("") == []


def test_a_long_article_goes_in_in_windows_and_is_read_as_one() -> None:
    line = "[Doe] {said} < it rains > ."
    net = Marks()
    found = read("\n".join([line] * 80), net)
    assert len(net.asked) > 1
    assert len(found) == 80
    assert all(one.source for one in found)


def test_an_article_says_the_same_whatever_stands_beside_its_windows() -> None:
    line = "[Doe] {said} < it rains > ."
    assert [one.confidence for one in read("\n".join([line] * 80))] == pytest.approx([read(line)[0].confidence] * 80)


def test_what_the_net_is_less_sure_of_has_less_confidence() -> None:
    line = "[Doe] {said} < it rains > ."
    assert read(line, Marks(3.0))[0].confidence < read(line, Marks(9.0))[0].confidence


def test_confidence_is_a_chance_however_high_the_sum() -> None:
    assert confidence([1.0], [1e6]) <= 1
    assert confidence([1.0], [-1e6]) >= 0
    assert confidence([1.0, 2.0], [0.0, 0.0]) == 0.5
