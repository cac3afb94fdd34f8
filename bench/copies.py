"""Copies of known share, planted at run time among articles of the same stories, and what is told of them.

The articles are those of the gold stories, among which a reader finds no copies: independent accounts of one event are the
hard cases. Each kind of copy has a corpus of its own: all the articles, and one copy of every third of them, made with a
fixed seed. Everything goes through `clean`, with leftovers of another page around each copy.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dissensus.records import Article, Block, Page, Record, Verdict
from dissensus.stages.clean import clean
from dissensus.stages.group.copies import Copy, find_copies
from dissensus.text import sentences

SHARED = Path(__file__).resolve().parents[2] / "shared"
REFERENCE = datetime(2026, 11, 1, tzinfo=UTC)
SEED = 20_260
PLANTED = 24  # copies of a kind
LEAST = 250  # words of an article that is copied
WORD = re.compile(r"\w+")
SHARE = re.compile(r"(\d+) % of the (left|right) one's")
BEFORE = ("Home", "World", "Sport", "Share on Facebook", "We use cookies to give you the best experience. Accept all")
AFTER = ("Read also: Ten walks along the coast", "Sign up for our newsletter", "All rights reserved.", "Follow us")

Figures = dict[str, float]
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Planted:
    """A copy: its text, the share of its words that stand in the original, the share of the original's that stand in it,
    and the articles that lent sentences to it."""

    text: str
    of_copy: float
    of_original: float
    donors: frozenset[str] = frozenset()
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An article that is copied, its sentences, and the other articles of its story with theirs."""

    id: str
    sentences: tuple[str, ...]
    others: tuple[tuple[str, tuple[str, ...]], ...]
    strange: tuple[str, ...]  # words of other stories

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(map(_count, self.sentences))


Maker = Callable[[Source, random.Random], Planted]


def _count(text: str) -> int:
    return len(WORD.findall(text))


def _laid(found: Sequence[str]) -> str:
    """Sentences as paragraphs of three."""
    return "\n".join(" ".join(found[i : i + 3]) for i in range(0, len(found), 3))


# ------------------------------------------------------------------------------------------------- kinds of copies


def whole(source: Source, _: random.Random) -> Planted:
    """All of it."""
    return Planted(_laid(source.sentences), 1.0, 1.0)


def edited(share: float) -> Maker:
    """Words exchanged, left out or put in, each of three as often: so many of all."""

    def make(source: Source, chance: random.Random) -> Planted:
        kept = new = 0
        out = []
        for sentence in source.sentences:
            words: list[str] = []
            for word in sentence.split(" "):
                if chance.random() >= share or not _count(word):
                    words.append(word)
                    kept += _count(word)
                    continue
                edit = chance.randrange(3)
                if edit:  # exchanged or put in
                    words.append(chance.choice(source.strange))
                    new += 1
                if edit == 2:
                    words.append(word)
                    kept += _count(word)
            out.append(" ".join(words))
        return Planted(_laid(out), kept / (kept + new), kept / source.words)

    return make


def syndicated(source: Source, _: random.Random) -> Planted:
    """The agency's mark before it, the end cut off."""
    kept = source.sentences[: max(1, round(0.7 * len(source.sentences)))]
    return Planted("ORLEN (Meridia) - " + _laid(kept), 1.0, sum(map(_count, kept)) / source.words, agency="Meridia")


def excerpt(share: float) -> Maker:
    """Sentences in a row that make up so much of it, and a sentence of the copier's own."""

    def make(source: Source, chance: random.Random) -> Planted:
        start = chance.randrange(max(1, round((1 - share) * len(source.sentences))))
        kept, size = [], 0
        for sentence in source.sentences[start:]:
            kept.append(sentence)
            size += _count(sentence)
            if size >= share * source.words:
                break
        lead = " ".join(chance.sample(source.strange, 6)).capitalize() + "."
        return Planted(_laid([lead, *kept]), size / (size + _count(lead)), size / source.words)

    return make


def rewritten(share: float) -> Maker:
    """So many sentences kept, in another order within a page; the others replaced by those of other accounts."""

    def make(source: Source, chance: random.Random) -> Planted:
        number = max(2, round(share * len(source.sentences)))
        kept = [source.sentences[i] for i in sorted(chance.sample(range(len(source.sentences)), number))]
        pool = [(id_, s) for id_, found in source.others for s in found]
        lent = chance.sample(pool, min(len(pool), len(source.sentences) - number))
        size, foreign = sum(map(_count, kept)), sum(_count(s) for _, s in lent)
        mixed = kept + [s for _, s in lent]
        chance.shuffle(mixed)
        donors = frozenset(id_ for id_, _ in lent)
        return Planted(_laid(mixed), size / (size + foreign), size / source.words, donors)

    return make


KINDS: dict[str, Maker] = {
    "exact": whole,
    "edited_01": edited(0.01),
    "edited_05": edited(0.05),
    "edited_10": edited(0.10),
    "edited_20": edited(0.20),
    "edited_30": edited(0.30),
    "syndicated": syndicated,
    "excerpt_10": excerpt(0.10),
    "excerpt_25": excerpt(0.25),
    "excerpt_50": excerpt(0.50),
    "excerpt_75": excerpt(0.75),
    "rewrite_20": rewritten(0.20),
    "rewrite_40": rewritten(0.40),
    "rewrite_60": rewritten(0.60),
    "rewrite_80": rewritten(0.80),
}


