"""The plain words in which the terminal and the report say what a record holds.

Also what makes text that others wrote harmless before it is shown: control characters, escape sequences, marks that
turn the direction of writing, and addresses that are none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import groupby
from urllib.parse import quote, urlsplit

from dissensus.langs.names import name_of
from dissensus.records import BlockKind, Dated, DisputeKind, Interval, Level, Scope, SpeakerKind, Stance

UNKNOWN_OUTLET = "unknown outlet"
UNKNOWN_DATE = "date unknown"
BLACK = "█"  # stands for each character of a name that is blacked out
OURS = "[…]"  # stands where we leave something out; never in what others wrote
FRAGMENT_WORDS = 6  # words at either end of a passage by which it is found again in its page
ARCHIVE = "https://web.archive.org/web/*/"
FILE_LENGTH = 40  # characters of a file's name beside what it is told of

# How sure in a word. The number always stands beside it; the words only help the eye.
HIGH_CONFIDENCE = 0.8
MEDIUM_CONFIDENCE = 0.5
# A position told less sure than this stands apart from the others: of 215 in disputes of the gold stories that were found rightly
# 0.30 belong there below it, 0.67 from it on.
UNCERTAIN = 0.2

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
# What those do who have no words of their own, before their names.
BARE = dict(STANCES) | {
    Stance.REPORTS: "Print it as the word of others",
    Stance.UNSURE: "It cannot be told of",
    Stance.SILENT: "Tell of the event, and nothing on this was found in them",
}
PASSIVE = {Stance.ASSERTS: "asserted by", Stance.DENIES: "denied by", Stance.DOUBTS: "doubted by"}
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
FLAGS = {"mixed_script": "the name mixes scripts: some of its letters only look like those of another name"}
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
_SPREADING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # of these, those that turn what follows them
_ISOLATES = re.compile("[\u2066-\u2069]")
_END = "\u2069"
_STACK = re.compile(r"[^\w\s\x00-\u02ff]{7,}")  # long enough for more marks than are shown
MAX_MARKS = 6  # on one letter; pointed Hebrew with all its signs has five
MARKS = '"“„«\u2068'  # begin a quotation, or a passage that is set apart
_BREAKS = re.compile(r"\s+")
_RTL = frozenset({"R", "AL", "AN"})
# The blocks of writing from right to left (Unicode 15.1, DerivedBidiClass), and the marks of direction.
_LEFTWARD = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def clean_line(text: str) -> str:
    """Text of others as one harmless line: no control characters, no escapes, no marks of direction, no line breaks."""
    return _clean(text).strip()


def _clean(text: str) -> str:
    if text.isascii() and text.isprintable() and "  " not in text:
        return text  # most of what is shown: nothing in it is to be cleaned
    text = _ESCAPES.sub("", text)
    text = _TURNS.sub("", _BREAKS.sub(" ", text))
    return few_marks(_CONTROLS.sub("", text))


def few_marks(text: str) -> str:
    """Text with at most `MAX_MARKS` accents and the like on one letter, and then the number of those left out, for 1,000
    of them are as high as a page: `e[+994 marks]`."""
    return text if text.isascii() else _STACK.sub(lambda match: _unstacked(match.group()), text)


def _unstacked(run: str) -> str:
    out = []
    for is_mark, group in groupby(run, key=lambda char: unicodedata.category(char) in {"Mn", "Me"}):
        marks = "".join(group)
        more = len(marks) - MAX_MARKS
        out.append(f"{marks[:MAX_MARKS]}[+{more} marks]" if is_mark and more > 0 else marks)
    return "".join(out)


def harmless(text: str) -> str:
    """A line that is about to be printed without what steers a terminal, whatever was forgotten before."""
    return _CONTROLS.sub("", text)


def isolated(text: str) -> str:
    """`clean_line`, and set apart where it runs right to left, so that what stands beside it keeps its place."""
    return _apart(clean_line(text))


def isolated_run(text: str) -> str:
    """A piece of a line, made harmless and set apart like a whole one; the spaces at its ends stay."""
    return _apart(_clean(text))


def _apart(line: str) -> str:
    if any(unicodedata.bidirectional(char) in _RTL for char in line):
        return f"\u2068{line}\u2069"
    return line


def quoted(line: str) -> str:
    """A harmless line in quotation marks, unless it brings its own; nothing for nothing."""
    return line if not line or line[0] in MARKS else f"“{line}”"


def runs_left(text: str) -> bool:
    """Has a text letters that run right to left, or marks of direction: its element has to find its own direction then."""
    return not text.isascii() and _LEFTWARD.search(text) is not None


def visible_controls(text: str) -> str:
    """Text as published with each control character shown as its picture (U+2400 and on), one for one. So are ends of
    isolation that nothing began, for they would end ours; a separator of paragraphs is a line break."""
    text = _CONTROLS.sub(lambda match: _picture(match.group()), text).replace("\u2029", "\n")
    return _paired(text) if _END in text else text


def _paired(text: str) -> str:
    """Each U+2069 that ends nothing as U+FFFD."""
    depth = 0

    def one(match: re.Match[str]) -> str:
        nonlocal depth
        depth += -1 if match.group() == _END else 1
        if depth >= 0:
            return match.group()
        depth = 0
        return "\ufffd"

    return _ISOLATES.sub(one, text)


def turns(text: str) -> bool:
    """Has a text marks that turn the direction of all that follows, until it is set apart from that."""
    return _SPREADING.search(text) is not None


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


def where(outlet: str | None, origin: str | None, published: Dated | None) -> str:
    """Where something stands, made harmless: `Outlet (3 March 2025)`, `unknown outlet two.txt (date unknown)`."""
    return f"{isolated(teller(outlet or '', origin))} ({dated(published or Dated())})"


def in_original(url: str | None, passage: str) -> str | None:
    """The address of a page with a text fragment (wicg.github.io/scroll-to-text-fragment), by which a browser shows the passage
    in it, of a long one by its first and last words; of one that we cut by what is left, and without a fragment where a name is
    blacked out. None where a reader may not be led there."""
    whole = passage.partition(OURS)[0]
    page, found = safe_link(url), [] if BLACK in whole else whole.split()
    if page is None or not found:
        return page
    ends = [found] if len(found) <= 2 * FRAGMENT_WORDS else [found[:FRAGMENT_WORDS], found[-FRAGMENT_WORDS:]]
    told = ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f"{page}{':~:' if '#' in page else '#:~:'}text={told}"


def in_archive(url: str | None) -> str | None:
    """Where a public archive lists what it kept of an address. None where a reader may not be led there."""
    page = safe_link(url)
    return f"{ARCHIVE}{page}" if page else None


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
    return day(published.value) + _doubt(published)


def _doubt(one: Dated) -> str:
    return "" if not one.conflict else ", uncertain" if one.value else ", dates disagree"


def _moment(one: Dated) -> str:
    """A day with its time, where the page gives one."""
    text = day(one.value)
    if one.value and one.precision in {"minute", "second", "hour"}:
        with suppress(ValueError):
            moment = datetime.fromisoformat(one.value)
            zone = (moment.tzname() or "").replace("UTC+00:00", "UTC")
            text += f", {moment:%H:%M} {zone}".rstrip()
    return text


def dated_in_full(published: Dated) -> str:
    """A date with its time of day, where the page gives one, and its uncertainty in a word."""
    return _moment(published) + _doubt(published)


def revised(published: Dated, updated: Dated) -> str:
    """The day of the last change, where it is told and another than that of publication: `updated 5 March 2025`."""
    other = updated.value and day(updated.value) != day(published.value)
    return f"updated {dated(updated)}" if other or (updated.conflict and not updated.value) else ""


def revised_in_full(published: Dated, updated: Dated) -> str:
    """The last change with its time of day, where it is told and no other than that of publication."""
    other = updated.value and _moment(updated) != _moment(published)
    return f"updated {dated_in_full(updated)}" if other or (updated.conflict and not updated.value) else ""


def disagreement(one: Dated) -> str:
    """The days between which a page does not settle, each with its place: `dates disagree: 3 March 2025 (the address) and
    5 March 2025 (the text)`; empty where they agree."""
    if not one.conflict:
        return ""
    found: dict[str, str] = {}
    won = (one.value or "")[:10]
    for candidate in sorted(one.candidates, key=lambda c: (c.value[:10] != won, c.value[:10])):
        if candidate.value[:10] == won or not (candidate.rule.startswith(UNHEARD) or candidate.rule.endswith(REFUSED)):
            found.setdefault(day(candidate.value), place(candidate.place))
    return f"dates disagree: {listed([f'{value} ({where})' for value, where in found.items()])}" if found else ""


# How the rules of candidates begin and end that have no say in the date (stages/clean/vote.py).
UNHEARD = ("sidebar", "last_modified", "archive", "url_month")
REFUSED = ("_refused", "_open", "_no_year", "_more")
PLACES = {
    "text": "the text",
    "url": "the address",
    "json-ld": "structured data",
    "meta": "meta tag",
    "time": "time element",
    "itemprop": "markup",
    "marked": "markup",
    "field": "field",
    "script": "script",
    "header": "header",
}  # by how the place of a candidate begins


def place(where: str) -> str:
    """The place of a candidate in words: `the text`, `meta tag article:published_time`."""
    kind, _, rest = clean_line(where).partition(":")
    if kind not in PLACES:
        return clean_line(where)
    return f"{PLACES[kind]} {rest}" if rest and not any(char.isdigit() for char in rest) else PLACES[kind]


def file_of(origin: str) -> str:
    """The name of the file, or of the record in one, that an article came from."""
    return shorten(clean_line(origin).rstrip("/").rpartition("/")[2], FILE_LENGTH)


def teller(outlet: str, origin: str | None) -> str:
    """Who published an article; where that is unknown with the file that it came from, so that no two are taken for one."""
    return f"{outlet} {file_of(origin)}" if outlet == UNKNOWN_OUTLET and origin else outlet


def candidates(one: Dated) -> list[str]:
    """Every date that a page shows, with its place and the rule that read it: `5 March 2025, 10:00 (the text, stamp)`."""
    told: dict[str, None] = {}
    for candidate in sorted(one.candidates, key=lambda c: (c.value, c.place, c.rule)):
        has_time = len(candidate.value) > len("2025-03-05")
        when = _moment(Dated(candidate.value, "minute" if has_time else "day"))
        told[f"{when} ({place(candidate.place)}, {clean_line(candidate.rule)})"] = None
    return list(told)


def language(code: str | None) -> str:
    """A language by its name and code: `German (de)`."""
    return f"{name_of(code)} ({clean_line(code)})" if code else "language not told"


def other_dates(published: Dated) -> list[str]:
    """The days that the page also shows and that did not win, each with its place: `5 March 2025 (meta tag)`."""
    won = (published.value or "")[:10]
    found: dict[str, str] = {}
    for candidate in published.candidates:
        if candidate.value[:10] != won:
            found.setdefault(candidate.value[:10], candidate.place)
    return [f"{day(value)} ({place(where)})" for value, where in sorted(found.items())]


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
