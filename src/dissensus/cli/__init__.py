"""The command line: the only package that prints, reads the environment or the clock, or exits.

`COMMANDS` is every command; `reading` has those that take something in or change what is kept, `showing` those that look,
`checking` the one that a claim is typed to.
`correct` is a group of commands of its own, in `correcting`.
Exit status 0: done, with anything quarantined told in one line each; 1: done, but something the user named could not be
read; 2: not done.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dissensus import __version__
from dissensus.cli import checking, correcting, reading, showing
from dissensus.cli.options import DONE, NOT_DONE, STOPPED
from dissensus.cli.tell import let_go, tell
from dissensus.errors import DissensusError


class Commands(TyperGroup):
    """The commands, with one end for each way in which they stop short."""

    def invoke(self, ctx: Any) -> Any:
        """Runs a command: our errors are one line and status 2, an interruption is 130, a closed pipe is no error."""
        try:
            return super().invoke(ctx)
        except DissensusError as error:
            tell(f"dissensus: {error}")
            raise typer.Exit(NOT_DONE) from error
        except KeyboardInterrupt as stop:
            tell("dissensus: stopped; what was read is kept, and the same command goes on from there")
            raise typer.Exit(STOPPED) from stop
        except BrokenPipeError as gone:  # whoever read our output has what they wanted
            let_go(sys.stdout)
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
COMMANDS: dict[str, Callable[..., None]] = {
    "demo": reading.demo,
    "read": reading.read,
    "report": reading.report,
    "show": showing.show,
    "ledger": reading.ledger,
    "search": showing.search,
    "check": checking.check,
    "export": showing.export,
    "verify": showing.verify,
    "explain": showing.explain,
}
for _name, _command in COMMANDS.items():
    app.command(_name)(_command)
app.add_typer(correcting.app, name="correct")


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


def main() -> None:
    """The entry point. A character that the terminal or pipe cannot take is shown as a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    app()
