"""What the tests of this stage share: pages made on the spot and what cleaning makes of them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from dissensus.records import Article, Block, BlockKind, Drop, Offset, Page, Record
from dissensus.stages.clean import clean

NOW = datetime(2025, 6, 1, 12, 0, tzinfo=UTC)


def page_of(content: bytes, media_type: str = "text/plain", url: str | None = None) -> Page:
    return Page(hashlib.sha256(content).hexdigest(), content, media_type, ("a.txt",), url)


@dataclass(frozen=True)
class Cleaned:
    page: Page
    records: list[Record]

    @property
    def article(self) -> Article:
        return next(r for r in self.records if isinstance(r, Article))

    @property
    def blocks(self) -> list[Block]:
        return [r for r in self.records if isinstance(r, Block)]

    @property
    def offsets(self) -> list[Offset]:
        return [r for r in self.records if isinstance(r, Offset)]

    @property
    def reasons(self) -> list[str]:
        return [r.reason for r in self.records if isinstance(r, Drop)]

    def text_of(self, block: Block) -> str:
        return self.article.parts.text[block.span.start : block.span.end]

    @property
    def kept(self) -> list[str]:
        return [self.text_of(b) for b in self.blocks if b.kept]

    @property
    def cut(self) -> list[tuple[str, str]]:
        return [(b.rule, self.text_of(b)) for b in self.blocks if not b.kept]

    def kind_of(self, text: str) -> BlockKind:
        return next(b.kind for b in self.blocks if self.text_of(b) == text)


def cleaned(page: Page) -> Cleaned:
    return Cleaned(page, list(clean(page, NOW)))


def plain(text: str) -> Cleaned:
    return cleaned(page_of(text.encode()))


def html(source: str | bytes, url: str | None = None) -> Cleaned:
    content = source.encode() if isinstance(source, str) else source
    return cleaned(page_of(content, "text/html", url))


def record(**fields: object) -> Cleaned:
    return cleaned(page_of(json.dumps(fields).encode(), "application/json"))
