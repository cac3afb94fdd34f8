"""Figures that cannot both hold: one thing counted, at one time, by two holders or by one who changed it.

A later, larger count of victims is an update and no dispute; `at least 14` and 19 go together; so do figures that are about
the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dissensus.langs import Language
from dissensus.records import Article, Quantity, Span
from dissensus.stages.link.claims import Cluster, Item, concepts, likeness
from dissensus.text import stem, tokens

SAME_COUNT = 0.20  # likeness of two statements, from which one measure may mean one count
FACTOR = 3  # figures further apart than this mostly count different things
CONFLICT = 0.12  # score of a statement in such a claim: 16 of 128 in the judged and the gold stories are disputes
LEAST = 5  # smaller figures mostly count something else
TOLERANCE = 0.1  # share by which figures told as about, or of different precision, may differ
AROUND = 45  # characters on each side of a figure in which what is counted shows itself


@dataclass(frozen=True, slots=True)
class Count:
    """A figure in a statement, and what it measures."""

    item: Item
    quantity: Quantity
    measure: str


def clusters(
    items: Sequence[Item], quantities: Sequence[Quantity], articles: Mapping[str, Article], language: Language
) -> list[Cluster]:
    """A claim for each figure that another one, in the same story, contradicts; the figure most told is the claim's."""
    counts = list(_counts(items, quantities, articles, language))
    groups: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for count in counts:
        groups[count.item.story, count.measure].append(count)
    out = []
    for _, group in sorted(groups.items()):
        against: dict[float, set[int]] = defaultdict(set)
        for (i, a), (j, b) in combinations(enumerate(group), 2):
            if _conflict(a, b, articles, language):
                against[a.quantity.value].add(j)
                against[b.quantity.value].add(i)
        if against:
            out.append(_cluster(group, against))
    return out


def _cluster(group: Sequence[Count], against: Mapping[float, set[int]]) -> Cluster:
    """The figure that most statements tell, on one side; on the other those that contradict it."""
    told: dict[float, list[Count]] = defaultdict(list)
    for count in group:
        told[count.quantity.value].append(count)
    value = max(against, key=lambda v: (len(told[v]), -v))
    cluster = Cluster()
    taken = set()
    for count in told[value]:
        if count.item.statement.id not in taken:
            taken.add(count.item.statement.id)
            cluster.items.append((count.item, 1, CONFLICT, (f"figure: {value:g}",)))
    for j in sorted(against[value]):
        count = group[j]
        if count.item.statement.id not in taken:
            taken.add(count.item.statement.id)
            cluster.items.append(
                (count.item, -1, CONFLICT, (f"another figure: {count.quantity.value:g} against {value:g}",))
            )
    return cluster


def _counts(
    items: Sequence[Item], quantities: Sequence[Quantity], articles: Mapping[str, Article], language: Language
) -> Iterator[Count]:
    by_article: dict[str, list[Quantity]] = defaultdict(list)
    for quantity in quantities:
        by_article[quantity.span.article].append(quantity)
    like = concepts(language)
    for item in items:
        for quantity in by_article.get(item.statement.article, ()):
            if quantity.value >= LEAST and any(_within(quantity.span, c) for c in item.statement.content):
                measure = _measure(articles[quantity.span.article].parts.text, quantity, like, language)
                if measure:
                    yield Count(item, quantity, measure)


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _measure(text: str, quantity: Quantity, like: Mapping[str, str], language: Language) -> str | None:
    """Victims by the words around, else the thing's noun and unit."""
    start, end = quantity.span.start, quantity.span.end
    around = {
        like.get(stem(t.low)) for t in tokens(text, max(0, start - AROUND), min(len(text), end + AROUND)) if t.is_word
    }
    for victim in language.links.victims:
        group = like.get(stem(victim))
        if group in around:
            return f"{victim}"
    if quantity.unit:
        return quantity.unit
    if quantity.thing:
        return " ".join(like.get(stem(w), stem(w)) for w in quantity.thing.split()[:1])
    return None


def _conflict(a: Count, b: Count, articles: Mapping[str, Article], language: Language) -> bool:
    """Can the two not both hold."""
    x, y = a.quantity, b.quantity
    same_holder_and_article = a.item.holder == b.item.holder and a.item.statement.article == b.item.statement.article
    if a.item.statement.id == b.item.statement.id or same_holder_and_article:
        return False
    small, large = (x, y) if x.value <= y.value else (y, x)
    if small.value == large.value or small.bound == "at_least" or large.bound == "at_most":
        return False
    if large.value > FACTOR * small.value:
        return False
    if "about" in (x.bound, y.bound) and large.value - small.value <= TOLERANCE * large.value:
        return False
    if a.measure in language.links.victims and _later(large, small, articles):
        return False
    return likeness(a.item.bag, b.item.bag, 1) >= SAME_COUNT


def _later(large: Quantity, small: Quantity, articles: Mapping[str, Article]) -> bool:
    """Was the larger count told on a later day."""
    first, second = (articles[q.span.article].published.value for q in (small, large))
    return bool(first and second and first[:10] < second[:10])
