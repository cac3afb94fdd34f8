"""Who stands where on a claim: statements with their stance, gathered to one position per holder and article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dissensus.records import Act, Claim, Edge, Position, Span, Stance, Statement, Verdict, Voice, make_id
from dissensus.stages.judge.setting import MAKER, Setting
from dissensus.text import plain

UNKNOWN = "unknown"  # the holder's name where the text does not settle it
UNHELD = 0.5  # how sure a statement is somebody's of whom nobody knows who it is
# Which side of a claim a stance is on; the others take none.
SIDE = {Stance.ASSERTS: 1, Stance.DENIES: -1, Stance.DOUBTS: -1}
WHOLE = 320  # characters; a saying longer than that is cited by its content alone
BARE = frozenset({"object", "shared_subject", "owned_noun", "infinitive"})  # rules whose contents are mostly no clauses


@dataclass(frozen=True, slots=True)
class Side:
    """A statement on a claim: its stance, how sure the link is and why."""

    statement: Statement
    stance: Stance
    score: float
    because: tuple[str, ...]

    @property
    def sure(self) -> float:
        """How sure it is that these words say this."""
        return self.score * self.statement.confidence


@dataclass(frozen=True, slots=True)
class Stand:
    """A position with the statements that it rests on, the surest first."""

    position: Position
    sides: tuple[Side, ...]

    @property
    def side(self) -> int:
        """1 for the claim, -1 against it, 0 for neither."""
        return SIDE.get(self.position.stance, 0)


def side(statement: Statement, edge: Edge) -> Side:
    """A statement of the claim's sign asserts it, one of the other sign denies it; a doubt doubts."""
    if edge.verdict is Verdict.UNSURE:
        stance = Stance.UNSURE
    elif statement.act is Act.DOUBTS and edge.verdict is Verdict.DIFFERENT:
        stance = Stance.DOUBTS
    else:
        stance = Stance.ASSERTS if edge.verdict is Verdict.SAME else Stance.DENIES
    return Side(statement, stance, edge.score, edge.because)


def stands(claim: Claim, sides: Sequence[Side], setting: Setting) -> list[Stand]:
    """One per holder and article, over all statements that show it."""
    groups: dict[tuple[str, str], list[Side]] = defaultdict(list)
    for one in sides:
        groups[one.statement.article, _holder(one.statement, setting.holders)].append(one)
    found = [_stand(claim, holder, members, setting) for (_, holder), members in sorted(groups.items())]
    return list(_unopposed(found))


def _holder(statement: Statement, holders: Mapping[str, Edge]) -> str:
    edge = holders.get(statement.id)
    return edge.right if edge else make_id("speaker", UNKNOWN, statement.source or statement.id)


def _stand(claim: Claim, holder: str, members: Sequence[Side], setting: Setting) -> Stand:
    """What all that a holder says of a claim in one article comes to."""
    stance, kept, why = _settled(members)
    ranked = sorted(kept, key=lambda m: (-m.sure, m.statement.id))
    part = ranked[0].statement.part
    spans = united([span for m in ranked if m.statement.part == part for span in passage(m.statement)])
    because = dict.fromkeys(b for m in ranked for b in (*m.because, *(f"rule: {r}" for r in m.statement.because)))
    position = Position(
        id=make_id("position", claim.id, holder, ranked[0].statement.article, stance),
        claim=claim.id,
        holder=holder,
        holder_name=setting.people[holder].name if holder in setting.people else UNKNOWN,
        voice=all(m.statement.voice is Voice.OWN for m in ranked),
        stance=stance,
        article=ranked[0].statement.article,
        part=part,
        spans=spans,
        statements=tuple(m.statement.id for m in ranked),
        confidence=ranked[0].sure * _held(ranked, setting),
        because=(*because, *why),
        maker=MAKER,
    )
    return Stand(position, tuple(ranked))


def _held(sides: Sequence[Side], setting: Setting) -> float:
    """How sure it is who says this."""
    return max((e.score for s in sides if (e := setting.holders.get(s.statement.id))), default=UNHELD)


TIE = 0.05  # of two opposed statements of one holder in one article: nearer than that in sureness and it cannot be told


def _settled(members: Sequence[Side]) -> tuple[Stance, list[Side], tuple[str, ...]]:
    """The stance of several statements of one holder in one article, those that show it, and what was left aside. The surer
    side is the stance; where both are alike it cannot be told, and what takes a side goes before what takes none."""
    taken = {sign: [m for m in members if SIDE.get(m.stance) == sign] for sign in (1, -1)}
    sure = {sign: max((m.sure for m in found), default=0.0) for sign, found in taken.items()}
    if not taken[1] and not taken[-1]:
        return Stance.UNSURE, list(members), ()
    if taken[1] and taken[-1] and abs(sure[1] - sure[-1]) < TIE:
        return Stance.UNSURE, taken[1] + taken[-1], ("says both in this article",)
    sign = 1 if sure[1] > sure[-1] else -1
    best = max(taken[sign], key=lambda m: (m.sure, m.stance is Stance.DENIES, m.statement.id))
    why = ("says the opposite too, less surely",) if taken[-sign] else ()
    return best.stance, taken[sign], why


def _unopposed(found: Sequence[Stand]) -> Iterator[Stand]:
    """Stands of which no two of holders of one name, of whom it is not known that they are two, cite one passage for both
    sides: the less sure of them takes none."""
    by_article: dict[str | None, list[Stand]] = defaultdict(list)
    for one in found:
        by_article[one.position.article].append(one)
    for one in found:
        rivals = [o for o in by_article[one.position.article] if o.side * one.side < 0 and _rank(o) > _rank(one)]
        if any(same_passage(o.position, one.position) and _one_name(o, one) for o in rivals):
            because = (*one.position.because, "cites what is cited for the other side")
            id_ = make_id("position", one.position.claim, one.position.holder, one.position.article, Stance.UNSURE)
            yield replace(one, position=replace(one.position, id=id_, stance=Stance.UNSURE, because=because))
        else:
            yield one


def _one_name(one: Stand, other: Stand) -> bool:
    return plain(one.position.holder_name) == plain(other.position.holder_name)


def _rank(stand: Stand) -> tuple[float, str]:
    return stand.position.confidence, stand.position.id


# ------------------------------------------------------------------------------------------------------- passages


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


def united(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Sorted spans of which none touches another."""
    out: list[Span] = []
    for span in sorted(spans):
        last = out[-1] if out else None
        if last and (last.article, last.part) == (span.article, span.part) and span.start <= last.end:
            out[-1] = Span(span.article, span.part, last.start, max(last.end, span.end))
        else:
            out.append(span)
    return tuple(out)


def same_passage(one: Position, other: Position) -> bool:
    """Do two positions cite one passage: at least half of the shorter and a quarter of the longer (as in scoring)."""
    if (one.article, one.part) != (other.article, other.part):
        return False
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.spans for b in other.spans)
    sizes = [sum(s.end - s.start for s in position.spans) for position in (one, other)]
    return shared > 0 and 2 * shared >= min(sizes) and 4 * shared >= max(sizes)
