"""The walk over a page: its readable text woven block by block, each block with the element and the boxes it stands in.

We walk the page ourselves, because only so is every character's place known.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from dissensus.stages.clean import markup, metadata
from dissensus.stages.clean.draft import UnreadableError
from dissensus.stages.clean.ledger import Box, words_of
from dissensus.stages.clean.weave import Weaver

MAX_DEPTH = 512
MAX_NAMED = 200  # characters of a class or id that are looked at
SILENT = words_of("script style template noscript svg math iframe object select datalist canvas audio video head")
PARAGRAPHS = words_of(
    "p div h1 h2 h3 h4 h5 h6 section article main header footer nav aside figure figcaption blockquote pre table ul ol"
    " dl form fieldset address details summary center hr body"
)
LINES = words_of("br li tr td th dt dd caption option button legend")
BLOCKS = PARAGRAPHS | LINES
REGIONS = (
    ("comments", re.compile(r"(?:^|[\s_-])(?:comments?|disqus)(?:$|[\s_-])", re.IGNORECASE)),
    ("cookie", re.compile(r"cookie|consent|gdpr", re.IGNORECASE)),
    ("newsletter", re.compile(r"newsletter|(?:^|[\s_-])(?:subscribe|signup|sign-up|promo)(?:$|[\s_-])", re.IGNORECASE)),
    ("share", re.compile(r"(?:^|[\s_-])(?:share|sharing|social)(?:$|[\s_-])", re.IGNORECASE)),
    ("related", re.compile(r"related|recommend|most-?read|read-?also|see-?also|trending", re.IGNORECASE)),
)
ANY_REGION = re.compile(
    r"comment|disqus|cookie|consent|gdpr|newsletter|subscribe|sign-?up|promo|shar(?:e|ing)|social|related|recommend|most-?read"
    r"|(?:read|see)-?also|trending",
    re.IGNORECASE,
)
NAMING = ("class", "id", "itemprop", "role", "data-testid", "data-component")
NAMED = re.compile(
    rf"""(?<=[\s"'/])({"|".join(NAMING)})\s{{0,5}}=\s{{0,5}}(?:"([^"]{{0,2000}})|'([^']{{0,2000}})|([^\s>"']{{1,2000}}))""",
    re.IGNORECASE,
)
NAME_WORD = re.compile(r"[a-z]{2,20}|[A-Z][a-z]{1,20}|[A-Z]{2,20}")


@dataclass(slots=True)
class Woven:
    """A block of the page as it was woven: code points of the text, element, region, box, and how many of its
    characters are links."""

    start: int
    end: int
    element: str
    region: str
    region_id: int
    box: Box | None = None
    links: int = 0


@dataclass(slots=True)
class _Open:
    """An open element. A region is a box such as comments, by its element or class; `box` is the innermost block."""

    name: str
    region: str = ""
    region_id: int = 0
    box: Box | None = None
    element: str = ""  # the innermost block's name, a caption's before all others


@dataclass(slots=True)
class Walk:
    """The state of the walk over a page, and what came of it."""

    source: str
    weaver: Weaver
    meta: metadata.Meta
    stack: list[_Open] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    silent: int = 0
    linked: int = 0
    blocks: list[Woven] = field(default_factory=list)
    regions: int = 0
    scripts: list[tuple[int, int]] = field(default_factory=list)  # raw text of script elements
    nested: int = 0  # the deepest nesting of elements


def walk_page(source: str) -> Walk:
    """Walks a page's source. Raises UnreadableError where elements are nested too deep."""
    walk = Walk(source, Weaver(source), metadata.Meta(source))
    nesting = markup.Nesting()
    for event in markup.scan(source):
        if isinstance(event, markup.Text):
            if not walk.silent:
                _text(walk, event.start, event.end)
            continue
        if event.inner is not None:
            walk.meta.raw(event)
            if event.name == "script":
                walk.scripts.append(event.inner)
            elif event.name == "textarea" and not walk.silent:
                walk.weaver.line_break("\n")
            continue
        if nesting.take(source, event) is not None and len(nesting.open) > walk.nested:
            walk.nested = len(nesting.open)
            if walk.nested > MAX_DEPTH:
                raise UnreadableError(f"too_deep: elements nested more than {MAX_DEPTH} deep; save the page as text")
        if event.closing:
            _close(walk, event.name)
        else:
            _open(walk, event)
    return walk


def _text(walk: Walk, start: int, end: int) -> None:
    before, first = walk.weaver.length, walk.weaver.next_block
    walk.weaver.add(start, end)
    if walk.weaver.length == before:
        return
    if first is not None:
        top = walk.stack[-1] if walk.stack else _Open("")
        walk.blocks.append(Woven(first, walk.weaver.length, top.element or "p", top.region, top.region_id, top.box))
        before = first
    block = walk.blocks[-1]
    block.end = walk.weaver.length
    if walk.linked:
        block.links += block.end - before


def _open(walk: Walk, tag: markup.Tag) -> None:
    name = tag.name
    _break(walk, name)
    if name == "p" and walk.counts["p"]:
        _close(walk, "p")
    walk.meta.tag(tag, walk.weaver.length)
    if name in markup.VOID or walk.source.startswith("/>", tag.end - 2):
        return
    around = walk.stack[-1] if walk.stack else _Open("")
    opened = _Open(name, around.region, around.region_id, around.box, around.element)
    if name in BLOCKS:
        region, words = _called(name, walk.source[tag.start + 1 + len(name) : tag.end - 1])
        if region:
            walk.regions += 1
            opened.region, opened.region_id = region, walk.regions
        opened.box = Box(name, words, around.box)
        opened.element = name if around.element != "figcaption" else "figcaption"
    walk.stack.append(opened)
    walk.counts[name] += 1
    walk.silent += name in SILENT
    walk.linked += name == "a"
    if name == "body" and walk.silent:
        _forget_head(walk)


def _forget_head(walk: Walk) -> None:
    """A body ends a head that was never closed."""
    walk.stack = [o for o in walk.stack if o.name not in SILENT]
    walk.counts = Counter(o.name for o in walk.stack)
    walk.silent = 0


def _close(walk: Walk, name: str) -> None:
    _break(walk, name)
    if not walk.counts[name]:
        return
    while True:
        last = walk.stack.pop()
        walk.counts[last.name] -= 1
        walk.silent -= last.name in SILENT
        walk.linked -= last.name == "a"
        if last.name == name:
            return


def _break(walk: Walk, name: str) -> None:
    if walk.silent:
        return
    if name in PARAGRAPHS:
        walk.weaver.line_break("\n\n")
    elif name in LINES:
        walk.weaver.line_break("\n")


@lru_cache(maxsize=1 << 12)
def _called(name: str, said: str) -> tuple[str, tuple[str, ...]]:
    """The kind of box that an element is, and the words of what it is called, by what its tag says. Most tags of a page
    stand there many times."""
    named = _named(said) if said else ""
    return _region(name, named), tuple([word.lower() for word in NAME_WORD.findall(named)]) if named else ()


def _named(said: str) -> str:
    """What an element is called by its attributes: its class, id and the like."""
    found: dict[str, str] = {}
    for match in NAMED.finditer(said):
        found.setdefault(match[1].lower(), match[2] or match[3] or match[4] or "")
    return " ".join(found[key][:MAX_NAMED] for key in NAMING if key in found) if found else ""


def _region(name: str, named: str) -> str:
    """The kind of box that an element is, by its name or class."""
    if named and ANY_REGION.search(named):
        for region, pattern in REGIONS:
            if pattern.search(named):
                return region
    return name if name in {"aside", "nav", "footer", "header"} else ""
