"""The models by which `dissensus check` goes, from judged disputes into `src/dissensus/check/weights.py`: `make fit-check`.

The judged units that the net of claims did not learn from (`train/disputes.md`, part *models*) lie in one corpus, which goes
through all stages once; the claims that were worded for them are typed. Of what the net would be asked about each statement is
known to assert the claim, to deny or doubt it, or neither. Two logistic models are fitted on one half of the units and measured
on the other, with every threshold; those of all are written.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dissensus import pipeline
from dissensus.check import weights
from dissensus.check.by_net import SIGNS, numbers
from dissensus.check.corpus import Corpus, Setting
from dissensus.check.sentence import read_sentence
from dissensus.errors import ClaimError
from dissensus.ingest import read_paths
from dissensus.nets.pairs import pairs as net_of_claims
from dissensus.records import Page
from dissensus.stages.judge import passage
from dissensus.stages.link.weights import Model
from dissensus.store import Store, open_store
from train.claims import MARK, SHARED, renewed, written
from train.logistic import calibration_error, logistic
from train.pair_data import rows
from train.pair_scores import average_precision
from train.pair_stories import LANGUAGE, MODELS, PRESENT, Judged, Unit, judged, same_passage

Array = np.ndarray[Any, np.dtype[Any]]

CACHE = Path(__file__).resolve().parents[1] / "out" / "train" / "checked.db"
WRITTEN = Path(weights.__file__)
HERE = MARK.replace("claims.py", "checks.py")
EVERY = 4  # claims of which one is typed: more of one unit tell little more
KEPT = ("id", "outlet", "date", "title", "text", "url")
BOTH = 2  # a passage that tells both sides
THRESHOLDS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6)


@dataclass(frozen=True, slots=True)
class Table:
    """A row a claim and statement: numbers, the side that the statement takes, the half of its unit, is anything against
    it, and how many passages were judged of each half's claims."""

    rows: Array
    side: Array
    half: Array
    passages: Array


def main() -> None:
    """The command."""
    options = _options()
    units = [unit for unit in judged() if unit.part == MODELS]
    with open_store(options.cache) as store:
        through(store, units, options.cache)
        given = table(store, units, options.every)
    for half in (0, 1):
        fitted = models(given, given.half != half)
        told(f"half {half}, by the other", given, fitted, given.half == half)
    _write(models(given, given.half >= 0))


def through(store: Store, units: list[Unit], cache: Path) -> None:
    """The articles of these units through all stages; what was read before is not read again."""
    wanted = {id for unit in units for id in unit.articles}
    texts = [row for row in rows(SHARED / "data/stories/allsides_dev.jsonl.gz") if row["id"] in wanted]
    source = cache.with_suffix(".jsonl")
    lines = [json.dumps({name: row[name] for name in KEPT if row.get(name)}, ensure_ascii=False) for row in texts]
    source.write_text("\n".join(lines) + "\n", "utf-8")
    for page in read_paths([str(source)]):
        if isinstance(page, Page):
            store.put_page(page)
    pipeline.run(store, PRESENT)


def table(store: Store, units: list[Unit], every: int) -> Table:
    """What is known of the judged claims and the statements that the net would read for them."""
    pages: dict[str, Page] = {page.id: page for page in store.captures()}
    origins = {article: pages[page].origins[0] for article, page in store.heads().items()}
    corpus, net = Corpus(store), net_of_claims()
    out, side, half = list[Array](), list[int](), list[int]()
    passages = [0, 0]
    for unit, one in _typed(units, every):
        try:
            sentence = read_sentence(one.claim, LANGUAGE)
        except ClaimError:
            continue
        setting = Setting(corpus, sentence, statements := corpus.around(sentence))
        sided = [(s, p) for s in statements if (p := setting.statement(s)) is not None]
        part = zlib.crc32(unit.name.encode()) % 2
        passages[part] += len(one.sides)
        if not sided:
            continue
        out.append(numbers(setting.claim(), [p for _, p in sided], net))
        for s, _ in sided:
            spans = tuple((x.start, x.end) for x in passage(s))
            signs = {t.sign for t in one.sides if t.article == origins[s.article] and same_passage(t.spans, spans)}
            side.append(BOTH if len(signs) == 2 else sum(signs))
            half.append(part)
    return Table(np.concatenate(out), np.array(side), np.array(half), np.array(passages))


def _typed(units: list[Unit], every: int) -> Iterator[tuple[Unit, Judged]]:
    """Of the claims that have words, one in so many."""
    worded = [(unit, one) for unit in units for one in unit.disputes if one.claim]
    yield from worded[::every]


def models(given: Table, which: Array) -> dict[str, Model]:
    """The two models of some rows. What stands on both sides is left out."""
    sure = which & (given.side != BOTH)
    return {
        name: logistic(given.rows[sure], given.side[sure] == sign) for name, sign in (("ASSERTED", 1), ("DENIED", -1))
    }


def told(what: str, given: Table, fitted: dict[str, Model], which: Array) -> None:
    """Prints what models are worth on some rows: of each, and of the answers from each threshold."""
    known, side = given.rows[which], given.side[which]
    chance = np.stack([fitted["ASSERTED"](known), fitted["DENIED"](known)], axis=1)
    for name, column, sign in (("ASSERTED", 0, 1), ("DENIED", 1, -1)):
        truth = side == sign
        _tell(
            f"{what}: {name} {int(truth.sum())} of {len(truth)}; average precision "
            f"{average_precision(chance[:, column], truth):.3f}, of the net alone "
            f"{average_precision(known[:, column], truth):.3f}, "
            f"calibration error {calibration_error(chance[:, column], truth):.4f}"
        )
    free = known[:, SIGNS.index("objection")] == 0
    passages = int(given.passages[sorted(set(given.half[which].tolist()))].sum())
    by_words = known[:, SIGNS.index("words_same")] - known[:, SIGNS.index("words_opposed")]
    right, given_by_words = int(((by_words == side) & (by_words != 0)).sum()), int((by_words != 0).sum())
    _tell(
        f"  by words alone, among these statements: {given_by_words} answers, "
        f"precision {right / max(given_by_words, 1):.3f}, recall {right / max(passages, 1):.3f}"
    )
    says = np.where(chance[:, 0] >= chance[:, 1], 1, -1)
    for least in THRESHOLDS:
        for veto, open_ in (("", np.ones(len(side), bool)), (", with objections", free)):
            answer = (chance.max(1) >= least) & open_
            right = answer & ((side == says) | (side == BOTH))
            turned = answer & (side == -says)
            _tell(
                f"  from {least}{veto}: {int(answer.sum())} answers, precision {right.sum() / max(answer.sum(), 1):.3f}, "
                f"recall {right.sum() / max(passages, 1):.3f}, turned {turned.sum() / max(answer.sum(), 1):.3f}"
            )


def _write(fitted: dict[str, Model]) -> None:
    WRITTEN.write_text(renewed(WRITTEN.read_text("utf-8"), written(fitted), HERE), "utf-8")
    _tell(f"{WRITTEN}: written")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Fit the models of `dissensus check`.", formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--cache", type=Path, default=CACHE, help="database that keeps what was read of the articles")
    parser.add_argument("--every", type=int, default=EVERY, help="claims of which one is typed")
    return parser.parse_args()


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
