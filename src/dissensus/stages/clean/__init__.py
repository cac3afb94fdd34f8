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

from dissensus.langs.en_pages import UPDATED_WORDS
from dissensus.records import (
    Article,
    Block,
    BlockKind,
    Dated,
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
from dissensus.stages.clean.dates import Witness, from_text, from_value, vote
from dissensus.stages.clean.draft import Draft, Piece, UnreadableError
from dissensus.stages.clean.fields import read_record
from dissensus.stages.clean.language import foreign_lines, languages_of
from dissensus.stages.clean.ledger import Line, Scene, judge
from dissensus.stages.clean.plain import cut, cut_lines
from dissensus.stages.clean.rules import FURNITURE, SHAPE
from dissensus.stages.clean.signs import is_paywall, related_zone
from dissensus.stages.clean.sources import agencies_of, authors_in, host_of, normal_url, outlet_of
from dissensus.text import decode

__all__ = ["VERSION", "clean"]

VERSION = "1"
MAKER = Maker("clean", VERSION)
MAX_TEXT = 200_000  # code points of a text that are read; what lies beyond is cut
SIDEBAR_DATES = 20
NEAR_LINES = 3  # before the first kept line of a text without a headline
NEAR_WORDS = 20
TIME_REACH = 3  # characters: a break may stand between a line and the element that opens it
BROKEN_OFF = re.compile(r"\w\s?(?:\.\.\.|…|\[\.\.\.\]|\[…\])$")
HTML_TYPES = ("text/html", "application/xhtml")
HTML_OPENS = (b"<!doctype html", b"<html")


def clean(page: Page, reference: datetime) -> Iterator[Record]:
    """One Article of a page with its Offsets and Blocks, and Drops for what was not carried on; Drops alone where
    there is no text. `reference` is the time that no publication date may lie more than a day after."""
    article_id = make_id("article", page.id)
    try:
        draft = _read(page)
    except UnreadableError as error:
        yield _drop(page, str(error))
        return
    if not draft.text.strip():
        yield _drop(page, "empty: no readable text; name the article's own page or a text file")
        return
    scene = _judged(draft)
    yield _article(article_id, page, draft, scene, reference)
    for piece in draft.pieces:
        yield Offset(Span(article_id, piece.part, piece.start, piece.end), piece.locator, piece.how, MAKER)
    yield from _blocks(article_id, scene)
    for note in (*draft.notes, *_losses(draft, scene)):
        yield _drop(page, note)


def _read(page: Page) -> Draft:
    """The draft of a page by its media type, or by how it begins."""
    head = page.content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if page.media_type.startswith(HTML_TYPES) or head.startswith(HTML_OPENS):
        from dissensus.stages.clean.html import read_html

        return read_html(page)
    if "json" in page.media_type:
        return read_record(page)
    return _read_plain(page)


def _read_plain(page: Page) -> Draft:
    decoded = decode(page.content)
    where = Locator(bytes=(decoded.skipped, len(page.content)))
    draft = Draft(decoded.text, [Piece("text", 0, len(decoded.text), where, How.VERBATIM)], cut_lines(decoded.text))
    draft.encoding, draft.replaced, draft.url = decoded.encoding, decoded.replaced, page.url
    draft.domain = host_of(page.url)
    draft.outlets = [draft.domain] if draft.domain else []
    return draft


# ---------------------------------------------------------------------------------------------------------- ledger


def _judged(draft: Draft) -> Scene:
    """The lines with a verdict each."""
    lines = [*_within(draft.lines, MAX_TEXT)]
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
    judge(scene, (FURNITURE, SHAPE))
    return scene


def _within(lines: Sequence[Line], limit: int) -> Iterator[Line]:
    """The lines up to a limit; the rest as one line that is cut."""
    for index, line in enumerate(lines):
        if line.end <= limit:
            yield line
            continue
        rest = lines[index:]
        if line.start < limit:
            yield replace(line, end=limit, text=line.text[: limit - line.start])
        yield Line(max(line.start, limit), rest[-1].end, "…", preset=cut(BlockKind.MARKUP, "too_long"))
        return


def _blocks(article: str, scene: Scene) -> Iterator[Block]:
    for index, (line, verdict) in enumerate(zip(scene.lines, scene.verdicts, strict=True)):
        if verdict is None:
            raise AssertionError("a line without a verdict: SHAPE ends with a rule that always speaks")
        span = Span(article, "text", line.start, line.end)
        code = scene.languages[index]
        yield Block(span, verdict.kind, verdict.kept, verdict.rule, MAKER, code, verdict.confidence)


def _losses(draft: Draft, scene: Scene) -> Iterator[str]:
    """What is told of an article that lost all or much of its text."""
    rules = {verdict.rule for verdict in scene.verdicts if verdict}
    if "too_long" in rules:
        size = f"{len(draft.text):,} characters, all after the first {MAX_TEXT:,} are cut"
        yield f"too_long: the text has {size}; split it into one file an article"
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
    return Article(
        id=article,
        page=page.id,
        parts=Parts(draft.text, draft.title, draft.standfirst),
        maker=MAKER,
        outlet=outlet_of(scene, draft.outlets),
        url=draft.url,
        authors=authors_in(scene, draft.authors),
        agencies=agencies_of(scene),
        title=title,
        title_span=span,
        language=scene.language or draft.language,
        published=vote([*draft.dates, *_time_elements(draft, scene), *_shown_dates(scene)], reference),
        updated=_updated(draft, scene, reference),
        complete=draft.complete and _is_complete(scene),
        work=(normal_url(draft.url) if draft.url else None) or article,
        encoding=draft.encoding,
        replaced=draft.replaced,
    )


def _shown_dates(scene: Scene) -> Iterator[Witness]:
    """The dates that lines show: stamps and datelines; dates near the headline; those of sidebars, for the record."""
    near = _near_headline(scene)
    sidebar = 0
    for index, line in enumerate(scene.lines):
        verdict = scene.verdicts[index]
        if verdict is None or verdict.kept or verdict.rule == "too_long":
            continue
        rule = {"prefix_stamp": "stamp_prefix", "dateline": "dateline"}.get(verdict.rule)
        if rule is None:
            rule = "visible" if index in near and line.words <= NEAR_WORDS else "sidebar"
        if rule == "visible" and _tells_update(line):
            continue
        for witness in from_text(rule, "text", line.start, line.text[:1000]):
            sidebar += rule == "sidebar"
            if sidebar <= SIDEBAR_DATES or rule != "sidebar":
                yield witness


def _time_elements(draft: Draft, scene: Scene) -> Iterator[Witness]:
    """Time elements: one near the headline has a voice, all others are of teasers and sidebars."""
    near = [scene.lines[i] for i in _near_headline(scene)]
    for at, stamp in draft.times:
        is_near = any(line.start - TIME_REACH <= at <= line.end for line in near)
        yield from_value("time" if is_near else "sidebar", f"time:{at}", stamp)


def _near_headline(scene: Scene) -> frozenset[int]:
    """The lines about the headline: from it, or from just before the first kept line where there is none, to the second
    paragraph; none that lie in lists or in another language."""
    kept = [i for i, v in enumerate(scene.verdicts) if v and v.kept]
    paragraphs = [
        i for i in kept if scene.lines[i].is_running and (v := scene.verdicts[i]) and v.kind is BlockKind.PARAGRAPH
    ]
    if not paragraphs:
        return frozenset()
    titles = [i for i in kept if i < paragraphs[0] and (v := scene.verdicts[i]) and v.kind is BlockKind.TITLE]
    first = titles[0] if titles else kept[0]
    lead = 0 if titles and scene.lines[first].markup else NEAR_LINES
    last = paragraphs[1] if len(paragraphs) > 1 else len(scene.lines)
    zone = range(max(0, first - lead), min(last, paragraphs[0] + 2 * NEAR_LINES))
    return frozenset(i for i in zone if i not in scene.related and i not in scene.foreign)


def _tells_update(line: Line) -> bool:
    return line.low.startswith(UPDATED_WORDS)


def _updated(draft: Draft, scene: Scene, reference: datetime) -> Dated:
    near = sorted(_near_headline(scene))
    lines = [scene.lines[i] for i in near if not scene.kept_so_far(i) and _tells_update(scene.lines[i])]
    shown = [w for line in lines for w in from_text("visible", "text", line.start, line.text[:1000])]
    return vote([*draft.updates, *shown], reference)


def _is_complete(scene: Scene) -> bool:
    """No line asks to pay for the rest, and the last kept line does not break off."""
    if any(is_paywall(line) for i, line in enumerate(scene.lines) if not scene.kept_so_far(i)):
        return False
    last = next((scene.lines[i] for i in range(len(scene.lines) - 1, -1, -1) if scene.kept_so_far(i)), None)
    return last is None or not BROKEN_OFF.search(last.text[-20:])
