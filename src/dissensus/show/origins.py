"""Which articles of a story have one origin, and why: who copies or continues whom, in the words of the edges.

The stage `group` decides what folds into one origin; here each folded article is given the one edge that ties it to an
article before it, and what is unsure stands beside, folded nowhere.
"""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dissensus.records import MACHINE, Article, Edge, Relation, Story, Verdict

# Edges name their ends by side (`docs/records.md`, "edges"); here one of them is told of the other.
_SHARES = re.compile(
    r"(about )?(\d{1,3}) % of the (?:left|older) one's words stand in the (?:right|newer) one, "
    r"(?:about )?(\d{1,3}) % of the (?:right|newer) one's in the (?:left|older) one"
)
_SIDE = re.compile(r"the (left|right|older|newer) one('s)?")
_FIRST_SIDES = {"left", "older"}
_EXCERPT = re.compile(r"excerpt: the (left|right) one of the (?:left|right) one")
# What a pair is called by its edge, as said of one of the two; {} stands for the other.
PHRASES = {
    "exact duplicate": "exact duplicate of {}",
    "near duplicate": "near duplicate of {}",
    "excerpt": "excerpt of {}",
    "longer text": "longer text, of which {} is an excerpt",
    "partial copy": "partial copy of {}",
    "rewrite, or one source": "rewrite of {}, or both from one source",
    "the same quotations": "the same quotations as {}",
    "an outlet's own words again": "words of its outlet again, from {}",
    "later version": "later version of {}",
    "earlier version": "earlier version of {}",
}
LABELS = {"rewrite, or one source": "rewrite?", "an outlet's own words again": "own words again"}
SAME_TEXT = "one text"  # where a story folds what no edge on record ties


@dataclass(frozen=True, slots=True)
class Tie:
    """Why an article is of one origin with another, or may be (verdict *unsure*). `label` is the kind in a word or two,
    `phrase` the kind as said of the article, with {} for the other one; `because` are the reasons, where "it" is the
    article and "there" the other one. `edge` is the id of the edge, `by` who says so."""

    article: str
    other: str
    verdict: Verdict
    label: str
    phrase: str
    because: tuple[str, ...]
    edge: str | None = None
    by: str = MACHINE

    def told(self, other: str) -> str:
        """In one line, with a name for the other article."""
        by = () if self.by == MACHINE else (f"says {self.by}",)
        reasons = "; ".join((*self.because, *by))
        return self.phrase.replace("{}", other) + (f": {reasons}" if reasons else "")


