"""Files into pages: folders, globs, single files and standard input."""

from __future__ import annotations

import glob
import gzip
import io
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from dissensus.ingest.capture import (
    EMPTY,
    LIMIT_BYTES,
    SAMPLE_BYTES,
    SKIPPED,
    STANDARD_INPUT,
    Source,
    at_place,
    binary_reason,
    explain,
    is_blank,
    looks_binary,
    make_drop,
    make_page,
    marked_encoding,
    wide_encoding,
)
from dissensus.ingest.jsonfile import read_json
from dissensus.records import Drop, Page


class Shape(StrEnum):
    """What a file holds and how it is read."""

    TEXT = "text/plain"
    HTML = "text/html"
    JSON = "application/json"
    LINES = "application/x-ndjson"


SHAPES = {  # a new format is a line here, one in READERS and its reader
    ".txt": Shape.TEXT,
    ".html": Shape.HTML,
    ".htm": Shape.HTML,
    ".json": Shape.JSON,
    ".jsonl": Shape.LINES,
    ".ndjson": Shape.LINES,
}
GZIP = ".gz"
GZIP_MAGIC = b"\x1f\x8b"
READ = f"{', '.join(SHAPES)}, each also with {GZIP}"
LOOKS_HTML = re.compile(r"<[!?/a-zA-Z]")
LOOKS_JSON = re.compile(r'\{\s*["}]|\[\s*[\[{\]]')  # not "[Photo] ..." nor "{{template}} ..."
MOST_DROPS = 1000  # of one file, where there are more than so many
MOST_DROPS_A_PAGE = 9
SPLIT = "split it, or give one article a line as .jsonl"


def read_paths(paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Page | Drop]:
    """The captures in these files, folders and patterns, in the order given, a folder's by name; `-` is `stdin`.

    A text or HTML file is one page, each record of a JSON file is one. Whatever cannot be read gives one drop with the
    reason in one line, and the rest is read on; no error is raised for anything that a path can lead to.
    """
    for path in dict.fromkeys(paths):
        if path == STANDARD_INPUT:
            yield from _while_it_pays(path, _read_stream(stdin))
            continue
        for found in _find(path):
            if isinstance(found, Drop):
                yield found
            else:
                yield from _while_it_pays(found, _read_file(found))


def _while_it_pays(path: str, items: Iterator[Page | Drop]) -> Iterator[Page | Drop]:
    """What a file gives, until it shows that hardly anything in it is an article: a few bytes of gzip can hold a note
    for every grain of sand."""
    pages = drops = 0
    for item in items:
        yield item
        pages += isinstance(item, Page)
        drops += isinstance(item, Drop)
        if drops >= MOST_DROPS and drops > MOST_DROPS_A_PAGE * pages:
            yield make_drop(
                path, f"given up: {drops} of its first {pages + drops} records cannot be read; mend the file"
            )
            return


# ------------------------------------------------------------------------------------------------------ finding files


def _find(path: str) -> Iterator[str | Drop]:
    """The files that an argument stands for: what is there under this very name, else what matches it as a pattern."""
    if not path:
        yield make_drop(path, "an empty path: name a file or a folder")
        return
    try:
        mode = Path(path).stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        yield from _find_by_pattern(path, _explain(path, error))
    except (OSError, ValueError) as error:
        yield make_drop(path, _explain(path, error))
    else:
        yield from _walk(path) if stat.S_ISDIR(mode) else [path]


def _find_by_pattern(path: str, missing: str) -> Iterator[str | Drop]:
    """The files that match a pattern, and those in the folders that match."""
    if "://" in path:
        yield make_drop(path, "an address, not a file: save the page and name its file")
        return
    if Path(path).is_symlink() or not any(char in path for char in "*?["):
        yield make_drop(path, missing)
        return
    matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - Path.glob rewrites the path that was given
    if not matches:
        yield make_drop(path, "no file has this name or matches it as a pattern: check the spelling")
    folders = {Path(match) for match in matches if _is_folder(match)}
    for match in matches:
        if folders.isdisjoint(Path(match).parents):  # `**` gives a folder and also what is in it
            yield from _walk(match) if Path(match) in folders else [match]


def _is_folder(path: str) -> bool:
    """Is it known to be one; where that cannot be looked up, reading it will tell."""
    try:
        return stat.S_ISDIR(Path(path).stat().st_mode)
    except (OSError, ValueError):
        return False


