"""`dissensus check`, as typed and from a file, and the same from Python."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

import dissensus
from dissensus.check.sentence import LONGEST
from tests.corpora import REFERENCE
from tests.test_cli import Result, run

TEXT = (
    "The mayor of Sell, Ada Lind, said that the bridge over the Orl was closed on Monday because of the ice.\n\n"
    "The bridge company denied that the bridge over the Orl was closed.\n"
)
CLAIM = "The bridge over the Orl was closed"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checking")
    (folder / "a.txt").write_text(TEXT, "utf-8")
    dissensus.read(folder / "a.txt", db=folder / "my.db", reference=REFERENCE, nets=False)
    return folder / "my.db"


def check(db: Path, *arguments: str) -> Result:
    return run("check", *arguments, "--db", db)


def test_who_says_so_and_who_says_not_so_stand_with_their_words(db: Path) -> None:
    found = check(db, CLAIM)
    assert found.status == 0
    said = " ".join(found.out.split())
    assert f"“{CLAIM}” 1 asserts it, 1 denies it and nobody doubts it" in said
    assert "Ada Lind, mayor of Sell" in said or "Ada Lind" in said
    assert "medium confidence" in said or "low confidence" in said or "high confidence" in said
    assert all(len(line) <= 100 for line in found.out.splitlines())


def test_that_nobody_speaks_of_it_is_said_in_words(db: Path) -> None:
    found = check(db, "The bridge over the Orl was painted green")
    assert found.status == 0
    assert "Nobody in this corpus asserts, denies or doubts it." in found.out
    assert "near it, and no answer:" in found.out


def test_json_is_a_list_with_spans(db: Path) -> None:
    (told,) = json.loads(check(db, CLAIM, "--json").out)
    assert told["nobody"] is False
    for position in told["positions"]:
        for passage in position["passages"]:
            assert TEXT[passage["span"]["start"] : passage["span"]["end"]] == passage["text"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ([""], "the claim is empty: type a sentence, such as"),
        (["bridge"], "bridge: is one word; type a sentence, or use `dissensus search`"),
        ([], "name one thing to check: a sentence in quotes, or a file of them with --file"),
        ([CLAIM, "--file", "x"], "name one thing to check"),
        (["Le pont sur la rivière était fermé lundi à cause du gel"], "seems to be French (fr), which is not read"),
        (["a b " * LONGEST], "characters; a claim has"),
        (["--file", "nowhere.txt"], "nowhere.txt: no such file; check the spelling"),
    ],
)
def test_what_cannot_be_checked_is_one_line_and_status_2(db: Path, arguments: list[str], error: str) -> None:
    found = check(db, *arguments)
    assert (found.status, found.out) == (2, "")
    assert len(found.lines) == 1
    assert error in found.lines[0]


def test_a_database_that_is_not_there_is_named(tmp_path: Path) -> None:
    found = check(tmp_path / "no.db", CLAIM)
    assert found.status == 2
    assert "no.db: no such database; make it with `dissensus read PATH" in found.lines[0]
    assert not (tmp_path / "no.db").exists()


def test_words_that_are_typed_without_quotes_are_one_sentence(db: Path) -> None:
    assert check(db, *CLAIM.split()).out == check(db, CLAIM).out


def test_a_file_has_a_claim_a_line_and_blank_ones_are_passed_over(db: Path, tmp_path: Path) -> None:
    (tmp_path / "claims.txt").write_text(f"\ufeff{CLAIM}\r\n\n  \nThe bridge over the Orl was sold\n", "utf-8")
    found = check(db, "--file", str(tmp_path / "claims.txt"), "--json")
    assert found.status == 0
    assert [one["typed"] for one in json.loads(found.out)] == [CLAIM, "The bridge over the Orl was sold"]


def test_a_line_that_cannot_be_checked_is_told_and_the_others_are(db: Path, tmp_path: Path) -> None:
    file = tmp_path / "claims.txt"
    file.write_text(f"bridge\n{CLAIM}\n", "utf-8")
    found = check(db, "--file", str(file))
    assert found.status == 1
    assert CLAIM in found.out
    assert f"{file}, line 1: bridge: is one word" in found.err


def test_a_file_of_no_claim_or_of_another_encoding_is_an_error(db: Path, tmp_path: Path) -> None:
    file = tmp_path / "claims.txt"
    file.write_text("\n\n", "utf-8")
    assert check(db, "--file", str(file)).lines == [f"dissensus: {file}: has no claim; write one a line"]
    file.write_bytes(CLAIM.encode("utf-16"))
    found = check(db, "--file", str(file))
    assert found.status == 2
    assert found.lines == [f"dissensus: {file}: is not UTF-8; save it as UTF-8 and read it again"]
    file.write_text("bridge\n", "utf-8")
    assert check(db, "--file", str(file)).status == 2


@pytest.mark.parametrize(
    "claim", ['" OR * bridge closed', "bridge \x1b[2J\x00closed", "bridge NEAR/2 closed -words:x", "-- closed bridge"]
)
def test_hostile_input_steers_nothing(db: Path, claim: str) -> None:
    found = run("check", "--db", db, "--", claim)
    assert found.status == 0
    assert "\x1b" not in found.out + found.err


def test_from_python_over_a_file_and_over_what_was_read(db: Path, tmp_path: Path) -> None:
    answer = dissensus.who_says(CLAIM, db=db)
    assert [one.holder_name for one in answer.asserts] == ["Ada Lind"]
    assert len(answer.denies) == 1
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    corpus = dissensus.read(tmp_path / "a.txt", reference=REFERENCE, nets=False)  # kept in no file
    assert [p.quote for p in corpus.check(CLAIM).positions] == [p.quote for p in answer.positions]
    assert pickle.loads(pickle.dumps(corpus)).check(CLAIM) == corpus.check(CLAIM)
    with pytest.raises(dissensus.InputError, match="is one word"):
        corpus.check("bridge")
