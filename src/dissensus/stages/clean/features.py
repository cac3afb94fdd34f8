"""What the block net looks at: numbers and hashed words for each line of a text, in its page.

The numbers say how a line is shaped, how it sits in the page, what the rules would make of it and, for HTML, in which
boxes it stands; the words are those of the line and of its boxes. Nothing here knows a language beyond what `langs` tells
the rules.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol
from zlib import crc32

from dissensus.records import BlockKind
from dissensus.stages.clean.ledger import FULL_STOP, Box, Line, Rule, Scene, Verdict, is_menu_link, squeeze

BUCKETS = 8192  # of hashed words
HEAD_WORDS, TAIL_WORDS = 10, 4  # words of a line that are looked at
SAMPLE = 600  # characters of a line whose shape is looked at
BOX_WORDS = 18  # words of the names of its boxes
WORDS = HEAD_WORDS + TAIL_WORDS + BOX_WORDS
LEVELS = 3  # boxes around a line whose weight is told
CLIMB = 12  # boxes that a line's words are counted for
LONG_WORD = 5  # letters: words that tell what a text is about
WORD = re.compile(r"\w+")
STOPS = re.compile(r"[.!?…。？！](?=\s|$)")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")
WEB = re.compile(r"@\w|https?:|www\.|\.(?:com|org|net|de)\b")
STROKES = re.compile(r"[|»›→•·]|\s/\s|&gt;")
QUOTES = "\"“”«»„‘'"
ELEMENTS = ("p", "h1", "h2", "h3", "h4", "li", "td", "div", "figcaption", "blockquote", "span", "a", "dd", "label")
REGIONS = ("aside", "nav", "footer", "header", "comments", "cookie", "newsletter", "share", "related")
KINDS = tuple(BlockKind)
NO_ELEMENT, NO_REGION = [0.0] * len(ELEMENTS), [0.0] * len(REGIONS)
ELEMENT_ROWS = {name: [float(name == other) for other in ELEMENTS] for name in ELEMENTS}
REGION_ROWS = {name: [float(name == other) for other in REGIONS] for name in REGIONS}
TELLING = ("article", "main", "aside", "nav", "header", "footer", "ul", "table", "form")
ANCESTORS = {name: at for at, name in enumerate(TELLING)}
NOWHERE = [0.0] * (len(TELLING) + 1)
NO_WEIGHT = [0.0] * 4


class LineNet(Protocol):
    """A net that judges the lines of a page by their features. `name` tells it and its version."""

    name: str

    def __call__(self, numbers: Sequence[Sequence[float]], words: Sequence[Sequence[int]]) -> list[tuple[float, float]]:
        """For each line how likely it belongs to the article, and how likely it is its headline."""


@dataclass(frozen=True, slots=True)
class Features:
    """`asked` are the indices of the lines that have a row: `numbers` (floats, `WIDTH` a row) and `words` (hashes below
    `BUCKETS`, 0 for none, `WORDS` a row). `signs` are what the rules say of each line of the scene that has a row."""

    asked: list[int]
    numbers: list[list[float]]
    words: list[list[int]]
    signs: list[Verdict | None]


@dataclass(slots=True)
class _Weight:
    """What stands in a box: words, words of running text, words that are links, lines."""

    words: int = 0
    running: int = 0
    linked: float = 0.0
    lines: int = 0
    told: list[float] | None = None

    def row(self, running: int) -> list[float]:
        """Its features; `running` are the words of running text of the whole page."""
        if self.told is None:
            words = self.words or 1
            self.told = [
                self.running / (running or 1),
                self.running / words,
                self.linked / words,
                math.log1p(self.lines) / 5,
            ]
        return self.told


@dataclass(slots=True)
class _Whole:
    """What is counted once for a page."""

    asked: list[int]
    boxes: dict[Box, _Weight]
    places: dict[Box, list[float]]
    long_words: dict[int, list[str]]
    words: int
    running: int
    keys: Counter[str]
    about: Counter[str]
    title: frozenset[str]
    title_key: str
    markup: bool


def features(scene: Scene, rules: Sequence[Rule]) -> Features:
    """The features of a scene whose lines have no verdicts yet but the preset ones. What the first of `rules` that
    speaks would say of a line is a feature of it."""
    scene.verdicts, scene.first = [None] * len(scene.lines), 0
    whole = _whole(scene)
    numbers: list[list[float]] = []
    words: list[list[int]] = []
    signs: list[Verdict | None] = [None] * len(scene.lines)
    names: dict[Box, list[int]] = {}
    seen: set[str] = set()
    before = 0
    for place, index in enumerate(whole.asked):
        line = scene.lines[index]
        verdict = line.preset or next((v for v in (rule(scene, index) for rule in rules) if v), None)
        signs[index] = verdict
        row = _shape(line)
        row += _standing(scene, place, whole, before, seen)
        row += _kind(verdict)
        row += _markup(line, whole) if whole.markup else NO_MARKUP
        numbers.append(row)
        words.append(_hashes(line, names))
        before += line.words if line.is_running else 0
        seen.add(line.key)
    scene.verdicts, scene.first = [], None
    return Features(whole.asked, numbers, words, signs)


def _whole(scene: Scene) -> _Whole:
    boxes: dict[Box, _Weight] = {}
    keys: Counter[str] = Counter()
    about: Counter[str] = Counter()
    long_words: dict[int, list[str]] = {}
    asked: list[int] = []
    total = running = 0
    for index, line in enumerate(scene.lines):
        count, is_running = line.words, line.is_running
        total += count
        running += count if is_running else 0
        if not is_menu_link(line):
            asked.append(index)
            keys[line.key] += 1
            long_words[index] = _long_words(line)
            if is_running:
                about.update(long_words[index])
        box, level = line.box, 0
        while box is not None and level < CLIMB:
            weight = boxes.get(box)
            if weight is None:
                weight = boxes[box] = _Weight()
            weight.words += count
            weight.running += count if is_running else 0
            weight.linked += count * line.links
            weight.lines += 1
            box, level = box.around, level + 1
    title = scene.title or ""
    return _Whole(
        asked,
        boxes,
        {},
        long_words,
        total,
        running,
        keys,
        about,
        frozenset(w for w in WORD.findall(title.lower()) if len(w) >= LONG_WORD),
        squeeze(title),
        any(line.box for line in scene.lines),
    )


def _long_words(line: Line) -> list[str]:
    return [w for w in set(WORD.findall(line.low)) if len(w) >= LONG_WORD]


def _shape(line: Line) -> list[float]:
    """How a line looks, whatever stands around it."""
    text = line.text
    sample = text[:SAMPLE]
    words = sample.split()
    count = len(words) or 1
    size = len(sample)
    letters = sum(map(str.isalpha, sample)) or 1
    first, last = text[0], text[-1]
    return [
        math.log1p(line.words) / 5,
        math.log1p(len(text)) / 7,
        float(line.ends_sentence),
        float(FULL_STOP.search(text[-8:]) is not None),
        float(last == ":"),
        float(text.endswith(("…", "..."))),
        float(last in "?!"),
        float(first.isupper()),
        float(first.islower()),
        float(first.isdigit()),
        float(first in QUOTES or first in "-–—"),
        float(line.is_bulleted),
        sum(w[0].isupper() for w in words) / count,
        sum(map(str.isupper, sample)) / letters,
        sum(map(str.isdigit, sample)) / size,
        math.log1p(len(STOPS.findall(sample))) / 3,
        min(1.0, sample.count(",") / count * 4),
        min(2.0, letters / count / 8),
        sum(len(w) <= 3 for w in words) / count,
        float(WEB.search(sample) is not None),
        float("©" in sample),
        float(STROKES.search(sample) is not None),
        float(YEAR.search(sample) is not None),
        float(CLOCK.search(sample) is not None),
        float(any(q in sample for q in QUOTES)),
        float(line.is_running),
    ]


def _standing(scene: Scene, place: int, whole: _Whole, before: int, seen: set[str]) -> list[float]:
    """How a line sits in its text; `place` is its place among the lines that are asked about."""
    index = whole.asked[place]
    line = scene.lines[index]
    after = scene.lines[index + 1].blank if index + 1 < len(scene.lines) else 3
    long_words = whole.long_words[index]
    own = 1 if line.is_running else 0
    known = sum(whole.about[w] > own for w in long_words) / (len(long_words) or 1)
    titled = sum(w in whole.title for w in long_words) / (len(long_words) or 1)
    language = scene.languages[index]
    count = len(whole.asked)
    return [
        min(line.blank, 3) / 3,
        min(after, 3) / 3,
        float(line.opens),
        place / count,
        1 / (1 + place),
        1 / (count - place),
        math.log1p(index - (whole.asked[place - 1] + 1 if place else 0)) / 3,  # links passed over before it
        math.log1p(count) / 6,
        before / (whole.running or 1),
        whole.running / (whole.words or 1),
        math.log1p(whole.running) / 8,
        math.log(whole.keys[line.key]),
        float(line.key in seen),
        known,
        float(bool(long_words)),
        titled,
        float(bool(whole.title)),
        float(bool(whole.title_key) and line.key == whole.title_key),
        0.0 if language is None else 1.0 if language == scene.language else -1.0,
        float(index in scene.foreign),
        float(index in scene.related),
    ]


def _kind(verdict: Verdict | None) -> list[float]:
    """What the rules say of a line."""
    row = [0.0] * (len(KINDS) + 1)
    if verdict is not None:
        row[KINDS.index(verdict.kind)] = verdict.confidence if not verdict.kept else -verdict.confidence
        row[-1] = 1.0
    return row


def _markup(line: Line, whole: _Whole) -> list[float]:
    """Where a line stands in the tree of its page."""
    row = [1.0, *ELEMENT_ROWS.get(line.markup, NO_ELEMENT), *REGION_ROWS.get(line.region, NO_REGION)]
    row += [
        float(line.inside is True),
        float(line.inside is False),
        float(line.told is True),
        float(line.told is False),
    ]
    row.append(line.links)
    row += _around(line.box, whole.places) if line.box else NOWHERE
    box, level, told = line.box, 0, 0
    while box is not None and level < CLIMB and told < LEVELS:
        weight = whole.boxes[box]
        if weight.lines > 1:  # a box of the paragraphs and not of this line alone
            row += weight.row(whole.running)
            told += 1
        box, level = box.around, level + 1
    return row + NO_WEIGHT * (LEVELS - told)


def _around(box: Box, known: dict[Box, list[float]]) -> list[float]:
    """Which telling elements a box is or stands in, and how deep."""
    row = known.get(box)
    if row is None:
        row = _around(box.around, known).copy() if box.around else NOWHERE.copy()
        at = ANCESTORS.get(box.name)
        if at is not None:
            row[at] = 1.0
        row[-1] = min(1.0, row[-1] + 1 / CLIMB)
        known[box] = row
    return row


def _hashes(line: Line, names: dict[Box, list[int]]) -> list[int]:
    """The line's first and last words, digits made alike, and the words of its boxes' names, as hashes."""
    words = [("0" if w.isdigit() else w) for w in WORD.findall(line.text[:400].lower())]
    tail = [("0" if w.isdigit() else w) for w in WORD.findall(line.text[-120:].lower())][-TAIL_WORDS:]
    row = [_hash("^" + w if at == 0 else w) for at, w in enumerate(words[:HEAD_WORDS])]
    row += [0] * (HEAD_WORDS - len(row))
    row += [_hash(w) for w in tail] + [0] * (TAIL_WORDS - len(tail))
    return row + _boxed(line, names)


def _boxed(line: Line, names: dict[Box, list[int]]) -> list[int]:
    row = _box_hashes(line.box, names)
    return row + [0] * (BOX_WORDS - len(row))


def _box_hashes(box: Box | None, names: dict[Box, list[int]]) -> list[int]:
    if box is None:
        return []
    known = names.get(box)
    if known is None:
        row: list[int] = []
        around: Box | None = box
        while around is not None and len(row) < BOX_WORDS:
            row += [_hash("<" + w) for w in (around.name, *around.words)[: BOX_WORDS - len(row)]]
            around = around.around
        known = names[box] = row
    return known


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    return 1 + crc32(word.encode()) % (BUCKETS - 1)


NO_MARKUP: list[float] = [0.0] * (1 + len(ELEMENTS) + len(REGIONS) + 5 + len(NOWHERE) + len(NO_WEIGHT) * LEVELS)
WIDTH = 26 + 21 + len(KINDS) + 1 + len(NO_MARKUP)
