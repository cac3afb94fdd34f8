"""The command line: the only place that prints, reads the environment or the clock, or exits.

Exit status 0: done, with anything quarantined told in one line each; 1: done, but something the user named could not be
read; 2: not done.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from dissensus import __version__
from dissensus.errors import DissensusError, EmptyInput, LedgerError, StoreError, UnknownId
from dissensus.text import storable

if TYPE_CHECKING:
    from rich.console import Console

    from dissensus.pipeline import Progress, Run
    from dissensus.records import Page
    from dissensus.show.shapes import ArticleView, CorpusView
    from dissensus.store import Store

DEFAULT_DB = "dissensus.db"
TOLD = 20  # troubles told one by one; the rest is counted
DONE, PARTLY, NOT_DONE, STOPPED = 0, 1, 2, 130  # exit statuses


class Commands(TyperGroup):
    """The commands, with one end for each way in which they stop short."""

    def invoke(self, ctx: Any) -> Any:
        """Runs a command: our errors are one line and status 2, an interruption is 130, a closed pipe is no error."""
        try:
            return super().invoke(ctx)
        except DissensusError as error:
            _tell(f"dissensus: {error}")
            raise typer.Exit(NOT_DONE) from error
        except KeyboardInterrupt as stop:
            _tell("dissensus: stopped; what was read is kept, and the same command goes on from there")
            raise typer.Exit(STOPPED) from stop
        except BrokenPipeError as gone:  # whoever read our output has what they wanted
            _let_go(sys.stdout)
            raise typer.Exit(DONE) from gone


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads what many outlets wrote about the same events and lays out who says what, who denies it, who leaves it"
    " out.",
)
Paths = Annotated[list[str], typer.Argument(help="files, folders, globs, or - for standard input", show_default=False)]
MaybePaths = Annotated[list[str] | None, typer.Argument(help="files, folders, globs, or -", show_default=False)]
Db = Annotated[str, typer.Option("--db", help="the database file")]
MaybeDb = Annotated[
    str | None, typer.Option("--db", help=f"the database file, such as {DEFAULT_DB}; a temporary one without")
]


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="print the version", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """Every command has its own; this is all that stands before one."""


@app.command()
def demo(
    output: Annotated[str, typer.Option("-o", "--output", help="where the report goes")] = "dissensus-demo.html",
    db: MaybeDb = None,
) -> None:
    """Read the bundled sample stories, print the brief, write a report."""
    _check_folder(output)
    with _samples() as folder, _store(db or ":memory:") as store:
        taken = _take_in(store, [folder])
        _brief(store, taken.told)
        _report(store, output)


@app.command(name="read")
def read_(paths: Paths, db: Db = DEFAULT_DB) -> None:
    """Take in files, run every stage, print what was found."""
    with _store(_place(db, paths)) as store:
        taken = _take_in(store, paths)
        _brief(store, taken.told)
    raise typer.Exit(taken.status)


@app.command()
def report(
    paths: MaybePaths = None,
    db: MaybeDb = None,
    output: Annotated[str, typer.Option("-o", "--output", help="the HTML file")] = "dissensus.html",
) -> None:
    """Write one self-contained HTML file."""
    _check_folder(output)
    if not paths and db is None:
        raise EmptyInput(f"nothing to report on: name files or folders, or a database with --db {DEFAULT_DB}")
    with _store(_place(db or ":memory:", paths) if paths else db or ":memory:", create=bool(paths)) as store:
        status = _take_in(store, paths).status if paths else DONE
        _report(store, output)
    raise typer.Exit(status)


WHAT = ("stories", "disputes", "speakers", "article", "versions")


@app.command()
def show(
    what: Annotated[str, typer.Argument(help=", ".join(WHAT))],
    id: Annotated[
        str | None, typer.Argument(help="for article and versions: an id, its beginning, or an origin")
    ] = None,
    db: Db = DEFAULT_DB,
) -> None:
    """The same in the terminal: stories, disputes, speakers, article ID, versions [ID]."""
    from dissensus.show import terminal
    from dissensus.show.views import corpus_view

    if what not in WHAT:
        raise UnknownId(f"{what}: cannot be shown; choose one of {', '.join(WHAT)}")
    with _store(db, create=False) as store:
        view = corpus_view(store)
    console = _console()
    if what == "article" and not id:
        raise UnknownId("no article is named: give its id or its origin; `dissensus show stories` lists them")
    if what == "article" and id:
        terminal.print_article(_named(view, id), console)
        return
    if what == "versions":
        terminal.print_versions(view, console, _named(view, id) if id else None)
        return
    printers = {
        "stories": terminal.print_stories,
        "disputes": terminal.print_disputes,
        "speakers": terminal.print_speakers,
    }
    printers[what](view, console)


def _named(view: CorpusView, name: str) -> ArticleView:
    """The article with this id, the beginning of one, or this origin; of several versions of one work the latest."""
    from dissensus.show.shapes import latest

    found = [a for a in view.articles if a.id.startswith(name) or a.origin == name or a.origin.endswith("/" + name)]
    found = latest(found)
    if len(found) != 1:
        trouble = "names several articles" if found else "no such article"
        raise UnknownId(f"{name}: {trouble}; `dissensus show stories` lists them")
    return found[0]


Numbers = Annotated[list[str] | None, typer.Option(help="numbers of blocks, such as 3,5-7", show_default=False)]


@app.command()
def ledger(  # noqa: PLR0917 - each is an option
    article: Annotated[str, typer.Argument(help="an id, its beginning, or an origin")],
    keep: Numbers = None,
    cut: Numbers = None,
    undo: Numbers = None,
    by: Annotated[str, typer.Option(help="who decides", envvar="DISSENSUS_BY", show_default=False)] = "",
    db: Db = DEFAULT_DB,
) -> None:
    """Which blocks of an article count as the article, and why; with --keep, --cut or --undo a person decides."""
    from dissensus.revise import numbers_in, revise, verdicts
    from dissensus.show.ledger import ledger_view, print_ledger
    from dissensus.show.views import corpus_view

    said = verdicts(numbers_in(keep or ()), numbers_in(cut or ()), numbers_in(undo or ()))
    if said and not by:
        raise LedgerError("nobody is named who decides: give a name with --by, or in DISSENSUS_BY")
    with _store(db, create=False) as store:
        id = _named(corpus_view(store), article).id
        if said:
            with _progress() as progress:
                done = revise(store, id, said, by=by, reference=datetime.now(UTC), progress=progress)
            _tell_run(done.run)
            _tell("changed: " + done.told)
        view = ledger_view(store, id)
    print_ledger(view, _console(), said)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="words that a statement holds")],
    db: Db = DEFAULT_DB,
    limit: Annotated[int, typer.Option(help="how many to print", min=1)] = 20,
) -> None:
    """Statements that hold all these words, best first."""
    from dissensus.show import terminal
    from dissensus.show.views import corpus_view

    with _store(db, create=False) as store:
        ids = store.search(" ".join(words), limit)
        view = corpus_view(store)
    terminal.print_statements(view, ids, _console())


@app.command()
def export(
    output: Annotated[str, typer.Option("-o", "--output", help="the folder")] = "dissensus-export",
    format: Annotated[str, typer.Option("--format", help="jsonl")] = "jsonl",
    db: Db = DEFAULT_DB,
) -> None:
    """Write every record, one file a noun."""
    from dissensus.show.export import FORMATS

    if format not in FORMATS:
        raise UnknownId(f"{format}: no such format; choose one of {', '.join(FORMATS)}")
    with _store(db, create=False) as store:
        counts = FORMATS[format](store, Path(output))
    typer.echo(_plain(f"{output}: " + ", ".join(f"{n} {noun}" for noun, n in counts.items() if n)))


@app.command()
def verify(db: Db = DEFAULT_DB) -> None:
    """Re-read every quoted passage from the raw capture."""
    from dissensus.verify import verify as check

    with _store(db, create=False) as store:
        found = check(store)
    for fault in found.faults[:TOLD]:
        _tell(f"{fault.what} in {fault.article}: {fault.reason}")
    typer.echo(f"{found.spans} passages re-read from the captures, {len(found.faults)} of them wrongly")
    raise typer.Exit(PARTLY if found.faults else DONE)


@app.command()
def explain(
    id: Annotated[str, typer.Argument(help="an id, or at least the first six characters of it")], db: Db = DEFAULT_DB
) -> None:
    """Why a cell says what it says: rules, scores, passages."""
    from dissensus.show.explain import explain_view
    from dissensus.show.terminal import print_explain

    with _store(db, create=False) as store:
        print_explain(explain_view(store, id), _console())


# ------------------------------------------------------------------------------------------------------ their hands


@contextmanager
def _samples() -> Iterator[str]:
    from importlib.resources import as_file, files

    with as_file(files("dissensus") / "samples") as folder:
        yield os.path.relpath(folder) if Path(folder).is_relative_to(Path.cwd()) else str(folder)


@contextmanager
def _store(db: str, *, create: bool = True) -> Iterator[Store]:
    from dissensus.store import open_store

    if not db:
        raise StoreError(f"--db names no file: give one, such as {DEFAULT_DB}")
    with open_store(db, create=create) as store:
        yield store


def _place(db: str, paths: Sequence[str]) -> str:
    """Where to keep what is read: the database that was named, but no new one when there is nothing to keep."""
    from dissensus.ingest import read_paths
    from dissensus.records import Page

    is_there = not db or os.path.exists(db) or "-" in paths  # noqa: PTH110 - it never raises, whatever the name
    return db if is_there or any(isinstance(item, Page) for item in read_paths(paths)) else ":memory:"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the paths that were named: the exit status, and the origins whose troubles were told."""

    status: int
    told: frozenset[str]


