"""judge: who stands where on each claim, and which claims are in dispute.

Statements with their holders and claims go in; positions and disputes come out. A position is one holder's in one article; a
dispute has a position on each side.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dissensus.langs import read_languages
from dissensus.records import (
    Act,
    Claim,
    Dispute,
    DisputeKind,
    Edge,
    Level,
    Maker,
    Position,
    Record,
    Relation,
    Scope,
    Span,
    Speaker,
    Stance,
    Statement,
    Verdict,
    Voice,
    make_id,
)

VERSION = "2"
MAKER = Maker("judge", VERSION)
UNKNOWN = "unknown"  # the holder's name where the text does not settle it
DEFAULT_SCORE = 0.55  # the best link of a claim without a denying word, from which its dispute is shown by default


@dataclass(frozen=True, slots=True)
class Side:
    """A statement on a claim: its stance, how sure the link is and why."""

    statement: Statement
    stance: Stance
    score: float
    because: tuple[str, ...]


def judge(
    statements: Sequence[Statement],
    claims: Sequence[Claim],
    speakers: Sequence[Speaker],
    edges: Sequence[Edge],
    stories: Mapping[str, str],
) -> Iterator[Record]:
    """`edges` are those of `link`, who holds what and which statements are about which claim, and those of `group` from
    version to version of a work. `stories` says for each article its story."""
    by_id = {s.id: s for s in statements}
    people = {s.id: s for s in speakers}
    holders = {e.left: e for e in edges if e.relation is Relation.HELD_BY}
    works = _works(edges)
    on: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.relation is Relation.SAME_CLAIM and edge.left in by_id:
            on[edge.right].append(edge)
    for claim in sorted(claims, key=lambda c: c.id):
        sides = [_side(by_id[e.left], e) for e in on[claim.id]]
        positions = list(_positions(claim, sides, holders, people))
        yield from positions
        dispute = _dispute(claim, positions, sides, Setting(stories, works))
        if dispute is not None:
            yield dispute


@dataclass(frozen=True, slots=True)
class Setting:
    """Where articles stand: in which story, and of which work (by its first version; an article of one version is a work
    of its own)."""

    stories: Mapping[str, str]
    works: Mapping[str, str]

    def work(self, position: Position) -> str | None:
        """The work that a position stands in."""
        return self.works.get(position.article or "", position.article)


def _works(edges: Sequence[Edge]) -> dict[str, str]:
    """By article the first version of its work, for all versions but the first. Of several edges between two articles the
    last one holds, which is a person's."""
    steps = {(e.left, e.right): e.verdict for e in edges if e.relation is Relation.VERSION}
    before = {right: left for (left, right), verdict in sorted(steps.items()) if verdict is Verdict.SAME}
    out = {}
    for article in before:
        first, seen = article, {article}
        while (older := before.get(first)) is not None and older not in seen:
            first = older
            seen.add(first)
        out[article] = first
    return out


def _side(statement: Statement, edge: Edge) -> Side:
    """A statement of the claim's sign asserts it, one of the other sign denies it; a doubt doubts."""
    if edge.verdict is Verdict.UNSURE:
        stance = Stance.UNSURE
    elif statement.act is Act.DOUBTS and edge.verdict is Verdict.DIFFERENT:
        stance = Stance.DOUBTS
    else:
        stance = Stance.ASSERTS if edge.verdict is Verdict.SAME else Stance.DENIES
    return Side(statement, stance, edge.score, edge.because)


def _positions(
    claim: Claim, sides: Sequence[Side], holders: Mapping[str, Edge], people: Mapping[str, Speaker]
) -> Iterator[Position]:
    """One per holder, stance and article, over all statements that show it."""
    groups: dict[tuple[str, str, Stance], list[Side]] = defaultdict(list)
    for side in sides:
        edge = holders.get(side.statement.id)
        holder = edge.right if edge else make_id("speaker", UNKNOWN, side.statement.source or side.statement.id)
        groups[holder, side.statement.article, side.stance].append(side)
    for (holder, article, stance), members in sorted(groups.items(), key=lambda g: (g[0][1], g[0][0], g[0][2])):
        ranked = sorted(members, key=lambda m: (-m.score, m.statement.id))
        spans = _united([span for m in ranked for span in passage(m.statement)])
        held = [holders[m.statement.id].score for m in ranked if m.statement.id in holders]
        confidence = ranked[0].score * ranked[0].statement.confidence * (max(held) if held else 0.5)
        because = dict.fromkeys(b for m in ranked for b in (*m.because, *(f"rule: {r}" for r in m.statement.because)))
        yield Position(
            id=make_id("position", claim.id, holder, article, stance),
            claim=claim.id,
            holder=holder,
            holder_name=people[holder].name if holder in people else UNKNOWN,
            voice=all(m.statement.voice is Voice.OWN for m in ranked),
            stance=stance,
            article=article,
            part=ranked[0].statement.part,
            spans=spans,
            statements=tuple(m.statement.id for m in ranked),
            confidence=confidence,
            because=tuple(because),
            maker=MAKER,
        )


