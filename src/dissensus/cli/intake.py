"""From the paths that a user names to a store in which every stage has run, with all troubles told."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from dissensus.cli.options import DONE, NOT_DONE, PARTLY
from dissensus.cli.tell import progress, tell, tell_run, tell_troubles
from dissensus.errors import EmptyInput
from dissensus.text import storable

if TYPE_CHECKING:
    from dissensus.choice import Choice
    from dissensus.records import Page
    from dissensus.store import Store


def place(db: str, paths: Sequence[str]) -> str:
    """Where to keep what is read: the database that was named, but no new one when there is nothing to keep."""
    from dissensus.ingest import read_paths
    from dissensus.records import Page

    is_there = not db or os.path.exists(db) or "-" in paths  # noqa: PTH110 - it never raises, whatever the name
    return db if is_there or any(isinstance(item, Page) for item in read_paths(paths)) else ":memory:"


def bring_tables(store: Store, paths: Sequence[str], forgotten: Sequence[str] = ()) -> None:
    """Tables of names into the store, and others out of it; one line for each of which rows were skipped."""
    from dissensus.tables import bring, forget

    for path in dict.fromkeys(forgotten):
        forget(store, path)
    for path in dict.fromkeys(paths):
        if skipped := bring(store, path).told:
            tell(f"{path}: {skipped}")


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the paths that were named: the exit status, and the origins whose troubles were told."""

    status: int
    told: frozenset[str]


def take_in(store: Store, paths: Sequence[str], choice: Choice) -> Taken:
    """Files into the store, every stage over it with the nets that were chosen, troubles told: one line for each thing that
    was not read."""
    from dissensus import pipeline
    from dissensus.ingest import SKIPPED, read_paths
    from dissensus.records import Drop

    drops: list[Drop] = []
    twins: list[tuple[str, str]] = []
    texts: set[str] = set()  # pages that do not say their encoding
    origins: dict[str, str] = {}  # by page
    for path in dict.fromkeys(paths):
        here: list[Drop] = []
        for item in read_paths([path], sys.stdin.buffer if sys.stdin else None):
            if isinstance(item, Drop):
                here.append(item)
                continue
            if other := _other_place(store, item):
                twins.append((item.origins[0], f"the same bytes as {other}; kept once, under both names"))
            store.put_page(item)
            origins.setdefault(item.id, item.origins[0])
            if item.media_type == "text/plain":
                texts.add(item.id)
        store.put_drops(storable(path)[0], here)
        drops += here
    troubles = [(drop.what, drop.reason) for drop in drops if not drop.reason.startswith(SKIPPED)]
    tell_troubles(twins, "that were read before")
    tell_troubles(troubles)
    if not origins and troubles:
        raise typer.Exit(NOT_DONE)
    if not origins:
        raise EmptyInput("nothing was read: name a .txt, .html, .json or .jsonl file, or a folder with some")
    with progress() as move:
        done = pipeline.run(store, datetime.now(UTC), move, choice=choice)
    lost = [(origins[drop.what], drop.reason) for drop in store.fetch(Drop) if drop.what in origins]
    tell_troubles(lost)
    tell_troubles(_misread(store, origins, texts), "that are not UTF-8")
    tell_run(done)
    named = {storable(path)[0] for path in paths}
    told = [what for what, _ in (*troubles, *lost)]
    partly = any(what in named or what.rpartition("#")[0] in named for what in told)
    return Taken(PARTLY if partly else DONE, frozenset(told))


def _other_place(store: Store, page: Page) -> str | None:
    """Another place where these bytes were met before; None if they are new, or were met in this place too."""
    from dissensus.records import Page

    before = store.find(page.id)
    known = before.origins if isinstance(before, Page) else ()
    return known[0] if known and page.origins[0] not in known else None


def _misread(store: Store, origins: Mapping[str, str], texts: Collection[str]) -> list[tuple[str, str]]:
    """The pages whose bytes are no text in any one encoding, and the plain texts whose encoding had to be guessed, by
    their origin."""
    from dissensus.records import Article

    out = []
    for article in store.fetch(Article):
        if article.page not in origins:
            continue
        if article.replaced:
            lost = f"{article.replaced} of its characters do not fit {article.encoding} and are shown as"
            out.append((origins[article.page], f"{lost} \N{REPLACEMENT CHARACTER}; save it as UTF-8 and read it again"))
        elif article.page in texts and article.encoding != "utf-8":
            guess = f"is not UTF-8 and was read as {article.encoding}"
            out.append((origins[article.page], f"{guess}; if letters look wrong, save it as UTF-8 and read it again"))
    return out
