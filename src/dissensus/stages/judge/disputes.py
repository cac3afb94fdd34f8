"""Which claims are in dispute: between whom, of what kind, how far apart, and how plainly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dissensus.records import Act, Claim, Dispute, DisputeKind, Level, Position, Scope, make_id
from dissensus.stages.judge.kinds import figures_differ
from dissensus.stages.judge.kinds import kind as kind_of
from dissensus.stages.judge.positions import Stand
from dissensus.stages.judge.setting import MAKER, Setting
from dissensus.stages.judge.times import Pair, differs, turns

DEFAULT_SCORE = 0.55  # the best link of a claim without a denying word, from which its dispute is shown by default
# How likely a careful reader lists a claim as a dispute, where a net can tell (`link`), from which it is shown by default: one
# with a denial put into words, and another, which has more to prove. Precision 0.47 and recall 0.28 on judged stories that the
# net had not seen; on gold 0.46 and 0.27.
PUT_INTO_WORDS, PLAIN = 0.15, 0.38
ALONE = 0.5  # of a denial's confidence: how sure it is that it is of something that others say


def dispute(claim: Claim, stands: Sequence[Stand], setting: Setting) -> Dispute | None:
    """A dispute needs both sides, by two holders or by one at two times; a denial that stands alone is kept at the last
    level, so that a reader can see what is denied. What an outlet corrects in a later version of an article is no
    dispute, and a side that stands in two versions is counted once."""
    pro = [s for s in stands if s.side > 0]
    con = [s for s in stands if s.side < 0]
    if not con:
        return None
    explicit = any("denies" in s.because or s.statement.act in (Act.DENIES, Act.DOUBTS) for c in con for s in c.sides)
    if not pro:
        return _alone(claim, con, setting) if explicit else None
    apart = [(p, c) for p in pro for c in con if p.position.holder != c.position.holder]
    turned = sorted(turns(pro, con, setting), key=lambda turn: (differs(turn), turn[0][0].position.id))
    pairs = apart or [pair for pair, _ in turned]
    if not pairs:  # one holder on both sides of one saying: that is no dispute
        return None
    linked = max(min(_linked(p), _linked(c)) for p, c in pairs)
    sure = max(min(p.position.confidence, c.position.confidence) for p, c in pairs)
    if claim.confidence is not None:
        sure = claim.confidence
    kind, why = kind_of(claim, (*pro, *con), setting)
    figures = figures_differ((*pro, *con))
    level, plainly = _level(claim, linked, sure, explicit=explicit, figures=figures)
    scope = _scope(apart, setting) if apart else Scope.SPEAKER
    return Dispute(
        make_id("dispute", claim.id, scope),
        claim.id,
        kind,
        scope,
        _stories(stands, setting),
        level,
        tuple(s.position.id for s in stands),
        sure,
        (
            f"{_count(pro, setting)} assert, {_count(con, setting)} deny or doubt",
            plainly,
            *why,
            *dict.fromkeys(differs(turn) for turn in turned),
        ),
        MAKER,
    )


def with_outlets(found: Dispute, positions: Sequence[Position]) -> Dispute:
    """A dispute with what outlets that take no side do with it."""
    return replace(found, positions=(*found.positions, *(p.id for p in positions)))


def _level(claim: Claim, linked: float, sure: float, *, explicit: bool, figures: bool) -> tuple[Level, str]:
    """How plainly a dispute shows, and why."""
    link = f"the two sides are linked with {linked:.2f}"
    by_net = claim.confidence is not None
    least = PUT_INTO_WORDS if explicit else PLAIN
    if by_net and sure < least:
        return Level.ALL, f"perhaps a dispute: {link}; all that stands in it makes it {sure:.2f} sure, below {least}"
    if explicit:
        return Level.EXPLICIT, f"a denial put into words; {link}"
    if figures:
        return Level.ALL, f"figures that differ, which seldom means a dispute; {link}"
    if by_net or linked >= DEFAULT_SCORE:
        return Level.DEFAULT, f"a plain contradiction: {link}"
    return Level.ALL, f"perhaps a contradiction: {link}, below {DEFAULT_SCORE}"


def _linked(stand: Stand) -> float:
    return max(side.score for side in stand.sides)


def _count(stands: Sequence[Stand], setting: Setting) -> int:
    """How many take a side: a holder counts once in a work."""
    return len({(s.position.holder, s.position.stance, setting.work(s.position)) for s in stands})


def _stories(stands: Sequence[Stand], setting: Setting) -> tuple[str, ...]:
    return tuple(sorted({setting.stories[s.position.article] for s in stands if s.position.article}))


def _alone(claim: Claim, con: Sequence[Stand], setting: Setting) -> Dispute:
    """A denial of what no article here asserts."""
    return Dispute(
        make_id("dispute", claim.id, "alone"),
        claim.id,
        DisputeKind.FACT,
        Scope.ARTICLE,
        _stories(con, setting),
        Level.ALL,
        tuple(s.position.id for s in con),
        max(s.position.confidence for s in con) * ALONE,
        ("a denial; no article here prints the accusation",),
        MAKER,
    )


def _scope(pairs: Sequence[Pair], setting: Setting) -> Scope:
    """How near the nearest opposed pair stands."""
    articles = {(p.position.article or "", c.position.article or "") for p, c in pairs}
    if any(left == right for left, right in articles):
        return Scope.ARTICLE
    if any(setting.stories[left] == setting.stories[right] for left, right in articles):
        return Scope.STORY
    return Scope.STORYLINE
