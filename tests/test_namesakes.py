"""Whom a name means over all storylines, and what is shown of them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

import dissensus
from dissensus import pipeline
from dissensus.errors import UnknownId
from dissensus.namesakes import namesakes
from dissensus.pipeline import STAGES
from dissensus.records import Article, Maker, Record, Speaker, Stance, Story, Storyline, make_id
from dissensus.run import Run
from dissensus.show.speaker import APART, SpeakerPage, as_dict, print_speaker, speaker_page
from dissensus.store import Store, open_store
from dissensus.tables import bring
from tests.corpora import REFERENCE, put

FERRY = """{} Ferry talks at Port Ellery

Minister Dmytro Halvek denied that the ferry was sold. Halvek said that the harbour stays open.
Spokeswoman Ilse Brandt said that the ferry was sold. Ilse Brandt speaks for the ministry.
"""
ORCHARD = """{} Orchard prize for a grower

Mayor Dmitri Halvek said that the apples froze. Britain said that it sent new trees to the valley.
"""


def group_by_outlet(run: Run) -> None:
    """The orchard in a storyline of its own, whatever names the two share."""

    def work() -> Iterator[Record]:
        articles = run.store.fetch(Article)
        for orchard in (True, False):
            ids = tuple(sorted(a.id for a in articles if (a.outlet == "Valley Star") is orchard))
            line = make_id("storyline", *ids)
            yield Story(ids[0], ids, tuple((id,) for id in ids), line, MAKER)
            yield Storyline(line, (ids[0],), MAKER)

    run.units("group", [("corpus", "by outlet", work)])


MAKER = Maker("group", "test")
APART_STAGES = tuple(replace(stage, run=group_by_outlet) if stage.name == "group" else stage for stage in STAGES)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Path]]:
    tmp_path = tmp_path_factory.mktemp("namesakes")
    with open_store(tmp_path / "names.db") as store:
        rows = [
            {"id": "f1", "outlet": "Harbour Post", "date": "2024-05-02", "text": FERRY.format("")},
            {"id": "f2", "outlet": "Ellery Times", "date": "2024-05-03", "text": FERRY.format("Update:")},
            {"id": "o1", "outlet": "Valley Star", "date": "2022-01-09", "text": ORCHARD.format("")},
        ]
        path = tmp_path / "records.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        put(store, [str(path)])
        pipeline.run(store, REFERENCE, stages=APART_STAGES)
        yield store, path


def page(store: Store, asked: str) -> SpeakerPage:
    return speaker_page(store, asked, namesakes(store, asked))


def printed(shown: SpeakerPage) -> str:
    console = Console(width=400, record=True, file=None)
    with console.capture() as caught:
        print_speaker(shown, console)
    return re.sub(r"\s+", " ", re.sub(r"[\u2066-\u2069]", "", caught.get()))


def test_a_name_means_everybody_who_can_have_it_each_storyline_apart(corpus: tuple[Store, Path]) -> None:
    found = page(corpus[0], "Dmytro Halvek")
    assert sorted(one.name for one in found.people) == ["Dmitri Halvek", "Dmytro Halvek"]
    assert found.storylines == 2
    assert not found.joined
    assert "2 speakers of this name in 2 storylines, each apart." in printed(found)
    assert APART in printed(found)


def test_spellings_by_outlet_roles_statements_and_positions_are_told(corpus: tuple[Store, Path]) -> None:
    (facts,) = [one for one in page(corpus[0], "Dmytro Halvek").people if one.name == "Dmytro Halvek"]
    spelt = {view.text: dict(view.outlets) for view in facts.spellings}
    assert spelt["Dmytro Halvek"] == spelt["Halvek"] == {"Harbour Post": 1, "Ellery Times": 1}
    assert [(role.text, role.outlet) for role in facts.roles] == [
        ("Minister", "Harbour Post"),
        ("Minister", "Ellery Times"),
    ]
    assert {s.outlet for s in facts.statements} == {"Harbour Post", "Ellery Times"}
    assert {held.position.stance for held in facts.positions} == {Stance.DENIES}
    text = printed(page(corpus[0], facts.id))
    assert "called “Minister”: Harbour Post, 2 May 2024" in text
    assert "denies “that the ferry was sold”" in text


@pytest.mark.parametrize("asked", ["Halvek", "dmytro halvek", "D. Halvek", "Halvek, Dmytro"])
def test_a_name_in_any_spelling_is_found(corpus: tuple[Store, Path], asked: str) -> None:
    assert len(namesakes(corpus[0], asked)) == 2


def test_an_id_finds_that_speaker_first_then_its_namesakes(corpus: tuple[Store, Path]) -> None:
    ids = {one.name: one.id for one in corpus[0].fetch(Speaker)}
    found = namesakes(corpus[0], ids["Dmitri Halvek"][:8])
    assert list(found) == [ids["Dmitri Halvek"], ids["Dmytro Halvek"]]
    assert found[ids["Dmytro Halvek"]].startswith("can be spelt Dmytro Halvek: ")


def test_a_name_that_nobody_has(corpus: tuple[Store, Path]) -> None:
    with pytest.raises(UnknownId, match="nobody of this name"):
        namesakes(corpus[0], "Olga Penn")


def test_as_json_and_at_the_command_line(corpus: tuple[Store, Path]) -> None:
    def show(*arguments: str) -> subprocess.CompletedProcess[str]:
        db = str(corpus[1].parent / "names.db")
        command = [sys.executable, "-m", "dissensus", "show", "speaker", *arguments, "--db", db]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    told = json.loads(show("Ilse Brandt", "--json").stdout)
    assert told == json.loads(json.dumps(as_dict(page(corpus[0], "Ilse Brandt"))))
    assert [one["name"] for one in told["people"]] == ["Ilse Brandt"]
    assert dissensus.speaker("Ilse Brandt", db=corpus[1].parent / "names.db") == page(corpus[0], "Ilse Brandt")
    assert "Ilse Brandt (person)" in show("Ilse Brandt").stdout
    missing = show("Olga Penn")
    assert missing.returncode == 2
    assert missing.stderr.startswith("dissensus: Olga Penn: nobody")
    assert "no speaker is named" in show().stderr


# last, for it changes the corpus
def test_an_id_of_a_table_makes_them_one_or_parts_them(corpus: tuple[Store, Path], tmp_path: Path) -> None:
    store = corpus[0]
    table = tmp_path / "names.csv"
    table.write_text("id,name,kind\nQ1,Dmytro Halvek,person\n")
    bring(store, str(table))
    pipeline.run(store, REFERENCE, stages=APART_STAGES)
    shown = page(store, "Q1")
    assert shown.joined == ("wikidata:Q1",)
    assert "Those with the id wikidata:Q1 are one." in printed(shown)
    assert APART not in printed(shown)
    table.write_text("id,name,kind,roles\nQ1,Dmytro Halvek,person,minister\nQ2,Dmitri Halvek,person,mayor\n")
    bring(store, str(table))
    pipeline.run(store, REFERENCE, stages=APART_STAGES)
    ids = {one.name: one.id for one in store.fetch(Speaker)}
    assert list(namesakes(store, ids["Dmytro Halvek"])) == [ids["Dmytro Halvek"]]
