"""The first stage, Page -> Article: which part of a page is the article, what was cut and why, who published it and
when.

Text is never rewritten. For a text file or a field of a record it is those characters; for HTML it is the page's
readable text with a map back to the bytes. Over it lie blocks, kept or cut, each with the name of the rule that
decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from dissensus.records import (
    Article,
    Block,
    BlockKind,
    Drop,
    How,
    Locator,
    Maker,
    Offset,
    Page,
    Parts,
    Record,
    Span,
    make_id,
)
from dissensus.stages.clean import shown
from dissensus.stages.clean.address import work_at
from dissensus.stages.clean.draft import Draft, Piece, UnreadableError
from dissensus.stages.clean.features import LineNet, features
from dissensus.stages.clean.fields import read_record
from dissensus.stages.clean.language import foreign_lines, languages_of
from dissensus.stages.clean.ledger import MAX_LINES, MAX_TEXT, Line, Scene, judge
from dissensus.stages.clean.plain import cut, cut_lines
from dissensus.stages.clean.rules import FURNITURE, SHAPE, SIGNS, WITH_NET
from dissensus.stages.clean.signature import sign
from dissensus.stages.clean.signs import is_paywall, related_zone
from dissensus.stages.clean.sources import agencies_of, authors_in, host_of, outlet_of
from dissensus.text import decode

__all__ = ["VERSION", "clean", "is_html"]

VERSION = "2"
MAKER = Maker("clean", VERSION)
# What the extractor's word adds to the odds of the net, which has heard it too: on news the net alone is as good, on shops
# and portals, of which it has seen few, the extractor is the safer guide (cross-fitted pieces of the origin trafilatura:
# 0.913 -> 0.919).
EXTRACTOR = 2.7
BROKEN_OFF = re.compile(r"\w\s?(?:\.\.\.|…|\[\.\.\.\]|\[…\])$")
HTML_TYPES = ("text/html", "application/xhtml")
HTML_OPENS = (b"<!doctype html", b"<html")


def clean(page: Page, reference: datetime, net: LineNet | None = None) -> Iterator[Record]:
    """One Article of a page with its Offsets and Blocks, and Drops for what was not carried on; Drops alone where
    there is no text. `reference` is the time that no publication date may lie more than a day after. `net` says of each
    line how likely it belongs to the article; without one rules alone decide."""
    article_id = make_id("article", page.id)
    try:
        draft = _read(page)
    except UnreadableError as error:
        yield _drop(page, str(error))
        return
    if not draft.text.strip():
        yield _drop(page, "empty: no readable text; name the article's own page or a text file")
        return
    scene = _judged(draft, net)
    yield _article(article_id, page, draft, scene, reference)
    for piece in draft.pieces:
        yield Offset(Span(article_id, piece.part, piece.start, piece.end), piece.locator, piece.how, MAKER)
    yield from _blocks(article_id, scene, Maker("clean", VERSION, net.name if net else None))
    for note in (*draft.notes, *_losses(scene)):
        yield _drop(page, note)


def _read(page: Page) -> Draft:
    """The draft of a page by its media type, or by how it begins."""
    if is_html(page):
        from dissensus.stages.clean.html import read_html

        return read_html(page)
    if "json" in page.media_type:
        return read_record(page)
    return _read_plain(page)


def is_html(page: Page) -> bool:
    """Is a page HTML, by its media type or by how it begins."""
    head = page.content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return page.media_type.startswith(HTML_TYPES) or head.startswith(HTML_OPENS)


def _read_plain(page: Page) -> Draft:
    decoded = decode(page.content)
    where = Locator(bytes=(decoded.skipped, len(page.content)))
    draft = Draft(decoded.text, [Piece("text", 0, len(decoded.text), where, How.VERBATIM)], cut_lines(decoded.text))
    draft.encoding, draft.replaced, draft.url = decoded.encoding, decoded.replaced, page.url
    draft.domain = host_of(page.url)
    draft.outlets = [draft.domain] if draft.domain else []
    return draft


# ---------------------------------------------------------------------------------------------------------- ledger


def _judged(draft: Draft, net: LineNet | None) -> Scene:
    """The lines with a verdict each."""
    lines = [*_within(draft.lines, MAX_TEXT, MAX_LINES)]
    article, languages = languages_of(lines)
    scene = Scene(
        lines,
        draft.headline,
        draft.domain,
        article,
        languages,
        foreign_lines(lines, languages, article),
        related_zone(lines),
    )
    if net is not None and lines:
        _ask(scene, net)
    judge(scene, (WITH_NET if scene.chances else FURNITURE, SHAPE))
    return scene


def _ask(scene: Scene, net: LineNet) -> None:
    """Write down what the net says of each line; in HTML the extractor has its word too."""
    seen = features(scene, SIGNS)
    scene.signs = seen.signs
    chances = dict(zip(seen.asked, net(seen.numbers, seen.words) if seen.asked else (), strict=True))
    for index, (article, title) in chances.items():
        inside = scene.lines[index].inside
        if inside is not None:
            odds = article * EXTRACTOR if inside else article / EXTRACTOR
            chances[index] = (odds / (odds + 1 - article), title)
    scene.chances = [chances.get(index, (0.0, 0.0)) for index in range(len(scene.lines))]


def _within(lines: Sequence[Line], limit: int, most: int) -> Iterator[Line]:
    """The lines up to a limit of characters and of lines; the rest as one line that is cut."""
    for index, line in enumerate(lines):
        if line.end <= limit and index < most:
            yield line
            continue
        rest = lines[index:]
        if line.start < limit and index < most:
            yield replace(line, end=limit, text=line.text[: limit - line.start])
        start = max(line.start, limit) if index < most else line.start
        yield Line(start, rest[-1].end, "…", preset=cut(BlockKind.MARKUP, "too_long"))
        return


def _blocks(article: str, scene: Scene, maker: Maker) -> Iterator[Block]:
    for index, (line, verdict) in enumerate(zip(scene.lines, scene.verdicts, strict=True)):
        if verdict is None:
            raise AssertionError("a line without a verdict: SHAPE ends with a rule that always speaks")
        span = Span(article, "text", line.start, line.end)
        code = scene.languages[index]
        sure = verdict.confidence
        if verdict.kept and scene.chances:
            sure = min(sure, round(max(scene.chances[index]), 3))
        yield Block(span, verdict.kind, verdict.kept, verdict.rule, maker, code, sure)


def _losses(scene: Scene) -> Iterator[str]:
    """What is told of an article that lost all or much of its text."""
    rules = {verdict.rule for verdict in scene.verdicts if verdict}
    if "too_long" in rules:
        limit = f"more than {MAX_TEXT:,} characters or {MAX_LINES:,} lines, all after the first of those are cut"
        yield f"too_long: the text has {limit}; split it into one file an article"
    if not any(verdict and verdict.kept for verdict in scene.verdicts):
        yield "nothing_kept: every line of the text was cut, see its blocks"


def _drop(page: Page, reason: str) -> Drop:
    return Drop(make_id("drop", page.id, "clean", reason), page.id, "clean", reason)


# --------------------------------------------------------------------------------------------------------- article


def _article(article: str, page: Page, draft: Draft, scene: Scene, reference: datetime) -> Article:
    title, span = draft.headline, None
    if title is None:
        index = next((i for i, v in enumerate(scene.verdicts) if v and v.kept and v.kind is BlockKind.TITLE), None)
        if index is not None:
            line = scene.lines[index]
            title, span = line.text, Span(article, "text", line.start, line.end)
    published, updated = shown.dated(page, draft, scene, reference)
    return Article(
        id=article,
        page=page.id,
        parts=Parts(draft.text, draft.title, draft.standfirst),
        maker=MAKER,
        outlet=outlet_of(scene, draft.outlets),
        url=draft.url,
        authors=authors_in(scene, draft.authors or shown.bylines(draft, scene), draft.outlets),
        agencies=agencies_of(scene),
        title=title,
        title_span=span,
        language=scene.language or draft.language,
        published=published,
        updated=updated,
        complete=draft.complete and _is_complete(scene),
        work=(work_at(draft.url) if draft.url else None) or article,
        encoding=draft.encoding,
        replaced=draft.replaced,
        signature=sign(draft.text, _read_on(scene)),
    )


def _read_on(scene: Scene) -> Iterator[tuple[int, int]]:
    """Where the kept lines stand but for headlines, which every outlet words anew."""
    for line, verdict in zip(scene.lines, scene.verdicts, strict=True):
        if verdict and verdict.kept and verdict.kind is not BlockKind.TITLE:
            yield line.start, line.end


def _is_complete(scene: Scene) -> bool:
    """No line asks to pay for the rest, and the last kept line does not break off."""
    if any(is_paywall(line) for i, line in enumerate(scene.lines) if not scene.kept_so_far(i)):
        return False
    last = next((scene.lines[i] for i in range(len(scene.lines) - 1, -1, -1) if scene.kept_so_far(i)), None)
    return last is None or not BROKEN_OFF.search(last.text[-20:])
