"""A trained net as the package takes it: the ONNX file, its entry in the manifest, its card.

The file is written only after onnxruntime gave the same chances as torch did.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from dissensus.stages.clean.features import BUCKETS, WIDTH, WORDS
from train import manifest
from train.block_data import Item
from train.block_net import Net, predict
from train.manifest import About, ExportError, Scores, table
from train.recipe import Recipe

NET = "blocks"
FILE = "blocks.onnx"
CARD = "blocks.md"
OPSET = 17
ALIKE = 1e-4  # by which a chance of onnxruntime may differ from torch's
TEMPLATE = Path(__file__).with_name("card.md")
LICENCE = "Apache-2.0"
DATA = "894 web pages with marked article text: adbar/trafilatura e90b0ef, adbar/htmldate b895282 (Apache-2.0), \
scrapinghub/article-extraction-benchmark 4a3bc97, flairNLP/fundus 18da6e5 (MIT)"
ABOUT = About(NET, FILE, CARD, LICENCE, DATA)


class _Mean(nn.Module):
    """Nets as one, for a single text: numbers (n x WIDTH) and words (n x WORDS) to chances (n x 2)."""

    def __init__(self, nets: Sequence[Net]) -> None:
        super().__init__()
        self.nets = nn.ModuleList(nets)

    def forward(self, numbers: Any, words: Any) -> Any:
        return torch.sigmoid(torch.stack([net(numbers[None], words[None]) for net in self.nets]).mean(0)[0])


def export(nets: Sequence[Net], checked_on: Sequence[Item], folder: Path) -> Path:
    """Write the nets' mean into a folder. Raises ExportError where onnxruntime runs it to another end."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{FILE}"
    example = (torch.randn(30, WIDTH), torch.randint(0, BUCKETS, (30, WORDS)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the newer exporter writes no opset this old
        torch.onnx.export(
            _Mean(nets).eval(),
            example,
            draft,
            input_names=["numbers", "words"],
            output_names=["chances"],
            dynamic_axes={name: {0: "lines"} for name in ("numbers", "words", "chances")},
            opset_version=OPSET,
            dynamo=False,
        )
    try:
        _check(nets, checked_on, draft)
        return draft.replace(folder / FILE)
    finally:
        draft.unlink(missing_ok=True)


def _check(nets: Sequence[Net], items: Sequence[Item], file: Path) -> None:
    import onnxruntime

    session = onnxruntime.InferenceSession(file.read_bytes(), providers=["CPUExecutionProvider"])
    for item in items:
        inputs = {"numbers": item.numbers, "words": item.words.astype(np.int64)}
        off = float(np.abs(session.run(None, inputs)[0] - predict(nets, item)).max())
        if not off <= ALIKE:
            raise ExportError(f"{item.page.id} ({item.style}): onnxruntime is off by {off:.6f}, over {ALIKE}")


def write_entry(folder: Path, scores: Scores, version: str | None) -> dict[str, Any]:
    """The net's entry in the manifest. Without a version the last one goes up where the file is another than before."""
    return manifest.write_entry(folder, ABOUT, scores, version)


def write_card(folder: Path, entry: Mapping[str, Any], recipe: Recipe, apart: Scores, crossed: Scores | None) -> None:
    """The net's card, with what was measured."""
    values = {
        **{key: str(entry[key]) for key in ("version", "file", "sha256", "licence", "commit")},
        "size": f"{entry['bytes']:,}",
        "recipe": ", ".join(f"{key} {_plain(value)}" for key, value in asdict(recipe).items()),
        "apart": table(apart, "text as"),
        "crossed": table(crossed, "text as")
        if crossed
        else "Not measured with this recipe yet (`make train TRAIN_OPTIONS=--cross-fit`).",
    }
    text = TEMPLATE.read_text("utf-8")
    for key, value in values.items():
        text = text.replace(f"{{{key}}}", value)
    (folder / CARD).write_text(text, "utf-8")


def _plain(value: object) -> str:
    return "/".join(map(str, value)) if isinstance(value, tuple) else str(value)
