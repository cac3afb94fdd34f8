"""Names on `../shared/data/names`: which pairs of spellings are one person, body or place, beside string distances.

    python -m bench.names            the tables: ours, rapidfuzz and jellyfish in one run
    python -m bench.names --misses   what is joined wrongly and what is missed among the persons and bodies

Ours is used as the stages use it, with fixed thresholds (`stages/link/sounds.py`, `bodies.py`); a rival gets Latin letters
(anyascii) in lower case and, for each set, the threshold that is best on that very set. jellyfish serves only to be compared
with: without it the table says so. What was fitted was fitted on the half of the pairs that `fitted` names; `half` is F1 on
the other one.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import importlib.util
import json
import random
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from dissensus.stages.link.bodies import compare_bodies
from dissensus.stages.link.names import Same, Verdict, compare_people
from dissensus.stages.link.places import compare_places
from dissensus.stages.link.sounds import word_score
from dissensus.text import plain

DATA = Path(__file__).resolve().parents[2] / "shared/data/names"
SEED = 5
SETTLEMENTS = 3000  # pairs of each kind
WORD = 0.58  # score from which two single words are spellings of one; on the fitted half of the Russian words

Figures = dict[str, float]


class Pair(NamedTuple):
    """Two spellings, and whether they are one's."""

    left: str
    right: str
    same: bool


Score = Callable[[str, str], float]


def fitted(*texts: str) -> bool:
    """Is a pair of the half on which weights were fitted."""
    return hashlib.sha256("|".join(texts).encode()).digest()[0] % 2 == 0


# ------------------------------------------------------------------------------------------------------------ pairs


def bench_pairs(persons: bool) -> list[Pair]:
    """name_bench: pairs of persons, or of companies, organisations, vessels."""
    with (DATA / "name_bench.csv").open(encoding="utf-8", newline="") as lines:
        rows = [r for r in csv.DictReader(lines) if (r["schema"] == "Person") is persons]
    return [Pair(r["name1"], r["name2"], r["is_match"] == "true") for r in rows]


