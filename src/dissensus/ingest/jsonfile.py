"""Records out of JSON: one a line, or a document that is a record, a list of records or an object with such a list."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dissensus.ingest.capture import (
    DOCUMENT_LIMIT_BYTES,
    EMPTY,
    HEAD_BYTES,
    LIMIT_BYTES,
    Source,
    at_place,
    binary_reason,
    looks_binary,
    make_drop,
    make_page,
    marked_encoding,
    too_large,
    wide_encoding,
)
from dissensus.records import Drop, Page
from dissensus.text import storable

MEDIA_TYPE = "application/json"
TEXT_FIELDS = ("text", "body", "content", "maintext")  # one of them must be filled for an object to be a record
LIST_FIELDS = ("articles", "items", "records", "documents", "docs", "results", "entries", "pages", "data")
DEPTH_LIMIT = 200  # below what json reads at any depth of the caller's stack; real records have 2 to 5
WINDOW = 1 << 20  # characters of a list that are looked at, more where a record is longer
LONGEST = 2 * LIMIT_BYTES  # characters of a record that are gone over to find its end, after which a list is given up
SPACE = re.compile(r"[ \t\r\n]*")  # what JSON calls white space
OPENS_DOCUMENT = re.compile(r"[{\[]\s*|\[\s*\{.*", re.DOTALL)  # a first line that no file of JSON lines has
IDS_HELD = 1_000_000  # of the records of one file, about 90 MB; what comes after is no version of anything
WHITE = " \t\r\n"
DECODER = json.JSONDecoder()
NO_TEXT = f"record without text: fill one of the fields {', '.join(TEXT_FIELDS)}"
TOO_DEEP = f"nested deeper than {DEPTH_LIMIT} levels: flatten the record"
SPLIT_RECORD = "split the record"
SPLIT_DOCUMENT = "write its records one a line as .jsonl"


def read_json(source: Source, *, by_line: bool) -> Iterator[Page | Drop]:
    """The records of a file. `by_line` if its name says JSON lines; what its first bytes show outranks the name."""
    if kind := looks_binary(source.head):
        yield make_drop(source.name, binary_reason(kind))
        return
    coding = Coding.of(source.head)
    first, _, more = coding.decode_loosely(source.head).lstrip("\ufeff" + WHITE).partition("\n")
    if OPENS_DOCUMENT.fullmatch(first):
        by_line = False  # one document, whatever its name
    elif not by_line and first.startswith("{") and more.lstrip(WHITE).startswith("{"):
        by_line = isinstance(_parse_line(first), dict)
    if by_line:
        yield from _read_lines(source, coding)
    else:
        yield from _read_stream(source, coding) if first.startswith("[") else _read_document(source, coding)


@dataclass(frozen=True, slots=True)
class Coding:
    """How a file's bytes are read so that any slice of the text can be turned back into exactly its bytes."""

    name: str
    errors: str

    @classmethod
    def of(cls, head: bytes) -> Coding:
        """By the mark of order, by the NULs of UTF-16 and UTF-32, else UTF-8 with any stray bytes carried along."""
        name = marked_encoding(head) or wide_encoding(head) or "utf-8"
        return cls(name, "surrogateescape" if name == "utf-8" else "surrogatepass")

    def decode_loosely(self, content: bytes) -> str:
        """For a look only: a cut character at the end does no harm."""
        return content.decode(self.name, "replace")

    def page(self, text: str, origin: str, url: str | None) -> Page:
        """The page of a record: the bytes that this text was made from."""
        content = text.encode(self.name, self.errors)
        return make_page(content, MEDIA_TYPE, origin, url, None if self.name == "utf-8" else self.name)


class Places:
    """Where the records of one file have their place, so that they are known again when it has changed: each id once,
    since two records with one id are not versions of each other."""

    def __init__(self, name: str) -> None:
        """`name` is the path of the file."""
        self.name = name
        self.met: set[int] = set()

    def give(self, page: Page, own_id: str | None) -> Page:
        """The page of a record with its place, if it has one: without an id only that which fills the whole file."""
        if own_id is None:
            return at_place(page, self.name) if page.origins == (storable(self.name)[0],) else page
        if hash(own_id) in self.met or len(self.met) >= IDS_HELD:
            return page
        self.met.add(hash(own_id))
        return at_place(page, self.name, own_id)