def _take_in(store: Store, paths: Sequence[str]) -> Taken:
    """Files into the store, every stage over it, troubles told: one line for each thing that was not read."""
    from dissensus import pipeline
    from dissensus.ingest import SKIPPED, read_paths
    from dissensus.records import Drop

    drops: list[Drop] = []
    twins: list[tuple[str, str]] = []
    texts: set[str] = set()  # pages that do not say their encoding
    origins: dict[str, str] = {}  # by page
    for path in dict.fromkeys(paths):
        here: list[Drop] = []
        for item in read_paths([path], sys.stdin.buffer if sys.stdin else None):
            if isinstance(item, Drop):
                here.append(item)
                continue
            if other := _other_place(store, item):
                twins.append((item.origins[0], f"the same bytes as {other}; kept once, under both names"))
            store.put_page(item)
            origins.setdefault(item.id, item.origins[0])
            if item.media_type == "text/plain":
                texts.add(item.id)
        store.put_drops(storable(path)[0], here)
        drops += here
    troubles = [(drop.what, drop.reason) for drop in drops if not drop.reason.startswith(SKIPPED)]
    _tell_troubles(twins, "that were read before")
    _tell_troubles(troubles)
    if not origins and troubles:
        raise typer.Exit(NOT_DONE)
    if not origins:
        raise EmptyInput("nothing was read: name a .txt, .html, .json or .jsonl file, or a folder with some")
    with _progress() as progress:
        done = pipeline.run(store, datetime.now(UTC), progress)
    lost = [(origins[drop.what], drop.reason) for drop in store.fetch(Drop) if drop.what in origins]
    _tell_troubles(lost)
    _tell_troubles(_misread(store, origins, texts), "that are not UTF-8")
    _tell_run(done)
    named = {storable(path)[0] for path in paths}
    told = [what for what, _ in (*troubles, *lost)]
    partly = any(what in named or what.rpartition("#")[0] in named for what in told)
    return Taken(PARTLY if partly else DONE, frozenset(told))


