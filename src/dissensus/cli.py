"""The command line: the only place that prints, reads the environment or the clock, or exits.

Exit status 0: done, with anything quarantined told in one line each; 1: done, but something the user named could not be
read; 2: not done.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dissensus import __version__
from dissensus.errors import DissensusError, EmptyInput, UnknownId

if TYPE_CHECKING:
    from rich.console import Console

    from dissensus.pipeline import Progress, Run
    from dissensus.store import Store

DEFAULT_DB = "dissensus.db"
TOLD = 20  # troubles told one by one; the rest is counted

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads what many outlets wrote about the same events and lays out who says what, who denies it, who leaves it out.",
)
Paths = Annotated[list[str], typer.Argument(help="files, folders, globs, or - for standard input", show_default=False)]
MaybePaths = Annotated[list[str] | None, typer.Argument(help="files, folders, globs, or -", show_default=False)]
Db = Annotated[str, typer.Option("--db", help="the database file")]
MaybeDb = Annotated[str | None, typer.Option("--db", help=f"the database file, such as {DEFAULT_DB}; a temporary one without")]


@app.callback()
def _version(version: Annotated[bool, typer.Option("--version", help="print the version", is_eager=True)] = False) -> None:
    if version:
        typer.echo(__version__)
        raise typer.Exit


@app.command()
def demo(
    output: Annotated[str, typer.Option("-o", "--output", help="where the report goes")] = "dissensus-demo.html",
    db: MaybeDb = None,
) -> None:
    """Read the bundled sample stories, print the brief, write a report."""
    with _samples() as folder, _store(db or ":memory:") as store:
        _take_in(store, [folder])
        _brief(store)
        _report(store, output)


@app.command(name="read")
def read_(paths: Paths, db: Db = DEFAULT_DB) -> None:
    """Take in files, run every stage, print what was found."""
    with _store(db) as store:
        status = _take_in(store, paths)
        _brief(store)
    raise typer.Exit(status)


@app.command()
def report(
    paths: MaybePaths = None,
    db: MaybeDb = None,
    output: Annotated[str, typer.Option("-o", "--output", help="the HTML file")] = "dissensus.html",
) -> None:
    """Write one self-contained HTML file."""
    if not paths and db is None:
        raise EmptyInput(f"nothing to report on: name files or folders, or a database with --db {DEFAULT_DB}")
    with _store(db or ":memory:", create=bool(paths)) as store:
        status = _take_in(store, paths) if paths else 0
        _report(store, output)
    raise typer.Exit(status)


WHAT = ("stories", "disputes", "speakers", "article")


@app.command()
def show(
    what: Annotated[str, typer.Argument(help=", ".join(WHAT))],
    id: Annotated[str | None, typer.Argument(help="for article: its id, the beginning of it, or its origin")] = None,
    db: Db = DEFAULT_DB,
) -> None:
    """The same in the terminal: stories, disputes, speakers, article ID."""
    from dissensus.show import terminal
    from dissensus.show.views import corpus_view

    if what not in WHAT:
        raise UnknownId(f"{what}: cannot be shown; choose one of {', '.join(WHAT)}")
    with _store(db, create=False) as store:
        view = corpus_view(store)
    console = _console()
    if what == "article":
        found = [a for a in view.articles if id and (a.id.startswith(id) or a.origin == id or a.origin.endswith("/" + id))]
        if len(found) != 1:
            raise UnknownId(f"{id}: {'names several articles' if found else 'no such article'}; `dissensus show stories` lists them")
        terminal.print_article(found[0], console)
        return
    printers = {"stories": terminal.print_stories, "disputes": terminal.print_disputes, "speakers": terminal.print_speakers}
    printers[what](view, console)


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
    typer.echo(f"{output}: " + ", ".join(f"{n} {noun}" for noun, n in counts.items() if n))


@app.command()
def verify(db: Db = DEFAULT_DB) -> None:
    """Re-read every quoted passage from the raw capture."""
    from dissensus.verify import verify as check

    with _store(db, create=False) as store:
        found = check(store)
    for fault in found.faults[:TOLD]:
        typer.echo(_plain(f"{fault.what} in {fault.article}: {fault.reason}"), err=True)
    typer.echo(f"{found.spans} passages re-read from the captures, {len(found.faults)} of them wrongly")
    raise typer.Exit(1 if found.faults else 0)


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

    with open_store(db, create=create) as store:
        yield store


def _take_in(store: Store, paths: Sequence[str]) -> int:
    """Files into the store, every stage over it, troubles told. The exit status."""
    from dissensus import pipeline
    from dissensus.ingest import SKIPPED, read_paths
    from dissensus.records import Drop

    drops, pages = [], 0
    for item in read_paths(paths, sys.stdin.buffer):
        if isinstance(item, Drop):
            drops.append(item)
        else:
            pages += 1
            if not store.put_page(item) and not _known(store, item.id, item.origins):
                typer.echo(_plain(f"{item.origins[0]}: the same bytes were read before; kept once, under both names"), err=True)
    store.put_drops(drops)
    troubles = [drop for drop in drops if not drop.reason.startswith(SKIPPED)]
    for drop in troubles[:TOLD]:
        typer.echo(_plain(f"{drop.what}: {drop.reason}"), err=True)
    if len(troubles) > TOLD:
        typer.echo(f"... and {len(troubles) - TOLD} more that could not be read", err=True)
    if not pages:
        raise EmptyInput("nothing was read: name a .txt, .html, .json or .jsonl file, or a folder with some")
    with _progress() as progress:
        done = pipeline.run(store, datetime.now(UTC), progress)
    _tell(done)
    return 1 if any(_was_named(drop.what, paths) for drop in troubles) else 0


def _known(store: Store, id: str, origins: Sequence[str]) -> bool:
    """Is this a second run over the same place, and not the same bytes in another place."""
    return len(store.page(id).origins) == 1 and store.page(id).origins == tuple(origins)


def _was_named(what: str, paths: Sequence[str]) -> bool:
    return what in paths or what.split("#")[0] in paths


def _tell(run: Run) -> None:
    """One line of what ran, when something did."""
    if run.ran:
        parts = [f"{n} {stage}" for stage, n in run.ran.items()]
        fresh = sum(run.fresh.values())
        typer.echo(f"ran {', '.join(parts)}" + (f"; {fresh} units were up to date" if fresh else ""), err=True)


def _brief(store: Store) -> None:
    from dissensus.show.terminal import print_brief
    from dissensus.show.views import corpus_view

    print_brief(corpus_view(store), _console())


def _report(store: Store, output: str) -> None:
    from dissensus.show.report import write_report
    from dissensus.show.views import corpus_view

    write_report(corpus_view(store), output, f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC")
    typer.echo(f"report: {output}")


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


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
            typer.echo(f"{stage}: {done} of {todo}", err=True)

    return line


def _plain(text: str) -> str:
    """One line without characters that steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def main() -> None:
    """The entry point: our errors are one line and status 2, an interruption is 130."""
    try:
        app(standalone_mode=True)
    except DissensusError as error:
        typer.echo(_plain(f"dissensus: {error}"), err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        typer.echo("dissensus: stopped; what was read is kept, and the same command goes on from there", err=True)
        sys.exit(130)
    except BrokenPipeError:  # the reader of a pipe has gone: no error of ours
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
