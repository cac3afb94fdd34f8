"""What persons say of the blocks of the cleaning ledger, and the ledger as it stands by their words.

A person's word is an edge *ledger* from a passage to its article. Verdict *same*: the passage belongs to the article;
*different*: it does not; *unsure*: the word is taken back, and the machine's verdict holds. It names a passage and no
block, so that it outlives a new version of `clean` that lays other blocks:

- A character goes by the last word that was said on it. Of two at one time the one on the narrower passage is the last,
  then the one whose person's name comes later in the alphabet, then the one of the greater id.
- A block goes by a verdict if more than half of its characters do; else it stays as the machine laid it.
- A passage bears a mark of its words. Where others stand in its place now, it is the one block that has those words; if
  there is none, or several, the word rests without effect, and the ledger shows it.

A person's word is never deleted: a new one on the same passage takes the place of the same person's former one, and one
of another person overrules it.

Words on speakers and stories are edges of the same make: *same speaker* from passage to passage (*different*: what the
left one names is split off from what the right one names), *named* from a passage to a name, *same story* from article to
article. On one pair, in either direction, the last word holds; *unsure* takes back what was last said from the one to the
other, and what was said before that holds again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from dissensus.errors import CorrectionError
from dissensus.passages import mark, parsed, words_at, written
from dissensus.records import (
    MACHINE,
    Article,
    Block,
    BlockKind,
    Edge,
    Maker,
    Relation,
    Span,
    Verdict,
    make_id,
)

# What a person's word does.
DONE = {
    (Relation.LEDGER, Verdict.SAME): "kept",
    (Relation.LEDGER, Verdict.DIFFERENT): "cut",
    (Relation.SAME_SPEAKER, Verdict.SAME): "merged",
    (Relation.SAME_SPEAKER, Verdict.DIFFERENT): "split off",
    (Relation.NAMED, Verdict.SAME): "named",
    (Relation.SAME_STORY, Verdict.SAME): "merged",
    (Relation.SAME_STORY, Verdict.DIFFERENT): "parted",
}
PERSON = "person"  # the rule of a block on which a person decided, and the stage of a person's edge
MAKER = Maker(PERSON, "1")
NAME_LENGTH = 100  # characters of a person's name
TICK = timedelta(microseconds=1)
# What a block that belongs to an article can be. Another one that a person keeps is read as a paragraph.
ARTICLE_KINDS = frozenset(
    {BlockKind.TITLE, BlockKind.STANDFIRST, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST}
)


_Placed = tuple[Span, Edge]  # a word, and where its passage stands


@dataclass(frozen=True, slots=True)
class Ruled:
    """A block as it counts, as the machine laid it, and the person's edge that decided, if one did."""

    block: Block
    machine: Block
    edge: Edge | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The blocks of an article in order, and persons' words that decide on no block though nobody overruled them: their
    passage is gone, or the smaller part of a block."""

    rows: tuple[Ruled, ...]
    idle: tuple[Edge, ...] = ()

    @property
    def blocks(self) -> list[Block]:
        """The blocks as they count."""
        return [row.block for row in self.rows]


def words_by_article(edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    """Persons' words on blocks by the article they are about, the last one last."""
    found: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.relation is Relation.LEDGER and edge.by != MACHINE and parsed(edge.left) is not None:
            found[edge.right].append(edge)
    return {article: sorted(words, key=_rank) for article, words in found.items()}


def word(article: Article, block: Block, verdict: Verdict, by: str, at: str) -> Edge:
    """A person's word on the passage that a block is. `at` is when it is said, ISO 8601."""
    left = written(block.span, article.parts)
    return new_word(Relation.LEDGER, (left, article.id), verdict, by, at)


def new_word(relation: Relation, ends: tuple[str, str], verdict: Verdict, by: str, at: str) -> Edge:
    """A person's word from a left to a right end, with what it does in words.

    On the ledger a person's second word on a passage takes the place of the first; elsewhere it does so only if it says
    the same again, so that what was said before can hold again."""
    left, right = ends
    told = (left, right, by) if relation is Relation.LEDGER else (left, right, by, verdict)
    return Edge(
        id=make_id("edge", relation, *told),
        left=left,
        right=right,
        relation=relation,
        verdict=verdict,
        score=1.0,
        because=(f"{DONE.get((relation, verdict), 'taken back')} by a person",),
        maker=MAKER,
        by=by,
        at=at,
    )


