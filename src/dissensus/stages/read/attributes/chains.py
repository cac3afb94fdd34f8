"""Through whom words came: the agency, the outlet that quoted them, whom and where they were told, what they rest on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dissensus.langs import Language
from dissensus.stages.read.attributes.spans import Pair
from dissensus.text import tokens

MAX_READ = 2_000  # characters of a sentence that are looked at
MAX_HOPS = 6
# From the outlet inwards. Of two who quoted, the later named is the outer one (`as quoted by A, cited by B`); of two that
# are cited it is the inner one (`citing A, citing B`).
ORDER = ("agency", "quoted_by", "told", "said_on", "said_by", "based_on")


LOOSE_STOP = re.compile(r"(?:^|\s)[^\s.]+\.$")  # the stop of a sentence and not of an abbreviation


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the chain: the name as written, how the words came through it, where the text says so."""

    name: str
    relation: str
    spans: tuple[Pair, ...]


def chain_of(
    text: str, around: Pair, source: Sequence[Pair], content: Sequence[Pair], language: Language
) -> tuple[Link, ...]:
    """The links that the sentences `around` a statement tell, from the outlet inwards: outside of its content, and in it
    whom a source that is an outlet cites. Who speaks is no link."""
    start, end = around[0], min(around[1], around[0] + MAX_READ)
    by_outlet = any(looks_like_outlet(text[a:b], language) for a, b in source)
    found: list[tuple[int, int, Link]] = []
    for relation, pattern in _patterns(language):
        for match in pattern.finditer(text, start, end):
            a, b = _trimmed(text, *match.span("name"), language)
            said = any(x <= match.start() and b <= y for x, y in content)
            if b <= a or (said and not (by_outlet and relation == "based_on")):
                continue
            if any(x <= a < y for x, y in source) and not any(x < match.start() < a for x, _ in source):
                continue  # who speaks, but not `a police source cited by Norvane`
            if any(x < b and a < y for _, _, link in found for x, y in link.spans):
                continue
            if not _may_be_link(text, a, b, relation, language):
                continue
            place = ORDER.index(relation)
            found.append((place, -a if relation == "quoted_by" else a, Link(_name(text, a, b), relation, ((a, b),))))
    return tuple(link for _, _, link in sorted(found, key=lambda f: f[:2])[:MAX_HOPS])


def _may_be_link(text: str, a: int, b: int, relation: str, language: Language) -> bool:
    """Words are told to an outlet; they rest on somebody or on a document (`citing costs` names nobody)."""
    words = [w for w in tokens(text, a, b) if w.is_word]
    if all(w.low in language.pronouns for w in words):
        return False
    if relation == "told":
        return looks_like_outlet(text[a:b], language)
    if relation in ("based_on", "said_by"):
        ends = language.attributes.whom_ends | language.attributes.accused_of
        stop = next((i for i, w in enumerate(words) if w.low in ends and i), len(words))
        nouns = language.role_nouns.keys() | language.anonymous_nouns | language.document_nouns
        return any(w.low in nouns or w.low.rstrip("s") in nouns or w.is_capital for w in words[:stop])
    return True


def agency(text: str, paragraphs: Sequence[Pair], agencies: Sequence[str], outlet: str | None) -> Link | None:
    """The agency whose text an article is: the one that it credits, unless it credits several or is the agency's own. With
    the passage where one of the first paragraphs shows it (`ELDPORT (Norvane) -`)."""
    credited = tuple(dict.fromkeys(" ".join(name.split()) for name in agencies if name.strip()))
    if len(credited) != 1 or (outlet and credited[0].lower() in outlet.lower()):
        return None
    for a, b in paragraphs[:2]:
        head = re.compile(r"[^()/.\n]{0,60}[(/]\s?(?P<name>" + re.escape(credited[0]) + r")\s?[)/]", re.I)
        match = head.match(text, a, min(b, a + 120))
        if match:
            return Link(credited[0], "agency", (match.span("name"),))
    return Link(credited[0], "agency", ())


@cache
def _patterns(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((relation, re.compile(pattern)) for relation, pattern in language.attributes.hops)


def looks_like_outlet(name: str, language: Language) -> bool:
    """Has the name a word of outlets, or is it an abbreviation."""
    words = [w for w in tokens(name) if w.is_word]
    known = any(w.low.removesuffix("'s") in language.outlet_words for w in words if w.is_capital)
    short = [w for w in words if w.text.isupper() and 2 < len(w.text) < 6 and "." not in w.text]
    return known or (len(words) <= 2 and bool(short))


def _trimmed(text: str, a: int, b: int, language: Language) -> Pair:
    """Without an article, marks, the stop of a sentence and the day at the end."""
    while b > a:
        if text[b - 1].isspace() or text[b - 1] in ",;:" or LOOSE_STOP.search(text, a, b):
            b -= 1
            continue
        last = tokens(text, a, b)[-1:]
        if not last or last[0].low not in language.weekdays:
            break
        b = last[0].start
    first = tokens(text, a, b)[:1]
    if first and first[0].low in language.grammar.plain_articles:
        a = first[0].end
        a += len(text[a:b]) - len(text[a:b].lstrip())
    return a, b


def _name(text: str, a: int, b: int) -> str:
    return " ".join(text[a:b].split()).removesuffix("'s").removesuffix("’s")
