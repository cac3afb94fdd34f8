"""An HTML page as an article: its readable text with a map back to the bytes, and which of it is the article.

We walk the page ourselves, because only so is every character's place known. Which blocks belong to the article is for
trafilatura to say: its output is held against ours with white space removed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dissensus.records import Page
from dissensus.stages.clean import extract, markup, metadata
from dissensus.stages.clean.draft import Draft, UnreadableError
from dissensus.stages.clean.encoding import decode_html
from dissensus.stages.clean.ledger import Line, squeeze, words_of
from dissensus.stages.clean.plain import split_lines
from dissensus.stages.clean.sources import host_of, split_title
from dissensus.stages.clean.weave import Run, Weaver, pieces_of

MAX_BYTES = 10_000_000
MAX_DEPTH = 512
REGION_SHARE = 0.25  # of the page's words; what holds more is no box beside the article, whatever its class says
SILENT = words_of("script style template noscript svg math iframe object select datalist canvas audio video head")
PARAGRAPHS = words_of(
    "p div h1 h2 h3 h4 h5 h6 section article main header footer nav aside figure figcaption blockquote pre table ul ol"
    " dl form fieldset address details summary center hr body"
)
LINES = words_of("br li tr td th dt dd caption option button legend")
REGIONS = (
    ("comments", re.compile(r"(?:^|[\s_-])(?:comments?|disqus)(?:$|[\s_-])", re.IGNORECASE)),
    ("cookie", re.compile(r"cookie|consent|gdpr", re.IGNORECASE)),
    ("newsletter", re.compile(r"newsletter|(?:^|[\s_-])(?:subscribe|signup|sign-up|promo)(?:$|[\s_-])", re.IGNORECASE)),
    ("share", re.compile(r"(?:^|[\s_-])(?:share|sharing|social)(?:$|[\s_-])", re.IGNORECASE)),
    ("related", re.compile(r"related|recommend|most-?read|read-?also|see-?also|trending", re.IGNORECASE)),
)


@dataclass(slots=True)
class _Block:
    """A block of the page as it was woven: code points of the text, element, and region."""

    start: int
    end: int
    element: str
    region: str
    region_id: int


@dataclass(slots=True)
class _Open:
    """An open element. A region is a box such as comments, by its element or class."""

    name: str
    region: str = ""
    region_id: int = 0


@dataclass(slots=True)
class _Walk:
    """The state of the walk over a page."""

    source: str
    weaver: Weaver
    meta: metadata.Meta
    stack: list[_Open] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    silent: int = 0
    blocks: list[_Block] = field(default_factory=list)
    regions: int = 0


def read_html(page: Page) -> Draft:
    """The draft of a page's article. Raises UnreadableError for a page that is too large or nested too deep."""
    if len(page.content) > MAX_BYTES:
        raise UnreadableError(f"too_large: {len(page.content):,} bytes of HTML, {MAX_BYTES:,} are read at most")
    decoded = decode_html(page.content, page.headers)
    source = decoded.text
    nested = markup.depth(source, MAX_DEPTH)
    if nested > MAX_DEPTH:
        raise UnreadableError(f"too_deep: elements nested more than {MAX_DEPTH} deep; save the page as text")
    walk = _Walk(source, Weaver(source), metadata.Meta(source))
    _walk(walk)
    text = walk.weaver.text
    draft = Draft(text, [], (), decoded.encoding, decoded.replaced)
    title, standfirst = _title(walk), None
    draft.title = draft.headline = title.text if title else None
    blocks = _lines(walk, text)
    verdicts, note = extract.main_lines(source, nested, text, blocks)
    blocks = _with_title([replace(b, inside=v) for b, v in zip(blocks, verdicts, strict=True)], draft.headline)
    draft.lines = split_lines(text, blocks, None)
    standfirst = _standfirst(walk, text)
    draft.standfirst = standfirst.text if standfirst else None
    parts: list[tuple[str, list[Run]]] = [("text", walk.weaver.runs)]
    parts += [(name, w.runs) for name, w in (("title", title), ("standfirst", standfirst)) if w]
    draft.pieces = pieces_of(parts, page.content, decoded)
    draft.notes = [note] if note else []
    _source(draft, walk.meta, page)
    return draft


def _source(draft: Draft, meta: metadata.Meta, page: Page) -> None:
    """What the page says of itself."""
    draft.url = next((u for u in (page.url, *meta.urls) if host_of(u)), None)
    draft.domain = host_of(draft.url)
    draft.outlets = [*meta.outlets, *([draft.domain] if draft.domain else [])]
    draft.authors = meta.authors
    draft.dates = meta.published(draft.url)
    draft.updates = meta.updated()
    draft.times = meta.times
    draft.complete = meta.is_free
    draft.language = meta.language


# ------------------------------------------------------------------------------------------------------------ walk


def _walk(walk: _Walk) -> None:
    for event in markup.scan(walk.source):
        if isinstance(event, markup.Text):
            if not walk.silent:
                _text(walk, event.start, event.end)
            continue
        if event.inner is not None:
            walk.meta.raw(event)
            if event.name == "textarea" and not walk.silent:
                walk.weaver.line_break("\n")
            continue
        if event.closing:
            _close(walk, event.name)
        else:
            _open(walk, event)


