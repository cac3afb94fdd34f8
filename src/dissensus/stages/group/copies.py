"""Copies: which articles carry one text, wholly, as an excerpt or rewritten, and how much of each stands in the other.

Signatures propose the pairs; where these are not too many, the texts themselves tell the shares. What folds into one
origin is *same*; a rewrite, which could as well be two articles over one source, stays *unsure*.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dissensus.records import Article, Block, BlockKind, Edge, Maker, Relation, Signature, Verdict, make_id
from dissensus.stages.group.compare import Share, Words, compare, words_of
from dissensus.stages.group.sketches import Proposed, Sketch, propose
from dissensus.text import fingerprint, plain

if TYPE_CHECKING:
    import numpy as np

MIN_COPY_WORDS = 30  # shorter texts are copies only where headline and words are the same
# Shares are of words. By the pairs of the gold stories, of Giveme5W1H and of planted copies (bench/copies.py): articles
# that are nothing of each other share up to 0.69 of the shorter one, most of it quotations; of their own words up to 0.49.
COPY_SHARE = 0.5  # of the shorter text, from which two articles have one origin ...
OWN_SHARE = 0.5  # ... if as much of its own words, outside of quotation marks, is shared
NEAR = 0.8  # of a text: it stands in the other as a whole
REWRITE_SHARE = 0.2  # of the own words of one text, from which one may be a rewrite of the other
REWRITE_WORDS = 25  # and so many at least
EXACT_PAIRS = 10_000  # pairs that are compared word by word, about 3 ms each; of more the sketches tell
HELD = 2_000  # texts whose words are held while pairs are compared


# What a pair is called, first in its edge's `because`.
DUPLICATE, NEAR_DUPLICATE, PARTIAL = "exact duplicate", "near duplicate", "partial copy"
LEFT_EXCERPT, RIGHT_EXCERPT = (
    f"excerpt: the {a} one of the {b} one" for a, b in (("left", "right"), ("right", "left"))
)
REWRITE, QUOTATIONS, OWN_WORDS = "rewrite, or one source", "the same quotations", "an outlet's own words again"
UNSURE = frozenset({REWRITE, QUOTATIONS, OWN_WORDS})


@dataclass(frozen=True, slots=True)
class Copy:
    """Two articles, by their places in a sequence, lower first, that share text, and why that is said."""

    first: int
    second: int
    verdict: Verdict
    score: float
    because: tuple[str, ...]


def find_copies(
    articles: Sequence[Article], blocks: Mapping[str, Sequence[Block]], new: Collection[str] | None = None
) -> list[Copy]:
    """All pairs that share text, by their places; of several that are the same word for word, each with the first. With
    `new`, ids of articles, only the pairs of which one at least is new."""
    fresh = [new is None or a.id in new for a in articles]
    groups = _exact(articles)
    out = [_duplicate(i, j, articles) for i, *others in groups for j in others if fresh[i] or fresh[j]]
    doubles = {other for _, *others in groups for other in others}
    chosen = [
        i for i, a in enumerate(articles) if a.signature and a.signature.words >= MIN_COPY_WORDS and i not in doubles
    ]
    out += _near(chosen, articles, blocks, fresh)
    return sorted(out, key=lambda c: (c.first, c.second))


def copy_edge(copy: Copy, articles: Sequence[Article], maker: Maker) -> Edge:
    """The edge of a pair; its ends are sorted by id."""
    left, right = sorted((articles[copy.first].id, articles[copy.second].id))
    id_ = make_id("edge", Relation.COPY, left, right)
    return Edge(id_, left, right, Relation.COPY, copy.verdict, copy.score, copy.because, maker)


def is_one_event(edge: Edge) -> bool:
    """So much is shared by the ends of an edge *copy* that both tell one event, be they one origin or not."""
    return edge.verdict is Verdict.SAME or (edge.score >= COPY_SHARE and edge.because[0] != OWN_WORDS)


def words_in(article: Article, blocks: Sequence[Block]) -> Words:
    """The words that are compared: those of the kept blocks but for headlines."""
    spans = [b.span for b in blocks if b.kept and b.kind is not BlockKind.TITLE and b.span.part == "text"]
    return words_of(article.parts.text, [(s.start, s.end) for s in spans])


# ---------------------------------------------------------------------------------------------------------- exact


def _exact(articles: Sequence[Article]) -> list[list[int]]:
    """Groups of two and more with the very same words; of few words with the same headline too."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, article in enumerate(articles):
        if article.signature and article.signature.words:
            is_short = article.signature.words < MIN_COPY_WORDS
            groups[article.signature.exact, plain(article.title or "") if is_short else ""].append(i)
    return [group for group in groups.values() if len(group) > 1]


def _duplicate(i: int, j: int, articles: Sequence[Article]) -> Copy:
    signature = articles[i].signature
    count = signature.words if signature else 0
    because = (DUPLICATE, f"all {count} words are the same", *_besides(articles[i], articles[j]))
    return Copy(i, j, Verdict.SAME, 1.0, because)


# ------------------------------------------------------------------------------------------------ near and partial