def bonds(edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    """By article the edges of copies and versions that it is an end of; of several on one pair the last word of a person,
    else the best."""
    best: dict[tuple[str, str], Edge] = {}
    for edge in edges:
        if edge.relation in (Relation.COPY, Relation.VERSION):
            pair = (min(edge.left, edge.right), max(edge.left, edge.right))
            if pair not in best or _rank(edge) > _rank(best[pair]):
                best[pair] = edge
    out: dict[str, list[Edge]] = defaultdict(list)
    for _, edge in sorted(best.items()):
        out[edge.left].append(edge)
        out[edge.right].append(edge)
    return dict(out)


def _rank(edge: Edge) -> tuple[bool, str, bool, float, str]:
    return edge.by != MACHINE, edge.at or "", edge.verdict is Verdict.SAME, edge.score, edge.id


def grouped(story: Story, articles: Mapping[str, Article], versions: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The articles of each origin of a story as `in_order` has them; origins by the date of their first article."""
    groups = [in_order((articles[id] for id in group if id in articles), versions) for group in story.origins]
    ordered = sorted((group for group in groups if group), key=lambda group: min(map(by_time, group)))
    return [[article.id for article in group] for group in ordered]


def in_order(articles: Iterable[Article], versions: Mapping[str, Sequence[str]]) -> list[Article]:
    """Articles of one origin, the earliest first; of a work that has several `versions` (oldest first, by article) the
    latest, and behind it those before."""
    works: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        works[versions.get(article.id, (article.id,))[0]].append(article)
    out = []
    for work in sorted(works.values(), key=lambda work: min(map(by_time, work))):
        steps = list(versions.get(work[0].id, (work[0].id,)))
        out += sorted(work, key=lambda one: steps.index(one.id), reverse=True)
    return out


def by_time(article: Article) -> tuple[bool, str, str]:
    """Sorts articles: by date, then id; without a date last."""
    return article.published.value is None, article.published.value or "", article.id


def ties(group: Sequence[str], by_article: Mapping[str, Sequence[Edge]]) -> dict[str, Tie]:
    """For each article of an origin but the first the edge that ties it to one before: to the first where there is one,
    else the one with the largest share. `group` is in order, `by_article` what `bonds` gives."""
    place = {id: n for n, id in enumerate(group)}
    out: dict[str, Tie] = {}
    heap: list[tuple[int, float, int, int, str, Edge]] = []

    def reach(other: str) -> None:
        for edge in by_article.get(other, ()):
            one = edge.right if edge.left == other else edge.left
            if edge.verdict is Verdict.SAME and one in place and one not in out and one != group[0]:
                heapq.heappush(heap, (place[other] > 0, -edge.score, place[other], place[one], edge.id, edge))

    for id in group[:1]:
        reach(id)
    while heap:
        *_, at, of, _, edge = heapq.heappop(heap)
        one = group[of]
        if one not in out:
            out[one] = tie(edge, one, group[at])
            reach(one)
    for one in group[1:]:
        out.setdefault(one, Tie(one, group[0], Verdict.SAME, SAME_TEXT, "one text with {}", ()))
    return out


def unsure(origins: Sequence[Sequence[str]], by_article: Mapping[str, Sequence[Edge]]) -> list[Tie]:
    """What may tie two origins of a story, and folds nothing: of each two the articles that share most, the one of the later
    origin told of the other one, in the order of the origins."""
    home = {id: n for n, group in enumerate(origins) for id in group}
    place = {id: n for n, id in enumerate(home)}
    found = []
    for one, mine in home.items():
        for edge in by_article.get(one, ()):
            other = edge.right if edge.left == one else edge.left
            if edge.verdict is Verdict.UNSURE and home.get(other, mine) < mine:
                found.append((mine, home[other], -edge.score, place[other], place[one], tie(edge, one, other)))
    best: dict[tuple[int, int], Tie] = {}
    for *pair, _, _, _, told in sorted(found, key=lambda one: one[:-1]):
        best.setdefault((pair[0], pair[1]), told)
    return list(best.values())


def tie(edge: Edge, article: str, other: str) -> Tie:
    """An edge between two articles, as said of one of them."""
    is_first = edge.left == article
    if edge.relation is Relation.VERSION:
        kind, reasons = "earlier version" if is_first else "later version", edge.because
    else:
        kind, reasons = edge.because[0] if edge.because else SAME_TEXT, edge.because[1:]
    if match := _EXCERPT.fullmatch(kind):
        kind = "excerpt" if (match[1] == "left") is is_first else "longer text"
    phrase = PHRASES.get(kind, f"{kind}, with {{}}")
    because = tuple(_told(reason, is_first) for reason in reasons)
    return Tie(article, other, edge.verdict, LABELS.get(kind, kind), phrase, because, edge.id, edge.by)


def _told(reason: str, is_first: bool) -> str:
    """A reason of an edge as said of the article at one of its ends."""
    if match := _SHARES.fullmatch(reason):
        about = match[1] or ""
        here, there = (match[2], match[3]) if is_first else (match[3], match[2])
        return f"{about}{here}% of its words stand there, {about}{there}% of that one's here"

    def name(found: re.Match[str]) -> str:
        mine = (found[1] in _FIRST_SIDES) is is_first
        return ("its" if mine else "the other's") if found[2] else ("it" if mine else "the other")

    return _SIDE.sub(name, reason)
