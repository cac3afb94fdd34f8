"""The net of claims on the development parts of `../shared/data/claims`, beside plain words, in tables for docs/scores.md.

    python -m bench.claims                    every pair of the development parts (minutes)
    python -m bench.claims --sample 500       as many of each set, drawn by a fixed seed
    python -m bench.claims --weights FOLDER   a net that is not in the package yet, in a folder with its manifest

*Cosine only* and *lexicon only* (`bench/claim_words.py`) have thresholds fitted on the training parts, where the net was
trained too. Stance (FNC-1) is judged on the part of the article that is most like the headline; the net itself says what is
unrelated, which is better than leaving that to the words that the two share (the row below it), and further parts beside
the best one make it worse. ClaimDiff is parted by topic. Factuality is Pearson's r. Some of the inference sets tell only
entailment from all else; there what is not `same` is one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bench.claim_figures import (
    Thresholds,
    auc,
    f1_by_class,
    fitted,
    macro_f1,
    pearson,
    relative,
    share,
    steps,
    weighted_f1,
)
from bench.claim_words import best_part, cosine, covered, negated, opposite
from dissensus.nets.files import MANIFEST, WEIGHTS
from dissensus.nets.pairs import NET, PairNet, chances, load

DATA = Path(__file__).resolve().parents[2] / "shared/data/claims"
SEED = 6
SAMPLE = 1200  # pairs of each set that `bench.run` draws
TRAIN = 6000  # rows of a training part to which thresholds are fitted
LONG = 105  # pieces of such a part that are read; the net was trained with 128 for the two texts
SPEED_PAIRS = 128
SIZES = (32, 64)  # pieces of a pair, marks counted

STANCES = ("agree", "disagree", "discuss", "unrelated")
AGREE, DISAGREE, DISCUSS, UNRELATED = range(4)
WAYS = ("entailment", "contradiction", "neutral")  # as the net's same, opposed, other
ENTAILMENT, CONTRADICTION, NEUTRAL = range(3)
NOT_ENTAILMENT = "not_entailment"
COSINE, LEXICON, ALL = "cosine only", "lexicon only", "all"

Array = np.ndarray[Any, np.dtype[Any]]
Row = dict[str, Any]
Figures = dict[str, float]
Table = dict[str, Figures]  # system -> figure -> value
Pairs = list[tuple[str, str]]


def rows(name: str, split: str, most: int | None = None) -> list[Row]:
    """The rows of a part of a file, or so many of them drawn by the seed."""
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = [row for row in map(json.loads, lines) if row["split"] == split]
    return random.Random(SEED).sample(found, most) if most is not None and most < len(found) else found


class Words(NamedTuple):
    """What plain words tell of pairs: an array each, a number a pair."""

    cosine: Array
    near: Array  # cosine and the share of the left text that the right one covers, added
    opposite: Array


def by_words(pairs: Sequence[tuple[str, str]]) -> Words:
    """What plain words tell of each pair."""
    near = [cosine(*pair) for pair in pairs]
    both = [one + covered(*pair) for one, pair in zip(near, pairs, strict=True)]
    return Words(np.array(near), np.array(both), np.array([opposite(*pair) for pair in pairs], bool))


# ----------------------------------------------------------------------------------------------------------- stance


def stance(net: PairNet | None, most: int | None) -> Table:
    """How an article stands to a headline: F1 of each class, weighted, and the challenge's relative score."""
    bodies = {split: {r["body_id"]: r["text"] for r in rows("fnc1_bodies", split)} for split in ("train", "dev")}

    def part(split: str, most: int | None) -> tuple[Pairs, Array, Words]:
        found = rows("fnc1_train", split, most)
        whole = [(r["headline"], bodies[split][r["body_id"]]) for r in found]
        best = [(headline, best_part(headline, body)) for headline, body in whole]
        turned = np.array([opposite(*pair) for pair in best], bool)
        return best, np.array([STANCES.index(r["stance"]) for r in found]), by_words(whole)._replace(opposite=turned)

    _, train, told = part("train", TRAIN)
    pairs, gold, plain = part("dev", most)
    order = (UNRELATED, DISCUSS, AGREE)
    limits = fitted(told.cosine, 2, lambda t: macro_f1(train, steps(told.cosine, t, order), STANCES))
    by_cosine = steps(plain.cosine, limits, order)
    turned = np.where(plain.opposite & (by_cosine != UNRELATED), DISAGREE, by_cosine)
    said = {COSINE: by_cosine, LEXICON: turned}
    if net:
        limit = fitted(told.near, 1, lambda t: float(np.mean((told.near >= t[0]) == (train != UNRELATED))))
        scores = net.scores(pairs, "stance", LONG)
        of_three = np.where(plain.near >= limit[0], scores[:, :UNRELATED].argmax(1), UNRELATED)
        said = {"net": scores.argmax(1), "net, what is related by words": of_three, **said}
    return {system: _stance_figures(gold, one) for system, one in said.items()}


def _stance_figures(gold: Array, said: Array) -> Figures:
    found = f1_by_class(gold, said, STANCES)
    return found | {"weighted": weighted_f1(gold, said, STANCES), "relative": relative(gold, said, UNRELATED)}


