"""How long a story of very many articles takes to link and to judge: 200 articles in under a minute, cost near-linear.

    python -m bench.run crowd

The articles are different ones of AllSides, put into one story: the worst case, since hardly any of them repeats another.
"""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Sequence
from pathlib import Path

from bench.pages import REFERENCE
from dissensus import pipeline
from dissensus.choice import OURS
from dissensus.ingest import read_paths
from dissensus.records import Article, Claim, Edge, Mention, Page, Quantity, Speaker, Statement
from dissensus.stages import judge, link
from dissensus.store import Store, open_store

SHARED = Path(__file__).resolve().parents[2] / "shared"
SIZES = (50, 100, 200)  # articles
SPARE = 50  # more, in place of those that are not read


def crowd(folder: Path) -> dict[str, float]:
    """Seconds on the clock for each size, and how many times the seconds an article of the smallest those of the largest are."""
    most = max(SIZES)
    source = folder / "crowd.jsonl"
    with gzip.open(SHARED / "data/stories/allsides_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if not row.get("story")][: most + SPARE]
    kept = ("id", "outlet", "date", "title", "text", "url")
    source.write_text("".join(json.dumps({k: r[k] for k in kept if r.get(k)}) + "\n" for r in rows), "utf-8")
    with open_store(folder / "crowd.db") as store:
        for page in read_paths([str(source)]):
            if isinstance(page, Page):
                store.put_page(page)
        pipeline.run(store, REFERENCE, stages=pipeline.STAGES[:2])
        ids = sorted(a.id for a in store.fetch(Article) if a.language == "en")[:most]
        OURS.load_linker()  # the net is loaded once, whatever there is to link
        taken = {size: judged(store, ids[:size]) for size in SIZES}
    first, last = SIZES[0], SIZES[-1]
    figures = {f"seconds_{size}": seconds for size, seconds in taken.items()}
    return figures | {"growth": (taken[last] / last) / (taken[first] / first)}


def judged(store: Store, ids: Sequence[str]) -> float:
    """Seconds to link and to judge these articles as one story."""
    articles, statements = store.fetch(Article, articles=ids), store.fetch(Statement, articles=ids)
    mentions, quantities = store.fetch(Mention, articles=ids), store.fetch(Quantity, articles=ids)
    stories = dict.fromkeys(ids, "story")
    start = time.perf_counter()
    found = list(link.link(articles, statements, mentions, quantities, stories, net=OURS.load_linker()))
    claims, edges = [r for r in found if isinstance(r, Claim)], [r for r in found if isinstance(r, Edge)]
    speakers = [r for r in found if isinstance(r, Speaker)]
    for _ in judge.judge(statements, claims, speakers, edges, stories, articles=articles):
        pass
    return time.perf_counter() - start
