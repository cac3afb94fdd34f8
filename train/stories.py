"""What grouping goes by: how rare words are in English news, and the weights of the model that tells one event from two.

    python -m train.stories rarity           writes src/dissensus/langs/en_rarity.txt
    python -m train.stories model CACHE      prints WEIGHTS and CONSTANT of src/dissensus/stages/group/events.py

Reads the sets of `../shared/data/stories` with the program's own stages (rules alone) into databases in the folder CACHE, once.
The table counts stems in the articles of AllSides that belong to no marked story and in the training articles of PolNeAR. The
model is fitted on the pairs of marked articles of all four sets, which weigh alike: each set's pairs of one event together as
much as any other's.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from dissensus import pipeline
from dissensus.choice import RULES_ALONE
from dissensus.ingest import read_paths
from dissensus.langs import read_languages
from dissensus.records import Article, Block, Gist, Mention, Page
from dissensus.stages.group import MAKER
from dissensus.stages.group.events import features
from dissensus.stages.group.gists import gist
from dissensus.stages.group.weeks import in_order, sight, window
from dissensus.store import open_store
from dissensus.text import stem, tokens

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared/data"
TABLE = ROOT / "src/dissensus/langs/en_rarity.txt"
SETS = ("giveme5w1h", "ecbplus", "gva", "allsides")
PRESENT = datetime(2026, 11, 1, tzinfo=UTC)
LEAST_ARTICLES = 3  # that a stem must stand in to be in the table
STEP = 0.25  # of a rarity, a natural logarithm
PENALTY = 1e-5  # on the squares of the weights, beside the mean loss of a pair, over features of variance one


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a .jsonl.gz file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read(name: str, cache: Path) -> Path:
    """The database of a set, read with the program's first two stages if it is not there."""
    path = cache / f"{name}.db"
    if not path.exists():
        source = cache / f"{name}.jsonl"
        with source.open("w", encoding="utf-8") as out:
            for row in rows(DATA / f"stories/{name}_dev.jsonl.gz"):
                kept = {k: row[k] for k in ("id", "outlet", "date", "title", "text", "url") if row.get(k)}
                out.write(json.dumps(kept, ensure_ascii=False) + "\n")
        with open_store(path) as store:
            for page in read_paths([str(source)]):
                if isinstance(page, Page):
                    store.put_page(page)
            pipeline.run(store, PRESENT, stages=pipeline.STAGES[:2], choice=RULES_ALONE)
    return path


def gists(name: str, cache: Path) -> list[tuple[Gist, str | None]]:
    """The gists of a set with the marked story of each, null for a distractor; in order."""
    marked = {row["id"]: row["story"] for row in rows(DATA / f"stories/{name}_dev.jsonl.gz")}
    languages = read_languages()
    with open_store(read(name, cache), create=False) as store:
        origins = {page.id: page.origins for page in store.captures()}
        blocks, mentions = defaultdict(list), defaultdict(list)
        for block in store.fetch(Block):
            blocks[block.span.article].append(block)
        for mention in store.fetch(Mention):
            mentions[mention.span.article].append(mention)
        made = {}
        stories = {}
        for a in store.fetch(Article):
            made[a.id] = gist(a, blocks[a.id], mentions[a.id], languages, MAKER)
            stories[a.id] = next((marked[o] for o in origins[a.page] if o in marked), None)
    return [(g, stories[g.article]) for g in in_order(made.values())]


def pairs(name: str, cache: Path) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], list[str]]:
    """The features of the pairs of marked articles of a set, week by week, and whether each is of one event."""
    both = gists(name, cache)
    story = {g.article: s for g, s in both}
    near: dict[str, tuple[float, ...]] = {}
    xs, ys = [], []
    names: list[str] = []
    for week in sorted({g.week for g, _ in both}):
        first, last = window(week)
        past = [g for g, _ in both if first <= g.week <= last]
        new = [g for g, _ in both if g.week == week]
        here = [*past, *new]
        found, nearness = sight(past, new, near)
        near |= {g.article: tuple(nearness[len(past) + n].tolist()) for n, g in enumerate(new)}
        table = features(found, nearness, [g.words for g in here], len(here))
        names = list(table)
        labels = [
            (story[here[i].article], story[here[j].article]) for i, j in zip(found.first, found.second, strict=True)
        ]
        keep = np.array([a is not None and b is not None for a, b in labels], dtype=bool)
        xs.append(np.stack(list(table.values()), axis=1)[keep])
        ys.append(np.array([a == b for a, b in labels], dtype=np.float64)[keep])
    return np.concatenate(xs), np.concatenate(ys), names


def fit(x: np.ndarray[Any, Any], y: np.ndarray[Any, Any], weight: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Weights of a logistic model, the constant first, by Newton's method."""
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.concatenate([np.ones((len(x), 1)), (x - mean) / spread], axis=1)
    weight = weight / weight.sum()
    penalty = np.full(z.shape[1], 2 * PENALTY)
    penalty[0] = 0
    b = np.zeros(z.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-z @ b))
        slope = z.T @ (weight * (p - y)) + penalty * b
        curve = (z * (weight * p * (1 - p))[:, None]).T @ z + np.diag(penalty)
        step = np.linalg.solve(curve + 1e-12 * np.eye(len(b)), slope)
        b -= step * min(1.0, 2.0 / np.abs(step).max())
        if np.abs(step).max() < 1e-8:
            break
    raw = b[1:] / spread
    return np.concatenate([[b[0] - raw @ mean], raw])


def model(cache: Path) -> None:
    """Prints what `events.py` holds."""
    xs, ys, ws = [], [], []
    names: list[str] = []
    for name in SETS:
        x, y, names = pairs(name, cache)
        print(f"# {name}: {len(y)} pairs, {int(y.sum())} of one event", flush=True)
        xs.append(x)
        ys.append(y)
        ws.append(np.full(len(y), 1 / y.sum()))
    constant, *weights = fit(np.concatenate(xs), np.concatenate(ys), np.concatenate(ws))
    print("WEIGHTS = {")
    for name, weight in zip(names, weights, strict=True):
        print(f'    "{name}": {weight:.4f},')
    print(f"}}\nCONSTANT = {constant:.4f}")


def rarity() -> None:
    """Counts the table of rarities and writes it, a line a rarity: the rarity, then its stems; the first line has none and
    holds for all other stems."""
    english = read_languages()["en"]
    frequency: Counter[str] = Counter()
    articles = 0
    texts = [f"{r['title']}\n{r['text']}" for r in rows(DATA / "stories/allsides_dev.jsonl.gz") if r["story"] is None]
    texts += [r["text"] for r in rows(DATA / "attribution/polnear/train.jsonl.gz")]
    for text in texts:
        words = {t.low for t in tokens(text) if t.is_word}
        frequency.update({stem(w) for w in words if w not in english.stopwords and len(w) > 1})
        articles += 1

    def rare(count: int) -> float:
        return round(math.log((articles + 1) / (count + 0.5)) / STEP) * STEP

    by_rarity = defaultdict(list)
    for word, count in frequency.items():
        if count >= LEAST_ARTICLES:
            by_rarity[rare(count)].append(word)
    lines = [str(rare(1)), *(" ".join([str(r), *sorted(by_rarity[r])]) for r in sorted(by_rarity))]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{articles} articles, {sum(map(len, by_rarity.values()))} stems of {len(frequency)}")


if __name__ == "__main__":
    if sys.argv[1:] == ["rarity"]:
        rarity()
    else:
        model(Path(sys.argv[2]))
