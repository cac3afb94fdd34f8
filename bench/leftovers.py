"""What is left in the plain text of a page beside its article, by kind, and how much of it we cut.

The gold has no labels for what is not the article. So the kind of a leftover line is taken from the page: what the
innermost element around it says that it is (`bench.dump`), and by its language where that is another than the article's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bench.dump import KINDS, Line
from bench.pages import WORD, Figures

LONG = 4  # words: a shorter line stands in a gold text by chance, so it must stand beside a line that does
SHINGLE = 3  # words
ALIKE = 0.8  # of a long line's shingles stand in the gold text: it belongs to it, though a word may differ
FOREIGN_WORDS = 8  # in a line, before its language is asked for
SURE = 0.99  # how sure py3langid must be that a line is in another language


@dataclass(slots=True)
class Leftovers:
    """Words of leftover lines by kind, those of them that were cut, and by page the share of the gold's words kept."""

    words: Counter[str] = field(default_factory=Counter)
    cut: Counter[str] = field(default_factory=Counter)
    kept_gold: list[float] = field(default_factory=list)

    def add(self, text: str, lines: Sequence[Line], gold: str, kept: Sequence[tuple[int, int]]) -> None:
        """Take in a page's dump with its lines, its gold text, and the spans of the dump that were kept."""
        belongs = in_gold([text[line.start : line.end] for line in lines], gold)
        language = _language(gold)[0]
        gold_words = gold_kept = 0
        for line, is_gold in zip(lines, belongs, strict=True):
            words, there = kept_words(text, line, kept)
            if is_gold:
                gold_words, gold_kept = gold_words + words, gold_kept + there
            else:
                kind = "language" if _is_foreign(text[line.start : line.end], language) else line.kind
                self.words[kind] += words
                self.cut[kind] += words - there
        if gold_words:
            self.kept_gold.append(gold_kept / gold_words)

    def figures(self) -> Figures:
        """`cut_KIND`: the share of leftover words cut; `words_KIND`: their number; `cut`: of all; `gold_kept`: the mean
        share of the gold's words that were kept."""
        found: Figures = {"gold_kept": sum(self.kept_gold) / max(1, len(self.kept_gold))}
        found["cut"] = self.cut.total() / max(1, self.words.total())
        for kind in KINDS:
            if self.words[kind]:
                found[f"cut_{kind}"] = self.cut[kind] / self.words[kind]
                found[f"words_{kind}"] = float(self.words[kind])
        return found


def in_gold(lines: Sequence[str], gold: str) -> list[bool]:
    """For each line whether it belongs to the gold text: its words stand there in a row, or most runs of three of them;
    a short line only beside a line that does."""
    words = [WORD.findall(line.lower()) for line in lines]
    wanted = WORD.findall(gold.lower())
    row = f" {' '.join(wanted)} "
    runs = set(zip(*(wanted[i:] for i in range(SHINGLE)), strict=False))
    found = [f" {' '.join(w)} " in row for w in words]
    belongs = [len(w) >= LONG and (whole or _share(w, runs) >= ALIKE) for w, whole in zip(words, found, strict=True)]
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        before = False
        for index in order:
            belongs[index] = before = belongs[index] or (before and bool(words[index]) and found[index])
    return belongs


def _share(words: Sequence[str], runs: set[tuple[str, ...]]) -> float:
    mine = list(zip(*(words[i:] for i in range(SHINGLE)), strict=False))
    return sum(run in runs for run in mine) / len(mine)


def kept_words(text: str, line: Line, kept: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The words of a line, and how many of them begin within what was kept."""
    starts = [match.start() for match in WORD.finditer(text, line.start, line.end)]
    spans = [span for span in kept if span[0] < line.end and span[1] > line.start]
    return len(starts), sum(any(a <= at < b for a, b in spans) for at in starts)


def _is_foreign(line: str, language: str) -> bool:
    if len(line.split()) < FOREIGN_WORDS:
        return False
    code, sure = _language(line)
    return code != language and sure >= SURE


def _language(text: str) -> tuple[str, float]:
    code, sure = _identifier().classify(text[:5000])
    return str(code), float(sure)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
