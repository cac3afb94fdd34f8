"""Tables of names that the user brings, into the store: read, keyed by how names sound, kept until another takes their place."""

from __future__ import annotations

from collections.abc import Iterator

from dissensus.errors import TableError
from dissensus.ingest.tables import Read, digest, read_table
from dissensus.records import Entry
from dissensus.stages.link.tables import entry_keys
from dissensus.store import Store
from dissensus.text import storable


def bring(store: Store, path: str) -> Read:
    """Takes a table in, instead of the one that came from this path before; one that is there already is not read again.

    What was skipped stands in what is given back. Raises MissingPath, TableError and StoreError; the store is then as it
    was.
    """
    read = Read()
    place, mark = storable(path)[0], digest(path)
    if (place, mark) not in ((known, its) for known, its, _ in store.tables()):
        store.put_table(place, mark, _keyed(path, read))
    return read


def forget(store: Store, path: str) -> None:
    """Forgets the table that came from a path. TableError, with those that are there, where none did."""
    if not store.drop_table(storable(path)[0]):
        kept = ", ".join(place for place, *_ in store.tables()) or "none"
        raise TableError(f"{path}: no table came from there; those that are kept: {kept}")


def _keyed(path: str, read: Read) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    for entry in read_table(path, read):
        yield entry, entry_keys(entry)
