"""Pages as Markdown, to be pasted into a document.

All foreign text is escaped, so that any reader of CommonMark shows it as it is: no element, picture or link is made of it.
A table is one for readers that know tables, and lines with bars for the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dissensus.show.pages import (
    Block,
    Cite,
    Code,
    Foreign,
    Heading,
    Item,
    Items,
    Jump,
    Label,
    Line,
    Link,
    Paragraph,
    Run,
    Source,
    Sources,
    Strong,
    Table,
    edges,
    shown_lines,
)
from dissensus.show.segments import GAP, Passage
from dissensus.show.words import isolated

# What has a meaning anywhere in a line: in CommonMark, or in those who add tables, formulas, footnotes, marks and mentions
# to it; an address is not to become a link.
_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>#~|&$^@=]|:(?=//)|(?i:(?<=www)\.)")
_AT_START = re.compile(r"^(?:(?=[-+:%])|[0-9]+(?=[.)]))")  # lists, rules, definitions
_ENDS = re.compile(r"^[\s\ufeff]+|[\s\ufeff]+$")


def markdown(blocks: Iterable[Block]) -> str:
    """The blocks as one Markdown document."""
    return "\n\n".join(map(_block, blocks)) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(level, line):
            return f"{'#' * level} {_line(line)}"
        case Paragraph(line):
            return _line(line)
        case Label(text):
            return f"**{text}**"
        case Items(items):
            return "\n".join("- " + _item(item).replace("\n", "\n  ") for item in items)
        case Sources(sources):
            return "\n".join(map(_source, sources))
        case Table(head, rows):
            cells = [[_line(line) for line in head], *([_cell(cell) for cell in row] for row in rows)]
            lines = [f"| {' | '.join(row)} |" for row in cells]
            return "\n".join([lines[0], "|" + " --- |" * len(head), *lines[1:]])


def _item(item: Item) -> str:
    said = quotation(item.quote.passages) if item.quote else ""
    return "\n".join(part for part in (_line(item.lead), said, _line(item.line)) if part)


def _cell(cell: Sequence[Line]) -> str:
    return "; ".join(map(_line, cell))


def _source(source: Source) -> str:
    label = f"{source.number}. "
    return f"{label}{_line(source.line)}\\\n{' ' * len(label)}{_line(source.proof)}"


def _line(line: Line) -> str:
    return "".join(map(_run, line)).rstrip()


def _run(run: Run) -> str:
    match run:
        case str():
            return run
        case Foreign(text):
            return foreign(text)
        case Strong(text):
            return f"**{foreign(text)}**"
        case Code(text):
            return f"`{text}`"
        case Link(url):
            return f"<{url}>"
        case Jump(text):
            return text
        case Cite():
            return f"{run.label} {foreign(run.where)}".rstrip()


# ------------------------------------------------------------------------------------------------- text of others


def foreign(text: str) -> str:
    """A name, a title, a reason as one harmless line of Markdown."""
    return escaped(isolated(text))


def escaped(text: str) -> str:
    """Text as published as Markdown that shows it, to stand before, after or between words of a line.

    Its line breaks are hard breaks, since a quotation has those of its article and a plain one would be shown as a space.
    Control characters are pictures, and no more marks stand on a letter than a line is high, as in the report.
    """
    return _broken(map(_escaped_line, shown_lines(text)))


def quotation(passages: Sequence[Passage]) -> str:
    """Passages word for word, each in “ ”, so that nothing between those is ours, not even the `…` between two.

    A line that runs right to left, or has marks that turn it, is set apart, and what it opens is closed.
    """
    return GAP.join(_broken(_apart(line) for line in shown_lines(f"“{passage.text}”")) for passage in passages)


def _broken(lines: Iterable[str]) -> str:
    return "\\\n".join(lines)


def _escaped_line(line: str) -> str:
    """White space at the ends is told by its number, for a reader of Markdown takes it away there."""
    line = _ANYWHERE.sub(r"\\\g<0>", line)
    line = _AT_START.sub(r"\g<0>\\", line)
    return _ENDS.sub(lambda match: "".join(f"&#{ord(char)};" for char in match.group()), line)


def _apart(line: str) -> str:
    """A line between marks that keep its direction from what stands beside it, where it has one of its own."""
    before, after = edges(line)
    return f"{before}{_escaped_line(line)}{after}"
