"""The net while it is trained; skipped where torch is not, since no lock has it (`make train` brings it)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from bench.pages import GoldPage  # noqa: E402
from dissensus import nets  # noqa: E402
from dissensus.nets.files import session  # noqa: E402
from dissensus.stages.clean.features import BUCKETS, WIDTH, WORDS  # noqa: E402
from train.block_data import Item  # noqa: E402
from train.block_net import Net, fit, known_words, predict  # noqa: E402
from train.export_net import export, write_card, write_entry  # noqa: E402
from train.recipe import Recipe  # noqa: E402

RECIPE = replace(Recipe(), word_pages=1, share=1.0, batch=4, lr=1e-2)


def item(number: int, lines: int = 12) -> Item:
    """A text whose article begins at its fourth line, which its first number tells."""
    draw = np.random.default_rng(number)
    numbers = draw.normal(scale=0.1, size=(lines, WIDTH)).astype(np.float32)
    truth = (np.arange(lines) >= 3).astype(np.float32)
    numbers[:, 0] = truth
    page = GoldPage(f"p{number}", "", "made up", "veldmar.example", b"", text="a")
    words = draw.integers(0, BUCKETS, (lines, WORDS)).astype(np.int16)
    texts = [f"line {n} of this text" for n in range(lines)]
    nothing = np.full(lines, 0.5, np.float32)
    every = list(range(lines))
    return Item(page, "blocks", 1, texts, numbers, words, nothing, truth, nothing, texts[3], texts, every)


ITEMS = [item(number, 5 + number % 9) for number in range(40)]


def test_a_net_learns_and_the_same_seed_gives_the_same_net() -> None:
    first, again, other = (fit(ITEMS, RECIPE, seed, 6, lambda _: None) for seed in (1, 1, 2))
    right = [(predict([first], i)[:, 0] >= 0.5) == (i.truth > 0.5) for i in ITEMS]
    assert np.concatenate(right).mean() > 0.95
    assert all((predict([first], i) == predict([again], i)).all() for i in ITEMS)
    assert not all((predict([first], i) == predict([other], i)).all() for i in ITEMS)


def test_what_stands_beside_a_text_in_a_batch_does_not_matter() -> None:
    net = Net(RECIPE).eval()
    short, long = ITEMS[0], ITEMS[8]
    numbers, words = torch.zeros(2, len(long.texts), WIDTH), torch.zeros(2, len(long.texts), WORDS, dtype=torch.long)
    mask = torch.zeros(2, len(long.texts))
    for at, one in enumerate((short, long)):
        numbers[at, : len(one.texts)] = torch.from_numpy(one.numbers)
        words[at, : len(one.texts)] = torch.from_numpy(one.words).long()
        mask[at, : len(one.texts)] = 1
    with torch.no_grad():
        both = torch.sigmoid(net(numbers, words, mask)).numpy()
    for at, one in enumerate((short, long)):
        assert both[at, : len(one.texts)] == pytest.approx(predict([net], one), abs=1e-5)


def test_a_word_that_few_pages_have_says_nothing() -> None:
    recipe = replace(RECIPE, word_pages=len(ITEMS) + 1)
    assert not known_words(ITEMS, recipe).any()
    net = fit(ITEMS, recipe, 0, 1, lambda _: None)
    without = replace(ITEMS[0], words=np.zeros_like(ITEMS[0].words))
    assert (predict([net], ITEMS[0]) == predict([net], without)).all()


def test_what_is_written_is_what_was_trained(tmp_path: Path) -> None:
    made = [Net(RECIPE).eval(), Net(RECIPE).eval()]
    export(made, ITEMS[:5], tmp_path)
    scores = {"html": {"text": 0.9, "pieces": 0.8}}
    entry = write_entry(tmp_path, scores, None)
    write_card(tmp_path, entry, RECIPE, scores, None)
    assert entry["version"] == "1"
    assert nets.verified("blocks", tmp_path).name == "blocks.onnx"
    said = nets.BlockNet(session(tmp_path / "blocks.onnx"), "blocks-1")(ITEMS[0].numbers, ITEMS[0].words)
    assert np.array(said) == pytest.approx(predict(made, ITEMS[0]), abs=1e-5)
    card = (tmp_path / "blocks.md").read_text("utf-8")
    assert "| html | 0.900 | 0.800 |" in card
    assert "{" not in card
    assert write_entry(tmp_path, scores, None)["version"] == "1"
    export(made[:1], ITEMS[:1], tmp_path)
    assert write_entry(tmp_path, scores, None)["version"] == "2"
    assert json.loads((tmp_path / nets.MANIFEST).read_text("utf-8")).keys() == {"blocks"}
