"""The commands that take something in, or change what is kept: demo, read, report, ledger."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dissensus.cli.intake import bring_tables, place, take_in
from dissensus.cli.options import (
    DEFAULT_DB,
    DONE,
    By,
    Db,
    Forgotten,
    MaybeDb,
    MaybePaths,
    NoNets,
    Numbers,
    Paths,
    Tables,
    TaggerPlace,
    chosen,
    opened,
)
from dissensus.cli.showing import named
from dissensus.cli.tell import console, plain, progress, tell, tell_run
from dissensus.errors import DissensusError, EmptyInput, LedgerError

if TYPE_CHECKING:
    from dissensus.choice import Choice
    from dissensus.show.shapes import CorpusView
    from dissensus.store import Store


def demo(
    output: Annotated[str, typer.Option("-o", "--output", help="where the report goes")] = "dissensus-demo.html",
    db: MaybeDb = None,
    no_nets: NoNets = False,
) -> None:
    """Read the bundled sample stories, print the brief, write a report."""
    _check_folder(output)
    choice = chosen(no_nets, None)
    with _samples() as folder, opened(db or ":memory:") as store:
        taken = take_in(store, [folder], choice)
        _brief(store, taken.told, choice)
        _report(store, output)


def read(  # noqa: PLR0917 - each is an option
    paths: Paths,
    db: Db = DEFAULT_DB,
    table: Tables = None,
    forget_table: Forgotten = None,
    no_nets: NoNets = False,
    tagger: TaggerPlace = None,
) -> None:
    """Take in files, run every stage, print what was found."""
    choice = chosen(no_nets, tagger)
    with opened(place(db, paths)) as store:
        bring_tables(store, table or (), forget_table or ())
        taken = take_in(store, paths, choice)
        _brief(store, taken.told, choice)
    raise typer.Exit(taken.status)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user wants left out of a report: the ends of quotations longer than `length`, the `texts`, these `names`, and those
    of all who are `private`."""

    length: int | None = None
    texts: bool = False
    names: tuple[str, ...] = ()
    private: bool = False


def report(  # noqa: PLR0917 - each is an option
    paths: MaybePaths = None,
    db: MaybeDb = None,
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", help="the HTML file; with the ending .md a brief in Markdown, with .docx one for Word"
        ),
    ] = "dissensus.html",
    quote_length: Annotated[
        int | None,
        typer.Option(help="no quotation longer than so many characters; the articles' texts are left out, too"),
    ] = None,
    without_texts: Annotated[
        bool, typer.Option("--without-texts", help="of the articles show only the passages that are quoted")
    ] = False,
    redact: Annotated[
        list[str] | None, typer.Option(help="black out a name, or those in a .txt file, one a line")
    ] = None,
    redact_private: Annotated[
        bool, typer.Option("--redact-private", help="black out persons to whom no article gives a function")
    ] = False,
    no_nets: NoNets = False,
    tagger: TaggerPlace = None,
) -> None:
    """Write one self-contained HTML file, or a brief in Markdown or for Word that can be quoted from."""
    from dissensus.show.limits import check_length
    from dissensus.show.redacted import names_in

    _check_folder(output)
    check_length(quote_length)
    asked = Asked(quote_length, without_texts, tuple(names_in(redact or ())), redact_private)
    if not paths and db is None:
        raise EmptyInput(f"nothing to report on: name files or folders, or a database with --db {DEFAULT_DB}")
    choice = chosen(no_nets, tagger)
    with opened(place(db or ":memory:", paths) if paths else db or ":memory:", create=bool(paths)) as store:
        status = take_in(store, paths, choice).status if paths else DONE
        _report(store, output, asked)
    raise typer.Exit(status)


def ledger(  # noqa: PLR0917 - each is an option
    article: Annotated[str, typer.Argument(help="an id, its beginning, or an origin")],
    keep: Numbers = None,
    cut: Numbers = None,
    undo: Numbers = None,
    by: By = "",
    db: Db = DEFAULT_DB,
    no_nets: NoNets = False,
    tagger: TaggerPlace = None,
) -> None:
    """Which blocks of an article count as the article, and why; with --keep, --cut or --undo a person decides."""
    from dissensus.revise import numbers_in, revise, verdicts
    from dissensus.show.ledger import ledger_view, print_ledger
    from dissensus.show.views import corpus_view

    said = verdicts(numbers_in(keep or ()), numbers_in(cut or ()), numbers_in(undo or ()))
    if said and not by:
        raise LedgerError("nobody is named who decides: give a name with --by, or in DISSENSUS_BY")
    choice = chosen(no_nets, tagger)
    with opened(db, create=False) as store:
        id = named(corpus_view(store), article).id
        if said:
            with progress() as move:
                done = revise(store, id, said, by=by, reference=datetime.now(UTC), progress=move, choice=choice)
            tell_run(done.run)
            tell("changed: " + done.told)
        view = ledger_view(store, id)
    print_ledger(view, console(), said)


@contextmanager
def _samples() -> Iterator[str]:
    from importlib.resources import as_file, files

    with as_file(files("dissensus") / "samples") as folder:
        yield os.path.relpath(folder) if Path(folder).is_relative_to(Path.cwd()) else str(folder)


def _brief(store: Store, told: frozenset[str], choice: Choice) -> None:
    from dissensus.show.terminal import print_brief
    from dissensus.show.views import corpus_view

    out = console()
    print_brief(corpus_view(store), out, told)
    if not choice.ours:
        out.print("\nRead by rules alone, without nets: more of what was said is missed, and more of the pages kept.")


def _check_folder(output: str) -> None:
    """Before anything is read: is there a folder for the report, and what writes it."""
    folder = Path(output).parent
    if not folder.is_dir():
        raise DissensusError(f"{output}: the report cannot be written, there is no folder {folder}; make it first")
    if Path(output).suffix.lower() == ".docx":
        from dissensus.show.document import require

        require()


def _report(store: Store, output: str, asked: Asked | None = None) -> None:
    from dissensus.show.brief import write_brief
    from dissensus.show.document import write_document
    from dissensus.show.report import write_report
    from dissensus.show.views import corpus_view

    write = {".md": write_brief, ".docx": write_document}.get(Path(output).suffix.lower(), write_report)
    view = _limited(corpus_view(store), store, asked or Asked())
    write(view, output, f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC")
    typer.echo(plain(f"report: {output}"))


def _limited(view: CorpusView, store: Store, asked: Asked) -> CorpusView:
    """The view without what is to be left out. Names go first: a cut may part one. Which they are is told to the user alone."""
    from dissensus.records import Speaker
    from dissensus.show.limits import capped, without_texts
    from dissensus.show.redacted import redacted

    if asked.names or asked.private:
        known = {one.id for one in store.fetch(Speaker) if one.ids} if asked.private else set()
        view, found = redacted(view, asked.names, asked.private, known)
        for one in found:
            tell(f"blacked out: {one.name} ({one.count})")
    if asked.length is not None:
        return capped(view, asked.length)
    return without_texts(view) if asked.texts else view
