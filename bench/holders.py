"""Who holds a statement: 200 statements of PolNeAR dev, drawn by a seed, each with the holder that a reader found.

`holders.jsonl` has what a reader of the whole articles judged, who had seen nothing that the program made of them: a line a
statement, in the order of the draw, and no text. `article` is `key` of its id (an id spells out a headline), `content` and
`source` are as in the gold. `holder` are the offsets of the fullest naming of the holder in the article, of the pointing
phrase itself where nothing names it; `also` are offsets of answers equally right; null where no reader could tell. `kind` is
a value of SpeakerKind. Of two holders named together each is an answer. `I` and `we` of an outlet's own writer, whom its
text does not name, are of the kind outlet, and the outlet's name answers them.

A second list, `holders_2.jsonl`, is drawn by another seed from what the first left, and judged in the same way: faults seen on
the first may be mended, the second is only measured. In it a document's author or publisher, where named, is an answer too, and
one person told of without a name is of the kind anonymous.

    python -m bench.holders [second]        print which statements were drawn
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"
GOLD = SHARED / "data/attribution/polnear/dev.jsonl.gz"
JUDGED = Path(__file__).with_name("holders.jsonl")
JUDGED_SECOND = Path(__file__).with_name("holders_2.jsonl")
SEED = 20261122  # committed before any statement was looked at
SECOND_SEED = 20261123  # likewise
DRAWN = 200
WORD = re.compile(r"\w+")
SILENT = re.compile(r"['\u2019]s\b|['\u2019.]")  # the possessive, apostrophes and full stops within names: U.N., O'Hara
ARTICLES = ("a", "an", "the")
# What may follow a name within a longer form of it: the clerk of the court, John Roe Jr. Else what is contained must end where
# the longer form ends, so that a person is no answer for a campaign or an aide of that name.
GOES_ON = frozenset("jr sr ii iii of for on in at from who which".split())
COUNTING = frozenset("a an the of some many few several one two three more most other others and on in at".split())
NO_NAMES = frozenset(  # without "us", which is what is left of a country, too
    "unknown i me my we our you he him his she her they them their it its who whom whose which that this these those".split()
)
NAMELESS = frozenset({"anonymous", "group"})  # kinds whose holders are told by what they are

Row = dict[str, Any]


def rows() -> Iterator[Row]:
    """The articles with their gold statements."""
    with gzip.open(GOLD, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def draw(articles: Iterable[Row], count: int = DRAWN, seed: int = SEED, without: Sequence[Row] = ()) -> list[Row]:
    """`count` gold statements, each of those with a source and a content that are not among `without` as likely as any
    other, in the order in which they stand: rows of `article` (its id), `content` and `source` (spans as in the gold)."""
    pool = [
        {"article": article["id"], "content": one["content"], "source": one["source"]}
        for article in articles
        for one in article["attributions"]
        if one["source"] and one["content"]
    ]
    pool = [row for row in pool if row not in without]
    return [pool[index] for index in sorted(random.Random(seed).sample(range(len(pool)), count))]


def draw_second(articles: Sequence[Row], count: int = DRAWN) -> list[Row]:
    """As many statements more, of those that the first draw left."""
    return draw(articles, count, SECOND_SEED, draw(articles, count))


def key(article: str) -> str:
    """How `holders.jsonl` names an article."""
    return sha256(article.encode()).hexdigest()[:16]


def judged(path: Path = JUDGED) -> list[Row]:
    """The statements of a list with their holders."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def both(folder: Path) -> dict[str, float]:
    """The figures of `holders` on the first list, and on the second with `fresh.` before their names."""
    second = holders(folder, judgements=judged(JUDGED_SECOND))
    return holders(folder) | {f"fresh.{name}": figure for name, figure in second.items()}


