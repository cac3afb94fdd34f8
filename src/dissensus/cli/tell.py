"""What is told on the side: troubles, progress, what ran; and the console that views are printed to."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from dissensus.run import Progress, Run

TOLD = 20  # troubles told one by one; the rest is counted
EVERY = 100  # units between two plain lines of progress


def tell(line: str) -> None:
    """One line to standard error."""
    typer.echo(plain(line), err=True)


def plain(text: str) -> str:
    """One line without characters that steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def tell_troubles(troubles: Sequence[tuple[str, str]], more: str = "that could not be read") -> None:
    """One line for each of the first `TOLD` troubles (what, reason), and how many `more` there are."""
    for what, reason in troubles[:TOLD]:
        tell(f"{what}: {reason}")
    if len(troubles) > TOLD:
        tell(f"... and {len(troubles) - TOLD} more {more}")


def tell_run(run: Run) -> None:
    """One line of what ran, when something did."""
    if run.ran:
        parts = [f"{n} {stage}" for stage, n in run.ran.items()]
        fresh = sum(run.fresh.values())
        if fresh:
            parts[-1] += f"; {fresh} units were up to date"
        if run.quarantined:
            parts[-1] += "; set aside " + ", ".join(f"{n} {code}" for code, n in sorted(run.quarantined.items()))
        tell(f"ran {', '.join(parts)}")


def console() -> Console:
    """Standard output for views: coloured on a terminal unless NO_COLOR is set, plain elsewhere."""
    from rich.console import Console

    class Piped(Console):
        """One that leaves a closed pipe to `Commands`."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Piped(highlight=False, soft_wrap=False)


@contextmanager
def progress() -> Iterator[Progress]:
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


def _line_by_line(every: int) -> Callable[[str, int, int], None]:
    def line(stage: str, done: int, todo: int) -> None:
        if done % every == 0 or (done == todo and todo > every):
            tell(f"{stage}: {done} of {todo}")

    return line


def let_go(stream: IO[str]) -> None:
    """Nobody reads this stream any more: what is still to be flushed goes nowhere."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
