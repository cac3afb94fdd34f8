"""What edges lead to, by the words of machines and persons together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dissensus.records import MACHINE, Edge, Relation, Verdict


def rights(edges: Iterable[Edge], relation: Relation) -> dict[str, str]:
    """From the left end of each edge of a relation to its right end, where the verdict is *same*.

    A person's word outranks a machine's: of several the person's holds, then the better score, then the id; and a pair
    that a person holds to be different, or is unsure of, is not joined at all.
    """
    chosen = [edge for edge in edges if edge.relation is relation]
    refused = {(e.left, e.right) for e in chosen if e.by != MACHINE and e.verdict is not Verdict.SAME}
    best: dict[str, Edge] = {}
    for edge in chosen:
        if edge.verdict is not Verdict.SAME or (edge.left, edge.right) in refused:
            continue
        held = best.get(edge.left)
        if held is None or _rank(edge) > _rank(held):
            best[edge.left] = edge
    return {left: edge.right for left, edge in best.items()}


def members(edges: Iterable[Edge], story_of: Mapping[str, str]) -> dict[str, Edge]:
    """By article the edge that says why it is in its story, a person's before a machine's."""
    out: dict[str, Edge] = {}
    for edge in edges:
        is_it = edge.relation is Relation.MEMBER and story_of.get(edge.left) == edge.right
        if is_it and edge.verdict is Verdict.SAME and (edge.left not in out or _rank(edge) > _rank(out[edge.left])):
            out[edge.left] = edge
    return out


def lineages(edges: Iterable[Edge]) -> dict[str, tuple[str, ...]]:
    """By article all versions of its work, oldest first; articles of which there is just one are not in it."""
    following = rights(edges, Relation.VERSION)
    before: dict[str, str] = {}
    for left, right in sorted(following.items()):
        before.setdefault(right, left)
    out: dict[str, tuple[str, ...]] = {}
    for first in following.keys() - before.keys():
        chain = [first]
        while (after := following.get(chain[-1])) and before[after] == chain[-1]:
            chain.append(after)
        out.update(dict.fromkeys(chain, tuple(chain)))
    return out


def _rank(edge: Edge) -> tuple[bool, float, str]:
    return edge.by != MACHINE, edge.score, edge.id
