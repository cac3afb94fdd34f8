"""On what condition something is offered, demanded, promised or refused, as the statement itself puts it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dissensus.langs import Language
from dissensus.records import Act
from dissensus.stages.read.attributes.spans import Pair

OFFERS = frozenset({Act.DEMANDS, Act.PROPOSES, Act.PROMISES, Act.DECLINES})
MAX_LENGTH = 240  # characters; a longer clause is cited up to there, at a word
LEAST_WORDS = 2  # behind the word that opens it


def conditions(text: str, act: Act, content: Sequence[Pair], language: Language) -> tuple[Pair, ...]:
    """The clauses of a content that make it depend on something, each from the word that opens it to the end of its clause:
    a comma, a stop, a quotation mark, or the end of the content. Only of acts of a negotiation."""
    opens, only_looks_so = _patterns(language)
    if act not in OFFERS or opens is None:
        return ()
    out: list[Pair] = []
    for start, end in sorted(content):
        at = start
        while match := opens.search(text, at, end):
            at = match.end()
            if only_looks_so and any(
                m.start() <= match.start() < m.end() for m in only_looks_so.finditer(text, start, end)
            ):
                continue
            stop = _clause_end(text, match.end(), min(end, match.start() + MAX_LENGTH))
            if len(text[match.end() : stop].split()) >= LEAST_WORDS:
                out.append((match.start(), stop))
                at = stop
    return tuple(out)


_CLAUSE_END = re.compile(r"[,;:.!?\u2014\u2026\"\u201c\u201d\n]|\s[-\u2013]\s")


def _clause_end(text: str, start: int, end: int) -> int:
    match = _CLAUSE_END.search(text, start, end)
    stop = match.start() if match else end
    if match is None and stop < len(text) and text[stop - 1].isalnum() and text[stop].isalnum():  # cut within a word
        stop = max(text.rfind(" ", start, stop), start)
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return stop


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    told = language.attributes
    opens = re.compile(told.conditions, re.IGNORECASE) if told.conditions else None
    return opens, re.compile(told.no_conditions, re.IGNORECASE) if told.no_conditions else None
