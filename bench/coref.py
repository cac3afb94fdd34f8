"""Who is speaking: is the speaker to whom a source is resolved the one that people say it is, on `../shared/data/coref`
(GUM, news and interviews)?

Every source of a statement that the program reads there is asked for, if a person marked a mention in its place: the one
of the same words, or else the longest within it that is at least half of it. What it is resolved to is a speaker, and that
speaker's names lie in gold clusters. The answer is *right* if most of them (the source itself left out) lie in the
source's own cluster. A source with a name of its own that is resolved to nobody else, and one whose cluster has no name
but itself, are right alone; a pronoun or a role whose speaker has no name while its cluster has one is not answered.

    python -m bench.coref train    print what is wrong and what is not answered, on the training part
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dissensus.langs import read_languages

CLOSE = 0.5  # share of the characters that a source and a gold mention have in common, of those of either
GOLD = Path(__file__).resolve().parents[2] / "shared/data/coref"
POINTING = ("pronoun", "role")

Row = dict[str, object]
At = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """A gold document: which cluster each mention is of, and the clusters that hold a name."""

    text: str
    cluster: Mapping[At, int]
    named: frozenset[int]

    def at(self, start: int, end: int) -> int | None:
        """The cluster of the gold mention in this place."""
        if (start, end) in self.cluster:
            return self.cluster[start, end]
        near = [((min(b, end) - max(a, start)) / (max(b, end) - min(a, start)), a, b) for a, b in self.cluster]
        share, a, b = max(near, default=(0.0, 0, 0))
        return self.cluster[a, b] if share >= CLOSE else None


def document(row: Row) -> Document:
    """A record of `gum_*.jsonl.gz`. A cluster has a name where the head of a mention in it is capitalised, and neither
    a pronoun nor a noun for a role."""
    text = str(row["text"])
    language = read_languages()["en"]
    cluster: dict[At, int] = {}
    named = set()
    for number, mentions in enumerate(row["clusters"]):  # type: ignore[arg-type, var-annotated]
        for place, (start, end) in enumerate(mentions):
            cluster[start, end] = number
            head = row["heads"][number][place]  # type: ignore[index]
            word = text[head[0] : head[1]] if isinstance(head, list) else str(head)
            common = word.lower() in language.pronouns or word.lower() in language.stopwords
            if word[:1].isupper() and not common and word.lower() not in language.role_nouns:
                named.add(number)
    return Document(text, cluster, frozenset(named))


@dataclass(frozen=True, slots=True)
class Asked:
    """A source, how it was answered (`right`, `wrong`, `none`), and with which name."""

    document: str
    source: At
    words: str
    kind: str
    answer: str
    name: str


def ask(gold: Document, id: str, statements: Sequence[Row], speakers: Mapping[str, Row]) -> Iterator[Asked]:
    """Every source of a document's statements, once. `speakers` by id, their mentions those of this document."""
    seen = set()
    for statement in statements:
        if statement["voice"] == "own" or not statement["source"]:
            continue
        at = tuple(statement["source"][0])  # type: ignore[index]
        true = gold.at(*at)
        words = gold.text[at[0] : at[1]]
        if at in seen or true is None or words.lower() in read_languages()["en"].pointing.addressed:
            continue
        seen.add(at)
        holder = speakers.get(str(statement["holder"]))
        kind = _kind(words)
        answer = _judged(gold, at, true, kind, holder)
        yield Asked(id, at, words, kind, answer, str(holder["name"]) if holder else "")


def _kind(words: str) -> str:
    """How a source points: by a pronoun, a role (no capital but the first) or a name."""
    language = read_languages()["en"]
    parts = words.split()
    if len(parts) == 1 and words.lower() in language.pronouns and not (len(words) > 1 and words.isupper()):
        return "pronoun"
    return "name" if any(w[:1].isupper() for w in parts[1:]) or (len(parts) == 1 and words[:1].isupper()) else "role"


def _judged(gold: Document, at: At, true: int, kind: str, holder: Row | None) -> str:
    if holder is None:
        return "none"
    places = [(m["start"], m["end"]) for m in holder["mentions"]]  # type: ignore[attr-defined]
    others = [place for place in places if place != at and _kind(gold.text[place[0] : place[1]]) == "name"]
    found = Counter(c for place in others if (c := gold.at(*place)) is not None)
    if found:
        best = max(found.values())
        return "right" if found[true] == best else "wrong"
    if kind in POINTING and true in gold.named:
        return "none"
    return "right"


def asked(gold: Path, folder: Path) -> Iterator[Asked]:
    """Every source of a gold file, from the export of its documents in `folder`."""
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    export = {name: _lines(folder / f"export/{name}.jsonl") for name in ("articles", "statements", "speakers")}
    ids = {str(a["origin"]): str(a["id"]) for a in export["articles"]}
    for row in records:
        article = ids.get(row["id"]) or next(v for k, v in ids.items() if k.endswith(row["id"]))
        here = {
            str(s["id"]): s | {"mentions": [m for m in s["mentions"] if m["article"] == article]}  # type: ignore[attr-defined]
            for s in export["speakers"]
        }
        yield from ask(document(row), row["id"], [s for s in export["statements"] if s["article"] == article], here)


def _lines(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def figures(found: Sequence[Asked]) -> dict[str, float]:
    """Shares: answered of all, right of the answered; the same of pronouns and roles alone, and how many there were."""
    out: dict[str, float] = {}
    for name, kinds in (("", ("pronoun", "role", "name")), ("pronoun.", ("pronoun",)), ("role.", ("role",))):
        some = [one for one in found if one.kind in kinds]
        told = [one for one in some if one.answer != "none"]
        out[name + "sources"] = len(some)
        out[name + "answered"] = len(told) / max(1, len(some))
        out[name + "right"] = sum(one.answer == "right" for one in told) / max(1, len(told))
    return out


def coref(folder: Path, part: str = "dev") -> dict[str, float]:
    """Who is speaking, on a part of the gold."""
    return figures(list(measured(folder, part)))


def measured(folder: Path, part: str) -> Iterator[Asked]:
    """Every source of a part, after a run through all stages."""
    from bench.run import rows, through

    gold = GOLD / f"gum_{part}.jsonl.gz"
    through([{**row, "title": None} for row in rows(gold)], folder)
    yield from asked(gold, folder)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        answers = list(measured(Path(place), sys.argv[1]))
    for one in answers:
        if one.answer != "right":
            print(f"{one.answer:5} {one.kind:7} {one.document}:{one.source[0]} {one.words!r} -> {one.name!r}")
    for name, value in figures(answers).items():
        print(f"{name:20} {value:7.3f}")
