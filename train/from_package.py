"""Nets of the package as weights for training, out of their 8 bits: each number is off by a 254th of the largest of its row at
most, less than a step of training moves it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import numpy_helper

from train.encoder_graph import MIDDLE

Array = np.ndarray[Any, np.dtype[Any]]
Named = Iterator[tuple[str, Array]]


def encoder_of(file: Path, features: int, layers: int) -> dict[str, Array]:
    """Words, places, features, norms and layers by the names that `train/statement_net.py` gives them, from a graph that
    `train/encoder_graph.py` wrote in 8 bits; constants stand in it in the order in which that module makes them. `features` and
    `layers` are how many the net has. What was added to its places (`kind`) stays in them. Raises ValueError for another graph."""
    return _told(file, _encoder(_constants(file), features, layers), f"encoder of {layers} layers")


def contexts_of(encoder: Path, heads: Path, features: int, layers: int) -> dict[str, Array]:
    """All of the net of contexts but its mean and deviation of signs, by the names that `train/context_net.py` gives them, from the
    two graphs that `train/context_graph.py` wrote in 8 bits. Raises ValueError for others."""

    def with_heed(left: Iterator[Array]) -> Named:
        yield from _encoder(left, features, layers)
        yield "heed.weight", next(left).T
        _passed(left, 1)
        yield "heed.bias", next(left)

    first = _told(encoder, with_heed(_constants(encoder)), f"encoder of {layers} layers")
    return first | _told(heads, _heads(_constants(heads)), "judge of pairs")


def _told(file: Path, found: Named, what: str) -> dict[str, Array]:
    try:
        return {name: np.array(value, np.float32) for name, value in found}
    except (RuntimeError, ValueError) as error:  # a generator that finds no more constants raises the first
        raise ValueError(f"{file}: is no {what} as train/ writes them") from error


def _encoder(left: Iterator[Array], features: int, layers: int) -> Named:
    yield from _embedded(left, features)
    for number in range(layers):
        for name, value in _layer(left):
            yield f"layers.{number}.{name}", value


def _heads(left: Iterator[Array]) -> Named:
    yield "contents.bias", next(left)
    for name in ("contents", "cues", "sources", "told"):
        yield f"{name}.weight", _matrix(next(left))
    yield "norm_of_all.weight", next(left)
    yield "norm_of_all.bias", next(left)
    yield "left.weight", _matrix(next(left))
    yield "left.bias", next(left)
    yield "right.weight", _matrix(next(left))
    _passed(left, 4)  # where vectors are divided, mean and deviation
    for name in ("product", "difference", "signs"):
        yield f"{name}.weight", _rows(left)
    for name in ("middle", "last"):
        yield f"{name}.weight", _rows(left)
        yield f"{name}.bias", next(left)


def _matrix(one: Array) -> Array:
    """Out x in, as torch has it."""
    if one.ndim != 2:
        raise ValueError(f"a matrix should stand here, not an array of shape {one.shape}")
    return one.T


def _constants(file: Path) -> Iterator[Array]:
    constants = onnx.load(file).graph.initializer
    return iter([numpy_helper.to_array(one) for one in sorted(constants, key=lambda one: int(one.name[1:]))])


def _embedded(left: Iterator[Array], features: int) -> Named:
    values, scales = next(left), next(left)
    yield "word.weight", values.astype(np.float32) * scales
    _passed(left, 2)  # where the length of a window stands in its shape
    yield "place.weight", next(left)
    yield "kind", np.zeros(values.shape[1])
    _passed(left, 1)
    for number in range(features):
        _passed(left, 1)
        yield f"features.{number}.weight", next(left)
    yield "norm.weight", next(left)
    yield "norm.bias", next(left)


def _layer(left: Iterator[Array]) -> Named:
    looks = ("query", "key", "value")
    biases, rows = next(left), _rows(left)
    yield from _named("bias", looks, np.split(_of_size(biases, len(rows)), 3))
    yield from _named("weight", looks, np.split(rows, 3))
    _passed(left, 1)
    yield "out.weight", _rows(left)
    yield "attended.weight", _of_size(next(left), rows.shape[1])
    yield "attended.bias", next(left)
    yield "out.bias", next(left)
    yield "up.weight", _rows(left)
    yield "up.bias", next(left)
    blocks, scales = next(left), next(left)
    values = (blocks.astype(np.float32) - MIDDLE) * scales.reshape(len(blocks), -1, 1)
    yield "down.weight", values.reshape(len(blocks), -1)
    yield "done.weight", _of_size(next(left), rows.shape[1])
    yield "done.bias", next(left)
    yield "down.bias", next(left)


def _named(kind: str, names: tuple[str, ...], parts: list[Array]) -> Named:
    return ((f"{name}.{kind}", part) for name, part in zip(names, parts, strict=True))


def _rows(left: Iterator[Array]) -> Array:
    """A matrix (out x in) that pieces are multiplied by in whole numbers."""
    _passed(left, 3)  # step, zero and the least
    values, scales = next(left), next(left)
    return (values.astype(np.float32) * scales).T


def _of_size(one: Array, size: int) -> Array:
    if one.shape != (size,):
        raise ValueError(f"{size} numbers should stand here, not an array of shape {one.shape}")
    return one


def _passed(left: Iterator[Array], count: int) -> None:
    for _ in range(count):
        next(left)
