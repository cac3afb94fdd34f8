"""Markdown as a reader of it sees it: its headings, the text of its lists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

READERS = [MarkdownIt("commonmark"), MarkdownIt("js-default", {"html": True})]  # the second with tables and ~~strikes~~
TEXT = {"text": "", "code_inline": "", "softbreak": "\n", "hardbreak": "\n"}


def tokens(markdown: str, reader: MarkdownIt = READERS[0]) -> Iterator[Token]:
    for token in reader.parse(markdown):
        yield token
        yield from token.children or ()


def words(inline: Token) -> str:
    return "".join(TEXT[one.type] or one.content for one in inline.children or () if one.type in TEXT)


def headings(markdown: str) -> list[tuple[str, str]]:
    found = READERS[0].parse(markdown)
    return [(one.tag, words(after)) for one, after in pairwise(found) if one.type == "heading_open"]


def items(markdown: str) -> list[str]:
    """The text of every item of a list, in order."""
    out: list[str] = []
    depth = 0
    for token in READERS[0].parse(markdown):
        depth += (token.type == "list_item_open") - (token.type == "list_item_close")
        if depth and token.type == "inline":
            out.append(words(token))
    return out


def tables(markdown: str) -> list[list[list[str]]]:
    """The text of every cell, by row and table."""
    out: list[list[list[str]]] = []
    for token in READERS[1].parse(markdown):
        if token.type == "table_open":
            out.append([])
        elif token.type == "tr_open":
            out[-1].append([])
        elif token.type == "inline" and out and token.level > 3:  # within a cell
            out[-1][-1].append(words(token))
    return out