def ledger(article: Article, blocks: Sequence[Block], words: Iterable[Edge]) -> Ledger:
    """The ledger of an article as it stands by these words. `blocks` are the machine's, sorted by span."""
    said: list[list[_Placed]] = [[] for _ in blocks]
    ordered = [(_place(edge, article, blocks), edge) for edge in sorted(words, key=_rank)]
    for span, edge in ordered:
        if span is None:
            continue
        first = bisect_right(blocks, (span.part, span.start), key=lambda b: (b.span.part, b.span.end))
        for number in range(first, len(blocks)):
            if blocks[number].span.part != span.part or blocks[number].span.start >= span.end:
                break
            said[number].append((span, edge))
    rows, in_force = [], set()
    for block, here in zip(blocks, said, strict=True):
        ruling = _decides(block.span, here)
        if ruling is not None:
            in_force |= {other.id for _, other in here if other.verdict is ruling.verdict}
        rows.append(_ruled(block, ruling))
    idle = [
        edge
        for number, (span, edge) in enumerate(ordered)
        if edge.verdict is not Verdict.UNSURE
        and edge.id not in in_force
        and not (span and any(later and _covers(later, span) for later, _ in ordered[number + 1 :]))
    ]
    return Ledger(tuple(rows), tuple(idle))


def _covers(outer: Span, inner: Span) -> bool:
    return outer.part == inner.part and outer.start <= inner.start and inner.end <= outer.end


def stand(article: Article, blocks: Sequence[Block], words: Sequence[Edge]) -> tuple[Article, list[Block]]:
    """An article and its blocks as they stand by these words: a headline that stands in the text is that of the first
    kept block of this kind, or none."""
    if not words:
        return article, list(blocks)
    standing = ledger(article, blocks, words).blocks
    if article.title is None or article.title_span is not None:
        title = next((b.span for b in standing if b.kept and b.kind is BlockKind.TITLE), None)
        if title != article.title_span:
            text = article.parts.of(title.part)[title.start : title.end] if title else None
            article = replace(article, title=text, title_span=title)
    return article, standing


def passage(edge: Edge) -> Span:
    """The passage that a person's word is about. ValueError for any other edge."""
    found = parsed(edge.left)
    if found is None:
        raise ValueError(f"edge {edge.id} is about no passage")
    return found[0]


def taken_back(word: Edge, by: str, at: str) -> Edge:
    """The word that takes one back."""
    return new_word(word.relation, (word.left, word.right), Verdict.UNSURE, by, at)


def pair(word: Edge) -> tuple[str, ...]:
    """What a word is about, whichever way it was said: its ends, of a name the passage alone."""
    return (word.left,) if word.relation is Relation.NAMED else tuple(sorted((word.left, word.right)))


def articles_of(word: Edge) -> frozenset[str]:
    """The articles that a word is about."""
    ends = (word.left,) if word.relation is Relation.NAMED else (word.left, word.right)
    return frozenset(known[0].article if (known := parsed(end)) else end for end in ends)


def in_order(words: Iterable[Edge]) -> list[Edge]:
    """Words as they were said, the last one last; of two at one time the one of the later name, then of the greater id."""
    return sorted(words, key=lambda word: (word.at or "", word.by, word.id))


def standing(edges: Iterable[Edge], *relations: Relation) -> list[Edge]:
    """Persons' words of these relations that nobody overruled or took back, the last one last."""
    said: dict[tuple[object, ...], list[Edge]] = defaultdict(list)
    for word in in_order(edge for edge in edges if edge.relation in relations and edge.by != MACHINE):
        before = said[word.relation, pair(word)]
        same = [one.verdict for one in before if (one.left, one.right) == (word.left, word.right)]
        if word.verdict is not Verdict.UNSURE:
            before.append(word)
        elif same:
            gone = (word.left, word.right, same[-1])
            before[:] = [one for one in before if (one.left, one.right, one.verdict) != gone]
    return in_order(words[-1] for words in said.values() if words)


