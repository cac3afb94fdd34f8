from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dissensus.errors import DissensusError
from dissensus.records import Drop, Edge, Relation, Verdict
from dissensus.show.export import FORMATS, export_jsonl
from dissensus.store import Store, open_store
from tests.hand_made import (
    CAFE,
    CLAIM,
    DENIED,
    ECHO,
    GAZETTE,
    HELD,
    HTML,
    LINE,
    LINK,
    NO_PIER,
    ORLA,
    PORT,
    SOLD,
    STORY,
    TEXT,
    TEXT_PAGE,
    VENN,
    fill,
    in_text,
)

# The fields that scorers and users rely on; more may be there.
FIXED = {
    "pages": "id origins url media_type fetched size",
    "articles": "id page origin outlet url authors agencies title language published updated complete work version"
    " previous story text parts",
    "blocks": "article part start end kind language kept rule confidence",
    "offsets": "article part start end locator how",
    "statements": "id article part voice source cue content negation hedges kind act polarity target basis parent depth"
    " chain holder said_at confidence",
    "speakers": "id name kind anonymous roles spellings mentions ids",
    "places": "id name spellings mentions latitude longitude ids",
    "times": "article part start end type from to basis",
    "quantities": "article part start end value unit thing bound as_of",
    "stories": "id former_ids articles origins storyline",
    "storylines": "id stories",
    "claims": "id wording article part spans",
    "positions": "id claim holder holder_name voice stance article part spans statements confidence because",
    "disputes": "id claim kind scope stories level positions confidence",
    "discrepancies": "id kind article part spans against because",
    "edges": "id left right relation verdict score because by",
    "drops": "id what stage reason",
}

MAKER = {"stage": "link", "version": "1", "net": None}


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:") as opened:
        yield fill(opened)


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_bytes().splitlines()]


def row(folder: Path, name: str, id: str) -> dict[str, Any]:
    (found,) = [one for one in rows(folder, name) if one["id"] == id]
    return found


def exported(store: Store, folder: Path) -> Path:
    export_jsonl(store, folder)
    return folder


def pair(words: str) -> list[int]:
    span = in_text(words)
    return [span.start, span.end]


def test_one_file_a_noun_with_its_fixed_fields(store: Store, tmp_path: Path) -> None:
    counts = export_jsonl(store, tmp_path / "deep" / "out")
    folder = tmp_path / "deep" / "out"
    assert {file.name for file in folder.iterdir()} == {f"{name}.jsonl" for name in FIXED}
    assert list(counts) == list(FIXED)
    for name, fields in FIXED.items():
        found = rows(folder, name)
        assert len(found) == counts[name] > 0
        for one in found:
            assert not set(fields.split()) - set(one), name
            assert name in ("pages", "drops") or set(one["maker"]) == {"stage", "version", "net"}


def test_an_empty_noun_is_an_empty_file(tmp_path: Path) -> None:
    with open_store(":memory:") as store:
        assert set(export_jsonl(store, tmp_path).values()) == {0}
    assert {file.name: file.stat().st_size for file in tmp_path.iterdir()} == {f"{name}.jsonl": 0 for name in FIXED}


def test_the_same_records_give_the_same_bytes(store: Store, tmp_path: Path) -> None:
    one, two = exported(store, tmp_path / "one"), exported(store, tmp_path / "two")
    with open_store(":memory:") as again:
        three = exported(fill(again), tmp_path / "three")
    for name in FIXED:
        content = (one / f"{name}.jsonl").read_bytes()
        assert content == (two / f"{name}.jsonl").read_bytes() == (three / f"{name}.jsonl").read_bytes()


