"""A person corrects speakers and stories: what depends on it runs again, what was said stays, travels, and can be undone."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

import dissensus
from dissensus import pipeline
from dissensus.corrector import Corrector, export, take
from dissensus.errors import CorrectionError, DissensusError, InputError, UnknownId
from dissensus.meant import Leaving, article_named, mentions_of, speaker_named, splitting, story_named
from dissensus.records import Article, Edge, Relation, Speaker, SpeakerKind, Statement, Story, Verdict
from dissensus.revise import revise
from dissensus.show import terminal
from dissensus.show.corrections import IN_EFFECT, corrections_view
from dissensus.show.explain import explain_view
from dissensus.show.report import render_report
from dissensus.show.stories import print_stories
from dissensus.show.views import corpus_view
from dissensus.stages import group, link
from dissensus.store import Store, open_store
from dissensus.verify import verify
from tests.corpora import REFERENCE, exported, put, take_in

NOTES = {
    "a.txt": "Quay sold\n\nMayor Ilse Brandt said on Monday that the old quay of Osterwick was sold to her cousin for four "
    "million crowns. She said that the sale of the quay was legal. Dmitri Halvek, a councillor, denied that the quay was "
    "sold. Halvek said that the council had not been asked.\n",
    "b.txt": "Osterwick quay\n\nI. Brandt, the mayor, denied that the old quay of Osterwick was sold for four million "
    "crowns to a cousin. Councillor Dmytro Halvek said that the sale of the quay was illegal. He said that the council "
    "would meet on Friday.\n",
    "c.txt": "Ferry lost\n\nThe ferry Marit capsized off Brattmoor on Monday evening and fourteen people died, the "
    "coastguard said. Divers are looking at the bow door. Captain Elsa Berndorf said that a wave hit the ship.\n",
    "d.txt": "Storm at sea\n\nFourteen people died when the ferry Marit capsized off Brattmoor, the coastguard said. "
    "The operator blames a wave that hit the bow door. Divers went down. E. Berndorf said that the ship was sound.\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notes, and a database of them that tests copy."""
    place = tmp_path_factory.mktemp("osterwick")
    (place / "notes").mkdir()
    for name, text in NOTES.items():
        (place / "notes" / name).write_text(text, "utf-8")
    with open_store(place / "notes.db") as made:
        take_in(made, [str(place / "notes")])
    return place / "notes"


