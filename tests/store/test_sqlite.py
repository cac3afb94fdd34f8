"""What can be wrong with a database file, and the one line that tells it."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from dissensus.errors import StoreBusy, StoreError, StoreMissing, StoreReadOnly, StoreVersion
from dissensus.records import Drop, Page, Statement
from dissensus.store import open_store
from dissensus.store.sqlite import SQLiteStore
from dissensus.store.sqlite_file import APPLICATION_ID, migrations
from tests.hand_made import GAZETTE, SOLD, fill

POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with the corpus, closed."""
    file = tmp_path / "corpus.db"
    with open_store(file) as store:
        fill(store)
    return file


@contextmanager
def raises_one_line(error: type[StoreError], *words: str) -> Iterator[None]:
    with pytest.raises(error) as caught:
        yield
    message = str(caught.value)
    assert caught.type is error
    assert "\n" not in message
    assert "; " in message, "the next step"
    for word in words:
        assert word in message


def test_a_new_file_says_whose_it_is(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert plain.execute("PRAGMA user_version").fetchone() == (len(migrations()),)
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_closed_database_is_one_file(path: Path) -> None:
    assert [file.name for file in path.parent.iterdir()] == ["corpus.db"]


def test_what_was_written_is_there_when_opened_again(path: Path) -> None:
    with open_store(path, create=False) as store:
        assert store.get(Statement, SOLD.id) == SOLD
        assert store.search("piers") == [SOLD.id]


def test_an_empty_file_becomes_a_database_if_it_may(tmp_path: Path) -> None:
    file = tmp_path / "touched.db"
    file.touch()
    with raises_one_line(StoreVersion, "touched.db", "not a database"):
        open_store(file, create=False)
    with open_store(file) as store:
        assert store.page_ids() == []


def test_odd_names_are_names(tmp_path: Path) -> None:
    file = tmp_path / "what? 100% #1 é.db"
    with open_store(file) as store:
        fill(store)
    with open_store(str(file), create=False) as store:
        assert store.units("read")


# ------------------------------------------------------------------------------------------- not there, not ours


def test_a_database_of_the_first_schema_knows_the_places_of_its_files(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    with closing(sqlite3.connect(file)) as old:
        old.executescript(migrations()[0])
        for content, kind, origin in (
            (b"1", "text/plain", "a.txt"),
            (b"2", "text/html", "-"),
            (b"3", "application/json", "r"),
        ):
            id_ = hashlib.sha256(content).hexdigest()
            row = (id_, kind, "[]", json.dumps([origin]), zlib.compress(content))
            old.execute("INSERT INTO pages (id, media_type, headers, origins, content) VALUES (?, ?, ?, ?, ?)", row)
        old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        old.execute("PRAGMA user_version = 1")
        old.commit()
    with open_store(file) as store:
        assert sorted(page.place or "" for page in store.captures()) == ["", "", "a.txt"]
        store.put_page(Page(hashlib.sha256(b"4").hexdigest(), b"4", "text/plain", ("a.txt",), place="a.txt"))
        assert store.page(hashlib.sha256(b"4").hexdigest()).replaces == hashlib.sha256(b"1").hexdigest()


def test_a_missing_file(tmp_path: Path) -> None:
    with raises_one_line(StoreMissing, "none.db", "dissensus read"):
        open_store(tmp_path / "none.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder(tmp_path: Path) -> None:
    with raises_one_line(StoreMissing, "no folder"):
        open_store(tmp_path / "none" / "corpus.db")


def test_a_folder(tmp_path: Path) -> None:
    with raises_one_line(StoreVersion, "is a folder"):
        open_store(tmp_path)


@pytest.mark.parametrize("create", [True, False])
def test_a_file_that_is_no_database_stays_as_it_was(tmp_path: Path, create: bool) -> None:
    file = tmp_path / "notes.txt"
    file.write_bytes(b"Not a database, and longer than any header: " * 50)
    before = file.read_bytes(), file.stat().st_mtime_ns
    with raises_one_line(StoreVersion, "notes.txt", "not a database"):
        open_store(file, create=create)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("create", [True, False])
def test_a_database_of_another_program_stays_as_it_was(tmp_path: Path, create: bool) -> None:
    file = tmp_path / "music.db"
    with closing(sqlite3.connect(file)) as plain:
        plain.executescript("CREATE TABLE songs (title); INSERT INTO songs VALUES ('x'); PRAGMA user_version = 1")
    before = file.read_bytes(), file.stat().st_mtime_ns
    with raises_one_line(StoreVersion, "music.db", "another program"):
        open_store(file, create=create)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("create", [True, False])
def test_a_database_of_a_newer_version_stays_as_it_was(path: Path, create: bool) -> None:
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA user_version = 99")
    before = path.read_bytes(), path.stat().st_mtime_ns
    with raises_one_line(StoreVersion, "schema 99", "update dissensus"):
        open_store(path, create=create)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_newer_version_that_stands_in_the_log_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA wal_autocheckpoint = 0")
        plain.execute("PRAGMA user_version = 99")
        with raises_one_line(StoreVersion, "schema 99"):
            open_store(path)


# ---------------------------------------------------------------------------------------------------- damaged


@pytest.mark.parametrize("length", [20, 100, 4096, 50_000])
def test_a_file_that_is_cut_short(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])
    with raises_one_line(StoreError, "corpus.db", "cut short", "dissensus read"):
        open_store(path)


def test_a_file_that_is_spoilt_inside(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    with raises_one_line(StoreError, "corpus.db", "damaged"), open_store(path) as store:
        store.units("read")


def test_a_record_that_no_longer_fits(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("UPDATE statements SET data = '{}'")
    with open_store(path) as store, raises_one_line(StoreVersion, "cannot read", "run `dissensus read` again"):
        store.fetch(Statement)


def test_bytes_that_no_longer_unpack(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("UPDATE pages SET content = x'00'")
    with open_store(path) as store, raises_one_line(StoreVersion, "cannot read"):
        store.page(store.page_ids()[0])


# -------------------------------------------------------------------------------------------------- read-only


def test_a_file_marked_as_read_only_can_be_read(path: Path) -> None:
    path.chmod(0o444)
    with open_store(path, create=False) as store:
        assert store.get(Statement, SOLD.id) == SOLD
        with raises_one_line(StoreReadOnly, "corpus.db"):
            store.write_unit("read", GAZETTE, "2", [])
        with raises_one_line(StoreReadOnly, "corpus.db"):
            store.put_drops("in", [Drop("d", "x", "read", "why")])
        assert store.get(Statement, SOLD.id) == SOLD


def test_a_file_marked_as_read_only_is_refused_at_once_where_it_is_to_be_written(path: Path) -> None:
    path.chmod(0o444)
    with raises_one_line(StoreReadOnly, "corpus.db", "--db"):
        open_store(path)


@contextmanager
def without_rights() -> Iterator[None]:
    """What a user without an administrator's rights gets to see."""
    if os.geteuid() != 0:
        yield
        return
    migrations()  # read while everything can be read
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the database, which others than its owner can reach and nobody but an administrator can write."""
    base = tmp_path_factory.getbasetemp()
    before = {folder: folder.stat().st_mode for folder in (base.parent, base, path.parent)}
    for folder, mode in before.items():
        folder.chmod(mode | 0o055)
    path.chmod(0o644)
    path.parent.chmod(0o555)
    yield path.parent
    for folder, mode in before.items():
        folder.chmod(mode)


@POSIX
def test_a_database_in_a_folder_that_cannot_be_written(path: Path, open_folder: Path) -> None:
    with without_rights():
        with open_store(path, create=False) as store:
            assert store.search("piers") == [SOLD.id]
            with raises_one_line(StoreReadOnly, "corpus.db"):
                store.put_drops("in", [])
        with raises_one_line(StoreReadOnly, "corpus.db"):
            open_store(path)
        with raises_one_line(StoreReadOnly, "new.db"):
            open_store(open_folder / "new.db")
    assert [file.name for file in open_folder.iterdir()] == ["corpus.db"]


@POSIX
def test_a_log_that_cannot_be_taken_in(path: Path, open_folder: Path) -> None:
    path.with_name(path.name + "-wal").write_bytes(b"x" * 100)
    with without_rights(), raises_one_line(StoreReadOnly, "corpus.db-wal"):
        open_store(path, create=False)


@POSIX
def test_a_file_that_cannot_even_be_read(path: Path, open_folder: Path) -> None:
    path.chmod(0o000)
    with without_rights(), raises_one_line(StoreError, "corpus.db", "cannot be read"):
        open_store(path, create=False)


# ------------------------------------------------------------------------------------------------------- busy


def test_another_process_that_writes(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other, SQLiteStore.open(path, busy_seconds=0) as store:
        other.execute("BEGIN IMMEDIATE")
        with raises_one_line(StoreBusy, "corpus.db", "try again"):
            store.write_unit("read", GAZETTE, "2", [])
        assert store.get(Statement, SOLD.id) == SOLD  # reading goes on
        other.execute("ROLLBACK")
        store.write_unit("read", GAZETTE, "2", [])
        assert store.get(Statement, SOLD.id) is None


def test_another_process_that_makes_the_database(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with raises_one_line(StoreBusy, "new.db"):
            SQLiteStore.open(file, busy_seconds=0)


def test_one_writes_while_another_reads(path: Path) -> None:
    with open_store(path) as writer, open_store(path, create=False) as reader:
        writer.write_unit("read", GAZETTE, "2", [])
        assert reader.get(Statement, SOLD.id) is None


def test_a_process_that_dies_while_writing_leaves_the_unit_as_it_was(path: Path) -> None:
    dying = """
import os, sys
from dissensus.store import open_store
from tests.hand_made import SOLD, GAZETTE
def records():
    yield SOLD
    os._exit(9)
store = open_store(sys.argv[1])
store.put_drops("in", [])
store.write_unit("read", GAZETTE, "2", records())
"""
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", dying, str(path)], cwd=root, check=False).returncode == 9
    with open_store(path, create=False) as store:
        assert store.is_fresh("read", GAZETTE, "1")
        assert len(store.fetch(Statement, articles=[GAZETTE])) == 2
