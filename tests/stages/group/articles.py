"""Articles of given texts, as `clean` would make them."""

from __future__ import annotations

from collections.abc import Sequence

from dissensus.records import Article, Block, BlockKind, Dated, Maker, Parts, Span
from dissensus.stages.clean.signature import sign

MAKER = Maker("clean", "test")
Blocks = dict[str, list[Block]]


def article(id_: str, text: str, **fields: object) -> Article:
    """One, of a page `page of ID`; `day` and `work` as known."""
    day = fields.pop("day", None)
    published = Dated(str(day), "day", "test") if day else Dated()
    known: dict[str, object] = {"work": id_, "language": "en", **fields}
    signature = sign(text, [(0, len(text))])
    return Article(id_, f"page of {id_}", Parts(text), MAKER, published=published, signature=signature, **known)  # type: ignore[arg-type]


def blocks_of(articles: Sequence[Article]) -> Blocks:
    """Every paragraph a block that is kept."""
    out: Blocks = {}
    for one in articles:
        at = 0
        out[one.id] = []
        for line in one.parts.text.split("\n"):
            if line.strip():
                span = Span(one.id, "text", at, at + len(line))
                out[one.id].append(Block(span, BlockKind.PARAGRAPH, True, "test", MAKER, "en"))
            at += len(line) + 1
    return out
