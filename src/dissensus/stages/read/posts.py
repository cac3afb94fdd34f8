"""Posts of a short message service that stand in an article, signed as the service's own embedding signs them:
`The dam holds. — Jane Doe (@janedoe) April 8, 2018`. They stand without quotation marks and would pass for the outlet's
own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dissensus.pieces import Paragraph
from dissensus.stages.read.draft import Pair
from dissensus.stages.read.tagger import Tagged
from dissensus.stages.read.turns import instead
from dissensus.text import sentences, tokens

SIGNED = re.compile(
    r"(?P<dash>[—–―]|--)[ \u00a0]?(?P<name>[^\n—–―()]{1,60}?)[ \u00a0]?\(@\w{1,15}\)(?P<date>[^\n()]{0,24}?\b[12]\d{3}\b)?"
)
POST = "post"
SURE = 0.9
LONGEST = 330  # characters: 280, and addresses written out; a longer paragraph holds more than the post
LEAST = 3  # words of a sentence of its own
STAMP = 25  # characters that may follow a signature without a year at the end of a paragraph


def with_posts(text: str, paragraphs: Sequence[Paragraph], found: Sequence[Tagged]) -> list[Tagged]:
    """What a tagger found, and each sentence of a signed post as a statement of who signed it, instead of what it made of the
    signatures and of whole sentences. What it found within one is nested in it."""
    return instead(list(_posts(text, paragraphs)), found)


def _posts(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Tagged]:
    """The posts' sentences, in order. A post whose signature is a paragraph of its own is the paragraph before."""
    before: Paragraph | None = None
    for one in paragraphs:
        at = one.start
        for match in SIGNED.finditer(text, one.start, one.end):
            if match["date"] is None and one.end - match.end() > STAMP:
                continue
            post = _written(text, at, match.start())
            if not post and at == one.start and before is not None:
                post = _written(text, before.start, before.end)
            for sentence in post:
                yield Tagged((match.span("name"),), (match.span("dash"),), (sentence,), SURE, POST)
            at = match.end()
        before = one if at == one.start else None


def _written(text: str, start: int, end: int) -> list[Pair]:
    """What of a stretch may be one post, by sentences: all of it, or the last ones that are short enough. A few words (`Sad!`)
    go with what stands before them."""
    out: list[Pair] = []
    for a, b in sentences(text, start, end):
        if end - a > LONGEST:
            continue
        if out and sum(w.is_word for w in tokens(text, a, b)) < LEAST:
            out[-1] = (out[-1][0], b)
        elif any(c.isalnum() for c in text[a:b]):
            out.append((a, b))
    return out