def sharing(past: Sequence[Signature | None], new: Sequence[Signature | None]) -> tuple[list[int], list[int]]:
    """The places of the past and of the new signatures that have something in common with another one that is new, or is
    past where they are new: no other text need be looked at."""
    import numpy as np

    def hashes(signature: Signature) -> np.ndarray[Any, np.dtype[np.uint64]]:
        kept: np.ndarray[Any, np.dtype[np.uint64]] = np.array(Sketch.of(signature).hashes, dtype=np.uint64)
        return kept

    fresh = {n: (hashes(s), s.exact) for n, s in enumerate(new) if s is not None and s.words}
    if not fresh:
        return [], []
    known, counts = np.unique(np.concatenate([kept for kept, _ in fresh.values()]), return_counts=True)
    exact = Counter(whole for _, whole in fresh.values())
    again, old = [known[counts > 1]], []
    for n, signature in enumerate(past):
        if signature is not None and signature.words:
            shared = np.intersect1d(hashes(signature), known, assume_unique=True)
            if len(shared) or signature.exact in exact:
                old.append(n)
                again.append(shared)
                exact[signature.exact] += 1
    both = np.unique(np.concatenate(again))
    here = [n for n, (kept, whole) in fresh.items() if exact[whole] > 1 or bool(np.isin(kept, both).any())]
    return old, here


def _near(
    chosen: Sequence[int], articles: Sequence[Article], blocks: Mapping[str, Sequence[Block]], fresh: Sequence[bool]
) -> Iterator[Copy]:
    """The pairs among the articles at some places that are not the same word for word, one of them fresh."""
    sketches = [Sketch.of(signature) for i in chosen if (signature := articles[i].signature)]
    proposed = propose(sketches)
    pairs = {(i, j): told for (i, j), told in proposed.pairs.items() if fresh[chosen[i]] or fresh[chosen[j]]}
    exactly = len(pairs) <= EXACT_PAIRS

    @lru_cache(maxsize=HELD)
    def words(i: int) -> Words:
        article = articles[chosen[i]]
        return words_in(article, blocks.get(article.id, ()))

    for (i, j), (here, there) in pairs.items():
        shares = Share(here, here, REWRITE_WORDS), Share(there, there, REWRITE_WORDS)
        if exactly:
            told = _standing(proposed, sketches[i], sketches[j])
            shares = compare(words(i), words(j), told), compare(words(j), words(i), told)
        copy = _judged(chosen[i], chosen[j], shares, articles, about=not exactly)
        if copy is not None:
            yield copy


def _standing(proposed: Proposed, left: Sketch, right: Sketch) -> Callable[[Sequence[str]], bool | None] | None:
    """What tells of a run whether it stands in many texts; None where no such run is in either."""
    known = {*left.hashes, *right.hashes}
    if proposed.standing.isdisjoint(known):
        return None

    def told(run: Sequence[str]) -> bool | None:
        hash_ = fingerprint(run)
        return hash_ in proposed.standing if hash_ in known else None

    return told


def _judged(i: int, j: int, shares: tuple[Share, Share], articles: Sequence[Article], *, about: bool) -> Copy | None:
    """What two shares say of a pair; None where they say nothing."""
    left, right = shares if articles[i].id < articles[j].id else (shares[1], shares[0])
    kind = _kind(left, right, is_one_outlet=_is_one_outlet(articles[i], articles[j]))
    if kind is None:
        return None
    word = "about " if about else ""
    told = (
        f"{word}{round(100 * left.all)} % of the left one's words stand in the right one, "
        f"{word}{round(100 * right.all)} % of the right one's in the left one"
    )
    verdict = Verdict.UNSURE if kind in UNSURE else Verdict.SAME
    return Copy(i, j, verdict, max(left.all, right.all), (kind, told, *_besides(articles[i], articles[j])))


def _kind(left: Share, right: Share, *, is_one_outlet: bool) -> str | None:
    """What kind of copy two shares make. An outlet that prints half of an article again writes on, and tells the background
    in the words it has: only most of an article is a copy of it there."""
    greater, lesser = sorted((left, right), key=lambda s: (s.all, s.own), reverse=True)
    if greater.all >= COPY_SHARE and greater.own >= OWN_SHARE:
        if lesser.all >= NEAR:
            return NEAR_DUPLICATE
        if greater.all >= NEAR:
            return LEFT_EXCERPT if greater is left else RIGHT_EXCERPT
        return OWN_WORDS if is_one_outlet else PARTIAL
    if any(s.own >= REWRITE_SHARE and s.count >= REWRITE_WORDS for s in (left, right)):
        return REWRITE
    return QUOTATIONS if greater.all >= COPY_SHARE else None


def _is_one_outlet(one: Article, other: Article) -> bool:
    name = plain(one.outlet or "")
    return bool(name) and name == plain(other.outlet or "")


def _besides(one: Article, other: Article) -> Iterator[str]:
    """What else speaks for a copy: an agency or author that both name, and which came first, if that is known."""
    if agencies := sorted(_names(one.agencies) & _names(other.agencies)):
        yield f"syndicated: both credit {agencies[0]}"
    elif authors := sorted(_names(one.authors) & _names(other.authors)):
        yield f"syndicated: both name {authors[0]} as author"
    left, right = sorted((one, other), key=lambda a: a.id)
    before = is_before(left.published.value, right.published.value)
    if before is not None:
        yield f"the {'left' if before else 'right'} one was published first"


def _names(names: Sequence[str]) -> set[str]:
    return {plain(name) for name in names} - {""}


def is_before(one: str | None, other: str | None) -> bool | None:
    """Is the first of two dates (ISO 8601) the earlier one; None where that cannot be told: one is unknown, both are of
    one day and one has no time or no zone."""
    if one is None or other is None:
        return None
    if "T" in one and "T" in other:
        a, b = datetime.fromisoformat(one), datetime.fromisoformat(other)
        if (a.tzinfo is None) is (b.tzinfo is None) and a != b:
            return a < b
    return None if one[:10] == other[:10] else one[:10] < other[:10]
