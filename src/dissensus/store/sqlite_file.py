"""One SQLite file: is it ours, may it be written, which schema has it; and what its errors mean.

A file is judged by its first hundred bytes (https://www.sqlite.org/fileformat2.html, section 1.3) before SQLite opens
it, so that a file that is not ours stays exactly as it was.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from importlib import resources
from pathlib import Path

import msgspec

from dissensus.errors import StoreBusy, StoreError, StoreMissing, StoreReadOnly, StoreVersion

APPLICATION_ID = 0x44495353  # "DISS", in the header of every database of ours
MEMORY = ":memory:"
MAGIC = b"SQLite format 3\x00"
HEADER_LENGTH = 100
AGAIN = "restore a copy, or move it away and run `dissensus read` again"
ELSEWHERE = "name another file with --db"


@cache
def migrations() -> tuple[str, ...]:
    """The steps from an empty database to the present schema; step N (from 1) makes version N."""
    files = resources.files("dissensus.store").joinpath("migrations").iterdir()
    scripts = sorted((file for file in files if file.name.endswith(".sql")), key=lambda file: file.name)
    numbers = [int(script.name[:4]) for script in scripts]
    if numbers != list(range(1, len(numbers) + 1)):
        raise AssertionError(f"migrations are numbered {numbers}")
    return tuple(script.read_text("utf-8") for script in scripts)


@contextmanager
def errors_of(name: str) -> Iterator[None]:
    """Turn whatever goes wrong inside a database into one of our errors, with a line on what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translated(name, error) from error
    except (msgspec.MsgspecError, zlib.error) as error:
        raise StoreVersion(f"{name}: holds a record that this version cannot read ({error}); {AGAIN}") from error
    except UnicodeEncodeError as error:
        raise StoreError(f"{name}: cannot hold the lone surrogate {error.object[error.start]!a}; replace it") from error


def _translated(name: str, error: sqlite3.Error) -> StoreError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says which kind of busy, read-only ...
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreBusy(f"{name}: another process writes to it; wait until it is done and try again")
        case sqlite3.SQLITE_READONLY:
            return StoreReadOnly(f"{name}: cannot be written; change its permissions or {ELSEWHERE}")
        case sqlite3.SQLITE_NOTADB:
            return StoreVersion(f"{name}: is not a database; {ELSEWHERE}")
        case sqlite3.SQLITE_CORRUPT:
            return StoreError(f"{name}: is damaged ({error}); {AGAIN}")
        case sqlite3.SQLITE_CANTOPEN:
            return StoreError(f"{name}: cannot be opened; check the permissions of the file and its folder")
        case sqlite3.SQLITE_FULL:
            return StoreError(f"{name}: no space is left on the disk; make room or {ELSEWHERE}")
    return StoreError(f"{name}: the database refused ({error}); if that stays so, {AGAIN}")


def copy_in_memory(content: bytes) -> sqlite3.Connection:
    """A connection to a copy in memory of a database whose bytes `Connection.serialize` gave."""
    with errors_of(MEMORY):
        connection = sqlite3.connect(MEMORY, isolation_level=None)
        no_log = b"\x01\x01"  # in memory there is none beside it (section 1.3.3)
        connection.deserialize(content[:18] + no_log + content[20:])
        return _prepared(connection, MEMORY, read_only=False)


def connect(path: str | Path, *, create: bool, busy_seconds: float) -> tuple[sqlite3.Connection, bool]:
    """A connection at the present schema, and whether it can only read.

    Raises StoreMissing, StoreReadOnly (it is to be made, or brought to the schema, and cannot be written), StoreVersion
    (not ours, or of a newer program), StoreBusy, and StoreError for a damaged file.
    """
    name = str(path)
    with errors_of(name):
        if name == MEMORY:
            return _prepared(sqlite3.connect(MEMORY, isolation_level=None), name, read_only=False), False
        file = Path(path)
        try:
            mode = _mode(file, name, create)
        except OSError as error:
            raise StoreError(f"{name}: cannot be read ({error.strerror}); {ELSEWHERE}") from error
        address = f"{file.absolute().as_uri()}?mode={mode}"
        if mode == "ro":
            address = _readable(file, name, address)
        connection = sqlite3.connect(address, uri=True, timeout=busy_seconds, isolation_level=None)
        return _prepared(connection, name, read_only=mode == "ro"), mode == "ro"


