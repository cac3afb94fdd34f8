"""What commands have in common: their options, their exit statuses, and how a database is opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from dissensus.errors import StoreError

if TYPE_CHECKING:
    from dissensus.choice import Choice
    from dissensus.store import Store

DEFAULT_DB = "dissensus.db"
DONE, PARTLY, NOT_DONE, STOPPED = 0, 1, 2, 130  # exit statuses

Paths = Annotated[list[str], typer.Argument(help="files, folders, globs, or - for standard input", show_default=False)]
MaybePaths = Annotated[list[str] | None, typer.Argument(help="files, folders, globs, or -", show_default=False)]
Db = Annotated[str, typer.Option("--db", help="the database file")]
MaybeDb = Annotated[
    str | None, typer.Option("--db", help=f"the database file, such as {DEFAULT_DB}; a temporary one without")
]
NoNets = Annotated[bool, typer.Option("--no-nets", help="rules alone clean and read")]
TaggerPlace = Annotated[
    str | None,
    typer.Option("--tagger", help="read by a net of your own: its folder, or its name on the Hugging Face hub"),
]
Tables = Annotated[
    list[str] | None,
    typer.Option("--table", help="a table of names with ids, such as an extract of Wikidata", show_default=False),
]
By = Annotated[str, typer.Option(help="who decides", envvar="DISSENSUS_BY", show_default=False)]
Forgotten = Annotated[
    list[str] | None,
    typer.Option("--forget-table", help="a table that was brought before, by its path", show_default=False),
]
Numbers = Annotated[list[str] | None, typer.Option(help="numbers of blocks, such as 3,5-7", show_default=False)]


def chosen(no_nets: bool, tagger: str | None) -> Choice:
    """Which nets have a say in this run."""
    from dissensus.choice import choose

    return choose(rules_alone=no_nets, tagger=tagger)


@contextmanager
def opened(db: str, *, create: bool = True) -> Iterator[Store]:
    """The store at this place; one is made there only if `create` says so."""
    from dissensus.store import open_store

    if not db:
        raise StoreError(f"--db names no file: give one, such as {DEFAULT_DB}")
    with open_store(db, create=create) as store:
        yield store
