"""Is all text in the package our own: no run of words shared with third-party text, no name that only the seeds know.

Texts of others serve for training and measuring only. They lie beside the project in `../shared`: articles, hand-made
stories and data sets. `python -m tests.overlap` prints every run of eight words that `src/` (samples included, unpacked
and decoded) has in common with them, and every outlet or speaker of the seeds that `src/` names; status 1 if any.
"""

from __future__ import annotations

import calendar
import csv
import gzip
import html
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
OURS = ROOT / "src"
RUN = 8  # words
# Words by themselves are nobody's text: the pieces that the encoder came with, how rare words are in the news, and for which
# kind of dispute they speak.
WORD_LISTS = ("statement_words.txt", "en_rarity.txt", "en_kinds.txt")
WORD = re.compile(r"\w+")
# What only a page's machine reads is nobody's prose: `<meta charset="utf-8">` opens our pages and theirs.
MARKUP = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
THEIRS = ("seeds", "gold", "data")  # of SHARED; the rest is notes about this project
OWN_WORDS = ("README.md", "GUIDE.md")  # ... and so are these

# The months in their order are nobody's text either.
CALENDAR = frozenset(month.lower() for month in calendar.month_name if month)

# Whoever speaks in the seeds and whoever publishes them, in the spellings that stand there. Countries, capitals and the
# houses that governments sit in are left out: every gazetteer and every table of metonyms has them.
NAMES = (
    "Zakharova", "Peskov", "Putin", "Zelensky", "Зеленський", "Guterres", "Trump",
    "Washington Post", "MENAFN", "TASS", "Interfax", "Rubryka", "Bloomberg",
)  # fmt: skip
NAMED = re.compile(r"\b(?:" + "|".join(map(re.escape, NAMES)) + r")\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hit:
    """A run of words, or a name, that a file of ours has and should not have."""

    ours: str
    words: str
    theirs: str

    def __str__(self) -> str:
        return f"{self.ours}: {self.words!r} stands in {self.theirs}; say it in words of our own"


def shared_runs(ours: Path, theirs: Iterable[Path]) -> list[Hit]:
    """Every first meeting of a run of ours with one of these files, in the order of the files."""
    runs = {run: path for path in files(ours) for text in (raw(path), *texts(path)) for run in runs_of(words_of(text))}
    ends = {(run[0], run[-1]) for run in runs}  # ours is small, theirs is not: most places are passed by with one look
    hits: dict[tuple[str, ...], Hit] = {}
    for path in theirs:
        for text in texts(path):
            words = words_of(text)
            for at, pair in enumerate(zip(words, words[RUN - 1 :], strict=False)):
                if pair in ends:
                    run = tuple(words[at : at + RUN])
                    if run in runs and run not in hits:
                        hits[run] = Hit(str(runs[run].relative_to(ours.parent)), " ".join(run), path.name)
    return list(hits.values())


def names(ours: Path) -> list[Hit]:
    """Every name of the seeds in these files."""
    return [
        Hit(str(path.relative_to(ours.parent)), found.group(), "the seeds")
        for path in files(ours)
        for found in NAMED.finditer(raw(path))
    ]


def third_party(shared: Path) -> list[Path]:
    """The files of others' text."""
    return [path for part in THEIRS for path in files(shared / part) if path.name not in OWN_WORDS]


def files(folder: Path) -> list[Path]:
    """All files of a folder but for compiled ones and the vocabulary, in one order."""
    return sorted(
        p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts and p.name not in WORD_LISTS
    )


def texts(path: Path) -> Iterator[str]:
    """What there is to read in a file: the fields of records one by one, pages without their markup."""
    text = raw(path)
    match path.name.removesuffix(".gz").rpartition(".")[2]:
        case "html":
            yield html.unescape(MARKUP.sub(" ", text))
        case "jsonl":
            for line in text.splitlines():
                yield from strings(json.loads(line))
        case "json":
            yield from strings(json.loads(text))
        case "csv":
            for row in csv.reader(text.splitlines()):
                yield from row
        case _:
            yield text


def raw(path: Path) -> str:
    """A file as it stands, unpacked and decoded."""
    content = path.read_bytes()
    return (gzip.decompress(content) if path.name.endswith(".gz") else content).decode("utf-8", "replace")


def strings(value: object) -> Iterator[str]:
    """Every string in a JSON value, however deep; the words of a list of words as one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        if value and all(isinstance(inner, str) for inner in value):
            yield " ".join(value)
        else:
            for inner in value:
                yield from strings(inner)


def words_of(text: str) -> list[str]:
    """The words of a text, for comparing."""
    return WORD.findall(text.lower())


def runs_of(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Every run of RUN words that says something."""
    return (run for run in zip(*(words[n:] for n in range(RUN)), strict=False) if not CALENDAR.issuperset(run))


def main() -> int:
    """Prints what was found. 0: nothing; 1: something, or nothing to compare with though all was to be there."""
    if not SHARED.is_dir():
        print(f"overlap: skipped, {SHARED.name}/ is not beside the project")
        return int(os.environ.get("DISSENSUS_FULL") == "1")
    theirs = third_party(SHARED)
    hits = names(OURS) + shared_runs(OURS, theirs)
    for hit in hits:
        print(hit)
    print(f"overlap: {len(files(OURS))} files of ours against {len(theirs)} of others, {len(hits)} found")
    return int(bool(hits))


if __name__ == "__main__":
    sys.exit(main())
