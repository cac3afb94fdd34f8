"""Which articles tell one event, on `../shared/data/stories`: ours beside others, in one run.

    python -m bench.stories [SET ...]        the table of whole sets, distractors read and not scored; all sets without one
    python -m bench.stories --cache FOLDER   with what is read kept there, so that another run only groups

The others see the words of title and text by TF-IDF: connected components of its cosines, HDBSCAN over the same vectors
with fewer dimensions, and BERTopic, which brings these down to five by UMAP first and is handed the vectors. They stand in
the group `rivals` of `pyproject.toml` (`.venv/rivals/bin/python -m bench.stories`); one that is not installed is left out,
which is said. Ours goes the way a user's files go, read by rules alone, up to the stage `group`.

`sample` measures ours on a part of a set that takes seconds: `bench.run` holds its floors.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dissensus import pipeline
from dissensus.choice import RULES_ALONE
from dissensus.ingest import read_paths
from dissensus.records import Article, Page, Story
from dissensus.store import Store, open_store

SHARED = Path(__file__).resolve().parents[2] / "shared"
SCORER = SHARED / "score/stories.py"
REFERENCE = datetime(2026, 11, 1, tzinfo=UTC)
SETS = ("giveme5w1h", "ecbplus", "gva", "allsides")
TOLD = ("id", "outlet", "date", "title", "text", "url")  # what of a record ours is told
STAGES = pipeline.STAGES[:3]

SEED = 5
THRESHOLDS = [n / 100 for n in range(10, 82, 2)]
FIXED = 0.24  # the one of these that is best on giveme5w1h, by the sum of both F1; the others are measured with it
DIMENSIONS = 100  # of the vectors that are clustered by density
LEAST = 2  # articles of a cluster

Row = dict[str, Any]
Groups = Mapping[str, object]  # by article, its story; one that is not in it stands alone
Figures = dict[str, float]
LINE = re.compile(r"^(B-cubed|pairs)\s+P ([\d.]+)\s+R ([\d.]+)\s+F1 ([\d.]+)", re.M)
NAMES = {"B-cubed": "b_cubed", "pairs": "pairs"}


def records(name: str) -> list[Row]:
    """The articles of a set, distractors among them."""
    with gzip.open(SHARED / f"data/stories/{name}_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def scored(gold: Iterable[Row], groups: Groups) -> Figures:
    """Precision, recall and F1, B-cubed and over pairs, as the scorer tells them: `b_cubed.precision`, `pairs.f1` ..."""
    with tempfile.TemporaryDirectory() as folder:
        right, found = Path(folder, "gold.jsonl"), Path(folder, "found.jsonl")
        right.write_text("".join(json.dumps({"id": r["id"], "story": r["story"]}) + "\n" for r in gold), "utf-8")
        found.write_text("".join(json.dumps({"id": k, "story": v}) + "\n" for k, v in groups.items()), "utf-8")
        command = [sys.executable, str(SCORER), str(right), str(found)]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return {
        f"{NAMES[m[1]]}.{figure}": float(value)
        for m in LINE.finditer(told)
        for figure, value in zip(("precision", "recall", "f1"), m.groups()[1:], strict=True)
    }


def both(figures: Figures) -> float:
    """What a threshold is chosen by."""
    return figures["b_cubed.f1"] + figures["pairs.f1"]


# ------------------------------------------------------------------------------------------------------------- ours


def ours(articles: Iterable[Row], folder: Path, kept: Path | None = None) -> tuple[Groups, Figures]:
    """What the program groups, read by rules alone; seconds an article for cleaning and reading, and for grouping. `kept` is
    where the store with what was read lies or is to lie; what is stale in it is read again."""
    source, store_at = folder / "records.jsonl", kept or folder / "bench.db"
    rows = [{key: row[key] for key in TOLD if row.get(key)} for row in articles]
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    pipeline.CHILDREN = 0  # in this process, so that the time is that of the stages
    with open_store(store_at) as store:
        if not store.page_ids():
            for item in read_paths([str(source)]):
                if isinstance(item, Page):
                    store.put_page(item)
        read = _timed(store, STAGES[:2])
    if kept:
        store_at = folder / "grouped.db"
        shutil.copy(kept, store_at)
    with open_store(store_at) as store:
        grouped = _timed(store, STAGES)
        groups = _groups(store)
    return groups, {"read_seconds": read / len(rows), "group_seconds": grouped / len(rows)}


def _timed(store: Store, stages: Sequence[pipeline.Stage]) -> float:
    start = time.perf_counter()
    pipeline.run(store, REFERENCE, stages=stages, choice=RULES_ALONE)
    return time.perf_counter() - start


def _groups(store: Store) -> dict[str, str]:
    """By the id of a record its story. Records with the same bytes are one page, which is in one story."""
    origins = {page.id: page.origins for page in store.captures()}
    pages = {article.id: article.page for article in store.fetch(Article)}
    return {o: story.id for story in store.fetch(Story) for a in story.articles for o in origins[pages[a]]}


# ---------------------------------------------------------------------------------------------------------- samples


def whole_topics(articles: Sequence[Row]) -> list[Row]:
    """ECB+: every fourth topic, from the first on."""
    return [r for r in articles if int(re.match(r"\d+", r["id"])[0]) % 4 == 1]  # type: ignore[index]


def between(first: str, last: str) -> Callable[[Sequence[Row]], list[Row]]:
    """The articles of a stretch of days, both among them."""
    return lambda articles: [r for r in articles if first <= (r.get("date") or "")[:10] <= last]


# Parts of the sets, chosen before any of them was measured: every fourth topic, two whole months, and four whole months with
# their distractors.
SAMPLES: dict[str, Callable[[Sequence[Row]], list[Row]]] = {
    "ecbplus": whole_topics,
    "gva": between("2016-11-01", "2016-12-31"),
    "allsides": between("2018-01-01", "2018-04-30"),
}


def sample(name: str) -> Callable[[Path], Figures]:
    """What measures ours on the part of a set."""

    def measure(folder: Path) -> Figures:
        chosen = SAMPLES[name](records(name))
        groups, taken = ours(chosen, folder)
        figures = scored(chosen, groups)
        told = {kind: figures[f"{kind}.f1"] for kind in NAMES.values()}
        return told | {"articles": len(chosen), "seconds": sum(taken.values()) * len(chosen)}

    return measure


# ----------------------------------------------------------------------------------------------------------- others


def vectors(articles: Sequence[Row]) -> Any:
    """TF-IDF of the words of title and text, each article of length one."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [f"{r['title'] or ''}\n{r['text']}" for r in articles]
    return TfidfVectorizer(sublinear_tf=True, stop_words="english", max_df=0.5).fit_transform(texts)


