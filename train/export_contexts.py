"""A trained net of contexts in files: what it has learned, and what onnxruntime runs.

contexts.npz          the upper layers and the heads, with which a training may go on
contexts.onnx         the encoder in 8 bits, and how much is made of each piece
context_heads.onnx    vectors of statements, and the judge of pairs of them
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from train.context_data import Lesson
from train.context_graph import encoder, heads
from train.context_net import Net
from train.context_session import FILE, HEADS_FILE, ContextNet, load
from train.in_context import vectors_of
from train.manifest import ExportError
from train.statement_net import HEADS as LOOKS

# By which what is said of a pair (a logarithm of a chance) may be off in the mean: in float, where torch computes in bfloat16, and
# in 8 bits.
ALIKE, ALIKE_IN_BITS = 0.1, 0.3
EIGHT_BITS = 127

Array = np.ndarray[Any, np.dtype[Any]]


def keep(net: Net, file: Path) -> None:
    """What the net has learned, matrices in whole numbers of 8 bits with a scale a row."""
    learned = {name for name, one in net.named_parameters() if one.requires_grad} | {"mean", "deviation"}
    out: dict[str, Array] = {}
    for name, one in net.state_dict().items():
        if name not in learned:
            continue
        value = one.detach().float().numpy()
        if value.ndim == 2:
            scales = np.maximum(np.abs(value).max(1, keepdims=True), 1e-9) / EIGHT_BITS
            out[f"{name}:scales"] = scales.astype(np.float32)
            value = np.round(value / scales).astype(np.int8)
        out[name] = value
    np.savez_compressed(file, **out)  # type: ignore[arg-type]  # names are no options of it


def kept(file: Path) -> dict[str, Array]:
    """The same by their names, in float."""
    with np.load(file) as found:
        return {
            name: found[name].astype(np.float32) * found.get(f"{name}:scales", np.float32(1))
            for name in found
            if not name.endswith(":scales")
        }


def export(net: Net, checked_on: Sequence[Lesson], folder: Path) -> ContextNet:
    """Write the files that onnxruntime runs into a folder, and load them. Raises ExportError where it comes to another end on the
    units that it is checked on; then nothing is written."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: value.detach().float().numpy() for name, value in net.state_dict().items()}
    exact, small, judge = (folder / f".{name}" for name in ("float.onnx", FILE, HEADS_FILE))
    try:
        exact.write_bytes(encoder(weights, LOOKS, small=False))
        small.write_bytes(encoder(weights, LOOKS))
        judge.write_bytes(heads(weights))
        for file, most in ((exact, ALIKE), (small, ALIKE_IN_BITS)):
            _check(net, load(file, judge), checked_on, most)
        return load(small.replace(folder / FILE), judge.replace(folder / HEADS_FILE))
    finally:
        for draft in (exact, small, judge):
            draft.unlink(missing_ok=True)


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


def weights_of(file: Path) -> Mapping[str, Any]:
    """What was kept, as torch takes it."""
    return {name: torch.from_numpy(value) for name, value in kept(file).items()}
