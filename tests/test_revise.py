"""A person decides on blocks: what depends on them runs again, what was said stays, and all of it can be undone."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import dissensus
from dissensus import pipeline
from dissensus.errors import CorrectionError, LedgerError, UnknownId
from dissensus.records import Article, Block, Drop, Edge, Relation, Statement, Story, Verdict
from dissensus.revise import Revision, numbers_in, revise, verdicts
from dissensus.show.ledger import ledger_view
from dissensus.show.views import corpus_view
from dissensus.stages import clean
from dissensus.store import Store, open_store
from dissensus.verdicts import MAKER, word
from dissensus.verify import verify
from tests.corpora import REFERENCE, SAMPLE_FILES, SAMPLES, exported, take_in

KEEP, CUT, UNDO = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE
DENIAL = "rejected claims"  # words of a paragraph of the bulletin, which a person cuts here


@pytest.fixture
def store() -> Store:
    opened = open_store(":memory:")
    take_in(opened, SAMPLE_FILES)
    return opened


def bulletin(store: Store) -> Article:
    pages = {page.id for page in store.captures() if "002_coastal-bulletin.txt" in page.origins[0]}
    return next(article for article in store.fetch(Article) if article.page in pages)


def number_of(store: Store, words: str) -> int:
    """The number of the block of the bulletin that has these words."""
    return next(row.number for row in ledger_view(store, bulletin(store).id).rows if words in row.text)


def said(store: Store, verdict: Verdict, words: str = DENIAL, by: str = "Ada Lind") -> Revision:
    return revise(store, bulletin(store).id, {number_of(store, words): verdict}, by=by, reference=REFERENCE)


def quoting(store: Store) -> list[Statement]:
    text = bulletin(store).parts.text
    return [
        one
        for one in store.fetch(Statement, articles=[bulletin(store).id])
        if any(DENIAL in text[span.start - 60 : span.end + 60] for span in (*one.cue, *one.content))
    ]


def test_a_cut_runs_that_article_and_what_depends_on_it_alone(store: Store) -> None:
    pages = len(store.page_ids())
    done = said(store, CUT)
    assert done.run.ran == {"read": 1, "group": 6, "link": 1, "judge": 1}
    assert done.run.fresh["clean"] == pages
    assert done.run.fresh["read"] == pages - 1
    assert done.changed["statements"][1] > 0
    assert done.told.startswith("1 block; statements: ")
    assert not pipeline.run(store, REFERENCE).ran


def test_nothing_is_quoted_from_a_block_that_a_person_cut(store: Store) -> None:
    assert quoting(store)
    article = bulletin(store)
    cut = next(
        b for b in store.fetch(Block, articles=[article.id]) if DENIAL in article.parts.text[b.span.start : b.span.end]
    )
    store.put_edge(word(article, cut, CUT, "Ada Lind", "2024-05-01T10:00:00+00:00"))
    assert {fault.reason for fault in verify(store).faults} == {"quotes a block that was cut"}  # before the re-run
    pipeline.run(store, REFERENCE)
    assert verify(store).faults == ()
    assert not quoting(store)


def test_an_undo_gives_back_all_that_was_there(store: Store, tmp_path: Path) -> None:
    before = exported(store, tmp_path / "before")
    said(store, CUT)
    assert exported(store, tmp_path / "between")["statements.jsonl"] != before["statements.jsonl"]
    said(store, UNDO, by="Ben")  # another person may take it back
    after = exported(store, tmp_path / "after")
    assert [name for name in before if after[name] != before[name]] == ["edges.jsonl"]
    words = [edge for edge in store.persons_edges() if edge.relation is Relation.LEDGER]
    assert sorted((edge.by, edge.verdict) for edge in words) == [("Ada Lind", CUT), ("Ben", UNDO)]


def test_a_word_outlives_every_rerun(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    said(store, CUT)
    monkeypatch.setattr(clean, "VERSION", "next")
    pipeline.run(store, REFERENCE)
    row = ledger_view(store, bulletin(store).id).rows[number_of(store, DENIAL) - 1]
    assert (row.kept, row.by, row.rule) == (False, "Ada Lind", "person")
    assert not quoting(store)


def test_a_word_outlives_other_blocks(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a new version of `clean` may lay them: the paragraph of which a person spoke is two blocks now."""
    said(store, CUT)
    real = clean.clean

    def otherwise(page, reference, net=None):
        for record in real(page, reference, net):
            span = record.span if isinstance(record, Block) else None
            if isinstance(record, Block) and span and span.end - span.start > 100:
                middle = span.start + 60
                yield replace(record, span=replace(span, end=middle))
                yield replace(record, span=replace(span, start=middle))
            else:
                yield record

    monkeypatch.setattr(clean, "VERSION", "next")
    monkeypatch.setattr(clean, "clean", otherwise)
    pipeline.run(store, REFERENCE)
    by = [row for row in ledger_view(store, bulletin(store).id).rows if row.by]
    assert [(row.kept, row.by) for row in by] == [(False, "Ada Lind")] * 2


