"""The commands by which a person corrects: what they do, what they say, and how they refuse."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.test_cli import Result, run
from tests.test_corrector import NOTES


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the notes, which tests copy."""
    place = tmp_path_factory.mktemp("osterwick")
    for name, text in NOTES.items():
        (place / name).write_text(text, "utf-8")
    assert run("read", *sorted(place.iterdir()), "--db", place / "dissensus.db").status == 0
    return place / "dissensus.db"


@pytest.fixture(autouse=True)
def here(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test works in a folder of its own, on a copy, as Ada."""
    shutil.copy(made, tmp_path / "dissensus.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("DISSENSUS_BY", "Ada Lind")
    return tmp_path


def correct(*arguments: str) -> Result:
    return run("correct", *arguments)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_speaker_is_split_named_and_put_together_again() -> None:
    split = correct("speaker", "split", "Dmytro Halvek", "--spelling", "Dmitri Halvek")
    assert split.status == 0
    assert split.err.startswith("ran 1 link, 1 judge; ")
    assert "\nchanged: 1 word; speakers: 2 new, 1 gone" in split.err
    assert re.search(
        r"Ada Lind, .*: split the speaker “Dmitri Halvek.*” off “.*Dmytro Halvek” · in effect", flat(split.out)
    )
    assert correct("speaker", "rename", "Dmitri Halvek", "Councillor Halvek").status == 0
    assert "Councillor Halvek (person)" in run("show", "speakers").out
    merged = correct("speaker", "merge", "Dmytro Halvek", "Councillor Halvek", "--by", "Ben")
    assert "Ben, " in merged.out
    assert "merged the speakers “" in merged.out
    assert len(re.findall(r"Halvek \(person\)", run("show", "speakers").out)) == 1
    assert run("verify").status == 0


def test_mentions_have_numbers_by_which_they_leave() -> None:
    shown = correct("speaker", "split", "Dmytro Halvek")
    assert shown.status == 0
    assert re.match(r"Dmytro Halvek · \d+ mentions\n", shown.out)
    number = next(line.split()[0] for line in shown.out.splitlines() if "Councillor Dmytro Halvek]" in line)
    assert correct("speaker", "split", "Dmytro Halvek", "--mention", number).status == 0
    assert len(re.findall(r"Halvek \(person\)", run("show", "speakers").out)) == 2


def test_stories_are_merged_and_split_by_the_ids_that_are_shown() -> None:
    ids = re.findall(r"^ +id ([0-9a-f]{8})$", run("show", "stories").out, re.MULTILINE)
    assert len(ids) == 2
    merged = correct("story", "merge", *ids)
    assert "merged the stories of “" in merged.out
    (one,) = re.findall(r"^ +id ([0-9a-f]{8})$", run("show", "stories").out, re.MULTILINE)
    split = correct("story", "split", one, "c.txt", "d.txt", "--together")
    assert "in effect" in split.out
    assert len(re.findall(r"^ +id ", run("show", "stories").out, re.MULTILINE)) == 2


def test_what_was_said_is_listed_and_taken_back() -> None:
    assert correct("list").out == "Nobody has corrected anything.\n"
    before = run("show", "speakers").out
    correct("speaker", "rename", "Ilse Brandt", "Mayor Brandt")
    listed = correct("list").out
    assert re.fullmatch(r"[0-9a-f]{8}  Ada Lind, .*: named “.*Brandt.*” “Mayor Brandt” · in effect\n", listed)
    undone = correct("undo", listed[:8], "--by", "Ben")
    assert "Ben, " in undone.out
    assert "took back what was said of “" in undone.out
    assert run("show", "speakers").out == before


def test_a_word_across_storylines_says_that_it_rests() -> None:
    merged = correct("speaker", "merge", "Ilse Brandt", "Elsa Berndorf")
    assert merged.status == 0
    assert merged.err == "changed: 1 word; nothing that was read of it\n"
    assert "rests until its two speakers stand in one storyline" in merged.out


def test_corrections_travel_to_another_database(made: Path) -> None:
    correct("speaker", "rename", "Ilse Brandt", "Mayor Brandt")
    correct("speaker", "merge", "Mayor Brandt", "Elsa Berndorf")
    assert correct("export", "said.jsonl").out == "said.jsonl: 2 words\n"
    shutil.copy(made, "other.db")
    taken = correct("import", "said.jsonl", "--db", "other.db")
    assert taken.status == 0
    assert taken.err.splitlines()[0].startswith("ran 1 link, 1 judge")
    assert taken.err.splitlines()[-1] == "1 of them rest: `dissensus correct list` says why"
    assert correct("list", "--db", "other.db").out == correct("list").out
    assert run("show", "speakers", "--db", "other.db").out == run("show", "speakers").out
    again = correct("import", "said.jsonl", "--db", "other.db")
    assert again.err == "changed: 0 words; nothing that was read of it\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("speaker merge nobody Ilse", "nobody: no such speaker; `dissensus show speakers` lists them with their ids"),
        ("speaker merge I.Brandt", "I.Brandt: no such speaker; `dissensus show speakers` lists them with their ids"),
        ("speaker split nobody", "nobody: no such speaker; `dissensus show speakers` lists them with their ids"),
        (
            "speaker split Halvek --mention x",
            "x: names no mentions; give their numbers, as `dissensus correct speaker split` prints them, such as 3,5-7",
        ),
        ("story merge a.txt b.txt", "a.txt: is b.txt too; name two different stories"),
        ("story split a.txt z.txt", "z.txt: no such article; `dissensus show stories` lists them with their ids"),
        ("undo 012345", "012345: no such word of a person; `dissensus correct list` has them all"),
        ("import nowhere.jsonl", "nowhere.jsonl: no such file; check the spelling"),
        ("list --db no.db", "no.db: no such database; make it with"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(arguments: str, message: str) -> None:
    result = correct(*arguments.split())
    assert result.status == 2
    assert len(result.lines) == 1
    assert result.lines[0].startswith(f"dissensus: {message}")


def test_nobody_decides_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISSENSUS_BY")
    for arguments in (("speaker", "rename", "Ilse Brandt", "x"), ("story", "merge", "a.txt", "c.txt"), ("undo", "x")):
        assert correct(*arguments).lines == [
            "dissensus: nobody is named who decides: give a name with --by, or in DISSENSUS_BY"
        ]


@pytest.mark.parametrize("group", [(), ("speaker",), ("story",)])
def test_help_tells_what_there_is(group: tuple[str, ...]) -> None:
    out = correct(*group, "--help").out
    assert all(
        word in out for word in (("merge", "split") if group else ("speaker", "story", "list", "undo", "import"))
    )
