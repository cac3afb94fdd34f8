"""The dates that an article shows: in its lines and in elements made for dates, near its headline, at its foot, or in
boxes beside it, which have no say."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from dissensus.langs.dates import (
    DATE_WORDS,
    DAY_FIRST_HOSTS,
    DAY_FIRST_REGIONS,
    MONTH_FIRST_REGIONS,
    OPEN_LANGUAGES,
    UNTIL,
)
from dissensus.records import BlockKind, Dated, Page
from dissensus.stages.clean.dates import STAMP_FORMS, WORDS, find_dates, fold, is_stamp
from dissensus.stages.clean.draft import Draft
from dissensus.stages.clean.ledger import Line, Scene, squeeze
from dissensus.stages.clean.vote import TRUST, WEAK, Mark, Witness, from_value, not_after, vote

ABOVE_LINES = 5  # before the headline in which a line of date alone is its own
LEAD_LINES = 3  # before the first kept line of a text without a headline
NEAR_WORDS = 20
FOOT_LINES = 4  # after the last kept line
REACH = 3  # characters: a break may stand between a line and the element that opens it
MARK_TEXT = 60  # characters of an element's text that are looked at
MARK_LEAD = 40  # characters: a date that begins later is of something else
APART = frozenset(("nav", "comments", "related"))  # boxes whose dates are never the article's
BESIDE = APART | {"aside", "footer"}  # and, but for those about the headline, these
HEADLINE_REACH = 16  # lines before the first paragraph in which its headline is looked for
MAX_LINE = 1000
BYLINE, MAX_BYLINES = 80, 5  # characters of a byline, and how many are taken
BEFORE_DATE = 40  # characters before a date that say what it is the date of
UPDATED = frozenset(fold(word) for words in DATE_WORDS.values() for word in words.updated.split()) - {"last", "jour"}
ENDS = frozenset(fold(word) for word in UNTIL)
PUBLISHED = frozenset(fold(word) for words in DATE_WORDS.values() for word in words.published.split()) - {
    "date",
    "data",
    "datum",
    "vom",
    "first",
}


def dated(page: Page, draft: Draft, scene: Scene, reference: datetime) -> tuple[Dated, Dated]:
    """The time of publication and that of the last change: what fields and markup say, and what the article shows; none
    after the page was fetched. What a server says of the last change is listed and has no voice."""
    shown = list(_shown(draft, scene))
    served = [
        from_value("last_modified", "header:last-modified", value[:200])
        for name, value in page.headers
        if name.lower() == "last-modified"
    ]
    published = [*draft.dates, *(witness for witness, updated in shown if not updated)]
    changed = [*draft.updates, *(w for w, updated in shown if updated and TRUST.get(w.rule, 0) > WEAK), *served]
    latest, order = not_after(reference, page.fetched), day_first(draft, scene)
    return vote(published, latest, order), vote(changed, latest, order)


def bylines(draft: Draft, scene: Scene) -> list[str]:
    """The names in elements made for them, about the headline."""
    zone = headline_zone(scene)
    starts = [line.start for line in scene.lines]
    near = (text for at, text in draft.bylines if _rule_near(scene, zone, _line_at(scene.lines, starts, at), "byline"))
    return [text for text in near if 0 < len(text) <= BYLINE and _may_name(text)][:MAX_BYLINES]


def _may_name(text: str) -> bool:
    """Has it words that belong to no date, and no number."""
    words = [fold(word) for word in WORDS.findall(text)]
    return any(word not in STAMP_FORMS for word in words) and not any(word.isdigit() for word in words)


def day_first(draft: Draft, scene: Scene) -> bool | None:
    """Does 03/04/2024 on this page mean the third of April; None where nothing tells."""
    region = (draft.region or "").lower()
    if region in MONTH_FIRST_REGIONS:
        return False
    if region in DAY_FIRST_REGIONS or (draft.domain or "").rsplit(".", 1)[-1] in DAY_FIRST_HOSTS:
        return True
    language = scene.language or draft.language
    return True if language and language not in OPEN_LANGUAGES else None


def _shown(draft: Draft, scene: Scene) -> Iterator[tuple[Witness, bool]]:
    """Every date that is shown, with whether it tells of a change."""
    zone = headline_zone(scene)
    yield from _marks(draft, scene, zone)
    yield from _lines(scene, zone)


# ---------------------------------------------------------------------------------------------------------- lines


def _lines(scene: Scene, zone: Zone) -> Iterator[tuple[Witness, bool]]:
    """The dates in lines that were cut, and in lines of date alone about the headline and at the end: stamps and
    datelines; dates near the headline; those at the foot; those of sidebars, for the record."""
    last = _last_kept(scene)
    for index, line in enumerate(scene.lines):
        verdict = scene.verdicts[index]
        if verdict is None or verdict.rule == "too_long":
            continue
        is_edge = zone.above <= index < zone.last or index == last
        if verdict.kept and not (is_edge and is_stamp(line.text)):
            continue  # what the article tells
        rule = {"prefix_stamp": "stamp_prefix", "dateline": "dateline"}.get(verdict.rule)
        before = 0
        for found in find_dates(line.text[:MAX_LINE], 3, scene.language):
            words = _words_of(line.text[max(before, found.start - BEFORE_DATE) : found.start])
            before = found.end
            told = rule or _rule_of(scene, zone, index, words, last)
            if told == "sidebar" and found.year is None:
                continue
            place = f"text:{line.start + found.start}-{line.start + found.end}"
            yield Witness(told, place, found, line.text[found.start : found.end]), bool(words & UPDATED)


def _rule_of(scene: Scene, zone: Zone, index: int, words: frozenset[str], last: int) -> str:
    """The rule by which a date on a line that was cut is read; `words` stand before it, `last` is the last kept line."""
    line = scene.lines[index]
    near = _rule_near(scene, zone, index, "visible") if line.words <= NEAR_WORDS and not words & ENDS else None
    if near == "visible" and (index not in scene.foreign or is_stamp(line.text)):
        return "stamp" if words & PUBLISHED else near
    if near == "above" and is_stamp(line.text):
        return near
    is_foreign = index in scene.foreign and not line.markup
    if line.words > NEAR_WORDS or index in scene.related or line.region in BESIDE or is_foreign or words & ENDS:
        return "sidebar"
    if words & PUBLISHED:
        return "told"
    if not is_stamp(line.text) or not zone.first <= index <= last + FOOT_LINES:
        return "sidebar"
    if index >= last and not any(i in scene.foreign for i in range(last + 1, index)):
        return "foot"
    return "lone" if line.markup else "sidebar"


def _last_kept(scene: Scene) -> int:
    """The last line of the article; -1 where all was cut."""
    return max((i for i, v in enumerate(scene.verdicts) if v and v.kept), default=-1)


def _words_of(text: str) -> frozenset[str]:
    """The last words of what stands before a date."""
    return frozenset(fold(word) for word in WORDS.findall(text)[-4:])


@dataclass(frozen=True, slots=True)
class Zone:
    """The lines about a headline: `first` is the headline or the first line of the text, `last` the one after the zone,
    `above` where the lines before the headline begin that may hold its date."""

    above: int
    first: int
    last: int

    def has(self, index: int) -> bool:
        """Is a line at or after the headline, up to the second paragraph."""
        return self.first <= index < self.last

    def is_above(self, index: int) -> bool:
        """Is a line just before the headline."""
        return self.above <= index < self.first


def headline_zone(scene: Scene) -> Zone:
    """The lines from the headline, or from just before the first kept line where there is none, to the second
    paragraph."""
    kept = [i for i, v in enumerate(scene.verdicts) if v and v.kept]
    paragraphs = [
        i for i in kept if scene.lines[i].is_running and (v := scene.verdicts[i]) and v.kind is BlockKind.PARAGRAPH
    ]
    if not paragraphs:
        return Zone(0, 0, 0)
    title = squeeze(scene.title or "")
    named = [i for i, line in enumerate(scene.lines[: paragraphs[0]]) if title and line.key == title]
    titles = [i for i in kept if i < paragraphs[0] and (v := scene.verdicts[i]) and v.kind is BlockKind.TITLE]
    reach = range(max(0, paragraphs[0] - HEADLINE_REACH), paragraphs[0])
    close = [i for i in named if i in reach] or named[-1:] or titles[:1]
    named = close or [i for i in reach if scene.lines[i].markup == "h1"][-1:]
    first = named[0] if named else kept[0]
    if not named or not scene.lines[first].markup:
        first = max(0, first - LEAD_LINES)
    last = paragraphs[1] if len(paragraphs) > 1 else len(scene.lines)
    last = min(last, paragraphs[0] + 2 * LEAD_LINES)
    return Zone(max(0, first - ABOVE_LINES), first, last)


def _rule_near(scene: Scene, zone: Zone, index: int, rule: str) -> str | None:
    """What a date on a line counts for by where it stands: `rule` about the headline, `above` just before it, None
    elsewhere."""
    line = scene.lines[index] if index >= 0 else None
    if line is None or index in scene.related or line.region in APART:
        return None
    return rule if zone.has(index) else "above" if zone.is_above(index) and line.region not in BESIDE else None


# ------------------------------------------------------------------------------------------------------- elements


def _marks(draft: Draft, scene: Scene, zone: Zone) -> Iterator[tuple[Witness, bool]]:
    """Elements made for dates: those about the headline have a voice, all others are of teasers and sidebars."""
    starts = [line.start for line in scene.lines]
    last = _last_kept(scene) + FOOT_LINES
    for mark in draft.times:
        index = _line_at(scene.lines, starts, mark.at)
        is_text = zone.first <= index <= last and scene.lines[index].region not in BESIDE
        rule = _rule_near(scene, zone, index, mark.kind) or ("lone" if is_text else "sidebar")
        witness = _told(draft, scene, mark, rule)
        before = draft.text[max(0, scene.lines[index].start, mark.at - BEFORE_DATE) : mark.at] if index >= 0 else ""
        if witness is not None:
            yield witness, mark.updated or bool(_words_of(before) & UPDATED)


def _line_at(lines: Sequence[Line], starts: Sequence[int], at: int) -> int:
    """The line that an element opens or lies in; -1 for none."""
    index = bisect_right(starts, at + REACH) - 1
    return index if index >= 0 and at <= lines[index].end else -1


def _told(draft: Draft, scene: Scene, mark: Mark, rule: str) -> Witness | None:
    """What an element tells, by its attribute or by its text."""
    place = f"{mark.kind}:{mark.at}"
    if mark.value:
        return from_value(rule, place, mark.value)
    text = draft.text[mark.at : mark.at + MARK_TEXT + MARK_LEAD]
    found = next(find_dates(text, 1, scene.language), None)
    if found is None or found.start > MARK_LEAD:
        return None
    return Witness(rule, f"text:{mark.at + found.start}-{mark.at + found.end}", found, text[found.start : found.end])
