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
    run.units("group.gist", [(id, make_id("input", *by, run.state(id, page)), work(id)) for id, page in heads.items()])
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
    chapters = {int(week): told for week, told in store.digests(Chapter, "week").items()}
    weeks = sorted(gists)
    words = story_words(run.persons())
    home = store.weeks_of({end for e in (*steps, *words) for end in (e.left, e.right)})
    words = [w for w in words if w.left in home and w.right in home]
    for week in weeks:
        back = _back(week, gists)
        here = [e for e in (*steps, *words) if week in (home[e.left], home[e.right])]
        marks = [(e.id, e.verdict, e.at, home[e.left], home[e.right]) for e in here]
        around = [(w, gists.get(w), chapters.get(w)) for w in back]
        mark = make_id("input", group.VERSION, week, gists[week], around, marks)
        if not run.is_stale("group.week", str(week), mark):
            continue
        said = [w for w in words if week in (home[w.left], home[w.right])]
        made = list(_week(run, _scene(run, week, back, said, home), steps, said))
        run.write("group.week", [(str(week), mark)], [made])
        chapters = {int(w): told for w, told in store.digests(Chapter, "week").items()}
    store.delete_units("group.week", set(store.units("group.week")) - {str(week) for week in weeks})


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


def _scene(run: Run, week: int, back: Sequence[int], words: Sequence[Edge], home: Mapping[str, int]) -> group.Scene:
    store = run.store
    new = store.select(Gist, "week", [week])
    past = store.select(Gist, "week", back)
    chapters = store.select(Chapter, "week", back)
    named = group.partners(words, {g.article for g in new}) - {g.article for g in past}
    far = {id for id in named if home[id] < week}
    if (
        far
    ):  # articles further back that a person named beside one of this week, with all that was made of their stories
        past += store.select(Gist, "article", far)
        told = store.select(Chapter, "week", sorted({home[id] for id in far}))
        keys = {c.story for c in told if far & {m.article for m in c.members}}
        known = {c.id for c in chapters}
        chapters += [c for c in _all_of(run, keys) if c.id not in known and c.week < week]
    return group.Scene(week, past, new, chapters)


def _week(run: Run, scene: group.Scene, steps: Sequence[Edge], words: Sequence[Edge]) -> Iterator[Record]:
    @lru_cache(maxsize=HELD)
    def standing(id: str) -> tuple[Article, Sequence[Block]]:
        return run.standing(id)

    def earlier(words: Sequence[str]) -> list[Chapter]:
        near = run.store.outlined(words[: group.KEYWORDS], scene.number, group.LATEST)
        first = {c.line for c in near} - {c.story for c in near}
        return [*near, *(c for c in run.store.select(Chapter, "story", first) if c.outline is not None)]

    yield from group.week(scene, steps, words, standing, earlier)


def _all_of(run: Run, keys: Iterable[str]) -> list[Chapter]:
    """All chapters of some stories, of what swallowed them and of what they swallowed."""
    out: dict[str, Chapter] = {}
    todo = set(keys)
    met: set[str] = set()
    while todo:
        met |= todo
        found = run.store.select(Chapter, "story", todo)
        out |= {c.id: c for c in found}
        todo = {k for c in found for k in (*c.absorbed, *([c.into] if c.into else []))} - met
    return list(out.values())


# ----------------------------------------------------------------------------------------- stories and storylines


def _stories(run: Run) -> None:
    store = run.store
    marks = {str(key): told for key, told in store.digests(Chapter, "story").items()}
    root = group.roots(_swallowed(run))
    parts: dict[str, list[str]] = defaultdict(list)
    for key in marks:
        parts[root.get(key, key)].append(key)

    def work(key: str, keys: Sequence[str]) -> Work:
        def made() -> Iterator[Record]:
            chapters = store.select(Chapter, "story", keys)
            articles = {m.article for c in chapters for m in c.members}
            edges = store.select(Edge, "left_end", articles)
            ids = {e.right for e in edges if e.relation is Relation.MEMBER} | {key}
            known = [story for id in sorted(ids) if (story := store.get(Story, id)) is not None]
            yield from group.tell_story(key, chapters, known, group.MAKER)

        return made

    fresh = store.fingerprints("group.story")
    todo = []
    for key, keys in sorted(parts.items()):
        mark = make_id("input", group.VERSION, [(k, marks[k]) for k in sorted(keys)])
        if fresh.get(key) == mark:
            run.fresh["group"] += 1
        else:
            todo.append((key, mark, work(key, keys)))
    run.units("group.story", todo)
    store.delete_units("group.story", fresh.keys() - parts.keys())


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