def components(weighed: Any) -> Callable[[float], list[int]]:
    """What gives by a threshold the component of each article: those of this cosine or more are joined."""
    from scipy.sparse import csr_matrix, vstack
    from scipy.sparse.csgraph import connected_components

    parts = []
    for start in range(0, weighed.shape[0], 500):
        near = (weighed[start : start + 500] @ weighed.T).tocsr()
        near.data[near.data < THRESHOLDS[0]] = 0
        near.eliminate_zeros()
        parts.append(near)
    cosines = vstack(parts).tocsr()

    def joined(least: float) -> list[int]:
        graph = csr_matrix((cosines.data >= least, cosines.indices, cosines.indptr), cosines.shape, copy=True)
        graph.eliminate_zeros()
        return [int(label) for label in connected_components(graph, directed=False)[1]]

    return joined


def reduced(weighed: Any) -> Any:
    """The vectors in fewer dimensions, each of length one, so that distances go by cosines."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize

    fewer = min(DIMENSIONS, *(n - 1 for n in weighed.shape))
    return normalize(TruncatedSVD(fewer, random_state=SEED).fit_transform(weighed))


def hdbscan(dense: Any) -> list[int]:
    """The cluster of each article; -1 for noise."""
    from sklearn.cluster import HDBSCAN

    found = HDBSCAN(min_cluster_size=LEAST, min_samples=1, copy=True).fit_predict(dense)
    return [int(label) for label in found]


def bertopic(articles: Sequence[Row], dense: Any) -> list[int]:
    """The topic of each article as BERTopic gives it for these vectors, with its own settings but for the least number of
    articles of a topic; -1 for noise."""
    from bertopic import BERTopic
    from sklearn.cluster import HDBSCAN
    from umap import UMAP

    model = BERTopic(
        umap_model=UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=SEED),
        hdbscan_model=HDBSCAN(min_cluster_size=LEAST, copy=True),
        embedding_model=None,
    )
    topics, _ = model.fit_transform([r["text"] for r in articles], embeddings=dense)
    return [int(topic) for topic in topics]


def as_groups(articles: Sequence[Row], labels: Sequence[int]) -> Groups:
    """By article its label; noise stands alone."""
    return {r["id"]: str(label) for r, label in zip(articles, labels, strict=True) if label >= 0}


def others(articles: Sequence[Row]) -> Iterator[tuple[str, Figures]]:
    """Each of the others with its figures."""
    yield "nobody grouped", scored(articles, {})
    if not importlib.util.find_spec("sklearn"):
        yield "TF-IDF, HDBSCAN, BERTopic: scikit-learn is not installed", {}
        return
    weighed = vectors(articles)
    joined = components(weighed)
    by_threshold = {least: scored(articles, as_groups(articles, joined(least))) for least in THRESHOLDS}
    yield f"TF-IDF components, {FIXED} for all sets", by_threshold[FIXED]
    best = max(THRESHOLDS, key=lambda least: both(by_threshold[least]))
    yield f"TF-IDF components, best of this set ({best}; an oracle)", by_threshold[best]
    dense = reduced(weighed)
    yield "HDBSCAN, TF-IDF", scored(articles, as_groups(articles, hdbscan(dense)))
    if importlib.util.find_spec("bertopic") and importlib.util.find_spec("umap"):
        yield "BERTopic, TF-IDF", scored(articles, as_groups(articles, bertopic(articles, dense)))
    else:
        yield "BERTopic: not installed", {}


# ----------------------------------------------------------------------------------------------------------- tables


def table(name: str, kept: Path | None = None) -> Iterator[str]:
    """The table of a set, as Markdown, line by line."""
    articles = records(name)
    scored_ones = sum(r["story"] is not None for r in articles)
    yield f"### {name}: {len(articles)} articles, {scored_ones} of them scored\n"
    yield "| system | B-cubed P | R | F1 | pairs P | R | F1 |"
    yield "|---|---|---|---|---|---|---|"
    for system, figures in others(articles):
        yield table_row(system, figures)
    with tempfile.TemporaryDirectory() as folder:
        groups, taken = ours(articles, Path(folder), kept)
    yield table_row("ours, read by rules alone", scored(articles, groups))
    yield f"\nseconds an article: read {taken['read_seconds']:.3f}, grouped {taken['group_seconds']:.4f}\n"


def table_row(system: str, figures: Figures) -> str:
    """A row of the table; empty where nothing was measured."""
    told = [
        f"{figures[f'{kind}.{f}']:.3f}" for kind in NAMES.values() for f in ("precision", "recall", "f1") if figures
    ]
    return f"| {system} | {' | '.join(told or [''] * 6)} |"


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("sets", nargs="*", metavar="SET", help=f"some of {', '.join(SETS)}; all without")
    options.add_argument("--cache", type=Path, help="a folder that keeps what was read of each set")
    chosen = options.parse_args()
    if not SCORER.exists():
        print(f"nothing to measure: {SHARED} is not there")
        return
    for name in chosen.sets or SETS:
        if chosen.cache:
            chosen.cache.mkdir(parents=True, exist_ok=True)
        for line in table(name, chosen.cache and chosen.cache / f"{name}.db"):
            print(line, flush=True)


if __name__ == "__main__":
    main()
