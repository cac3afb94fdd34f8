"""The text of the article as a page's own data tell it: `articleBody` of its JSON-LD, with the place where it stands."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dissensus.records import How
from dissensus.stages.clean.walk import BLOCKS
from dissensus.stages.clean.weave import Weaver
from dissensus.text import storable

BODY = re.compile(r'"articleBody"\s{0,20}:\s{0,20}"')
STRING_END = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
TOKEN = re.compile(
    r"(?P<tag><\\?/?(?P<name>[a-zA-Z][a-zA-Z0-9]{0,20})[^<>]{0,500}>)|(?P<line>(?:\\[nr])++)"
    r"|(?P<escape>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.)|(?P<plain>[^<\\]++|<)"
)
TAG = re.compile(r"<[^<>]{1,500}>")
LEAST = 200  # characters of a body that is worth a look: shorter ones are teasers
MAX_BODIES = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A JSON string of the page that holds the article's text: source characters `start` to `end` between its quotation
    marks, and what it says."""

    start: int
    end: int
    text: str


def article_body(source: str, scripts: Sequence[tuple[int, int]]) -> Told | None:
    """The longest text that the page's data give for its article; None where they give none to speak of."""
    found: list[Told] = []
    for start, end in scripts:
        for match in BODY.finditer(source, start, end):
            close = STRING_END.match(source, match.end(), end)
            if close is None:
                break
            try:
                text = json.loads('"' + close.group(), strict=False)
            except ValueError:
                continue
            if len(text) >= LEAST:
                found.append(Told(match.end(), close.end() - 1, text))
            if len(found) >= MAX_BODIES:
                break
    return max(found, key=lambda told: len(told.text), default=None)


def weave(source: str, told: Told) -> Weaver:
    """What a body says as a part of the article, each character with its place in the source. Tags of blocks are breaks."""
    weaver = Weaver(source)
    for match in TOKEN.finditer(source, told.start, told.end):
        match match.lastgroup:
            case "line":
                weaver.line_break("\n\n")
            case "tag":
                if match["name"].lower() in BLOCKS:
                    weaver.line_break("\n\n")
            case "escape":
                char = storable(json.loads('"' + match.group() + '"'))[0]
                if char.isspace():
                    weaver.line_break("\n\n" if char in "\n\r" else "\n")
                else:
                    weaver.emit(char, match.span(), How.ESCAPE)
            case _:
                weaver.add(*match.span())
    return weaver


def readable(told: Told) -> str:
    """What a body says, without the tags and references that some pages leave in it."""
    return html.unescape(TAG.sub(" ", told.text))
