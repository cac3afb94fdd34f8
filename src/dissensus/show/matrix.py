"""Claims in dispute against outlets, speakers or the user's own groups, for terminal, report and programs.

Nothing is computed: a cell joins the positions of one holder, or of one group, on one claim. What is merely possible stays out.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from typing import Literal

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dissensus.errors import MissingPath, TableError
from dissensus.records import Level, SpeakerKind, Stance, Voice, make_id
from dissensus.show.joins import plain
from dissensus.show.lines import ID_LENGTH, print_line
from dissensus.show.shapes import DisputeView, PositionView, StoryView
from dissensus.show.words import SIDES, STANCES, UNKNOWN_OUTLET, clean_line, count, harmless, isolated, listed, shorten

# Before the word, which says the same; nothing stands before `silent`.
MARKS: dict[Stance, str] = dict(
    zip((stance for stance, _ in SIDES if stance is not Stance.SILENT), "●○◐→?", strict=True)
)
NOTHING = "–"
CARRIES = "lets speak"
ELSEWHERE = "in articles of others"
NO_GROUP = "in no group"
OTHER_STORY = "in another story"
GROUPS_HEADER = ("name", "group")
By = Literal["outlets", "speakers", "groups"]
CAPTIONS: dict[By, str] = {
    "outlets": f"What an outlet prints as its own; after “{CARRIES}” whose word it prints; after “{ELSEWHERE}” what they "
    "print as its word.",
    "speakers": "What each is printed to have said. An outlet stands here by what others print as its word.",
    "groups": f"What those of a group say; after “{CARRIES}” whose word its outlets print besides.",
}
WORDING_LENGTH = 110  # characters of a claim beside its row on a terminal
CLAIM_WIDTH = (12, 32)  # columns of a terminal for the claim, at least and at most
CELL_WIDTH = (16, 40)
GAP = 3  # between two columns
LINE_LENGTH = 60  # characters of a line that a message names


@dataclass(frozen=True, slots=True)
class Column:
    """Who stands at the head of a column. `id` is the name of an outlet, the article of an unknown one, the id of a speaker
    or the plain name of a group, empty for whoever is in none; `note` tells apart what has one name."""

    id: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One stance with the positions that take it."""

    stance: Stance
    positions: tuple[PositionView, ...]

    @property
    def word(self) -> str:
        """The stance in a word: `denies`."""
        return STANCES[self.stance]

    @property
    def mark(self) -> str:
        """A sign that goes with the word; none for silence."""
        return MARKS.get(self.stance, "")

    @property
    def holders(self) -> tuple[tuple[PositionView, ...], ...]:
        """The positions put together by who holds them."""
        ids = dict.fromkeys(one.holder.id for one in self.positions)
        return tuple(tuple(one for one in self.positions if one.holder.id == id) for id in ids)


