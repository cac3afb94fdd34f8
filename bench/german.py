"""Who said what in German, on the development part of the German Wikinews quotations, beside the shared scorer's figures.

    python -m bench.german            measure and print
    python -m bench.german --misses   and what was missed, by kind, on the train part (to learn from; dev is for measuring)

Rules alone read each article, every line a kept paragraph. Overall figures take quotations that are not nested against
statements without a parent; nested ones are told apart. What the set calls a quotation of a type, its README tells.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from dissensus.records import Article, Block, BlockKind, Maker, Parts, Span, Statement, Voice
from dissensus.stages.read import read

SHARED = Path(__file__).resolve().parents[2] / "shared"
DATA = SHARED / "data/attribution/german_wikinews"
SCORER = SHARED / "score/attribution.py"
TYPES = ("Direct", "Indirect", "Reported", "FreeIndirect", "IndirectFreeIndirect")
ROLES = {"source": "speaker", "cue": "cue", "content": "quote"}  # ours -> theirs
MAKER = Maker("clean", "bench")

Row = dict[str, Any]


def scorer() -> ModuleType:
    """The shared scorer as a module."""
    spec = importlib.util.spec_from_file_location("attribution", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(part: str) -> Iterator[Row]:
    """The articles of a part of the set: `dev` or `train`."""
    with gzip.open(DATA / f"{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def statements(row: Row) -> list[Statement]:
    """What is read of one article that somebody is told to have said."""
    text = row["text"]
    article = Article(id=row["id"], page=row["id"], parts=Parts(text), maker=MAKER, language="de")
    blocks = [
        Block(Span(row["id"], "text", m.start(), m.end()), BlockKind.PARAGRAPH, True, "", MAKER, "de")
        for m in re.finditer(r"[^\n]+", text)
    ]
    return [s for s in read(article, blocks) if isinstance(s, Statement) and s.voice is Voice.ATTRIBUTED]


def _ours(made: Sequence[Statement]) -> list[Row]:
    return [{role: [[s.start, s.end] for s in getattr(one, role)] for role in ROLES} for one in made]


def _theirs(quotations: Sequence[Row]) -> list[Row]:
    return [{role: q[name] for role, name in ROLES.items()} | {"type": q["type"]} for q in quotations]


def _matched(shared: ModuleType, text: str, gold: Sequence[Row], system: Sequence[Row]) -> list[tuple[Row, bool]]:
    """The gold quotations whose content was found, each with whether its source was found too."""
    starts = [m.span() for m in shared.WORD.finditer(text)]

    def under(item: Row) -> Row:
        return {role: shared.tokens_under(item[role], starts) for role in ROLES} | {"is": item}

    pairs = shared.pairs([under(g) for g in gold], [under(s) for s in system])
    return [(g["is"], shared.dice(g["source"], s["source"]) >= 0.5) for g, s in pairs]


def german(_folder: Path) -> dict[str, float]:
    """Every figure on dev: F1 over all, recall by type and of nested quotations."""
    shared = scorer()
    gold, system = {}, {}
    found: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for row in rows("dev"):
        made = statements(row)
        outer = [q for q in row["quotations"] if not q["isNested"]]
        inner = [q for q in row["quotations"] if q["isNested"]]
        tops, nested = _ours([s for s in made if not s.parent]), _ours([s for s in made if s.parent])
        gold[row["id"]] = {"text": row["text"], "attributions": _theirs(outer)}
        system[row["id"]] = {"statements": tops}
        count.update([*(q["type"] for q in outer), *("nested" for _ in inner)])
        hits = _matched(shared, row["text"], _theirs(outer), tops)
        found.update(g["type"] for g, _ in hits)
        found.update("nested" for _ in _matched(shared, row["text"], _theirs(inner), nested))
    told, alpha, _ = shared.score(gold, system)
    figures = {name: f1 for name, (_, _, f1) in told.items()}
    figures |= {"content.precision": told["content"][0], "content.recall": told["content"][1], "alpha": alpha}
    return figures | {f"recall.{name}": found[name] / count[name] for name in (*TYPES, "nested")}


def misses() -> Iterator[str]:
    """The quotations of train that were not found, and the statements that are none, a line each."""
    shared = scorer()
    for row in rows("train"):
        text = row["text"]
        made = [s for s in statements(row) if not s.parent]
        ours = _ours(made)
        theirs = _theirs([q for q in row["quotations"] if not q["isNested"]])
        hits = _matched(shared, text, theirs, ours)

        def told(item: Row, text: str = text) -> str:
            return " | ".join(" .. ".join(text[a:b] for a, b in item[role]) for role in ROLES)

        for g in theirs:
            source = next((right for hit, right in hits if hit is g), None)
            if not source:
                yield f"{'SOURCE' if source is False else 'MISSED'} {g['type']}: {told(g)}"
        back = _matched(shared, text, ours, theirs)
        for s, statement in zip(ours, made, strict=True):
            if not any(hit is s for hit, _ in back):
                yield f"EXTRA {statement.because[0]}: {told(s)}"


def main() -> int:
    """Print the figures, and the misses when asked."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--misses", action="store_true", help="what is missed on the train part, a line each")
    if options.parse_args().misses:
        print(*misses(), sep="\n")
        return 0
    for name, value in german(Path()).items():
        print(f"{name:28} {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