# -------------------------------------------------------------------------------------------------------- ClaimDiff


def claimdiff(net: PairNet | None, most: int | None) -> Table:
    """Whether one claim strengthens or weakens another: area under the curve and F1, each. The net has learned its training
    part by heart, so its threshold is fitted on one half of the topics of dev for the other (`crossed`)."""
    out: Table = defaultdict(dict)
    for head in ("strengthens", "weakens"):

        def part(split: str, most: int | None, head: str = head) -> tuple[list[Row], Pairs, Array]:
            found = rows(f"claimdiff_{head[0]}_train", split, most)
            return found, [(r["claim_a"], r["claim_b"]) for r in found], np.array([int(r["relation"]) for r in found])

        _, before, train = part("train", None)
        found, pairs, gold = part("dev", most)
        told, plain = by_words(before), by_words(pairs)
        turned = [one.near * (one.opposite == (head == "weakens")) for one in (told, plain)]
        for system, (known, values) in {COSINE: (told.cosine, plain.cosine), LEXICON: turned}.items():
            limit = fitted(known, 1, _f1_above(known, train))
            out[system] |= _binary(head, values, values >= limit[0], gold)
        out["always yes"] |= _binary(head, np.zeros(len(gold)), np.ones(len(gold), bool), gold)
        if net:
            scores = net.scores(pairs, head)[:, 0]
            out["net"] |= _binary(head, scores, crossed(scores, gold, [r["topic"] for r in found]), gold)
    return {system: out[system] for system in sorted(out, key=lambda system: system != "net")}


def crossed(scores: Array, gold: Array, topics: Sequence[str]) -> Array:
    """What is said yes to, above a threshold that is fitted (F1) on the other half of the topics."""
    half = {topic: at % 2 for at, topic in enumerate(sorted(set(topics)))}
    mine = np.array([half[topic] for topic in topics])
    said = np.zeros(len(scores), bool)
    for one in (0, 1):
        known = scores[mine != one]
        if len(known):
            limit = fitted(known, 1, _f1_above(known, gold[mine != one]))
            said[mine == one] = scores[mine == one] >= limit[0]
    return said


def _f1_above(values: Array, gold: Array) -> Callable[[Thresholds], float]:
    return lambda t: f1_by_class(gold, (values >= t[0]).astype(int), ("no", "yes"))["yes"]


def _binary(head: str, scores: Array, said: Array, gold: Array) -> Figures:
    found = f1_by_class(gold, said.astype(int), ("no", "yes"))["yes"]
    return {f"{head}.auc": auc(scores, gold), f"{head}.f1": found}


# ------------------------------------------------------------------------------------------------------- factuality


def factuality(net: PairNet | None, most: int | None) -> Table:
    """Whether an event happened (-3 to 3): Pearson's r, for each set and over all."""
    found = rows("factuality_dev", "dev", most)
    gold = np.array([float(r["label"]) for r in found])
    said = {LEXICON: np.array([-float(negated(r["text"], int(r["start"]))) for r in found])}
    if net:
        said = {"net": net.scores([(r["event"], r["text"]) for r in found], "happened", LONG)[:, 0], **said}
    origins = by_origin(found)
    return {
        system: {origin: pearson(scores[at], gold[at]) for origin, at in origins.items()}
        for system, scores in said.items()
    }