def holders(
    folder: Path, articles: Iterable[Row] | None = None, judgements: Iterable[Row] | None = None
) -> dict[str, float]:
    """The export in `folder` against the judged holders, of PolNeAR dev where no others are given.

    `found`: the share of the judged statements that the program has, its content overlapping by half. `answered`: of these,
    where a reader could tell the holder, the share with a holder that is named or told of as nameless, not none and no bare
    pronoun. `right`: the share of the answers that are right.
    """
    sys.path.insert(0, str(SHARED / "score"))
    scorer = import_module("attribution")
    by_key = {key(row["id"]): row for row in (rows() if articles is None else articles)}
    wanted = defaultdict(list)
    for row in judged() if judgements is None else judgements:
        wanted[row["article"]].append(row)
    system, speakers = _statements(folder), {one["id"]: one for one in _rows(folder, "speakers")}
    found = tellable = answered = answers = correct = 0
    for name, here in wanted.items():
        article = by_key[name]
        starts = [match.span() for match in scorer.WORD.finditer(article["text"])]
        gold, ours = (
            [{"content": scorer.tokens_under(one["content"], starts), "row": one} for one in side]
            for side in (here, system[article["id"]])
        )
        for one, its in scorer.pairs(gold, ours):
            found += 1
            speaker = speakers.get(its["row"]["holder"] or "")
            can_be_told = bool(one["row"]["holder"])
            tellable += can_be_told
            if speaker is not None and is_answer(speaker):
                answers += 1
                answered += can_be_told
                correct += is_right(speaker, one["row"], article)
    total = sum(map(len, wanted.values()))
    return {
        "found": found / max(1, total),
        "answered": answered / max(1, tellable),
        "right": correct / max(1, answers),
    }


def is_answer(speaker: Row) -> bool:
    """Whether a speaker of an export says who it is: by a name that is no pronoun, or as people without a name."""
    return bool(speaker["anonymous"]) or any(set(one) - NO_NAMES for one in _spellings(speaker))


def is_right(speaker: Row, row: Row, article: Row) -> bool:
    """Whether a speaker of an export is the judged holder, in one of its fullest spellings (for a speaker spelled "Jane Roe"
    and "Roe" the latter says nothing more). One without a name is right as well where it has a telling word of a
    holder who is told by what he is: "two tax officials", the type "tax official"."""
    if not row["holder"]:
        return False
    told = [words(article["text"][start:end]) for start, end in [row["holder"], *row["also"]]]
    if row["kind"] == "outlet" and told[0] in (["i"], ["we"]):
        told.append(words(article["outlet"]))
    spelled = _spellings(speaker)
    fullest = [one for one in spelled if not any(one != other and _run(one, other) is not None for other in spelled)]
    if any(same(one, other) for one in fullest for other in told):
        return True
    if row["kind"] not in NAMELESS or not (speaker["anonymous"] or speaker["kind"] in NAMELESS):
        return False
    what = [*spelled, words(speaker["anonymous"]["type"])] if speaker["anonymous"] else spelled
    return bool(_telling(what) & _telling(told))


def words(text: str) -> list[str]:
    """The words of a name: lower case, without a leading article and possessives."""
    found = WORD.findall(SILENT.sub("", text).casefold())
    return found[1:] if len(found) > 1 and found[0] in ARTICLES else found


def same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names are the same, or the shorter stands in the longer as all of it but what leads to it or follows it
    as an addition (`GOES_ON`)."""
    short, long = sorted((one, other), key=len)
    at = _run(short, long)
    return at is not None and (at == len(long) or long[at] in GOES_ON)


def _run(short: Sequence[str], long: Sequence[str]) -> int | None:
    """Where the last run of these words in the other ends."""
    ends = range(len(long), len(short) - 1, -1)
    return next((end for end in ends if short and list(long[end - len(short) : end]) == list(short)), None)


def _telling(names: Iterable[Sequence[str]]) -> set[str]:
    return {word.removesuffix("s") for name in names for word in name if word not in COUNTING}


def _spellings(speaker: Row) -> list[list[str]]:
    return [words(text) for text in (speaker["name"], *(one["text"] for one in speaker["spellings"]))]


def _rows(folder: Path, name: str) -> list[Row]:
    lines = (folder / "export" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _statements(folder: Path) -> dict[str, list[Row]]:
    """By the article's own id, the statements that the scorer of attributions counts: attributed, none within another."""
    origin = {row["id"]: row["origin"] for row in _rows(folder, "articles")}
    found = defaultdict(list)
    for row in _rows(folder, "statements"):
        if row["voice"] == "attributed" and not row["parent"] and row["part"] == "text":
            found[origin[row["article"]]].append(row)
    return found


def main() -> None:
    """Prints the draw."""
    articles = list(rows())
    for row in draw_second(articles) if sys.argv[1:] == ["second"] else draw(articles):
        print(json.dumps(row))


if __name__ == "__main__":
    main()