def _text(walk: _Walk, start: int, end: int) -> None:
    before, first = walk.weaver.length, walk.weaver.next_block
    walk.weaver.add(start, end)
    if walk.weaver.length == before:
        return
    if first is not None:
        element = next((o.name for o in reversed(walk.stack) if o.name in PARAGRAPHS or o.name in LINES), "")
        if any(o.name == "figcaption" for o in walk.stack):
            element = "figcaption"
        region = next((o for o in reversed(walk.stack) if o.region), _Open(""))
        walk.blocks.append(_Block(first, walk.weaver.length, element or "p", region.region, region.region_id))
    walk.blocks[-1].end = walk.weaver.length


def _open(walk: _Walk, tag: markup.Tag) -> None:
    name = tag.name
    _break(walk, name)
    if name == "p" and walk.counts["p"]:
        _close(walk, "p")
    walk.meta.tag(tag, walk.weaver.length)
    if name in markup.VOID or walk.source[tag.end - 2 : tag.end] == "/>":
        return
    opened = _Open(name)
    if name in PARAGRAPHS or name in LINES:
        opened.region = _region(walk.source, tag)
        if opened.region:
            walk.regions += 1
            opened.region_id = walk.regions
    walk.stack.append(opened)
    walk.counts[name] += 1
    walk.silent += name in SILENT
    if name == "body" and walk.silent:
        _forget_head(walk)


def _forget_head(walk: _Walk) -> None:
    """A body ends a head that was never closed."""
    walk.stack = [o for o in walk.stack if o.name not in SILENT]
    walk.counts = Counter(o.name for o in walk.stack)
    walk.silent = 0


def _close(walk: _Walk, name: str) -> None:
    _break(walk, name)
    if not walk.counts[name]:
        return
    while True:
        last = walk.stack.pop()
        walk.counts[last.name] -= 1
        walk.silent -= last.name in SILENT
        if last.name == name:
            return


def _break(walk: _Walk, name: str) -> None:
    if walk.silent:
        return
    if name in PARAGRAPHS:
        walk.weaver.line_break("\n\n")
    elif name in LINES:
        walk.weaver.line_break("\n")


def _region(source: str, tag: markup.Tag) -> str:
    """The kind of box that an element is, by its name or class."""
    attributes = markup.attributes(source, tag)
    named = " ".join(source[a:b][:200] for a, b in (attributes.get("class", (0, 0)), attributes.get("id", (0, 0))))
    for region, pattern in REGIONS:
        if pattern.search(named):
            return region
    return tag.name if tag.name in {"aside", "nav", "footer", "header"} else ""


# ----------------------------------------------------------------------------------------------------------- parts


def _lines(walk: _Walk, text: str) -> list[Line]:
    """The blocks as lines; those of white space alone are none. A box that holds much of the page is no box."""
    sizes: Counter[int] = Counter()
    for block in walk.blocks:
        sizes[block.region_id] += block.end - block.start
    lines = []
    previous = 0
    for block in walk.blocks:
        raw = text[block.start : block.end]
        start = block.start + len(raw) - len(raw.lstrip())
        end = block.end - (len(raw) - len(raw.rstrip()))
        if start >= end:
            continue
        small = sizes[block.region_id] <= REGION_SHARE * len(text)
        blank = max(0, text.count("\n", previous, start) - 1)
        region = block.region if small else ""
        lines.append(Line(start, end, text[start:end], blank, True, block.element, region=region))
        previous = end
    return lines


def _with_title(lines: list[Line], title: str | None) -> list[Line]:
    """The headline stays in the text even where the extractor holds it for metadata."""
    wanted = squeeze(title or "")
    first = next((i for i, line in enumerate(lines) if line.inside and line.is_running), len(lines))
    for index, line in enumerate(lines[: first + 1]):
        if wanted and line.markup in {"h1", "h2"} and squeeze(line.text) == wanted:
            lines[index] = replace(line, inside=True, markup="h1")
            return lines
    return lines


def _title(walk: _Walk) -> Weaver | None:
    """The headline: of a tag made for it, else the only first-level heading, else the page's title without its tail."""
    meta = walk.meta
    headings = [b for b in walk.blocks if b.element == "h1" and b.region not in {"nav", "footer"}]
    outlets = {squeeze(name) for name in meta.outlets}
    for span, is_page_title in ((meta.og_title, False), (meta.page_title, True)):
        lone = span is None and not is_page_title and len(headings) == 1
        place = _source_of(walk, headings[0]) if lone else span
        if place is None:
            continue
        weaver = Weaver(walk.source)
        weaver.add(*place)
        head, tail = split_title(weaver.text)
        known = tail is not None and (is_page_title or squeeze(tail) in outlets)
        if tail is not None and known:
            weaver.cut_off(len(head))
        if weaver.text.strip() and squeeze(weaver.text) not in outlets:
            return weaver
    return None


def _source_of(walk: _Walk, block: _Block) -> tuple[int, int] | None:
    """The source characters of a block that is one unbroken run of text."""
    runs = [r for r in walk.weaver.runs if block.start <= r.start and r.end <= block.end]
    if not runs or any("<" in walk.source[a.source[1] : b.source[0]] for a, b in pairwise(runs)):
        return None
    return runs[0].source[0], runs[-1].source[1]


def _standfirst(walk: _Walk, text: str) -> Weaver | None:
    """The description in the page's head, where the text does not say the same."""
    span = walk.meta.description
    if span is None:
        return None
    weaver = Weaver(walk.source)
    weaver.add(*span)
    said = squeeze(weaver.text)[:80]
    return weaver if len(said) >= 20 and said not in squeeze(text) else None
