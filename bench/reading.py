"""What the reading costs beside its bare net, how far its confidence can be trusted, and what is found of each kind.

On PolNeAR dev, whose articles the net has not seen; its confidence was fitted on them (the card has the error cross-fitted).
"""

from __future__ import annotations

import gzip
import json
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from dissensus import nets
from dissensus.pieces import Paragraph, pieces_of
from dissensus.records import Article, Block, BlockKind, Maker, Parts, Record, Span, Statement, Voice
from dissensus.stages.read import read
from dissensus.stages.read.attributes import kind
from dissensus.stages.read.by_net import ByNet, scored

SHARED = Path(__file__).resolve().parents[2] / "shared"
GOLD = SHARED / "data/attribution/polnear/dev.jsonl.gz"
MAKER = Maker("clean", "bench")
ROUNDS = 4  # of which the fastest counts, for the stage and for the net alike
TIMED = 12  # articles
BINS = 10
MEGABYTE = 1024  # as the operating system counts, in kB

Row = dict[str, Any]


def rows() -> Iterator[Row]:
    """The articles."""
    with gzip.open(GOLD, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def article(row: Row) -> tuple[Article, list[Block]]:
    """An article with a kept paragraph a line, as if it came clean."""
    made = Article(row["id"], row["id"], Parts(row["text"]), MAKER, language="en")
    spans = (Span(made.id, "text", *match.span()) for match in re.finditer(r"[^\n]*\S[^\n]*", row["text"]))
    return made, [Block(span, BlockKind.PARAGRAPH, True, "bench", MAKER, "en") for span in spans]


def reading(_: Path) -> dict[str, float]:
    """The ratio of the whole stage to its bare net, pieces a second, memory, calibration, and recall by kind."""
    return {**apart("cost"), **apart("memory"), **trust(list(rows()))}


def apart(what: str) -> dict[str, float]:
    """What a process of its own measures, in which nothing else has left anything behind."""
    done = subprocess.run([sys.executable, "-m", "bench.reading", what], capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def cost() -> dict[str, float]:
    """Seconds of the stage over seconds of the net on the same windows, on one thread, each article's the fastest of its
    rounds; they take turns article by article, so that what slows the machine slows both."""
    articles = list(rows())
    articles = articles[:: len(articles) // TIMED][:TIMED]
    net = nets.statements()
    tagger, made = ByNet(net), [article(row) for row in articles]
    pieces = [
        pieces_of(one.parts.text, [Paragraph(b.span.start, b.span.end) for b in blocks], net.pieces)
        for one, blocks in made
    ]

    def taken(work: Callable[..., Any], *given: Any) -> float:
        start = time.process_time()
        work(*given)
        return time.process_time() - start

    def all_of(*given: Any) -> list[Record]:
        return list(read(*given))

    bare = whole = 0.0
    for one, (its_article, blocks) in zip(pieces, made, strict=True):
        rounds = [(taken(scored, one, net), taken(all_of, its_article, blocks, tagger)) for _ in range(ROUNDS + 1)][
            1:
        ]  # the first warms up
        bare += min(seconds for seconds, _ in rounds)
        whole += min(seconds for _, seconds in rounds)
    count = sum(len(one.ids) for one in pieces)
    return {
        "ratio": whole / bare,
        "net_pieces_a_second": count / bare,
        "pieces_a_second": count / whole,
        "articles_a_second": len(made) / whole,
    }


def memory() -> dict[str, float]:
    """Megabytes that a process takes at most when it reads an article with both nets loaded."""
    nets.blocks()
    list(read(*article(next(rows())), ByNet(nets.statements())))
    status = Path("/proc/self/status")  # what `resource` tells counts the process that started this one as well
    if status.exists():
        return {"megabytes": int(re.findall(r"VmHWM:\s+(\d+)", status.read_text("ascii"))[0]) / MEGABYTE}
    return {"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE}


def trust(articles: list[Row]) -> dict[str, float]:
    """The expected calibration error of the confidence (a statement is right when content and source overlap by half), and
    what share of the gold's statements of each kind is found with its source."""
    sys.path.insert(0, str(SHARED / "score"))
    attribution = import_module("attribution")

    tagger = ByNet(nets.statements())
    sure: list[tuple[float, bool]] = []
    found: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for row in articles:
        made, blocks = article(row)
        records: list[Record] = list(read(made, blocks, tagger))
        statements = [
            one for one in records if isinstance(one, Statement) and one.voice is Voice.ATTRIBUTED and not one.parent
        ]
        starts = [match.span() for match in attribution.WORD.finditer(row["text"])]

        def tokens(spans: Any, starts: Any = starts) -> Any:
            return attribution.tokens_under(spans, starts)

        ours = [
            {role: tokens([(s.start, s.end) for s in getattr(one, role)]) for role in attribution.ROLES}
            for one in statements
        ]
        gold = [{role: tokens(one[role]) for role in attribution.ROLES} for one in row["attributions"]]
        right = {
            id(system): id(theirs)
            for theirs, system in attribution.pairs(gold, ours)
            if attribution.dice(theirs["source"], system["source"]) >= 0.5
        }
        sure += [(one.confidence, id(system) in right) for one, system in zip(statements, ours, strict=True)]
        hit = set(right.values())
        for one, theirs in zip(row["attributions"], gold, strict=True):
            what = str(kind(row["text"], one["content"]))
            there[what] += 1
            found[what] += id(theirs) in hit
    bins = [[pair for pair in sure if min(int(pair[0] * BINS), BINS - 1) == one] for one in range(BINS)]
    off = sum(abs(sum(chance for chance, _ in one) - sum(right for _, right in one)) for one in bins)
    return {
        "calibration_error": off / len(sure),
        **{f"recall_{what}": found[what] / there[what] for what in sorted(there)},
    }


def main() -> None:
    """Prints what one of the measures, named as the argument, finds."""
    measures: dict[str, Callable[[], dict[str, float]]] = {"cost": cost, "memory": memory}
    print(json.dumps(measures[sys.argv[1]]()))


if __name__ == "__main__":
    main()