def test_an_export_over_an_older_one_replaces_it(store: Store, tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text("old\n" * 100)
    (tmp_path / "notes.txt").write_text("mine")
    exported(store, tmp_path)
    assert [one["id"] for one in rows(tmp_path, "claims")] == [CLAIM.id]
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == len(FIXED) + 1


def test_an_export_that_fails_leaves_no_half_file(store: Store, tmp_path: Path) -> None:
    exported(store, tmp_path)
    before = (tmp_path / "pages.jsonl").read_bytes()
    with open_store(":memory:") as closed:
        fill(closed)
    with pytest.raises(DissensusError):
        export_jsonl(closed, tmp_path)
    assert (tmp_path / "pages.jsonl").read_bytes() == before
    assert len(list(tmp_path.iterdir())) == len(FIXED)


def test_a_folder_that_cannot_be_is_named(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(DissensusError, match=r"file: cannot be written .*; name another folder with -o"):
        export_jsonl(store, file)


def test_a_page_has_its_size_and_not_its_bytes(store: Store, tmp_path: Path) -> None:
    folder = exported(store, tmp_path)
    page = row(folder, "pages", TEXT_PAGE.id)
    assert page["origins"] == ["in/a.txt", "in/b.txt"]
    assert page["size"] == len(TEXT_PAGE.content)
    assert page["fetched"] is None
    assert {one["size"] for one in rows(folder, "pages")} >= {len(HTML)}


def test_an_article(store: Store, tmp_path: Path) -> None:
    folder = exported(store, tmp_path)
    gazette = row(folder, "articles", GAZETTE)
    assert gazette["origin"] == "in/a.txt"
    assert gazette["story"] == STORY
    assert gazette["text"] == TEXT
    assert gazette["title_span"] == pair(gazette["title"])
    assert gazette["parts"] == {"title": None, "standfirst": None, "captions": []}
    assert gazette["published"] == {
        "value": "2024-03-04",
        "precision": "day",
        "basis": "byline",
        "conflict": True,
        "candidates": [{"value": "2024-03-04", "place": "line 2", "rule": "byline"}],
    }
    assert gazette["updated"]["value"] is None
    assert row(folder, "articles", CAFE)["story"] is None
    echo = row(folder, "articles", ECHO)
    assert echo["origin"] == "r/1"
    assert echo["parts"]["title"] == "No piers"


def test_blocks_and_offsets_are_rows_of_their_span(store: Store, tmp_path: Path) -> None:
    folder = exported(store, tmp_path)
    block = next(one for one in rows(folder, "blocks") if one["article"] == GAZETTE)
    assert [block["part"], block["start"], block["kind"], block["kept"]] == ["text", 0, "title", True]
    assert block["confidence"] == 0.912
    locators = [one["locator"] for one in rows(folder, "offsets") if one["article"] != CAFE]
    assert {"bytes": [0, len(TEXT_PAGE.content)], "pointer": None, "record": None} in locators
    assert {"bytes": None, "pointer": "/title", "record": None} in locators


def test_a_statement_has_its_holder_and_target_from_edges(store: Store, tmp_path: Path) -> None:
    folder = exported(store, tmp_path)
    sold = row(folder, "statements", SOLD.id)
    assert sold["holder"] == ORLA.id
    assert sold["target"] is None
    assert (sold["voice"], sold["act"], sold["kind"], sold["polarity"]) == (
        "attributed",
        "asserts",
        "indirect",
        "positive",
    )
    assert sold["content"] == [pair("12 piers were sold")]
    assert sold["said_at"] == {"from": "2024-03-04", "to": "2024-03-04", "basis": "weekday"}
    assert sold["confidence"] == 0.877
    denied = row(folder, "statements", DENIED.id)
    assert denied["holder"] == VENN.id
    assert denied["target"] == {
        "spans": [pair("12 piers were sold")],
        "statement": SOLD.id,
        "holder": ORLA.id,
        "name": "The Orla Gazette",
    }
    assert denied["chain"] == [
        {"holder": PORT.id, "name": "the port", "relation": "said_by", "spans": [pair("the port")]}
    ]
    assert row(folder, "statements", NO_PIER.id)["holder"] is None, "an edge that is unsure names nobody"


def test_a_person_outranks_a_machine(store: Store, tmp_path: Path) -> None:
    store.put_edge(replace(HELD, id="1" * 20, verdict=Verdict.DIFFERENT, by="ada"))
    assert row(exported(store, tmp_path), "statements", SOLD.id)["holder"] is None
    store.put_edge(replace(HELD, id="2" * 20, right=PORT.id, score=0.1, by="ada"))
    assert row(exported(store, tmp_path), "statements", SOLD.id)["holder"] == PORT.id


def test_of_several_holders_the_better_score_stays(store: Store, tmp_path: Path) -> None:
    worse = Edge("3" * 20, SOLD.id, PORT.id, Relation.HELD_BY, Verdict.SAME, 0.3, ("near",), LINK)
    store.write_unit("more", "1", "1", [worse])
    assert row(exported(store, tmp_path), "statements", SOLD.id)["holder"] == ORLA.id


def test_speakers_and_places(store: Store, tmp_path: Path) -> None:
    folder = exported(store, tmp_path)
    mention, role = in_text("Ada Venn"), in_text("clerk")
    assert row(folder, "speakers", VENN.id) == {
        "id": VENN.id,
        "name": "Ada Venn",
        "kind": "person",
        "anonymous": None,
        "roles": [{"text": "clerk", "article": GAZETTE, "part": "text", "start": role.start, "end": role.end}],
        "spellings": [{"text": "Ada Venn", "count": 1}],
        "mentions": [{"article": GAZETTE, "part": "text", "start": mention.start, "end": mention.end}],
        "ids": [],
        "flags": [],
        "because": [],
        "maker": MAKER,
    }
    assert row(folder, "speakers", PORT.id)["anonymous"] == {"type": "body", "count": None, "qualifiers": []}
    (place,) = rows(folder, "places")
    assert (place["latitude"], place["longitude"]) == (54.5, -3.25)


def test_times_quantities_stories_and_what_is_judged(store: Store, tmp_path: Path) -> None:
    folder = exported(store, tmp_path)
    (when,) = rows(folder, "times")
    assert (when["from"], when["to"], when["type"]) == ("2024-03-04", "2024-03-05", "date")
    (count,) = rows(folder, "quantities")
    assert (count["value"], count["thing"], count["bound"]) == (12.0, "piers", "exactly")
    assert row(folder, "stories", STORY)["origins"] == [[GAZETTE], [ECHO]]
    assert row(folder, "storylines", LINE)["stories"] == [STORY]
    stances = {one["stance"]: one for one in rows(folder, "positions")}
    assert set(stances) == {"asserts", "denies", "silent"}
    assert stances["silent"]["article"] is None
    assert stances["denies"]["spans"] == [pair("it")]
    (dispute,) = rows(folder, "disputes")
    assert (dispute["kind"], dispute["scope"], dispute["level"]) == ("fact", "article", "explicit")
    (discrepancy,) = rows(folder, "discrepancies")
    assert discrepancy["against"] == DENIED.id


def test_edges_and_drops_are_as_their_records(store: Store, tmp_path: Path) -> None:
    folder = exported(store, tmp_path)
    assert row(folder, "edges", HELD.id) == {
        "id": HELD.id,
        "left": SOLD.id,
        "right": ORLA.id,
        "relation": "held_by",
        "verdict": "same",
        "score": 0.812,
        "because": ["name"],
        "by": "machine",
        "at": None,
        "maker": MAKER,
    }
    assert {one["stage"] for one in rows(folder, "drops")} == {"ingest", "clean"}


def test_every_script_and_line_mark_stays_one_line(store: Store, tmp_path: Path) -> None:
    what = "Харків 東京 \u2028 \u0085 \x1b \n\r 🙂"
    store.put_drops("in", [Drop("d" * 20, what, "read", "why")])
    content = (exported(store, tmp_path) / "drops.jsonl").read_bytes()
    assert "Харків 東京" in content.decode("utf-8")
    found = [json.loads(line) for line in content.split(b"\n")[:-1]]
    assert what in [one["what"] for one in found]
    assert b"\r" not in content


def test_formats_are_a_table() -> None:
    assert FORMATS["jsonl"] is export_jsonl