def _walk(top: str) -> Iterator[str | Drop]:
    """The files below a folder whose names tell what they hold, sorted; follows links, but reads no folder twice."""
    seen: dict[tuple[int, int], str] = {}
    waiting = [top]
    empty = True
    while waiting:
        path = waiting.pop()
        if path != top and Path(path).name.startswith("."):
            yield make_drop(path, f"{SKIPPED}hidden; name it to have it read")
            continue
        try:
            info = Path(path).stat()
            if not stat.S_ISDIR(info.st_mode):
                shaped = _shape_by_name(path) is not None
                empty = empty and not shaped
                yield path if shaped else make_drop(path, _unknown(path))
                continue
            known = seen.setdefault((info.st_dev, info.st_ino), path)
            if known != path:
                yield make_drop(path, f"{SKIPPED}the same folder as {known}, which is read already")
                continue
            with os.scandir(path) as entries:
                waiting += sorted((entry.path for entry in entries), reverse=True)
        except (OSError, ValueError) as error:
            empty = False
            yield make_drop(path, _explain(path, error))
    if empty:
        yield make_drop(top, f"nothing to read in this folder: put files into it ({READ})")


def _explain(path: str, error: Exception) -> str:
    """Why a path cannot be read, in plain words."""
    if isinstance(error, FileNotFoundError) and Path(path).is_symlink():
        return "a link that leads nowhere: mend or remove it"
    return explain(error)


def _unknown(path: str) -> str:
    """The reason for a file that nobody named and whose name does not tell what it is."""
    suffix = Path(path).suffix
    told = f"files of the kind {suffix!r} are not read" if suffix else "its name has no extension"
    return f"{SKIPPED}{told}; name it by itself to have it read, or convert it ({READ})"


# ------------------------------------------------------------------------------------------------------ reading files


def _shape_by_name(path: str) -> Shape | None:
    """What a file holds by its extension, None if that does not say."""
    return SHAPES.get(Path(path.lower().removesuffix(GZIP)).suffix)


def _read_file(path: str) -> Iterator[Page | Drop]:
    """The pages of one file; if its name does not tell what it holds, its content does."""
    shape = _shape_by_name(path)
    try:
        info = Path(path).stat()
        if not stat.S_ISREG(info.st_mode):  # opening a pipe would wait for whoever writes to it
            yield make_drop(path, f"neither a file nor a folder: pipe its content to standard input ({STANDARD_INPUT})")
            return
        file = Path(path).open("rb")  # noqa: SIM115 - so that no error of a reader passes for one of opening
    except (OSError, ValueError) as error:
        yield make_drop(path, _explain(path, error))
        return
    with file:
        zipped = path.lower().endswith(GZIP)
        if not zipped and shape is None:
            zipped = file.read(len(GZIP_MAGIC)) == GZIP_MAGIC
            file.seek(0)
        if zipped:
            with gzip.GzipFile(fileobj=file) as unzipped:
                yield from _read_source(Source(path, unzipped.read1), shape)
        else:
            yield from _read_source(Source(path, file.read, info.st_size), shape)


def _read_stream(stdin: BinaryIO | None) -> Iterator[Page | Drop]:
    """The pages of standard input, whose content tells what it is."""
    if stdin is None:
        yield make_drop(STANDARD_INPUT, "standard input is not open: name a file instead")
        return
    source = Source(STANDARD_INPUT, stdin.read)
    if source.head.startswith(GZIP_MAGIC):
        with gzip.GzipFile(fileobj=io.BufferedReader(source)) as unzipped:
            yield from _read_source(Source(STANDARD_INPUT, unzipped.read1), None)
    else:
        yield from _read_source(source, None)


def _read_source(source: Source, shape: Shape | None) -> Iterator[Page | Drop]:
    """The pages of some bytes; without a shape by what they look like."""
    shape = shape or _shape_by_content(source.head)
    yield from READERS[shape](source)


def _shape_by_content(head: bytes) -> Shape:
    """What a file holds by its first bytes: markup, JSON, else text."""
    encoding = marked_encoding(head) or wide_encoding(head) or "utf-8"
    start = head[:SAMPLE_BYTES].decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    if LOOKS_HTML.match(start):
        return Shape.HTML
    return Shape.JSON if LOOKS_JSON.match(start) else Shape.TEXT


def _read_text(source: Source, shape: Shape) -> Iterator[Page | Drop]:
    """A file that is one page, its bytes unchanged."""
    content = source.whole(LIMIT_BYTES, SPLIT)
    if isinstance(content, Drop):
        yield content
    elif is_blank(content):
        yield make_drop(source.name, EMPTY)
    elif kind := looks_binary(content):
        yield make_drop(source.name, binary_reason(kind))
    else:
        encoding = None if marked_encoding(content) else wide_encoding(content)
        yield at_place(make_page(content, shape.value, source.name, encoding=encoding), source.name)


READERS: dict[Shape, Callable[[Source], Iterator[Page | Drop]]] = {
    Shape.TEXT: lambda source: _read_text(source, Shape.TEXT),
    Shape.HTML: lambda source: _read_text(source, Shape.HTML),
    Shape.JSON: lambda source: read_json(source, by_line=False),
    Shape.LINES: lambda source: read_json(source, by_line=True),
}
