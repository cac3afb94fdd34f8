"""Stories and storylines as they stand, put together of the chapters that the weeks made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from dissensus.records import Chapter, Edge, Maker, Member, Record, Relation, Story, Storyline, Verdict, make_id


def tell_story(
    key: str, chapters: Sequence[Chapter], known: Sequence[Story], living: Collection[str], maker: Maker
) -> Iterator[Record]:
    """A story of all its chapters, those of the stories it swallowed among them, and an edge for each of its articles. `key`
    is that of the story that is left of them.

    `known` are the stories on record that have articles in common with it. `living` are the keys of other stories as they are
    now: what is named after one of them goes on there. Of the rest those with most of their articles here, and the one with
    this key, give its id; those that do not are named in `former_ids`.
    """
    ordered = sorted(chapters, key=lambda c: (c.week, c.id))
    members = [member for chapter in ordered for member in chapter.members]
    begun = {member.article: (c.since, c.story, n) for n, c in enumerate(ordered) for member in c.members}
    id_, former = _identity(key, begun, [s for s in known if s.id == key or s.id not in living])
    former = tuple(f for f in former if f not in living)
    line = next(c.line for c in ordered if c.story == key)
    yield Story(id_, tuple(sorted(begun)), _origins(members), line_id(line), maker, former)
    for member in members:
        edge = make_id("edge", Relation.MEMBER, member.article, id_)
        yield Edge(edge, member.article, id_, Relation.MEMBER, Verdict.SAME, member.score, member.because, maker)


def tell_line(key: str, founding: Mapping[str, Chapter], ids: Mapping[str, str], maker: Maker) -> Iterator[Record]:
    """A storyline, by the key of the story that began it, of the stories that it has now: the chapter that founded each, and
    the id of each, by key."""
    line = line_id(key)
    if not ids:  # all its stories were swallowed by those of other lines
        return
    yield Storyline(line, tuple(sorted(ids.values())), maker)
    if len(ids) < 2:
        return
    for story, id_ in sorted(ids.items()):
        because = founding[story].line_because or ("the first of its line",)
        edge = make_id("edge", id_, line)
        yield Edge(edge, id_, line, Relation.STORYLINE, Verdict.SAME, 1.0, because, maker)


def line_id(key: str) -> str:
    """The id of the storyline that a story, by its key, began."""
    return make_id("storyline", key)


def roots(chapters: Iterable[Chapter]) -> dict[str, str]:
    """For each story that was swallowed the one that is left of it."""
    into = {c.story: c.into for c in chapters if c.into is not None}

    def root(key: str) -> str:
        while key in into:
            key = into[key]
        return key

    return {key: root(key) for key in into}


def firsts(pairs: Iterable[tuple[str, str]], rank: Callable[[str], Any]) -> dict[str, str]:
    """For everything in these pairs, each of which is one thing, the first by rank that it is one with."""
    first: dict[str, str] = {}

    def top(one: str) -> str:
        while first.get(one, one) != one:
            one = first[one]
        return one

    for pair in pairs:
        a, b = sorted(map(top, pair), key=rank)
        first[a], first[b] = a, a
    return {one: top(one) for one in first}


def _identity(
    key: str, begun: Mapping[str, tuple[int, str, int]], known: Sequence[Story]
) -> tuple[str, tuple[str, ...]]:
    """The id of a story and those it had or swallowed. `begun` tells of each article when the story began to which it came,
    which that was, and in which order: by this `fold` too chooses which of several goes on."""
    heirs = sorted(
        (s for s in known if s.id == key or 2 * len(begun.keys() & set(s.articles)) > len(s.articles)),
        key=lambda s: (s.id != key, min((begun[a] for a in s.articles if a in begun), default=(0, "", 0)), s.id),
    )
    id_ = heirs[0].id if heirs else key
    return id_, tuple(sorted({f for s in heirs for f in (s.id, *s.former_ids)} - {id_}))


def _origins(members: Sequence[Member]) -> tuple[tuple[str, ...], ...]:
    """The articles in groups that carry one text, by the earliest of each."""
    order = {member.article: n for n, member in enumerate(members)}
    first = firsts(((m.article, origin) for m in members for origin in m.origins if origin in order), order.__getitem__)
    groups: dict[str, list[str]] = defaultdict(list)
    for member in members:
        groups[first.get(member.article, member.article)].append(member.article)
    return tuple(tuple(sorted(group)) for _, group in sorted(groups.items(), key=lambda g: order[g[0]]))
