"""Who denies whose claim: a matrix of holders, for terminal, report and programs, and the denials without an accusation.

Nothing is computed: a denial and an assertion of one claim in dispute stand in one cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console

from dissensus.records import Level, Stance
from dissensus.show.lines import ID_LENGTH, print_line
from dissensus.show.shapes import CorpusView, DisputeView, HolderView, PositionView, StatementView, folded
from dissensus.show.words import STANCES, dated, isolated, quoted, shorten, teller

QUOTE_LENGTH = 300  # characters of a quotation on a terminal
WORDING_LENGTH = 140
AGAINST = (Stance.DENIES, Stance.DOUBTS)


@dataclass(frozen=True, slots=True)
class Denial:
    """One claim of a cell: the passages in which it is denied or doubted (`against`), and those in which it is asserted."""

    dispute: DisputeView
    against: tuple[PositionView, ...]
    asserts: tuple[PositionView, ...]

    @property
    def word(self) -> str:
        """`denies`, or `doubts` where nothing stronger is said."""
        return STANCES[min((one.stance for one in self.against), key=AGAINST.index)]


@dataclass(frozen=True, slots=True)
class Lone:
    """A denial of what no article here asserts; `answers` is whom it answers by the text, where that is told."""

    dispute: DisputeView
    denial: PositionView
    answers: str | None


@dataclass(frozen=True, slots=True)
class DenialMatrix:
    """`rows` are those who deny, `columns` those whose claims are denied, who most often first; `cells` are by the ids of
    both, those of whom nothing is denied by whom are not in it. In a cell of one holder with itself it differs at two times.
    """

    rows: tuple[HolderView, ...]
    columns: tuple[HolderView, ...]
    cells: Mapping[tuple[str, str], tuple[Denial, ...]]
    alone: tuple[Lone, ...]

    def cell(self, row: HolderView, column: HolderView) -> tuple[Denial, ...]:
        """What the one denies of the other's claims."""
        return self.cells.get((row.id, column.id), ())


def denial_matrix(disputes: Iterable[DisputeView], statements: Iterable[StatementView]) -> DenialMatrix:
    """The matrix of these disputes: those shown by default fill cells; of those merely possible the denials that stand alone
    are listed. `statements` tell whom a denial answers."""
    known = {one.id: one for one in statements}
    cells: dict[tuple[str, str], list[Denial]] = defaultdict(list)
    holders: dict[str, HolderView] = {}
    alone: list[Lone] = []
    for dispute in disputes:
        against = (*dispute.denies, *dispute.doubts)
        if not dispute.asserts:
            alone += [Lone(dispute, first, _answers(first, known)) for first, *_ in folded(against)]
        elif dispute.level is not Level.ALL:
            holders |= {one.holder.id: one.holder for one in (*against, *dispute.asserts)}
            for key, denial in _pairs(dispute, against):
                cells[key].append(denial)
    rows, columns = ([holders[id] for id in _often(key[end] for key in cells)] for end in (0, 1))
    return DenialMatrix(tuple(rows), tuple(columns), {key: tuple(found) for key, found in cells.items()}, tuple(alone))


def matrix_of(view: CorpusView) -> DenialMatrix:
    """The matrix of a whole corpus."""
    return denial_matrix(view.disputes, (one for article in view.articles for one in article.statements))


def _pairs(dispute: DisputeView, against: Sequence[PositionView]) -> list[tuple[tuple[str, str], Denial]]:
    """Each who denies with each who asserts; nobody with itself, unless it differs at two times."""
    out = []
    for row in dict.fromkeys(one.holder.id for one in against):
        for column in dict.fromkeys(one.holder.id for one in dispute.asserts):
            if row == column and not any(" differs: " in reason for reason in dispute.because):
                continue
            theirs = tuple(one for one in dispute.asserts if one.holder.id == column)
            out.append(((row, column), Denial(dispute, tuple(o for o in against if o.holder.id == row), theirs)))
    return out


