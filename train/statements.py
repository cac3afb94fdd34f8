"""The statement net, from `../shared/data/attribution` to `src/dissensus/weights`: `make train-statements`.

The recipe (`train/statement_recipe.py` has every number of it):

 1. Each article is cut into pieces and features by the stage itself; its attributions become tags and links
    (`train/statement_data.py`). Later annotators' readings are articles of their own.
 2. In each epoch every article comes once, in windows that begin anywhere; part of them under other names and with other
    quotation marks.
 3. Tags, links and sentence vectors are learned together (`train/statement_net.py`), several times; the net is the mean.
 4. The net is measured on the development articles by `../shared/score`, through the stage's own decoding.
 5. It is exported, run by onnxruntime and compared, measured again in 8 bits, and written with its manifest and card
    (`train/export_statements.py`).

Where a GPU is there it is not used: on two cores of a CPU it takes two hours, and the same recipe gives the same
net. With an option of the recipe, or a share of the articles, one net is trained and measured, and nothing exported.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import torch

from dissensus.nets import WEIGHTS
from dissensus.nets.statements import load
from dissensus.pieces import CLS, NO_FEATURES, Encode, pieces_of, windows
from dissensus.stages.read.by_net import SIGNS, linked, tagged
from dissensus.stages.read.by_net import Net as Asked
from dissensus.stages.read.decode import ROLES
from dissensus.stages.read.tagger import Tagged
from train.certainty import calibration_error, cross_fitted, fitted, judged
from train.export_statements import export, write_card, write_entry
from train.statement_data import Lesson, Row, Sample, lesson, paragraphs, readings, renamed, requoted, rows, samples
from train.statement_net import WIDTH, Net, base, link_loss, pretrained, tag_loss
from train.statement_recipe import MEMBERS, StatementRecipe

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
DATA = SHARED / "data" / "attribution" / "polnear"
OUT = ROOT / "out" / "train"
CHECKED = 5  # articles on which the exported net has to say what the net says
Tensor = Any  # of torch, which the checker of types does without


def main() -> None:
    """The command."""
    options = _options()
    torch.set_num_threads(options.threads)
    articles = rows(DATA / "train.jsonl.gz")
    if options.share < 1:
        articles = random.Random(1).sample(articles, int(len(articles) * options.share))
    encode = encoder()
    single = StatementRecipe(**{one.name: getattr(options, one.name) for one in fields(StatementRecipe)})
    alone = options.share < 1 or single != StatementRecipe()
    recipes = [single] if alone else MEMBERS
    states = []
    for number, recipe in enumerate(recipes, 1):
        file = options.out if alone else options.out.with_stem(f"{options.out.stem}-{number}")
        if not options.from_file:
            file.parent.mkdir(parents=True, exist_ok=True)
            torch.save(fit(articles, recipe, encode, _tell).state_dict(), file)
        states.append(torch.load(file))
        if not alone:
            _tell(f"{file}: {told(measure(InFloat(_net(states[-1:]), encode))[0])}")
    net = _net(states)
    in_float, certainty = measure(InFloat(net, encode))
    _tell(told(in_float))
    if alone:
        return
    export(net, certainty, checks(encode), options.weights)
    entry = write_entry(options.weights, {}, options.version)
    in_bits, _ = measure(load(options.weights))
    scores = {"in 8 bits": _rounded(in_bits), "in float": _rounded(in_float)}
    entry = write_entry(options.weights, scores, entry["version"])
    write_card(options.weights, entry, [asdict(recipe) for recipe in recipes], scores)
    _tell(f"{options.weights / entry['file']}: version {entry['version']}, SHA-256 {entry['sha256']}")
    _tell(told(in_bits))


def _net(states: Sequence[Mapping[str, Tensor]]) -> Net:
    """The net whose weights are the mean of these, in evaluation mode."""
    net = Net(StatementRecipe())
    net.load_state_dict({name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]})
    net.eval()
    return net


def checks(encode: Encode) -> list[tuple[list[int], list[tuple[int, int, int]]]]:
    """Windows on which an exported net has to say what the net says."""
    out = []
    for row in rows(DATA / "train.jsonl.gz")[:CHECKED]:
        pieces = pieces_of(row["text"], paragraphs(row), encode)
        for window in windows(pieces.bounds):
            part = slice(window.start, window.end)
            out.append(([CLS, *pieces.ids[part]], [NO_FEATURES, *pieces.features[part]]))
    return out


def _rounded(figures: Mapping[str, float]) -> dict[str, float]:
    return {name.replace("spans.", "span "): round(value, 3) for name, value in figures.items()}


def encoder() -> Encode:
    """A text to ids and offsets of its pieces, by the encoder's own vocabulary."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(base() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()

    def encode(text: str) -> tuple[Sequence[int], Sequence[tuple[int, int]]]:
        found = tokenizer.encode(text, add_special_tokens=False)
        return found.ids, found.offsets

    return encode


