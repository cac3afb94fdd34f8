"""Blocks of plain text: where lines begin and end, and what stands at the head of a line and is not its sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice, pairwise
from statistics import median

from dissensus.records import BlockKind
from dissensus.stages.clean.dates import DAY_NAME, MONTH
from dissensus.stages.clean.ledger import MAX_LINES, MAX_TEXT, SENTENCE_END, Line, Verdict, squeeze

LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
WRAP_COLUMNS = (50, 100)  # a text whose lines are all about so long was broken by columns and not by paragraphs
LONGEST = 2_000  # characters of a paragraph
SENTENCE_LETTERS = 20  # characters of a piece of a longer one
SENTENCE_BREAK = re.compile(r"(?<=[.!?…。])([\"'”’»“)\]]{0,3})\s{1,3}(?=[\"'“„«‘(\[]?[^\W\d_a-zß-öø-ÿ])")
WRAP_SHARE = 0.7  # of the lines that another line follows end within a sentence there

TEMPLATE = re.compile(
    r"\{\{[^{}\n]{0,300}\}\}|\$\{[^{}\n]{1,200}\}|%%[^%\n]{1,100}%%|\{%[^%\n]{1,200}%\}|<%[^%\n]{1,200}%>|\[\[[^\[\]\n]{1,100}\]\]"
)
PREFIX_STAMP = re.compile(
    r"(?:pub(?:lished|lication)?[ _]?)?date[ :]{1,3}\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?(?!\d)",
    re.IGNORECASE,
)
NAME = r"[A-Z][\w.&'’-]{0,30}(?:\s[A-Z&][\w.&'’-]{0,30}){0,4}"
CAPS = r"[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.'’-]{1,30}(?:[ -][^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.'’-]{0,30}){0,3}"
DAY = rf"(?:(?:{DAY_NAME})\b[.,]?\s)?(?:(?:{MONTH})\b\.?\s\d{{1,2}}|\d{{1,2}}\.?\s(?:{MONTH})\b\.?)(?:,?\s\d{{4}})?"
AGENCY_SLASH = rf"/\s?(?P<slash>{NAME})\s?/\.?"
AGENCY_ROUND = rf"\((?P<round>{NAME})\)"
DASH = r"\s{0,2}(?:[-–—]{1,2})\s"
PLACE = rf"(?P<place>{CAPS})(?:,\s(?:[A-Z][\w.'’-]{{1,30}}\s?){{1,3}})?(?:/{CAPS})?"
DATELINES = (
    # ELDPORT, February 14. /AGENCY/.   SELK, June 14 (Agency) -   LAGRANDE (Agency) -   KYIV, 3 March -
    re.compile(rf"{PLACE}(?:,\s{{1,2}}(?i:{DAY})[.,]?)?\s{{0,2}}[-–—]?\s?{AGENCY_SLASH}(?:\s?[-–—.:])?(?=\s)"),
    re.compile(rf"{PLACE}(?:,\s{{1,2}}(?i:{DAY})[.,]?)?\s{{0,2}}{AGENCY_ROUND}(?:{DASH}|:)"),
    re.compile(rf"{PLACE},\s{{1,2}}(?i:{DAY})[.,]?{DASH}"),
)
PLACE_DASH = re.compile(
    rf"{PLACE}\s{{1,2}}(?:[–—]|--)\s"
)  # KYIV — ; only near the top, elsewhere it may be any acronym
AGENCY_MARKS = (
    re.compile(rf"{AGENCY_ROUND}(?:{DASH})?(?=\s|[A-Z\"“«])"),
    re.compile(rf"{AGENCY_SLASH}(?:\s?[-–—.:])?(?=\s)"),
)
TOP_LINES = 4
OPENER_REACH = 400  # characters: what stands at a line's head is no longer

Opener = Callable[[str], "tuple[int, Verdict] | None"]


def cut_lines(text: str, title: str | None = None) -> list[Line]:
    """A plain text as lines, see `split_lines`; all that is beyond what is read as one line that is cut."""
    head = text[:MAX_TEXT]
    all_rows = (row for a, b, blank in _paragraphs(head) for row in _by_sentences(Line(a, b, head[a:b], blank)))
    rows = list(islice(all_rows, MAX_LINES))
    read = rows[-1].end if len(rows) == MAX_LINES else len(head)
    rest, end = _lstrip(text, read, len(text)), _rstrip(text, read, len(text))
    tail = [Line(rest, end, "…", preset=cut(BlockKind.MARKUP, "too_long"))] if rest < end else []
    return [*split_lines(text, rows, title), *tail]


def _by_sentences(line: Line) -> Iterator[Line]:
    """A line as it is; one that no paragraph is as long as, sentence by sentence: whoever made it lost all breaks."""
    if line.end - line.start <= LONGEST:
        yield line
        return
    at = 0
    for match in SENTENCE_BREAK.finditer(line.text):
        if match.start() - at >= SENTENCE_LETTERS:
            yield _part(line, at, match.end(1))
            at = match.end()
    yield _part(line, at, len(line.text))


def _part(line: Line, start: int, end: int) -> Line:
    piece = replace(line, start=line.start + start, end=line.start + end, text=line.text[start:end])
    return replace(piece, blank=0, opens=False) if start else piece


def split_lines(text: str, rows: Iterable[Line], title: str | None) -> list[Line]:
    """The lines with what stands at the head of one, and every leftover of a template, as lines of their own. They
    cover what the rows cover but for white space. `title` is a headline known from elsewhere: a line that opens with
    it is cut there."""
    lines: list[Line] = []
    for number, row in enumerate(rows):
        if row.inside is False:
            lines.append(row)
            continue
        for start, end in _without_templates(text, row.start, row.end):
            piece = replace(row, start=start, end=end, text=text[start:end])
            if start > row.start:
                piece = replace(piece, blank=0, opens=False)
            _cut_piece(text, piece, lines, title, number == 0)
    return lines


def _cut_piece(text: str, piece: Line, lines: list[Line], title: str | None, is_first: bool) -> None:
    """Append the parts of one piece of a line: openers first, then the rest."""
    if TEMPLATE.fullmatch(piece.text):
        lines.append(replace(piece, preset=cut(BlockKind.TEMPLATE, "template")))
        return
    while piece.start < piece.end:
        found = _opener(piece.text[:OPENER_REACH], lines, title, is_first)
        if found is None:
            lines.append(piece)
            return
        length, verdict = found
        stop = _rstrip(text, piece.start, piece.start + length)
        lines.append(replace(piece, end=stop, text=text[piece.start : stop], preset=verdict))
        start = _lstrip(text, piece.start + length, piece.end)
        piece = replace(piece, start=start, text=text[start : piece.end], blank=0, opens=False)


def _opener(head: str, lines: list[Line], title: str | None, is_first: bool) -> tuple[int, Verdict] | None:
    """What stands at the head of a piece and how long it is, if something follows it."""
    rules: list[Opener] = [prefix_stamp] if is_first else []
    if not lines or lines[-1].preset is None or lines[-1].preset.rule not in {"dateline", "agency_mark"}:
        rules += [dateline, agency_mark]
        rules += [place_dash] if len(lines) <= TOP_LINES else []
    for rule in rules:
        found = rule(head)
        if found is not None and (head[found[0] :].strip() or rule is prefix_stamp):
            return found
    return repeated_title(head, title) if title else None


def cut(kind: BlockKind, rule: str, confidence: float = 1.0) -> Verdict:
    """A verdict that cuts."""
    return Verdict(kind, False, rule, confidence)


def keep(kind: BlockKind, rule: str, confidence: float = 1.0) -> Verdict:
    """A verdict that keeps."""
    return Verdict(kind, True, rule, confidence)


# -------------------------------------------------------------------------------------------------------- openers


def prefix_stamp(head: str) -> tuple[int, Verdict] | None:
    """`date 2024-08-21 ` at the very beginning: put there by whoever collected the file."""
    match = PREFIX_STAMP.match(head)
    return (match.end(), cut(BlockKind.STAMP, "prefix_stamp")) if match else None


def dateline(head: str) -> tuple[int, Verdict] | None:
    """`ELDPORT, February 14. /AGENCY/. ` or `KYIV, March 3 (Agency) - ` before the first sentence."""
    for pattern in DATELINES:
        match = pattern.match(head)
        if match and _is_capital(match["place"]):
            return match.end(), cut(BlockKind.STAMP, "dateline")
    # an agency after a place in small letters: Lagrande (Agency) -
    match = re.match(rf"{NAME}(?:,\s(?i:{DAY}))?[.,]?\s{AGENCY_ROUND}{DASH}", head)
    return (match.end(), cut(BlockKind.STAMP, "dateline")) if match else None


def place_dash(head: str) -> tuple[int, Verdict] | None:
    """`KYIV — ` before the first sentence."""
    match = PLACE_DASH.match(head)
    return (match.end(), cut(BlockKind.STAMP, "dateline", 0.8)) if match and _is_capital(match["place"]) else None


def _is_capital(place: str) -> bool:
    letters = [c for c in place if c.isalpha()]
    return len(letters) >= 3 and all(c.isupper() for c in letters)


def agency_mark(head: str) -> tuple[int, Verdict] | None:
    """`(Agency) - ` or `/AGENCY/ ` at the head of a sentence."""
    for pattern in AGENCY_MARKS:
        match = pattern.match(head)
        if match and match.end() < len(head):
            return match.end(), cut(BlockKind.CREDIT, "agency_mark")
    return None


def repeated_title(head: str, title: str) -> tuple[int, Verdict] | None:
    """The headline that a field of its own already holds, run into the text."""
    title = title.strip()
    if len(title) < 15 or len(title) >= len(head) or not head.lower().startswith(title.lower()):
        return None
    after = head[len(title) :]
    if after[0].isalnum() or (after.lstrip() and not _may_begin(after.lstrip())) or squeeze(head) == squeeze(title):
        return None
    length = len(title) + len(re.match(r"[.:!?\s]{0,5}", after).group())  # type: ignore[union-attr]
    return length, cut(BlockKind.REPEAT, "repeated_title")


def _may_begin(text: str) -> bool:
    """Can a sentence begin here."""
    return text[0].isupper() or not text[0].islower()


# ---------------------------------------------------------------------------------------------------------- lines


def _paragraphs(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and number of empty lines before, of each line; lines broken by columns are joined to paragraphs."""
    rows = list(_rows(text))
    if not _is_wrapped(text, rows):
        yield from rows
        return
    at = 0
    while at < len(rows):
        start, end, blank = rows[at]
        at += 1
        while at < len(rows) and rows[at][2] == 0 and end - start >= WRAP_COLUMNS[0] // 2:
            end = rows[at][1]
            at += 1
        yield start, end, blank


