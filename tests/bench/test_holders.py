"""The list of judged holders, and how a program's holders are held against it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench import holders
from dissensus.records import SpeakerKind
from tests.conftest import require

TEXT = "Ina Roe, of the Lock Board, warned of floods. She said the gate leaks. Two aides said it holds. I doubt it."
ARTICLE = {"id": "lock", "outlet": "The Weir Post", "text": TEXT}
FIELDS = {"article", "content", "source", "holder", "also", "kind", "note"}
NOTE = 8  # words


LISTS = pytest.mark.parametrize("path", [holders.JUDGED, holders.JUDGED_SECOND], ids=["first", "second"])


@pytest.mark.parametrize(
    ("path", "draw"), [(holders.JUDGED, holders.draw), (holders.JUDGED_SECOND, holders.draw_second)]
)
def test_a_list_is_what_its_seed_draws(path: Path, draw: Callable[[list[holders.Row]], list[holders.Row]]) -> None:
    require("../shared", holders.GOLD.exists())
    drawn = draw(list(holders.rows()))
    assert len(drawn) == holders.DRAWN
    told = [{name: row[name] for name in ("article", "content", "source")} for row in holders.judged(path)]
    assert told == [{**row, "article": holders.key(row["article"])} for row in drawn]


@LISTS
def test_its_offsets_lie_on_whole_words(path: Path) -> None:
    require("../shared", holders.GOLD.exists())
    texts = {holders.key(row["id"]): row["text"] for row in holders.rows()}
    for row in holders.judged(path):
        text = texts[row["article"]]
        for start, end in [row["holder"], *row["also"]]:
            assert 0 <= start < end <= len(text)
            assert re.fullmatch(r"\S(.*\S)?", text[start:end])
            assert not re.search(r"\w$", text[:start])
            assert not re.match(r"\w", text[end:])


@LISTS
def test_it_says_what_it_may_and_no_more(path: Path) -> None:
    kinds = {kind.value for kind in SpeakerKind}
    for row in holders.judged(path):
        assert set(row) == FIELDS
        assert row["kind"] in kinds
        assert len(row["note"].split()) <= NOTE
        assert row["holder"] or row["kind"] == "unknown"


def test_the_lists_have_no_statement_in_common() -> None:
    first, second = (
        {(row["article"], str(row["content"]), str(row["source"])) for row in holders.judged(path)}
        for path in (holders.JUDGED, holders.JUDGED_SECOND)
    )
    assert first.isdisjoint(second)
    assert len(first) == len(second) == holders.DRAWN


def test_a_draw_takes_no_statement_without_source_and_none_twice() -> None:
    said = [{"source": [[n, n + 1]], "content": [[n + 2, n + 3]]} for n in range(20)]
    articles = [{"id": "a", "attributions": [*said, {"source": [], "content": [[0, 1]]}]}]
    drawn = holders.draw(articles, 20)
    assert [row["source"] for row in drawn] == [one["source"] for one in said]
    assert holders.draw(articles, 5) == holders.draw(articles, 5)


def test_a_second_draw_takes_nothing_of_the_first() -> None:
    said = [{"source": [[n, n + 1]], "content": [[n + 2, n + 3]]} for n in range(20)]
    articles = [{"id": "a", "attributions": said}]
    first, second = holders.draw(articles, 10), holders.draw_second(articles, 10)
    assert sorted([*first, *second], key=lambda row: row["source"]) == holders.draw(articles, 20)


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def row(content: str, holder: str | None, kind: str, *also: str) -> dict[str, Any]:
    return {
        "article": holders.key("lock"),
        "content": [at(content)],
        "source": [],
        "holder": at(holder) if holder else None,
        "also": [at(one) for one in also],
        "kind": kind,
        "note": "",
    }


def speaker(*spellings: str, kind: str = "person", type: str | None = None) -> dict[str, Any]:
    anonymous: dict[str, Any] | None = {"type": type, "count": None, "qualifiers": []} if type else None
    texts = [{"text": one, "count": 1} for one in spellings]
    return {"id": spellings[0], "name": spellings[0], "kind": kind, "anonymous": anonymous, "spellings": texts}


def exported(folder: Path, said: dict[str, dict[str, Any] | None]) -> Path:
    """An export of the article with a statement a content."""
    statements = [
        {
            "article": "1",
            "voice": "attributed",
            "parent": None,
            "part": "text",
            "content": [at(content)],
            "holder": one["id"] if one else None,
        }
        for content, one in said.items()
    ]
    files: dict[str, list[dict[str, Any]]] = {
        "articles": [{"id": "1", "origin": "lock"}],
        "statements": statements,
        "speakers": [one for one in said.values() if one],
    }
    (folder / "export").mkdir()
    for name, its in files.items():
        lines = "".join(json.dumps(one) + "\n" for one in its)
        (folder / "export" / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return folder


def test_found_answered_and_right_each_count_of_the_one_before(tmp_path: Path) -> None:
    require("../shared", holders.SHARED.exists())
    wanted = [
        row("of floods", "Ina Roe", "person"),
        row("the gate leaks", "Ina Roe", "person"),
        row("it holds", "Two aides", "anonymous"),
        row("doubt it", "I", "outlet"),
    ]
    folder = exported(
        tmp_path,
        {
            "of floods": speaker("Roe", "Ina Roe"),
            "the gate leaks": None,
            "it holds": speaker("Lock Board", kind="body"),
        },
    )
    figures = holders.holders(folder, [ARTICLE], wanted)
    assert figures == pytest.approx({"found": 3 / 4, "answered": 2 / 3, "right": 1 / 2})


def test_an_answer_where_no_reader_could_tell_is_wrong_and_none_is_no_lack(tmp_path: Path) -> None:
    require("../shared", holders.SHARED.exists())
    wanted = [
        row("of floods", "Ina Roe", "person"),
        row("it holds", None, "unknown"),
        row("the gate leaks", None, "unknown"),
    ]
    said = {"of floods": speaker("Ina Roe"), "it holds": speaker("Roe"), "the gate leaks": None}
    figures = holders.holders(exported(tmp_path, said), [ARTICLE], wanted)
    assert figures == {"found": 1.0, "answered": 1.0, "right": 0.5}


def test_the_second_list_has_figures_of_its_own(tmp_path: Path) -> None:
    require("../shared", holders.SHARED.exists())
    folder = exported(tmp_path, {})
    for article in holders.rows():
        with (folder / "export" / "articles.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps({"id": holders.key(article["id"]), "origin": article["id"]}) + "\n")
    names = {"found", "answered", "right"}
    assert set(holders.both(folder)) == names | {f"fresh.{name}" for name in names}


def test_nothing_exported_is_nothing_found(tmp_path: Path) -> None:
    require("../shared", holders.SHARED.exists())
    figures = holders.holders(exported(tmp_path, {}), [ARTICLE], [row("it holds", "Two aides", "anonymous")])
    assert set(figures.values()) == {0.0}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Weir Post", "Weir  Post"),
        ("Roe", "Ina Roe"),
        ("Roe's", "Ina Roe"),
        ("Ina Roe", "Ina Roe Jr."),
        ("U.N. Locks", "UN Locks"),
        ("Court of Appeals", "U.S. Court of Appeals for the Ninth Weir"),
    ],
)
def test_forms_of_one_name(one: str, other: str) -> None:
    assert holders.same(holders.words(one), holders.words(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Roe", "the Roe campaign"),
        ("Ina Roe", "Ada Roe"),
        ("Ro", "Roe"),
        ("", "Roe"),
        ("the Lock Board", "Lock Board's gate"),
    ],
)
def test_a_name_within_another_is_not_that_other(one: str, other: str) -> None:
    assert not holders.same(holders.words(one), holders.words(other))


@pytest.mark.parametrize("name", ["she", "They", "who", "unknown"])
def test_a_pronoun_is_no_answer(name: str) -> None:
    assert not holders.is_answer(speaker(name))
    assert holders.is_answer(speaker(name, type="aide"))
    assert holders.is_answer(speaker(name, "Roe"))


def test_a_country_is_no_pronoun() -> None:
    assert holders.is_answer(speaker("U.S.", kind="state"))


def test_the_fullest_spelling_counts() -> None:
    held = row("of floods", "Ina Roe", "person")
    assert holders.is_right(speaker("Roe", "Ina Roe"), held, ARTICLE)
    assert holders.is_right(speaker("Roe"), held, ARTICLE)
    assert not holders.is_right(speaker("Roe", "Ada Roe"), held, ARTICLE)


def test_an_answer_equally_right_is_right() -> None:
    held = row("of floods", "Ina Roe", "person", "Lock Board")
    assert holders.is_right(speaker("Lock Board", kind="body"), held, ARTICLE)


def test_one_without_a_name_is_told_by_what_he_is() -> None:
    held = row("it holds", "Two aides", "anonymous")
    assert holders.is_right(speaker("two people", kind="anonymous", type="aide"), held, ARTICLE)
    assert not holders.is_right(speaker("two people", kind="anonymous", type="guard"), held, ARTICLE)
    assert not holders.is_right(speaker("aides of the board", kind="body"), held, ARTICLE)
    assert not holders.is_right(
        speaker("aide", kind="anonymous", type="aide"), row("of floods", "Ina Roe", "person"), ARTICLE
    )


def test_the_outlet_answers_for_its_own_writer() -> None:
    post = speaker("Weir Post", kind="outlet")
    assert holders.is_right(post, row("doubt it", "I", "outlet"), ARTICLE)
    assert not holders.is_right(post, row("of floods", "Ina Roe", "person"), ARTICLE)
