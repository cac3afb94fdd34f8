"""Expressions of time on the development half of `../shared/data/time` (TimeBank and AQUAINT, TIMEX3), as TempEval-3 scores
them, and beside dateparser's search.

    python -m bench.times                  the figures, train and dev
    python -m bench.times --rival          the same of dateparser, where it is installed
    python -m bench.times --misses train   what was missed, invented and misread, line by line

`exact` and `relaxed` (overlapping) are F1 of spans. Types and values are judged on the pairs that overlap (`value`) and on
those with the same span (`value_exact`); `value_f1` is TempEval-3's: F1 of overlapping spans times the share of right values.
Each expression of the gold is paired once, with the first of ours that overlaps it. Values are compared as strings, but for
what TIMEX3 writes in several ways: a week or a day without its leading nought, an unknown tail (`198X`, `1990-XX`). `within`
also takes a day for the month or year that it lies in: all that a library of datetimes can say.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "shared/data/time/timex.jsonl.gz"

Figures = dict[str, float]
Row = dict[str, object]
Timex = tuple[int, int, str, str]  # start, end, type in capitals, value
System = Callable[[str, str], list[Timex]]  # text and day of the article in, expressions out


def documents(split: str) -> list[Row]:
    """The documents of `train` or `dev`."""
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        return [row for row in map(json.loads, lines) if row["split"] == split]


def ours(text: str, day: str) -> list[Timex]:
    """What the rules find, sentence by sentence (`text.sentences`), as `read` asks them."""
    from dissensus.langs import read_languages
    from dissensus.stages.read.times import new_clock, times
    from dissensus.text import sentences

    clock = new_clock(day, read_languages()["en"])
    out = []
    for start, end in _lines(text):
        for a, b in sentences(text, start, end):
            out += [(e.start, e.end, e.type.upper(), e.value) for e in times(text, a, b, clock)]
    return out


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text):
        yield match.span()


def dateparser_search(text: str, day: str) -> list[Timex]:
    """What dateparser finds: phrases without places (so each is looked for from where the last one ended) and a datetime,
    here a day; it knows no durations and no sets."""
    from datetime import datetime

    from dateparser.search import search_dates  # type: ignore[import-not-found,import-untyped,unused-ignore]

    settings = {"RELATIVE_BASE": datetime.fromisoformat(day[:10]), "PREFER_DATES_FROM": "past"}
    out, at = [], 0
    for start, end in _lines(text):
        at = start
        for phrase, moment in search_dates(text[start:end], languages=["en"], settings=settings) or ():
            place = text.find(phrase, at, end)
            if place >= 0:
                out.append((place, place + len(phrase), "DATE", moment.date().isoformat()))
                at = place + len(phrase)
    return out


def alike(value: str) -> str:
    """A value with the spellings of one thing made one."""
    value = re.sub(r"(?<=[-W])(\d)(?!\d)(?=$|-|T)", r"0\1", value) if "W" in value else value
    return re.sub(r"(?:-?X+)+$", "", value) if re.match(r"\d", value) else value


@dataclass
class Counts:
    """Sums over documents."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    overlapping: int = 0
    types: int = 0
    values: int = 0
    values_exact: int = 0
    within: int = 0

    def figures(self) -> Figures:
        """F1 of spans, and what is right among the matched."""
        both = (self.gold + self.found) or 1
        matched = self.overlapping or 1
        relaxed = 2 * self.overlapping / both
        return {
            "exact": 2 * self.exact / both,
            "relaxed": relaxed,
            "precision": self.overlapping / (self.found or 1),
            "recall": self.overlapping / (self.gold or 1),
            "type": self.types / matched,
            "value": self.values / matched,
            "within": self.within / matched,
            "value_exact": self.values_exact / (self.exact or 1),
            "value_f1": relaxed * self.values / matched,
            "strict_value_f1": 2 * self.values_exact / both,
        }


def pairs(gold: list[Timex], found: list[Timex]) -> Iterator[tuple[Timex | None, Timex | None]]:
    """Gold and found expressions in pairs: first those with the same span, then those that overlap; then what is alone."""
    left, free = list(gold), list(found)
    for same in (True, False):
        for one in list(left):
            hit = next((f for f in free if (f[:2] == one[:2] if same else f[0] < one[1] and one[0] < f[1])), None)
            if hit:
                left.remove(one)
                free.remove(hit)
                yield one, hit
    yield from ((one, None) for one in left)
    yield from ((None, one) for one in free)


def gold_of(document: Row) -> list[Timex]:
    """The marked expressions of a document."""
    marked = document["timexes"]
    assert isinstance(marked, list)
    return [(t["start"], t["end"], t["type"], t["value"]) for t in marked]


def score(system: System, split: str) -> Counts:
    """A system on a split."""
    counts = Counts()
    for document in documents(split):
        gold, found = gold_of(document), system(str(document["text"]), str(document["dct"]))
        counts.gold, counts.found = counts.gold + len(gold), counts.found + len(found)
        for one, other in pairs(gold, found):
            if one and other:
                right = alike(one[3]) == alike(other[3])
                same = one[:2] == other[:2]
                counts.overlapping += 1
                counts.exact += same
                counts.types += one[2] == other[2]
                counts.values += right
                counts.within += right or (one[3][0].isdigit() and other[3].startswith(one[3]))
                counts.values_exact += right and same
    return counts


def expressions(_: Path) -> Figures:
    """Our figures on dev: 52 documents."""
    return score(ours, "dev").figures()


def misses(split: str) -> Iterator[str]:
    """One line for each expression that was missed (-), invented (+), cut otherwise (~) or misread (!)."""
    for document in documents(split):
        text = str(document["text"])
        for one, other in pairs(gold_of(document), ours(text, str(document["dct"]))):
            if one and other and one[:2] == other[:2] and alike(one[3]) == alike(other[3]):
                continue
            kind = "-" if other is None else "+" if one is None else "~" if one[:2] != other[:2] else "!"
            told = one or other
            assert told
            around = text[max(0, told[0] - 40) : told[1] + 30].replace("\n", "/")
            shown = [f"{text[t[0] : t[1]]!r} {t[2][:3]} {t[3]}" if t else "" for t in (one, other)]
            yield f"{kind} {str(document['dct'])[:10]} {shown[0]} | {shown[1]} | {around}"


def main() -> int:
    """Print what was asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rival", action="store_true", help="dateparser's search instead of ours")
    options.add_argument("--misses", metavar="SPLIT", help="print every miss of train or dev")
    chosen = options.parse_args()
    if not DATA.exists():
        print(f"nothing to measure: {DATA} is not there")
        return 0
    if chosen.misses:
        print(*misses(chosen.misses), sep="\n")
        return 0
    if chosen.rival and importlib.util.find_spec("dateparser") is None:
        print("dateparser is not installed: python -m pip install dateparser", file=sys.stderr)
        return 2
    for split in ("train", "dev"):
        start = time.perf_counter()
        figures = score(dateparser_search if chosen.rival else ours, split).figures()
        print(
            split, *(f"{name} {value:.3f}" for name, value in figures.items()), f"{time.perf_counter() - start:.1f} s"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
