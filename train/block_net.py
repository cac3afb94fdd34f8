"""The block net: hashed words and numbers of each line, and what stands around it, to two chances a line.

Sums of the embeddings of a line's first word, first words, last words and box words stand beside its numbers; a linear
layer, residual convolutions over lines whose reach widens, the mean over the text, a layer, and out. Around 220,000
parameters, of which 131,000 are words.
"""

from __future__ import annotations

import math
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from dissensus.stages.clean.features import BUCKETS, HEAD_WORDS, TAIL_WORDS, WIDTH
from train.block_data import Array, Item, targets
from train.recipe import Recipe

Tensor = Any  # of torch, which the checker of types does without


class Net(nn.Module):
    """Numbers (texts x lines x WIDTH) and words (texts x lines x WORDS) to logits (texts x lines x 2)."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__()
        self.word_dropout = recipe.word_dropout
        self.embed = nn.Embedding(BUCKETS, recipe.emb, padding_idx=0)
        nn.init.normal_(self.embed.weight, 0, 0.05)
        self.into = nn.Linear(WIDTH + 4 * recipe.emb, recipe.hid)
        self.convolve = nn.ModuleList(
            nn.Conv1d(recipe.hid, recipe.hid, 3, padding=step, dilation=step) for step in recipe.dilations
        )
        self.mix = nn.Linear(3 * recipe.hid, recipe.out)
        self.last = nn.Linear(recipe.out, 2)
        self.drop = nn.Dropout(recipe.dropout)

    def forward(self, numbers: Tensor, words: Tensor, mask: Tensor = None) -> Tensor:
        """`mask` is 1 where a text has a line and 0 where it was filled up; without one all are lines."""
        each = self.embed(words)
        if self.training:
            each = each * (torch.rand(words.shape) >= self.word_dropout).unsqueeze(-1)
        box = HEAD_WORDS + TAIL_WORDS
        head, tail, boxes = each[:, :, :HEAD_WORDS], each[:, :, HEAD_WORDS:box], each[:, :, box:]
        sums = [each[:, :, 0], head.sum(2), tail.sum(2), boxes.sum(2)]
        lines: Tensor = 1.0 if mask is None else mask.unsqueeze(-1)
        z = own = self.drop(functional.relu(self.into(torch.cat([numbers, *sums], -1)))) * lines
        for layer in self.convolve:
            z = (z + self.drop(functional.relu(layer(z.transpose(1, 2)).transpose(1, 2)))) * lines
        mean = z.mean(1, keepdim=True) if mask is None else z.sum(1, keepdim=True) / lines.sum(1, keepdim=True)
        return self.last(functional.relu(self.mix(torch.cat([z, mean.expand_as(z), own], -1))))


# -------------------------------------------------------------------------------------------------- what it is taught


@dataclass(slots=True)
class Lesson:
    """A text as tensors: what goes in, and for each line the chance to learn, its weight, and is it the headline
    (-1 where nobody knows)."""

    numbers: Tensor
    words: Tensor
    article: Tensor
    weight: Tensor
    title: Tensor


def lesson(item: Item, known: Array, recipe: Recipe) -> Lesson:
    """`known` tells of each bucket whether enough pages have its word."""
    end = recipe.most_lines
    article, weight, title = targets(item, recipe)
    words = np.where(known[item.words], item.words, 0)
    arrays = (item.numbers, words, article, weight, title)
    return Lesson(*(torch.from_numpy(np.ascontiguousarray(array[:end])) for array in arrays))


def known_words(items: Sequence[Item], recipe: Recipe) -> Array:
    """For each bucket whether enough pages have its word."""
    met: dict[int, set[str]] = defaultdict(set)
    for item in items:
        for word in np.unique(item.words):
            met[int(word)].add(item.page.id)
    return np.array([word > 0 and len(met.get(word, ())) >= recipe.word_pages for word in range(BUCKETS)], bool)


# ----------------------------------------------------------------------------------------------------------- training


def fit(items: Sequence[Item], recipe: Recipe, seed: int, epochs: int, tell: Callable[[str], None]) -> Net:
    """A net of these texts, in evaluation mode."""
    torch.manual_seed(seed)
    draw = random.Random(seed)
    known = known_words(items, recipe)
    lessons = [lesson(item, known, recipe) for item in items]
    net = Net(recipe)
    with torch.no_grad():
        net.embed.weight[torch.from_numpy(~known)] = 0  # for good: what nobody learns from never moves
    best = torch.optim.AdamW(net.parameters(), lr=recipe.lr, weight_decay=recipe.decay)
    drawn = max(1, int(len(lessons) * recipe.share))
    steps = epochs * math.ceil(drawn / recipe.batch)
    pace = torch.optim.lr_scheduler.OneCycleLR(best, recipe.lr, total_steps=steps, pct_start=recipe.warm)
    for epoch in range(epochs):
        net.train()
        started, total = time.monotonic(), 0.0
        for batch in _batches(draw.sample(lessons, drawn), recipe.batch, draw):
            loss, of_lines = _loss(net, batch, recipe)
            best.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), recipe.clip)
            best.step()
            pace.step()
            total += of_lines * len(batch)
        tell(f"  epoch {epoch + 1}: loss {total / drawn:.4f}, {time.monotonic() - started:.0f} s")
    net.eval()
    return net


def _batches(lessons: Sequence[Lesson], size: int, draw: random.Random) -> Iterator[list[Lesson]]:
    """Texts of like length together: of eight batches in a row, the shortest first; then all batches in any order."""
    batches = []
    for start in range(0, len(lessons), size * 8):
        chunk = sorted(lessons[start : start + size * 8], key=lambda one: len(one.article))
        batches += [chunk[at : at + size] for at in range(0, len(chunk), size)]
    draw.shuffle(batches)
    yield from batches


def _loss(net: Net, batch: Sequence[Lesson], recipe: Recipe) -> tuple[Tensor, float]:
    """The loss to go down by, and that part of it which is about the article's lines."""
    pad = nn.utils.rnn.pad_sequence
    article = pad([one.article for one in batch], batch_first=True)
    weight = pad([one.weight for one in batch], batch_first=True)
    title = pad([one.title for one in batch], batch_first=True, padding_value=-1.0)
    mask = pad([torch.ones(len(one.article)) for one in batch], batch_first=True)
    out = net(
        pad([one.numbers for one in batch], batch_first=True),
        pad([one.words for one in batch], batch_first=True).long(),
        mask,
    )
    entropy = functional.binary_cross_entropy_with_logits
    lines = (entropy(out[..., 0], article, reduction="none") * weight).sum() / len(batch)
    told = (title >= 0).float()
    positive = torch.tensor(recipe.title_positive)
    titles = entropy(out[..., 1], title.clamp(min=0), reduction="none", pos_weight=positive) * told
    return lines + recipe.title * titles.sum() / told.sum().clamp(min=1), float(lines.detach())


def predict(nets: Sequence[Net], item: Item) -> Array:
    """The chances of each line (lines x 2): the mean of the nets' logits."""
    numbers, words = torch.from_numpy(item.numbers)[None], torch.from_numpy(item.words).long()[None]
    with torch.no_grad():
        return torch.sigmoid(torch.stack([net(numbers, words) for net in nets]).mean(0))[0].numpy()
