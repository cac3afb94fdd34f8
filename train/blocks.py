"""The block net, from `../shared/data/pages` to `src/dissensus/weights`: `make train`, on one thread of a CPU.

The recipe (`train/recipe.py` has every number of it):

 1. Each page is read by the stage itself, as HTML and as plain text in four styles of dump; its features and what gold
    tells of its lines are kept (`train/block_data.py`, cached in `out/train`).
 2. One fold of domains is left apart, for good. For each other fold a net of HTML alone is trained without both; what it
    says of the pages of that fold are their silver labels. No page is labelled by a net that has seen it, nor by one that
    has seen the fold apart.
 3. From these labels come texts with part of the leftovers: runs of them are taken away at random.
 4. The net proper is trained on all these texts of all pages but those of the fold apart (`train/block_net.py`).
 5. It is measured on the fold apart, exported, run by onnxruntime and compared, and written with its manifest and card
    (`train/export_net.py`).

`--cross-fit` leaves each fold apart in turn, and gives figures for all pages by nets that have not seen them; it writes no
net. Seeds are fixed, pages come in the order of their gold, nothing goes by `hash()`: the same recipe gives the same file
on one family of processors.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

import numpy as np
import torch

from bench.pages import APART, FOLDS, Score
from dissensus.nets import WEIGHTS
from dissensus.stages.clean.ledger import LIKELY
from train.block_data import (
    HTML,
    Item,
    cached,
    html_items,
    part_items,
    plain_items,
    some_pages,
    with_silver,
)
from train.block_net import Net, fit, predict
from train.export_net import export, write_card, write_entry
from train.manifest import Scores, table
from train.recipe import Recipe

OUT = Path(__file__).parents[1] / "out" / "train"
CROSSED = "cross-fit.json"


def main() -> None:
    """The command."""
    options = _options()
    recipe = Recipe(**{one.name: getattr(options, one.name) for one in fields(Recipe)})
    torch.set_num_threads(options.threads)
    torch.use_deterministic_algorithms(True)
    gold = some_pages(options.pages)
    html = cached(OUT, HTML, options.pages, lambda: html_items(gold))
    plain = cached(OUT, "plain", options.pages, lambda: plain_items(gold, html))
    _tell(f"{len(gold)} pages, {len(html) + len(plain)} texts, {sum(len(i.texts) for i in (*html, *plain)):,} lines")
    trainer = Trainer(recipe, html, plain)
    if options.cross_fit:
        scores = trainer.cross_fit(options.folds)
        if options.folds == tuple(range(FOLDS)) and options.pages is None:
            (OUT / CROSSED).write_text(json.dumps({"recipe": _told(recipe), "scores": scores}), "utf-8")
    else:
        nets, apart = trainer.without(APART)
        scores = score((item, predict(nets, item)) for item in apart)
        export(nets, apart, options.weights)
        entry = write_entry(options.weights, brief(scores), options.version)
        write_card(options.weights, entry, recipe, scores, _crossed(recipe))
        _tell(f"{options.weights / entry['file']}: version {entry['version']}, SHA-256 {entry['sha256']}")
    _tell(table(scores, "text as"))


@dataclass
class Trainer:
    """Nets that leave folds apart. Those of HTML alone are trained once for each two folds."""

    recipe: Recipe
    html: Sequence[Item]
    plain: Sequence[Item]
    readers: dict[frozenset[int], list[Net]] = field(default_factory=dict)

    def without(self, apart: int) -> tuple[list[Net], list[Item]]:
        """Nets that know nothing of a fold, and all texts of that fold."""
        chances = {item.page.id: predict(self._reader({apart, item.fold}), item) for item in self.html}
        items = [*self.html, *with_silver(self.plain, self.html, chances), *part_items(self.html, chances, self.recipe)]
        return self._nets(items, {apart}, "all texts", self.recipe.epochs), [i for i in items if i.fold == apart]

    def _reader(self, folds: set[int]) -> list[Net]:
        """Nets of HTML alone without these folds."""
        key = frozenset(folds)
        if key not in self.readers:
            self.readers[key] = self._nets(self.html, folds, "HTML", self.recipe.silver_epochs)
        return self.readers[key]

    def _nets(self, items: Sequence[Item], folds: set[int], what: str, epochs: int) -> list[Net]:
        taken = [item for item in items if item.fold not in folds]
        count = self.recipe.nets if what != "HTML" else 1
        nets = []
        for seed in range(self.recipe.seed, self.recipe.seed + count):
            _tell(f"{what} without fold {' and '.join(map(str, sorted(folds)))}: {len(taken)} texts, seed {seed}")
            nets.append(fit(taken, self.recipe, seed, epochs, _tell))
        return nets

    def cross_fit(self, folds: Iterable[int]) -> Scores:
        """Figures for all texts of these folds, each by nets that have not seen its fold."""
        pairs: list[tuple[Item, Any]] = []
        for fold in folds:
            nets, apart = self.without(fold)
            pairs += [(item, predict(nets, item)) for item in apart]
            _tell(table(score(pairs), "text as"))
        return score(pairs)


def score(items: Iterable[tuple[Item, Any]]) -> Scores:
    """By style what `bench/pages.py` measures: over all pages and by origin."""
    styles: dict[str, Score] = {}
    for item, chances in items:
        kept = (chances[:, 0] >= LIKELY) & ~item.titles()
        text = "\n".join(item.texts[index] for index in np.flatnonzero(kept))
        styles.setdefault(item.style, Score()).add(item.page, text)
    order = ("text", "pieces")
    found = {style: one.figures() for style, one in sorted(styles.items())}
    return {
        style: {
            name: round(figures[name], 4) for name in (*order, *sorted(set(figures) - set(order))) if name in figures
        }
        for style, figures in found.items()
    }


def brief(scores: Scores) -> dict[str, Mapping[str, float]]:
    """The figures over all origins."""
    return {style: {k: v for k, v in figures.items() if k in {"text", "pieces"}} for style, figures in scores.items()}


def _crossed(recipe: Recipe) -> Scores | None:
    """What cross-fitting gave, where it was by this recipe."""
    try:
        found = json.loads((OUT / CROSSED).read_text("utf-8"))
    except OSError:
        return None
    scores: Scores = found["scores"]
    return scores if found["recipe"] == _told(recipe) else None


def _told(recipe: Recipe) -> dict[str, object]:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(recipe).items()}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Train the block net.", formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--cross-fit", action="store_true", help="measure all pages, write no net")
    parser.add_argument("--folds", type=_row_of(int), default=tuple(range(FOLDS)), help="of --cross-fit")
    parser.add_argument("--pages", type=int, help="take about so many pages, to try something")
    parser.add_argument("--threads", type=int, default=1, help="more than one may give another file")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="folder to write into")
    parser.add_argument("--version", help="of the net; one more than before where its file is another")
    for one in fields(Recipe):
        kind = _row_of(type(one.default[0])) if isinstance(one.default, tuple) else type(one.default)
        parser.add_argument(
            f"--{one.name.replace('_', '-')}", type=kind, default=one.default, help="see train/recipe.py"
        )
    return parser.parse_args()


def _row_of(kind: type) -> Callable[[str], tuple[Any, ...]]:
    """A reader of `1,2,4` as numbers."""
    return lambda text: tuple(kind(part) for part in text.split(","))


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