def _rows(text: str) -> Iterator[tuple[int, int, int]]:
    previous = 0
    for match in LINE.finditer(text):
        start, end = match.span()
        start = _lstrip(text, start, end)
        end = _rstrip(text, start, end)
        if start < end:
            breaks = sum(1 for _ in BREAK.finditer(text, previous, start))
            yield start, end, max(0, breaks - 1)
            previous = end


def _is_wrapped(text: str, rows: list[tuple[int, int, int]]) -> bool:
    """Was the text broken by columns: lines of one length that end within sentences, paragraphs apart by empty
    lines."""
    followed = [row for row, after in pairwise(rows) if after[2] == 0]
    if len(followed) < 6:
        return False
    lengths = [end - start for start, end, _ in followed]
    if not WRAP_COLUMNS[0] <= median(lengths) <= WRAP_COLUMNS[1] or max(lengths) > WRAP_COLUMNS[1] + 10:
        return False
    within = sum(1 for start, end, _ in followed if not SENTENCE_END.search(text[max(start, end - 8) : end]))
    return within >= WRAP_SHARE * len(followed)


def _without_templates(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The line with each unfilled template as a piece of its own."""
    at = start
    for match in TEMPLATE.finditer(text, start, end):
        a, b = _lstrip(text, at, match.start()), _rstrip(text, at, match.start())
        if a < b:
            yield a, b
        yield match.span()
        at = match.end()
    at = _lstrip(text, at, end)
    if at < end:
        yield at, end


def _lstrip(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
