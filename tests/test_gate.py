"""The gate over the exports of real corpora (`test_laws` holds it over invented ones), and what it does not let through."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dissensus.records import Dispute, Level, Position, Stance
from dissensus.store import open_store
from tests.conftest import require
from tests.corpora import SAMPLE_FILES, exported, take_in
from tests.gate import faults
from tests.hand_made import fill

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
Row = dict[str, Any]


def test_the_samples_pass(tmp_path: Path) -> None:
    with open_store(":memory:") as store:
        take_in(store, SAMPLE_FILES)
        exported(store, tmp_path)
        assert {d.level for d in store.fetch(Dispute)} >= {Level.EXPLICIT, Level.DEFAULT}
        assert {p.stance for p in store.fetch(Position)} >= {Stance.REPORTS, Stance.SILENT, Stance.UNSURE}
    assert faults(tmp_path) == []


def test_the_seeds_pass(tmp_path: Path) -> None:
    require("../shared/seeds", SEEDS.is_dir())
    with open_store(":memory:") as store:
        take_in(store, sorted(map(str, SEEDS.iterdir())))
        exported(store, tmp_path)
        assert store.fetch(Dispute)
    assert faults(tmp_path) == []


# ------------------------------------------------------------------------------------------ what does not pass


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The export of the corpus that was made by hand: it has one dispute, and somebody who is silent."""
    with open_store(":memory:") as store:
        exported(fill(store), tmp_path)
    return tmp_path


def test_what_is_made_by_hand_passes(folder: Path) -> None:
    assert faults(folder) == []


def out_of_the_text(row: Row) -> None:
    row["spans"] = [[0, 10**6]]


def silent_with_words(row: Row) -> None:
    row["stance"] = "silent"


def on_the_same_side(row: Row) -> None:
    row["stance"] = "asserts"


def of_one_holder(row: Row) -> None:
    row["holder_name"], row["spans"] = "The One", [[40, 70]]


def lost(row: Row) -> None:
    row["id"] = "another"


def of_another_claim(row: Row) -> None:
    row["claim"] = "another"


@pytest.mark.parametrize(
    "spoil", [out_of_the_text, silent_with_words, on_the_same_side, of_one_holder, lost, of_another_claim]
)
def test_what_must_not_stand_in_an_export_is_told(folder: Path, spoil: Callable[[Row], None]) -> None:
    path = folder / "positions.jsonl"
    rows = [json.loads(line) for line in path.read_bytes().splitlines()]
    for row in rows:
        if row["stance"] != "silent":
            spoil(row)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert faults(folder) != []
