from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests import overlap
from tests.conftest import require

SAID = "the lock keeper said on Friday that nobody had opened the upper gate"


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    folder = tmp_path / "src"
    folder.mkdir()
    return folder


def their(tmp_path: Path, name: str, text: str) -> list[Path]:
    path = tmp_path / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return [path]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", SAID),
        ("a.txt.gz", SAID.upper()),
        ("a.html", "<p>The lock keeper said on <b>Friday</b> that\nnobody had opened &#116;he upper gate"),
        ("a.jsonl.gz", "{}\n" + json.dumps({"stories": [{"text": SAID}]})),
        ("a.json", json.dumps({"words": SAID.split()})),
        ("a.csv", f'1,"{SAID}",true'),
    ],
)
@pytest.mark.parametrize("place", ["rules.py", "samples/b.txt", "samples/b.html", "samples/b.json"])
def test_eight_words_in_a_row_are_found_in_any_wrapping(
    tmp_path: Path, ours: Path, name: str, text: str, place: str
) -> None:
    path = ours / place
    path.parent.mkdir(exist_ok=True)
    mine = 'A word: "said on Friday, that nobody had opened the" door'
    path.write_text(json.dumps([mine]) if place.endswith("json") else mine)
    found = overlap.shared_runs(ours, their(tmp_path, name, text))
    assert [(hit.ours, hit.words, hit.theirs) for hit in found] == [
        (f"src/{place}", "said on friday that nobody had opened the", name)
    ]


def test_seven_words_in_a_row_are_anybodys(tmp_path: Path, ours: Path) -> None:
    (ours / "rules.py").write_text("# said on Friday that nobody had opened a door")
    assert overlap.shared_runs(ours, their(tmp_path, "a.txt", SAID)) == []


def test_the_frame_of_a_page_is_nobodys_text(tmp_path: Path, ours: Path) -> None:
    frame = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="x">'
    (ours / "page.html").write_text(frame)
    assert overlap.shared_runs(ours, their(tmp_path, "a.html", frame + "<p>Words")) == []


def test_the_months_are_nobodys_text(tmp_path: Path, ours: Path) -> None:
    months = "January, February, March, April, May, June, July, August, September"
    (ours / "rules.py").write_text(months)
    assert overlap.shared_runs(ours, their(tmp_path, "a.txt", months)) == []


@pytest.mark.parametrize("text", ['"Zakharova"', "# as the washington post has it", "quoted by Interfax."])
def test_names_of_the_seeds_are_found(ours: Path, text: str) -> None:
    (ours / "rules.py").write_text(text)
    assert [hit.ours for hit in overlap.names(ours)] == ["src/rules.py"]


def test_words_that_hold_such_a_name_are_no_names(ours: Path) -> None:
    (ours / "rules.py").write_text("tasseography, computing")
    assert overlap.names(ours) == []


def test_the_list_of_names_is_that_of_the_seeds() -> None:
    require("../shared", overlap.SHARED.is_dir())
    seeds = " ".join(overlap.raw(path) for path in overlap.files(overlap.SHARED / "seeds")).lower()
    assert [name for name in overlap.NAMES if name.lower() not in seeds] == []


def test_the_package_holds_no_text_of_others() -> None:
    require("../shared", overlap.SHARED.is_dir())
    assert list(map(str, overlap.names(overlap.OURS))) == []
    assert list(map(str, overlap.shared_runs(overlap.OURS, overlap.third_party(overlap.SHARED)))) == []
