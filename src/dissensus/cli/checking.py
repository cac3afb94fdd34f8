"""The command `check`: a typed claim, or a file of them, against what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dissensus.cli.options import DEFAULT_DB, DONE, NOT_DONE, PARTLY, Db, chosen, opened
from dissensus.cli.tell import console, tell, tell_troubles
from dissensus.errors import ClaimError

if TYPE_CHECKING:
    from dissensus.show.checked import AnswerView


def check(  # noqa: PLR0917 - each is an option
    claim: Annotated[list[str] | None, typer.Argument(help="a sentence", show_default=False)] = None,
    file: Annotated[str | None, typer.Option("--file", help="a file with one claim a line", show_default=False)] = None,
    db: Db = DEFAULT_DB,
    language: Annotated[
        str | None, typer.Option("--language", help="the code of its language, such as en", show_default=False)
    ] = None,
    no_nets: Annotated[bool, typer.Option("--no-nets", help="words alone judge")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="a list with an object a claim, for programs")] = False,
) -> None:
    """Who asserts a claim, who denies it, who doubts it, or that nobody speaks of it."""
    from dissensus.check import Checker
    from dissensus.show.checked import answer_view, as_dict, print_answer

    if (claim is None) == (file is None):
        raise ClaimError("name one thing to check: a sentence in quotes, or a file of them with --file")
    lines = _lines(file) if file is not None else [(0, " ".join(claim or ()))]
    troubles: list[tuple[str, str]] = []
    told: list[Any] = []
    out = console()
    with opened(db, create=False) as store:
        checker = Checker(store, net=chosen(no_nets, None).load_judge())
        for number, line in lines:
            try:
                view: AnswerView = answer_view(store, checker.check(line, language))
            except ClaimError as error:
                if file is None:
                    raise
                troubles.append((f"{file}, line {number}", str(error)))
                continue
            told.append(as_dict(view))
            if not as_json:
                print_answer(view, out)
                out.print()
    if as_json:
        _json(told)
    tell_troubles(troubles, "that could not be checked")
    if troubles:
        raise typer.Exit(PARTLY if told else NOT_DONE)
    raise typer.Exit(DONE)


def _lines(file: str) -> list[tuple[int, str]]:
    """The lines of a file with their numbers, without blank ones."""
    from dissensus.ingest.lines import read_lines

    found = [(number, line) for number, line in enumerate(read_lines(file), 1) if line.strip()]
    if not found:
        raise ClaimError(f"{file}: has no claim; write one a line")
    if len(found) > 1:
        tell(f"{file}: {len(found)} claims")
    return found


def _json(told: list[Any]) -> None:
    """JSON goes out in ASCII, which no terminal or pipe spoils."""
    import json

    typer.echo(json.dumps(told, indent=2))
