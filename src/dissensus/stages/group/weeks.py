"""Stories week by week: what the articles of a week add to the stories that are open, and which stories they found.

A story is open to an article as long as one of its articles is at most `BACK` weeks older. What a week makes of its articles
depends on these weeks alone, so that a story which nobody writes about any more costs nothing, and memory is bounded by the
window. Weeks go in order, articles without any date last; within a week the order in which articles came makes no difference.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from dissensus.records import UNDATED, Bag, Chapter, Gist, Maker, Member, make_id
from dissensus.stages.group.events import probabilities
from dissensus.stages.group.likeness import NEAREST, find_pairs, mean_bag, nearness
from dissensus.stages.group.linkage import Node, link
from dissensus.stages.group.storylines import choose_line

if TYPE_CHECKING:
    from dissensus.stages.group.likeness import Floats, Pairs

BACK = 6  # weeks before its own that an article is compared with
# Mean probability of the pairs of two clusters, from which they are one story. B-cubed on Giveme5W1H, ECB+, gun violence and
# AllSides at 0.2: 0.915, 0.872, 0.907, 0.873; at 0.3: 0.910, 0.877, 0.920, 0.879; at 0.4: 0.889, 0.869, 0.924, 0.875.
SAME_EVENT = 0.3
FLOOR = 0.01  # a probability below which a pair counts as none
REASONS = 6  # shared words and names that are told of a membership
OUTLINE = 48  # words of a story's outline

Together = tuple[str, str, float]  # two articles that share text, and how much of it

# Gives the founding chapters of earlier weeks whose outlines share the most with one, and those that began their lines.
Earlier = Callable[[Bag], Iterable[Chapter]]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a week sees: its `number`, the gists of its articles (`new`) and of those they are compared with (`past`), and the
    chapters that earlier weeks made of these; of a story that has an article among them at least the last one."""

    number: int
    past: Sequence[Gist]
    new: Sequence[Gist]
    chapters: Sequence[Chapter]


@dataclass(frozen=True, slots=True)
class Ties:
    """What is known of articles beside how alike they are: those that `share` text and so are one event, those that carry
    `one` text (the earlier one first), and what persons said: who put which two together (`same`) and `apart`."""

    shared: Sequence[Together] = ()
    one: Sequence[tuple[str, str]] = ()
    same: Mapping[tuple[str, str], str] = field(default_factory=dict)
    apart: Mapping[tuple[str, str], str] = field(default_factory=dict)


def in_order(gists: Iterable[Gist]) -> list[Gist]:
    """Gists by week, day and id of their articles."""
    return sorted(gists, key=lambda g: (g.week, g.day or "9999", g.article))


def window(week: int) -> tuple[int, int]:
    """The first and the last week before this one whose articles its own are compared with."""
    return (0 if week == UNDATED else week - BACK), week - 1


def sight(past: Sequence[Gist], new: Sequence[Gist], near: Mapping[str, Sequence[float]]) -> tuple[Pairs, Floats]:
    """The pairs of a week, and the nearness of all its window's articles: of past ones as it was in their week."""
    import numpy as np

    pairs = find_pairs([*past, *new], len(new))
    zero = (0.0,) * len(NEAREST)
    then = np.array([near.get(g.article, zero) for g in past], dtype=np.float64).reshape(len(past), len(NEAREST))
    return pairs, np.concatenate([then, nearness(pairs, len(past) + len(new), len(new))])


