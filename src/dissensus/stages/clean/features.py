"""What the block net looks at: numbers and hashed words for each line of a text, in its page.

The numbers say how a line is shaped, how it sits in the page, what the rules would make of it and, for HTML, in which
boxes it stands; the words are those of the line and of its boxes. Nothing here knows a language beyond what `langs` tells
the rules.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from dissensus.records import BlockKind
from dissensus.stages.clean.ledger import FULL_STOP, Box, Line, Rule, Scene, Verdict, squeeze

BUCKETS = 8192  # of hashed words
HEAD_WORDS, TAIL_WORDS = 10, 4  # words of a line that are looked at
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
OWN_BOXES = frozenset(("article", "main"))


@dataclass(frozen=True, slots=True)
class Features:
    """A row a line: `numbers` (floats, `WIDTH` a row) and `words` (hashes below `BUCKETS`, 0 for none, `WORDS` a row)."""

    numbers: list[list[float]]
    words: list[list[int]]


@dataclass(slots=True)
class _Weight:
    """What stands in a box: words, words of running text, words that are links, lines."""

    words: int = 0
    running: int = 0
    linked: float = 0.0
    lines: int = 0


@dataclass(slots=True)
class _Whole:
    """What is counted once for a page."""

    boxes: dict[Box, _Weight]
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
    whole = _whole(scene)
    numbers: list[list[float]] = []
    words: list[list[int]] = []
    names: dict[Box, list[int]] = {}
    seen: set[str] = set()
    before = 0
    for index, line in enumerate(scene.lines):
        verdict = line.preset or next((v for v in (rule(scene, index) for rule in rules) if v), None)
        row = _shape(line)
        row += _standing(scene, index, whole, before, seen)
        row += _kind(verdict)
        row += _markup(line, whole) if whole.markup else NO_MARKUP
        numbers.append(row)
        words.append(_hashes(line, names))
        before += line.words if line.is_running else 0
        seen.add(line.key)
    return Features(numbers, words)


def _whole(scene: Scene) -> _Whole:
    boxes: dict[Box, _Weight] = {}
    keys: Counter[str] = Counter()
    about: Counter[str] = Counter()
    total = running = 0
    for line in scene.lines:
        count, is_running = line.words, line.is_running
        total += count
        running += count if is_running else 0
        keys[line.key] += 1
        if is_running:
            about.update(_long_words(line))
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
    title = frozenset(w for w in WORD.findall((scene.title or "").lower()) if len(w) >= LONG_WORD)
    return _Whole(
        boxes, total, running, keys, about, title, squeeze(scene.title or ""), any(x.box for x in scene.lines)
    )


def _long_words(line: Line) -> list[str]:
    return [w for w in set(WORD.findall(line.low)) if len(w) >= LONG_WORD]


def _shape(line: Line) -> list[float]:
    """How a line looks, whatever stands around it."""
    text = line.text
    sample = text[:2000]
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


def _standing(scene: Scene, index: int, whole: _Whole, before: int, seen: set[str]) -> list[float]:
    """How a line sits in its text."""
    line = scene.lines[index]
    after = scene.lines[index + 1].blank if index + 1 < len(scene.lines) else 3
    long_words = _long_words(line)
    own = 1 if line.is_running else 0
    known = sum(whole.about[w] > own for w in long_words) / (len(long_words) or 1)
    titled = sum(w in whole.title for w in long_words) / (len(long_words) or 1)
    language = scene.languages[index]
    count = len(scene.lines)
    return [
        min(line.blank, 3) / 3,
        min(after, 3) / 3,
        float(line.opens),
        index / count,
        1 / (1 + index),
        1 / (count - index),
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
    row = [1.0]
    row += [float(line.markup == name) for name in ELEMENTS]
    row += [float(line.region == name) for name in REGIONS]
    row += [float(line.inside is True), float(line.inside is False), float(line.told is True), float(line.told is False)]
    row += [line.links]
    names: list[str] = []
    weights: list[_Weight] = []
    box, level = line.box, 0
    while box is not None and level < CLIMB:
        names.append(box.name)
        weights.append(whole.boxes[box])
        box, level = box.around, level + 1
    row += [float(name in names) for name in ("article", "main", "aside", "nav", "header", "footer", "ul", "table", "form")]
    row.append(len(names) / CLIMB)
    # the box of the paragraphs: the first one around that holds more than this line
    wider = [w for w in weights if w.lines > 1][:LEVELS]
    for level in range(LEVELS):
        weight = wider[level] if level < len(wider) else None
        if weight is None:
            row += [0.0] * 4
        else:
            row += [
                weight.running / (whole.running or 1),
                weight.running / (weight.words or 1),
                weight.linked / (weight.words or 1),
                math.log1p(weight.lines) / 5,
            ]
    return row


def _hashes(line: Line, names: dict[Box, list[int]]) -> list[int]:
    """The line's first and last words, digits made alike, and the words of its boxes' names, as hashes."""
    words = [("0" if w.isdigit() else w) for w in WORD.findall(line.text[:400].lower())]
    tail = [("0" if w.isdigit() else w) for w in WORD.findall(line.text[-120:].lower())][-TAIL_WORDS:]
    row = [_hash("^" + w if at == 0 else w) for at, w in enumerate(words[:HEAD_WORDS])]
    row += [0] * (HEAD_WORDS - len(row))
    row += [_hash(w) for w in tail] + [0] * (TAIL_WORDS - len(tail))
    boxed = _box_hashes(line.box, names)
    return row + boxed + [0] * (BOX_WORDS - len(boxed))


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


def _hash(word: str) -> int:
    return 1 + crc32(word.encode()) % (BUCKETS - 1)


NO_MARKUP: list[float] = [0.0] * (1 + len(ELEMENTS) + len(REGIONS) + 5 + 9 + 1 + 4 * LEVELS)
WIDTH = 26 + 20 + len(KINDS) + 1 + len(NO_MARKUP)
FEATURES: Mapping[str, int] = {"width": WIDTH, "words": WORDS, "buckets": BUCKETS}
