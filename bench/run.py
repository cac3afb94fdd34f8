"""Scores of the whole program on the development data beside the repository, in one table.

    python -m bench.run             measure and print
    python -m bench.run --floors    and fail where one passed its floor or ceiling (bench/floors.toml)

Every set goes the way a user's files go: records in a JSON-lines file, every stage, an export; then the scorers of
`../shared/score` read the export through their own adapter. Without `../shared` there is nothing to measure: said in one line.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.check import score as checked
from bench.claims import claims, claims_all
from bench.copies import copies
from bench.coref import coref
from bench.cost import cost
from bench.crowd import crowd
from bench.dates import dates_all, dates_sample
from bench.german import german
from bench.holders import both
from bench.maintext import pages_all, pages_apart
from bench.names import names
from bench.outlets import by_outlet
from bench.reading import reading
from bench.speed import speed
from bench.stories import SAMPLES, sample
from bench.times import expressions
from dissensus import pipeline
from dissensus.choice import OURS, RULES_ALONE, Choice
from dissensus.ingest import read_paths
from dissensus.records import Page
from dissensus.show.export import export_jsonl
from dissensus.store import open_store

SHARED = Path(__file__).resolve().parents[2] / "shared"
SCORE = SHARED / "score"
FLOORS = Path(__file__).with_name("floors.toml")
REFERENCE = datetime(2026, 11, 1, tzinfo=UTC)  # a fixed present: the same figures every day

Figures = dict[str, float]
Row = dict[str, object]


def rows(path: Path) -> Iterator[Row]:
    """The records of a .jsonl.gz file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def through(records: Iterable[Row], folder: Path, choice: Choice = OURS) -> float:
    """Records through every stage into an export in `folder`; the seconds that the stages took."""
    source = folder / "records.jsonl"
    kept = ("id", "outlet", "date", "title", "text", "url")
    with source.open("w", encoding="utf-8") as out:
        for record in records:
            out.write(json.dumps({k: record[k] for k in kept if record.get(k)}, ensure_ascii=False) + "\n")
    with open_store(folder / "bench.db") as store:
        for item in read_paths([str(source)]):
            if isinstance(item, Page):
                store.put_page(item)
        start = time.perf_counter()
        pipeline.CHILDREN = 0  # in this process, so that the time is that of the stages
        pipeline.run(store, REFERENCE, choice=choice)
        taken = time.perf_counter() - start
        export_jsonl(store, folder / "export")
    return taken


def scorer(name: str, gold: Path, what: str, folder: Path, *more: str) -> str:
    """What a scorer prints of an export."""
    system = folder / f"{what}.jsonl"
    with system.open("wb") as out:
        subprocess.run([sys.executable, str(SCORE / "adapt.py"), str(folder / "export"), what], stdout=out, check=True)
    command = [sys.executable, str(SCORE / name), str(gold), str(system), *more]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


LINE = re.compile(r"^(\S+)\s+P ([\d.]+)\s+R ([\d.]+)\s+F1 ([\d.]+)", re.M)


def attribution(folder: Path, choice: Choice = OURS) -> Figures:
    """Who said what, on PolNeAR dev: 84 articles, 2,192 statements; and who holds 200 and 200 of them (bench/holders.py)."""
    gold = SHARED / "data/attribution/polnear/dev.jsonl.gz"
    records = list(rows(gold))
    taken = through([{**r, "title": None} for r in records], folder, choice)
    told = scorer("attribution.py", gold, "attribution", folder)
    figures = {m[1]: float(m[4]) for m in LINE.finditer(told)}
    match = re.search(r"^alpha\s+([\d.-]+)", told, re.M)
    figures["alpha"] = float(match[1]) if match else 0.0
    figures["seconds_per_article"] = taken / len(records)
    if choice is RULES_ALONE:
        return figures
    figures |= by_outlet(SCORE, gold, folder / "attribution.jsonl")
    return figures | {f"holders.{name}": figure for name, figure in both(folder).items()}


