"""Tables of names that a user brings: rows of an extract of Wikidata, GeoNames or the like, one `Entry` each.

A table is UTF-8, plain or gzip, in one of four shapes that its first line tells apart: JSON lines; columns parted by commas
or tabs with a line of their names first (`COLUMNS`, in any order, `id` and `name` at least); or the dump of GeoNames, which
is 19 columns parted by tabs without such a line (https://download.geonames.org/export/dump/readme.txt).
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import math
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dissensus.errors import MissingPath, TableError
from dissensus.records import Entry

COLUMNS = ("id", "name", "aliases", "kind", "roles", "description", "latitude", "longitude", "country")
LISTS = ("aliases", "roles")
# Words for a kind, and what Wikidata calls an instance of it.
KINDS = {
    "": "", "person": "person", "human": "person", "q5": "person",
    "body": "body", "organization": "body", "organisation": "body", "company": "body", "party": "body", "q43229": "body",
    "state": "state", "country": "state", "q6256": "state", "q3624078": "state",
    "outlet": "outlet", "newspaper": "outlet", "q11032": "outlet",
    "place": "place", "city": "place", "town": "place", "village": "place", "settlement": "place", "region": "place",
    "q515": "place", "q486972": "place",
}  # fmt: skip
GEONAMES_COLUMNS = 19
STATES = "PCL"  # how the feature codes of states begin in GeoNames
LONGEST_LINE = 1 << 20  # bytes; the longest of GeoNames' dump has some 15,000
MOST_NAMES = 500  # of one row
LONGEST_NAME = 200  # characters; what is longer is no name
PREFIXED = re.compile(r"[a-z][a-z0-9_]{0,30}:\S+")
ADDRESSES = (
    (re.compile(r"https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/(Q\d+)"), "wikidata"),
    (re.compile(r"https?://(?:sws|www)\.geonames\.org/(\d+)/?.*"), "geonames"),
    (re.compile(r"(Q\d+)"), "wikidata"),
    (re.compile(r"(\d+)"), "geonames"),
)

Row = dict[str, object]


@dataclass(slots=True)
class Read:
    """What was met in a table so far: rows taken, rows skipped, and why the first of those was."""

    taken: int = 0
    skipped: int = 0
    first: str = ""

    @property
    def told(self) -> str:
        """One line of what was skipped; empty where nothing was."""
        were = "was" if self.skipped == 1 else "were"
        return (
            f"{self.skipped:,} of {self.taken + self.skipped:,} rows {were} skipped: {self.first}"
            if self.skipped
            else ""
        )

    def skip(self, line: int, reason: str) -> None:
        """One more that is none."""
        self.skipped += 1
        self.first = self.first or f"line {line} {reason}"


def digest(path: str) -> str:
    """The SHA-256 of a file as it is. MissingPath if it is not there, TableError if it cannot be read."""
    sha = hashlib.sha256()
    with _opened(path) as file:
        while piece := file.read(1 << 20):
            sha.update(piece)
    return sha.hexdigest()


def read_table(path: str, read: Read) -> Iterator[Entry]:
    """The rows of a table one by one, and in `read` what was skipped. MissingPath, or TableError for what is no table."""
    with _opened(path) as file:
        opened = gzip.GzipFile(fileobj=file) if _is_gzip(file) else file
        lines = _lines(opened, path, read)  # type: ignore[arg-type]
        first = next(lines, None)
        if first is None:
            raise TableError(f"{path}: is empty; a table begins with a line of columns, such as id,name,aliases,kind")
        for line, row in _rows(first, lines, path, read):
            try:
                found = entry(row)
            except ValueError as error:
                read.skip(line, str(error))
                continue
            read.taken += 1
            yield found
    if not read.taken:
        why = f" ({read.first})" if read.first else ""
        raise TableError(f"{path}: has no row that can be read{why}; each needs an id and a name")


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    try:
        with Path(path).open("rb") as file:
            yield file
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingPath(f"{path}: no such table; name a file with --table") from error
    except IsADirectoryError as error:
        raise TableError(f"{path}: is a folder; name the table in it") from error
    except (OSError, ValueError, EOFError, zlib.error) as error:
        raise TableError(f"{path}: cannot be read ({error}); check the file") from error


def _is_gzip(file: BinaryIO) -> bool:
    magic = file.read(2)
    file.seek(0)
    return magic == b"\x1f\x8b"


def _lines(file: BinaryIO, path: str, read: Read) -> Iterator[str]:
    """The lines as text, the mark of the order of bytes left out. What is longer than a line may be, or no UTF-8, is an
    empty line, which is no row; where already the first is so it is no table."""
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        whole = line
        while len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE)
        try:
            text = "" if line is not whole else whole.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            text = ""
        if not text or "\0" in text:
            if number == 1:
                raise TableError(f"{path}: is no table of text in UTF-8; save it as CSV, TSV or JSON lines")
            read.skip(number, "is longer than 1 MB" if line is not whole else "is not UTF-8")
            text = "\n"
        yield text


def _rows(first: str, lines: Iterator[str], path: str, read: Read) -> Iterator[tuple[int, Row]]:
    """Number and fields of each row, by what the first line says of the shape."""
    if first.lstrip().startswith("{"):
        yield from _json_rows(first, lines, read)
        return
    cells = first.rstrip("\r\n").split("\t")
    if len(cells) == GEONAMES_COLUMNS and cells[0].isdecimal():
        yield from _geonames_rows(first, lines, read)
        return
    mark = max("\t,;", key=first.count)
    header = [cell.strip().lower() for cell in next(csv.reader([first], delimiter=mark), [])]
    if not {"id", "name"} <= set(header):
        raise TableError(
            f"{path}: is no table of names: its first line has no columns id and name; "
            f"the columns are {', '.join(COLUMNS)}"
        )
    reader = csv.reader(lines, delimiter=mark, quoting=csv.QUOTE_NONE if mark == "\t" else csv.QUOTE_MINIMAL)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            read.skip(reader.line_num + 1, f"cannot be parted into columns ({error})")
            continue
        if cells:
            yield reader.line_num + 1, dict(zip(header, cells, strict=False))


def _json_rows(first: str, lines: Iterator[str], read: Read) -> Iterator[tuple[int, Row]]:
    for number, line in enumerate(_again(first, lines), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if isinstance(row, dict):
            yield number, row
        else:
            read.skip(number, "is no JSON object")


def _geonames_rows(first: str, lines: Iterator[str], read: Read) -> Iterator[tuple[int, Row]]:
    for number, line in enumerate(_again(first, lines), 1):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) == GEONAMES_COLUMNS:
            id, name, plain, others, latitude, longitude, _, code, country = cells[:9]
            kind = "state" if code.startswith(STATES) else "place"
            yield number, {
                "id": id, "name": name, "aliases": [plain, *others.split(",")], "kind": kind, "latitude": latitude,
                "longitude": longitude, "country": country,
            }  # fmt: skip
        elif line.strip():
            read.skip(number, f"has {len(cells)} columns, not {GEONAMES_COLUMNS}")


def _again(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def entry(row: Row) -> Entry:
    """A row as it is kept. ValueError, with what is amiss, for one that is none."""
    told = {name: row.get(name) for name in COLUMNS}
    id, name = known_as(_text(told["id"])), _text(told["name"])
    if not name or len(name) > LONGEST_NAME:
        raise ValueError("has no name")
    kind = _text(told["kind"]).lower()
    if kind not in KINDS:
        raise ValueError(f"has the unknown kind {kind[:40]!r}")
    aliases, roles = (_list(told[column]) for column in LISTS)
    aliases = tuple(dict.fromkeys(a for a in aliases if a != name and len(a) <= LONGEST_NAME))[:MOST_NAMES]
    latitude, longitude = _degrees(told["latitude"], 90), _degrees(told["longitude"], 180)
    if (latitude is None) != (longitude is None):
        raise ValueError("has one of latitude and longitude")
    description, country = _text(told["description"]), _text(told["country"])
    return Entry(id, name, aliases, KINDS[kind], roles[:MOST_NAMES], description, latitude, longitude, country)


def known_as(id: str) -> str:
    """An id with where it is one: `wikidata:Q42` for Q42 or its address, `geonames:42` for 42 or its address; another
    that names its place stays. ValueError for none."""
    for pattern, where in ADDRESSES:
        if found := pattern.fullmatch(id):
            return f"{where}:{found[1]}"
    if not PREFIXED.fullmatch(id):
        raise ValueError(f"has no id: {id[:40]!r}" if id else "has no id")
    return id


def _text(value: object) -> str:
    """A field as text, white space made one."""
    if value is None or isinstance(value, dict | list | bool):
        return ""
    return " ".join(str(value).encode("utf-8", "replace").decode("utf-8").split())


def _list(value: object) -> tuple[str, ...]:
    """What a field lists: a list of JSON, or text parted by `|` or `;`."""
    parts: Sequence[object] = value if isinstance(value, list) else re.split(r"[|;]", _text(value))
    return tuple(text for text in map(_text, parts) if text)


def _degrees(value: object, most: int) -> float | None:
    text = _text(value)
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not abs(number) <= most:
        raise ValueError(f"has no degrees: {text[:40]!r}")
    return number
