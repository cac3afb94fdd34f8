"""judge: who stands where on each claim, and which claims are in dispute.

Statements with their holders and claims go in; positions and disputes come out. A position is one holder's in one article; a
dispute has a position on each side, and tells of each outlet that takes none whether it reports it or is silent.

- `setting` where statements stand: stories, works, days, outlets
- `positions` one stand per holder and article, with its passages
- `outlets` who reports, who is silent, of whom it cannot be told
- `near` what may be on a claim though nothing links it
- `times` one speaker at two times
- `kinds` of what kind a dispute is
- `disputes` level and scope
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dissensus.records import Article, Claim, Drop, Edge, Level, Record, Relation, Speaker, Statement
from dissensus.stages.judge.disputes import DEFAULT_SCORE, dispute, with_outlets
from dissensus.stages.judge.near import Nearness
from dissensus.stages.judge.outlets import carried, parted
from dissensus.stages.judge.positions import BARE, UNKNOWN, passage, side, stands
from dissensus.stages.judge.setting import MAKER, VERSION, set_up

__all__ = ["BARE", "DEFAULT_SCORE", "MAKER", "UNKNOWN", "VERSION", "judge", "passage"]


def judge(
    statements: Sequence[Statement],
    claims: Sequence[Claim],
    speakers: Sequence[Speaker],
    edges: Sequence[Edge],
    stories: Mapping[str, str],
    *,
    articles: Sequence[Article],
    drops: Sequence[Drop] = (),
) -> Iterator[Record]:
    """Positions and disputes of a storyline, claim by claim.

    `edges` are those of `link`, who holds what and which statements are about which claim, and those of `group` from
    version to version of a work. `stories` says for each of the articles its story; `drops` are what `read` could not
    carry on of them, since of an article that was not read nobody can tell what it leaves out.
    """
    setting = set_up(statements, speakers, edges, stories, articles=articles, drops=drops)
    nearness = Nearness(setting)
    by_id = {s.id: s for s in statements}
    on: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.relation is Relation.SAME_CLAIM and edge.left in by_id:
            on[edge.right].append(edge)
    judged = []
    for claim in sorted(claims, key=lambda c: c.id):
        found = stands(claim, [side(by_id[e.left], e) for e in on[claim.id]], setting)
        yield from (stand.position for stand in found)
        parting = dispute(claim, found, setting)
        if parting is not None:
            judged.append((claim, found, parting))
    quarrels = parted(found for _, found, parting in judged if parting.level is not Level.ALL)
    for claim, found, parting in judged:
        if parting.level is Level.ALL:
            yield parting
            continue
        others = list(carried(claim, found, parting.stories, nearness, quarrels))
        yield from others
        yield with_outlets(parting, others)
