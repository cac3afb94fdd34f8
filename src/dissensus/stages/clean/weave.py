"""Weaving a part of an article from runs of a page's source, with the map back.

White space is collapsed to one space, references to characters are replaced by what they stand for, breaks are put
between blocks; each of these is a row of its own, so that every character of the part is accounted for.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dissensus.records import How, Locator
from dissensus.stages.clean.draft import Piece
from dissensus.stages.clean.ledger import MAX_TEXT
from dissensus.text import Decoded

BLANK = " \t\n\r\f"
SPACE = r"[ \t\n\r\f]"
REFERENCE = r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,7};?|[A-Za-z][A-Za-z0-9]{1,31};?)"
TOKEN = re.compile(rf"(?P<space>{SPACE}+)|(?P<reference>{REFERENCE})|(?P<plain>[^ \t\n\r\f&]+(?: [^ \t\n\r\f&]+)*|&)")
STATEFUL = ("iso-2022", "iso2022", "hz", "utf-7", "utf7")  # a slice of such bytes cannot be read alone


@dataclass(slots=True)
class Run:
    """A run of the part and the source characters behind it."""

    start: int
    end: int
    source: tuple[int, int]
    how: How


@dataclass(slots=True)
class Weaver:
    """Collects the runs of one part, as many as are read: `full` is where in the source it stopped."""

    source: str
    full: int | None = None
    out: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    length: int = 0
    _space: tuple[int, int] | None = None
    _break: str = ""

    def add(self, start: int, end: int) -> None:
        """Take in a run of the source as text."""
        if self.full is not None:
            return
        if self.length <= MAX_TEXT and not self.source[start:end].strip(BLANK):  # most runs only set tags apart
            if self.length and self._space is None and start < end:
                self._space = (start, end)
            return
        for match in TOKEN.finditer(self.source, start, end):
            if self.length > MAX_TEXT:
                self.full = match.start()
                return
            kind, text = match.lastgroup, match.group()
            if kind == "reference":
                read = html.unescape(text)
                if not read:
                    continue  # a control character that the standard lets vanish
                if read in BLANK:
                    kind = "space"
                elif read == text:
                    kind = "plain"
                else:
                    self.emit(read, match.span(), How.ENTITY)
                    continue
            if kind == "space":
                if self.length and self._space is None:
                    self._space = match.span()
            else:
                self.emit(text, match.span(), How.VERBATIM)

    def line_break(self, text: str) -> None:
        """A break before whatever comes next; of several in a row the longest counts."""
        if self.length and len(text) > len(self._break):
            self._break = text

    @property
    def next_block(self) -> int | None:
        """Where the next block will begin, if a break is due or nothing has come yet; else None."""
        return self.length + len(self._break) if self._break or not self.length else None

    @property
    def text(self) -> str:
        """All that was woven."""
        return "".join(self.out)

    def cut_off(self, length: int) -> None:
        """Leave out what was woven beyond a length."""
        self.out = [self.text[:length]]
        self.runs = [run for run in self.runs if run.start < length]
        if self.runs and self.runs[-1].end > length:
            last = self.runs[-1]
            end = last.source[0] + length - last.start if last.how is How.VERBATIM else last.source[1]
            self.runs[-1] = Run(last.start, length, (last.source[0], end), last.how)
        self.length = length

    def emit(self, text: str, span: tuple[int, int], how: How) -> None:
        """Put characters that stand for a run of the source, after whatever break is due."""
        if self._break:
            self._put(self._break, (span[0], span[0]), How.SPACE)  # comes from no character, stands here
        elif self._space is not None:
            self._put(" ", self._space, How.SPACE)
        self._break, self._space = "", None
        last = self.runs[-1] if self.runs else None
        if last and how is How.VERBATIM and last.how is How.VERBATIM and last.source[1] == span[0]:
            last.end += len(text)
            last.source = (last.source[0], span[1])
            self.out.append(text)
            self.length += len(text)
        else:
            self._put(text, span, how)

    def _put(self, text: str, span: tuple[int, int], how: How) -> None:
        self.runs.append(Run(self.length, self.length + len(text), span, how))
        self.out.append(text)
        self.length += len(text)


def pieces_of(parts: Sequence[tuple[str, Sequence[Run]]], content: bytes, decoded: Decoded) -> list[Piece]:
    """The runs as pieces with the bytes that they come from."""
    wanted = sorted({offset for _, runs in parts for run in runs for offset in run.source})
    at = dict(zip(wanted, byte_offsets(content, decoded, wanted), strict=True))
    return [
        Piece(part, run.start, run.end, Locator(bytes=(at[run.source[0]], at[run.source[1]])), run.how)
        for part, runs in parts
        for run in runs
    ]


def byte_offsets(content: bytes, decoded: Decoded, wanted: Sequence[int]) -> list[int]:
    """Where in the capture these characters of its decoded text begin; `wanted` ascends."""
    body = content[decoded.skipped :]
    errors = "replace" if decoded.encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
    raw = body.decode(decoded.encoding, errors)
    stateful = decoded.encoding.lower().replace("_", "-").startswith(STATEFUL)
    if stateful or raw.encode(decoded.encoding, "surrogateescape" if errors != "replace" else "replace") != body:
        return _counted(body, decoded, errors, wanted)
    offsets, byte, char = [], decoded.skipped, 0
    for offset in wanted:
        byte += len(raw[char:offset].encode(decoded.encoding, errors))
        char = offset
        offsets.append(byte)
    return offsets


def _counted(body: bytes, decoded: Decoded, errors: str, wanted: Sequence[int]) -> list[int]:
    """The same byte by byte, for encodings whose characters cannot be written back as they were."""
    decoder = codecs.getincrementaldecoder(decoded.encoding)(errors)
    starts = [0]
    for index in range(len(body)):
        made = decoder.decode(body[index : index + 1])
        starts += [index + 1] * len(made)
    starts += [len(body)] * (len(decoder.decode(b"", True)) + 1)
    return [decoded.skipped + starts[min(offset, len(starts) - 1)] for offset in wanted]
