"""The net of contexts, from judged stories to `src/dissensus/weights`: `make train-contexts`.

It begins as the statement net that is in the package, or as itself (`--go-on`), and learns from every pair of statements that the
program finds near each other in the judged stories of the part `net`, story by story (`train/context_recipe.py` has every number).
It is measured on the part `models`, on which the models over its answers are fitted next (`train/claims.py`).

What is read is kept in `out/train`. Where a GPU is there it is not used. With a limit nothing is exported into the package.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from dissensus import nets
from dissensus.nets.contexts import HEADS, NET, load
from dissensus.nets.files import verified
from dissensus.pieces import FEATURES
from dissensus.stages.link.in_context import OPPOSED, OTHER, SAME
from train.context_data import Lesson, lessons
from train.context_net import Net
from train.context_recipe import Recipe
from train.export_contexts import answers, export, in_eight_bits, write_card, write_entry
from train.from_package import contexts_of, encoder_of
from train.pair_scores import average_precision
from train.pair_stories import stories
from train.statement_net import LAYERS

Array = np.ndarray[Any, np.dtype[Any]]
Tensor = Any  # of torch, which the checker of types does without

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
OUT = ROOT / "out" / "train"
TOLD_EVERY = 50  # steps
CHECKED = 3  # units on which the exported net has to say what the net says


def main() -> None:
    """The command."""
    options = _options()
    torch.set_num_threads(options.threads)
    recipe = Recipe()
    name = f"judged-{options.limit}.db" if options.limit else "judged.db"
    found = stories(SHARED, options.out / name, _tell, options.limit or None)
    given = list(lessons(found, nets.statements().pieces))
    learned, measured = [one for one in given if not one.measured], [one for one in given if one.measured]
    _tell(f"{len(learned):,} units are learned from, {len(measured):,} measured on")
    if not learned or not measured:
        raise SystemExit(f"--limit {options.limit}: none is left to learn from or to measure on; take 20 or more")
    before = begun(recipe, learned, go_on=options.go_on)
    known = {name: one.clone() for name, one in before.state_dict().items()} if options.go_on else None
    net = fit(before, learned, recipe)
    if known is not None:
        net.take(mean(known, net.state_dict(), recipe.new))
    net.eval()
    finish(net, measured, recipe, options)


def begun(recipe: Recipe, learned: Sequence[Lesson], *, go_on: bool = False) -> Net:
    """A net that begins as the statement net, or as the net of contexts that is in the package, with the mean and the deviation of
    signs."""
    torch.manual_seed(recipe.seed)
    net = Net(recipe)
    if go_on:
        taken = contexts_of(verified(NET, nets.WEIGHTS), verified(NET, nets.WEIGHTS, HEADS), len(FEATURES), LAYERS)
    else:
        taken = encoder_of(verified("statements", nets.WEIGHTS), len(FEATURES), LAYERS)
    signs = torch.from_numpy(np.concatenate([one.signs for one in learned]))
    net.take({name: torch.from_numpy(value) for name, value in taken.items()})
    net.mean.copy_(signs.mean(0))
    net.deviation.copy_(signs.std(0) + 1e-3)
    return net


def mean(before: Mapping[str, Tensor], after: Mapping[str, Tensor], new: float) -> dict[str, Tensor]:
    """Weights between those of a net and what it came to."""
    return {name: torch.lerp(before[name], one, new) for name, one in after.items()}


def fit(net: Net, given: Sequence[Lesson], recipe: Recipe) -> Net:
    """The net once it has gone through its lessons."""
    draw, turns = np.random.default_rng(recipe.seed), random.Random(recipe.seed)
    new = ("heed", "contents", "cues", "sources", "told", "norm_of_all", "left", "right", "product", "difference")
    heads = (*new, "signs", "middle", "last")
    groups: dict[bool, list[Tensor]] = {True: [], False: []}
    for name, one in net.named_parameters():
        if one.requires_grad:
            groups[name.partition(".")[0] in heads].append(one)
    peaks = [recipe.lr, recipe.head_lr]
    best = torch.optim.AdamW(
        [{"params": groups[False]}, {"params": groups[True]}], weight_decay=recipe.decay, fused=True
    )
    steps = max(1, int(recipe.epochs * len(given) / recipe.units))
    order: list[Lesson] = []
    started, sums = time.monotonic(), list[float]()
    net.train()
    for done in range(steps):
        if len(order) < recipe.units:
            order += turns.sample(list(given), len(given))
        pace = min((done + 1) / (recipe.warm * steps), (steps - done) / ((1 - recipe.warm) * steps))
        for group, peak in zip(best.param_groups, peaks, strict=True):
            group["lr"] = peak * pace
        best.zero_grad()
        total = 0.0
        for _ in range(recipe.units):
            missed = loss(net, order.pop(), recipe, draw) / recipe.units
            missed.backward()
            total += float(missed.detach())
        torch.nn.utils.clip_grad_norm_(net.parameters(), recipe.clip)
        best.step()
        sums.append(total)
        if len(sums) == TOLD_EVERY:
            _tell(f"  {done + 1} of {steps}: {np.mean(sums):.3f}, {time.monotonic() - started:.0f} s")
            sums = []
    return net


def loss(net: Net, one: Lesson, recipe: Recipe, draw: np.random.Generator) -> Tensor:
    """How unlikely what the pairs of a unit are is: pair by pair, and that the opponents of a statement come first among all its
    pairs."""
    vectors = net.vectors(
        [net.states(article.pieces, f"{one.name} {number}") for number, article in enumerate(one.articles)],
        [article.placed for article in one.articles],
    )
    drawn, listed = _drawn(one, recipe, draw)
    rows = np.union1d(drawn, _of(one, listed))
    left, right = torch.from_numpy(one.left[rows]), torch.from_numpy(one.right[rows])
    scores = net.scores(vectors, left, right, torch.from_numpy(one.signs[rows]))
    truth = torch.from_numpy(one.truth[rows])
    weights = torch.from_numpy(np.where(one.weak[rows], recipe.weak, 1.0).astype(np.float32))
    weights = weights * torch.from_numpy(np.isin(rows, drawn) * _apart(one, recipe)[rows])
    total = (functional.cross_entropy(scores, truth, reduction="none") * weights).sum() / len(drawn)
    if len(listed):
        odds = scores[:, OPPOSED] - torch.logsumexp(scores[:, [SAME, OTHER]], 1)
        missed = []
        for statement in listed.tolist():
            its = (left == statement) | (right == statement)
            missed.append(torch.logsumexp(odds[its], 0) - torch.logsumexp(odds[its & (truth == OPPOSED)], 0))
        total = total + recipe.by_list * torch.stack(missed).mean()
    return total if one.single else recipe.story * total


def _drawn(one: Lesson, recipe: Recipe, draw: np.random.Generator) -> tuple[Array, Array]:
    """Rows of pairs, with all that are something; and statements that have an opponent."""
    something, others = np.flatnonzero(one.truth != OTHER), np.flatnonzero(one.truth == OTHER)
    most = min(len(others), max(recipe.least, recipe.others * len(something)))
    likeliest = others[np.argsort(-one.likely[others], kind="stable")[:most]]
    rows = [
        something,
        draw.choice(likeliest, min(len(likeliest), most // 2), replace=False),
        draw.choice(others, most, replace=False),
    ]
    opposed = one.truth == OPPOSED
    ends = np.concatenate([one.left[opposed], one.right[opposed]])
    listed = np.unique(ends)
    if len(listed) > recipe.listed:
        shares = np.tile(_apart(one, recipe)[opposed], 2)
        largest: Array = np.zeros(int(ends.max()) + 1)
        np.maximum.at(largest, ends, shares)
        listed = draw.choice(listed, recipe.listed, replace=False, p=largest[listed] / largest[listed].sum())
    return np.unique(np.concatenate(rows)), listed


def _apart(one: Lesson, recipe: Recipe) -> Array:
    """How much each pair counts against others of its kind: a pair of a small dispute more than one of a large one. 1 in the mean
    of a kind."""
    out = one.crowd.astype(np.float32) ** -recipe.crowd
    for kind in (SAME, OPPOSED):
        its = one.truth == kind
        if its.any():
            out[its] /= out[its].mean()
    out[one.truth == OTHER] = 1.0
    return out


def _of(one: Lesson, statements: Array) -> Array:
    """Rows of the pairs of these statements."""
    return np.flatnonzero(np.isin(one.left, statements) | np.isin(one.right, statements))


# ----------------------------------------------------------------------------------------------------- measured, exported


def finish(net: Net, measured: Sequence[Lesson], recipe: Recipe, options: argparse.Namespace) -> None:
    """Measures a net, and exports it unless it was made to try something."""
    in_float = figures(measured, [answers(net, one) for one in measured])
    _tell(f"in float: {in_float}")
    if options.limit and options.weights == nets.WEIGHTS:
        _tell("nothing is exported: this was no whole training; --weights FOLDER exports it elsewhere")
        return
    export(net, measured[:CHECKED], options.weights)
    write_entry(options.weights, {}, options.version)
    small = load(options.weights)
    in_bits = figures(measured, [in_eight_bits(small, one) for one in measured])
    scores = {name: {"in 8 bits": round(in_bits[name], 3), "in float": round(in_float[name], 3)} for name in in_float}
    entry = write_entry(options.weights, scores, small.name.rpartition("-")[2])
    write_card(options.weights, entry, asdict(recipe), scores)
    _tell(f"{options.weights / entry['file']}: version {entry['version']}, in 8 bits {in_bits}")


def figures(given: Sequence[Lesson], scores: Sequence[Array]) -> dict[str, float]:
    """Average precision of pairs that oppose each other and that say the same, weak ones left out, beside that of signs alone."""
    sure = ~np.concatenate([one.weak for one in given])
    truth = np.concatenate([one.truth for one in given])[sure]
    said, likely = np.concatenate(list(scores))[sure], np.concatenate([one.likely for one in given])[sure]
    odds = said - np.logaddexp.reduce(said, axis=1, keepdims=True)
    return {
        "opposed": average_precision(odds[:, OPPOSED], truth == OPPOSED),
        "the same": average_precision(odds[:, SAME], truth == SAME),
        "opposed, by signs alone": average_precision(likely, truth == OPPOSED),
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Train the net of contexts.", formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--limit", type=int, default=0, help="units, to try something; 0 for all")
    parser.add_argument("--out", type=Path, default=OUT, help="folder of what is kept")
    parser.add_argument("--go-on", action="store_true", help="begin as the net of contexts that is in the package")
    parser.add_argument("--weights", type=Path, default=nets.WEIGHTS, help="folder into which the net is exported")
    parser.add_argument("--version", help="of the net; one more than the last otherwise")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
