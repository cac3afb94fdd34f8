"""A trained net of contexts as the package takes it, and its entry in the manifest.

    contexts.onnx         the encoder in 8 bits, and how much is made of each piece
    context_heads.onnx    vectors of statements, and the judge of pairs of them
    statement_words.txt   the vocabulary; it is that of the statement net, as which it began

They are written only after onnxruntime gave what torch does, nearly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from dissensus.nets.contexts import HEADS, NET, WORDS, ContextNet
from dissensus.nets.files import session
from dissensus.nets.statements import tokenizer
from dissensus.stages.link.in_context import vectors_of
from train import manifest
from train.context_data import Lesson
from train.context_graph import encoder, heads
from train.context_net import Net
from train.export_statements import WORDS_FILE
from train.manifest import About, ExportError, Scores, table
from train.statement_net import HEADS as LOOKS

FILE, HEADS_FILE, CARD = "contexts.onnx", "context_heads.onnx", "contexts.md"
TEMPLATE = Path(__file__).with_name("contexts_card.md")
LICENCE = "Apache-2.0"
DATA = "disputes of 681 stories and 1,884 articles of AllSides judged by reading (train/disputes.md); begins as the statement net"
ABOUT = About(NET, FILE, CARD, LICENCE, DATA, {HEADS: HEADS_FILE, WORDS: WORDS_FILE})

# By which what is said of a pair (a logarithm of a chance) may be off in the mean: in float, where torch computes in bfloat16, and
# in 8 bits.
ALIKE, ALIKE_IN_BITS = 0.1, 0.3

Array = np.ndarray[Any, np.dtype[Any]]


def export(net: Net, checked_on: Sequence[Lesson], folder: Path) -> list[Path]:
    """Write the net's files into a folder that has the vocabulary. Raises ExportError where onnxruntime comes to another end on
    the units that it is checked on."""
    weights = {name: value.detach().float().numpy() for name, value in net.state_dict().items()}
    contents = {
        FILE: encoder(weights, LOOKS),
        HEADS_FILE: heads(weights),
        ".float.onnx": encoder(weights, LOOKS, small=False),
    }
    drafts = []
    for name, content in contents.items():
        drafts.append(folder / f".{name}")
        drafts[-1].write_bytes(content)
    small, judge, exact = drafts
    try:
        for file, most in ((exact, ALIKE), (small, ALIKE_IN_BITS)):
            made = ContextNet(session(file), session(judge), tokenizer(folder / WORDS_FILE), NET)
            _check(net, made, checked_on, most)
        return [small.replace(folder / FILE), judge.replace(folder / HEADS_FILE)]
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)


def write_entry(folder: Path, scores: Scores, version: str | None = None) -> dict[str, Any]:
    """The net's entry in the manifest. Without a version the last one goes up where a file is another than before."""
    return manifest.write_entry(folder, ABOUT, scores, version)


def write_card(folder: Path, entry: Mapping[str, Any], recipe: Mapping[str, object], scores: Scores) -> None:
    """The net's card, with its recipe and with what was measured."""
    values = {
        **{key: str(entry[key]) for key in ("version", "file", "sha256", "licence", "commit")},
        "size": f"{entry['bytes']:,}",
        "heads": HEADS_FILE,
        "words": WORDS_FILE,
        "recipe": ", ".join(f"{key} {value}" for key, value in recipe.items()),
        "scores": table(scores, "average precision"),
    }
    text = TEMPLATE.read_text("utf-8")
    for key, value in values.items():
        text = text.replace(f"{{{key}}}", value)
    (folder / CARD).write_text(text, "utf-8")


def answers(net: Net, one: Lesson) -> Array:
    """What a net says of the pairs of a unit (pairs x classes)."""
    with torch.no_grad():
        vectors = net.vectors(
            [net.states(article.pieces) for article in one.articles], [article.placed for article in one.articles]
        )
        given = (torch.from_numpy(rows) for rows in (one.left, one.right, one.signs))
        scores: Array = net.scores(vectors, *given).numpy()
        return scores


def in_eight_bits(net: ContextNet, one: Lesson) -> Array:
    """The same as onnxruntime has it."""
    vectors = np.concatenate([vectors_of(article, net) for article in one.articles])
    return net.scores(vectors[one.left], vectors[one.right], one.signs)


def _check(net: Net, made: ContextNet, given: Sequence[Lesson], most: float) -> None:
    net.eval()
    off = [np.abs(_logarithms(in_eight_bits(made, one)) - _logarithms(answers(net, one))).mean() for one in given]
    if not np.mean(off) <= most:
        raise ExportError(f"scores of pairs are off by {np.mean(off):.3f} in the mean, over {most}")


def _logarithms(scores: Array) -> Array:
    out: Array = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    return out