def test_a_block_that_a_person_keeps_is_read(store: Store) -> None:
    done = said(store, KEEP, "Herring quota halved")
    text = bulletin(store).parts.text
    found = [
        text[s.start : s.end] for one in store.fetch(Statement, articles=[bulletin(store).id]) for s in one.content
    ]
    assert any("Herring quota halved" in content for content in found)
    assert done.changed["statements"][0] > 0
    assert verify(store).faults == ()


def test_the_export_tells_who_decided_and_what_the_machine_had_made_of_it(store: Store, tmp_path: Path) -> None:
    said(store, KEEP, "Herring quota halved")
    rows = [json.loads(line) for line in exported(store, tmp_path / "out")["blocks.jsonl"].splitlines()]
    (row,) = [row for row in rows if row["by"] != "machine"]
    assert (row["kept"], row["kind"], row["rule"], row["by"], row["confidence"]) == (
        True,
        "paragraph",
        "person",
        "Ada Lind",
        1.0,
    )
    assert row["machine"]["kept"] is False
    assert row["machine"]["kind"] == "related"
    assert row["maker"]["stage"] == MAKER.stage
    assert all(row["machine"] is None for row in rows if row["by"] == "machine")


def test_a_headline_that_is_cut_stands_nowhere_as_one(store: Store) -> None:
    assert bulletin(store).title
    said(store, CUT, bulletin(store).title or "")
    assert corpus_view(store).article(bulletin(store).id).title is None


def test_the_text_of_copies_is_compared_as_persons_left_it(tmp_path: Path) -> None:
    """Two notes that differ by a strange paragraph are one text once that is cut."""
    told = (
        "The pier of Orlo has been shut since Monday, the harbour office said, because two of its beams are rotten and"
    )
    told += " nobody knows when new ones will come from the mill at Sell, which is closed for the summer.\n"
    strange = (
        "Our cook has baked forty loaves of rye with caraway and will sell them all on the square on Saturday morning"
    )
    strange += " from eight on, together with plum cake, cider, and the last jars of the quince jelly of last autumn.\n"
    (tmp_path / "a.txt").write_text(f"Pier shut\n\n{told}", "utf-8")
    (tmp_path / "b.txt").write_text(f"Orlo pier\n\n{told}\n{strange}", "utf-8")
    with open_store(":memory:") as store:
        take_in(store, [str(tmp_path)])
        view = corpus_view(store)
        longer = next(article for article in view.articles if article.origin.endswith("b.txt"))
        row = next(row for row in ledger_view(store, longer.id).rows if "cook" in row.text)
        revise(store, longer.id, {row.number: CUT}, by="Ada", reference=REFERENCE)
        edges = [edge for edge in store.fetch(Edge) if edge.relation is Relation.COPY]
        assert [edge.because[0] for edge in edges] == ["exact duplicate"]
        assert len(store.fetch(Story)) == 1


