"""Versions: captures of one work at several times. Each is an article of its own; an edge leads from one to the next.

Of one work are the captures of one address, and those met one after the other in one place (a file that has changed).
What is told about both: the later text is a version of the earlier one only if they have something in common; else the
edge is *unsure*, and nothing is folded.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from dissensus.records import Article, Block, Edge, Maker, Page, Relation, Verdict, make_id
from dissensus.stages.group.compare import compare
from dissensus.stages.group.copies import words_in
from dissensus.text import plain

# An update keeps a third of a text and more; two articles of one event that are nothing else share under a twentieth.
VERSION_SHARE = 0.1  # of the words of one text, from which two captures of one address or place are versions of a work


@dataclass(frozen=True, slots=True)
class Step:
    """Two neighbouring versions by their places in a sequence, the older first."""

    older: int
    newer: int
    verdict: Verdict
    score: float
    because: tuple[str, ...]


def find_versions(
    articles: Sequence[Article], blocks: Mapping[str, Sequence[Block]], captures: Mapping[str, Page]
) -> list[Step]:
    """The steps from version to version of every work. `captures` are the pages of the articles, by id; their bytes are
    not looked at. A capture that is not among them came from nowhere and at no time."""
    shelf = _Shelf(articles, blocks, captures, _replaced(articles, captures))
    steps = [_step(i, j, shelf) for work in _works(shelf) for i, j in pairwise(_in_order(work, shelf))]
    return sorted(steps, key=lambda s: (s.older, s.newer))


def version_edge(step: Step, articles: Sequence[Article], maker: Maker) -> Edge:
    """The edge from a version to the next."""
    left, right = articles[step.older].id, articles[step.newer].id
    id_ = make_id("edge", Relation.VERSION, left, right)
    return Edge(id_, left, right, Relation.VERSION, step.verdict, step.score, step.because, maker)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What the steps are told from. `before` is by article the one that was met before it in its place."""

    articles: Sequence[Article]
    blocks: Mapping[str, Sequence[Block]]
    captures: Mapping[str, Page]
    before: Mapping[int, int]

    def time(self, i: int) -> str:
        """When an article was fetched, else updated, else published; sorts."""
        article = self.articles[i]
        capture = self.captures.get(article.page)
        return _moment((capture.fetched if capture else None) or article.updated.value or article.published.value)


def _replaced(articles: Sequence[Article], captures: Mapping[str, Page]) -> dict[int, int]:
    """By article the one that was met before it in its place, where its page was new there. Over captures in between that
    gave no article."""
    at = {article.page: i for i, article in enumerate(articles)}
    out = {}
    for page, i in at.items():
        old = captures[page].replaces if page in captures else None
        while old is not None and old not in at:
            old = captures[old].replaces if old in captures else None
        if old is not None:
            out[i] = at[old]
    return out


def _works(shelf: _Shelf) -> list[list[int]]:
    """Groups of two and more articles of one address or one place."""
    first = list(range(len(shelf.articles)))

    def root(i: int) -> int:
        while first[i] != i:
            first[i] = first[first[i]]
            i = first[i]
        return i

    known: dict[str, int] = {}
    pairs = list(shelf.before.items())
    for i, article in enumerate(shelf.articles):
        if article.work:
            pairs.append((i, known.setdefault(article.work, i)))
    for i, j in pairs:
        a, b = sorted((root(i), root(j)))
        first[b] = a
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(len(first)):
        groups[root(i)].append(i)
    return [group for group in groups.values() if len(group) > 1]


def _in_order(work: Sequence[int], shelf: _Shelf) -> list[int]:
    """Oldest first: what was replaced before what replaced it, else by time; what has no time comes last, and ids decide
    what nothing else does."""
    after: dict[int, list[int]] = defaultdict(list)
    ready = []
    for i in work:
        if i in shelf.before:
            after[shelf.before[i]].append(i)
        else:
            ready.append((shelf.time(i), shelf.articles[i].id, i))
    heapq.heapify(ready)
    out = []
    while ready:
        *_, i = heapq.heappop(ready)
        out.append(i)
        for later in after[i]:
            heapq.heappush(ready, (shelf.time(later), shelf.articles[later].id, later))
    return out


def _moment(value: str | None) -> str:
    """A time that sorts: in UTC where a zone is told."""
    if value is None:
        return "9"
    try:
        time = datetime.fromisoformat(value)
    except ValueError:
        return value
    return (time.astimezone(UTC) if time.tzinfo else time).strftime("%Y-%m-%dT%H:%M:%S")


def _step(i: int, j: int, shelf: _Shelf) -> Step:
    """From one version to the next, with why they are of one work."""
    older, newer = shelf.articles[i], shelf.articles[j]
    left, right = (words_in(a, shelf.blocks.get(a.id, ())) for a in (older, newer))
    of_older, of_newer = compare(left, right), compare(right, left)
    share = max(of_older.all, of_newer.all)
    is_titled = bool(plain(older.title or "")) and plain(older.title or "") == plain(newer.title or "")
    is_same = share >= VERSION_SHARE or is_titled or left.words == right.words
    reasons = []
    if shelf.before.get(j) == i:
        reasons.append(f"met later in the same place: {shelf.captures[newer.page].place}")
    if older.work and older.work == newer.work:
        reasons.append(f"the same address: {newer.work}")
    if not reasons:
        reasons.append("both of one work with a third version")
    reasons.append(
        f"{round(100 * of_older.all)} % of the older one's words stand in the newer one, "
        f"{round(100 * of_newer.all)} % of the newer one's in the older one"
    )
    if not is_same:
        reasons.append("too little in common, and no headline: another article may have taken the place")
    return Step(i, j, Verdict.SAME if is_same else Verdict.UNSURE, 1.0 if left == right else share, tuple(reasons))
