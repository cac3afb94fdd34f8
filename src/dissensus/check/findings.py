"""From statements that speak of a sentence to positions: one for each holder, stance and article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dissensus.check.corpus import Corpus
from dissensus.check.pairs import Bearing, Ruling
from dissensus.check.sentence import MAKER
from dissensus.records import Act, Edge, Position, Relation, Span, Speaker, Stance, Statement, Voice, make_id
from dissensus.stages.judge import UNKNOWN, passage

SIDES = (Stance.ASSERTS, Stance.DENIES, Stance.DOUBTS)
CARRIES = "carries what others say"


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement that speaks of the sentence: with which stance, how surely, and why."""

    statement: Statement
    stance: Stance
    score: float
    because: tuple[str, ...]


def finding(statement: Statement, ruling: Ruling) -> Finding | None:
    """The stance of a statement that says the same or the opposite. Who doubts the opposite of a sentence does not assert
    it; what an outlet passes on as hearsay it only reports."""
    if ruling.bearing is Bearing.OTHER:
        return None
    stance = Stance.ASSERTS if ruling.bearing is Bearing.SAME else Stance.DENIES
    if statement.act is Act.DOUBTS:
        stance = Stance.DOUBTS if stance is Stance.DENIES else Stance.UNSURE
    if statement.voice is Voice.OWN and statement.hedges:
        stance = Stance.REPORTS
    return Finding(statement, stance, ruling.score, ruling.because)


def positions(claim: str, found: Sequence[Finding], corpus: Corpus) -> list[Position]:
    """One position for each holder, stance and article, then one of each outlet that takes no side itself and carries what
    others say."""
    articles = corpus.known({f.statement.article for f in found})
    said = [s.id for one in articles.values() for s in one.statements if s.voice is Voice.OWN]
    holders = corpus.joined([*(f.statement.id for f in found), *said], Relation.HELD_BY)
    people = corpus.speakers(edge.right for edge in holders.values())
    groups: dict[tuple[str, str, Stance], list[Finding]] = defaultdict(list)
    for finding in found:
        edge = holders.get(finding.statement.id)
        holder = edge.right if edge else make_id("speaker", UNKNOWN, finding.statement.id)
        groups[holder, finding.statement.article, finding.stance].append(finding)
    out = [_position(claim, key[0], key[2], members, (holders, people)) for key, members in groups.items()]
    speaking = {(holder, article) for holder, article, _ in groups}
    for id, known in sorted(articles.items()):
        carried = [f for f in found if f.statement.article == id and f.stance in SIDES]
        if not carried or any(f.statement.voice is Voice.OWN for f in carried):
            continue
        own = [holders[s.id].right for s in known.statements if s.voice is Voice.OWN and s.id in holders]
        outlet = own[0] if own else make_id("speaker", "outlet", id)
        if (outlet, id) not in speaking:
            position = _position(claim, outlet, Stance.REPORTS, carried, (holders, people))
            name = position.holder_name if outlet in people else known.article.outlet or UNKNOWN
            out.append(replace(position, holder_name=name, voice=True, because=(CARRIES,)))
    order = list(Stance)
    return sorted(out, key=lambda p: (order.index(p.stance), p.article or "", p.holder_name, p.id))


def _position(
    claim: str,
    holder: str,
    stance: Stance,
    members: Sequence[Finding],
    held_by: tuple[Mapping[str, Edge], Mapping[str, Speaker]],
) -> Position:
    """`held_by` are who holds which statement, and the speakers by their ids."""
    holders, people = held_by
    ranked = sorted(members, key=lambda f: (-f.score, f.statement.id))
    first = ranked[0].statement
    held = [holders[f.statement.id].score for f in ranked if f.statement.id in holders]
    because = dict.fromkeys(b for f in ranked for b in (*f.because, *(f"rule: {r}" for r in f.statement.because)))
    return Position(
        id=make_id("position", claim, holder, first.article, stance),
        claim=claim,
        holder=holder,
        holder_name=people[holder].name if holder in people else UNKNOWN,
        voice=all(f.statement.voice is Voice.OWN for f in ranked),
        stance=stance,
        article=first.article,
        part=first.part,
        spans=_united(span for f in ranked for span in passage(f.statement)),
        statements=tuple(f.statement.id for f in ranked),
        confidence=ranked[0].score * first.confidence * (max(held) if held else 0.5),
        because=tuple(because),
        maker=MAKER,
    )


def _united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch as one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and (out[-1].article, out[-1].part) == (span.article, span.part) and span.start <= out[-1].end:
            out[-1] = replace(out[-1], end=max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
