"""The pipeline over real files: what runs, what runs no second time, and that no order of things changes the result."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dissensus import pipeline
from dissensus.errors import PipelineError
from dissensus.ingest import read_paths
from dissensus.pipeline import STAGES, Stage
from dissensus.records import (
    Article,
    Claim,
    Dispute,
    Drop,
    Edge,
    Page,
    Position,
    Relation,
    Statement,
    Story,
    Storyline,
    Verdict,
)
from dissensus.run import Run
from dissensus.show.export import export_jsonl
from dissensus.show.rows import FILES, Corpus
from dissensus.stages import clean, group, read
from dissensus.store import Store, open_store
from tests.corpora import REFERENCE, SAMPLE_FILES, SAMPLES, exported, put, take_in

FIRST, SECOND = SAMPLE_FILES[::2], SAMPLE_FILES[1::2]


def put_text(store: Store, folder: Path, text: str, name: str = "one.txt") -> None:
    path = folder / name
    path.write_text(text, "utf-8")
    put(store, [str(path)])


# ------------------------------------------------------------------------------------------------------- the order


def test_the_order_of_the_stages_is_possible() -> None:
    pipeline.check(STAGES)
    assert [stage.name for stage in STAGES] == ["clean", "read", "group", "link", "judge"]


@pytest.mark.parametrize("at", range(1, len(STAGES)))
def test_an_impossible_order_is_refused_before_anything_runs(at: int) -> None:
    order = [STAGES[at], *STAGES[:at], *STAGES[at + 1 :]]
    with open_store(":memory:") as store:
        put(store, SAMPLE_FILES[:1])
        with pytest.raises(PipelineError, match=rf"stage '{STAGES[at].name}' takes .*, which no stage before it gives"):
            pipeline.run(store, REFERENCE, stages=order)
        assert store.fetch(Article) == []


def test_a_stage_that_is_missing_is_told_by_what_it_would_have_given() -> None:
    with pytest.raises(PipelineError, match="stage 'group' takes Mention, which no stage before it gives"):
        pipeline.check([stage for stage in STAGES if stage.name != "read"])


# --------------------------------------------------------------------------------------------- what runs, and what not


@pytest.fixture(scope="module")
def whole() -> Store:
    """The samples, read at once. Tests only look at it."""
    store = open_store(":memory:")
    take_in(store, SAMPLE_FILES)
    return store


def test_what_ran_and_what_was_made_is_counted() -> None:
    told: list[tuple[str, int, int]] = []
    with open_store(":memory:") as store:
        put(store, SAMPLE_FILES)
        run = pipeline.run(store, REFERENCE, lambda *step: told.append(step))
        pages = len(store.page_ids())
        assert (run.ran["clean"], run.ran["read"]) == (pages, pages)
        weeks, stories, lines = len(store.units("group.week")), len(store.fetch(Story)), len(store.fetch(Storyline))
        assert run.ran["group"] == pages + weeks + stories + lines  # a gist each, and what they come to
        assert run.ran["link"] == run.ran["judge"] == len({story.storyline for story in store.fetch(Story)})
        assert not run.fresh
        for noun in (Article, Statement, Story, Claim, Position):
            assert run.made[noun.__name__] == len(store.fetch(noun)) > 0
        assert [step for step in told if step[0] == "clean"] == [("clean", n, pages) for n in range(1, pages + 1)]


def test_a_second_run_runs_nothing(tmp_path: Path) -> None:
    with open_store(":memory:") as store:
        first = take_in(store, SAMPLE_FILES)
        before = exported(store, tmp_path / "before")
        second = take_in(store, SAMPLE_FILES)
        assert (second.ran, second.made) == ({}, {})
        gists = second.fresh.pop("group")  # of weeks, stories and lines nothing came or went: none is looked at
        assert gists == second.fresh["read"] == len(store.fetch(Article))
        assert second.fresh == {stage: count for stage, count in first.ran.items() if stage != "group"}
        assert exported(store, tmp_path / "after") == before


def test_a_later_present_makes_nothing_stale() -> None:
    with open_store(":memory:") as store:
        take_in(store, SAMPLE_FILES[:1])
        assert not pipeline.run(store, datetime(2031, 1, 1, tzinfo=UTC)).ran


def test_one_more_article_reruns_only_what_it_touches(tmp_path: Path) -> None:
    with open_store(":memory:") as store:
        first = take_in(store, SAMPLE_FILES)
        put_text(store, tmp_path, "Bakers of Orlo sold a thousand loaves on Monday.\n\nThe oven was lit at three.\n")
        run = pipeline.run(store, REFERENCE)
        # A story by itself: its gist, the week of what has no date, story and storyline.
        assert run.ran == {"clean": 1, "read": 1, "group": 4, "link": 1, "judge": 1}
        assert run.fresh["clean"] == first.ran["clean"]
        assert run.fresh["link"] == run.fresh["judge"] == first.ran["link"]


def test_one_more_article_of_a_story_reruns_that_storyline_alone() -> None:
    last = next(path for path in SAMPLE_FILES if "tram-audit/002" in path)
    with open_store(":memory:") as store:
        take_in(store, [path for path in SAMPLE_FILES if path != last])
        run = take_in(store, [last])
        # Its gist, its week, that of what has no date and is compared with all, story and storyline.
        assert run.ran == {"clean": 1, "read": 1, "group": 5, "link": 1, "judge": 1}
        assert run.fresh["link"] == 2


def test_a_new_version_of_a_stage_reruns_it_and_what_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(":memory:") as store:
        first = take_in(store, SAMPLE_FILES[:3])
        monkeypatch.setattr(group, "VERSION", "next")
        assert pipeline.run(store, REFERENCE).ran == {name: first.ran[name] for name in ("group", "link", "judge")}


def test_a_page_that_turns_out_to_be_html_is_read_anew(tmp_path: Path) -> None:
    """The same bytes, met again under a name that says more: the first answer does not stand."""
    body = "<p>The bridge of Sell was closed on Monday, said the mayor, Ada Lind. Nobody was hurt.</p>"
    for name in ("page.txt", "page.html"):
        (tmp_path / name).write_text(body, "utf-8")
    found = []
    for rounds in (["page.txt", "page.html"], ["page.html", "page.txt"]):
        with open_store(":memory:") as store:
            for name in rounds:
                take_in(store, [str(tmp_path / name)])
            (article,) = store.fetch(Article)
            found.append((article, store.fetch(Statement)))
    assert found[0] == found[1]
    assert "<p>" not in article.parts.text


def test_an_article_that_a_new_rule_drops_takes_its_statements_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def dropped(page: Page, reference: datetime, net: Any) -> Any:
        return iter([Drop("d" + page.id, page.id, "clean", "not today")])

    with open_store(":memory:") as store:
        take_in(store, SAMPLE_FILES[:3])
        monkeypatch.setattr(clean, "VERSION", "next")
        monkeypatch.setattr(clean, "clean", dropped)
        pipeline.run(store, REFERENCE)
        assert not any(store.fetch(noun) for noun in (Article, Statement, Story, Claim, Position))
        assert len(store.fetch(Drop)) == 3


# --------------------------------------------------------------------------------------------------- interruptions


def stopping(stage: Stage, at: int) -> Stage:
    """The same stage, but the power fails when it has written this many units."""

    def run(state: Run) -> None:
        def told(name: str, done: int, todo: int) -> None:
            if done == at:
                raise KeyboardInterrupt

        stage.run(replace(state, progress=told))

    return replace(stage, run=run)


@pytest.mark.parametrize(("name", "at"), [("clean", 3), ("read", 3), ("group", 1), ("link", 2), ("judge", 2)])
def test_an_interrupted_run_goes_on_where_it_stopped(name: str, at: int, tmp_path: Path, whole: Store) -> None:
    stages = tuple(stopping(stage, at) if stage.name == name else stage for stage in STAGES)
    with open_store(tmp_path / "stopped.db") as store:
        put(store, SAMPLE_FILES)
        with pytest.raises(KeyboardInterrupt):
            pipeline.run(store, REFERENCE, stages=stages)
    with open_store(tmp_path / "stopped.db") as store:
        run = pipeline.run(store, REFERENCE)
        assert run.fresh[name] == at
        assert exported(store, tmp_path / "resumed") == exported(whole, tmp_path / "whole")


def test_a_unit_that_fails_midway_leaves_nothing_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = read.read, []

    def failing(article: Article, blocks: Sequence[Any], tagger: Any) -> Any:
        calls.append(article.id)
        for number, record in enumerate(real(article, blocks, tagger)):
            if len(calls) == 3 and number == 2:
                raise ZeroDivisionError
            yield record

    with open_store(":memory:") as store:
        put(store, SAMPLE_FILES[:5])
        with monkeypatch.context() as patched:
            patched.setattr(read, "read", failing)
            with pytest.raises(ZeroDivisionError):
                pipeline.run(store, REFERENCE)
        assert store.units("read") == sorted(calls[:2])
        assert {statement.article for statement in store.fetch(Statement)} <= set(calls[:2])
        assert pipeline.run(store, REFERENCE).fresh["read"] == 2


# ------------------------------------------------------------------------------------------------ the same, always


def shuffled(seed: int) -> list[str]:
    paths = list(SAMPLE_FILES)
    random.Random(seed).shuffle(paths)
    return paths


@pytest.mark.parametrize("order", [shuffled(1), shuffled(2), SAMPLE_FILES[::-1]], ids=["one", "two", "backwards"])
def test_the_order_of_arguments_changes_no_byte(order: list[str], tmp_path: Path, whole: Store) -> None:
    with open_store(":memory:") as store:
        take_in(store, order)
        assert exported(store, tmp_path / "other") == exported(whole, tmp_path / "whole")


def test_the_order_in_which_python_walks_its_sets_changes_no_byte(tmp_path: Path) -> None:
    """Each process has its own order of hashes: what depends on it differs from run to run."""
    script = (
        "import sys; from tests.corpora import *; from dissensus.store import open_store\n"
        "store = open_store(':memory:'); take_in(store, SAMPLE_FILES); exported(store, Path(sys.argv[1]))"
    )
    runs = []
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", script, str(tmp_path / seed)]
        runs.append(subprocess.Popen(command, env=environment, cwd=Path(__file__).parents[1]))
    assert [run.wait(120) for run in runs] == [0, 0]
    first, other = [{p.name: p.read_text("utf-8").splitlines() for p in (tmp_path / s).iterdir()} for s in "12"]
    for name, rows in first.items():
        assert [row for row in rows if row not in other[name]] == [], name


def masked(folder: dict[str, bytes], stories: dict[str, str]) -> dict[str, list[Any]]:
    """An export with each story under the name of what it holds, the ids of edges to it left out, rows in any order."""

    def mask(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: mask(inner) for key, inner in value.items() if key != "former_ids"}
        if isinstance(value, list):
            return [mask(inner) for inner in value]
        return stories.get(value, value) if isinstance(value, str) else value

    out = {}
    for name, content in folder.items():
        rows = [json.loads(line) for line in content.splitlines()]
        for row in rows:
            if name == "edges.jsonl" and {row["left"], row["right"]} & stories.keys():
                del row["id"]
            for field in ("stories",):
                if field in row:
                    row[field] = sorted(mask(row[field]))
        out[name] = sorted((mask(row) for row in rows), key=lambda row: json.dumps(row, sort_keys=True))
    return out


def names_of_stories(store: Store) -> dict[str, str]:
    return {story.id: "story of " + " ".join(sorted(story.articles)) for story in store.fetch(Story)}


INCREMENTS: list[tuple[str, list[list[str]]]] = [
    ("halves", [FIRST, SECOND]),
    ("the other half first", [SECOND, FIRST]),
    ("one by one, backwards", [[path] for path in SAMPLE_FILES[::-1]]),
]


@pytest.mark.parametrize("rounds", [rounds for _, rounds in INCREMENTS], ids=[name for name, _ in INCREMENTS])
def test_reading_in_increments_gives_the_same_but_for_the_ids_of_stories(
    rounds: list[list[str]], tmp_path: Path, whole: Store
) -> None:
    with open_store(":memory:") as store:
        for paths in rounds:
            take_in(store, paths)
        grown = masked(exported(store, tmp_path / "grown"), names_of_stories(store))
    at_once = masked(exported(whole, tmp_path / "whole"), names_of_stories(whole))
    for name, rows in at_once.items():
        assert grown[name] == rows, name


def test_a_story_that_grows_keeps_its_id(tmp_path: Path) -> None:
    ferry = [path for path in SAMPLE_FILES if "ferry-loss/00" in path and "003" not in path]
    with open_store(":memory:") as store:
        take_in(store, ferry[2:])
        (young,) = store.fetch(Story)
        take_in(store, ferry)
        (old,) = store.fetch(Story)
        assert old.id == young.id
        assert set(old.articles) > set(young.articles)


# ------------------------------------------------------------------------------------------------------- versions

QUAY = (
    "Old quay of Osterwick sold to a cousin\n\n"
    "The mayor of Osterwick, Ilse Brandt, has sold the old quay to her cousin, the Harbour Post reported on Monday.\n\n"
    "The quay was built in 1911 and belongs to the city. The council had not been asked.\n\n"
    "Brandt said that the sale was legal and that the price of four million crowns was fair.\n"
)
MENDED = QUAY.replace("four million", "three million")


def versions(store: Store) -> dict[str, tuple[int, str | None]]:
    """By the number of millions that an article tells, which version it is and which one is before it."""
    corpus = Corpus(store)
    told = {a.id: re.search(r"(\w+) million", a.parts.text) for a in store.fetch(Article)}
    names = {id: match[1] for id, match in told.items() if match}
    return {names[r["id"]]: (r["version"], names.get(r["previous"])) for r in FILES["articles"](corpus)}


def test_a_file_that_has_changed_is_the_next_version_of_its_work(tmp_path: Path) -> None:
    with open_store(":memory:") as store:
        for text in (QUAY, MENDED, QUAY.replace("four million", "two million")):
            put_text(store, tmp_path, text)
            pipeline.run(store, REFERENCE)
        assert versions(store) == {"four": (1, None), "three": (2, "four"), "two": (3, "three")}
        assert len({row["work"] for row in FILES["articles"](Corpus(store))}) == 1
        (story,) = store.fetch(Story)
        assert len(story.origins) == 1
        assert not [edge for edge in store.fetch(Edge) if edge.relation is Relation.COPY]


def test_a_file_that_changes_back_has_the_versions_it_had(tmp_path: Path) -> None:
    with open_store(":memory:") as store:
        for text in (QUAY, MENDED, QUAY):
            put_text(store, tmp_path, text)
            run = pipeline.run(store, REFERENCE)
        assert not run.ran
        assert versions(store) == {"four": (1, None), "three": (2, "four")}


def test_the_same_file_under_another_name_and_another_article_under_its_name_are_no_versions(tmp_path: Path) -> None:
    with open_store(":memory:") as store:
        put_text(store, tmp_path, QUAY)
        put_text(store, tmp_path, QUAY, "copy.txt")
        put_text(store, tmp_path, "Bakers of Orlo sold two million loaves on Monday.\n\nThe oven was lit at three.\n")
        pipeline.run(store, REFERENCE)
        assert versions(store) == {"four": (1, None), "two": (1, None)}
        (edge,) = [edge for edge in store.fetch(Edge) if edge.relation is Relation.VERSION]
        assert edge.verdict is Verdict.UNSURE


def test_a_record_is_known_by_its_id_and_file_and_two_with_one_id_are_not_versions(tmp_path: Path) -> None:
    def line(id: str, text: str) -> str:
        return json.dumps({"id": id, "text": text}) + "\n"

    with open_store(":memory:") as store:
        put_text(store, tmp_path, line("one", QUAY) + line("one", MENDED), "a.jsonl")
        pipeline.run(store, REFERENCE)
        assert versions(store) == {"four": (1, None), "three": (1, None)}
        put_text(store, tmp_path, line("two", MENDED) + line("one", QUAY.replace("four", "five")), "a.jsonl")
        put_text(store, tmp_path, line("one", QUAY.replace("four", "nine")), "b.jsonl")
        pipeline.run(store, REFERENCE)
        found = versions(store)
    assert found["five"] == (2, "four")
    assert found["nine"] == (1, None)


def test_records_of_one_address_are_versions_by_their_dates_in_any_order(tmp_path: Path) -> None:
    address = "https://gazette.example/quay"
    forms = {
        "four": ("2024-05-01", address),
        "three": ("2024-05-02", f"{address}/amp"),
        "two": ("2024-05-03", f"{address}?utm_source=x"),
    }
    lines = [
        json.dumps({"text": QUAY.replace("four", word), "url": url, "date": day}) + "\n"
        for word, (day, url) in forms.items()
    ]
    for order in ([0, 1, 2], [2, 0, 1]):
        with open_store(":memory:") as store:
            for n in order:
                put_text(store, tmp_path, lines[n], f"{n}.jsonl")
                pipeline.run(store, REFERENCE)
            assert versions(store) == {"four": (1, None), "three": (2, "four"), "two": (3, "three")}


def test_what_an_outlet_corrects_in_its_article_is_no_dispute(tmp_path: Path) -> None:
    """Nor is one saying told twice, in the same words but for a figure (tests/stages/judge has one speaker at two times)."""
    for names in (("one.txt", "one.txt"), ("one.txt", "two.txt")):
        with open_store(":memory:") as store:
            for name, text in zip(names, (QUAY, MENDED), strict=True):
                put_text(store, tmp_path, text, name)
            pipeline.run(store, REFERENCE)
            assert store.fetch(Claim)
            assert not store.fetch(Dispute)


def test_every_capture_is_kept_and_becomes_an_article(whole: Store) -> None:
    pages = [item.id for item in read_paths([str(SAMPLES)]) if isinstance(item, Page)]
    assert sorted(pages) == whole.page_ids() == sorted(article.page for article in whole.fetch(Article))


def test_a_fresh_run_over_a_file_and_over_memory_are_one(tmp_path: Path, whole: Store) -> None:
    with open_store(tmp_path / "file.db") as store:
        take_in(store, SAMPLE_FILES)
        assert exported(store, tmp_path / "file") == exported(whole, tmp_path / "memory")


def test_an_empty_store_is_no_trouble(tmp_path: Path) -> None:
    with open_store(":memory:") as store:
        assert not pipeline.run(store, REFERENCE).made
        assert set(export_jsonl(store, tmp_path).values()) == {0}
