"""Which language a line is in, where it is long enough to tell: by script first, then by py3langid."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Protocol, cast

from dissensus.stages.clean.ledger import WORD, Line

MIN_LETTERS = 40  # py3langid is wrong on one short line in five
SURE = 0.9  # its normalised probability
FOREIGN_SURE = 0.95
RUN_LIKELY, RUN_ARTICLE = 0.5, 0.005  # short lines together: one language is likely, and the article's is ruled out
FAMILIAR = 0.25  # a line with so many of the article's own little words is in its language, whatever a model says
LITTLE_WORDS = 40
LINKED = 0.8  # of a line's characters
ASKED = 12  # lines of running text are asked for their language to tell the article's
SAMPLE = 2000  # letters of a line that are looked at
ASCII_LETTER = re.compile("[A-Za-z]")
SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "CJK", "HANGUL", "DEVANAGARI")
NAMED = {"HIRAGANA": "CJK", "KATAKANA": "CJK"}  # one language writes all three
TELLING = {"uk": frozenset("іїєґ"), "ru": frozenset("ыэъё")}  # letters that one of two like languages has


class Identifier(Protocol):
    """What we use of py3langid."""

    def classify(self, text: str) -> tuple[str, float]:
        """The likeliest language and its probability."""

    def rank(self, text: str) -> list[tuple[str, float]]:
        """All languages with their probabilities, likeliest first."""


@cache
def _identifier() -> Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return cast(Identifier, LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))


def script_of(text: str) -> str | None:
    """The script of most letters of a line; None without letters or without a majority."""
    text = text[:SAMPLE]
    if text.isascii():
        return "LATIN" if ASCII_LETTER.search(text) else None
    counts: Counter[str] = Counter()
    for char, count in Counter(text).items():
        if char.isalpha():
            counts["LATIN" if char.isascii() else _script(char)] += count
    if not counts:
        return None
    script, most = counts.most_common(1)[0]
    return script if most * 2 > counts.total() else None


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    first = unicodedata.name(char, "").split(" ")[0]
    return NAMED.get(first, first)


def language_of(text: str) -> str | None:
    """The language of a line, ISO 639-1; None when it is too short or the model is not sure."""
    if not _is_long(text):
        return None
    if script_of(text) == "CYRILLIC":
        low = text[:SAMPLE].lower()
        hits = {code: sum(low.count(c) for c in chars) for code, chars in TELLING.items()}
        if hits["uk"] >= 3 and hits["ru"] == 0:
            return "uk"
        if hits["ru"] >= 3 and hits["uk"] == 0:
            return "ru"
    code, probability = _identifier().classify(text[:SAMPLE])
    return code if probability >= SURE else None


def _is_link(line: Line) -> bool:
    """Markup: is it a link and nothing but, of a menu or a list; nobody needs its language."""
    return line.links >= LINKED and not line.inside


def _is_long(text: str) -> bool:
    return len(text) >= MIN_LETTERS and sum(map(str.isalpha, text[:SAMPLE])) >= MIN_LETTERS


def languages_of(lines: Sequence[Line]) -> tuple[str | None, list[str | None]]:
    """The language of the article and of each line. The article's is told by its lines of running text; a line that is
    full of that language's little words is not asked about again."""
    inside = [i for i, line in enumerate(lines) if line.inside is not False]
    running = [i for i in inside if lines[i].is_running] or inside
    step = -(-len(running) // ASKED)
    known = {i: language_of(lines[i].text) for i in running[:: step or 1]}
    weights: Counter[str] = Counter()
    for i, code in known.items():
        if code:
            weights[code] += lines[i].words
    article = min(weights, key=lambda code: (-weights[code], code)) if weights else None
    if article is None:
        article = language_of(" ".join(lines[i].text for i in inside)[:SAMPLE])
    little = _little_words([lines[i].text for i, code in known.items() if code == article])

    def tell(i: int) -> str | None:
        if i in known:
            return known[i]
        text = lines[i].text
        if _is_link(lines[i]) or not _is_long(text):
            return None
        if article and _is_familiar(text, little) and script_of(text) != "CYRILLIC":
            return article
        return language_of(text)

    return article, [tell(i) for i in range(len(lines))]


def foreign_lines(lines: Sequence[Line], languages: Sequence[str | None], article: str | None) -> frozenset[int]:
    """The lines in another language than the article's: sure ones, and unsure ones beside them that are closer to
    them."""
    scripts = [script_of(line.text) for line in lines]
    main = _main_script(lines, scripts)
    if main is None or article is None:
        return frozenset()
    little = _little_words([line.text for line, code in zip(lines, languages, strict=True) if code == article])
    foreign = {i for i, script in enumerate(scripts) if script in SCRIPTS and script != main}
    foreign |= {
        i for i, code in enumerate(languages) if code not in {None, article} and _is_foreign(lines[i].text, little)
    }
    foreign |= _unsure_runs(lines, languages, article, little)
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for i in order:
            beside = languages[i + step]
            if i in foreign or i + step not in foreign or languages[i] == article or scripts[i] is None:
                continue
            other = beside or _sure_neighbour(languages, foreign, i + step)
            if other and not _is_familiar(lines[i].text, little) and _closer(lines[i].text, article, other):
                foreign.add(i)
    return frozenset(foreign)


def _unsure_runs(
    lines: Sequence[Line], languages: Sequence[str | None], article: str, little: frozenset[str]
) -> set[int]:
    """Short lines in a row, none long enough to tell, that together surely are in another language."""
    runs: list[list[int]] = [[]]
    for index, code in enumerate(languages):
        if (
            code is None
            and not lines[index].markup
            and lines[index].preset is None
            and not _is_familiar(lines[index].text, little)
        ):
            runs[-1].append(index)
        elif runs[-1]:
            runs.append([])
    found: set[int] = set()
    for run in runs:
        joined = " ".join(lines[i].text for i in run)
        if len(run) > 1 and sum(c.isalpha() for c in joined) >= MIN_LETTERS:
            ranks = _identifier().rank(joined.lower()[:SAMPLE])
            code, probability = ranks[0]
            if probability >= RUN_LIKELY and dict(ranks).get(article, 0.0) <= RUN_ARTICLE:
                found |= {i for i in run if _closer(lines[i].text, article, code)}
    return found


def _sure_neighbour(languages: Sequence[str | None], foreign: set[int], index: int) -> str | None:
    """The language of the nearest line of a foreign run that is sure of it."""
    for step in (-1, 1):
        at = index
        while at in foreign:
            if languages[at]:
                return languages[at]
            at += step
    return None


def _main_script(lines: Sequence[Line], scripts: Sequence[str | None]) -> str | None:
    weights: Counter[str] = Counter()
    for line, script in zip(lines, scripts, strict=True):
        if script and line.inside is not False:
            weights[script] += line.words * (3 if line.is_running else 1)
    return min(weights, key=lambda s: (-weights[s], s)) if weights else None


def _little_words(texts: Iterable[str]) -> frozenset[str]:
    """The short words that are frequent in texts of one language."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(w for w in WORD.findall(text.lower()) if len(w) <= 4 and w.isalpha())
    ranked = sorted(counts, key=lambda w: (-counts[w], w))
    return frozenset(ranked[:LITTLE_WORDS])


def _is_familiar(text: str, little: frozenset[str]) -> bool:
    words = WORD.findall(text[:SAMPLE].lower())
    return bool(words) and sum(w in little for w in words) >= FAMILIAR * len(words)


def _is_foreign(text: str, little: frozenset[str]) -> bool:
    return not _is_familiar(text, little) and _identifier().classify(text[:SAMPLE])[1] >= FOREIGN_SURE


def _closer(text: str, article: str, other: str) -> bool:
    """Is a short line likelier in the other language than in the article's."""
    ranks = dict(_identifier().rank(text[:SAMPLE].lower()))
    return ranks.get(other, 0.0) > ranks.get(article, 0.0)
