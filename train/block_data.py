"""The texts that the block net learns from: features as the stage sees them, and what is known of each line.

A page comes as HTML, as plain text in the styles of `bench/dump.py`, and as plain text of which runs of leftovers were
taken away at random (`part0`, `part1`). What is known of a line:

    truth   1 or 0 where gold tells: it stands in the gold text in its place (`extract.match_lines`), or in a gold piece;
            -1 where gold says nothing
    silver  what is likely where it says nothing: for HTML the verdict of the extractor, for plain text the chance that a
            net which never saw the page gives the same line of its HTML; NaN where it has no such line
"""

from __future__ import annotations

import hashlib
import pickle
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from bench.dump import dump
from bench.pages import PAGES, GoldPage, fold_of, pages
from dissensus.records import Page

# The stage's own steps, so that a net is trained on what it will be asked.
from dissensus.stages.clean import _judged, _read
from dissensus.stages.clean.draft import UnreadableError
from dissensus.stages.clean.extract import match_lines, pack
from dissensus.stages.clean.ledger import is_menu_link, squeeze
from train.recipe import Recipe

HTML = "html"
PLAIN = ("blocks", "nodes", "source", "flat")
ROOT = Path(__file__).parents[1]
# What decides the features of a page: a change there makes them anew.
SOURCES = (
    *("src/dissensus/stages/clean", "src/dissensus/langs", "src/dissensus/records.py", "src/dissensus/text.py"),
    *("bench/dump.py", "bench/pages.py", "train/block_data.py", "requirements.lock"),
)
PIECE_LINE = 15  # characters of a line that stands in a piece: a shorter one stands anywhere
PIECE_WHOLE = 3  # of a line that a piece that must not be there stands in
ONCE = 25  # characters of a piece that marks every line it stands in; of a shorter one the first is meant
LONG_TITLE = 20  # letters of a line that opens the headline: it was broken over two
SPREAD = (("\n", "\n", "\n"), ("\n\n", "\n\n", "\n\n"), ("\n", "\n", "\n"), ("\n", "\n\n", "\n\n\n"))  # between lines

Array = Any  # of numpy
Chances = Mapping[str, Array]  # page -> a row a line of its HTML: of the article, its headline


@dataclass(slots=True)
class Item:
    """A text with its features and what is known of its lines. `page` comes without its bytes."""

    page: GoldPage
    style: str
    fold: int
    texts: list[str]
    numbers: Array  # lines x WIDTH, float32
    words: Array  # lines x WORDS, int16
    inside: Array  # the extractor's verdict: 1, 0, -1 for none
    truth: Array
    silver: Array
    headline: str | None  # that markup names
    every: list[str]  # all lines of the text
    asked: list[int]  # which of them the net is asked about; all else here is of these

    @property
    def has_pieces(self) -> bool:
        """Do gold pieces alone tell of it."""
        return self.page.text is None and self.page.has_text_gold

    def titles(self) -> Array:
        """Which lines are the headline, word for word."""
        key = squeeze(self.headline or "")
        return np.array([bool(key) and squeeze(text) == key for text in self.texts], bool)


class _Recorder:
    """In the place of a net: keeps the features that the stage asks about."""

    name = "recorder"

    def __init__(self) -> None:
        self.numbers: Any = ()
        self.words: Any = ()

    def __call__(self, numbers: Sequence[Sequence[float]], words: Sequence[Sequence[int]]) -> list[tuple[float, float]]:
        self.numbers, self.words = numbers, words
        return [(1.0, 0.0)] * len(numbers)


def item_of(page: GoldPage, content: bytes, style: str, headline: str | None = None) -> Item | None:
    """A text of a page; None where the stage finds nothing in it to read."""
    media_type = "text/html" if style == HTML else "text/plain"
    recorder = _Recorder()
    try:
        draft = _read(Page(hashlib.sha256(content).hexdigest(), content, media_type, (page.id,)))
    except UnreadableError:
        return None
    scene = _judged(draft, recorder)
    every = [line.text for line in scene.lines]
    asked = [index for index, line in enumerate(scene.lines) if not is_menu_link(line)]
    if not asked:
        return None
    texts = [every[index] for index in asked]
    verdicts = (scene.lines[index].inside for index in asked)
    inside = np.array([-1 if verdict is None else verdict for verdict in verdicts], np.float32)
    return Item(
        page=replace(page, html=b""),
        style=style,
        fold=fold_of(page.domain),
        texts=texts,
        numbers=np.array(recorder.numbers, np.float32),
        words=np.array(recorder.words, np.int16),
        inside=inside,
        truth=truth_of(page, texts),
        silver=np.where(inside >= 0, inside, 0.5).astype(np.float32),
        headline=scene.title if style == HTML else headline,
        every=every,
        asked=asked,
    )


def truth_of(page: GoldPage, texts: Sequence[str]) -> Array:
    """1, 0 or -1 a line, by the gold of its page."""
    packed = [pack(text) for text in texts]
    if page.text is not None:
        return np.array(match_lines(pack(page.text), packed), np.float32)
    truth = np.full(len(texts), -1.0, np.float32)
    for piece in map(pack, page.must_not):
        for index, line in enumerate(packed):
            if len(line) > PIECE_WHOLE and (piece in line or (len(line) > PIECE_LINE and line in piece)):
                truth[index] = 0
    for piece in map(pack, page.must):
        whole = [index for index, line in enumerate(packed) if piece in line]
        parts = [index for index, line in enumerate(packed) if len(line) > PIECE_LINE and line in piece]
        truth[(whole if len(piece) >= ONCE else whole[:1]) or parts] = 1
    return truth


