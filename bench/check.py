"""A typed claim against a corpus: the claims of the gold stories' disputes, typed as their annotators worded them.

All stories lie in one corpus. A passage that is given counts as right where it shares half of the shorter one with a gold
passage of that claim and stands on its side; whatever else is said to assert, deny or doubt it is wrong, also where it is in
another story. Twelve stories were looked at for the thresholds of `check/pairs.py`, five (`UNSEEN`) only to decide; what goes by
the net was fitted on none of them (`train/checks.py`).
"""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

from dissensus.check import Checker
from dissensus.choice import OURS, Choice
from dissensus.errors import ClaimError
from dissensus.records import Page, Position, Stance
from dissensus.store import Store, open_store

SHARED = Path(__file__).resolve().parents[2] / "shared"
GOLD = SHARED / "gold/stories"
UNSEEN = (
    "benghazi-committee-2015",
    "iran-dollar-license-2018",
    "las-vegas-shooting-2017",
    "nice-truck-attack-2016",
    "russia-sanctions-2014",
)
SIDE = {"asserts": 1, "admits": 1, "denies": -1, "doubts": -1}

Row = dict[str, Any]


def stories(*, unseen: bool | None = None) -> list[Row]:
    """The gold stories, all or those that were (not) looked at."""
    found = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(GOLD.glob("*.json"))]
    return [s for s in found if unseen is None or (s["story"] in UNSEEN) == unseen]


def score(db: Path, gold: list[Row], choice: Choice = OURS) -> dict[str, float]:
    """Precision and recall of passages on a side, the share of claims with an answer, and seconds a claim, over a corpus
    of all gold stories in a file."""
    seen: Counter[str] = Counter()
    with open_store(db, create=False) as store:
        origins = _origins(store)
        checker = Checker(store, net=choice.load_judge())
        start = time.perf_counter()
        for dispute in (d for story in gold for d in story["disputes"]):
            seen.update(_claim(checker, dispute, origins))
        taken = time.perf_counter() - start
    given = seen["right"] + seen["turned"] + seen["wrong"]
    precision, recall = seen["right"] / max(given, 1), seen["found"] / max(seen["gold"], 1)
    return {
        "check_precision": precision,
        "check_recall": recall,
        "check_f1": 2 * precision * recall / max(precision + recall, 1e-9),
        "check_answered": seen["answered"] / max(seen["claims"], 1),
        "check_turned": seen["turned"] / max(given, 1),
        "check_seconds": taken / max(seen["claims"], 1),
    }


def _origins(store: Store) -> dict[str, str]:
    """By article the gold's name of it."""
    pages: dict[str, Page] = {page.id: page for page in store.captures()}
    return {article: pages[page].origins[0] for article, page in store.heads().items()}


def _claim(checker: Checker, dispute: Row, origins: dict[str, str]) -> Counter[str]:
    """What came of one claim."""
    gold = [p for p in dispute["positions"] if p["stance"] in SIDE]
    out = Counter({"claims": 1, "gold": len(gold)})
    try:
        held = checker.check(dispute["claim"], "en").positions
    except ClaimError:
        return out
    sided = [p for p in held if p.stance in (Stance.ASSERTS, Stance.DENIES, Stance.DOUBTS)]
    found = set()
    for position in sided:
        alike = [i for i, g in enumerate(gold) if _one(position, g, origins)]
        sides = {SIDE[gold[i]["stance"]] for i in alike}
        right = SIDE[position.stance] in sides
        out["right" if right else "turned" if alike else "wrong"] += 1
        found |= {i for i in alike if SIDE[gold[i]["stance"]] == SIDE[position.stance]}
    out["found"] = len(found)
    out["answered"] = bool(sided)
    return out


def _one(position: Position, gold: Row, origins: dict[str, str]) -> bool:
    """Do a position and a gold one cite the same passage."""
    if origins.get(position.article or "") != gold["article"]:
        return False
    ours = {i for s in position.spans for i in range(s.start, s.end)}
    theirs = {i for a, b in gold["spans"] for i in range(a, b)}
    return bool(ours & theirs) and 2 * len(ours & theirs) >= min(len(ours), len(theirs))