Cells = Mapping[str, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """A claim in dispute with its cells by the id of the column, a cell a stance; a column without any is not in it.

    `cells` are whose column it is: what an outlet prints as its own, what a speaker or somebody of a group says. `carries`
    are those whom an outlet, or one of the group, lets speak; `elsewhere` is an outlet's stand in the articles of others.
    """

    dispute: DisputeView
    cells: Cells
    carries: Cells = field(default_factory=dict)
    elsewhere: Cells = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Claims as `rows` in the order of their disputes, against `columns` of outlets, speakers or groups."""

    by: By
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def caption(self) -> str:
        """What its cells hold, in a sentence."""
        return CAPTIONS[self.by]


def _shown(disputes: Iterable[DisputeView]) -> list[DisputeView]:
    return [one for one in disputes if one.level is not Level.ALL]


def _cells(found: Mapping[str, Sequence[PositionView]]) -> dict[str, tuple[Cell, ...]]:
    """By column a cell for each stance, in the order of the sides."""
    out = {}
    for column, positions in found.items():
        taken = ((stance, tuple(one for one in positions if one.stance is stance)) for stance, _ in SIDES)
        out[column] = tuple(Cell(stance, those) for stance, those in taken if those)
    return out


# ------------------------------------------------------------------------------------------------------ by outlets


def by_outlets(disputes: Iterable[DisputeView], story: StoryView) -> Matrix:
    """The claims of these disputes against the outlets of a story, by first date; then its articles of unknown outlets, one
    a column; then outlets of other stories that take part in a dispute."""
    shown = _shown(disputes)
    desks = _desks(shown, story)
    rows = []
    for dispute in shown:
        own, carries, elsewhere = (defaultdict[str, list[PositionView]](list) for _ in range(3))
        for one in dispute.positions:
            voice = desks.voices.get(one.holder.id)
            place = desks.articles[one.article] if one.article else voice or one.holder.id
            if _of_outlet(one) or voice == place:
                own[place].append(one)
                continue
            carries[place].append(one)
            if voice:
                elsewhere[voice].append(one)
        rows.append(Row(dispute, _cells(own), _cells(carries), _cells(elsewhere)))
    here = dict.fromkeys((*story.outlets, *(desks.articles[article.id] for article in story.articles)))
    others = dict.fromkeys(id for row in rows for cells in (row.cells, row.carries) for id in cells if id not in here)
    notes = _notes(desks.origins) | {id: OTHER_STORY for id in others if id not in desks.origins}
    columns = (Column(id, UNKNOWN_OUTLET if id in desks.origins else id, notes.get(id, "")) for id in (*here, *others))
    return Matrix("outlets", tuple(columns), tuple(rows))


@dataclass(frozen=True, slots=True)
class _Desks:
    """Where outlets stand: the column of each article, and of each id under which an outlet holds positions; `origins` are
    by column where the latest article of an unknown outlet was taken from."""

    articles: dict[str, str] = field(default_factory=dict)
    voices: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)


def _desks(disputes: Sequence[DisputeView], story: StoryView) -> _Desks:
    desks = _Desks()
    for article in story.articles:
        named = article.outlet != UNKNOWN_OUTLET
        desk = article.outlet if named else (article.versions or (article.id,))[-1]
        desks.articles[article.id] = desk
        if not named:
            desks.origins[desk] = article.origin
        for said in article.statements:
            if said.voice is Voice.OWN and said.holder:
                desks.voices.setdefault(said.holder.id, desk)
        # the id that an outlet has that says nothing in its own voice: only by it is a silent one without a name told
        desks.voices.setdefault(make_id("speaker", "outlet", article.outlet if named else article.id), desk)
    positions = [one for dispute in disputes for one in dispute.positions]
    for one in positions:
        if one.article:
            named = one.outlet not in (None, UNKNOWN_OUTLET)
            desk = desks.articles.setdefault(one.article, one.outlet if one.outlet and named else one.article)
            if not named:
                desks.origins.setdefault(desk, one.origin or one.article)
            if _of_outlet(one):
                desks.voices.setdefault(one.holder.id, desk)
    names = {plain(name): name for name in story.outlets}
    for one in positions:
        if one.article or one.holder.id in desks.voices:
            continue
        if one.holder_name == UNKNOWN_OUTLET:
            desks.origins[one.holder.id] = one.holder.id[:ID_LENGTH]
        else:
            desks.voices[one.holder.id] = names.get(plain(one.holder_name), one.holder_name)
    return desks


def _of_outlet(one: PositionView) -> bool:
    """Is a position that of the outlet which prints it, and of nobody who speaks there."""
    if one.voice or one.article is None or one.stance in (Stance.REPORTS, Stance.SILENT):
        return True
    may_be = one.stance is Stance.UNSURE and one.holder.kind in (SpeakerKind.OUTLET, SpeakerKind.UNKNOWN)
    return may_be and plain(one.holder_name) in plain(one.outlet or "")  # `Ledger` in `The Ledger`


def _notes(origins: Mapping[str, str]) -> dict[str, str]:
    """By column the file name of an origin; the whole origin where two have one file name."""
    files = {id: re.split(r"[/\\]", origin.rstrip("/\\"))[-1] for id, origin in origins.items()}
    often = Counter(files.values())
    return {id: files[id] if often[files[id]] == 1 else origin for id, origin in origins.items()}


# -------------------------------------------------------------------------------------------- by speakers and groups


def by_speakers(disputes: Iterable[DisputeView]) -> Matrix:
    """The claims of these disputes against all who speak to them, who speaks to most of them first, then by name. An outlet
    is among them where another prints its word."""
    rows = []
    spoken: dict[str, list[PositionView]] = defaultdict(list)
    for dispute in _shown(disputes):
        said: dict[str, list[PositionView]] = defaultdict(list)
        for one in dispute.positions:
            if not _of_outlet(one):
                said[one.holder.id].append(one)
                spoken[one.holder.id].append(one)
        rows.append(Row(dispute, _cells(said)))
    claims = Counter(id for row in rows for id in row.cells)
    ids = sorted(spoken, key=lambda id: (-claims[id], plain(spoken[id][0].holder.name), id))
    return Matrix("speakers", tuple(_told_apart({id: spoken[id] for id in ids})), tuple(rows))


def _told_apart(spoken: Mapping[str, Sequence[PositionView]]) -> Iterator[Column]:
    """Columns of speakers; those of one name with the outlets that print them, or where that is the same, with their ids."""
    where = {id: listed(list(dict.fromkeys(one.outlet or "" for one in those))) for id, those in spoken.items()}
    names = {id: plain(those[0].holder.name) for id, those in spoken.items()}
    often = Counter(names.values()) + Counter((names[id], where[id]) for id in spoken)
    for id, those in spoken.items():
        note = where[id] if often[names[id], where[id]] == 1 else id[:ID_LENGTH]
        yield Column(id, those[0].holder.name, note if often[names[id]] > 1 else "")


def by_groups(disputes: Iterable[DisputeView], groups: Mapping[str, str]) -> Matrix:
    """The claims of these disputes against the user's own groups, in their order: `groups` has the group of each outlet and
    speaker by name, in any case and spacing. Whoever is in none stands in a last column."""
    member = {plain(name): plain(group) for name, group in groups.items()}
    names: dict[str, str] = {}
    for group in groups.values():
        names.setdefault(plain(group), group)
    rows = []
    for dispute in _shown(disputes):
        own, carries = (defaultdict[str, list[PositionView]](list) for _ in range(2))
        for one in dispute.positions:
            printed = member.get(plain(one.outlet or ""), "")
            group = member.get(plain(one.holder_name), "") or member.get(plain(one.holder.name), "")
            group = group or (printed if _of_outlet(one) else "")
            own[group].append(one)
            if printed and printed != group:
                carries[printed].append(one)
        rows.append(Row(dispute, _cells(own), _cells(carries)))
    names |= {"": NO_GROUP} if any("" in row.cells for row in rows) else {}
    return Matrix("groups", tuple(Column(id, name) for id, name in names.items()), tuple(rows))


def read_groups(path: str | Path) -> dict[str, str]:
    """The groups of a CSV file in UTF-8 with the header `name,group`: a group for each name of an outlet or speaker, in the
    order of the file. Raises MissingPath, and TableError for what is no such file, or puts one name into two groups."""
    out: dict[str, str] = {}
    seen: dict[str, str] = {}
    for line, cells in _lines(path):
        at = f"{path}: line {line}: {shorten(','.join(cells), LINE_LENGTH)}"
        if len(cells) != len(GROUPS_HEADER) or not all(map(clean_line, cells)):
            raise TableError(f"{at}: is not a name and its group; write both, a name with a comma in quotation marks")
        name, group = map(clean_line, cells)
        before = seen.setdefault(plain(name), group)
        if plain(before) != plain(group):
            raise TableError(
                f"{at}: this name is already in the group {shorten(before, LINE_LENGTH)}; keep one of them"
            )
        out.setdefault(name, group)
    if not out:
        raise TableError(f"{path}: has nobody in a group; write lines such as The Daily Example,left below name,group")
    return out


def _lines(path: str | Path) -> Iterator[tuple[int, list[str]]]:
    """The lines below the header that are not blank, each with its number."""
    try:
        text = Path(path).read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise MissingPath(f"{path}: no such file of groups; name a CSV file with the header name,group") from error
    except UnicodeDecodeError as error:
        raise TableError(f"{path}: is not UTF-8 at byte {error.start}; save it as CSV in UTF-8") from error
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise TableError(f"{path}: the groups cannot be read ({reason}); name a CSV file") from error
    reader = csv.reader(io.StringIO(text), strict=True, skipinitialspace=True)
    line = 1
    try:
        for cells in reader:
            if line == 1 and tuple(cell.strip().lower() for cell in cells) != GROUPS_HEADER:
                begins = shorten(",".join(cells), LINE_LENGTH)
                raise TableError(f"{path}: line 1: {begins}: is no header; begin the file with the line name,group")
            if line > 1 and any(map(clean_line, cells)):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise TableError(f"{path}: line {line}: cannot be parted into values ({error}); mend its quotes") from error


# ------------------------------------------------------------------------------------------------ terminal and JSON


def print_matrix(matrix: Matrix, console: Console) -> None:
    """A table that fits the console; of more columns than do, several, each with the claims to which its columns speak."""
    if not matrix.rows or not matrix.columns:
        print_line(console, "No claim in dispute that anybody speaks to.")
        return
    print_line(console, matrix.caption, style="dim")
    claim = min(max(console.width // 4, CLAIM_WIDTH[0]), CLAIM_WIDTH[1])
    room, columns = console.width - claim, len(matrix.columns)
    tables = ceil(columns / max(room // (CELL_WIDTH[0] + GAP), 1))
    fit = ceil(columns / tables)
    for start in range(0, columns, fit):
        block = matrix.columns[start : start + fit]
        rows = [one for one in matrix.rows if tables == 1 or any(any(_told(one, c, matrix.by)) for c in block)]
        console.print()
        if tables > 1:
            left = count(len(matrix.rows) - len(rows), "claim")
            told = f", {left} left out to which none of these speak" if len(rows) < len(matrix.rows) else ""
            print_line(console, f"part {start // fit + 1} of {tables}{told}", style="dim")
        console.print(_table(matrix.by, block, rows, (claim, min(room // fit - GAP, CELL_WIDTH[1]))))


def _table(by: By, columns: Sequence[Column], rows: Iterable[Row], widths: tuple[int, int]) -> Table:
    table = Table(box=box.HORIZONTALS, show_lines=True, show_edge=False, pad_edge=False, highlight=False)
    table.add_column("claim", width=widths[0], overflow="fold")
    for column in columns:
        head = isolated(column.name) + (f"\n{isolated(column.note)}" if column.note else "")
        table.add_column(Text(harmless(head)), width=widths[1], overflow="fold")
    for row in rows:
        wording = isolated(shorten(row.dispute.claim.wording, WORDING_LENGTH))
        cells = [Text(harmless("\n".join(_told(row, column, by)) or NOTHING)) for column in columns]
        table.add_row(Text(harmless(f"{wording}\nid {row.dispute.id[:ID_LENGTH]}")), *cells)
    return table


def _told(row: Row, column: Column, by: By) -> Iterator[str]:
    """The lines of a cell on a terminal."""
    for cell in row.cells.get(column.id, ()):
        articles = len({one.article for one in cell.positions})
        more = f" ({count(articles, 'article')})" if articles > 1 else ""
        yield _names(cell) if by == "groups" else f"{cell.mark} {cell.word}{more}".lstrip()
    if carries := row.carries.get(column.id):
        yield f"{CARRIES}:"
        yield from map(_names, carries)
    if elsewhere := row.elsewhere.get(column.id):
        yield f"{ELSEWHERE}:"
        yield from (f"{cell.mark} {cell.word}".lstrip() for cell in elsewhere)


def _names(cell: Cell) -> str:
    often = Counter(isolated(group[0].holder_name) for group in cell.holders)
    names = [f"{name} ({number})" if number > 1 else name for name, number in often.items()]
    return f"{cell.mark} {cell.word}: {', '.join(names)}".lstrip()


def as_dict(matrix: Matrix) -> dict[str, object]:
    """The matrix for programs: a cell for each stance in a row and column; ids as in the export."""
    return {
        "by": matrix.by,
        "columns": [{"id": one.id, "name": one.name, "note": one.note} for one in matrix.columns],
        "rows": [
            {
                "dispute": row.dispute.id,
                "claim": row.dispute.claim.wording,
                "level": row.dispute.level,
                **{name: _listed(getattr(row, name)) for name in ("cells", "carries", "elsewhere")},
            }
            for row in matrix.rows
        ],
    }


def _listed(cells: Cells) -> list[dict[str, object]]:
    return [
        {"column": column, "stance": cell.stance, "positions": [_position(one) for one in cell.positions]}
        for column, found in cells.items()
        for cell in found
    ]


def _position(one: PositionView) -> dict[str, object]:
    known = {"position": one.id, "holder": one.holder.id, "name": one.holder_name}
    return known | {"article": one.article, "outlet": one.outlet, "quote": one.quote}
