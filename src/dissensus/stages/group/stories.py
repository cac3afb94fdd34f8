"""Stories and storylines as they stand, put together of the chapters that the weeks made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from dissensus.records import Chapter, Edge, Maker, Member, Record, Relation, Story, Storyline, Verdict, make_id

Identity = tuple[str, tuple[str, ...]]  # the id of a story, and those it had before or swallowed


def inherit(chapters: Sequence[Chapter], known: Sequence[Story]) -> Identity | None:
    """The id that a story of these chapters has from the stories on record that live on in it, and its `former_ids`; None if
    none does. `known` are stories on record, those at least that have articles in common with it: of those with most of
    their articles here the one that began first, by which `fold` too chooses which of several goes on, gives its id."""
    begun = {member.article: (c.since, c.story) for c in chapters for member in c.members}
    heirs = sorted(
        (s for s in known if 2 * len(begun.keys() & set(s.articles)) > len(s.articles)),
        key=lambda s: (min(begun[a] for a in s.articles if a in begun), s.id),
    )
    if not heirs:
        return None
    return heirs[0].id, tuple(sorted({f for s in heirs for f in (s.id, *s.former_ids)} - {heirs[0].id}))


def nobody(_: str) -> bool:
    """No story on record that is not told anew has this id."""
    return False


def identify(inherited: Mapping[str, Identity | None], goes_on: Callable[[str], bool] = nobody) -> dict[str, Identity]:
    """The id and the former ids of stories by their keys, from what each inherits: else its key, unless another story goes on
    under that id without the article that founded it. `goes_on` tells whether a story on record that is not among these
    has an id."""
    given = {told[0] for told in inherited.values() if told is not None}
    out = {}
    for key, told in sorted(inherited.items()):
        id_, former = told or (key, ())
        while told is None and (id_ in given or goes_on(id_)):
            id_ = make_id("story", id_)
        given.add(id_)
        out[key] = id_, former
    # What was swallowed and is a story of its own again is no former id of another.
    return {key: (id_, tuple(f for f in former if f not in given)) for key, (id_, former) in out.items()}


def tell_story(key: str, chapters: Sequence[Chapter], identity: Identity, maker: Maker) -> Iterator[Record]:
    """A story of all its chapters, those of the stories it swallowed among them, and an edge for each of its articles. `key`
    is that of the story that is left of them."""
    id_, former = identity
    ordered = sorted(chapters, key=lambda c: (c.week, c.id))
    members = [member for chapter in ordered for member in chapter.members]
    articles = sorted(member.article for member in members)
    line = next(c.line for c in ordered if c.story == key)
    yield Story(id_, tuple(articles), _origins(members), line_id(line), maker, former)
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


def _origins(members: Sequence[Member]) -> tuple[tuple[str, ...], ...]:
    """The articles in groups that carry one text, by the earliest of each."""
    first = {member.article: member.article for member in members}
    order = {member.article: n for n, member in enumerate(members)}

    def top(article: str) -> str:
        while first[article] != article:
            article = first[article]
        return article

    for member in members:
        for origin in member.origins:
            if origin in first:
                one, other = sorted((top(member.article), top(origin)), key=order.__getitem__)
                first[other] = one
    groups: dict[str, list[str]] = defaultdict(list)
    for member in members:
        groups[top(member.article)].append(member.article)
    return tuple(tuple(sorted(group)) for _, group in sorted(groups.items(), key=lambda g: order[g[0]]))