def fold(scene: Scene, ties: Ties, earlier: Earlier, maker: Maker) -> list[Chapter]:
    """The chapters of a week. Scene and ties may hold more than has an effect on it."""
    told = _Told.of(scene.chapters)
    past, new = in_order(g for g in scene.past if g.article in told.story), in_order(scene.new)
    pairs, near = sight(past, new, told.near)
    gists = [*past, *new]
    likely = probabilities(pairs, near, [g.words for g in gists], len(gists))
    keys = sorted({told.root(told.story[g.article]) for g in past}, key=lambda k: (told.last[k].since, k))
    place = {key: n for n, key in enumerate(keys)}
    home = [place[told.root(told.story[g.article])] for g in past] + [len(keys) + n for n in range(len(new))]
    at = {g.article: n for n, g in enumerate(gists)}
    sums: dict[tuple[int, int], float] = defaultdict(float)
    strength = {(i, j): p for i, j, p in zip(pairs.first.tolist(), pairs.second.tolist(), likely.tolist(), strict=True)}
    for one, other, share in ties.shared:
        if one in at and other in at:
            strength[min(at[one], at[other]), max(at[one], at[other])] = 1.0 + share
    for (i, j), p in strength.items():
        a, b = sorted((home[i], home[j]))
        if p >= FLOOR and a != b:
            sums[a, b] += p
    clusters = link(
        [told.node(key) for key in keys] + [Node()] * len(new),
        sums,
        SAME_EVENT,
        gap=BACK if scene.number == UNDATED else None,
        together=[(home[at[a]], home[at[b]]) for a, b in ties.same if a in at and b in at],
        apart=_apart(ties, {g.article: h for g, h in zip(gists, home, strict=True)}, told, place),
    )
    whys = _Reasons(gists, home, (pairs, near), strength, ties)
    out: list[Chapter] = []
    for cluster in clusters:
        out += _chapters(cluster, keys, told, whys, week=scene.number, maker=maker)
    out = [_made(_with_apart(chapter, told, ties)) for chapter in out]
    return _with_lines(out, {g.article: g for g in new}, earlier)


def _apart(ties: Ties, home: Mapping[str, int], told: _Told, place: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """The places that are to stay apart. What a person parted stays so as long as both stories go on, though nobody writes
    of the two articles any more: stories carry along which of theirs were parted from what."""
    carried = dict(home)
    parted = set(ties.apart)
    for key, n in place.items():
        for article, other in told.parted[key]:
            carried[article] = n
            parted.add((article, other))
    for one, other in sorted(parted):
        if one in carried and other in carried:
            yield carried[one], carried[other]


def _with_apart(chapter: Chapter, told: _Told, ties: Ties) -> Chapter:
    """A chapter with what persons parted its story's articles from; that of an end has nothing to carry on."""
    if chapter.into is not None:
        return chapter
    pairs = {pair for key in (chapter.story, *chapter.absorbed) for pair in told.parted[key]}
    here = {member.article for member in chapter.members}
    pairs |= {(a, b) for pair in ties.apart for a, b in (pair, pair[::-1]) if a in here}
    return replace(chapter, apart=tuple(sorted(pairs))) if pairs else chapter


@dataclass(slots=True)
class _Told:
    """What earlier weeks made: the story of each article, how near its nearest were, the last chapter of each story, how many
    articles it and what it swallowed have in which weeks, and which of them persons parted from others."""

    story: dict[str, str] = field(default_factory=dict)
    near: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    last: dict[str, Chapter] = field(default_factory=dict)
    into: dict[str, str] = field(default_factory=dict)
    weeks: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    parted: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, chapters: Iterable[Chapter]) -> _Told:
        told = cls()
        chapters = sorted(chapters, key=lambda c: (c.week, c.id))
        for chapter in chapters:
            for member in chapter.members:
                told.story[member.article] = chapter.story
                told.near[member.article] = member.near
            if chapter.into is not None:
                told.into[chapter.story] = chapter.into
            else:
                told.last[chapter.story] = chapter
            told.parted[chapter.story].update(chapter.apart)
        for chapter in chapters:
            told.weeks[told.root(chapter.story)][chapter.week] += len(chapter.members)
        return told

    def node(self, key: str) -> Node:
        """A story as what is linked."""
        weeks = self.weeks[key]
        return Node(self.last[key].size, tuple(sorted((w, n) for w, n in weeks.items() if w != UNDATED)))

    def root(self, key: str) -> str:
        while key in self.into:
            key = self.into[key]
        return key


def _chapters(
    cluster: Sequence[int], keys: Sequence[str], told: _Told, whys: _Reasons, *, week: int, maker: Maker
) -> Iterator[Chapter]:
    """What a cluster adds to its oldest story, or the story that it founds; and the ends of those it swallows."""
    old = [keys[n] for n in cluster if n < len(keys)]
    members = whys.members(cluster, len(keys))
    if not members and len(old) < 2:
        return
    if not old:
        key = make_id("story", members[0].article)
        yield Chapter("", key, week, week, len(members), members, maker, line=key)
        return
    first = told.last[old[0]]
    size = sum(told.last[key].size for key in old) + len(members)
    gone = tuple(old[1:])
    yield Chapter("", old[0], week, first.since, size, members, maker, absorbed=gone, line=first.line)
    for key in gone:
        last = told.last[key]
        yield Chapter("", key, week, last.since, last.size, (), maker, into=old[0], line=last.line)