def _other_place(store: Store, page: Page) -> str | None:
    """Another place where these bytes were met before; None if they are new, or were met in this place too."""
    from dissensus.records import Page

    before = store.find(page.id)
    known = before.origins if isinstance(before, Page) else ()
    return known[0] if known and page.origins[0] not in known else None


def _misread(store: Store, origins: Mapping[str, str], texts: Collection[str]) -> list[tuple[str, str]]:
    """The pages whose bytes are no text in any one encoding, and the plain texts whose encoding had to be guessed, by
    their origin."""
    from dissensus.records import Article

    out = []
    for article in store.fetch(Article):
        if article.page not in origins:
            continue
        if article.replaced:
            lost = f"{article.replaced} of its characters do not fit {article.encoding} and are shown as"
            out.append((origins[article.page], f"{lost} \N{REPLACEMENT CHARACTER}; save it as UTF-8 and read it again"))
        elif article.page in texts and article.encoding != "utf-8":
            guess = f"is not UTF-8 and was read as {article.encoding}"
            out.append((origins[article.page], f"{guess}; if letters look wrong, save it as UTF-8 and read it again"))
    return out


def _tell_troubles(troubles: Sequence[tuple[str, str]], more: str = "that could not be read") -> None:
    for what, reason in troubles[:TOLD]:
        _tell(f"{what}: {reason}")
    if len(troubles) > TOLD:
        _tell(f"... and {len(troubles) - TOLD} more {more}")