def speaker_words(edges: Iterable[Edge]) -> list[Edge]:
    """Persons' standing words on who is who, the last one last."""
    return standing(edges, Relation.SAME_SPEAKER, Relation.NAMED)


def story_words(edges: Iterable[Edge]) -> list[Edge]:
    """Persons' standing words on which articles tell one story, the last one last, and none that later words speak
    against: articles that later words join by a chain are not parted, nor those that they part joined by one."""
    root: dict[str, str] = {}
    apart: list[tuple[str, str]] = []

    def find(article: str) -> str:
        while (above := root.get(article, article)) != article:
            article = above
        return article

    kept = []
    for word in reversed(standing(edges, Relation.SAME_STORY)):
        left, right = find(word.left), find(word.right)
        if word.verdict is Verdict.DIFFERENT and left != right:
            apart.append((word.left, word.right))
        elif word.verdict is Verdict.SAME and not any({find(a), find(b)} == {left, right} for a, b in apart):
            root[max(left, right)] = min(left, right)
        else:
            continue
        kept.append(word)
    return kept[::-1]


def person(name: str) -> str:
    """A person's name as it is kept. CorrectionError if it is none."""
    plain = " ".join(name.split())
    if not plain or not plain.isprintable() or len(plain) > NAME_LENGTH:
        raise CorrectionError(f"{name[:NAME_LENGTH]!r}: is no name; say who decides in up to {NAME_LENGTH} letters")
    if plain.casefold() in {MACHINE, PERSON}:
        raise CorrectionError(f"{plain}: is not the name of a person; say who decides")
    return plain


def said_at(present: datetime, words: Iterable[Edge]) -> str:
    """The time of a word that is said now, in UTC: behind all of these words, whatever a clock says."""
    moment = present.astimezone(UTC)
    for edge in words:
        with suppress(ValueError):
            moment = max(moment, datetime.fromisoformat(edge.at or "").astimezone(UTC) + TICK)
    return moment.isoformat(timespec="microseconds")


def _rank(edge: Edge) -> tuple[str, int, str, str]:
    found = parsed(edge.left)
    length = found[0].end - found[0].start if found else 0
    return edge.at or "", -length, edge.by, edge.id


def _place(edge: Edge, article: Article, blocks: Sequence[Block]) -> Span | None:
    """Where the words of a passage stand now."""
    found = parsed(edge.left)
    if found is None:
        return None
    span, marked = found
    if mark(words_at(span, article.parts)) == marked:
        return span
    same = [b.span for b in blocks if b.span.part == span.part and mark(words_at(b.span, article.parts)) == marked]
    return same[0] if len(same) == 1 else None


def _decides(span: Span, said: Sequence[_Placed]) -> Edge | None:
    """The word by which more than half of a block goes, of several alike the last; None if that is no word, or one that
    takes others back. `said` has the last word last."""
    bounds = sorted({span.start, span.end, *(at for one, _ in said for at in (one.start, one.end))})
    share: Counter[Verdict] = Counter()
    for start, end in pairwise(at for at in bounds if span.start <= at <= span.end):
        last = next((edge for one, edge in reversed(said) if one.start <= start and end <= one.end), None)
        if last is not None:
            share[last.verdict] += end - start
    for verdict, characters in share.items():
        if 2 * characters > span.end - span.start and verdict is not Verdict.UNSURE:
            return next(edge for _, edge in reversed(said) if edge.verdict is verdict)
    return None


def _ruled(block: Block, edge: Edge | None) -> Ruled:
    if edge is None:
        return Ruled(block, block)
    kept = edge.verdict is Verdict.SAME
    kind = block.kind if not kept or block.kind in ARTICLE_KINDS else BlockKind.PARAGRAPH
    ruled = replace(block, kept=kept, kind=kind, rule=PERSON, confidence=1.0, maker=edge.maker, by=edge.by)
    return Ruled(ruled, block, edge)
