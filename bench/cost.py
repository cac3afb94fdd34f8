"""What one more article costs grouping when the corpus is small, large and very large: a made-up stream, week after week.

    python -m bench.cost [ARTICLES ...]     10000 100000 1000000 if none are named

Events are born each week with words of their own, drawn from a vocabulary whose frequencies fall as Zipf found, and names; each
is told by a few outlets over some days, some again weeks later. Gists are put in place of clean and read. A store is filled with
all weeks but the last; of these it has a chapter an event, as made up as the articles. Then weeks arrive one by one and go
through the units that a user's articles go through once they are read, until the window holds nothing but what the program
grouped itself; those after that are timed. The memory is that of the process when it is done.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from dissensus import grouping
from dissensus.records import Bag, Chapter, Gist, Maker, Member, make_id
from dissensus.run import Run, quiet
from dissensus.stages.group.gists import week
from dissensus.stages.group.likeness import mean_bag
from dissensus.stages.group.weeks import BACK, OUTLINE
from dissensus.store import Store, open_store

A_WEEK = 100  # articles
VOCABULARY, NAMES = 40_000, 60_000
COMMON = 300
AGAIN = 3_000  # events that may be told again later
TIMED = 15  # weeks at the end of each size
START = date(1, 1, 1)  # a Monday; a million articles at this pace are two hundred years
MAKER = Maker("group", "made up")
SEED = 5
SMALL = 4_000  # articles, for the floors


def stream(weeks: int) -> Iterator[list[list[Gist]]]:
    """The articles of each week, as gists, in lists that tell of one event."""
    chance = random.Random(SEED)
    old: list[tuple[list[str], list[str]]] = []
    number = 0
    for n in range(weeks):
        first = START + timedelta(weeks=n)
        out: list[list[Gist]] = []
        left = A_WEEK
        while left:
            if old and chance.random() < 0.1:
                words, names = chance.choice(old)
            else:
                words, names = _words(chance, 70), [f"name{chance.randrange(NAMES)}" for _ in range(4)]
                old.append((words, names))
                del old[:-AGAIN]
            out.append([])
            for _ in range(min(left, int(chance.paretovariate(1.3)))):
                day = first + timedelta(days=chance.randrange(7))
                out[-1].append(_article(number, day, words, names, chance))
                number += 1
                left -= 1
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
    lead, title = _part(body, 40), _part(body, 8)
    told_on = day.isoformat()
    return Gist(
        make_id("gist", id_), id_, f"page {number}", id_, week(told_on), told_on, "en", True, 400, body, title, lead,
        tuple(names), None, "made up", MAKER, _part(body, 64), _part(body, 6), _numbers(chance), (day.weekday(),),
    )  # fmt: skip


def _part(bag: Bag, count: int) -> Bag:
    return Bag(bag.words[:count], bag.weights[:count])


def _numbers(chance: random.Random) -> Bag:
    """A few numbers, which most articles tell; small ones are the most frequent."""
    told = dict.fromkeys(str(int(chance.paretovariate(0.6))) for _ in range(6))
    return Bag(tuple(told), (5.0,) * len(told))


def put(store: Store, events: list[list[Gist]], *, told: bool) -> None:
    """A week's articles, as if they had been read; if they are `told`, with a chapter an event and nothing left to look at."""
    gists = [gist for event in events for gist in event]
    chapters = [_chapter(event) for event in events] if told else []
    store.write_unit("made up", gists[0].id, "1", [*gists, *chapters])
    if told:
        for kind in ("week", "work", "story", "line"):
            store.settle(kind, store.touched(kind))


def _chapter(event: list[Gist]) -> Chapter:
    members = tuple(Member(g.article, 0.9, ("name: made up",), (0.4, 0.3, 0.3)) for g in event)
    key, number = make_id("story", event[0].article), event[0].week
    outline = mean_bag(event, OUTLINE)
    made = make_id("chapter", key)
    return Chapter(made, key, number, number, len(event), members, MAKER, line=key, outline=outline)


def _run(store: Store) -> Run:
    return Run(store, datetime(2300, 1, 1, tzinfo=UTC), quiet)


def measure(articles: int) -> tuple[float, float, float]:
    """In a corpus of so many articles: milliseconds of processor time that one more takes, megabytes of the process, gigabytes
    of the store."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cost.db"
        weeks = articles // A_WEEK
        with open_store(path) as store:
            grouping.fold_weeks(_run(store))  # notes its version, so that what is told counts as its own
            spent: list[float] = []
            for n, events in enumerate(stream(weeks)):
                told = n < weeks - BACK - TIMED
                start = time.process_time()
                put(store, events, told=told)
                if not told:
                    grouping.fold_weeks(_run(store))
                spent.append(time.process_time() - start)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return 1000 * statistics.median(spent[-TIMED:]) / A_WEEK, memory, path.stat().st_size / 1e9


def cost(_: Path) -> dict[str, float]:
    """How much more an article costs in a corpus ten times as large, small enough to be made in a minute."""
    small, large = measure(SMALL), measure(10 * SMALL)
    return {"ratio": large[0] / small[0], "milliseconds": large[0]}


def main() -> None:
    """Prints a line a size, and how much more the largest costs than the smallest."""
    sizes = [int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000]
    told = []
    for size in sizes:
        told.append(measure(size))
        print("articles {:>9,}  {:.2f} ms an article  {:.0f} MB  store {:.2f} GB".format(size, *told[-1]), flush=True)
    print(f"ratio {told[-1][0] / told[0][0]:.2f}")


if __name__ == "__main__":
    main()
