"""Main text of real web pages, from HTML and from the same pages as plain text, against what people marked.

Where the gold is the article's text: token F1, the multiset of `\\w+` in lower case, the mean over pages. Where it is
pieces that a good extraction has or has not: the share of them on the right side. Pages belong to folds by their domain;
training sees all but the fold `APART`, and the floors hold what is measured there.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dissensus import nets
from dissensus.records import Article, Block, BlockKind, Page
from dissensus.stages.clean import clean

PAGES = Path(__file__).resolve().parents[2] / "shared/data/pages"
REFERENCE = datetime(2026, 11, 1, tzinfo=UTC)
FOLDS = 5
APART = 0  # the fold that nothing is trained on
WORD = re.compile(r"\w+")

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page with its gold: the article's text, or pieces that belong to it and pieces that do not."""

    id: str
    url: str
    origin: str
    domain: str
    html: bytes
    text: str | None = None
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    title: str | None = None
    date: str | None = None

    @property
    def has_text_gold(self) -> bool:
        """Is there gold for the main text, whole or in pieces."""
        return self.text is not None or bool(self.must or self.must_not)


System = Callable[[GoldPage], str]


def pages(origins: Container[str] | None = None, folds: Container[int] | None = None) -> Iterator[GoldPage]:
    """The pages of these origins and folds (all without), in the order of their gold."""
    with gzip.open(PAGES / "gold.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if origins is not None and row["origin"] not in origins:
                continue
            if folds is not None and fold_of(row["domain"]) not in folds:
                continue
            yield GoldPage(
                row["id"],
                row["url"],
                row["origin"],
                row["domain"],
                gzip.decompress((PAGES / row["html"]).read_bytes()),
                row.get("text") or None,
                tuple(row.get("must") or ()),
                tuple(row.get("must_not") or ()),
                row.get("title"),
                row.get("date"),
            )


def fold_of(domain: str, n: int = FOLDS) -> int:
    """The fold of a registered domain, by a hash of its name: 0 to n - 1."""
    return int.from_bytes(hashlib.sha256(domain.lower().encode()).digest()[:8]) % n


# -------------------------------------------------------------------------------------------------------- scoring


def tokens(text: str) -> Counter[str]:
    """The multiset of `\\w+` in lower case."""
    return Counter(WORD.findall(text.lower()))


def token_f1(gold: str, got: str) -> float:
    """F1 of two multisets of tokens; 1 where both are empty, 0 where one is."""
    wanted, found = tokens(gold), tokens(got)
    total = wanted.total() + found.total()
    return 2 * (wanted & found).total() / total if total else 1.0


def pieces(must: Iterable[str], must_not: Iterable[str], got: str) -> tuple[int, int, int, int]:
    """Pieces found of those that must be there, their number, pieces absent of those that must not, their number.
    White space counts as one space."""
    plain = _plain(got)
    wanted, unwanted = [_plain(p) in plain for p in must], [_plain(p) not in plain for p in must_not]
    return sum(wanted), len(wanted), sum(unwanted), len(unwanted)


def _plain(text: str) -> str:
    return " ".join(text.split())


class Score:
    """Figures by origin of the pages that one system was run on."""

    def __init__(self) -> None:
        self.f1: dict[str, list[float]] = defaultdict(list)
        self.pieces: dict[str, list[tuple[int, int, int, int]]] = defaultdict(list)

    def add(self, page: GoldPage, got: str) -> None:
        """Take in what the system gave for a page."""
        if page.text is not None:
            self.f1[page.origin].append(token_f1(page.text, got))
        elif page.must or page.must_not:
            self.pieces[page.origin].append(pieces(page.must, page.must_not, got))

    def figures(self) -> Figures:
        """By origin: mean token F1, or the share of pieces on the right side; `text` and `pieces` over all origins."""
        found: Figures = {o: sum(f) / len(f) for o, f in self.f1.items()}
        found |= {o: accuracy(p) for o, p in self.pieces.items()}
        if self.f1:
            every = [f for values in self.f1.values() for f in values]
            found["text"] = sum(every) / len(every)
        if self.pieces:
            found["pieces"] = accuracy([p for values in self.pieces.values() for p in values])
        return found


def accuracy(counts: Iterable[tuple[int, int, int, int]]) -> float:
    """The share of pieces on the right side."""
    found, wanted, absent, unwanted = (sum(column) for column in zip(*counts, strict=True))
    return float((found + absent) / max(1, wanted + unwanted))


# -------------------------------------------------------------------------------------------------------- systems


def kept_blocks(content: bytes, media_type: str) -> tuple[str, list[Block]]:
    """What our stage makes of bytes whose address is withheld: the article's text, and the kept blocks."""
    page = Page(hashlib.sha256(content).hexdigest(), content, media_type, ("bench",))
    text, kept = "", []
    for record in clean(page, REFERENCE, nets.blocks()):
        if isinstance(record, Article):
            text = record.parts.text
        elif isinstance(record, Block) and record.kept and record.span.part == "text":
            kept.append(record)
    return text, kept


def without_title(text: str, kept: Iterable[Block]) -> str:
    """The kept blocks, one a line, without the headline, as gold texts are: with it token F1 was lower by 0.007."""
    return "\n".join(text[b.span.start : b.span.end] for b in kept if b.kind is not BlockKind.TITLE)


def ours_html(page: GoldPage) -> str:
    """Our main text of a page."""
    return without_title(*kept_blocks(page.html, "text/html"))


def ours_plain(text: str) -> str:
    """Our main text of a page's plain text."""
    return without_title(*kept_blocks(text.encode("utf-8", "replace"), "text/plain"))
