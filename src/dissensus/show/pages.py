"""The brief before it is a file: headings, paragraphs, lists and tables, the same for Markdown and for Word.

What is ours is plain text. What others wrote is a `Foreign` line or a `Quote`, so that whoever writes the file makes it
harmless there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dissensus.records import Dated
from dissensus.show.segments import Passage
from dissensus.show.shapes import ArticleView, CorpusView
from dissensus.show.words import (
    dated,
    dated_in_full,
    few_marks,
    isolated,
    revised_in_full,
    safe_link,
    teller,
    turns,
    visible_controls,
)

_BREAKS = re.compile(r"\r\n?|\n|\u2029")
_OPENS, _CLOSES = re.compile("[\u2066-\u2068]"), "\u2069"


@dataclass(frozen=True, slots=True)
class Foreign:
    """A name, a title, a reason of others: one line."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """A word or two that stand out."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """What is typed, or read by programs."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """The address of a page that a reader may be led to (`safe_link`)."""

    url: str


@dataclass(frozen=True, slots=True)
class Jump:
    """A number that leads to the heading with this `anchor`."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Cite:
    """A source by its number, with the places in it: `[3] text 578-616, 640-702`."""

    number: int
    places: tuple[tuple[str, tuple[tuple[int, int], ...]], ...] = ()

    @property
    def label(self) -> str:
        """The number as it stands in a line."""
        return f"[{self.number}]"

    @property
    def anchor(self) -> str:
        """The entry of the list of sources."""
        return source_anchor(self.number)

    @property
    def where(self) -> str:
        """The places alone; empty where the whole article is meant."""
        return "; ".join(f"{part} " + ", ".join(f"{a}-{b}" for a, b in spans) for part, spans in self.places)


Run = str | Foreign | Strong | Code | Link | Jump | Cite
Line = tuple[Run, ...]
Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Passages word for word. `language` is the code of their article."""

    passages: tuple[Passage, ...]
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, of level 1 for the whole. `anchor` is where a `Jump` leads."""

    level: int
    line: Line
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of text that stand together."""

    line: Line


@dataclass(frozen=True, slots=True)
class Label:
    """A word over the list that follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list: what leads to a quotation, the quotation, and whose it is. Without one the line alone."""

    line: Line
    quote: Quote | None = None
    lead: Line = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row names it, as the first row names the columns."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An article that is cited, so that it can be found again, and proved (`proof`) to be the one that was read."""

    number: int
    line: Line
    proof: Line


@dataclass(frozen=True, slots=True)
class Sources:
    """The list that the numbers lead to."""

    sources: tuple[Source, ...]


Block = Heading | Paragraph | Label | Items | Table | Sources


def plain_items(lines: Iterable[Line]) -> Items:
    """A list without quotations."""
    return Items(tuple(Item(line) for line in lines))


def parted(lines: Iterable[Line], mark: str = ", ") -> Line:
    """Lines as one, with a mark between each two."""
    out: list[Run] = []
    for number, line in enumerate(lines):
        out += [mark, *line] if number else line
    return tuple(out)


def source_anchor(number: int) -> str:
    """The name of an entry of the list of sources."""
    return f"source_{number}"


# ------------------------------------------------------------------------------------------------- text of others


def shown_lines(text: str) -> list[str]:
    """The lines of a text as published: control characters are pictures, no more marks stand on a letter than a line is
    high, and marks of direction end with their line."""
    return [few_marks(visible_controls(line)) for line in _BREAKS.split(text)]


def edges(line: str) -> tuple[str, str]:
    """What is set before and after a line that runs right to left, or has marks that turn it: it is kept apart from what
    stands beside it, and what it opens is closed. Nothing for other lines."""
    if not turns(line) and not isolated(line).startswith("\u2068"):
        return "", ""
    left_open = len(_OPENS.findall(line)) - line.count(_CLOSES)
    return "\u2068", _CLOSES * (left_open + 1)


# ------------------------------------------------------------------------------------------------------ the sources


class Citations:
    """The articles that are cited, numbered as they come."""

    def __init__(self, view: CorpusView) -> None:
        """None is cited yet."""
        self.articles = {article.id: article for article in view.articles}
        self.numbers: dict[str, int] = {}

    def cite(self, article: str, passages: Sequence[Passage] = ()) -> Cite:
        """The number of an article and the places in it."""
        number = self.numbers.setdefault(article, len(self.numbers) + 1)
        spans = groupby((passage.span for passage in passages), key=lambda span: span.part)
        return Cite(number, tuple((part, tuple((one.start, one.end) for one in found)) for part, found in spans))

    def place(self, article: str, published: Dated | None, passages: Sequence[Passage] = ()) -> Line:
        """Who published it, when, and where it stands: `Outlet, 3 May 2024 [1] text 20-75`."""
        return self.teller(article), *self.at(article, published, passages)

    def at(self, article: str, published: Dated | None, passages: Sequence[Passage] = ()) -> Line:
        """The place without who published it: `, 3 May 2024 [1] text 20-75`."""
        when: Line = (", ", Foreign(dated(published))) if published else ()
        return *when, " ", self.cite(article, passages)

    def teller(self, article: str) -> Foreign:
        """Who published an article."""
        one = self.articles[article]
        return Foreign(teller(one.outlet, one.origin))

    def quote(self, article: str | None, passages: tuple[Passage, ...]) -> Quote | None:
        """Passages of an article; None for none."""
        known = self.articles.get(article or "")
        return Quote(passages, known.language if known else None) if passages else None

    def listed(self) -> list[Block]:
        """The list that the numbers lead to, nothing where nothing is cited."""
        if not self.numbers:
            return []
        entries = (_source(number, self.articles[id]) for id, number in self.numbers.items())
        return [Heading(2, ("Sources",)), Sources(tuple(entries))]


def titled(article: ArticleView) -> Line:
    """An article by its headline."""
    return ("“", Foreign(article.title), "”") if article.title else ("(no headline)",)


def _source(number: int, article: ArticleView) -> Source:
    line: Line = (Foreign(teller(article.outlet, article.origin)), ": ", *titled(article), *_told(article))
    link = safe_link(article.url)
    where = Link(link) if link else Foreign(article.origin)
    proof = ("Article ", Foreign(article.id), ", SHA-256 of the capture ", Foreign(article.page))
    return Source(number, (*line, ". ", where), proof)


def _told(article: ArticleView) -> Iterator[Run]:
    """When it was published and changed, and what of it is here."""
    when = [dated_in_full(article.published), revised_in_full(article.published, article.updated)]
    if article.versions:
        when.append(f"version {article.version} of {len(article.versions)}")
    if not article.complete:
        when.append("the text breaks off")
    for word in when:
        if word:
            yield from (", ", Foreign(word))
