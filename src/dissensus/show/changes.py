"""What has changed between two versions of a work, told block by block as passages of both; no word of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from dissensus.records import Article, Block, Span
from dissensus.text import tokens

ALIKE = 0.5  # of two blocks' words, from which the later one is the earlier one changed
BLOCKS_PAIRED = 40  # blocks in a row without an equal one: among more, each is gone or added
WORDS_PAIRED = 2_000  # words of a block: longer ones are not compared word by word


class Kind(StrEnum):
    """What became of a block."""

    EQUAL = "equal"
    CHANGED = "changed"
    ADDED = "added"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Edit:
    """A passage of the older version that is gone, one of the newer that is new, or one for the other; `at` is where in
    the newer one's part."""

    at: int
    taken: Span | None
    put: Span | None


@dataclass(frozen=True, slots=True)
class Change:
    """A block of the older version beside that of the newer one; None where there is none. Of a changed block `edits`
    tell the words."""

    kind: Kind
    older: Span | None
    newer: Span | None
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class _Unit:
    """A block with its words, as they are compared."""

    span: Span
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


def changes(
    older: Article, older_blocks: Iterable[Block], newer: Article, newer_blocks: Iterable[Block]
) -> tuple[Change, ...]:
    """Both versions side by side, in the order of the newer one: headline and standfirst where they are parts of their
    own, then the kept blocks. White space makes no difference."""
    left, right = list(_units(older, older_blocks)), list(_units(newer, newer_blocks))
    out: list[Change] = []
    matcher = SequenceMatcher(None, [u.words for u in left], [u.words for u in right], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            out += [Change(Kind.EQUAL, u.span, v.span) for u, v in zip(left[a:b], right[c:d], strict=True)]
        else:
            out += _aligned(left[a:b], right[c:d])
    return tuple(out)


def _units(article: Article, blocks: Iterable[Block]) -> Iterator[_Unit]:
    spans = [
        Span(article.id, part, 0, len(text))
        for part, text in (("title", article.parts.title), ("standfirst", article.parts.standfirst))
        if text and text.strip()
    ]
    spans += sorted(block.span for block in blocks if block.kept)
    for span in spans:
        found = tokens(article.parts.of(span.part), span.start, span.end)
        yield _Unit(span, tuple(t.text for t in found), tuple((t.start, t.end) for t in found))


def _aligned(left: Sequence[_Unit], right: Sequence[_Unit]) -> Iterator[Change]:
    """Blocks between two equal ones: those alike are paired in order, the rest is gone or added."""
    at = 0
    for unit in right:
        near = range(at, len(left)) if max(len(left), len(right)) <= BLOCKS_PAIRED else range(0)
        best = max(((_likeness(left[i], unit), -i) for i in near), default=(0.0, 0))
        if best[0] < ALIKE:
            yield Change(Kind.ADDED, None, unit.span)
            continue
        for gone in left[at : -best[1]]:
            yield Change(Kind.GONE, gone.span, None)
        yield _changed(left[-best[1]], unit)
        at = 1 - best[1]
    for gone in left[at:]:
        yield Change(Kind.GONE, gone.span, None)


def _likeness(one: _Unit, other: _Unit) -> float:
    if max(len(one.words), len(other.words)) > WORDS_PAIRED:
        return 0.0
    matcher = SequenceMatcher(None, one.words, other.words, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _changed(older: _Unit, newer: _Unit) -> Change:
    edits = []
    for tag, a, b, c, d in SequenceMatcher(None, older.words, newer.words, autojunk=False).get_opcodes():
        if tag != "equal":
            at = newer.places[c][0] if c < len(newer.places) else newer.span.end
            edits.append(Edit(at, _passage(older, a, b) if a < b else None, _passage(newer, c, d) if c < d else None))
    return Change(Kind.CHANGED, older.span, newer.span, tuple(edits))


def _passage(unit: _Unit, first: int, end: int) -> Span:
    return Span(unit.span.article, unit.span.part, unit.places[first][0], unit.places[end - 1][1])