def _mode(file: Path, name: str, create: bool) -> str:
    """How SQLite is to open a file that is ours, or is still to be made: rwc, rw or ro."""
    if file.is_dir():
        raise StoreVersion(f"{name}: is a folder, not a database; name a file in it")
    is_new = not file.exists() or (create and file.stat().st_size == 0)
    if is_new and not create:
        raise StoreMissing(f"{name}: no such database; make it with `dissensus read PATH --db {name}`")
    if is_new and not file.parent.is_dir():
        raise StoreMissing(f"{name}: there is no folder {file.parent}; make it, or {ELSEWHERE}")
    writable = _may_write(file) if file.exists() else _may(file.parent)
    if create and not writable:
        raise StoreReadOnly(f"{name}: cannot be written; change the permissions of file and folder or {ELSEWHERE}")
    if not is_new:
        _check_header(file, name)
    return "rwc" if create else "rw" if writable else "ro"


def _may(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _may_write(file: Path) -> bool:
    """May this file be written: it, and its folder, where SQLite lays its log. A file marked as read-only is so for an
    administrator too, whom no permission holds back."""
    return bool(file.stat().st_mode & 0o222) and _may(file) and _may(file.parent)


def _check_header(file: Path, name: str) -> None:
    """Raise unless these first bytes are those of a database of ours and the file is as long as they say."""
    with file.open("rb") as opened:
        header = opened.read(HEADER_LENGTH)
    if not header.startswith(MAGIC):
        raise StoreVersion(f"{name}: is not a database; {ELSEWHERE}")
    if len(header) < HEADER_LENGTH:
        raise StoreError(f"{name}: is cut short at {len(header)} bytes; {AGAIN}")
    if int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise StoreVersion(f"{name}: is a database of another program; {ELSEWHERE}")
    _check_version(int.from_bytes(header[60:64]), name)
    page_size = int.from_bytes(header[16:18])
    due = (65536 if page_size == 1 else page_size) * int.from_bytes(header[28:32])
    size = file.stat().st_size
    if size < due and not any(_beside(file, ending) for ending in ("-wal", "-journal")):
        raise StoreError(f"{name}: is cut short, {size} of {due} bytes; {AGAIN}")


def _check_version(version: int, name: str) -> None:
    if version > len(migrations()):
        raise StoreVersion(
            f"{name}: has schema {version}, this version knows {len(migrations())}; update dissensus or {ELSEWHERE}"
        )


def _beside(file: Path, ending: str) -> bool:
    """Is there a log beside the database with changes that are not yet in it."""
    log = file.with_name(file.name + ending)
    return log.exists() and log.stat().st_size > 0


def _readable(file: Path, name: str, address: str) -> str:
    """An address under which a file in a folder that cannot be written can be read at all.

    Reading beside a write-ahead log needs a file of shared memory; where that cannot be made, nobody writes either, and
    the database is read as one that does not change.
    """
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        if _beside(file, "-wal"):
            raise StoreReadOnly(
                f"{name}: has changes in {file.name}-wal that cannot be taken in; make its folder writable once"
            ) from error
        return address + "&immutable=1"
    return address


def _prepared(connection: sqlite3.Connection, name: str, *, read_only: bool) -> sqlite3.Connection:
    """The connection with our settings, and its database at the present schema."""
    try:
        for setting in ("foreign_keys = ON", "trusted_schema = OFF", "synchronous = NORMAL"):
            connection.execute(f"PRAGMA {setting}")
        version = _version(connection)
        _check_version(version, name)
        if version < len(migrations()):
            if read_only:
                raise StoreReadOnly(f"{name}: has the older schema {version} and cannot be written; make it writable")
            _migrate(connection)
        if not read_only:
            with suppress(sqlite3.OperationalError):  # somebody is at work: it stays in the mode it has
                connection.execute("PRAGMA journal_mode = WAL").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _migrate(connection: sqlite3.Connection) -> None:
    """Every step that is missing, in one transaction. The mark that a database is ours is written with it, before the
    log: so it stands in the file itself from the start."""
    with transaction(connection):
        version = _version(connection)  # anew: another process may have been faster
        for script in migrations()[version:]:
            for statement in _statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(migrations())}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one; `executescript` would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing; the right to write is asked for at the start, where waiting for it costs nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # a full disk has rolled back by itself
            connection.execute("ROLLBACK")
        raise
