"""The plain words in which the terminal and the report say what a record holds.

Also what makes text that others wrote harmless before it is shown: control characters, escape sequences, marks that
turn the direction of writing, and addresses that are none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import urlsplit

from dissensus.records import BlockKind, Dated, DisputeKind, Interval, Level, Scope, SpeakerKind, Stance

UNKNOWN_OUTLET = "unknown outlet"
UNKNOWN_DATE = "date unknown"

# How sure in a word. The number always stands beside it; the words only help the eye.
HIGH_CONFIDENCE = 0.8
MEDIUM_CONFIDENCE = 0.5

# The order in which sides are laid out; it ranks nobody: who asserts comes first as there is a claim only through them.
SIDES: tuple[tuple[Stance, str], ...] = (
    (Stance.ASSERTS, "asserts"),
    (Stance.DENIES, "denies"),
    (Stance.DOUBTS, "doubts"),
    (Stance.REPORTS, "reports"),
    (Stance.UNSURE, "cannot tell"),
    (Stance.SILENT, "silent"),
)
STANCES = dict(SIDES)
SIDE_ORDER = {stance: place for place, (stance, _) in enumerate(SIDES)}

LEVELS = {Level.EXPLICIT: "put into words", Level.DEFAULT: "plain to a reader", Level.ALL: "merely possible"}
LEVEL_ORDER = {Level.EXPLICIT: 0, Level.DEFAULT: 1, Level.ALL: 2}

KINDS = {
    DisputeKind.FACT: "a fact",
    DisputeKind.NUMBER: "a number",
    DisputeKind.CAUSE: "a cause",
    DisputeKind.INTENT: "an intent",
    DisputeKind.EVALUATION: "a judgement",
}
SCOPES = {
    Scope.ARTICLE: "both sides in one article",
    Scope.STORY: "between articles of one story",
    Scope.STORYLINE: "between related stories",
    Scope.SPEAKER: "one speaker at two times",
}
HOLDERS = {
    SpeakerKind.PERSON: "person",
    SpeakerKind.BODY: "body",
    SpeakerKind.STATE: "state",
    SpeakerKind.OUTLET: "outlet",
    SpeakerKind.DOCUMENT: "document",
    SpeakerKind.GROUP: "group",
    SpeakerKind.ANONYMOUS: "not named",
    SpeakerKind.UNKNOWN: "of unknown kind",
}
BLOCKS = {
    BlockKind.TITLE: "title",
    BlockKind.STANDFIRST: "standfirst",
    BlockKind.PARAGRAPH: "paragraph",
    BlockKind.HEADING: "heading",
    BlockKind.LIST: "list",
    BlockKind.CAPTION: "picture caption",
    BlockKind.CREDIT: "credit",
    BlockKind.BYLINE: "byline",
    BlockKind.STAMP: "date line",
    BlockKind.TEMPLATE: "leftover of the page",
    BlockKind.RELATED: "links to other articles",
    BlockKind.SIDEBAR: "sidebar",
    BlockKind.SHARE: "sharing links",
    BlockKind.NEWSLETTER: "newsletter",
    BlockKind.COOKIE: "cookie notice",
    BlockKind.BIO: "about the author",
    BlockKind.COMMENT: "reader comment",
    BlockKind.REPEAT: "repeated text",
    BlockKind.MARKUP: "markup",
}

_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x9b[0-?]*[ -/]*[@-~]"  # control sequences: colours, cursor
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x80-\x9f]*(?:\x07|\x1b\\|\x9c)"  # titles, links
    r"|\x1b[ -/]*[0-~]?"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile(r"\s+")
_RTL = frozenset({"R", "AL", "AN"})


def clean_line(text: str) -> str:
    """Text of others as one harmless line: no control characters, no escapes, no marks of direction, no line breaks."""
    text = _ESCAPES.sub("", text)
    text = _TURNS.sub("", _BREAKS.sub(" ", text))
    return _CONTROLS.sub("", text).strip()


def harmless(text: str) -> str:
    """A line that is about to be printed without what steers a terminal, whatever was forgotten before."""
    return _CONTROLS.sub("", text)


def isolated(text: str) -> str:
    """`clean_line`, and set apart where it runs right to left, so that what stands beside it keeps its place."""
    line = clean_line(text)
    if any(unicodedata.bidirectional(char) in _RTL for char in line):
        return f"\u2068{line}\u2069"
    return line


def visible_controls(text: str) -> str:
    """Text as published with each control character shown as its picture (U+2400 and on), one for one."""
    return _CONTROLS.sub(lambda match: _picture(match.group()), text)


def _picture(char: str) -> str:
    code = ord(char)
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def shorten(text: str, limit: int) -> str:
    """The line cut at a word to `limit` characters, with an ellipsis if something is missing."""
    line = clean_line(text)
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    at = head.rfind(" ")
    return (head[:at] if at > limit // 2 else head).rstrip(" ,;:") + "…"


def safe_link(url: str | None) -> str | None:
    """The address if a reader may be led there: http or https, a host, no credentials, no tricks; else None."""
    if not url or any(char in url for char in '\\"<>`') or any(not char.isprintable() or char == " " for char in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and host and "@" not in parts.netloc else None


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 story`, `1,200 articles`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def confidence(value: float) -> str:
    """How sure, in words and as a number."""
    word = "high" if value >= HIGH_CONFIDENCE else "medium" if value >= MEDIUM_CONFIDENCE else "low"
    return f"{word} confidence ({value:.2f})"


def day(value: str | None) -> str:
    """An ISO 8601 date or time as a day: `3 March 2025`; the value itself if it is none, `date unknown` for null."""
    if not value:
        return UNKNOWN_DATE
    try:
        found = date.fromisoformat(value[:10])
    except ValueError:
        return clean_line(value)
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def dated(published: Dated) -> str:
    """A date with its uncertainty in a word: `3 March 2025, uncertain`."""
    return day(published.value) + (", uncertain" if published.value and published.conflict else "")


def dated_in_full(published: Dated) -> str:
    """A date with its time of day, where the page gives one."""
    text = day(published.value)
    if published.value and published.precision in {"minute", "second", "hour"}:
        try:
            moment = datetime.fromisoformat(published.value)
        except ValueError:
            return dated(published)
        zone = (moment.tzname() or "").replace("UTC+00:00", "UTC")
        text += f", {moment:%H:%M} {zone}".rstrip()
    return text + (", uncertain" if published.value and published.conflict else "")


def other_dates(published: Dated) -> list[str]:
    """The days that the page also shows and that did not win, each with its place: `5 March 2025 (meta tag)`."""
    won = (published.value or "")[:10]
    found: dict[str, str] = {}
    for candidate in published.candidates:
        if candidate.value[:10] != won:
            found.setdefault(candidate.value[:10], candidate.place)
    return [f"{day(value)} ({clean_line(place)})" for value, place in sorted(found.items())]


def days(first: str | None, last: str | None, unknown: int) -> str:
    """A stretch of days with what is unknown of it: `3 to 5 March 2025, 1 article without a date`."""
    missing = f"{count(unknown, 'article')} without a date" if unknown else ""
    if not first or not last:
        return missing or UNKNOWN_DATE
    start, end = day(first), day(last)
    start_parts, end_parts = start.split(), end.split()
    if start == end:
        text = end
    elif len(start_parts) == len(end_parts) == 3 and start_parts[1:] == end_parts[1:]:
        text = f"{start_parts[0]} to {end}"
    elif len(start_parts) == len(end_parts) == 3 and start_parts[2] == end_parts[2]:
        text = f"{start_parts[0]} {start_parts[1]} to {end}"
    else:
        text = f"{start} to {end}"
    return f"{text}, {missing}" if missing else text


def interval(value: Interval | None) -> str:
    """A stretch of time as told: `3 March 2025`, `3 to 5 March 2025`; empty for none."""
    if value is None or not (value.from_ or value.to):
        return ""
    if value.from_ and value.to:
        return days(value.from_, value.to, 0)
    return f"from {day(value.from_)}" if value.from_ else f"until {day(value.to)}"


def listed(names: Sequence[str]) -> str:
    """Names in a row: `A, B and C`."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}" if names else ""