# ------------------------------------------------------------------------------------------------------------ training


@dataclass(slots=True)
class Batch:
    """Windows of like length, filled up; a mask of what was there."""

    ids: Tensor
    features: Tensor
    tags: Tensor
    mask: Tensor
    samples: Sequence[Sample]
    lessons: Sequence[int]  # which lesson each window is of, or -1 where its words were changed


def fit(articles: Sequence[Row], recipe: StatementRecipe, encode: Encode, tell: Callable[[str], None]) -> Net:
    """A net of these articles, in evaluation mode."""
    torch.manual_seed(recipe.seed)
    draw = random.Random(recipe.order)
    wanted = recipe.vector_weight > 0
    lessons = [lesson(row, encode, with_sentences=wanted) for row in readings(articles)]
    tell(f"{len(lessons)} readings, {sum(len(one.tags) for one in lessons):,} pieces")
    net = pretrained(recipe)
    vectors = [own_vectors(net, one) for one in lessons] if wanted else []
    best = torch.optim.AdamW(_groups(net, recipe), fused=True)
    peaks = [group["lr"] for group in best.param_groups]
    batches = list(_batches(lessons, recipe, draw, encode))
    total, done = int(len(batches) * recipe.epochs), 0
    started, sums = time.monotonic(), np.zeros(4)
    while done < total:
        net.train()
        for batch in batches:
            pace = min(done / (recipe.warm * total), (total - done) / ((1 - recipe.warm) * total))
            for group, peak in zip(best.param_groups, peaks, strict=True):
                group["lr"] = peak * pace
            losses = _losses(net, batch, vectors, recipe)
            best.zero_grad()
            torch.stack(losses).sum().backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), recipe.clip)
            best.step()
            sums += [*(float(loss.detach()) for loss in losses), 1]
            done += 1
            if done % 100 == 0:
                tags, links, apart = sums[:3] / sums[3]
                passed = time.monotonic() - started
                tell(f"  {done} of {total}: tags {tags:.3f}, links {links:.3f}, vectors {apart:.3f}, {passed:.0f} s")
                sums[:] = 0
            if done >= total:
                break
        batches = list(_batches(lessons, recipe, draw, encode))
    net.eval()
    return net


def _groups(net: Net, recipe: StatementRecipe) -> list[dict[str, Any]]:
    """What is new learns faster; biases and norms do not decay."""
    new = ("tags", "link", "vector", "follow", "pairs", "features")
    named = list(net.named_parameters())
    heads = [one for name, one in named if name.startswith(new)]
    flat = [one for name, one in named if not name.startswith(new) and one.ndim < 2]
    rest = [one for name, one in named if not name.startswith(new) and one.ndim >= 2]
    return [
        {"params": rest, "lr": recipe.lr, "weight_decay": recipe.decay},
        {"params": flat, "lr": recipe.lr, "weight_decay": 0.0},
        {"params": heads, "lr": recipe.head_lr, "weight_decay": recipe.decay},
    ]