def _tell_run(run: Run) -> None:
    """One line of what ran, when something did."""
    if run.ran:
        parts = [f"{n} {stage}" for stage, n in run.ran.items()]
        fresh = sum(run.fresh.values())
        if fresh:
            parts[-1] += f"; {fresh} units were up to date"
        if run.quarantined:
            parts[-1] += "; set aside " + ", ".join(f"{n} {code}" for code, n in sorted(run.quarantined.items()))
        _tell(f"ran {', '.join(parts)}")


def _brief(store: Store, told: frozenset[str]) -> None:
    from dissensus.show.terminal import print_brief
    from dissensus.show.views import corpus_view

    print_brief(corpus_view(store), _console(), told)


def _check_folder(output: str) -> None:
    """Before anything is read: is there a folder for the report."""
    folder = Path(output).parent
    if not folder.is_dir():
        raise DissensusError(f"{output}: the report cannot be written, there is no folder {folder}; make it first")


def _report(store: Store, output: str) -> None:
    from dissensus.show.report import write_report
    from dissensus.show.views import corpus_view

    write_report(corpus_view(store), output, f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC")
    typer.echo(_plain(f"report: {output}"))


def _console() -> Console:
    from rich.console import Console

    class Piped(Console):
        """One that leaves a closed pipe to `Commands`."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Piped(highlight=False, soft_wrap=False)


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on a terminal, nothing elsewhere but for long runs a line a stage."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import Progress as Bar

        with Bar(console=Console(stderr=True), transient=True) as bar:
            tasks: dict[str, object] = {}

            def move(stage: str, done: int, todo: int) -> None:
                if stage not in tasks:
                    tasks[stage] = bar.add_task(stage, total=todo)
                bar.update(tasks[stage], completed=done)  # type: ignore[arg-type]

            yield move
    else:
        yield _line_by_line(EVERY)


EVERY = 100  # units between two plain lines of progress


def _line_by_line(every: int) -> Callable[[str, int, int], None]:
    def line(stage: str, done: int, todo: int) -> None:
        if done % every == 0 or (done == todo and todo > every):
            _tell(f"{stage}: {done} of {todo}")

    return line


def _tell(line: str) -> None:
    """One line to standard error."""
    typer.echo(_plain(line), err=True)


def _plain(text: str) -> str:
    """One line without characters that steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _let_go(stream: IO[str]) -> None:
    """Nobody reads this stream any more: what is still to be flushed goes nowhere."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def main() -> None:
    """The entry point. A character that the terminal or pipe cannot take is shown as a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    app()