def by_origin(found: Sequence[Row]) -> dict[str, list[int]]:
    """The places of the rows of each origin, the largest first, and of all."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(found):
        places[row["origin"]].append(at)
    ordered = dict(sorted(places.items(), key=lambda entry: (-len(entry[1]), entry[0])))
    return {**ordered, ALL: list(range(len(found)))}


# -------------------------------------------------------------------------------------------------------- inference


def inference(net: PairNet | None, most: int | None) -> Table:
    """Whether one text follows from another, contradicts it, or neither: accuracy for each set and over all, precision and
    recall of contradictions where the set tells them."""
    train, dev = rows("nli", "train", TRAIN), rows("nli", "dev", most)
    told, plain = (by_words([(r["premise"], r["hypothesis"]) for r in part]) for part in (train, dev))
    three = np.array([r["label"] != NOT_ENTAILMENT for r in train])
    known = np.array([WAYS.index(r["label"]) for r in train if r["label"] != NOT_ENTAILMENT])
    order = (NEUTRAL, CONTRADICTION, ENTAILMENT)
    first = fitted(told.cosine, 2, lambda t: macro_f1(known, steps(told.cosine[three], t, order), WAYS))

    def lexicon(words: Words, limit: Thresholds) -> Array:
        near = np.where(words.opposite, CONTRADICTION, ENTAILMENT)
        return np.where(words.near >= limit[0], near, NEUTRAL)

    second = fitted(told.near, 1, lambda t: macro_f1(known, lexicon(told, t)[three], WAYS))
    said = {COSINE: _one_hot(steps(plain.cosine, first, order)), LEXICON: _one_hot(lexicon(plain, second))}
    if net:
        said = {"net": chances(net.scores([(r["premise"], r["hypothesis"]) for r in dev], "inference")), **said}
    two_way = {r["origin"] for r in (*train, *dev) if r["label"] == NOT_ENTAILMENT}
    return {system: inferred(dev, found, two_way) for system, found in said.items()}


def _one_hot(labels: Array) -> Array:
    return np.eye(len(WAYS))[labels]


def inferred(found: Sequence[Row], judged: Array, two_way: Iterable[str]) -> Figures:
    """Accuracy by origin and over all, and of contradictions in sets that tell three ways precision and recall. `judged`:
    chances of the three ways, a row a row. An origin that tells two ways is right where `same` is on the right side of one
    half."""
    two = set(two_way)
    marks = np.array(
        [
            (row["label"] == WAYS[ENTAILMENT]) == (one[ENTAILMENT] >= 0.5)
            if row["origin"] in two
            else row["label"] == WAYS[one.argmax()]
            for row, one in zip(found, judged, strict=True)
        ]
    )
    three = np.array([row["origin"] not in two for row in found])
    meant = np.array([row["label"] == WAYS[CONTRADICTION] for row in found]) & three
    said = (judged.argmax(1) == CONTRADICTION) & three
    right = np.sum(meant & said)
    figures = {origin: float(np.mean(marks[at])) for origin, at in by_origin(found).items()}
    figures["contradiction_precision"] = share(right, np.sum(said))
    figures["contradiction_recall"] = share(right, np.sum(meant))
    return figures


# ------------------------------------------------------------------------------------------------------------ speed


def speed(net: PairNet) -> Figures:
    """Pairs a second of one core, by processor time, for pairs of so many pieces. Each text is another one."""
    out = {}
    for size in SIZES:
        draw = random.Random(SEED)
        words = (size - 3) // 2  # of one piece each; three marks
        texts = [
            " ".join(draw.choice(("the", "of", "and", "in", "on")) for _ in range(words)) for _ in range(SPEED_PAIRS)
        ]
        pairs = [(text, f"{text} by" if size % 2 == 0 else text) for text in texts]
        net(pairs[:8])
        start = time.process_time()
        net(pairs)
        out[f"pairs_per_second_{size}"] = len(pairs) / (time.process_time() - start)
    return out


TABLES: dict[str, Callable[[PairNet | None, int | None], Table]] = {
    "stance": stance,
    "claimdiff": claimdiff,
    "factuality": factuality,
    "inference": inference,
}
BY_SET = {"factuality": "factuality_dev", "inference": "nli"}  # tables with a row a set, and their files
WHOLE = (ALL, "contradiction_precision", "contradiction_recall")  # figures there that are of no single set


def ours() -> PairNet | None:
    """The net of the package; None where it has none yet. Raises NetError for one that is damaged."""
    return load() if NET in json.loads((WEIGHTS / MANIFEST).read_text("utf-8")) else None


def claims(_: Path, most: int | None = SAMPLE) -> Figures:
    """The net's figures of every table, named by it (`stance.disagree`); nothing without a net. Of a sample those of single
    sets are left out, for they have a few pairs each."""
    net = ours()
    if net is None:
        return {}
    figures: Figures = {}
    for name, table in TABLES.items():
        found = next(iter(table(net, most).values()))
        every = most is None or name not in BY_SET
        figures |= {f"{name}.{figure}": value for figure, value in found.items() if every or figure in WHOLE}
    return figures | speed(net)


def claims_all(folder: Path) -> Figures:
    """The same of every pair of the development parts."""
    return claims(folder, None)


# ----------------------------------------------------------------------------------------------------------- tables


def markdown(table: Table, first: str, counts: dict[str, int] | None = None) -> str:
    """A table with a row a system; with `counts` a row a figure, and how many pairs it is of."""
    names = list(next(iter(table.values())))
    if counts is None:
        head = [first, *names]
        body = [[system, *(f"{found[name]:.3f}" for name in names)] for system, found in table.items()]
    else:
        head = [first, "pairs", *table]
        body = [
            [name, f"{counts[name]:,}" if name in counts else "", *(f"{found[name]:.3f}" for found in table.values())]
            for name in names
        ]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *body))


def _print(net: PairNet | None, most: int | None) -> None:
    """Every table, and the speed."""
    print(f"net: {net.name if net else 'none'}; {f'{most:,} pairs of each set' if most is not None else 'every pair'}")
    for name, table in TABLES.items():
        counts = None
        if name in BY_SET:
            counts = {k: len(at) for k, at in by_origin(rows(BY_SET[name], "dev", most)).items()}
        print(f"\n### {name}\n\n{markdown(table(net, most), 'set' if counts else 'system', counts)}", flush=True)
    if net:
        print("\n" + ", ".join(f"{name.replace('_', ' ')} pieces: {value:.0f}" for name, value in speed(net).items()))


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sample", type=int, help="pairs of each set (every one without)")
    options.add_argument("--weights", type=Path, help="a folder with a manifest that names the net of claims")
    chosen = options.parse_args()
    if not DATA.exists():
        print(f"nothing to measure: {DATA} is not there")
        return
    _print(load(chosen.weights) if chosen.weights else ours(), chosen.sample)


if __name__ == "__main__":
    main()
