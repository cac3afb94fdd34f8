"""Pairs of texts, and what is known of each: `../shared/data/claims` in one shape (see the README beside the sets).

    nli, similarity      pair         same, opposed or other; where a set tells only one from the rest, what may be
    fnc1                 stance       of a headline to an article
    claimdiff            strengthens, weakens
    factuality           happened     how surely an event happened, -3 to 3

`train/pair_news.py` makes more of articles, `train/pair_stories.py` of judged stories.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.claim_words import best_part

Row = Mapping[str, Any]

PAIR, STANCE, STRENGTHENS, WEAKENS, HAPPENED = "pair", "stance", "strengthens", "weakens", "happened"
LOGIC = "inference"  # of premise and hypothesis alone: its head is fitted last (`train/pair_heads.py`)
HEADS = {PAIR: 3, STANCE: 4, STRENGTHENS: 1, WEAKENS: 1, HAPPENED: 1, LOGIC: 3}  # task -> numbers that its head gives
STANCES = ("agree", "disagree", "discuss", "unrelated")
TRAIN, DEV = "train", "dev"
NLI = "nli"  # the origin of pairs of premise and hypothesis

SAME, OPPOSED, OTHER = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
NOT_SAME = (0.0, 1.0, 1.0)
INFERENCE = {"entailment": SAME, "contradiction": OPPOSED, "neutral": OTHER, "not_entailment": NOT_SAME}
ALIKE, UNLIKE = 4.0, 2.4  # likeness of 0 to 5 from which on two texts say the same, and up to which they do not


@dataclass(frozen=True, slots=True)
class Example:
    """Two texts and what is known of them. `label`: of *pair* for same, opposed and other whether it may hold (1 or 0); of
    *stance* its place in `STANCES`; else one number. `origin` is the set, and behind a colon what of it. `weight` is how
    much it counts."""

    task: str
    left: str
    right: str
    label: tuple[float, ...]
    origin: str
    split: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Share:
    """How much of each set is drawn for training. What is measured on is drawn whole."""

    inference: int | None = None  # pairs of an origin of nli, at most
    inference_of: Mapping[str, int] = field(default_factory=dict)  # the same of some origins
    # Descriptions of pictures, where every other scene is called a contradiction: there it says only *not the same*.
    scenes: tuple[str, ...] = ()
    perspectives: int = 6000  # pairs of a kind of Perspectrum, at most: its clusters are loose
    unrelated: float = 0.15  # of the headlines on another matter
    related: float = 1.0  # of the others
    disagreeing: int = 3  # times that a headline comes which disagrees: they are few
    weakening: int = 2  # and a claim that weakens another
    events: int = 14_000  # of factuality


def rows(file: Path) -> Iterator[Row]:
    """The records of a .jsonl.gz file."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def mixture(folder: Path, share: Share, draw: random.Random) -> list[Example]:
    """All sets of a folder: what is drawn of their training parts, and their development parts."""
    return [
        *inference(rows(folder / "nli.jsonl.gz"), share, draw),
        *similarity(rows(folder / "similarity.jsonl.gz"), share, draw),
        *stances(rows(folder / "fnc1_train.jsonl.gz"), rows(folder / "fnc1_bodies.jsonl.gz"), share, draw),
        *differences(rows(folder / "claimdiff_s_train.jsonl.gz"), STRENGTHENS, share),
        *differences(rows(folder / "claimdiff_w_train.jsonl.gz"), WEAKENS, share),
        *events(rows(folder / "factuality_train.jsonl.gz"), share, draw),
        *events(rows(folder / "factuality_dev.jsonl.gz"), share, draw),
    ]


def inference(given: Iterable[Row], share: Share, draw: random.Random) -> Iterator[Example]:
    """Premise and hypothesis."""
    taken: Counter[str] = Counter()
    for row in _shuffled(given, draw):
        origin, label = row["origin"], INFERENCE[row["label"]]
        if row["split"] == TRAIN:
            most = share.inference_of.get(origin, share.inference)
            taken[origin] += 1
            if most is not None and taken[origin] > most:
                continue
            if origin in share.scenes and label == OPPOSED:
                label = NOT_SAME
        yield Example(PAIR, row["premise"], row["hypothesis"], label, f"{NLI}:{origin}", row["split"])


def similarity(given: Iterable[Row], share: Share, draw: random.Random) -> Iterator[Example]:
    """Two texts of one kind, in either order."""
    taken: Counter[str] = Counter()
    for row in _shuffled(given, draw):
        label, origin = _alike(row), row["origin"]
        if label is None:
            continue
        left, right = row["a"], row["b"]
        if row["split"] == TRAIN:
            taken[origin] += 1
            if origin.startswith("perspectrum") and taken[origin] > share.perspectives:
                continue
            if draw.random() < 0.5:
                left, right = right, left
        yield Example(PAIR, left, right, label, f"similarity:{origin}", row["split"])


def _alike(row: Row) -> tuple[float, ...] | None:
    if row.get("label") is not None:
        return {"paraphrase": SAME, "different": NOT_SAME}.get(row["label"])
    return SAME if row["score"] >= ALIKE else NOT_SAME if row["score"] <= UNLIKE else None


def stances(given: Iterable[Row], bodies: Iterable[Row], share: Share, draw: random.Random) -> Iterator[Example]:
    """A headline, and what of an article is most like it."""
    texts = {row["body_id"]: row["text"] for row in bodies}
    for row in given:
        stance, times = row["stance"], 1
        if row["split"] == TRAIN:
            if draw.random() >= (share.unrelated if stance == "unrelated" else share.related):
                continue
            times = share.disagreeing if stance == "disagree" else 1
        part = best_part(row["headline"], texts[row["body_id"]])
        one = Example(STANCE, row["headline"], part, (float(STANCES.index(stance)),), "fnc1", row["split"])
        yield from [one] * times


def differences(given: Iterable[Row], task: str, share: Share) -> Iterator[Example]:
    """Two claims on one matter, and whether the first strengthens, or weakens, the second."""
    for row in given:
        often = task == WEAKENS and row["relation"] and row["split"] == TRAIN
        label = (float(row["relation"]),)
        one = Example(task, row["claim_a"], row["claim_b"], label, "claimdiff", row["split"])
        yield from [one] * (share.weakening if often else 1)


def events(given: Iterable[Row], share: Share, draw: random.Random) -> Iterator[Example]:
    """The word for an event, and its sentence."""
    taken = 0
    for row in _shuffled(given, draw):
        if row["split"] == TRAIN:
            taken += 1
            if taken > share.events:
                continue
        label, origin = (float(row["label"]),), f"factuality:{row['origin']}"
        yield Example(HAPPENED, row["event"], row["text"], label, origin, row["split"])


def _shuffled(given: Iterable[Row], draw: random.Random) -> list[Row]:
    out = list(given)
    draw.shuffle(out)
    return out


def split_of(examples: Sequence[Example], part: str) -> list[Example]:
    """Those of a part."""
    return [one for one in examples if one.split == part]
