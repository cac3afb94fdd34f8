"""Who said what, outlet by outlet: the shared scorer once more on each outlet's articles, nothing read anew."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

FIGURES = ("content", "attributed", "exact")
WORST = "attributed.worst_outlet"  # the one figure of these that has a floor


def by_outlet(score: Path, gold: Path, system: Path) -> dict[str, float]:
    """F1 of statements for each outlet, and of how many gold statements; last the lowest of the statements with their
    source. `score` is the folder of the scorers, `gold` and `system` are what they compare."""
    sys.path.insert(0, str(score))
    attribution = import_module("attribution")
    articles, found = attribution.rows(str(gold)), attribution.rows(str(system))
    figures: dict[str, float] = {}
    for outlet in sorted({row["outlet"] for row in articles.values()}):
        own = {key: row for key, row in articles.items() if row["outlet"] == outlet}
        scores, _, _ = attribution.score(own, found)
        name = outlet.lower().replace(" ", "_")
        figures[f"gold.{name}"] = sum(len(row["attributions"]) for row in own.values())
        figures |= {f"{figure}.{name}": scores[figure][2] for figure in FIGURES}
    return figures | {WORST: min(v for k, v in figures.items() if k.startswith("attributed."))}
