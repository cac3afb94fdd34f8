"""What an outlet does with a claim in dispute on which it takes no side: it reports, is silent, or it cannot be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from dissensus.records import Claim, Position, Span, Stance, Statement, make_id
from dissensus.stages.judge.near import Nearness, Words
from dissensus.stages.judge.positions import SIDE, Stand, passage, united
from dissensus.stages.judge.setting import MAKER, Outlet
from dissensus.text import plain

# That an outlet on record as silent has no passage on the claim: so it was of all 7 on the gold stories (see `near`).
SILENT_SURE = 0.8
QUARREL = "lets the same two part on another claim"
EVEN = 0.5  # that it cannot be told what a statement says that may be on the claim


Pair = tuple[str, str]  # the ids of who asserts something and who denies it


def parted(disputes: Iterable[Sequence[Stand]]) -> dict[str, set[Pair]]:
    """By article who parts with whom in disputes of which it prints something."""
    out: dict[str, set[Pair]] = defaultdict(set)
    for stands in disputes:
        pairs = _pairs(stands)
        for stand in stands:
            out[stand.position.article or ""] |= pairs
    return out


def _pairs(stands: Sequence[Stand]) -> set[Pair]:
    pro, con = ({s.position.holder for s in stands if s.side == side} for side in (1, -1))
    return {(one, other) for one in pro for other in con if one != other}


def carried(
    claim: Claim,
    stands: Sequence[Stand],
    stories: Sequence[str],
    nearness: Nearness,
    quarrels: Mapping[str, Set[Pair]],
) -> Iterator[Position]:
    """For each outlet with an article in these stories and no stand of its own: in each article that prints stands of others
    it reports; if none of its articles has any, it is silent, unless what they say cannot be told. Of an outlet that holds
    a stand by the word of another one nothing more is said. `quarrels` are as `parted` gives them: of an outlet that lets the same
    two part on another claim it cannot be told, for which of their claims is which is seldom as plain as that."""
    here: dict[str, list[Position]] = defaultdict(list)
    for stand in stands:
        here[stand.position.article or ""].append(stand.position)
    passages = {nearness.words(claim.spans), *(nearness.words(s.position.spans) for s in stands if s.side)}
    holders = {name for s in stands if s.side for name in (s.position.holder, plain(s.position.holder_name))}
    for outlet in nearness.setting.outlets(stories):
        printed = {article: here[article] for article in outlet.articles if article in here}
        if printed:
            yield from _prints(claim, outlet, printed)
        elif not {outlet.id, plain(outlet.name)} & holders:
            quarrel = next((a for a in outlet.articles if quarrels.get(a, set()) & _pairs(stands)), None)
            if quarrel and quarrel not in nearness.setting.unread:
                yield _position(claim, outlet, Stance.UNSURE, article=quarrel, confidence=EVEN, because=QUARREL)
            else:
                yield _says_nothing(claim, outlet, sorted(passages, key=sorted), nearness)


def _prints(claim: Claim, outlet: Outlet, printed: Mapping[str, Sequence[Position]]) -> Iterator[Position]:
    """What an outlet's articles make of the stands in them. One that has only what may be about the claim tells nothing
    where another article reports."""
    decided = any(p.stance in SIDE for positions in printed.values() for p in positions)
    for article, positions in printed.items():
        if any(p.holder == outlet.id for p in positions):
            continue
        taken = [p for p in positions if p.stance in SIDE]
        if taken:
            yield _of_others(claim, outlet, Stance.REPORTS, article, taken)
        elif not decided:
            yield _of_others(claim, outlet, Stance.UNSURE, article, positions)


def _of_others(claim: Claim, outlet: Outlet, stance: Stance, article: str, held: Sequence[Position]) -> Position:
    """An outlet's position by the passages in which it prints those of others."""
    part = max(held, key=lambda p: (p.confidence, p.id)).part
    shown = [p for p in held if p.part == part]
    what = "prints" if stance is Stance.REPORTS else "prints what may be on the claim, by"
    return _position(
        claim,
        outlet,
        stance,
        article=article,
        spans=[span for p in shown for span in p.spans],
        statements=[id for p in shown for id in p.statements],
        confidence=max(p.confidence for p in shown),
        because=f"{what} {', '.join(dict.fromkeys(p.holder_name for p in shown))}",
    )


def _says_nothing(claim: Claim, outlet: Outlet, passages: Sequence[Words], nearness: Nearness) -> Position:
    """An outlet none of whose articles has a statement on the claim: silent, unless one could not be read, or says what may
    be on it."""
    unread = nearness.setting.unread
    article = next((article for article in outlet.articles if article in unread), None)
    if article:
        return _position(claim, outlet, Stance.UNSURE, article=article, confidence=1.0, because=unread[article])
    near = nearness.nearest(passages, outlet.articles)
    if near:
        return _near(claim, outlet, near)
    told = f"{len(outlet.articles)} article{'s' if len(outlet.articles) > 1 else ''} on the story"
    because = f"no statement on the claim in {told}"
    return _position(claim, outlet, Stance.SILENT, article=None, confidence=SILENT_SURE, because=because)


def _near(claim: Claim, outlet: Outlet, near: Statement) -> Position:
    return _position(
        claim,
        outlet,
        Stance.UNSURE,
        article=near.article,
        spans=passage(near),
        statements=[near.id],
        confidence=EVEN,
        because="says what may be on the claim: it shares its words, and no more links it",
    )


def _position(
    claim: Claim,
    outlet: Outlet,
    stance: Stance,
    *,
    article: str | None,
    confidence: float,
    because: str,
    spans: Sequence[Span] = (),
    statements: Sequence[str] = (),
) -> Position:
    """An outlet's position. The words are those of others, or there are none: it is not the outlet's own voice."""
    return Position(
        id=make_id("position", claim.id, outlet.id, article, stance),
        claim=claim.id,
        holder=outlet.id,
        holder_name=outlet.name,
        voice=False,
        stance=stance,
        article=article,
        part=spans[0].part if spans else "text",
        spans=united(spans),
        statements=tuple(dict.fromkeys(statements)),
        confidence=confidence,
        because=(because,),
        maker=MAKER,
    )