# -------------------------------------------------------------------------------------------------------- measuring


def copies(_: Path) -> Figures:
    """Per kind: how many are found, how many are told for sure, and how far the told shares lie from the true ones; and
    over all kinds how many of the sure ones are right."""
    records = _gold()
    base = [_cleaned(r) for r in records]
    figures: Figures = {}
    sure = right = 0
    plain = find_copies(*_corpus(base))
    sources = _sources(records)
    at = {str(r["id"]): i for i, r in enumerate(records)}
    for name, make in KINDS.items():
        chance = random.Random(f"{SEED} {name}")
        chosen = chance.sample(sources, PLANTED)
        made = [make(source, chance) for source in chosen]
        planted = [_cleaned(_row(p, s, name)) for p, s in zip(made, chosen, strict=True)]
        articles, blocks = _corpus([*base, *planted])
        found = {(c.first, c.second): c for c in find_copies(articles, blocks)}
        hits = [found.get((at[s.id], len(base) + k)) for k, s in enumerate(chosen)]
        lent = {(at[d], len(base) + k) for k, p in enumerate(made) for d in p.donors}  # these do share text
        told = [pair for pair, c in found.items() if c.verdict is Verdict.SAME]
        counted = [pair for pair in told if pair[0] < len(base) and pair not in lent]
        sure += len(counted)
        right += sum(h is not None and h.verdict is Verdict.SAME for h in hits)
        errors = [_error(h, p, articles) for h, p in zip(hits, made, strict=True) if h is not None]
        figures[f"{name}.found"] = len(errors) / PLANTED
        figures[f"{name}.sure"] = sum(h is not None and h.verdict is Verdict.SAME for h in hits) / PLANTED
        figures[f"{name}.error"] = sum(errors) / len(errors) if errors else 1.0
    figures["precision"] = right / sure if sure else 0.0
    figures["gold_sure"] = sum(c.verdict is Verdict.SAME for c in plain)
    figures["gold_unsure"] = sum(c.verdict is Verdict.UNSURE for c in plain)
    return figures


def _error(copy: Copy, planted: Planted, articles: Sequence[Article]) -> float:
    """The mean distance of both told shares from the true ones."""
    told = {side: int(n) / 100 for n, side in SHARE.findall(" ".join(copy.because))}
    original, copied = articles[copy.first], articles[copy.second]
    first, second = ("left", "right") if original.id < copied.id else ("right", "left")
    return (abs(told.get(second, 1.0) - planted.of_copy) + abs(told.get(first, 1.0) - planted.of_original)) / 2


def _gold() -> list[Row]:
    paths = sorted((SHARED / "gold/stories").glob("*.json"))
    read = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    return [{**article, "story": story["story"]} for story in read for article in story["articles"]]


def _sources(records: Sequence[Row]) -> list[Source]:
    """The articles that are long enough to be copied."""
    cut = {str(r["id"]): tuple(_sentences(str(r["text"]))) for r in records}
    out = []
    for r in records:
        mine = cut[str(r["id"])]
        if sum(map(_count, mine)) < LEAST:
            continue
        others = tuple(
            (str(o["id"]), cut[str(o["id"])]) for o in records if o["story"] == r["story"] and o["id"] != r["id"]
        )
        strange = sorted({w for o in records[::7] if o["story"] != r["story"] for w in WORD.findall(str(o["text"]))})
        out.append(Source(str(r["id"]), mine, others, tuple(strange)))
    return out


def _sentences(text: str) -> Iterator[str]:
    at = 0
    for line in text.split("\n"):
        yield from (text[a:b] for a, b in sentences(text, at, at + len(line)) if _count(text[a:b]) > 2)
        at += len(line) + 1


def _row(planted: Planted, source: Source, kind: str) -> Row:
    """A copy as a record of another outlet, leftovers around it."""
    text = "\n".join([*BEFORE, planted.text, *AFTER])
    return {
        "id": f"{kind} of {source.id}",
        "text": text,
        "title": f"Another headline over {kind}",
        "outlet": "The Copy",
    }


def _cleaned(row: Row) -> list[Record]:
    kept = ("id", "outlet", "date", "title", "text")
    content = json.dumps({k: row[k] for k in kept if row.get(k)}, ensure_ascii=False).encode()
    page = Page(hashlib.sha256(content).hexdigest(), content, "application/json", (str(row["id"]),))
    return list(clean(page, REFERENCE))


def _corpus(cleaned: Sequence[Sequence[Record]]) -> tuple[list[Article], dict[str, list[Block]]]:
    articles = [r for records in cleaned for r in records if isinstance(r, Article)]
    blocks: dict[str, list[Block]] = {a.id: [] for a in articles}
    for records in cleaned:
        for r in records:
            if isinstance(r, Block):
                blocks[r.span.article].append(r)
    return articles, blocks
