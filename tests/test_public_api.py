"""`import dissensus`: what it offers, and that what its first page says works."""

from __future__ import annotations

import inspect
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import dissensus
from dissensus.records import Stance
from tests.corpora import REFERENCE, SAMPLES


def test_it_offers_a_dozen_names_at_most_and_each_is_there() -> None:
    assert len(dissensus.__all__) <= 12
    assert all(hasattr(dissensus, name) for name in dissensus.__all__)
    assert dissensus.__all__ == sorted(dissensus.__all__)


def test_the_lines_of_its_docstring_run(capsys: pytest.CaptureFixture[str]) -> None:
    _, code = inspect.cleandoc(dissensus.__doc__ or "").split("\n\n", 1)
    exec(inspect.cleandoc(code).replace('"articles/"', repr(str(SAMPLES / "river-talks"))))
    printed = capsys.readouterr().out
    assert "The Ponteval Ledger" in printed
    assert "<Stance.DENIES: 'denies'>" in printed


def test_read_gives_stories_with_disputes_that_have_sides() -> None:
    corpus = dissensus.read(SAMPLES / "river-talks", reference=REFERENCE)
    positions = [p for story in corpus.stories for dispute in story.disputes for p in dispute.positions]
    assert {Stance.ASSERTS, Stance.DENIES} <= {position.stance for position in positions}
    assert all(p.passages for p in positions if p.stance in {Stance.ASSERTS, Stance.DENIES, Stance.DOUBTS})
    for position in positions:
        for passage in position.passages:
            article = corpus.article(position.article or "")
            (part,) = [part for part in article.parts if part.name == passage.span.part]
            text = "".join(segment.text for segment in part.segments)
            assert text[passage.span.start : passage.span.end] == passage.text


def test_paths_can_be_strings_paths_or_several_of_them() -> None:
    ferry, river = SAMPLES / "ferry-loss", SAMPLES / "river-talks"
    assert len(dissensus.read(str(ferry), reference=REFERENCE).articles) == 5
    assert len(dissensus.read([ferry, str(river)], reference=REFERENCE).articles) == 11


def test_a_corpus_is_kept_in_a_file_and_goes_on_from_there(tmp_path: Path) -> None:
    dissensus.read(SAMPLES / "ferry-loss", db=tmp_path / "my.db", reference=REFERENCE)
    both = dissensus.read(SAMPLES / "river-talks", db=tmp_path / "my.db", reference=REFERENCE)
    assert both == dissensus.read([SAMPLES / "ferry-loss", SAMPLES / "river-talks"], reference=REFERENCE)
    assert dissensus.read([], db=tmp_path / "my.db", reference=REFERENCE) == both


def test_nothing_is_dated_after_the_present_that_is_given() -> None:
    early = dissensus.read(SAMPLES / "ferry-loss", reference=datetime(2000, 1, 1, tzinfo=UTC))
    assert not any(article.published.value for article in early.articles)


def test_what_could_not_be_read_stands_in_drops(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")
    corpus = dissensus.read([tmp_path / "bad.txt", SAMPLES / "ferry-loss"], reference=REFERENCE)
    assert (str(tmp_path / "bad.txt"), "ingest") in {(drop.label, drop.stage) for drop in corpus.drops}


@pytest.mark.parametrize("hidden", [[], [".hidden"]])
def test_nothing_to_read_is_an_error_that_says_why(tmp_path: Path, hidden: list[str]) -> None:
    for name in hidden:
        (tmp_path / name).write_text("x", "utf-8")
    with pytest.raises(dissensus.InputError, match="nothing to read in this folder: put files into it"):
        dissensus.read(tmp_path)


def test_the_import_alone_is_light() -> None:
    script = "import sys, dissensus; print(*sys.modules)"
    loaded = set(
        subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout.decode().split()
    )
    assert not loaded & {"rich", "typer", "trafilatura", "jinja2", "msgspec", "sqlite3", "dissensus.pipeline"}


def test_a_person_corrects_a_corpus_in_a_file(tmp_path: Path) -> None:
    db, file = tmp_path / "my.db", tmp_path / "said.jsonl"
    dissensus.read(SAMPLES / "river-talks", db=db, reference=REFERENCE)
    with dissensus.correct(db, by="Ada Lind", reference=REFERENCE) as ada:
        ada.rename_speaker("Dmytro Halvek", "Minister Halvek")
        ada.export(file)
    assert [(one.by, one.state) for one in dissensus.corrections(db)] == [("Ada Lind", "in effect")]
    dissensus.read(SAMPLES / "river-talks", db=tmp_path / "other.db", reference=REFERENCE)
    with dissensus.correct(tmp_path / "other.db", by="Ben", reference=REFERENCE) as ben:
        ben.take(file)
    corpora = [dissensus.read([], db=one, reference=REFERENCE) for one in (db, tmp_path / "other.db")]
    assert corpora[0] == corpora[1]
    assert "Minister Halvek" in {speaker.name for speaker in corpora[0].speakers}
