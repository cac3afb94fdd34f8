"""What the block net is taught: labels by gold, silver where gold is silent, texts with part of the leftovers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bench.pages import GoldPage
from dissensus.stages.clean.features import BUCKETS, WIDTH, WORDS
from train.block_data import Item, cached, item_of, part_items, targets, truth_of, with_silver
from train.recipe import Recipe

RECIPE = Recipe()
LINES = [
    "Home",
    "Fee for boats rises",
    "The board of Veldmar met on Tuesday and raised the fee for every boat, it said.",
    "Owners had asked it to wait for the report that is due in May, and left before the end.",
    "Read more: The ferry sails again",
]
PAGE = f"""<html><head><title>{LINES[1]}</title></head><body><nav><a href="/a">To the map</a> <p>{LINES[0]}</p></nav>
<article><h1>{LINES[1]}</h1><p>{LINES[2]}</p><p>{LINES[3]}</p></article><p>{LINES[4]}</p></body></html>"""


def gold(**known: object) -> GoldPage:
    page = GoldPage("v-1", "https://veldmar.example/a", "made up", "veldmar.example", PAGE.encode())
    return replace(page, **known)  # type: ignore[arg-type]


def html(page: GoldPage) -> Item:
    item = item_of(page, page.html, "html")
    assert item is not None
    assert item.texts == LINES
    return item


def text_of(page: GoldPage) -> Item:
    item = item_of(page, "\n".join(LINES).encode(), "blocks", LINES[1])
    assert item is not None
    assert item.texts == LINES
    return item


def test_an_item_has_the_features_that_the_stage_asks_about() -> None:
    item = html(gold())
    assert item.numbers.shape == (len(LINES), WIDTH)
    assert item.words.shape == (len(LINES), WORDS)
    assert np.iinfo(item.words.dtype).max >= BUCKETS
    assert item.page.html == b""
    assert item.headline == LINES[1]
    assert (item.inside >= 0).all()  # the extractor spoke of every line
    assert (text_of(gold()).inside == -1).all()


@pytest.mark.parametrize(
    ("known", "truth"),
    [
        ({}, [-1, -1, -1, -1, -1]),
        ({"text": "\n".join(LINES[2:4])}, [0, 0, 1, 1, 0]),
        ({"must": ("met on Tuesday and raised the fee",)}, [-1, -1, 1, -1, -1]),
        ({"must_not": ("The ferry sails again",)}, [-1, -1, -1, -1, 0]),
        ({"must": ("Fee",), "must_not": ("Home",)}, [0, 1, -1, -1, -1]),  # a short piece is meant once
        ({"must": (f"{LINES[2]} {LINES[3]}",)}, [-1, -1, 1, 1, -1]),  # a piece of several lines
    ],
)
def test_lines_are_true_by_gold(known: dict[str, object], truth: list[int]) -> None:
    assert truth_of(gold(**known), LINES).tolist() == truth


def test_a_text_weighs_one_and_a_headline_that_gold_leaves_out_is_no_mistake() -> None:
    chance, weight, title = targets(html(gold(text="\n".join(LINES[2:4]))), RECIPE)
    assert chance[[0, 2, 3, 4]].tolist() == [0, 1, 1, 0]
    assert weight[1] == 0
    assert title.tolist() == [0, 1, 0, 0, 0]
    assert 0.8 < weight.sum() < 1
    assert weight[2] > weight[0] > 0


def test_where_gold_is_silent_silver_speaks_with_less_weight() -> None:
    pieces = text_of(gold(must=("met on Tuesday and raised the fee",)))
    pieces.silver = np.array([0.1, 0.5, 0.2, 0.9, 0.3], np.float32)
    chance, weight, _ = targets(pieces, RECIPE)
    assert chance[[0, 2, 3]].tolist() == pytest.approx([0.1, 1, 0.9])
    sizes = np.array([len(line.split()) for line in LINES]) ** RECIPE.length_power
    trust = weight * sizes.sum() / sizes
    assert trust.tolist() == pytest.approx([RECIPE.silver_beside_pieces, 0, RECIPE.pieces, 0.4, 0.4])
    assert targets(text_of(gold()), RECIPE)[1].sum() < weight.sum()


def test_a_page_without_a_headline_teaches_none() -> None:
    item = text_of(gold())
    item.headline = None
    assert (targets(item, RECIPE)[2] == -1).all()


def test_silver_of_a_plain_text_is_what_was_said_of_its_lines_in_html() -> None:
    read = html(gold())
    said = {"v-1": np.array([[0.1, 0], [0.6, 1], [0.9, 0], [0.8, 0], [0.2, 0]])}
    plain = text_of(gold())
    plain.texts = [*LINES[:3], "To the map", "A line that HTML does not have"]
    [item] = with_silver([plain], [read], said)
    assert item.silver.tolist() == pytest.approx(
        [0.1, 0.6, 0.9, 0, np.nan], nan_ok=True
    )  # a link belongs to no article


def test_parts_keep_the_article_and_lose_leftovers_in_runs() -> None:
    read = html(gold(text="\n".join(LINES[2:4])))
    said = {"v-1": np.array([[0.1, 0]] * len(LINES))}
    recipe = replace(RECIPE, parts=40)
    parts = list(part_items([read], said, recipe))
    assert [part.style for part in parts] == [f"part{n}" for n in range(40)]
    assert all(set(LINES[2:4]) <= set(part.texts) <= {*LINES, "To the map"} for part in parts)
    assert len({len(part.texts) for part in parts}) > 1
    again = list(part_items([read], said, recipe))
    assert [part.texts for part in parts] == [part.texts for part in again]
    assert [part.texts for part in part_items([read], said, replace(recipe, seed=1))] != [part.texts for part in parts]


def test_what_was_made_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = "one"
    monkeypatch.setattr("train.block_data._key", lambda most: key)
    made: list[str] = []

    def make() -> list[Item]:
        made.append(key)
        return [text_of(gold())]

    first, second = (cached(tmp_path, "plain", None, make) for _ in range(2))
    assert made == ["one"]
    assert first[0].texts == second[0].texts
    key = "two"  # a source has changed
    cached(tmp_path, "plain", None, make)
    assert made == ["one", "two"]
    assert len(list(tmp_path.iterdir())) == 1
