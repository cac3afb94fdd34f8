"""Who relies on whom as a drawing: columns of names with lines between them, ready for a template to write as SVG.

No layout is computed: names stand in the order they come, and only whom they cite decides on the column.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from dissensus.show.words import UNKNOWN_OUTLET, clean_line, count, listed, shorten

if TYPE_CHECKING:
    from dissensus.show.sources import Attribution, Node, Teller, Tie

# In units of the drawing, which are pixels where nothing scales it.
MOST_TIES = 40  # more lines cannot be told apart
NAMED = 3  # of an outlet's sources in the words that stand for the drawing
BOX = (190, 24)
STEP = 36  # from one box down to the next: what is left between them is a lane for lines that pass
GUTTER = 84  # between two columns
LABEL = 26  # columns of text that fit into a box, of which a Chinese sign takes two
THIN, THICK = 1.0, 6.0


@dataclass(frozen=True, slots=True)
class Box:
    """Where a node is drawn: the upper left corner, with as much of its name as there is room for."""

    node: Node
    x: int
    y: int
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """How a tie is drawn: a path of SVG, its width, and where its `word` stands."""

    tie: Tie
    path: str
    width: float
    at: tuple[int, int] = (0, 0)

    @property
    def word(self) -> str:
        """What the tie is, where it is more than that one cites the other: `quoted by`."""
        return "" if self.tie.relation == "cites" else self.tie.relation

    @property
    def told(self) -> str:
        """The tie in words: `The Bulletin, text of Ostwire: 4 statements`."""
        tie = self.tie
        between = " cites " if tie.relation == "cites" else f", {tie.relation} "
        said = count(len(tie.statements), "statement")
        return ", ".join((f"{clean_line(tie.from_.name)}{between}{clean_line(tie.to.name)}: {said}", *tie.bases))


@dataclass(frozen=True, slots=True)
class Drawing:
    """The ties of a story in columns: who only cites, who cites and is cited, who is only cited; `told` says it in words."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    told: str
    box: tuple[int, int] = BOX


def drawing_of(attribution: Attribution) -> Drawing | None:
    """The ties drawn; None where one outlet alone cites, where nobody is cited, and where there are too many."""
    if len(attribution.tellers) < 2 or not 0 < len(attribution.ties) <= MOST_TIES:
        return None
    boxes = _boxes(attribution)
    most = max(len(tie.statements) for tie in attribution.ties)
    lines = []
    for tie in attribution.ties:
        width = round(max(THIN, THICK * len(tie.statements) / most), 1)
        one, other = boxes[tie.from_.id], boxes[tie.to.id]
        lines.append(Line(tie, _path(one, other), width, _middle(one, other)))
    right = max(box.x for box in boxes.values()) + BOX[0] + GUTTER // 2  # room for lines within the last column
    bottom = max(box.y for box in boxes.values()) + STEP
    return Drawing(right, bottom, tuple(boxes.values()), tuple(lines), _sentence(attribution.tellers))


def _boxes(attribution: Attribution) -> dict[str, Box]:
    """By node where it stands: who only cites to the left, who does both in the middle, who is only cited to the right."""
    citing = {tie.from_.id for tie in attribution.ties}
    cited = {tie.to.id for tie in attribution.ties}
    columns: tuple[list[Node], ...] = ([], [], [])
    for node in attribution.nodes:
        if node.id in citing | cited:
            columns[0 if node.id not in cited else 1 if node.id in citing else 2].append(node)
    filled = [column for column in columns if column]
    wide, high = BOX
    rows = max(map(len, filled))
    boxes: dict[str, Box] = {}
    for place, column in enumerate(filled):
        top = (rows - len(column)) // 2 * STEP + (STEP - high) // 2  # whole rows, so that lanes run through
        for number, node in enumerate(column):
            boxes[node.id] = Box(node, place * (wide + GUTTER) + 1, top + number * STEP, _label(node.name))
    return boxes


def _path(one: Box, other: Box) -> str:
    """From the right side of one box to the left side of another; past a column between them in the lane nearest to the
    straight way, so that no line seems to run through a box; within a column to the right side again."""
    wide, high = BOX
    x, y, to, end = one.x + wide, one.y + high // 2, other.x, other.y + high // 2
    half = GUTTER // 2
    if to <= x - wide:
        return f"M{x} {y}C{x + half} {y} {x + half} {end} {x} {end}"
    if to - x == GUTTER:
        return f"M{x} {y}C{x + half} {y} {to - half} {end} {to} {end}"
    lane = max(round((y + end) / 2 / STEP), 1) * STEP
    near, far = x + GUTTER, to - GUTTER
    return f"M{x} {y}C{x + half} {y} {near - half} {lane} {near} {lane}H{far}C{far + half} {lane} {to - half} {end} {to} {end}"


def _middle(one: Box, other: Box) -> tuple[int, int]:
    """The place of a word on a line: in the gutter behind the box from which it leads."""
    wide, high = BOX
    x, y, end = one.x + wide, one.y + high // 2, other.y + high // 2
    if other.x - x == GUTTER:
        return x + GUTTER // 2, (y + end) // 2
    if other.x <= one.x:  # within a column the line bends out and back
        return x + GUTTER // 4, (y + end) // 2
    lane = max(round((y + end) / 2 / STEP), 1) * STEP
    return x + GUTTER // 2, (y + lane) // 2


def _label(name: str) -> str:
    """As much of a name as a box has room for; of an unknown outlet the file alone, which tells it from others."""
    line, room = clean_line(name).removeprefix(f"{UNKNOWN_OUTLET} "), LABEL
    for at, char in enumerate(line):
        room -= 2 if east_asian_width(char) in "WF" else 1
        if room < 0:
            return shorten(line, max(at, 2))
    return line


def _sentence(tellers: Iterable[Teller]) -> str:
    """What the table tells, in one sentence: who cites whom most often."""
    parts = []
    for one in tellers:
        names = [f"{clean_line(to.whom.name)} ({len(to.statements)})" for to in one.cited[:NAMED]]
        more = len(one.cited) - NAMED
        if names:
            parts.append(
                f"{clean_line(one.node.name)} cites {listed([*names, *([f'{more} more'] if more > 0 else [])])}"
            )
    return f"Who cites whom, in how many statements: {'; '.join(parts)}."