@pytest.fixture
def store(folder: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copy(folder.parent / "notes.db", tmp_path / "my.db")
    with open_store(tmp_path / "my.db") as opened:
        yield opened


def ada(store: Store, by: str = "Ada Lind") -> Corrector:
    return Corrector(store, by, REFERENCE)


def names(store: Store) -> list[str]:
    return sorted(one.name for one in store.fetch(Speaker) if one.kind is SpeakerKind.PERSON)


def tales(store: Store) -> list[str]:
    """The stories by the first letters of their files."""
    files = {a.id: next(iter(store.page(a.page).origins)).rpartition("/")[2][0] for a in store.fetch(Article)}
    return sorted("".join(sorted(files[id] for id in story.articles)) for story in store.fetch(Story))


def states(store: Store) -> list[str]:
    return [one.state for one in corrections_view(store)]


def test_the_notes_are_two_stories_with_a_councillor_of_two_spellings(store: Store) -> None:
    assert tales(store) == ["ab", "cd"]
    assert {"Dmytro Halvek", "Ilse Brandt", "Elsa Berndorf"} <= set(names(store))
    assert "Dmitri Halvek" in {form.text for form in speaker_named(store, "Dmytro Halvek").spellings}


# ---------------------------------------------------------------------------------------------------- speakers


def test_a_word_runs_its_storyline_alone_and_tells_what_changed(store: Store) -> None:
    done = ada(store).split_speaker("Dmitri Halvek", spellings=["Dmytro Halvek"])
    assert done.run.ran == {"link": 1, "judge": 1}
    assert done.run.fresh["link"] == 1
    assert done.told.startswith("1 word; speakers: ")
    assert {"Dmitri Halvek", "Dmytro Halvek"} <= set(names(store))
    assert states(store) == [IN_EFFECT]
    assert not pipeline.run(store, REFERENCE).ran
    assert verify(store).faults == ()


def test_an_undo_gives_back_all_that_was_there(store: Store, tmp_path: Path) -> None:
    before = exported(store, tmp_path / "before")
    done = ada(store).split_speaker("Dmitri Halvek", spellings=["Dmytro Halvek"])
    ada(store).rename_speaker("Ilse Brandt", "Mayor Brandt")
    ada(store, "Ben").undo(done.words[0].id[:8])
    (name,) = [one for one in corrections_view(store) if "named" in one.what]
    ada(store).undo(name.id)
    after = exported(store, tmp_path / "after")
    assert [file for file in before if after[file] != before[file]] == ["edges.jsonl"]
    assert len(store.persons_edges()) == 4  # nothing of what was said is gone


def test_words_outlive_every_rerun(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ada(store).split_speaker("Dmitri Halvek", spellings=["Dmytro Halvek"])
    ada(store).merge_stories("a.txt", "c.txt")
    before = exported(store, tmp_path / "before")
    for stage in (link, group):
        monkeypatch.setattr(stage, "VERSION", "next")
    assert pipeline.run(store, REFERENCE).ran == {"group": 7, "link": 1, "judge": 1}
    assert exported(store, tmp_path / "after") == before


def test_a_spelling_that_was_split_off_stays_so_when_more_articles_come(store: Store, tmp_path: Path) -> None:
    ada(store).split_speaker("Dmitri Halvek", spellings=["Dmytro Halvek"])
    (tmp_path / "e.txt").write_text(NOTES["b.txt"].replace("Friday", "Sunday").replace("illegal", "void"), "utf-8")
    take_in(store, [str(tmp_path / "e.txt")])
    (one,) = [one for one in store.fetch(Speaker) if one.name == "Dmytro Halvek"]
    assert len({span.article for span in one.mentions}) == 2


def test_what_a_speaker_says_is_split_by_article_outlet_and_number(store: Store) -> None:
    speaker = speaker_named(store, "Dmitri Halvek")
    every = mentions_of(store, speaker)
    article = article_named(store, "b.txt")
    by_article = splitting(store, speaker, Leaving(articles=("b.txt",)))
    numbers = tuple(number for number, m in enumerate(every, 1) if m.span.article == article.id)
    assert by_article == splitting(store, speaker, Leaving(mentions=numbers))
    assert len(by_article) == 1  # the pronoun goes with the name
    ada(store).split_speaker(speaker.id, articles=["b.txt"])
    apart = [one for one in store.fetch(Speaker) if "Halvek" in one.name]
    assert sorted({span.article for span in one.mentions} == {article.id} for one in apart) == [False, True]


def test_a_pronoun_is_taken_from_one_and_given_to_another(store: Store) -> None:
    """`She said` in the first note is Halvek's all of a sudden."""
    speaker = speaker_named(store, "Ilse Brandt")
    texts = {a.id: a.parts.text for a in store.fetch(Article)}
    every = mentions_of(store, speaker)
    (number,) = [n for n, m in enumerate(every, 1) if texts[m.span.article][m.span.start : m.span.end] == "She"]
    span = every[number - 1].span
    ada(store).split_speaker("Ilse Brandt", mentions=[number])
    (alone,) = [one for one in store.fetch(Speaker) if one.mentions == (span,)]
    ada(store).merge_speakers("Dmitri Halvek", alone.id)
    assert span in speaker_named(store, "Dmitri Halvek").mentions
    assert span not in speaker_named(store, "Ilse Brandt").mentions


def test_a_statement_is_given_to_who_says_it(store: Store) -> None:
    texts = {a.id: a.parts.text for a in store.fetch(Article)}

    def holder() -> str:
        held = {e.left: e.right for e in store.fetch(Edge) if e.relation is Relation.HELD_BY}
        return next(one.name for one in store.fetch(Speaker) if one.id == held[statement.id])

    statement = next(
        one
        for one in store.fetch(Statement)
        if one.source and texts[one.article][one.source[0].start :].startswith("She")
    )
    assert holder() == "Ilse Brandt"
    done = ada(store).give_statements("Dmytro Halvek", statement.id[:8])
    assert holder() == "Dmytro Halvek"
    assert [word.verdict for word in done.words] == [Verdict.SAME, Verdict.DIFFERENT]
    assert "gave “She” to the speaker “" in corrections_view(store)[0].what
    assert states(store) == [IN_EFFECT]
    with pytest.raises(CorrectionError, match="is said by Dmytro Halvek already; choose another statement"):
        ada(store).give_statements("Dmytro Halvek", statement.id)
    ada(store).undo(done.words[0].id)
    assert holder() == "Ilse Brandt"


def test_a_merger_across_storylines_rests_until_they_are_one(store: Store) -> None:
    done = ada(store).merge_speakers("Ilse Brandt", "Elsa Berndorf")
    assert not done.run.ran
    assert done.told == "1 word; nothing that was read of it"
    assert states(store) == ["rests until its two speakers stand in one storyline"]
    ada(store).merge_stories("a.txt", "d.txt")
    assert tales(store) == ["abcd"]
    assert states(store) == [IN_EFFECT, IN_EFFECT]
    assert "Elsa Berndorf" not in names(store)


def test_a_speaker_is_named_and_found_by_the_name_and_by_each_spelling(store: Store) -> None:
    done = ada(store).rename_speaker("dmitri halvek", "  Councillor   Halvek ")
    assert (
        done.told == "1 word; speakers: 1 new, 1 gone; positions: 0 new, 0 gone"
        or "speakers: 1 new, 1 gone" in done.told
    )
    assert speaker_named(store, "Councillor Halvek") == speaker_named(store, "Dmitri Halvek")
    assert speaker_named(store, "Councillor Halvek").because == ("named by a person: Ada Lind",)


def test_an_outlet_that_nobody_quotes_can_be_merged_and_named(tmp_path: Path) -> None:
    rows = [
        {
            "id": name,
            "title": "Ferry",
            "text": NOTES["c.txt"] + f"\n{name} divers are looking at the door.",
            "outlet": outlet,
        }
        for name, outlet in (("1", "Sea Herald"), ("2", "Sea Herald Online"), ("3", None))
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    db = tmp_path / "my.db"
    dissensus.read(tmp_path / "rows.jsonl", db=db, reference=REFERENCE)
    with dissensus.correct(db, by="Ada", reference=REFERENCE) as one:
        one.merge_speakers("Sea Herald", "Sea Herald Online")
        one.rename_speaker("Sea Herald Online", "The Herald")
        (herald,) = [s for s in one.store.fetch(Speaker) if s.name == "The Herald"]
        assert {form.text for form in herald.spellings} == {"Sea Herald", "Sea Herald Online"}
        with pytest.raises(CorrectionError, match="nobody knows which outlet this is"):
            one.rename_speaker("unknown outlet", "The Post")
    merged, named = dissensus.corrections(db)
    assert (merged.what, merged.state) == ("merged the speakers “Sea Herald”, “Sea Herald Online”", IN_EFFECT)
    assert (named.what[-13:], named.state, named.by) == (" “The Herald”", IN_EFFECT, "Ada")


# ------------------------------------------------------------------------------------------------------ stories


def test_stories_are_merged_and_parted_and_that_is_undone(store: Store) -> None:
    merged = ada(store).merge_stories("a.txt", "c.txt")
    assert len(merged.words) == 1
    assert tales(store) == ["abcd"]
    parted = ada(store).split_story("a.txt", "d.txt", "c.txt", together=True)
    assert tales(store) == ["ab", "cd"]
    assert {word.verdict for word in parted.words} == {Verdict.SAME, Verdict.DIFFERENT}
    ada(store, "Ben").undo(parted.words[-1].id)
    assert tales(store) == ["abcd"]  # as it was before
    assert states(store) == [IN_EFFECT, "taken back", "taken back"]


def test_merging_overrules_what_parted_the_stories(store: Store) -> None:
    ada(store).split_story("a.txt", "b.txt")
    assert tales(store) == ["a", "b", "cd"]
    ada(store, "Ben").merge_stories("a.txt", "b.txt")
    assert tales(store) == ["ab", "cd"]
    assert sorted(states(store)) == [IN_EFFECT, "overruled by a later word"]


def test_a_word_that_another_overruled_cannot_be_undone(store: Store) -> None:
    word = ada(store).split_story("a.txt", "b.txt").words[0]
    ada(store, "Ben").merge_stories("a.txt", "b.txt")
    with pytest.raises(CorrectionError, match=f"{word.id}: Ben said otherwise later"):
        ada(store).undo(word.id)


# ------------------------------------------------------------------------------------------------------ the file


def corrected(store: Store) -> None:
    ada(store).split_speaker("Dmitri Halvek", spellings=["Dmytro Halvek"])
    ada(store, "Ben").rename_speaker("Ilse Brandt", "Mayor Brandt")
    ada(store).merge_stories("a.txt", "c.txt")
    ada(store).merge_speakers("Mayor Brandt", "Elsa Berndorf")
    ada(store).undo(ada(store).split_story("a.txt", "d.txt").words[0].id)


def test_a_corpus_that_is_rebuilt_with_the_file_is_the_corrected_one(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    corrected(store)
    assert export(store, tmp_path / "said.jsonl") == len(store.persons_edges())
    with open_store(":memory:") as again:
        take_in(again, [str(folder)])
        done = take(again, tmp_path / "said.jsonl", REFERENCE)
        assert len(done.words) == len(store.persons_edges())
        first, second = exported(store, tmp_path / "first"), exported(again, tmp_path / "again")
        assert [name for name in first if first[name] != second[name]] in ([], ["stories.jsonl"])
        former = re.compile(rb'"former_ids": \[[^]]*\]')  # what a story absorbed on the way is its history
        assert former.sub(b"", first["stories.jsonl"]) == former.sub(b"", second["stories.jsonl"])
        assert not take(again, tmp_path / "said.jsonl", REFERENCE).words  # a second time changes nothing
        export(again, tmp_path / "copy.jsonl")
    assert (tmp_path / "copy.jsonl").read_bytes() == (tmp_path / "said.jsonl").read_bytes()


def test_words_rest_until_their_articles_come(store: Store, folder: Path, tmp_path: Path) -> None:
    corrected(store)
    export(store, tmp_path / "said.jsonl")
    with open_store(":memory:") as again:
        assert "link" not in take(again, tmp_path / "said.jsonl", REFERENCE).run.ran
        assert {one.state for one in corrections_view(again)} == {"rests until all its articles are here", "taken back"}
        put(again, [str(folder)])
        pipeline.run(again, REFERENCE)
        assert names(again) == names(store)
        assert tales(again) == tales(store)
        assert states(again) == states(store)


def test_of_two_words_on_one_thing_the_newer_stays(store: Store, tmp_path: Path) -> None:
    ada(store).rename_speaker("Ilse Brandt", "Mayor Brandt")
    export(store, tmp_path / "old.jsonl")
    ada(store).undo(store.persons_edges()[0].id)
    export(store, tmp_path / "new.jsonl")
    assert not take(store, tmp_path / "old.jsonl", REFERENCE).words
    with open_store(":memory:") as other:
        for name in ("old", "new", "old"):
            take(other, tmp_path / f"{name}.jsonl", REFERENCE)
        assert other.persons_edges() == store.persons_edges()


def test_a_file_with_a_bad_line_is_not_taken_in_at_all(store: Store, tmp_path: Path) -> None:
    ada(store).rename_speaker("Ilse Brandt", "Mayor Brandt")
    path = tmp_path / "said.jsonl"
    export(store, path)
    path.write_text(path.read_text("utf-8") + "{}\n", "utf-8")
    with open_store(":memory:") as other:
        with pytest.raises(CorrectionError, match=r"said.jsonl:3: relation is None; give one of"):
            take(other, path, REFERENCE)
        assert other.persons_edges() == []


def test_words_on_the_ledger_travel_too(store: Store, tmp_path: Path) -> None:
    article = article_named(store, "a.txt")
    revise(store, article.id, {1: Verdict.DIFFERENT}, by="Ada Lind", reference=REFERENCE)
    export(store, tmp_path / "said.jsonl")
    with open_store(":memory:") as other:
        take(other, tmp_path / "said.jsonl", REFERENCE)
        assert other.persons_edges() == store.persons_edges()
    assert corrections_view(store)[0].what == "cut “Quay sold”"
    ada(store).undo(store.persons_edges()[0].id)
    assert states(store) == ["taken back"]


def test_where_a_file_cannot_be_written_or_read_that_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(DissensusError, match=r"cannot be written .*; name another file"):
        export(store, tmp_path / "nowhere" / "said.jsonl")
    with pytest.raises(InputError, match="no such file; check the spelling"):
        take(store, tmp_path / "said.jsonl", REFERENCE)
    with pytest.raises(InputError, match="is no file; check the spelling"):
        take(store, tmp_path, REFERENCE)
    (tmp_path / "said.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="is not UTF-8; save it as UTF-8"):
        take(store, tmp_path / "said.jsonl", REFERENCE)


# ---------------------------------------------------------------------------------------------------- what is shown


def test_speakers_and_stories_show_where_a_person_decided(store: Store) -> None:
    ada(store).rename_speaker("Ilse Brandt", "Mayor Brandt")
    ada(store).merge_stories("a.txt", "c.txt")
    view = corpus_view(store)
    out = io.StringIO()
    console = Console(file=out, width=100, color_system=None)
    terminal.print_speakers(view, console)
    print_stories(view, console)
    assert "Mayor Brandt (person)" in out.getvalue()
    assert "  decided: named by a person: Ada Lind\n  spellings: " in out.getvalue()
    assert "   decided: merged by a person: Ada Lind\n" in out.getvalue()
    assert f"   id {view.stories[0].id[:8]}\n" in out.getvalue()
    report = render_report(view, "now")
    assert "merged by a person: Ada Lind" in report
    assert "named by a person: Ada Lind" in report
    assert ("decided", "merged by a person: Ada Lind") in explain_view(store, view.stories[0].id).rows
    assert explain_view(store, speaker_named(store, "Mayor Brandt").id).because == ("named by a person: Ada Lind",)


# ------------------------------------------------------------------------------------------------- what is refused


Say = Callable[[Corrector], object]
HALVEK = "Dmytro Halvek"
BAD: tuple[tuple[Say, str], ...] = (
    (lambda a: a.merge_speakers("Ilse Brandt", "nobody"), "nobody: no such speaker; `dissensus show speakers` lists"),
    (lambda a: a.merge_speakers("Ilse Brandt"), "Ilse Brandt: name two speakers or more to be merged"),
    (lambda a: a.merge_speakers(), "nobody: name two speakers or more to be merged"),
    (lambda a: a.merge_speakers("Ilse Brandt", "Ilse Brandt"), "Ilse Brandt: is named twice; name two different speakers"),
    (lambda a: a.merge_speakers(HALVEK, "Dmitri Halvek"), f"{HALVEK}: is Dmitri Halvek too; name two different speakers"),
    (lambda a: a.split_speaker(HALVEK), f"{HALVEK}: nothing is named that is to leave; name spellings, articles"),
    (lambda a: a.split_speaker(HALVEK, spellings=["Ivan"]), f"Ivan: no such spelling of {HALVEK}; choose among: D"),
    (lambda a: a.split_speaker(HALVEK, mentions=[99]), f"99: no such mention of {HALVEK}; choose from 1 to "),
    (lambda a: a.split_speaker(HALVEK, mentions=[0]), f"0: no such mention of {HALVEK}; choose from 1 to "),
    (lambda a: a.split_speaker(HALVEK, outlets=["The Post"]), f"The Post: no such outlet of {HALVEK}; choose among: none"),
    (lambda a: a.split_speaker(HALVEK, articles=["c.txt"]), f"c.txt: no such article of {HALVEK}; it is not mentioned"),
    (lambda a: a.split_speaker(HALVEK, articles=["z.txt"]), "z.txt: no such article; `dissensus show stories` lists them"),
    (lambda a: a.split_speaker(HALVEK, articles=["a.txt", "b.txt"]), f"{HALVEK}: all "),
    (lambda a: a.rename_speaker(HALVEK, " "), "' ': is no name; give up to 200 letters"),
    (lambda a: a.rename_speaker(HALVEK, "a\x1b[2J"), r"'a\x1b[2J': is no name; give up to 200 letters"),
    (lambda a: a.rename_speaker(HALVEK, HALVEK), f"{HALVEK}: is the speaker's name already; give another one"),
    (lambda a: a.give_statements(HALVEK), f"{HALVEK}: no statement is named; `dissensus show article` tells their ids"),
    (lambda a: a.give_statements(HALVEK, "nope"), "nope: no such statement; `dissensus show article` tells their ids"),
    (lambda a: a.merge_stories("a.txt", "b.txt"), "a.txt: is b.txt too; name two different stories"),
    (lambda a: a.merge_stories("a.txt"), "a.txt: name two stories or more to be merged"),
    (lambda a: a.merge_stories("a.txt", "z.txt"), "z.txt: no such story or article; `dissensus show stories` lists them"),
    (lambda a: a.split_story("a.txt", "c.txt"), "c.txt: stands in another story than a.txt; name articles of that one"),
    (lambda a: a.split_story("a.txt", "a.txt", "b.txt"), "a.txt: all 2 articles would leave; name fewer"),
    (lambda a: a.split_story("a.txt"), "a.txt: no article is named that is to leave; `dissensus show stories` lists"),
    (lambda a: a.undo("0123456789"), "0123456789: no such word of a person; `dissensus correct list` has them all"),
    (lambda a: replace(a, by=" ").merge_stories("a.txt", "c.txt"), "' ': is no name; say who decides in up to 100 letters"),
    (lambda a: replace(a, by="machine").merge_stories("a.txt", "c.txt"), "machine: is not the name of a person; say who"),
)  # fmt: skip


def test_what_cannot_be_said_is_refused_and_leaves_no_trace(store: Store) -> None:
    for say, message in BAD:
        with pytest.raises((CorrectionError, UnknownId)) as caught:
            say(ada(store))
        assert str(caught.value).startswith(message)
    assert store.persons_edges() == []


def test_a_name_that_means_several_is_told_with_their_ids(store: Store) -> None:
    ada(store).split_speaker("Dmitri Halvek", spellings=["Dmytro Halvek"])
    ada(store).rename_speaker("Dmytro Halvek", "Dmitri Halvek")
    with pytest.raises(
        UnknownId, match=r"Dmitri Halvek: means 2 speakers: Dmitri Halvek \([0-9a-f]{8}\), .*; give an id"
    ):
        ada(store).rename_speaker("Dmitri Halvek", "D.")


def test_what_was_taken_back_is_told(store: Store) -> None:
    word = ada(store).merge_stories("a.txt", "c.txt").words[0]
    ada(store).undo(word.id)
    with pytest.raises(CorrectionError, match="is taken back already; `dissensus correct list` tells what stands"):
        ada(store).undo(word.id)


def test_a_story_is_found_by_its_id_a_former_one_and_an_article(store: Store) -> None:
    two = sorted(store.fetch(Story), key=lambda story: story.id)
    ada(store).merge_stories(two[0].id, two[1].id[:8])
    (one,) = store.fetch(Story)
    assert {story_named(store, name).id for name in (*one.former_ids, one.id, "d.txt", one.articles[0])} == {one.id}


def test_holders_of_statements_say_who_decided(store: Store) -> None:
    ada(store).split_speaker("Dmitri Halvek", spellings=["Dmytro Halvek"])
    speaker = speaker_named(store, "Dmytro Halvek")
    held = [e for e in store.fetch(Edge) if e.relation is Relation.HELD_BY and e.right == speaker.id]
    assert held
    assert all("split off by a person: Ada Lind" in edge.because for edge in held)
    assert {edge.left for edge in held} <= {one.id for one in store.fetch(Statement)}
