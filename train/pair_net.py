"""The net of claims: a small pretrained encoder that reads two texts as one, with a head for each task.

The encoder is that of `train/statement_net.py`, all-MiniLM-L6-v2, without features but with BERT's own two kinds of piece: of
the first text and of the second. What the heads see is made of the first piece and of the mean over all. 23 million
parameters, of which 12 are words, which are not trained.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from train.pair_data import HAPPENED, HEADS, LOGIC, PAIR, STANCE, Example
from train.statement_net import HEADS as LOOKS
from train.statement_net import LAYERS, PLACES, WIDTH, WORDS, Drop, Layer, base, take_encoder

Tensor = Any  # of torch, which the checker of types does without
Array = np.ndarray[Any, np.dtype[Any]]

CLS, SEP = 101, 102  # in the vocabulary that came with the encoder
STEP = 16  # lengths are filled up to a multiple of it: for each new shape of a batch kernels are made anew
FAR = -1e4  # as good as never seen
EVENT_SCALE = 0.3  # of the squared error of an event, beside the other losses


class PairLayer(Layer):
    """A layer of BERT whose attention is written out: in bfloat16 on a CPU that is faster than torch's own."""

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        size, length, width = x.shape

        def heads(y: Tensor) -> Tensor:
            return y.view(size, length, LOOKS, width // LOOKS).transpose(1, 2)

        query, key, value = heads(self.query(x)), heads(self.key(x)), heads(self.value(x))
        looks = torch.matmul(query, key.transpose(-1, -2)) * (width // LOOKS) ** -0.5
        looks = torch.softmax((looks + mask).float(), -1).to(value.dtype)
        seen = self.out(torch.matmul(looks, value).transpose(1, 2).reshape(size, length, width))
        x = self.attended(x + self.drop(seen))
        return self.done(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Net(nn.Module):
    """Ids and kinds (pairs x pieces; kind 0 in the first text and its marks, 1 in the second) and a mask (True where a piece
    is) to what the heads see (pairs x numbers). Parameters have the names that `train/encoder_graph.py` knows."""

    def __init__(self, dropout: float = 0.1, seed: int = 0) -> None:
        super().__init__()
        self.drop = Drop(dropout, np.random.Generator(np.random.SFC64(seed)))
        self.word, self.place = nn.Embedding(WORDS, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.register_buffer("kind", torch.zeros(WIDTH))
        self.features = nn.ModuleList([nn.Embedding(2, WIDTH)])
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(PairLayer(self.drop) for _ in range(LAYERS))
        self.pool = nn.Linear(2 * WIDTH, WIDTH)
        self.heads = nn.ModuleDict({task: nn.Linear(WIDTH, size) for task, size in HEADS.items()})
        self.word.weight.requires_grad_(False)
        with torch.no_grad():
            for head in self.heads.values():
                head.weight.normal_(std=0.02)
                head.bias.zero_()

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        x = self.word(ids) + self.place.weight[: ids.shape[1]] + self.features[0](kinds)
        x = self.drop(self.norm(x))
        half = torch.bfloat16 if torch.is_autocast_enabled("cpu") else torch.float32
        far = torch.zeros(mask.shape).masked_fill(~mask, FAR)[:, None, None, :].to(half)
        for layer in self.layers:
            x = layer(x, far)
        there = mask[..., None].to(x.dtype)
        mean = (x * there).sum(1) / there.sum(1)
        return self.drop(functional.gelu(self.pool(torch.cat([x[:, 0], mean], 1))))


def pretrained(dropout: float = 0.1, seed: int = 0) -> Net:
    """A net whose encoder is the pretrained one. What is new in it is drawn by torch's own generator."""
    net = Net(dropout, seed)
    weights = take_encoder(net)
    with torch.no_grad():
        net.features[0].weight.copy_(weights["embeddings.token_type_embeddings.weight"])
    return net


# ------------------------------------------------------------------------------------------------------------- batches


@dataclass(frozen=True, slots=True)
class Sample:
    """An example in pieces."""

    ids: list[int]
    kinds: list[int]
    example: Example


@dataclass(frozen=True, slots=True)
class Batch:
    """Samples of like length, filled up to `length`."""

    samples: Sequence[Sample]
    length: int


Encode = Callable[[Sequence[str]], list[list[int]]]  # texts to the ids of their pieces


def encoder() -> Encode:
    """By the encoder's own vocabulary, as the program reads it."""
    from dissensus.nets.statements import tokenizer

    words = tokenizer(base() / "vocab.txt")
    return lambda texts: [one.ids for one in words.encode_batch(list(texts), add_special_tokens=False)]


def samples(examples: Sequence[Example], encode: Encode, longest: int, each: int | None = None) -> list[Sample]:
    """Examples in pieces, each text cut to `each` and both together to `longest`."""
    texts = sorted({text for one in examples for text in (one.left, one.right)})
    pieces = {text: ids[:each] for text, ids in zip(texts, encode(texts), strict=True)}
    return [Sample(*joined(pieces[one.left], pieces[one.right], longest), one) for one in examples]


def joined(left: Sequence[int], right: Sequence[int], longest: int) -> tuple[list[int], list[int]]:
    """Two texts as one, with the kind of each piece; the longer one is cut until they have room."""
    room = longest - 3
    if len(left) + len(right) > room:
        half = room // 2
        a = max(half, room - len(right)) if len(left) >= len(right) else min(len(left), room - half)
        left = left[:a]
        right = right[: room - len(left)]
    return [CLS, *left, SEP, *right, SEP], [0] * (len(left) + 2) + [1] * (len(right) + 1)


def batches(given: Sequence[Sample], pieces: int, draw: random.Random) -> list[Batch]:
    """All samples in few shapes: lengths in steps, of each as many rows as make so many pieces. What is left of a length goes
    with the next one."""
    by_length: dict[int, list[Sample]] = defaultdict(list)
    for one in given:
        by_length[-(-len(one.ids) // STEP) * STEP].append(one)
    out: list[Batch] = []
    left: list[Sample] = []
    length = 0
    for length in sorted(by_length):
        here = left + by_length[length]
        draw.shuffle(here)
        rows = max(1, pieces // length)
        whole = len(here) // rows * rows
        out += [Batch(here[at : at + rows], length) for at in range(0, whole, rows)]
        left = here[whole:]
    if left:
        out.append(Batch(left, length))
    draw.shuffle(out)
    return out


def filled(batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, kinds and the mask of a batch."""
    size = len(batch.samples), batch.length
    ids, kinds, mask = np.zeros(size, np.int64), np.zeros(size, np.int64), np.zeros(size, bool)
    for at, one in enumerate(batch.samples):
        count = len(one.ids)
        ids[at, :count], kinds[at, :count], mask[at, :count] = one.ids, one.kinds, True
    return torch.from_numpy(ids), torch.from_numpy(kinds), torch.from_numpy(mask)


# -------------------------------------------------------------------------------------------------- losses and answers


def loss(net: Net, batch: Batch) -> Tensor:
    """The mean loss of a batch, each example by its own head and weight."""
    with torch.autocast("cpu", torch.bfloat16):
        seen = net(*filled(batch))
    seen, total = seen.float(), torch.zeros(())
    by_task: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(batch.samples):
        by_task[one.example.task].append(at)
    for task, places in by_task.items():
        examples = [batch.samples[at].example for at in places]
        weights = torch.tensor([one.weight for one in examples])
        labels = torch.tensor([one.label for one in examples])
        total = total + (task_loss(task, net.heads[task](seen[places]), labels) * weights).sum()
    return total / len(batch.samples)


def task_loss(task: str, scores: Tensor, labels: Tensor) -> Tensor:
    """The loss of each row. Of a pair of which several relations may hold, that none of them does."""
    if task in (PAIR, LOGIC):
        may = scores.masked_fill(labels == 0, FAR)
        return torch.logsumexp(scores, 1) - torch.logsumexp(may, 1)
    if task == STANCE:
        return functional.cross_entropy(scores, labels[:, 0].long(), reduction="none")
    if task == HAPPENED:
        return EVENT_SCALE * (scores[:, 0] - labels[:, 0]) ** 2
    return functional.binary_cross_entropy_with_logits(scores[:, 0], labels[:, 0], reduction="none")


def shown(net: Net, given: Sequence[Sample], pieces: int = 16_384) -> Tensor:
    """What the heads see of each sample (samples x numbers), in their order."""
    place = {id(one): at for at, one in enumerate(given)}
    out = torch.zeros(len(given), WIDTH)
    net.eval()
    for batch in batches(given, pieces, random.Random(0)):
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            out[[place[id(one)] for one in batch.samples]] = net(*filled(batch)).float()
    return out


def answers(net: Net, given: Sequence[Sample], pieces: int = 16_384) -> list[Array]:
    """What the head of each sample's task says of it, in their order."""
    seen = shown(net, given, pieces)
    with torch.no_grad():
        return [net.heads[one.example.task](row).numpy() for one, row in zip(given, seen, strict=True)]


def parameters(net: Net) -> Mapping[str, list[Tensor]]:
    """What is trained: `new` to the encoder, `flat` (biases and norms, which do not decay), and the `rest`."""
    groups: dict[str, list[Tensor]] = {"rest": [], "flat": [], "new": []}
    for name, one in _trained(net):
        groups["new" if name.startswith(("heads", "pool")) else "flat" if one.ndim < 2 else "rest"].append(one)
    return groups


def _trained(net: Net) -> Iterator[tuple[str, Tensor]]:
    return ((name, one) for name, one in net.named_parameters() if one.requires_grad)
