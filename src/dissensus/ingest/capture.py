"""What every reader of files shares: bytes that come in without raising, their limits, and what they look like."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import unicodedata
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dissensus.records import Drop, Page, make_id
from dissensus.text import MARKS, storable

STAGE = "ingest"
STANDARD_INPUT = "-"
SKIPPED = "skipped: "  # how the reason of a drop begins when nothing is wrong with the file
LIMIT_BYTES = 10_000_000  # for one text, page or record; the longest articles of real crawls stay under 1 MB
DOCUMENT_LIMIT_BYTES = 200_000_000  # of a line that is passed over; files of JSON lines and lists have no limit
HEAD_BYTES = 1 << 20  # what is looked at to tell what a file is
SAMPLE_BYTES = 8192  # what is decoded to tell UTF-16 or UTF-32 without a mark from a binary file
# A text may hold a stray control character or two; random bytes hold one in nine.
MANY_CONTROLS = 8
ONE_CONTROL_IN = 50
EMPTY = "empty: there is nothing in it but white space; fill it or leave it out"
WHITE = b" \t\n\r\x0b\x0c"
CONTROLS = bytes(set(range(32)) - set(b"\b\t\n\r\x0b\x0c\x1b"))  # ESC is used by ISO-2022 and by terminals
COMMON = frozenset(" \n\"',.:、。，")  # what no text goes long without; tells the two orders of bytes apart
WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")  # UTF-32 never passes for UTF-16, nor the other way round
MAGIC = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"%!PS", "a PostScript document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document"),
    (b"PK\x03\x04", "a ZIP archive or Office document"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"WARC/1.", "a web archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet file"),
)


def make_drop(what: str, reason: str) -> Drop:
    """A note that something was not read: a path (or `path#n`) and why, in one line that any store can hold."""
    what, reason = storable(what)[0], " ".join(storable(reason)[0].split())
    return Drop(make_id("drop", STAGE, what, reason), what, STAGE, reason)


def make_page(
    content: bytes, media_type: str, origin: str, url: str | None = None, encoding: str | None = None
) -> Page:
    """A capture. `encoding` is told in a header where the bytes do not say it themselves (UTF-16 without its mark)."""
    headers = (("content-type", f"{media_type}; charset={encoding}"),) if encoding else ()
    origins = (storable(origin)[0],)
    return Page(hashlib.sha256(content).hexdigest(), content, media_type, origins, url, headers=headers)


def at_place(page: Page, name: str, own_id: str | None = None) -> Page:
    """A capture that is all there is of a file, or of the record with this id in it: when the file is read again, other
    bytes in this place replace it. Standard input is no place."""
    if name == STANDARD_INPUT:
        return page
    return replace(page, place=storable(name if own_id is None else f"{name}#{own_id}")[0])


def too_large(size: int | None, limit: int, advice: str) -> str:
    """The reason for a file or record above its limit; `size` in bytes, None where only the limit is known."""
    told = f"{size / 1e6:.1f} MB" if size else f"more than {limit / 1e6:.0f} MB"
    return f"too large: {told}, and the limit is {limit / 1e6:.0f} MB; {advice}"


def explain(error: Exception) -> str:
    """An error of the file system or of gzip in plain words, with the next step."""
    if isinstance(error, PermissionError):
        return "permission denied: make it readable for yourself (chmod u+r, for a folder u+rx) and read it again"
    if isinstance(error, EOFError):
        return "cut off: the gzip data end too early; fetch the file again"
    if isinstance(error, (gzip.BadGzipFile, zlib.error)):
        return "damaged or not gzip data at all: fetch the file again, or take .gz off its name"
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return "no such file or folder: check the spelling"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read ({error.strerror}): check the file and its disk"
    return f"cannot be read ({error}): check its name"  # ValueError, such as for a NUL in the name


class Source(io.RawIOBase):
    """The bytes of one file, decompressed if need be. It never raises: a failure ends them and is told in `trouble`.

    `name` is the origin, `head` the first bytes (up to HEAD_BYTES), `size` the number of all bytes if known beforehand.
    """

    def __init__(self, name: str, pull: Callable[[int], bytes], size: int | None = None) -> None:
        """`pull(n)` gives up to n more bytes, none at the end; it may raise what files and gzip raise."""
        super().__init__()
        self.name = name
        self.size = size
        self.trouble: str | None = None
        self._pull = pull
        self._waiting = b""
        self.head = self._gather(HEAD_BYTES)
        self._waiting = self.head

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:  # collections.abc.Buffer, once Python 3.12 is the oldest
        """Fill the buffer as far as the next bytes at hand go; 0 at the end."""
        view = memoryview(buffer).cast("B")
        chunk = self._next(len(view))
        view[: len(chunk)] = chunk
        return len(chunk)

    def whole(self, limit: int, advice: str) -> bytes | Drop:
        """All bytes, or the drop that says why not: damaged, or above `limit` (then no more than that is held)."""
        if self.size is not None and self.size > limit:
            return make_drop(self.name, too_large(self.size, limit, advice))
        content = self._gather(limit + 1)
        if len(content) > limit:
            return make_drop(self.name, too_large(None, limit, advice))
        if self.trouble:
            return make_drop(self.name, self.trouble)
        return content

    def _gather(self, size: int) -> bytes:
        """The next `size` bytes, fewer only at the end."""
        gathered = bytearray()
        while len(gathered) < size and (chunk := self._next(size - len(gathered))):
            gathered += chunk
        return bytes(gathered)

    def _next(self, size: int) -> bytes:
        """Up to `size` bytes, none at the end or after a failure."""
        if self._waiting:
            chunk, self._waiting = self._waiting[:size], self._waiting[size:]
            return chunk
        if self.trouble:
            return b""
        try:
            return self._pull(min(size, HEAD_BYTES))
        except (OSError, EOFError, ValueError, zlib.error) as error:  # ValueError: standard input that is closed
            self.trouble = explain(error)
            return b""


# ------------------------------------------------------------------------------------------- what bytes look like


def marked_encoding(content: bytes) -> str | None:
    """The encoding that a mark of order at the front gives away, or None."""
    return next((encoding for mark, encoding in MARKS if content.startswith(mark)), None)


def is_blank(content: bytes) -> bool:
    """Is there nothing but white space, in ASCII or in a wider encoding that is marked."""
    encoding = marked_encoding(content)
    return not (content.decode(encoding, "replace").strip("\ufeff \t\r\n\v\f") if encoding else content.strip(WHITE))


def wide_encoding(content: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, where the bytes make no other sense; None for anything else.

    Such a text has NULs or control characters as bytes and none when it is decoded.
    """
    if not _has_many_controls(content):
        return None
    best, most = None, 0
    for encoding in WIDE:
        try:
            text = codecs.getincrementaldecoder(encoding)("strict").decode(content[:SAMPLE_BYTES])
        except UnicodeDecodeError:
            continue
        odd = sum(char not in "\t\n\r\f" and unicodedata.category(char) in {"Cc", "Cn", "Co", "Cs"} for char in text)
        common = sum(char in COMMON for char in text)
        if odd * ONE_CONTROL_IN <= len(text) and common > most:
            best, most = encoding, common
    return best


def looks_binary(content: bytes) -> str | None:
    """What a file that is no text looks like, in words; None for text in any encoding."""
    if marked_encoding(content):
        return None
    for magic, name in MAGIC:
        if content.startswith(magic):
            return name
    return "a binary file" if _has_many_controls(content) and not wide_encoding(content) else None


def binary_reason(kind: str) -> str:
    """The reason for a file that `looks_binary`."""
    if kind == "gzip data":
        return "looks like gzip data, not text: add .gz to its name"
    return f"looks like {kind}, not text: save its text as .txt, .html or .json"


def _has_many_controls(content: bytes) -> bool:
    """Does it hold more NULs and control characters than a text that went through a few hands."""
    count = len(content) - len(content.translate(None, CONTROLS))
    return count * ONE_CONTROL_IN > len(content) and (count >= MANY_CONTROLS or count * 4 > len(content))
