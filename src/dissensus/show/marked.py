"""An article with its statements marked in place, each under a number: what `show article` prints, or gives as JSON.

Slicing and joining only: a block's text is as published, and its marks are the places of spans in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import Any

from dissensus.records import BlockKind, Voice
from dissensus.show.segments import Segment
from dissensus.show.shapes import ArticleView, PartView, StatementView

CONTENT, CUE, SOURCE, OWN = "content", "cue", "source", "own"
ROLES = (CONTENT, CUE, SOURCE)  # the first of them that stands in a block makes that the home of the statement
LEFT_OUT = ("parts", "statements", "changes")  # of an article in the dictionary: they stand there in another form


@dataclass(frozen=True, slots=True)
class InPlace:
    """Characters [start, end) of a part as what (source, cue or content, or the outlet's own voice) of which statements,
    by number; own voice has none."""

    role: str
    start: int
    end: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block of the ledger, or what stands between two: its text from `start` on, and the marks in it. `number` is its
    place among the blocks of the article, from 0; `home` are the numbers of the statements that are told below it,
    `guests` those that have words in it and are told elsewhere."""

    part: str
    start: int
    text: str
    kept: bool
    kind: BlockKind | None
    rule: str | None
    language: str | None
    by: str
    number: int = 0
    marks: tuple[InPlace, ...] = ()
    home: tuple[int, ...] = ()
    guests: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbered:
    """A statement under its number. `parent` and `answers` are numbers of other statements of the article, `block` is where
    it is told (None where its words lie in no kept block), `sources` are the blocks in which its source stands."""

    number: int
    parent: int | None
    answers: int | None
    block: int | None
    sources: tuple[int, ...]
    statement: StatementView


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article block by block, with its attributed statements in reading order. `own` counts those that the outlet makes
    itself."""

    article: ArticleView
    blocks: tuple[MarkedBlock, ...]
    statements: tuple[Numbered, ...]
    own: int

    def number_of(self, id: str) -> int | None:
        """The number of the statement with this id, if it stands in this article."""
        return next((one.number for one in self.statements if one.statement.id == id), None)


def marked_article(article: ArticleView) -> MarkedArticle:
    """The article with its statements numbered in reading order, a statement before those nested in it."""
    blocks, places = _blocks(article)
    attributed = [one for one in article.statements if one.voice is not Voice.OWN]
    ordered = sorted(attributed, key=lambda one: _order(one, places))
    numbers = {one.id: number for number, one in enumerate(ordered, 1)}
    statements = tuple(
        Numbered(
            number=numbers[one.id],
            parent=numbers.get(one.parent or ""),
            answers=numbers.get(one.target_statement or ""),
            block=_home(places[one.id]),
            sources=tuple(sorted({block for block, mark in places[one.id] if mark.role == SOURCE})),
            statement=one,
        )
        for one in ordered
    )
    return MarkedArticle(
        article=article,
        blocks=tuple(_numbered(at, block, numbers, statements) for at, block in enumerate(blocks)),
        statements=statements,
        own=len(article.statements) - len(attributed),
    )


def as_dict(page: MarkedArticle) -> dict[str, Any]:
    """The same as plain dictionaries, lists, strings and numbers, such as JSON holds."""
    bare = replace(page.article, parts=(), statements=(), changes=())
    return {
        "article": {name: value for name, value in asdict(bare).items() if name not in LEFT_OUT},
        "own": page.own,
        "blocks": [asdict(block) for block in page.blocks],
        "statements": [asdict(one) for one in page.statements],
    }


# ------------------------------------------------------------------------------------------------------ the pieces

_Place = tuple[int, "_Mark"]  # a mark with the number of its block


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark of one statement, or of an outlet's own voice."""

    id: str
    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Bare:
    """A block with its marks by the ids of statements."""

    block: MarkedBlock
    marks: tuple[_Mark, ...]


def _blocks(article: ArticleView) -> tuple[list[_Bare], dict[str, list[_Place]]]:
    """The blocks in order, and by statement its marks in those that are kept."""
    found = [block for part in article.parts for block in _of_part(part)]
    places: dict[str, list[_Place]] = defaultdict(list)
    for at, bare in enumerate(found):
        for mark in bare.marks:
            places[mark.id].append((at, mark))
    return found, places


def _of_part(part: PartView) -> Iterable[_Bare]:
    for number, run in groupby(part.segments, key=lambda segment: segment.block):
        pieces = list(run)
        first = pieces[0]
        text = "".join(piece.text for piece in pieces)
        if number is None and not text.strip():
            continue
        kept = first.kept or (number is None and len(part.segments) == len(pieces))
        block = MarkedBlock(part.name, first.start, text, kept, first.kind, first.rule, first.language, first.by)
        yield _Bare(block, _marks(pieces) if kept else ())


def _marks(pieces: Sequence[Segment]) -> tuple[_Mark, ...]:
    """The runs of segments that bear one mark, in order."""
    out: list[_Mark] = []
    open_: dict[tuple[str, str], tuple[int, int]] = {}
    for piece in pieces:
        here = {(mark.id, mark.role) for mark in piece.marks if mark.role in {*ROLES, OWN}}
        out += [_Mark(*key, *open_.pop(key)) for key in sorted(open_.keys() - here)]
        open_ |= {key: (open_.get(key, (piece.start, 0))[0], piece.end) for key in here}
    out += [_Mark(*key, *place) for key, place in sorted(open_.items())]
    return tuple(sorted(out, key=lambda mark: (mark.start, -mark.end, mark.role, mark.id)))


def _order(one: StatementView, places: Mapping[str, Sequence[_Place]]) -> tuple[object, ...]:
    """By the place of its content; at one place the outer before the inner. What stands nowhere comes last."""
    mine = places.get(one.id, ())
    content = [place for place in mine if place[1].role == CONTENT] or mine
    if not content:
        return (1, 0, 0, 0, one.depth, one.id)
    at, mark = min(content, key=lambda place: (place[0], place[1].start))
    return (0, at, mark.start, -mark.end, one.depth, one.id)


def _home(places: Sequence[_Place]) -> int | None:
    for role in ROLES:
        if found := [at for at, mark in places if mark.role == role]:
            return min(found)
    return None


def _numbered(at: int, bare: _Bare, numbers: Mapping[str, int], statements: Sequence[Numbered]) -> MarkedBlock:
    """A block with the numbers of its statements; those that share a passage in one role share its mark."""
    shared: dict[tuple[int, int, str], list[int]] = {}
    for mark in bare.marks:
        if mark.role == OWN or mark.id in numbers:
            here = shared.setdefault((mark.start, mark.end, mark.role), [])
            here += [numbers[mark.id]] if mark.role != OWN else []
    marks = tuple(InPlace(role, a, b, tuple(sorted(found))) for (a, b, role), found in shared.items())
    home = tuple(one.number for one in statements if one.block == at)
    touched = {number for mark in marks for number in mark.numbers}
    return replace(bare.block, number=at, marks=marks, home=home, guests=tuple(sorted(touched - set(home))))