def _made(chapter: Chapter) -> Chapter:
    """With its id, that of all it says."""
    c = chapter
    said = (c.story, c.week, c.since, c.size, c.members, c.absorbed, c.into, c.line, c.line_because, c.outline, c.apart)
    return replace(chapter, id=make_id("chapter", *said))


def _with_lines(chapters: Sequence[Chapter], gists: Mapping[str, Gist], earlier: Earlier) -> list[Chapter]:
    """The chapters, those that found a story with its outline and storyline: one that is there, or its own."""
    out: list[Chapter] = []
    founded: list[Chapter] = []
    for chapter in chapters:
        if chapter.since != chapter.week or chapter.into is not None or not chapter.members:
            out.append(chapter)
            continue
        outline = mean_bag([gists[m.article] for m in chapter.members], OUTLINE)
        outlined = replace(chapter, outline=outline)
        line, because = choose_line(outlined, [*earlier(outline), *founded])
        founded.append(_made(replace(outlined, line=line, line_because=because)))
        out.append(founded[-1])
    return out


class _Reasons:
    """Why an article is where it is: what it has with the nearest article there."""

    def __init__(
        self,
        gists: Sequence[Gist],
        home: Sequence[int],
        seen: tuple[Pairs, Floats],
        strength: Mapping[tuple[int, int], float],
        ties: Ties,
    ) -> None:
        pairs, near = seen
        self.gists, self.near = gists, near
        self.at: dict[int, list[int]] = defaultdict(list)
        for i, cluster in enumerate(home):
            self.at[cluster].append(i)
        self.likeness = dict(
            zip(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True), pairs.body.tolist(), strict=True)
        )
        self.others: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for (i, j), p in strength.items():
            self.others[i].append((p, -j))
            self.others[j].append((p, -i))
        self.origins: dict[str, list[str]] = defaultdict(list)
        for earlier, later in ties.one:
            self.origins[later].append(earlier)
        self.by: dict[str, str] = {}
        for (one, other), who in ties.same.items():
            self.by.setdefault(one, who)
            self.by.setdefault(other, who)

    def members(self, cluster: Sequence[int], stories: int) -> tuple[Member, ...]:
        """The new articles of a cluster; places from `stories` on are new articles, those before are stories."""
        inside = {i for place in cluster for i in self.at[place]}
        return tuple(self._member(i, inside) for place in cluster if place >= stories for i in self.at[place])

    def _member(self, i: int, inside: set[int]) -> Member:
        gist = self.gists[i]
        score, best = max(((p, j) for p, j in self.others[i] if -j in inside and -j != i), default=(1.0, 1))
        because: tuple[str, ...] = ("alone",)
        if best <= 0:
            other = self.gists[-best]
            because = (*shared(gist, other), *self._figures(i, -best, gist, other))
        elif len(inside) > 1:
            because = ("like none of its story by its words",)
        if gist.article in self.by:
            because = (f"put there by a person: {self.by[gist.article]}", *because)
        near = self.near[i].tolist()
        origins = tuple(sorted(self.origins[gist.article]))
        return Member(gist.article, round(min(score, 1.0), 4), because, (near[0], near[1], near[2]), origins)

    def _figures(self, i: int, j: int, one: Gist, other: Gist) -> Iterator[str]:
        likeness = self.likeness.get((min(i, j), max(i, j)), 0.0)
        yield f"likeness {likeness:.2f}, to its ten nearest {self.near[i][1]:.2f}"
        if one.day and other.day:
            days = abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days)
            yield "on the same day" if days == 0 else f"{days} day{'s' * (days != 1)} apart"
        else:
            yield "a date is unknown"


def shared(one: Gist, other: Gist) -> tuple[str, ...]:
    """What two articles share: names, and words by their weight."""
    names = [name for name in one.names if name in set(other.names)][:REASONS]
    left, right = (dict(zip(g.body.words, g.body.weights, strict=True)) for g in (one, other))
    words = sorted(left.keys() & right.keys(), key=lambda w: (-left[w] * right[w], w))[:REASONS]
    return tuple([f"name: {n}" for n in names] + [f"word: {w}" for w in words])