def targets(item: Item, recipe: Recipe) -> tuple[Array, Array, Array]:
    """The chance that each line belongs to the article, its weight (they sum to 1 where gold tells of all), and is it
    the headline. A headline that gold leaves out is no mistake: its weight is 0."""
    titles, is_title = _titles(item)
    truth = np.where(is_title & (item.truth < 0.5), -1, item.truth)
    known = truth >= 0
    if item.page.text is not None:
        trust = known.astype(np.float32)
    else:
        silver = recipe.silver_beside_pieces if item.has_pieces else recipe.silver
        trust = np.where(known, recipe.pieces, np.where(is_title | np.isnan(item.silver), 0, silver))
    chance = np.where(known, truth, np.nan_to_num(item.silver) if item.page.text is None else 0)
    sizes = np.array([max(1, len(text.split())) for text in item.texts], np.float32) ** recipe.length_power
    weight = sizes * trust / sizes.sum()
    return chance.astype(np.float32), weight.astype(np.float32), titles


def _titles(item: Item) -> tuple[Array, Array]:
    """1 for the headline, the last of its kind before the article, and 0 for all other lines, or -1 for all where none
    is found; and which lines have its words."""
    whole = squeeze(item.headline or "")
    keys = [squeeze(text) for text in item.texts]
    same = np.array([bool(whole) and (k == whole or (len(k) > LONG_TITLE and whole.startswith(k))) for k in keys], bool)
    titles = np.full(len(keys), -1.0, np.float32)
    if same.any():
        article = np.flatnonzero(item.truth > 0.5)
        places = np.flatnonzero(same)
        before = places[places <= article[0]] if len(article) else places[:0]
        titles[:] = 0
        titles[before[-1] if len(before) else places[0]] = 1
    return titles, same


# ------------------------------------------------------------------------------------------------------- all pages


def some_pages(most: int | None) -> list[GoldPage]:
    """All pages in the order of their gold, or about so many of them, from all origins."""
    every = list(pages())
    return every if most is None else every[:: max(1, len(every) // most)]


def html_items(gold: Sequence[GoldPage]) -> list[Item]:
    """The pages as HTML."""
    return [item for page in gold if (item := item_of(page, page.html, HTML))]


def plain_items(gold: Sequence[GoldPage], html: Sequence[Item]) -> list[Item]:
    """The pages as plain text, in all styles."""
    headlines = {item.page.id: item.headline for item in html}
    return [
        item
        for page in gold
        for style in PLAIN
        if (item := item_of(page, dump(page.html, style).encode("utf-8", "replace"), style, headlines.get(page.id)))
    ]


def with_silver(items: Sequence[Item], html: Sequence[Item], chances: Chances) -> Iterator[Item]:
    """Plain texts whose silver is what nets said of the same lines in HTML."""
    said = {
        item.page.id: {squeeze(text): chance for text, chance in zip(item.every, _all(item, chances), strict=True)}
        for item in html
    }
    for item in items:
        known = said.get(item.page.id, {})
        yield replace(item, silver=np.array([known.get(squeeze(text), np.nan) for text in item.texts], np.float32))


def _all(item: Item, chances: Chances) -> Array:
    """What nets said of every line of a page; a link that they are not asked about belongs to no article."""
    likely = np.zeros(len(item.every), np.float32)
    likely[item.asked] = chances[item.page.id][:, 0]
    return likely


def part_items(html: Sequence[Item], chances: Chances, recipe: Recipe) -> Iterator[Item]:
    """Plain texts made of a page's lines: the article's, and part of the leftovers, in runs."""
    for item in html:
        likely = _all(item, chances)
        likely[item.asked] = np.where(item.truth >= 0, item.truth, likely[item.asked])
        titles = np.zeros(len(item.every), bool)
        titles[item.asked] = item.titles()
        for number in range(recipe.parts):
            # a seed a text, by name: no text depends on those before it
            draw = random.Random(f"{recipe.seed}/{item.page.id}/{number}")
            kept = list(_some_lines(likely, titles, draw, recipe))
            gaps = draw.choice(SPREAD)
            text = "".join(item.every[index] + draw.choice(gaps) for index in kept)
            part = item_of(item.page, text.encode("utf-8", "replace"), f"part{number}", item.headline) if kept else None
            if part:
                known = {squeeze(item.every[index]): likely[index] for index in kept}
                part.silver = np.array([known.get(squeeze(line), np.nan) for line in part.texts], np.float32)
                yield part


def _some_lines(likely: Array, titles: Array, draw: random.Random, recipe: Recipe) -> Iterator[int]:
    rate = draw.choice(recipe.part_rates)
    drop = False
    for index, chance in enumerate(likely):
        if draw.random() < recipe.part_turn:
            drop = draw.random() > rate
        if chance > 0.5 or not drop or (titles[index] and draw.random() < recipe.part_headline):
            yield index


# ----------------------------------------------------------------------------------------------------------- cache


def cached(folder: Path, name: str, most: int | None, make: Callable[[], list[Item]]) -> list[Item]:
    """What `make` gives, from a file as long as nothing has changed that decides it."""
    file = folder / f"{name}-{_key(most)}.pickle"
    if file.exists():
        items: list[Item] = pickle.loads(file.read_bytes())
        return items
    items = make()
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{name}-*.pickle"):
        old.unlink()
    file.write_bytes(pickle.dumps(items))
    return items


@cache  # as it was when this process loaded it
def _key(most: int | None) -> str:
    digest = hashlib.sha256(str(most).encode())
    for path in (PAGES / "gold.jsonl.gz", *map(ROOT.joinpath, SOURCES)):
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