# ------------------------------------------------------------------------------------------------------ JSON lines


@dataclass(slots=True)
class Spoilt:
    """A run of lines that are no records: one drop for all of them, however many."""

    first: int
    last: int
    trouble: str

    def drop(self, name: str) -> Drop:
        """What is told of them."""
        lines = f"line {self.first} is" if self.first == self.last else f"lines {self.first} to {self.last} are"
        return make_drop(f"{name}#{self.first}", f"{lines} cut off or no JSON record ({self.trouble}): mend or remove")


def _read_lines(source: Source, coding: Coding) -> Iterator[Page | Drop]:
    """One record a line, of a file of any size, with one line in memory."""
    spoilt: Spoilt | None = None
    places = Places(source.name)
    number, seen = 0, False
    for number, line in _number_lines(source, coding):
        stripped = line.strip("\ufeff" + WHITE if number == 1 else WHITE) if line is not None else None
        if stripped == "":
            continue
        seen = True
        value = _parse_line(stripped) if stripped else None
        if stripped and isinstance(value, Trouble) and value.reason != TOO_DEEP:
            if source.trouble and not (line or "").endswith("\n"):
                continue  # the end of damaged data, told below
            spoilt = spoilt or Spoilt(number, number, value.reason)
            spoilt.last = number
            continue
        if spoilt:
            yield spoilt.drop(source.name)
            spoilt = None
        place = f"{source.name}#{number}"
        if not stripped:
            yield make_drop(place, f"line {number} is " + too_large(None, LIMIT_BYTES, SPLIT_RECORD))
        else:
            yield _take_record(value, stripped, coding, place, places)
    if spoilt:
        yield spoilt.drop(source.name)
    if source.trouble:
        yield make_drop(source.name, source.trouble + (f"; read up to line {number}" if number else ""))
    elif not seen:
        yield make_drop(source.name, EMPTY)