WHOLE = 320  # characters; a saying longer than that is cited by its content alone


def passage(statement: Statement) -> list[Span]:
    """What shows a position: the content; for a denial, or where the content is no clause of its own, the whole saying
    from its source on, since `claims of secret talks` shows nothing without `she rejected`."""
    content = list(statement.content)
    parts = [*statement.source, *statement.cue, *content]
    start, end = min(s.start for s in parts), max(s.end for s in parts)
    needs_cue = statement.act in (Act.DENIES, Act.DOUBTS, Act.ACCUSES, Act.BLAMES) or statement.because[0] in BARE
    if needs_cue and end - start <= WHOLE and statement.cue:
        return [Span(content[0].article, content[0].part, start, end)]
    return content


BARE = frozenset({"object", "shared_subject", "owned_noun", "infinitive"})  # rules whose contents are mostly no clauses


def _united(spans: Sequence[Span]) -> tuple[Span, ...]:
    out: list[Span] = []
    for span in sorted(spans):
        if out and out[-1].article == span.article and span.start <= out[-1].end:
            out[-1] = Span(span.article, span.part, out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


# ------------------------------------------------------------------------------------------------------- disputes


def _dispute(claim: Claim, positions: Sequence[Position], sides: Sequence[Side], setting: Setting) -> Dispute | None:
    """A dispute needs both sides, by two holders or by one in two works; a denial that stands alone is kept at the last
    level, so that a reader can see what is denied. What an outlet corrects in a later version of an article is no
    dispute, and a side that stands in two versions is counted once."""
    stories = setting.stories
    pro = [p for p in positions if p.stance is Stance.ASSERTS]
    con = [p for p in positions if p.stance in (Stance.DENIES, Stance.DOUBTS)]
    if not con:
        return None
    apart = [(p, c) for p in pro for c in con if p.holder != c.holder]
    same = [(p, c) for p in pro for c in con if p.holder == c.holder and setting.work(p) != setting.work(c)]
    explicit = any(
        "denies" in s.because or s.statement.act in (Act.DENIES, Act.DOUBTS)
        for s in sides
        if s.stance is not Stance.ASSERTS
    )
    if not pro:
        return _alone(claim, con, stories) if explicit else None
    if not apart and not same:  # one holder on both sides of one article: that is no dispute
        return None
    best = max(min(p.confidence, c.confidence) for p, c in apart or same)
    linked = max((s.score for s in sides if s.stance is Stance.ASSERTS), default=0.0)
    level = Level.EXPLICIT if explicit else Level.DEFAULT if linked >= DEFAULT_SCORE else Level.ALL
    scope = _scope(apart or same, stories) if apart else Scope.SPEAKER
    because = (
        f"{_count(pro, setting)} assert, {_count(con, setting)} deny or doubt",
        "a denial put into words" if explicit else "a plain contradiction",
    )
    return Dispute(
        make_id("dispute", claim.id, scope),
        claim.id,
        _kind(claim, sides),
        scope,
        tuple(sorted({stories[p.article] for p in positions if p.article})),
        level,
        tuple(p.id for p in positions),
        best,
        because,
        MAKER,
    )


def _count(positions: Sequence[Position], setting: Setting) -> int:
    """How many take a side: a holder counts once in a work."""
    return len({(p.holder, p.stance, setting.work(p)) for p in positions})


def _alone(claim: Claim, con: Sequence[Position], stories: Mapping[str, str]) -> Dispute:
    """A denial of what no article here asserts."""
    return Dispute(
        make_id("dispute", claim.id, "alone"),
        claim.id,
        DisputeKind.FACT,
        Scope.ARTICLE,
        tuple(sorted({stories[p.article] for p in con if p.article})),
        Level.ALL,
        tuple(p.id for p in con),
        max(p.confidence for p in con) * 0.5,
        ("a denial; no article here prints the accusation",),
        MAKER,
    )


def _scope(pairs: Sequence[tuple[Position, Position]], stories: Mapping[str, str]) -> Scope:
    """How near the nearest opposed pair stands."""
    if any(p.article == c.article for p, c in pairs):
        return Scope.ARTICLE
    if any(stories[p.article or ""] == stories[c.article or ""] for p, c in pairs):
        return Scope.STORY
    return Scope.STORYLINE


FIGURE = "another figure"  # how `link` begins its reason where figures differ


@cache
def _signs() -> tuple[tuple[DisputeKind, re.Pattern[str]], ...]:
    """Kinds with the words that show them, of every language that is read: a claim is worded in its article's."""
    return tuple(
        (kind, re.compile(rf"\b(?:{'|'.join(words)})\b", re.I))
        for language in read_languages().values()
        for kind, words in language.kinds.items()
    )


def _kind(claim: Claim, sides: Sequence[Side]) -> DisputeKind:
    """By the words of the claim: figures on both sides that differ, cause, intent, evaluation, else fact."""
    if any(reason.startswith(FIGURE) for s in sides for reason in s.because):
        return DisputeKind.NUMBER
    return next((kind for kind, pattern in _signs() if pattern.search(claim.wording)), DisputeKind.FACT)