def word_pairs() -> list[Pair]:
    """Latin and Russian words: the pairs of the set, and each Latin word with another's Russian of the same first letter."""
    lines = (DATA / "ru_latin_tokens_dev.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [(latin, russian) for latin, russian, _ in (line.split("\t") for line in lines)]
    by_letter: dict[str, list[tuple[str, str]]] = {}
    for latin, russian in pairs:
        by_letter.setdefault(plain(latin)[:1], []).append((latin, russian))
    out = [Pair(latin, russian, True) for latin, russian in pairs]
    chance = random.Random(SEED)
    for _, group in sorted(by_letter.items()):
        others = [russian for _, russian in group]
        chance.shuffle(others)
        out += [Pair(latin, o, False) for (latin, russian), o in zip(group, others, strict=True) if o != russian]
    return out


def slavic_pairs(kind: str) -> list[Pair]:
    """slavicner: all pairs of distinct forms and base forms of a topic's persons or places; one form of two is left out."""
    forms: dict[str, dict[str, set[str]]] = {}
    with gzip.open(DATA / "slavicner_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for text in map(json.loads, lines):
            for mention in text["mentions"]:
                if mention["type"] == kind:
                    told = forms.setdefault(text["topic"], {})
                    for form in (mention["form"], mention["lemma"]):
                        told.setdefault(" ".join(form.split()), set()).add(mention["id"])
    return [
        Pair(a, b, told[a] == told[b])
        for _, told in sorted(forms.items())
        for a, b in combinations(sorted(f for f, ids in told.items() if len(ids) == 1), 2)
    ]


def settlement_pairs() -> list[Pair]:
    """Ukrainian settlements: two spellings of one, and of two that share the first three letters but no spelling."""
    with gzip.open(DATA / "ua_settlements.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [sorted({r["name"], *r["aliases"]}) for r in map(json.loads, lines)]
    chance = random.Random(SEED)
    same = sorted({pair for spellings in rows for pair in combinations(spellings, 2)})
    by_letters: dict[str, list[list[str]]] = {}
    for spellings in rows:
        by_letters.setdefault(spellings[0][:3], []).append(spellings)
    other: set[tuple[str, str]] = set()
    joined = set(same)
    groups = sorted(g for g in by_letters.values() if len(g) > 1)
    while len(other) < SETTLEMENTS:
        one, two = chance.sample(chance.choice(groups), 2)
        a, b = sorted((chance.choice(one), chance.choice(two)))
        if not set(one) & set(two) and (a, b) not in joined:
            other.add((a, b))
    chosen = chance.sample(same, SETTLEMENTS)
    return [Pair(a, b, True) for a, b in chosen] + [Pair(a, b, False) for a, b in sorted(other)]


# ---------------------------------------------------------------------------------------------------------- systems


def scored(pairs: Sequence[Pair], said: Sequence[bool]) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    right = sum(p.same and s for p, s in zip(pairs, said, strict=True))
    told, wanted = sum(said), sum(p.same for p in pairs)
    return right / max(told, 1), right / max(wanted, 1), 2 * right / max(told + wanted, 1)


def best(pairs: Sequence[Pair], score: Score) -> tuple[float, float, float, float]:
    """Precision, recall, F1 at the threshold that has the highest F1 on these pairs, and the threshold."""
    ranked = sorted(((score(p.left, p.right), p.same) for p in pairs), reverse=True)
    wanted, right, found = sum(p.same for p in pairs), 0, (0.0, 0.0, 0.0, 0.0)
    for count, (value, same) in enumerate(ranked, 1):
        right += same
        if count == len(ranked) or ranked[count][0] != value:
            found = max(found, (2 * right / (count + wanted), right / count, right / wanted, value))
    return found[1], found[2], found[0], found[3]


def rivals() -> dict[str, Score]:
    """The distances to compare with; those of jellyfish where it is installed."""
    out: dict[str, Score] = {"token_sort_ratio": fuzz.token_sort_ratio, "WRatio": fuzz.WRatio}
    if importlib.util.find_spec("jellyfish"):
        import jellyfish

        out["jaro_winkler"] = jellyfish.jaro_winkler_similarity
        out["metaphone"] = lambda a, b: jellyfish.jaro_winkler_similarity(
            jellyfish.metaphone(a), jellyfish.metaphone(b)
        )
        out["match_rating"] = lambda a, b: fuzz.ratio(*(jellyfish.match_rating_codex(_letters(x)) for x in (a, b)))
    return out


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalpha())


def surely(verdict: Verdict) -> bool:
    return verdict.same is Same.SAME


def by_surname(verdict: Verdict) -> bool:
    """Within a topic a surname alone is enough, as within a storyline where one person has it."""
    return verdict.same is not Same.DIFFERENT


SETS: dict[str, tuple[Callable[[], list[Pair]], Callable[[str, str], bool]]] = {
    "persons": (lambda: bench_pairs(True), lambda a, b: surely(compare_people(a, b))),
    "bodies": (lambda: bench_pairs(False), lambda a, b: surely(compare_bodies(a, b))),
    "words": (word_pairs, lambda a, b: word_score(plain(a), plain(b)) >= WORD),
    "slavic_persons": (lambda: slavic_pairs("PER"), lambda a, b: by_surname(compare_people(a, b))),
    "slavic_places": (lambda: slavic_pairs("LOC"), lambda a, b: by_surname(compare_places(a, b))),
    "settlements": (settlement_pairs, lambda a, b: by_surname(compare_places(a, b))),
}
HALVED = ("persons", "bodies", "words", "settlements")


def ours(name: str) -> Figures:
    """Precision, recall and F1 of a set, and F1 on the half that nothing was fitted on."""
    pairs, same = SETS[name][0](), SETS[name][1]
    said = [same(p.left, p.right) for p in pairs]
    precision, recall, f1 = scored(pairs, said)
    figures = {f"{name}.precision": precision, f"{name}.recall": recall, f"{name}.f1": f1}
    if name in HALVED:
        kept = [i for i, p in enumerate(pairs) if not fitted(p.left, p.right)]
        figures[f"{name}.half"] = scored([pairs[i] for i in kept], [said[i] for i in kept])[2]
    return figures


def names(_: Path) -> Figures:
    """All sets."""
    return {figure: value for name in SETS for figure, value in ours(name).items()}


# ------------------------------------------------------------------------------------------------------------ tables


def _table() -> None:
    for name, (pairs_of, _) in SETS.items():
        pairs = pairs_of()
        print(f"{name}: {len(pairs)} pairs, {sum(p.same for p in pairs)} of one")
        print("  ours                ", "  ".join(f"{k.partition('.')[2]} {v:.3f}" for k, v in ours(name).items()))
        latin = [Pair(plain(p.left), plain(p.right), p.same) for p in pairs]
        for rival, score in rivals().items():
            p, r, f1, least = best(latin, score)
            print(f"  {rival:20}  precision {p:.3f}  recall {r:.3f}  f1 {f1:.3f}  from {least:.3g}")
    if "jaro_winkler" not in rivals():
        print("jellyfish: not installed")
    people = [n for p in bench_pairs(True) for n in (p.left, p.right)]
    start, count = time.process_time(), 0
    for a, b in combinations(people[:400], 2):
        compare_people(a, b)
        count += 1
    print(f"{count / (time.process_time() - start):,.0f} comparisons of persons a second")


def _misses(kinds: Iterable[str]) -> None:
    for name in kinds:
        pairs_of, same = SETS[name]
        for p in pairs_of():
            if same(p.left, p.right) is not p.same:
                print("missed" if p.same else "joined", p.left, "|", p.right)


def main() -> None:
    """Print the tables, or the misses."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--misses", action="store_true")
    if options.parse_args().misses:
        _misses(("persons", "bodies"))
    else:
        _table()


if __name__ == "__main__":
    main()
