"""The net of contexts: a small encoder that reads whole articles, vectors of their statements, and a judge of pairs of vectors.

The encoder is the statement net's as it stands in the package, layers and features; the lower half of its layers is kept as it
is, so that what they give of a window is computed once, and the upper half learns. 22 million parameters, of which 12 are
words and 5 learn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from dissensus.pieces import CLS, FEATURES, NO_FEATURES, Pieces, windows
from dissensus.stages.link.in_context import CONTEXT, TOLD, WINDOW, Placed
from dissensus.stages.link.weights import SIGNS
from train.context_recipe import Recipe
from train.pair_net import FAR, PairLayer
from train.statement_net import LAYERS, PLACES, WIDTH, WORDS, Drop

Tensor = Any  # of torch, which the checker of types does without
Array = np.ndarray[Any, np.dtype[Any]]

SIZE, HIDDEN, MIDDLE = (
    192,
    256,
    64,
)  # numbers of a statement's vector, and of what stands between two vectors and their scores
CLASSES = 3  # the same, opposed, neither
STEP = 64  # lengths of windows are filled up to a multiple of it
KEEP = ("word", "place", "kind", "norm", "features")  # what does not learn, beside the lower layers


class Net(nn.Module):
    """An article's pieces to states, states and places of statements to vectors, vectors and signs of pairs to scores. Parameters
    have the names that `train/context_graph.py` knows."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__()
        self.frozen = recipe.frozen
        self.drop = Drop(recipe.dropout, np.random.Generator(np.random.SFC64(recipe.seed)))
        self.word, self.place = nn.Embedding(WORDS, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.features = nn.ModuleList(nn.Embedding(values, WIDTH) for values in FEATURES)
        self.layers = nn.ModuleList(PairLayer(self.drop) for _ in range(LAYERS))
        self.heed = nn.Linear(WIDTH, 1)
        self.contents = nn.Linear(2 * WIDTH, SIZE)
        self.cues, self.sources = (nn.Linear(WIDTH, SIZE, bias=False) for _ in range(2))
        self.told = nn.Linear(TOLD, SIZE, bias=False)
        self.norm_of_all = nn.LayerNorm(SIZE)
        self.left, self.right = nn.Linear(SIZE, HIDDEN), nn.Linear(SIZE, HIDDEN, bias=False)
        self.product, self.difference = (nn.Linear(SIZE, HIDDEN, bias=False) for _ in range(2))
        self.signs = nn.Linear(len(SIGNS), HIDDEN, bias=False)
        self.middle, self.last = nn.Linear(HIDDEN, MIDDLE), nn.Linear(MIDDLE, CLASSES)
        self.register_buffer("mean", torch.zeros(len(SIGNS)))
        self.register_buffer("deviation", torch.ones(len(SIGNS)))
        self._kept: dict[tuple[str, int], Tensor] = {}
        for name, one in self.named_parameters():
            first, _, rest = name.partition(".")
            low = first == "layers" and int(rest.partition(".")[0]) < self.frozen
            one.requires_grad_(not (low or first in KEEP))

    def take(self, weights: Mapping[str, Tensor]) -> None:
        """Begin as another encoder: words, places, features and layers by their names."""
        self.load_state_dict({**self.state_dict(), **weights})

    def states(self, pieces: Pieces, key: str | None = None) -> Tensor:
        """The states of an article's pieces, each from the window whose own it is. By `key` what the lower layers give is kept."""
        out = []
        for number, window in enumerate(windows(pieces.bounds, WINDOW, CONTEXT)):
            count = window.end - window.start + 1
            length = min(-(-count // STEP) * STEP, PLACES)
            mask = torch.zeros(1, length, dtype=torch.bool)
            mask[0, :count] = True
            with torch.autocast("cpu", torch.bfloat16):
                x = torch.zeros(1, length, WIDTH)
                known = self._kept.get((key, number)) if key is not None else None
                if known is None:
                    known = self._lower(pieces, window.start, window.end, mask)
                    if key is not None:
                        self._kept[key, number] = known
                x[:, :count] = known.float()
                x = self.drop(x)
                for layer in self.layers[self.frozen :]:
                    x = layer(x, _far(mask))
            first, last = (place - window.start + 1 for place in window.own)
            out.append(x[0, first:last].float())
        return torch.cat(out)

    def _lower(self, pieces: Pieces, start: int, end: int, mask: Tensor) -> Tensor:
        """What the layers that do not learn give of a window; nothing of it is dropped."""
        count, length = end - start + 1, mask.shape[1]
        ids, features = np.zeros((1, length), np.int64), np.zeros((1, length, len(FEATURES)), np.int64)
        features[:] = NO_FEATURES
        ids[0, :count] = [CLS, *pieces.ids[start:end]]
        features[0, 1:count] = pieces.features[start:end]
        training = self.drop.training
        self.drop.training = False
        with torch.no_grad():
            x = self.word(torch.from_numpy(ids)) + self.place.weight[:length] + self.kind
            for at, feature in enumerate(self.features):
                x = x + feature(torch.from_numpy(features[..., at]))
            x = self.norm(x)
            for layer in self.layers[: self.frozen]:
                x = layer(x, _far(mask))
        self.drop.training = training
        return x[:, :count].to(torch.bfloat16).clone()

    def vectors(self, states: Sequence[Tensor], placed: Sequence[Sequence[Placed]]) -> Tensor:
        """A vector a statement, those of the first article first (`dissensus.stages.link.in_context` does the same)."""
        x = torch.cat(list(states))
        first = np.cumsum([0, *map(len, states)])
        rows = [(one, int(at)) for here, at in zip(placed, first, strict=False) for one in here]
        heed = torch.exp(self.heed(x)[:, 0].clamp(-10, 10))
        contents = [[(a + at, b + at) for a, b in one.content] for one, at in rows]
        cues = [[(a + at, b + at) for a, b in one.cue] for one, at in rows]
        sources = [[(a + at, b + at) for a, b in one.source] for one, at in rows]
        alike = torch.ones(len(x))
        both = torch.cat([_means(x, contents, alike), _means(x, contents, heed)], 1)
        told = torch.tensor([one.told for one, _ in rows])
        seen = self.drop(self.contents(both)) + self.cues(_means(x, cues, alike))
        return self.norm_of_all(seen + self.sources(_means(x, sources, alike)) + self.told(told))

    def scores(self, vectors: Tensor, left: Tensor, right: Tensor, signs: Tensor) -> Tensor:
        """How the two of each pair stand to each other (pairs x `CLASSES`); `left` and `right` are places of vectors."""
        one, other = vectors[left], vectors[right]
        told = self.left(vectors)[left] + self.right(vectors)[right]
        told = told + self.product(one * other) + self.difference((one - other).abs())
        told = told + self.signs((signs - self.mean) / self.deviation)
        return self.last(functional.gelu(self.middle(self.drop(functional.gelu(told)))))


def _far(mask: Tensor) -> Tensor:
    half = torch.bfloat16 if torch.is_autocast_enabled("cpu") else torch.float32
    return torch.zeros(mask.shape).masked_fill(~mask, FAR)[:, None, None, :].to(half)


def _means(x: Tensor, spans: Sequence[Sequence[tuple[int, int]]], weights: Tensor) -> Tensor:
    """The weighted mean of states in each row of spans; nothing where there are none."""
    at = [np.arange(a, b) for some in spans for a, b in some]
    of = [np.full(b - a, row) for row, some in enumerate(spans) for a, b in some]
    if not at:
        return torch.zeros(len(spans), x.shape[1])
    place, row = torch.from_numpy(np.concatenate(at)), torch.from_numpy(np.concatenate(of))
    heed = weights[place]
    total = torch.zeros(len(spans), x.shape[1]).index_add(0, row, x[place] * heed[:, None])
    return total / torch.zeros(len(spans)).index_add(0, row, heed).clamp(min=1e-6)[:, None]