def disputes(folder: Path) -> Figures:
    """Disputes, positions, stories and typed claims (bench/check.py) on the gold stories: 70 articles, 109 counted disputes."""
    gold = SHARED / "gold/stories"
    stories = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(gold.glob("*.json"))]
    records = [{**a, "story": s["story"]} for s in stories for a in s["articles"]]
    through([{**r, "title": None} for r in records], folder)
    told = scorer("disputes.py", gold, "disputes", folder)
    figures: Figures = {}
    match = re.search(r"^disputes\s+P ([\d.]+)\s+R ([\d.]+)\s+F1 ([\d.]+)", told, re.M)
    if match:
        figures |= {"precision": float(match[1]), "recall": float(match[2]), "f1": float(match[3])}
    for name in ("explicit recall", "position precision", "position recall", "holder right", "kind right"):
        found = re.search(rf"^{name}\s+([\d.]+)", told, re.M)
        figures[name.replace(" ", "_")] = float(found[1]) if found else 0.0
    truth = folder / "truth.jsonl"
    truth.write_text(
        "".join(json.dumps({"id": r["id"], "story": r["story"]}) + "\n" for r in records), encoding="utf-8"
    )
    figures |= checked(folder / "bench.db", stories)
    return figures | {f"stories_{k}": v for k, v in grouping(scorer("stories.py", truth, "stories", folder)).items()}


def grouping(told: str) -> Figures:
    """The figures of the stories scorer: B-cubed F1 and pair F1."""
    return {
        name: float(match[1]) if (match := re.search(rf"^{label}.*F1 ([\d.]+)", told, re.M)) else 0.0
        for name, label in (("b_cubed", "B-cubed"), ("pairs", "pairs"))
    }


def stories(name: str) -> Callable[[Path], Figures]:
    """Which articles tell one event, on a set of `../shared/data/stories`."""

    def measure(folder: Path) -> Figures:
        gold = SHARED / f"data/stories/{name}_dev.jsonl.gz"
        records = list(rows(gold))
        taken = through(records, folder)
        figures = grouping(scorer("stories.py", gold, "stories", folder))
        return figures | {"seconds_per_article": taken / len(records)}

    return measure


SETS: dict[str, Callable[[Path], Figures]] = {
    "polnear": attribution,
    "rules": lambda folder: attribution(folder, RULES_ALONE),
    "reading": reading,
    "german": german,
    "gold": disputes,
    "giveme5w1h": stories("giveme5w1h"),
    **{f"{name}_part": sample(name) for name in SAMPLES},
    "pages": pages_apart,
    "speed": speed,
    "copies": copies,
    "cost": cost,
    "coref": coref,
    "dates": dates_sample,
    "times": expressions,
    "names": names,
    "claims": claims,
}
LONG: dict[str, Callable[[Path], Figures]] = {name: stories(name) for name in ("ecbplus", "gva", "allsides")}
LONG["pages_all"] = pages_all
LONG["dates_all"] = dates_all
LONG["claims_all"] = claims_all
LONG["crowd"] = crowd


def below(name: str, figures: Figures, floors: dict[str, Figures]) -> list[str]:
    """What fell: one line a figure."""
    return [
        f"{name}.{figure} fell to {figures.get(figure, 0.0):.3f}; its floor is {floor:.3f}"
        for figure, floor in floors.get(name, {}).items()
        if figures.get(figure, 0.0) < floor
    ]


def above(name: str, figures: Figures, ceilings: dict[str, Figures]) -> list[str]:
    """What rose, of the figures that are better low: one line a figure."""
    return [
        f"{name}.{figure} rose to {figures.get(figure, math.inf):.3f}; its ceiling is {ceiling:.3f}"
        for figure, ceiling in ceilings.get(name, {}).items()
        if figures.get(figure, math.inf) > ceiling
    ]


def bound(name: str, figure: str, floors: dict[str, Figures], ceilings: dict[str, Figures]) -> str:
    """What is said behind a figure: its floor or its ceiling, where it has one."""
    for word, limits in (("floor", floors), ("ceiling", ceilings)):
        if figure in limits.get(name, {}):
            return f"   {word} {limits[name][figure]:.3f}"
    return ""


def main() -> int:
    """Measure, print, and hold the floors and ceilings. 1 when a figure passed its own, 0 else."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("sets", nargs="*", help=f"some of {', '.join([*SETS, *LONG])}; {', '.join(SETS)} without")
    options.add_argument("--floors", action="store_true", help="fail where a figure passed its floor or ceiling")
    chosen = options.parse_args()
    if not SCORE.exists():
        print(f"nothing to measure: {SHARED} is not there")
        return 0
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    ceilings = floors.pop("ceilings", {})
    fallen = []
    for name in chosen.sets or SETS:
        with tempfile.TemporaryDirectory() as folder:
            figures = (SETS | LONG)[name](Path(folder))
        for figure, value in figures.items():
            print(f"{name:12} {figure:22} {value:7.3f}" + bound(name, figure, floors, ceilings))
        fallen += below(name, figures, floors) + above(name, figures, ceilings)
    for line in fallen:
        print(line, file=sys.stderr)
    return 1 if fallen and chosen.floors else 0


if __name__ == "__main__":
    sys.exit(main())
