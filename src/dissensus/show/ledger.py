"""The cleaning ledger of one article: which blocks count as the article, and who or what decided, in plain words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from dissensus.errors import UnknownId
from dissensus.records import Article, Block, BlockKind, Edge, Page, Verdict
from dissensus.show.words import BLOCKS, count, day, harmless, isolated, language, shorten
from dissensus.store import Store
from dissensus.verdicts import Ruled, ledger, passage, words_by_article

WORDS = 20  # columns for the first words of a block, below which they stand on a line of their own
WIDTH = 100  # longer lines are hard to read, however wide the window


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A block: its number from 1, what it counts as, and by which rule; where a person decided, who and when, and what
    the machine had made of it."""

    number: int
    kept: bool
    kind: BlockKind
    language: str | None
    rule: str
    confidence: float
    text: str
    by: str | None = None
    at: str | None = None
    machine: str | None = None


@dataclass(frozen=True, slots=True)
class LedgerView:
    """The ledger of an article. `idle` are persons' words that decide on no block now, in plain words."""

    article: str
    title: str | None
    origin: str
    language: str | None
    rows: tuple[LedgerRow, ...]
    idle: tuple[str, ...]

    @property
    def kept(self) -> int:
        """How many blocks are kept."""
        return sum(row.kept for row in self.rows)

    @property
    def by_persons(self) -> int:
        """On how many blocks a person decided."""
        return sum(row.by is not None for row in self.rows)


def ledger_view(store: Store, id: str) -> LedgerView:
    """The ledger of the article of this id; UnknownId if there is none."""
    article = store.get(Article, id)
    if article is None:
        raise UnknownId(f"{id}: no such article; `dissensus show stories` lists them")
    said = words_by_article(store.persons_edges()).get(id, [])
    found = ledger(article, store.fetch(Block, articles=[id]), said)
    page = store.find(article.page)
    origins = page.origins if isinstance(page, Page) else ()
    return LedgerView(
        article=id,
        title=article.title,
        origin=min(origins, default=article.page),
        language=article.language,
        rows=tuple(_row(number, row, article) for number, row in enumerate(found.rows, 1)),
        idle=tuple(_idle(edge, article) for edge in found.idle),
    )


def _row(number: int, row: Ruled, article: Article) -> LedgerRow:
    block, machine, edge = row.block, row.machine, row.edge
    span = block.span
    return LedgerRow(
        number=number,
        kept=block.kept,
        kind=block.kind,
        language=block.language,
        rule=block.rule,
        confidence=block.confidence,
        text=article.parts.of(span.part)[span.start : span.end],
        by=edge.by if edge else None,
        at=edge.at if edge else None,
        machine=f"{_verdict(machine.kept)}, {BLOCKS[machine.kind]}, {machine.rule} {machine.confidence:.2f}"
        if edge
        else None,
    )


def _idle(edge: Edge, article: Article) -> str:
    span = passage(edge)
    done = "kept" if edge.verdict is Verdict.SAME else "cut"
    when = f" on {day(edge.at)}" if edge.at else ""
    text = article.parts.text[span.start : span.end] if span.part == "text" else ""
    return f"{edge.by} {done} {span.part} {span.start}-{span.end}{when}: “{shorten(text, 60)}”"


def _verdict(kept: bool) -> str:
    return "kept" if kept else "cut"


def print_ledger(view: LedgerView, console: Console, only: Collection[int] = ()) -> None:
    """The blocks in order, a line each: number, verdict, kind, language, rule, confidence and first words; on a narrow
    terminal the words stand below. What a person decided is told under its block. `only` names the blocks to print,
    where not all are wanted."""
    _print(console, isolated(view.title or "(no headline)"), "bold")
    parts = [count(len(view.rows), "block"), f"{view.kept} kept", f"{len(view.rows) - view.kept} cut"]
    if view.by_persons:
        parts.append(f"{view.by_persons} decided by a person")
    _print(console, f"{isolated(view.origin)} · id {view.article}", "dim")
    _print(console, f"{language(view.language)} · {', '.join(parts)}")
    widths = _widths(view.rows)
    room = min(console.width, WIDTH) - sum(widths) - len(widths) * 2
    for row in [row for row in view.rows if not only or row.number in only]:
        head = "  ".join(cell.ljust(width) for cell, width in zip(_cells(row), widths, strict=True))
        style = "" if row.kept else "dim"
        if room >= WORDS:
            _print(console, f"{head}  {shorten(isolated(row.text), room)}", style)
        else:
            _print(console, f"{_cells(row)[0]}  {', '.join(_cells(row)[1:])}", style, hang=widths[0] + 2)
            _print(console, shorten(isolated(row.text), 2 * WORDS), style, indent=widths[0] + 2)
        if row.by is not None:
            when = f", {day(row.at)}" if row.at else ""
            told = f"by {isolated(row.by)}{when}; the machine: {row.machine}"
            _print(console, told, style, indent=widths[0] + 2, hang=2)
    for words in () if only else view.idle:
        _print(console, f"without effect now: {isolated(words)}", hang=2)


def _cells(row: LedgerRow) -> tuple[str, ...]:
    return (
        str(row.number).rjust(3),
        _verdict(row.kept),
        row.kind.value,
        row.language or "-",
        row.rule,
        f"{row.confidence:.2f}",
    )


def _widths(rows: Sequence[LedgerRow]) -> list[int]:
    """The widest cell of each column."""
    return [max(map(len, column)) for column in zip(*map(_cells, rows), strict=True)] or [3]


def _print(console: Console, text: str, style: str = "", *, indent: int = 0, hang: int = 0) -> None:
    """One paragraph, wrapped and indented; nothing in it is read as markup."""
    lines = Text(harmless(text), style=style).wrap(console, max(min(console.width, WIDTH) - indent - hang, 12))
    for number, line in enumerate(lines):
        line.rstrip()
        console.print(Text(" " * (indent + hang * (number > 0))) + line, soft_wrap=True, highlight=False)
