"""Every pattern that our modules compile, and for each the strings that cost it most. Run as a process of its own:
prints how many patterns were met and which of them take too long, as JSON.

Patterns are caught in the act: `re` is watched while all modules are loaded and the samples are read, so that those
within tables, functions and caches are met too. The strings are repetitions of what a pattern itself consists of, since
a search goes wrong where the same characters can be taken in many ways, or where it starts over at each of them.
"""

from __future__ import annotations

import json
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

SIZE = 40_000
SECONDS = 0.3  # processor time that no pattern needs for so much, but a quadratic one, or any on a slow machine
PATIENCE = 20.0
GROWTH = 2  # times as much as in proportion: what is linear takes four times as long for four times as much
# Matched where something is known to begin and never searched for: a string in JSON.
PLACED = {r'[^"\\]*+(?:\\.[^"\\]*+)*+"'}
COMMON = (
    "a",
    "A",
    "1",
    " ",
    "\n",
    '"',
    "'",
    "“",
    "«",
    "<",
    "&",
    "(",
    "-",
    ",",
    ".",
    "/",
    "=",
    "{",
    "[",
    "_",
    "é",
    "\0",
)
PAIRS = (
    "a ",
    "A ",
    "Aa ",
    "a.",
    "A.",
    "1 ",
    "1,",
    "1.",
    " \n",
    ' "',
    "“a ",
    "<a ",
    "&a",
    "a-",
    "a'",
    "(a",
    "Aa, ",
    "a=",
)


def patterns() -> dict[tuple[Any, int], str]:
    """The patterns with their flags, and the module that compiled each."""
    met: dict[tuple[Any, int], str] = {}
    compiling = re._compile  # type: ignore[attr-defined]

    def watch(pattern: Any, flags: int) -> Any:
        frame: FrameType | None = sys._getframe(2)
        name = frame.f_globals.get("__name__", "") if frame else ""
        if name.startswith("dissensus") and isinstance(pattern, str | bytes):
            met.setdefault((pattern, int(flags)), name)
        return compiling(pattern, flags)

    re._compile = watch  # type: ignore[attr-defined]
    import dissensus

    for module in pkgutil.walk_packages(dissensus.__path__, "dissensus."):
        if module.name != "dissensus.__main__":
            import_module(module.name)
    _read_something()
    re._compile = compiling  # type: ignore[attr-defined]
    return met


def _read_something() -> None:
    """Run every stage and every view, so that what is compiled late is compiled."""
    from dissensus import pipeline
    from dissensus.show.views import corpus_view
    from dissensus.store import open_store
    from tests import hand_made
    from tests.corpora import SAMPLE_FILES, take_in

    pipeline.CHILDREN = 0
    with open_store(":memory:") as store:
        take_in(store, SAMPLE_FILES)
        corpus_view(store)
    with open_store(":memory:") as store:
        corpus_view(hand_made.fill(store))


def worst_cases(pattern: str) -> Iterator[str]:
    """Strings of `SIZE` characters, each the repetition of something that the pattern may take."""
    parts: dict[str, None] = dict.fromkeys((*COMMON, *PAIRS))
    alternatives = re.sub(r"\\[bBAZ]|\(\?[a-zA-Z-]*:?|[\^$?*+(){}\[\]|]", " ", pattern)
    words = re.sub(
        r"\\(.)", lambda match: {"s": " ", "w": "a", "d": "1", "n": "\n"}.get(match[1], match[1]), alternatives
    )
    chosen = sorted(set(re.findall(r"\S{2,30}", words)), key=len)
    for word in chosen[:6] + chosen[-6:]:
        parts |= dict.fromkeys((word, word + " ", word[0]))
    for part in parts:
        yield (part * (SIZE // len(part) + 1))[:SIZE]
    for part in (" ", "a", "A", "1", '"', "a ", "Aa "):
        yield "a" + part * (SIZE // len(part)) + "!"


def _late(number: int, frame: FrameType | None) -> None:
    raise TimeoutError


def slow(pattern: Any, flags: int) -> str | None:
    """The beginning of a string for which a pattern takes time out of proportion to its length, if there is one."""
    compiled = re.compile(pattern, flags)
    text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    for case in worst_cases(text):
        content: Any = case.encode("latin-1", "replace") if isinstance(pattern, bytes) else case
        if cost(compiled, content, SECONDS) < SECONDS:
            continue
        part = cost(compiled, content[: SIZE // 8], PATIENCE)
        if cost(compiled, content[: SIZE // 2], PATIENCE) > 4 * GROWTH * part:
            return case[:20]
    return None


def cost(compiled: re.Pattern[Any], content: Any, most: float) -> float:
    """Seconds of processor time to find all that a pattern finds, `most` at most."""
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, most)
    try:
        for _ in compiled.finditer(content):
            pass
    except TimeoutError:
        return most
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - begun


def main() -> None:
    """See above."""
    signal.signal(signal.SIGPROF, _late)
    met = patterns()
    found = []
    for (pattern, flags), module in met.items():
        if pattern not in PLACED and (trouble := slow(pattern, flags)):
            found.append({"module": module, "pattern": str(pattern)[:200], "case": trouble})
    print(json.dumps({"patterns": len(met), "modules": sorted(set(met.values())), "slow": found}))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    main()