def _often(ids: Iterable[str]) -> list[str]:
    """Each once, the most frequent first, else in their order."""
    counts: dict[str, int] = defaultdict(int)
    for id in ids:
        counts[id] += 1
    return sorted(counts, key=lambda id: -counts[id])


def _answers(position: PositionView, known: Mapping[str, StatementView]) -> str | None:
    """Whom the statements of a denial answer."""
    return next((known[id].target for id in position.statements if id in known and known[id].target), None)


# ----------------------------------------------------------------------------------------------- terminal and JSON


def print_denials(matrix: DenialMatrix, console: Console) -> None:
    """Row by row who denies, whose claim, and in which words; then the denials without a visible accusation."""
    if not matrix.rows and not matrix.alone:
        print_line(console, "No denial found.")
    for row in matrix.rows:
        print_line(console, isolated(row.name), style="bold")
        for column in matrix.columns:
            for denial in matrix.cell(row, column):
                _print_denial(row, column, denial, console)
        console.print()
    if matrix.alone:
        print_line(console, "Denials of what no article here asserts", style="bold")
    for lone in matrix.alone:
        answers = f", answering {isolated(lone.answers)}" if lone.answers else ""
        print_line(console, f"{_place(lone.denial)}{answers}: {_quote(lone.denial)}", 2, hang=2)
        print_line(console, f"id {lone.dispute.id[:ID_LENGTH]}", 4, style="dim")


def _print_denial(row: HolderView, column: HolderView, denial: Denial, console: Console) -> None:
    itself = row.id == column.id
    whose = "differs from its own words at another time" if itself else f"{denial.word} {isolated(column.name)}"
    wording = quoted(isolated(shorten(denial.dispute.claim.wording, WORDING_LENGTH)))
    print_line(console, f"{whose}: {wording} (id {denial.dispute.id[:ID_LENGTH]})", 2, hang=2)
    for label, side in ((denial.word, denial.against), ("asserts", denial.asserts)):
        for first, *_ in folded(side):
            print_line(console, f"{label}, {_place(first)}: {_quote(first)}", 6, hang=2)


def _place(position: PositionView) -> str:
    when = f" ({dated(position.published)})" if position.published else ""
    where = "in its own voice" if position.voice else f"in {isolated(teller(position.outlet or '', position.origin))}"
    return f"{isolated(position.holder_name)} {where}{when}"


def _quote(position: PositionView) -> str:
    return quoted(isolated(shorten(position.quote, QUOTE_LENGTH)))


def as_dict(matrix: DenialMatrix) -> dict[str, object]:
    """The matrix for programs: holders by id, a cell for each two of whom one denies the other's claim; ids as in the export."""
    return {
        "rows": [{"id": one.id, "name": one.name} for one in matrix.rows],
        "columns": [{"id": one.id, "name": one.name} for one in matrix.columns],
        "cells": [
            {
                "row": row,
                "column": column,
                "denials": [
                    {
                        "dispute": one.dispute.id,
                        "claim": one.dispute.claim.wording,
                        "level": one.dispute.level,
                        "word": one.word,
                        "against": [_passage(position) for position in one.against],
                        "asserts": [_passage(position) for position in one.asserts],
                    }
                    for one in found
                ],
            }
            for (row, column), found in matrix.cells.items()
        ],
        "alone": [
            {"dispute": one.dispute.id, "answers": one.answers, "denial": _passage(one.denial)} for one in matrix.alone
        ],
    }


def _passage(position: PositionView) -> dict[str, object]:
    return {
        "position": position.id,
        "holder": position.holder.id,
        "name": position.holder_name,
        "stance": position.stance,
        "article": position.article,
        "outlet": position.outlet,
        "published": position.published.value if position.published else None,
        "quote": position.quote,
        "spans": [[span.start, span.end] for span in position.spans],
        "confidence": round(position.confidence, 3),
    }
