"""Tables of names in the SQLite store: rows as JSON, and the keys by which they are looked up without loading them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from dissensus.records import Entry

BATCH = 5000  # rows that are held in memory while a table is taken in
MOST_FOUND = 1000  # rows of one key that are looked at: a name that more have tells nobody
DECODER = msgspec.json.Decoder(Entry)

Keyed = tuple[Entry, Sequence[str]]


def put(connection: sqlite3.Connection, place: str, digest: str, rows: Iterable[Keyed]) -> None:
    """A table instead of the one from this place, within a transaction of the caller's."""
    drop(connection, place)
    values = (place, digest, 0)
    number = connection.execute("INSERT INTO name_tables (place, digest, size) VALUES (?, ?, ?)", values).lastrowid
    first = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM name_rows").fetchone()[0]
    size = 0
    for batch in _batches(rows):
        listed = [(first + size + place, *one) for place, one in enumerate(batch)]
        size += len(batch)
        connection.executemany(
            "INSERT INTO name_rows (number, name_table, data) VALUES (?, ?, ?)",
            ((at, number, msgspec.json.encode(entry).decode("utf-8")) for at, entry, _ in listed),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO name_keys (key, row) VALUES (?, ?)",
            ((key, at) for at, _, keys in listed for key in keys),
        )
    connection.execute("UPDATE name_tables SET size = ? WHERE number = ?", (size, number))


def _batches(rows: Iterable[Keyed]) -> Iterator[list[Keyed]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch


def drop(connection: sqlite3.Connection, place: str) -> bool:
    """Forgets the table from this place; False where there is none."""
    return connection.execute("DELETE FROM name_tables WHERE place = ?", (place,)).rowcount > 0


def look_up(connection: sqlite3.Connection, keys: Collection[str]) -> list[Entry]:
    """The rows that have one of these keys, each once, sorted by id; of several tables that have one id all rows."""
    found: dict[int, str] = {}
    sql = "SELECT number, data FROM name_keys JOIN name_rows ON number = row WHERE key = ? ORDER BY row LIMIT ?"
    for key in sorted(keys):
        found.update(connection.execute(sql, (key, MOST_FOUND)))
    entries = [DECODER.decode(data) for _, data in sorted(found.items())]
    return sorted(entries, key=lambda entry: entry.id)
