"""How long our whole clean stage takes beside `trafilatura.bare_extraction(with_metadata=True)` on the same pages.

Both in one process, one after the other on each page and the first of them taking turns, in seconds of the processor, so
that other programs on the machine count for little.

    python -m bench.speed --profile        where the time of our stage goes
"""

from __future__ import annotations

import argparse
import cProfile
import logging
import pstats
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.pages import PAGES, Figures, GoldPage, kept_blocks, pages

SAMPLE = 100  # pages, spread evenly over the set
ROUNDS = 6  # processes: with three the ratio moves by 0.02
WARM = 5  # pages before the clock starts: what is loaded once is no page's cost


def speed(_folder: Path) -> Figures:
    """What `timed` finds in processes of their own, in which nothing else has left anything behind; each system's fastest
    counts, for whatever else the machine does makes it slower, never faster."""
    runs = []
    for _ in range(ROUNDS):
        done = subprocess.run([sys.executable, "-m", "bench.speed"], capture_output=True, text=True, check=True)
        runs.append({name: float(value) for name, value in (line.split() for line in done.stdout.splitlines())})
    fastest = {name: min(run[name] for run in runs) for name in runs[0]}
    return {**fastest, "ratio": fastest["ours_ms"] / fastest["trafilatura_ms"]}


def timed() -> Figures:
    """`ratio`: our time for all pages through theirs; `median_ratio`: of the single pages; milliseconds a page of both."""
    over = sample()
    for page in over[:WARM]:
        ours(page)
        theirs(page)
    times: list[tuple[float, float]] = []
    for index, page in enumerate(over):
        if index % 2:
            times.append((taken(ours, page), taken(theirs, page)))
        else:
            times.append((taken(theirs, page), taken(ours, page))[::-1])
    mine, other = sum(a for a, _ in times), sum(b for _, b in times)
    return {
        "ratio": mine / other,
        "median_ratio": statistics.median(a / b for a, b in times),
        "ours_ms": 1000 * mine / len(times),
        "trafilatura_ms": 1000 * other / len(times),
    }


def sample(size: int = SAMPLE) -> list[GoldPage]:
    """Pages spread evenly over the set."""
    every = list(pages())
    return [every[i * len(every) // size] for i in range(size)]


def ours(page: GoldPage) -> None:
    """The whole stage: text, ledger, dates, offsets."""
    kept_blocks(page.html, "text/html")


def theirs(page: GoldPage) -> None:
    """trafilatura's main text and metadata."""
    from trafilatura import bare_extraction

    bare_extraction(page.html, with_metadata=True)


def taken(system: Callable[[GoldPage], None], page: GoldPage) -> float:
    """Seconds of the processor that a system takes for a page."""
    start = time.process_time()
    system(page)
    return time.process_time() - start


def profile(over: Sequence[GoldPage], lines: int = 25) -> None:
    """Print where our stage spends its time, by a function's own and by its whole time."""
    watch = cProfile.Profile()
    for page in over[:WARM]:
        ours(page)
    watch.enable()
    for page in over:
        ours(page)
    watch.disable()
    stats = pstats.Stats(watch, stream=sys.stdout).strip_dirs()
    for order in ("tottime", "cumulative"):
        stats.sort_stats(order).print_stats(lines)


def main() -> int:
    """Print the figures, and the profile where it is asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--profile", action="store_true", help="where the time of our stage goes")
    chosen = options.parse_args()
    if not PAGES.exists():
        print(f"nothing to measure: {PAGES} is not there")
        return 0
    logging.disable(logging.CRITICAL)
    for figure, value in timed().items():
        print(f"{figure:22} {value:8.3f}")
    if chosen.profile:
        profile(sample())
    return 0


if __name__ == "__main__":
    sys.exit(main())
