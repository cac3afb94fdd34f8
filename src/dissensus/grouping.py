"""The parts of `group` that something has changed for: gists, works, weeks, stories, storylines, each a unit of its own.

A week depends on its articles, on those of the weeks before it that are compared with them, on what these weeks made, and on
what persons said. So articles that come today run this week again, an article of last month that month and what follows from
it, and no older one. Articles without any date are a week of their own, after all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from dissensus.records import (
    UNDATED,
    Article,
    Block,
    Chapter,
    Edge,
    Gist,
    Mention,
    Record,
    Relation,
    Story,
    make_id,
)
from dissensus.run import Run
from dissensus.stages import group, read
from dissensus.verdicts import story_words

REACH = 50_000  # articles with a date, the latest, that those without any are compared with
HELD = 500  # articles whose texts are held while copies are looked for

Work = Callable[[], Iterator[Record]]


def bring_up_to_date(run: Run) -> None:
    """Runs the stale parts of `group`, in order."""
    _gists(run)
    fold_weeks(run)


def fold_weeks(run: Run) -> None:
    """Runs what is stale behind the gists: works, weeks, stories, storylines."""
    steps = _works(run)
    _weeks(run, steps)
    _stories(run)
    _lines(run)


def _gists(run: Run) -> None:
    heads = run.store.heads()

    def work(id: str) -> Work:
        def made() -> Iterator[Record]:
            (article,) = run.store.fetch(Article, articles=[id])
            standing, blocks = run.stand(article, run.store.fetch(Block, articles=[id]))
            mentions = run.store.fetch(Mention, articles=[id])
            capture = next(iter(run.store.captures([article.page])), None)
            yield group.sum_up(standing, blocks, mentions, capture, run.state(id, heads[id]))

        return made

    by = (read.VERSION, run.choice.reader, group.VERSION)

    def mark(id: str, page: str) -> str:
        return make_id("input", *by, run.state(id, page), run.fetched(page))

    run.units("group.gist", [(id, mark(id, page), work(id)) for id, page in heads.items()])
    run.store.delete_units("group.gist", set(run.store.units("group.gist")) - heads.keys())


# --------------------------------------------------------------------------------------------------------- works


def _works(run: Run) -> list[Edge]:
    """The edges from version to version; each work of several articles is a unit."""
    store = run.store
    replaced = store.replaced()
    families = _families(run, replaced)
    arrivals = {p.id: (p.fetched, p.replaces, p.place) for p in store.captures(_chain(families, replaced))}

    def work(family: Sequence[Gist]) -> Work:
        def made() -> Iterator[Record]:
            ids = [g.article for g in family]
            told = [run.standing(id) for id in ids]
            pages = store.captures(_chain([family], replaced))
            yield from group.versions([a for a, _ in told], {a.id: b for a, b in told}, {p.id: p for p in pages})

        return made

    todo = []
    for family in families:
        marks = [(g.article, g.state, arrivals.get(g.page)) for g in family]
        todo.append((family[0].article, make_id("input", group.VERSION, marks), work(family)))
    run.units("group.work", todo)
    store.delete_units("group.work", set(store.units("group.work")) - {unit for unit, *_ in todo})
    return store.select(Edge, "relation", [Relation.VERSION])


def _families(run: Run, replaced: Mapping[str, str]) -> list[list[Gist]]:
    """The articles of each work that has several: of one address, or met one after the other in one place."""
    chain = set(replaced) | set(replaced.values())
    gists = {g.article: g for g in run.store.select(Gist, "work", run.store.works())}
    gists |= {g.article: g for g in run.store.select(Gist, "page", chain)}
    by_key: dict[str, list[str]] = defaultdict(list)
    for id, gist in gists.items():
        by_key[f"work {gist.work}" if gist.work else f"article {id}"].append(id)
        by_key[f"page {_before(gist.page, replaced)[-1]}"].append(id)
    first = {id: id for id in gists}

    def top(id: str) -> str:
        while first[id] != id:
            id = first[id]
        return id

    for ids in by_key.values():
        for id in ids[1:]:
            one, other = sorted((top(ids[0]), top(id)))
            first[other] = one
    families: dict[str, list[Gist]] = defaultdict(list)
    for id in sorted(gists):
        families[top(id)].append(gists[id])
    return [family for _, family in sorted(families.items()) if len(family) > 1]


def _chain(families: Iterable[Sequence[Gist]], replaced: Mapping[str, str]) -> set[str]:
    """The pages of these articles, and those whose places they took."""
    return {page for family in families for g in family for page in _before(g.page, replaced)}


def _before(page: str, replaced: Mapping[str, str]) -> list[str]:
    """A page, the one whose place it took, and so on."""
    out = [page]
    while out[-1] in replaced:
        out.append(replaced[out[-1]])
    return out


# --------------------------------------------------------------------------------------------------------- weeks


def _weeks(run: Run, steps: Sequence[Edge]) -> None:
    store = run.store
    gists = {int(week): told for week, told in store.digests(Gist, "week").items()}
    words = story_words(run.persons())
    home = store.weeks_of({end for e in (*steps, *words) for end in (e.left, e.right)})
    words = [w for w in words if w.left in home and w.right in home]
    told: dict[int, list[Edge]] = defaultdict(list)
    for e in (*steps, *words):
        for week in {home[e.left], home[e.right]}:
            told[week].append(e)
    for week in sorted({int(unit) for unit in store.units("group.week")} - gists.keys()):
        _look_again(run, week, [], max(gists, default=0))  # before any other week: what is gone has no say
        store.delete_units("group.week", [str(week)])
    chapters = {int(w): sum_ for w, sum_ in store.digests(Chapter, "week").items()}
    for week in sorted(gists):
        back = _back(week, gists)
        seen = (e for w in back for e in told[w] if max(home[e.left], home[e.right]) <= week)
        here = [*told[week], *seen]
        marks = sorted({(e.id, e.verdict, e.at or "", home[e.left], home[e.right]) for e in here})
        around = [(w, gists.get(w), chapters.get(w)) for w in back]
        said = [w for w in told[week] if w.relation is Relation.SAME_STORY]
        far = _far(run, week, back, said, home)
        distant = [(c.id, [gists.get(home[id]) for id in sorted(far[0])]) for c in far[1]]
        mark = make_id("input", group.VERSION, week, gists[week], around, marks, distant)
        if not run.is_stale("group.week", str(week), mark):
            continue
        scene = _scene(run, week, back, far)
        made = list(_week(run, scene, steps, said))
        _look_again(run, week, [r for r in made if isinstance(r, Chapter)], max(gists))
        run.write("group.week", [(str(week), mark)], [made])
        chapters = {int(w): told for w, told in store.digests(Chapter, "week").items()}


def _look_again(run: Run, week: int, made: Sequence[Chapter], last: int) -> None:
    """Lets no later week (`last` is the last there is) be fresh whose stories may be of another storyline when this one
    founds `made` instead of what it founded before."""
    store = run.store
    if week >= last:
        return

    def founding(chapters: Iterable[Chapter]) -> dict[tuple[str, str], Chapter]:
        return {(c.story, make_id("outline", c.outline, c.line)): c for c in chapters if c.outline is not None}

    before, now = founding(store.select(Chapter, "week", [week])), founding(made)
    changed = [c for key, c in (*before.items(), *now.items()) if not (key in before and key in now)]
    if not changed:
        return
    # Whatever a story is most like, it must be like the one that began its line too.
    begun = {c.story for c in changed if c.line == c.story}
    lines = [c for c in store.select(Chapter, "line", begun) if c.week > week]
    words: dict[int, set[str]] = defaultdict(set)
    for chapter in (*changed, *lines):
        if chapter.outline is not None:
            words[chapter.week].update(chapter.outline.words[: group.KEYWORDS])
    later = {w for after, told in words.items() for w in store.outlined_after(told, after, group.LATEST)}
    later |= {c.week for c in lines if c.outline is not None}
    store.make_stale("group.week", [str(w) for w in sorted(later)])


def _back(week: int, sizes: dict[int, tuple[int, int]]) -> list[int]:
    """The weeks whose articles are compared with those of a week."""
    first, last = group.window(week)
    weeks = [w for w in sorted(sizes) if first <= w <= last]
    if week == UNDATED:
        count = 0
        for n, w in enumerate(reversed(weeks)):
            count += sizes[w][0]
            if count > REACH:
                return weeks[len(weeks) - n :]
    return weeks


def _far(
    run: Run, week: int, back: Sequence[int], words: Sequence[Edge], home: Mapping[str, int]
) -> tuple[set[str], list[Chapter]]:
    """The articles further back that a person put beside one of this week, and all that was made of their stories."""
    store = run.store
    here = {end for word in words for end in (word.left, word.right) if home[end] == week}
    near = set(back)
    far = {id for id in group.partners(words, here) if home[id] < week and home[id] not in near}
    if not far:
        return far, []
    told = store.select(Chapter, "week", sorted({home[id] for id in far}))
    keys = {c.story for c in told if far & {m.article for m in c.members}}
    return far, _all_of(run, keys, week)


def _scene(run: Run, week: int, back: Sequence[int], far: tuple[set[str], list[Chapter]]) -> group.Scene:
    store = run.store
    past = [*store.select(Gist, "week", back), *store.select(Gist, "article", far[0])]
    chapters = {c.id: c for c in (*store.select(Chapter, "week", back), *far[1])}
    return group.Scene(week, past, store.select(Gist, "week", [week]), list(chapters.values()))


def _week(run: Run, scene: group.Scene, steps: Sequence[Edge], words: Sequence[Edge]) -> Iterator[Record]:
    @lru_cache(maxsize=HELD)
    def standing(id: str) -> tuple[Article, Sequence[Block]]:
        return run.standing(id)

    def earlier(words: Sequence[str]) -> list[Chapter]:
        near = run.store.outlined(words[: group.KEYWORDS], scene.number, group.LATEST)
        first = {c.line for c in near} - {c.story for c in near}
        began = run.store.select(Chapter, "story", first)
        return [*near, *(c for c in began if c.outline is not None and c.week < scene.number)]

    yield from group.week(scene, steps, words, standing, earlier)


def _all_of(run: Run, keys: Iterable[str], before: int) -> list[Chapter]:
    """All chapters of some stories, of what swallowed them and of what they swallowed, up to a week: what later ones have
    on record may be of another run."""
    out: dict[str, Chapter] = {}
    todo = set(keys)
    met: set[str] = set()
    while todo:
        met |= todo
        found = [c for c in run.store.select(Chapter, "story", todo) if c.week < before]
        out |= {c.id: c for c in found}
        todo = {k for c in found for k in (*c.absorbed, *([c.into] if c.into else []))} - met
    return [chapter for _, chapter in sorted(out.items())]


# ----------------------------------------------------------------------------------------- stories and storylines


def _stories(run: Run) -> None:
    store = run.store
    marks = {str(key): told for key, told in store.digests(Chapter, "story").items()}
    root = group.roots(_swallowed(run))
    parts: dict[str, list[str]] = defaultdict(list)
    for key in marks:
        parts[root.get(key, key)].append(key)
    fresh = store.fingerprints("group.story")
    stale = {}
    for key, keys in sorted(parts.items()):
        mark = make_id("input", group.VERSION, [(k, marks[k]) for k in sorted(keys)])
        if fresh.get(key) == mark:
            run.fresh["group"] += 1
        else:
            stale[key] = mark
    identities = _identities(run, {key: parts[key] for key in stale})  # before any story on record makes way

    def work(key: str) -> Work:
        return lambda: group.tell_story(
            key, store.select(Chapter, "story", parts[key]), identities.get(key, (key, ())), group.MAKER
        )

    run.units("group.story", [(key, mark, work(key)) for key, mark in stale.items()])
    store.delete_units("group.story", fresh.keys() - parts.keys())
    store.delete_units("group", store.units("group"))  # what older versions made of the whole corpus at once


def _identities(run: Run, parts: Mapping[str, Sequence[str]]) -> dict[str, group.Identity]:
    """The id and the former ids of stories that are told anew, for those that have another one than their key."""
    store = run.store
    if not store.units("group.story") and not store.units("group"):
        return {}
    inherited: dict[str, group.Identity | None] = {}
    here: set[str] = set()
    for key, keys in parts.items():
        chapters = store.select(Chapter, "story", keys)
        articles = {m.article for c in chapters for m in c.members}
        ids = {e.right for e in store.select(Edge, "left_end", articles) if e.relation is Relation.MEMBER}
        known = [story for id in sorted(ids) if (story := store.get(Story, id)) is not None]
        inherited[key] = group.inherit(chapters, known)
        here |= articles

    def goes_on(id: str) -> bool:
        story = store.get(Story, id)
        return story is not None and here.isdisjoint(story.articles)

    return {key: told for key, told in group.identify(inherited, goes_on).items() if told != (key, ())}


def _swallowed(run: Run) -> list[Chapter]:
    """The chapters in which stories end."""
    joined = [str(key) for key in run.store.digests(Chapter, "joined") if key]
    return run.store.select(Chapter, "joined", joined)


def _lines(run: Run) -> None:
    store = run.store
    marks = {str(key): told for key, told in store.digests(Chapter, "line").items()}

    def work(line: str) -> Work:
        def made() -> Iterator[Record]:
            chapters = store.select(Chapter, "line", [line])
            founding = {c.story: c for c in chapters if c.outline is not None}
            for key in group.roots(chapters):
                founding.pop(key, None)
            ids = {}
            for key, chapter in founding.items():
                edges = store.select(Edge, "left_end", [chapter.members[0].article])
                ids[key] = next(e.right for e in edges if e.relation is Relation.MEMBER)
            yield from group.tell_line(line, founding, ids, group.MAKER)

        return made

    fresh = store.fingerprints("group.line")
    todo = []
    for line in sorted(marks):
        mark = make_id("input", group.VERSION, marks[line])
        if fresh.get(line) == mark:
            run.fresh["group"] += 1
        else:
            todo.append((line, mark, work(line)))
    run.units("group.line", todo)
    store.delete_units("group.line", fresh.keys() - marks.keys())