def _batches(
    lessons: Sequence[Lesson], recipe: StatementRecipe, draw: random.Random, encode: Encode
) -> Iterator[Batch]:
    """An epoch: each article once, in windows; windows of like length together."""
    drawn: list[tuple[Sample, int]] = []
    for number, one in enumerate(lessons):
        row, of = one.row, number
        if draw.random() < recipe.renamed:
            row, of = renamed(row, draw), -1
        if draw.random() < recipe.requoted:
            row, of = requoted(row, draw), -1
        changed = one if of >= 0 else lesson(row, encode)
        drawn += [(sample, of) for sample in samples(changed, recipe.window, draw)]
    draw.shuffle(drawn)
    batches: list[list[tuple[Sample, int]]] = []
    for start in range(0, len(drawn), 400):
        batches.append([])
        for pair in sorted(drawn[start : start + 400], key=lambda one: len(one[0].ids)):
            if batches[-1] and (len(batches[-1]) + 1) * _length(pair) > recipe.batch:
                batches.append([])
            batches[-1].append(pair)
    draw.shuffle(batches)
    for batch in batches:
        yield _filled(batch)


def _length(pair: tuple[Sample, int]) -> int:
    """The length of a window, up to a multiple of 32: for each new shape of a batch kernels are made anew."""
    return -(-len(pair[0].ids) // 32) * 32


def _filled(batch: Sequence[tuple[Sample, int]]) -> Batch:
    length = max(map(_length, batch))
    ids = torch.zeros(len(batch), length, dtype=torch.long)
    features = torch.zeros(len(batch), length, 3, dtype=torch.long)
    tags = torch.zeros(len(batch), length, dtype=torch.long)
    mask = torch.zeros(len(batch), length, dtype=torch.bool)
    for at, (sample, _) in enumerate(batch):
        count = len(sample.ids)
        ids[at, :count] = torch.tensor(sample.ids)
        features[at, :count] = torch.tensor(sample.features)
        tags[at, :count] = torch.tensor(sample.tags)
        mask[at, :count] = True
    return Batch(ids, features, tags, mask, [sample for sample, _ in batch], [of for _, of in batch])


def _losses(net: Net, batch: Batch, vectors: Sequence[Tensor], recipe: StatementRecipe) -> list[Tensor]:
    """Of tags, links and sentence vectors, weighed."""
    with torch.autocast("cpu", torch.bfloat16):
        seen = net(batch.ids, batch.features, batch.mask)
        scores, links = net.tags(seen), net.link(seen)
    tags = tag_loss(scores.float(), batch.tags, batch.mask, net.transitions()) / batch.mask.sum()
    linked, asked = link_loss(net, links.float(), batch.samples)
    apart = vector_loss(net, seen.float(), batch, vectors) if vectors else torch.zeros(())
    return [recipe.tag_weight * tags, recipe.link_weight * linked / max(asked, 1), recipe.vector_weight * apart]


# ---------------------------------------------------------------------------------------------------- sentence vectors


def own_vectors(net: Net, one: Lesson) -> Tensor:
    """What the pretrained encoder makes of each sentence read by itself: the mean over its pieces, of length 1."""
    out = torch.zeros(len(one.sentences), WIDTH)
    net.eval()
    order = sorted(range(len(one.sentences)), key=lambda i: one.sentences[i][1] - one.sentences[i][0])
    for start in range(0, len(order), 32):
        chosen = order[start : start + 32]
        spans = [one.sentences[i] for i in chosen]
        length = min(max(b - a for a, b in spans), 254) + 1
        ids, mask = torch.zeros(len(spans), length, dtype=torch.long), torch.zeros(len(spans), length, dtype=torch.bool)
        for row, (a, b) in enumerate(spans):
            own = [CLS, *one.pieces.ids[a:b]][:length]
            ids[row, : len(own)] = torch.tensor(own)
            mask[row, : len(own)] = True
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            seen = net(ids, torch.zeros(*ids.shape, 3, dtype=torch.long), mask).float()
        mean = (seen * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        out[chosen] = torch.nn.functional.normalize(mean, dim=1)
    return out


def vector_loss(net: Net, seen: Tensor, batch: Batch, vectors: Sequence[Tensor]) -> Tensor:
    """One less the cosine between a sentence's vector here, with all that stands around it, and its own."""
    places = [
        (row, span, vectors[of][number])
        for row, (sample, of) in enumerate(zip(batch.samples, batch.lessons, strict=True))
        if of >= 0
        for span, number in sample.sentences
    ]
    if not places:
        return torch.zeros(())
    sums = torch.nn.functional.pad(seen.cumsum(1), (0, 0, 1, 0))
    row = torch.tensor([row for row, _, _ in places])
    span = torch.tensor([span for _, span, _ in places])
    mean = (sums[row, span[:, 1]] - sums[row, span[:, 0]]) / (span[:, 1] - span[:, 0])[:, None]
    goal = torch.stack([vector for _, _, vector in places])
    return (1 - torch.nn.functional.cosine_similarity(net.vector(mean), goal)).mean()


# ----------------------------------------------------------------------------------------------------------- measuring


def measure(net: Asked, part: str = "dev") -> tuple[dict[str, float], list[float]]:
    """What `../shared/score/attribution.py` says of a net, on whole articles, with the calibration of its confidence, cross-
    fitted; and the weights of its signs, fitted on all."""
    sys.path.insert(0, str(SHARED / "score"))
    attribution = import_module("attribution")

    gold = {row["id"]: row for row in rows(DATA / f"{part}.jsonl.gz")}
    found, articles = {}, []
    for id_, row in gold.items():
        pieces = pieces_of(row["text"], paragraphs(row), net.pieces)
        pairs = linked(pieces, net)
        statements = [_scored(tagged(pieces, one, 1.0)) for one, _ in pairs]
        found[id_] = {"statements": statements}
        articles.append(judged(attribution, row, statements, [signs for _, signs in pairs]))
    figures, alpha, _ = attribution.score(gold, found)
    out = {name: f1 for name, (_, _, f1) in figures.items() if not name.startswith("tokens")}
    return {**out, "alpha": alpha, "calibration_error": calibration_error(*cross_fitted(articles))}, fitted(articles)


def _scored(one: Tagged) -> dict[str, list[list[int]]]:
    return {role: [list(span) for span in getattr(one, role)] for role in ROLES}


class InFloat:
    """A net before it is exported, as the stage asks it."""

    name = "in float"

    def __init__(self, net: Net, encode: Encode, certainty: Sequence[float] = (0.0,) * SIGNS) -> None:
        """`certainty` weighs the signs of a statement (`by_net.signs`)."""
        self.net, self.pieces, self.certainty = net, encode, certainty
        self.transitions = net.transitions().detach().numpy()

    def __call__(self, ids: Sequence[int], features: Sequence[Sequence[int]]) -> tuple[Any, Any]:
        """Scores and vectors of a window."""
        window = torch.tensor([ids])
        with torch.no_grad():
            seen = self.net(window, torch.tensor([features]), torch.ones_like(window, dtype=torch.bool))[0]
            return self.net.tags(seen).numpy(), self.net.link(seen).numpy()

    def pair_scores(self, which: int, rows: Any) -> Any:
        """A score a row."""
        with torch.no_grad():
            return self.net.pairs[which](torch.from_numpy(rows))[:, 0].numpy()


def told(figures: Mapping[str, float]) -> str:
    """Figures on one line."""
    return "  ".join(f"{name} {value:.3f}" for name, value in figures.items())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Train the statement net.", formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--share", type=float, default=1.0, help="of the training articles, to try something")
    parser.add_argument("--threads", type=int, default=2, help="another number may give another net")
    parser.add_argument(
        "--out",
        type=Path,
        default=OUT / "statements.pt",
        help="where the float net goes, or nets with a number each",
    )
    parser.add_argument("--from-file", action="store_true", help="export the float nets that are there, train none")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="folder to write into")
    parser.add_argument("--version", help="of the net; one more than before where its file is another")
    for name, value in asdict(StatementRecipe()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value, help="see the recipe")
    return parser.parse_args()


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
