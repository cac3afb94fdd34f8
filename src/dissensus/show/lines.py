"""Lines on a terminal: wrapped to its width, indented beside a label, and nothing in them that steers it."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from dissensus.show.words import harmless

ID_LENGTH = 8  # characters of an id that are shown; the store finds it by its beginning
WIDTH = 100  # longer lines are hard to read, however wide the window
NARROWEST = 20  # columns that text keeps, however deep it is indented


def print_line(
    console: Console, text: str | Text, indent: int = 0, *, label: str = "", style: str = "", hang: int = 0
) -> None:
    """One paragraph, wrapped and indented beside its label, `hang` more from its second line on. Nothing in it is read
    as markup; foreign text in it has been through `isolated`, and a `Text` is made of what has."""
    indent += len(label)
    width = min(console.width, WIDTH)
    whole = text if isinstance(text, Text) else Text(harmless(text), style=style)
    for number, line in enumerate(whole.wrap(console, max(width - indent - hang, NARROWEST))):
        line.rstrip()
        margin = f"{label:>{indent}}" if number == 0 else " " * (indent + hang)
        console.print(Text(margin, style=style if label else "") + line, soft_wrap=True, highlight=False)
