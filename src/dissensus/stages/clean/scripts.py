"""What the scripts of a page say of its article: JSON-LD, and dates in other data that a page carries for its program."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dissensus.text import storable

ARTICLES = ("article", "posting", "report", "liveblog", "claimreview")
THINGS = ("webpage", "creativework", "recipe", "blog", "howto", "episode", "videoobject", "book", "qapage", "faqpage")
MAX_SCRIPT = 2_000_000  # characters of a JSON-LD script
MAX_NODES = 2_000
MAX_NAMES = 50
MAX_DATA = 400_000  # characters of other scripts that are looked at, of all of them together
MAX_STRINGS = 20
PUBLISHED = re.compile(r'"datePublished"\s{0,3}:\s{0,3}"([^"\\]{6,40})"')
DATA_DATE = re.compile(
    r"(?:datePublished|[pP]ublish(?:ed)?_?(?:At|Date|at|date|Time|time|On|on)|[pP]ublication_?[dD]ate|[pP]ub_?[dD]ate)"
    r"[\"']?\s{0,3}[:=]\s{0,3}[\"']?([\w:+.,/ -]{8,40})"
)

Node = dict[str, object]


@dataclass(frozen=True, slots=True)
class Article:
    """What a node of JSON-LD says of an article, or (`is_article` false) of a page or another work."""

    is_article: bool
    published: str | None = None
    updated: str | None = None
    is_free: bool = True
    authors: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()


@dataclass(slots=True)
class Told:
    """What a script of JSON-LD says: its articles, outer ones first, and the name of the site."""

    articles: list[Article] = field(default_factory=list)
    site: str | None = None


def read_json_ld(script: str) -> Told:
    """A script of JSON-LD; of one that is broken the first date of publication."""
    told = Told()
    if len(script) > MAX_SCRIPT:
        return told
    try:
        data = json.loads(script.strip().removeprefix("<![CDATA[").removesuffix("]]>"), strict=False)
    except (ValueError, RecursionError):
        first = PUBLISHED.search(script)
        return Told([Article("Article" in script, storable(first[1])[0])]) if first else told
    nodes = list(_nodes(data))
    people = {key: node for node in nodes if isinstance(key := node.get("@id"), str) and node.get("name")}
    for node in nodes:
        kinds = node.get("@type")
        names = " ".join(k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)).lower()
        name = node.get("name")
        if "website" in names and isinstance(name, str) and not told.site:
            told.site = name
        is_article = any(kind in names for kind in ARTICLES)
        if is_article or any(kind in names for kind in THINGS):
            told.articles.append(_article(node, is_article, people))
    return told


def _article(node: Node, is_article: bool, people: Mapping[str, Node]) -> Article:
    return Article(
        is_article,
        _string(node.get("datePublished")),
        _string(node.get("dateModified")),
        node.get("isAccessibleForFree") not in (False, "false", "False"),
        tuple(_names(node.get("author"), people)) if is_article else (),
        tuple(_names(node.get("publisher"), people)) if is_article else (),
    )


def _string(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return storable(value[:200])[0] if isinstance(value, str) and value.strip() else None


def _nodes(data: object) -> Iterator[Node]:
    """All objects of a JSON-LD script, outer ones first."""
    queue, count = deque([data]), 0
    while queue and count < MAX_NODES:
        item = queue.popleft()
        count += 1
        if isinstance(item, list):
            queue.extend(item[:MAX_NODES])
        elif isinstance(item, dict):
            yield item
            queue.extend(v for v in item.values() if isinstance(v, list | dict))


def _names(value: object, people: Mapping[str, Node]) -> Iterator[str]:
    """The names that a field gives: strings, names of objects, and of those that it refers to by `@id`."""
    for item in value[:MAX_NAMES] if isinstance(value, list) else [value]:
        name = item.get("name") or people.get(str(item.get("@id")), {}).get("name") if isinstance(item, dict) else item
        for one in name[:MAX_NAMES] if isinstance(name, list) else [name]:
            if isinstance(one, str) and one.strip() and not one.startswith("http"):
                yield storable(one)[0]


def date_strings(source: str, scripts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """What data in scripts give as date of publication, with its place in the source."""
    left, count = MAX_DATA, 0
    for start, end in scripts:
        for match in DATA_DATE.finditer(source, start, min(end, start + left)):
            yield match.start(1), match[1].rstrip(" ,.-")
            count += 1
            if count >= MAX_STRINGS:
                return
        left -= end - start
        if left <= 0:
            return
