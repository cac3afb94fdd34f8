"""What one more article costs grouping when the corpus is small, large and very large: a made-up stream, week after week.

    python -m bench.cost [ARTICLES ...]     10000 100000 1000000 if none are named

Events are born each week with words of their own, drawn from a vocabulary whose frequencies fall as Zipf found, and names; each
is told by a few outlets over some days, some again weeks later. Articles go through the store and through the same units that
a user's articles go through once they are read: gists are put in place of clean and read, all else is the program's. At each
size the last weeks are timed, week by week as they would arrive, and the memory of the process is noted.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from dissensus import grouping
from dissensus.records import Bag, Gist, Maker, make_id
from dissensus.run import Run, quiet
from dissensus.stages.group.gists import week
from dissensus.store import Store, open_store

A_WEEK = 100  # articles
VOCABULARY, NAMES = 40_000, 60_000
COMMON = 300
AGAIN = 3_000  # events that may be told again later
TIMED = 21  # weeks at the end of each size
START = date(1, 1, 1)  # a Monday; a million articles at this pace are two hundred years
MAKER = Maker("group", "made up")
SEED = 5


def stream(weeks: int) -> Iterator[list[Gist]]:
    """The articles of each week, as gists."""
    chance = random.Random(SEED)
    old: list[tuple[list[str], list[str]]] = []
    number = 0
    for n in range(weeks):
        first = START + timedelta(weeks=n)
        out: list[Gist] = []
        while len(out) < A_WEEK:
            if old and chance.random() < 0.1:
                words, names = chance.choice(old)
            else:
                words, names = _words(chance, 70), [f"name{chance.randrange(NAMES)}" for _ in range(4)]
                old.append((words, names))
                del old[:-AGAIN]
            for _ in range(min(A_WEEK - len(out), int(chance.paretovariate(1.3)))):
                day = first + timedelta(days=chance.randrange(7))
                out.append(_article(number, day, words, names, chance))
                number += 1
        yield out


def _words(chance: random.Random, count: int) -> list[str]:
    """Words of which few are frequent; the most frequent are no news and not among the heaviest of an article."""
    return [f"w{int(COMMON * (VOCABULARY / COMMON) ** chance.random())}" for _ in range(count)]


def _article(number: int, day: date, words: list[str], names: list[str], chance: random.Random) -> Gist:
    told = dict.fromkeys([*chance.sample(words, 45), *_words(chance, 60)])
    weights = {w: 1.0 + len(w) * chance.random() for w in told} | {n: 10.0 + chance.random() for n in names}
    heaviest = sorted(weights, key=lambda w: -weights[w])
    body = Bag(tuple(heaviest), tuple(round(weights[w], 3) for w in heaviest))
    id_ = make_id("article", number)
    lead = Bag(body.words[:40], body.weights[:40])
    title = Bag(body.words[:8], body.weights[:8])
    told_on = day.isoformat()
    return Gist(
        make_id("gist", id_), id_, f"page {number}", id_, week(told_on), told_on, "en", True, 400, body, title, lead,
        tuple(names), None, "made up", MAKER,
    )  # fmt: skip


def put(store: Store, gists: list[Gist]) -> None:
    """A week's articles, as if they had been read."""
    store.write_unit("made up", gists[0].id, "1", gists)


def measure(sizes: list[int]) -> list[tuple[int, float, float, float]]:
    """For each number of articles: milliseconds of processor time an article in the last weeks, megabytes of the process, and
    gigabytes of the store."""
    out = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cost.db"
        with open_store(path) as store:
            spent: list[float] = []
            for n, gists in enumerate(stream(max(sizes) // A_WEEK), 1):
                start = time.process_time()
                put(store, gists)
                grouping.fold_weeks(Run(store, datetime(2030, 1, 1, tzinfo=UTC), quiet))
                spent.append(time.process_time() - start)
                if n * A_WEEK in sizes:
                    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                    last = sorted(spent[-TIMED:])
                    out.append((n * A_WEEK, 1000 * last[len(last) // 2] / A_WEEK, memory, path.stat().st_size / 1e9))
                    print(
                        "articles {:>9,}  {:.2f} ms an article  {:.0f} MB  store {:.2f} GB".format(*out[-1]), flush=True
                    )
    return out


def main() -> None:
    """Prints a line a size, and how much more the largest costs than the smallest."""
    sizes = [int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000]
    told = measure(sizes)
    print(f"ratio {told[-1][1] / told[0][1]:.2f}")


if __name__ == "__main__":
    main()
