"""A table of names in a corpus: kept, asked again on each run, replaced, and nothing where there is none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import dissensus
from dissensus import pipeline
from dissensus.errors import TableError
from dissensus.records import Speaker
from dissensus.store import Store, open_store
from dissensus.tables import bring
from tests.corpora import REFERENCE, take_in

TEXT = "Minister Dmytro Halvek denied that talks were held. Spokeswoman Ilse Brandt said that talks were held.\n"


def ids(store: Store) -> dict[str, tuple[str, ...]]:
    return {one.name: one.ids for one in store.fetch(Speaker) if one.ids}


@pytest.fixture
def story(tmp_path: Path) -> str:
    (tmp_path / "story.txt").write_text(TEXT)
    return str(tmp_path / "story.txt")


@pytest.fixture
def names(tmp_path: Path) -> Path:
    path = tmp_path / "names.csv"
    path.write_text("id,name,kind\nQ1,Dmitri Halvek,person\n")
    return path


def test_a_table_is_kept_and_asked_on_every_run(story: str, names: Path) -> None:
    with open_store(":memory:") as store:
        take_in(store, [story])
        assert not ids(store)
        bring(store, str(names))
        assert pipeline.run(store, REFERENCE).ran == {"link": 1, "judge": 1}
        assert ids(store) == {"Dmytro Halvek": ("wikidata:Q1",)}
        names.unlink()
        assert not pipeline.run(store, REFERENCE).ran


def test_the_same_bytes_change_nothing_and_others_replace_them(story: str, names: Path) -> None:
    with open_store(":memory:") as store:
        bring(store, str(names))
        take_in(store, [story])
        bring(store, str(names))
        assert not pipeline.run(store, REFERENCE).ran
        names.write_text("id,name,kind\nQ7,Ilse Brandt,person\n")
        bring(store, str(names))
        assert pipeline.run(store, REFERENCE).ran == {"link": 1, "judge": 1}
        assert ids(store) == {"Ilse Brandt": ("wikidata:Q7",)}
        assert len(store.tables()) == 1


def test_a_forgotten_table_leaves_everything_as_it_was(story: str, names: Path) -> None:
    with open_store(":memory:") as store:
        take_in(store, [story])
        before = store.fetch(Speaker)
        bring(store, str(names))
        pipeline.run(store, REFERENCE)
        assert store.drop_table(str(names))
        assert not store.drop_table(str(names))
        pipeline.run(store, REFERENCE)
        assert store.fetch(Speaker) == before


def test_a_file_that_is_no_table_leaves_the_one_that_is_there(names: Path) -> None:
    with open_store(":memory:") as store:
        bring(store, str(names))
        known = store.tables()
        names.write_text("nothing of the kind")
        with pytest.raises(TableError):
            bring(store, str(names))
        assert store.tables() == known


def test_in_python(story: str, names: Path) -> None:
    corpus = dissensus.read(story, tables=[names])
    assert {speaker.name for speaker in corpus.speakers} == {"Dmytro Halvek", "Ilse Brandt"}


def test_at_the_command_line(story: str, names: Path, tmp_path: Path) -> None:
    def read(*more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "dissensus", "read", story, "--db", str(tmp_path / "t.db"), *more]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    with names.open("a") as table:
        table.write("nonsense,,\n")
    done = read("--table", str(names))
    assert done.returncode == 0
    assert "1 of 2 rows was skipped: line 3 has no id: 'nonsense'" in done.stderr
    assert read("--forget-table", str(names)).returncode == 0
    again = read("--forget-table", str(names))
    assert again.returncode == 2
    assert "no table came from there; those that are kept: none" in again.stderr
    gone = read("--table", str(tmp_path / "gone.csv"))
    assert gone.returncode == 2
    assert "gone.csv: no such table" in gone.stderr