BAD = (
    ({99: CUT}, "Ada", "block 99: the ledger has the blocks 1 to 17; choose among them"),
    ({0: CUT}, "Ada", "block 0: the ledger has the blocks 1 to 17; choose among them"),
    ({4: UNDO}, "Ada", "block 4: nobody has decided on it, so there is nothing to undo; leave it out"),
    ({4: CUT}, " ", "' ': is no name; say who decides in up to 100 letters"),
    ({4: CUT}, "a\x1b[2J", r"'a\x1b[2J': is no name; say who decides in up to 100 letters"),
    ({4: CUT}, "Machine", "Machine: is not the name of a person; say who decides"),
)


@pytest.mark.parametrize(("words", "by", "message"), BAD)
def test_what_cannot_be_said_is_refused_and_leaves_no_trace(words: dict[int, Verdict], by: str, message: str) -> None:
    with open_store(":memory:") as store:
        take_in(store, [path for path in SAMPLE_FILES if "002_coastal" in path])
        with pytest.raises(CorrectionError) as caught:
            revise(store, bulletin(store).id, words, by=by, reference=REFERENCE)
        assert str(caught.value) == message
        assert store.persons_edges() == []


def test_an_article_that_is_not_there_is_told() -> None:
    with open_store(":memory:") as store, pytest.raises(UnknownId, match="nope: no such article"):
        revise(store, "nope", {1: CUT}, by="Ada", reference=REFERENCE)


def test_numbers_are_written_as_lists_and_ranges() -> None:
    assert numbers_in(["3,5-7", " 9 "]) == [3, 5, 6, 7, 9]
    assert verdicts([1], [2, 3], [4]) == {1: KEEP, 2: CUT, 3: CUT, 4: UNDO}
    for text in ("", "x", "0", "7-5", "3,", "1-999999999", "-3", "３"):
        with pytest.raises(LedgerError, match="names no blocks"):
            numbers_in([text])
    with pytest.raises(LedgerError, match="block 2: is named twice, for different ends; name it once"):
        verdicts([1, 2], [2], [])


def test_the_same_from_python(tmp_path: Path) -> None:
    db = tmp_path / "my.db"
    dissensus.read(SAMPLES / "river-talks", db=db, reference=REFERENCE)
    name = str(SAMPLES / "river-talks" / "002_coastal-bulletin.txt")
    before = dissensus.ledger(name, db=db)
    number = next(row.number for row in before.rows if DENIAL in row.text)
    after = dissensus.ledger(before.article[:8], db=db, cut=[number], by="Ada Lind", reference=REFERENCE)
    assert (after.kept, after.by_persons) == (before.kept - 1, 1)
    assert (after.rows[number - 1].machine or "").startswith("kept, paragraph, ")
    assert dissensus.ledger(name, db=db, undo=[number], by="Ada Lind").rows == before.rows


def test_an_article_in_a_language_without_rules_is_told_and_takes_no_stand(tmp_path: Path) -> None:
    french = "Le pont de Vieuxport ne sera pas démoli, a dit la maire mardi devant la mairie de la petite ville.\n"
    ukrainian = "Міст у Зеленогаї не зноситимуть, сказала мерка біля ратуші у вівторок, і ніхто цього не планував.\n"
    (tmp_path / "fr.txt").write_text(
        french + "\nPersonne n’a jamais mené de discussions secrètes à ce sujet.\n", "utf-8"
    )
    (tmp_path / "uk.txt").write_text(ukrainian, "utf-8")
    with open_store(":memory:") as store:
        take_in(store, [str(tmp_path)])
        view = corpus_view(store)
        assert {(one.language, one.unread_language, one.why_not) for one in view.not_read} == {
            ("fr", "fr", "language French (fr) has no reading rules yet; there are some for English, German"),
            ("uk", "uk", "language Ukrainian (uk) has no reading rules yet; there are some for English, German"),
        }
        assert {drop.what for drop in store.fetch(Drop)} == {one.id for one in view.articles}
        assert len(view.stories) == 2  # cleaned and grouped all the same
        assert not view.disputes
