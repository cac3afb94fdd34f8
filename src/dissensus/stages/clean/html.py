"""An HTML page as a draft: its readable text with a map back to the bytes, cut into lines, and what trafilatura and the
page's own data hold for the article; whether a line is kept is decided later. A page that leaves its article to a script
is read from those data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dissensus.records import Page
from dissensus.stages.clean import extract, markup, metadata
from dissensus.stages.clean.draft import Draft, UnreadableError
from dissensus.stages.clean.encoding import decode_html
from dissensus.stages.clean.ledger import Line, squeeze
from dissensus.stages.clean.plain import cut_lines, split_lines
from dissensus.stages.clean.sources import host_of, split_title
from dissensus.stages.clean.told import Told, article_body, readable, weave
from dissensus.stages.clean.walk import Walk, Woven, walk_page
from dissensus.stages.clean.weave import Run, Weaver, pieces_of

MAX_BYTES = 10_000_000
TITLE_SHARE = 0.4  # of a page's title is its headline, where the outlet and the section stand beside it
SHOWN_SHARE = 0.2  # of a body's words; a page that shows fewer of them does not show its article
REGION_SHARE = 0.25  # of the page's words; what holds more is no box beside the article, whatever its class says


def read_html(page: Page) -> Draft:
    """The draft of a page's article. Raises UnreadableError for a page that is too large or nested too deep."""
    if len(page.content) > MAX_BYTES:
        raise UnreadableError(f"too_large: {len(page.content):,} bytes of HTML, {MAX_BYTES:,} are read at most")
    decoded = decode_html(page.content, page.headers)
    source = decoded.text
    walk = walk_page(source)
    text = walk.weaver.text
    draft = Draft(text, [], (), decoded.encoding, decoded.replaced)
    title = _title(walk)
    draft.title = draft.headline = title.text if title else None
    _source(draft, walk.meta, page)
    blocks = _lines(walk, text)
    read = source[: walk.weaver.full]  # what lies behind is cut, whatever the extractor makes of it
    verdicts, note = extract.main_lines(read, walk.nested, text, blocks)
    blocks = [b.marked(inside=v) for b, v in zip(blocks, verdicts, strict=True)]
    weaver = walk.weaver
    body = article_body(source, walk.scripts)
    if body is not None:
        blocks = _with_told(body, blocks)
    if body is not None and _is_missing(body, blocks):
        weaver = weave(source, body)
        draft.text = weaver.text
        draft.lines = cut_lines(draft.text, draft.headline)
        draft.times, draft.bylines, note = [], [], None  # they tell of places in the text that the page shows
    else:
        draft.lines = split_lines(text, _with_title(blocks, draft.headline), None)
    standfirst = _standfirst(walk, draft.text)
    draft.standfirst = standfirst.text if standfirst else None
    parts: list[tuple[str, list[Run]]] = [("text", weaver.runs)]
    parts += [(name, w.runs) for name, w in (("title", title), ("standfirst", standfirst)) if w]
    draft.pieces = pieces_of(parts, page.content, decoded)
    draft.notes = [note] if note else []
    return draft


def _with_told(body: Told, blocks: list[Line]) -> list[Line]:
    """The lines with what the page's data say of each, where they say it of any."""
    told = extract.match_lines(extract.pack(readable(body)), [extract.pack(b.text) for b in blocks])
    return [b.marked(told=v) for b, v in zip(blocks, told, strict=True)] if any(told) else blocks


def _is_missing(body: Told, blocks: Sequence[Line]) -> bool:
    """Does the page show next to nothing of the text that its data give: a script was to put it there."""
    wanted = len(body.text.split())
    shown = sum(b.words for b in blocks if b.told and b.is_running)
    running = sum(b.words for b in blocks if b.is_running)
    return shown < SHOWN_SHARE * wanted and running < wanted


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
    draft.language, draft.region, draft.bylines = meta.language, meta.region, meta.bylines


# ----------------------------------------------------------------------------------------------------------- parts


def _lines(walk: Walk, text: str) -> list[Line]:
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
        links = min(1.0, block.links / (block.end - block.start))
        lines.append(
            Line(start, end, text[start:end], blank, True, block.element, region=region, box=block.box, links=links)
        )
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


def _title(walk: Walk) -> Weaver | None:
    """The headline: of a tag made for it, else the only first-level heading, else the page's title without its tail."""
    meta = walk.meta
    headings = [b for b in walk.blocks if b.element == "h1" and b.region not in {"nav", "footer"}]
    outlets = {squeeze(name) for name in meta.outlets}
    named = _heading_in_title(walk, headings)
    if named is not None:
        return named
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


def _heading_in_title(walk: Walk, headings: Sequence[Woven]) -> Weaver | None:
    """A first-level heading that the page's title holds whole, with the outlet or the section beside it."""
    span = walk.meta.og_title or walk.meta.page_title
    title = squeeze(markup.value(walk.source, span))
    for heading in headings:
        place = _source_of(walk, heading)
        if place is None:
            continue
        weaver = Weaver(walk.source)
        weaver.add(*place)
        text = squeeze(weaver.text)
        is_site = walk.meta.og_title is None and text != title and title.endswith(text)
        if text in title and len(text) >= TITLE_SHARE * len(title) and not is_site:
            return weaver
    return None


def _source_of(walk: Walk, block: Woven) -> tuple[int, int] | None:
    """The source characters of a block that is one unbroken run of text."""
    runs = [r for r in walk.weaver.runs if block.start <= r.start and r.end <= block.end]
    if not runs or any("<" in walk.source[a.source[1] : b.source[0]] for a, b in pairwise(runs)):
        return None
    return runs[0].source[0], runs[-1].source[1]


def _standfirst(walk: Walk, text: str) -> Weaver | None:
    """The description in the page's head, where the text does not say the same."""
    span = walk.meta.description
    if span is None:
        return None
    weaver = Weaver(walk.source)
    weaver.add(*span)
    said = squeeze(weaver.text)[:80]
    return weaver if len(said) >= 20 and said not in squeeze(text) else None
