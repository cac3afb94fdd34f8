"""Exports: a corpus as files for other programs. `FORMATS` names them; a format is a function of a store and a folder.

`jsonl` is the one that the fixed table of fields in docs/records.md describes: one file a noun, one JSON object a line.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from dissensus.errors import DissensusError
from dissensus.show.rows import FILES, Corpus, Row
from dissensus.store import Store


def export_jsonl(store: Store, folder: Path) -> dict[str, int]:
    """Write `pages.jsonl`, `articles.jsonl` and so on into a folder, made if need be; the number of rows of each.

    The same records give the same bytes. Files are written elsewhere first, so none is ever half written. Raises
    DissensusError where the folder cannot be written.
    """
    corpus = Corpus(store)
    counts = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=".export-", dir=folder))
        try:
            for name, rows in FILES.items():
                counts[name] = _write(unfinished / f"{name}.jsonl", rows(corpus))
            for name in FILES:
                (unfinished / f"{name}.jsonl").replace(folder / f"{name}.jsonl")
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    except OSError as error:
        where = error.filename or folder
        raise DissensusError(f"{where}: cannot be written ({error.strerror}); name another folder with -o") from error
    return counts


def _write(path: Path, rows: Iterable[Row]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n")
            count += 1
    return count


FORMATS: dict[str, Callable[[Store, Path], dict[str, int]]] = {"jsonl": export_jsonl}