def _number_lines(source: Source, coding: Coding) -> Iterator[tuple[int, str | None]]:
    """Lines with their numbers from 1; None for one above the limit, of which only the front was held."""
    stream = io.TextIOWrapper(io.BufferedReader(source, 1 << 18), coding.name, coding.errors, newline="\n")
    number = 0
    try:
        while line := stream.readline(LIMIT_BYTES + 1):
            number += 1
            if len(line) <= LIMIT_BYTES or line.endswith("\n"):
                yield number, line
                continue
            yield number, None
            skipped = 0
            while line and not line.endswith("\n"):
                line = stream.readline(1 << 20)
                skipped += len(line)
                if skipped > DOCUMENT_LIMIT_BYTES:
                    source.trouble = f"line {number} goes on for more than {skipped // 1_000_000} MB: split the file"
                    return
    except UnicodeDecodeError as error:
        source.trouble = f"cut off or no {coding.name.upper()} ({error.reason}): save the file as UTF-8"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something is no JSON, in the words of the parser."""

    reason: str


def _parse_line(line: str) -> object:
    """The object on a line, or the Trouble with it."""
    try:
        value, end = _parse(line, 0)
    except ValueError as error:
        return Trouble(str(error))
    if line[end:].strip(WHITE):
        return Trouble(f"more follows after column {end}")
    return value if isinstance(value, dict) else Trouble("a record is an object in { }")


# -------------------------------------------------------------------------------------------------- JSON documents


def _read_stream(source: Source, coding: Coding) -> Iterator[Page | Drop]:
    """The records of a file that is one list, of any size, with a record or two in memory."""
    stream = io.TextIOWrapper(io.BufferedReader(source, 1 << 18), coding.name, coding.errors, newline="\n")
    try:
        window = Window(stream.read)
        start = _skip(window.text, 1 if window.text.startswith("\ufeff") else 0)
        yield from _read_list(window, start, coding, source)
    except UnicodeDecodeError as error:
        yield make_drop(source.name, _no_text(coding, error))
        return
    if not source.trouble:
        source.read(HEAD_BYTES)  # what is wrong with gzip data shows at their end
    if source.trouble:
        yield make_drop(source.name, source.trouble)


def _no_text(coding: Coding, error: UnicodeDecodeError) -> str:
    return f"cut off or no {coding.name.upper()} ({error.reason}): save the file as UTF-8"


def _read_document(source: Source, coding: Coding) -> Iterator[Page | Drop]:
    """The records of a file that is one object."""
    content = source.whole(LIMIT_BYTES, SPLIT_DOCUMENT)
    if isinstance(content, Drop):
        yield content
        return
    try:
        text = content.decode(coding.name, coding.errors)
    except UnicodeDecodeError as error:
        yield make_drop(source.name, _no_text(coding, error))
        return
    start = _skip(text, 1 if text.startswith("\ufeff") else 0)
    if start == len(text):
        yield make_drop(source.name, EMPTY)
    else:
        yield from _read_object(text, start, coding, source)


class Window:
    """The part of a text that is looked at: more comes in at its end, and what was read goes out at its front."""

    def __init__(self, pull: Callable[[int], str]) -> None:
        """`pull(n)` gives the next n characters, fewer only at the end."""
        self.text = ""
        self._pull = pull
        self._ended = False
        self._lines, self._column = 0, 0  # of what went out
        self._grow(WINDOW)

    @classmethod
    def over(cls, text: str) -> Window:
        """A text that is there as a whole."""
        window = cls(lambda _: "")
        window.text = text
        return window

    def parse(self, at: int) -> tuple[object, int]:
        """The value at a place and where it ends; ValueError in plain words, also where it is too long or too deep."""
        while True:
            try:
                value, end = DECODER.raw_decode(self.text, at)
                if end < len(self.text) or self._ended:  # a number may go on
                    return value, end
            except json.JSONDecodeError as error:
                if self._ended:
                    raise ValueError(f"{error.msg} {self.where(error.pos)}") from None
            except RecursionError:
                raise ValueError(TOO_DEEP) from None
            if len(self.text) - at > LONGEST:
                raise ValueError(f"it goes on for more than {LONGEST // 1_000_000} MB {self.where(at)}")
            self._grow(min(len(self.text), 4 * WINDOW))

    def skip(self, at: int) -> int:
        """The place of the next character that is no white space."""
        while (at := _skip(self.text, at)) == len(self.text) and not self._ended:
            at -= self.forget(at)
            self._grow(WINDOW)
        return at

    def forget(self, at: int) -> int:
        """Let go of what stands before a place, if that is much; by how much all places move."""
        if at < WINDOW:
            return 0
        line = self.text.rfind("\n", 0, at)
        self._column = at - line - 1 if line >= 0 else self._column + at
        self._lines += self.text.count("\n", 0, at)
        self.text = self.text[at:]
        return at

    def where(self, at: int) -> str:
        """A place as people count it."""
        line = self._lines + self.text.count("\n", 0, at) + 1
        last = self.text.rfind("\n", 0, at)
        column = at - last if last >= 0 else self._column + at + 1
        return f"at {f'line {line}, ' if line > 1 else ''}column {column}"

    def _grow(self, size: int) -> None:
        more = self._pull(size)
        self._ended = not more
        self.text += more


def _read_list(window: Window, start: int, coding: Coding, source: Source) -> Iterator[Page | Drop]:
    """Every item of the list that opens at `start`; what comes before an error is kept."""
    name = source.name
    number, at = 0, window.skip(start + 1)
    places = Places(name)
    try:
        while window.text[at : at + 1] != "]" or number:
            value, end = window.parse(at)
            number += 1
            yield _take_record(value, window.text[at:end], coding, f"{name}#{number}", places)
            at = window.skip(end)
            if window.text[at : at + 1] == "]":
                break
            if window.text[at : at + 1] != ",":
                raise ValueError(f"no comma {window.where(at)}")
            at += 1
            at = window.skip(at - window.forget(at))
    except UnicodeDecodeError:  # which is a ValueError too
        raise
    except ValueError as error:
        if not source.trouble:  # else that is why, and is told
            reason = f"cut off or not JSON after record {number} ({error}): mend the file"
            yield make_drop(f"{name}#{number + 1}", reason)
        return
    if not number:
        yield make_drop(name, "an empty list: put records into it or leave it out")


def _read_object(text: str, start: int, coding: Coding, source: Source) -> Iterator[Page | Drop]:
    """An object that is a record, or one that holds a list of records among other things."""
    name = source.name
    try:
        value, end = _parse(text, start)
    except ValueError as error:
        yield make_drop(name, f"cut off or not JSON ({error}): mend the file")
        return
    if text[_skip(text, end) :]:
        yield make_drop(name, f"not one JSON document, more follows {_whereabouts(text, end)}: name JSON lines .jsonl")
        return
    lists = _lists_of_records(value) if isinstance(value, dict) and not _has_text(value) else {}
    if not lists:
        yield _take_record(value, text[start:end], coding, name, Places(name))
        return
    chosen = next((field for field in LIST_FIELDS if field in lists), max(lists, key=lambda field: lists[field]))
    yield from _read_list(Window.over(text), _find_member(text, start, chosen), coding, source)
    for field, count in lists.items():
        if field != chosen:
            told = f"{count} records in {field!r} are not read beside those in {chosen!r}"
            yield make_drop(f"{name}#{field}", f"{told}: give them a file of their own")


def _lists_of_records(value: dict[str, object]) -> dict[str, int]:
    """The members that are lists with records in them, and how many."""
    counts = {field: sum(map(_has_text, items)) for field, items in value.items() if isinstance(items, list)}
    return {field: count for field, count in counts.items() if count}


def _find_member(text: str, start: int, wanted: str) -> int:
    """Where the value of a member begins in the object at `start`, which is known to parse; of two, the last."""
    found, at = start, _skip(text, start + 1)
    while text[at] != "}":
        field, end = DECODER.raw_decode(text, at)
        at = _skip(text, _skip(text, end) + 1)  # over the colon
        if field == wanted:
            found = at
        at = _skip(text, DECODER.raw_decode(text, at)[1])
        if text[at] == ",":
            at = _skip(text, at + 1)
    return found


# --------------------------------------------------------------------------------------------------------- records


def _take_record(value: object, text: str, coding: Coding, place: str, places: Places) -> Page | Drop:
    """The page of one record that stands in a file as `text`, or why it is none. `place` is its path or `path#n`."""
    if isinstance(value, Trouble):
        return make_drop(place, value.reason)
    if not isinstance(value, dict):
        return make_drop(place, "not a record: write it as an object in { } with its text in a field")
    if not _has_text(value):
        return make_drop(place, NO_TEXT)
    if _is_deeper(value, DEPTH_LIMIT):
        return make_drop(place, TOO_DEEP)
    url = value.get("url")
    link = storable(url.strip())[0] if isinstance(url, str) and url.strip() else None
    own_id = _own_id(value)
    page = places.give(coding.page(text, own_id or place, link), own_id)
    if len(page.content) > LIMIT_BYTES:
        return make_drop(place, too_large(len(page.content), LIMIT_BYTES, SPLIT_RECORD))
    return page


def _has_text(value: object) -> bool:
    """Is it an object with a field of text that is filled."""
    if not isinstance(value, dict):
        return False
    return any(isinstance(text := value.get(field), str) and text.strip() for field in TEXT_FIELDS)


def _own_id(record: dict[str, object]) -> str | None:
    """The id that a record brings along: a filled string or a whole number."""
    own = record.get("id")
    if isinstance(own, int) and not isinstance(own, bool):
        return str(own)
    return own if isinstance(own, str) and own.strip() else None


def _is_deeper(value: object, limit: int) -> bool:
    """Do lists and objects nest deeper than the limit; told level by level, so that no stack runs out."""
    level = [value]
    for _ in range(limit):
        lists = [node.values() if isinstance(node, dict) else node for node in level if isinstance(node, (dict, list))]
        level = [child for items in lists for child in items]
        if not level:
            return False
    return True


def _parse(text: str, start: int) -> tuple[object, int]:
    """The value at `start` and where it ends; ValueError in plain words, also for what nests too deep to be read."""
    try:
        value, end = DECODER.raw_decode(text, start)
    except json.JSONDecodeError as error:
        raise ValueError(f"{error.msg} {_whereabouts(text, error.pos)}") from None
    except RecursionError:
        raise ValueError(TOO_DEEP) from None
    return value, end


def _whereabouts(text: str, at: int) -> str:
    """A place as people count it."""
    line = text.count("\n", 0, at) + 1
    return f"at {f'line {line}, ' if line > 1 else ''}column {at - text.rfind(chr(10), 0, at)}"


def _skip(text: str, at: int) -> int:
    """The place of the next character that is no white space."""
    match = SPACE.match(text, at)
    return match.end() if match else at
