"""A person's say over what belongs to an article: words on blocks of the ledger go in, and what depends on them is run
again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dissensus import pipeline
from dissensus.choice import OURS, Choice
from dissensus.errors import LedgerError, UnknownId
from dissensus.records import Article, Block, Dispute, Edge, Position, Speaker, Statement, Story, Verdict
from dissensus.run import Progress, Run, quiet
from dissensus.store import Store
from dissensus.verdicts import Ledger, ledger, person, said_at, word, words_by_article

# What is counted before and after.
COUNTED: dict[str, type[Any]] = {
    "statements": Statement,
    "stories": Story,
    "speakers": Speaker,
    "positions": Position,
    "disputes": Dispute,
}
MOST_BLOCKS = 100_000  # the greatest number that a block is thought to have
RANGE = re.compile(r"\s{0,9}(\d{1,9})\s{0,9}(?:[-\u2013]\s{0,9}(\d{1,9})\s{0,9})?", re.ASCII)
KEPT_LENGTH = 200_000  # code points of a block that a person may keep: as much as is read of a text


@dataclass(frozen=True, slots=True)
class Revision:
    """What a person's words did: to how many blocks, what ran again, and by noun how many records are new and gone."""

    blocks: int
    run: Run
    changed: Mapping[str, tuple[int, int]]

    @property
    def told(self) -> str:
        """What changed, in one line: `1 block; statements: 2 new, 1 gone`."""
        return told(f"{self.blocks} block" + "s" * (self.blocks != 1), self.changed)


def revise(
    store: Store,
    article: str,
    said: Mapping[int, Verdict],
    *,
    by: str,
    reference: datetime,
    progress: Progress = quiet,
    choice: Choice = OURS,
) -> Revision:
    """Keeps a person's word on blocks of an article, by their numbers in the ledger (from 1), and runs what is stale.

    Verdict *same* keeps a block, *different* cuts it, *unsure* takes back what persons said of it. `by` is the person,
    `reference` the present in a time zone, `choice` the nets that the corpus is read with. Raises CorrectionError for a name
    that is none, LedgerError for a block on which this cannot be said, UnknownId for an article that is not there, and whatever
    `pipeline.run` raises; nothing is kept then of what was said.
    """
    name = person(by)
    found = store.get(Article, article)
    if found is None:
        raise UnknownId(f"{article}: no such article; `dissensus show stories` lists them")
    blocks = store.fetch(Block, articles=[article])
    earlier = words_by_article(store.persons_edges()).get(article, [])
    _check(ledger(found, blocks, earlier), said)
    at = said_at(reference, earlier)
    words = [word(found, blocks[number - 1], verdict, name, at) for number, verdict in said.items()]
    return Revision(len(said), *keep(store, words, reference, progress, choice))


def keep(
    store: Store, words: Iterable[Edge], reference: datetime, progress: Progress, choice: Choice
) -> tuple[Run, dict[str, tuple[int, int]]]:
    """Keeps persons' words and runs what is stale: what ran, and by noun how many records are new and gone."""
    before = _ids(store)
    for edge in words:
        store.put_edge(edge)
    run = pipeline.run(store, reference, progress, choice=choice)
    after = _ids(store)
    return run, {noun: (len(after[noun] - before[noun]), len(before[noun] - after[noun])) for noun in before}


def told(what: str, changed: Mapping[str, tuple[int, int]]) -> str:
    """What changed, in one line: `1 block; statements: 2 new, 1 gone`."""
    parts = [f"{name}: {new} new, {gone} gone" for name, (new, gone) in changed.items() if new or gone]
    return "; ".join([what, *(parts or ["nothing that was read of it"])])


def verdicts(keep: Iterable[int], cut: Iterable[int], undo: Iterable[int]) -> dict[int, Verdict]:
    """What is to be said of which blocks, by their numbers. LedgerError for a block that is named for different ends."""
    found: dict[int, Verdict] = {}
    for verdict, numbers in ((Verdict.SAME, keep), (Verdict.DIFFERENT, cut), (Verdict.UNSURE, undo)):
        for number in numbers:
            if found.setdefault(number, verdict) is not verdict:
                raise LedgerError(f"block {number}: is named twice, for different ends; name it once")
    return found


def numbers_in(texts: Iterable[str], of: str = "blocks; give their numbers in the ledger") -> list[int]:
    """The numbers of blocks, or `of` something else, in texts such as `3,5-7`. LedgerError for one that names none."""
    out: list[int] = []
    for text in texts:
        for piece in text.split(","):
            match = RANGE.fullmatch(piece)
            first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
            if not 0 < first <= last <= MOST_BLOCKS:
                raise LedgerError(f"{text}: names no {of}, such as 3,5-7")
            out += range(first, last + 1)
    return out


def _check(now: Ledger, said: Mapping[int, Verdict]) -> None:
    """LedgerError unless each verdict can be given on its block."""
    for number, verdict in said.items():
        if not 1 <= number <= len(now.rows):
            raise LedgerError(f"block {number}: the ledger has the blocks 1 to {len(now.rows)}; choose among them")
        row = now.rows[number - 1]
        length = row.block.span.end - row.block.span.start
        if verdict is Verdict.UNSURE and row.edge is None:
            raise LedgerError(f"block {number}: nobody has decided on it, so there is nothing to undo; leave it out")
        if verdict is Verdict.SAME and length > KEPT_LENGTH:
            raise LedgerError(
                f"block {number}: has {length:,} characters, of which {KEPT_LENGTH:,} can be read; split the file"
            )


def _ids(store: Store) -> dict[str, set[tuple[str, str]]]:
    """By noun the ids of all records; a speaker by another name counts as another."""
    return {name: {(one.id, getattr(one, "name", "")) for one in store.fetch(noun)} for name, noun in COUNTED.items()}
