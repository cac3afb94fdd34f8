"""From a trained statement net to the files of the package; skipped where torch is not, since no lock has it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from dissensus import nets  # noqa: E402
from dissensus.nets.statements import load  # noqa: E402
from dissensus.pieces import FEATURES  # noqa: E402
from dissensus.stages.read.by_net import SIGNS  # noqa: E402
from train import export_statements  # noqa: E402
from train.export_statements import Window, export, write_entry  # noqa: E402
from train.manifest import ExportError  # noqa: E402
from train.statement_net import WORDS, Net  # noqa: E402
from train.statement_recipe import StatementRecipe  # noqa: E402

CERTAINTY = [0.25] * SIGNS


def drawn(count: int, length: int) -> list[Window]:
    draw = random.Random(1)
    return [
        ([draw.randrange(WORDS) for _ in range(length)], [[draw.randrange(n) for n in FEATURES] for _ in range(length)])
        for _ in range(count)
    ]


@pytest.fixture(scope="module")
def net() -> Any:
    torch.manual_seed(1)
    made = Net(StatementRecipe()).eval()
    with torch.no_grad():
        made.tags.weight.normal_(std=0.5)  # so that tags are far apart, as they are when trained
    return made


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "vocab.txt"
    path.write_text("[UNK]\nthe\n##s\n", "utf-8")
    return path


def test_what_is_written_says_what_was_trained_and_in_few_bytes(net: Any, tmp_path: Path, words: Path) -> None:
    folder, given = tmp_path / "weights", drawn(2, 30)
    export(net, CERTAINTY, given, folder, words)
    entry = write_entry(folder, {"dev": {"source": 0.5}})
    assert (entry["version"], sorted(entry["parts"])) == ("1", ["pairs", "words"])
    assert sum(path.stat().st_size for path in folder.iterdir()) < 25_000_000
    made = load(folder)
    assert made.name == "statements-1"
    assert made.pieces("The thes")[0] == [1, 1, 2]
    for ids, features in given:
        emissions, vectors = made(ids, features)
        with torch.no_grad():
            seen = net(torch.tensor([ids]), torch.tensor([features]), torch.ones(1, len(ids), dtype=torch.bool))
            tags, links = net.tags(seen)[0].numpy(), net.link(seen)[0].numpy()
        assert np.abs(emissions - tags).mean() < 0.05 * np.abs(tags).mean()
        assert np.abs(vectors - links).mean() < 0.05 * np.abs(links).mean()
    assert made.certainty == tuple(CERTAINTY)
    assert np.array_equal(made.transitions, net.transitions().detach().numpy())
    assert write_entry(folder, {})["version"] == "1"
    (folder / "statement_words.txt").write_text("[UNK]\nthe\n##s\na\n", "utf-8")
    assert write_entry(folder, {})["version"] == "2"
    assert nets.verified("statements", folder).name == "statements.onnx"


def test_nothing_is_written_that_says_something_else(
    net: Any, tmp_path: Path, words: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_statements, "ALIKE", 1e-12)
    with pytest.raises(ExportError, match=r"tags: onnxruntime is off by"):
        export(net, CERTAINTY, drawn(1, 10), tmp_path / "weights", words)
    monkeypatch.undo()
    monkeypatch.setattr(export_statements, "OTHER_TAGS", -1)
    with pytest.raises(ExportError, match=r"of 10 pieces have another tag in 8 bits"):
        export(net, CERTAINTY, drawn(1, 10), tmp_path / "weights", words)
    assert not list((tmp_path / "weights").iterdir())
