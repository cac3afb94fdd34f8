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
    KEYWORDS,
    UNDATED,
    Article,
    Bag,
    Block,
    Chapter,
    Edge,
    Gist,
    Mention,
    Page,
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
    if not run.store.is_fresh("group.all", "version", group.VERSION):
        run.store.touch_all()
        run.store.write_unit("group.all", "version", group.VERSION, [])
    _weeks(run, _works(run))
    lines = _stories(run)
    run.store.delete_units("group", run.store.units("group"))  # what earlier versions made in one piece
    _lines(run, lines)


def _gists(run: Run) -> None:
    heads = run.store.heads()

    def work(id: str) -> Work:
        def made() -> Iterator[Record]:
            article, blocks = run.standing(id)
            (capture,) = run.store.captures([article.page])
            yield group.sum_up(
                article, blocks, run.store.fetch(Mention, articles=[id]), capture, run.state(id, article.page)
            )

        return made

    by = (read.VERSION, run.choice.reader, group.VERSION)

    def mark(id: str, page: str) -> str:
        return make_id("input", *by, run.state(id, page), run.fetched(page))

    run.units("group.gist", [(id, mark(id, page), work(id)) for id, page in heads.items()])
    run.store.delete_units("group.gist", set(run.store.units("group.gist")) - heads.keys())


# --------------------------------------------------------------------------------------------------------- works


def _works(run: Run) -> list[Edge]:
    """The edges from version to version; each work of several articles is a unit, by the first of its names."""
    store = run.store
    touched = [str(work) for work in store.touched("work")]
    replaced = store.replaced()
    gists = _of_works(run, touched, replaced)
    todo = []
    for name, family in _families(gists, replaced):
        pages = store.captures(_chain(family, replaced))
        marks = [(g.article, g.state) for g in family], [(p.id, p.fetched, p.replaces, p.place) for p in pages]
        todo.append((name, make_id("input", group.VERSION, *marks), _work(run, family, pages)))
    run.units("group.work", todo)
    store.delete_units("group.work", {*touched, *(g.work for g in gists)} - {name for name, *_ in todo})
    store.settle("work", touched)
    return store.select(Edge, "relation", [Relation.VERSION])


def _work(run: Run, family: Sequence[Gist], pages: Sequence[Page]) -> Work:
    def made() -> Iterator[Record]:
        told = [run.standing(g.article) for g in family]
        yield from group.versions([a for a, _ in told], {a.id: b for a, b in told}, {p.id: p for p in pages})

    return made


def _of_works(run: Run, touched: Sequence[str], replaced: Mapping[str, str]) -> list[Gist]:
    """The articles of these works of which there are several, and those met where others were, with the works of these."""
    store = run.store
    chained = {g.work for g in store.select(Gist, "page", {*replaced, *replaced.values()})}
    several = [work for work, (count, _) in store.digests(Gist, "work", touched).items() if count > 1]
    return store.select(Gist, "work", {*chained, *map(str, several)})


def _families(gists: Sequence[Gist], replaced: Mapping[str, str]) -> list[tuple[str, list[Gist]]]:
    """The articles of each work that has several, by the first of its names: those of one address, or met one after the other
    in one place."""
    by_key: dict[str, list[str]] = defaultdict(list)
    for gist in gists:
        by_key[f"work {gist.work}"].append(gist.work)
        by_key[f"page {_before(gist.page, replaced)[-1]}"].append(gist.work)
    first = group.firsts(((works[0], work) for works in by_key.values() for work in works), str)
    families: dict[str, list[Gist]] = defaultdict(list)
    for gist in sorted(gists, key=lambda g: g.article):
        families[first[gist.work]].append(gist)
    return [(name, family) for name, family in sorted(families.items()) if len(family) > 1]


def _chain(family: Sequence[Gist], replaced: Mapping[str, str]) -> set[str]:
    """The pages of these articles, and those whose places they took."""
    return {page for g in family for page in _before(g.page, replaced)}


def _before(page: str, replaced: Mapping[str, str]) -> list[str]:
    """A page, the one whose place it took, and so on."""
    out = [page]
    while out[-1] in replaced:
        out.append(replaced[out[-1]])
    return out


# --------------------------------------------------------------------------------------------------------- weeks


def _weeks(run: Run, steps: Sequence[Edge]) -> None:
    """Runs the weeks that something has changed for, the earliest first: where a week's chapters come out otherwise, the
    weeks that can see it follow."""
    store = run.store
    touched = [int(week) for week in store.touched("week")]
    said = [e for e in run.persons() if e.relation is Relation.SAME_STORY]  # those taken back, too
    home = store.weeks_of({end for e in (*steps, *said) for end in (e.left, e.right)})
    told: dict[int, list[Edge]] = defaultdict(list)
    for e in (*steps, *story_words(said)):
        for week in {home[end] for end in (e.left, e.right) if e.left in home and e.right in home}:
            told[week].append(e)
    todo = _seen_from(touched) | {home[end] for e in said for end in (e.left, e.right) if end in home}
    while todo:
        week = min(todo)
        todo.remove(week)
        before = store.select(Chapter, "week", [week])
        _one_week(run, week, told, home)
        now = store.select(Chapter, "week", [week])
        if now != before:
            todo |= (_seen_from([week]) | _in_line_with(run, week, before, now)) - {week}
    store.settle("week", touched)


def _seen_from(weeks: Iterable[int]) -> set[int]:
    """These weeks, those that their articles are compared in, and that of articles without a date."""
    out = {UNDATED} if weeks else set()
    for week in weeks:
        out |= {week} if week == UNDATED else set(range(week, week + group.BACK + 1))
    return out


def _in_line_with(run: Run, week: int, before: Sequence[Chapter], now: Sequence[Chapter]) -> set[int]:
    """The later weeks, however late, whose stories may be of another storyline now that this week founds others than before;
    none of them is fresh any more."""
    store = run.store

    def founding(chapters: Iterable[Chapter]) -> dict[str, Chapter]:
        return {make_id("founding", c.story, c.outline, c.line): c for c in chapters if c.outline is not None}

    old, new = founding(before), founding(now)
    changed = [c for key, c in (*old.items(), *new.items()) if not (key in old and key in new)]
    # Whatever a story is most like, it must be like the one that began its line too.
    begun = {c.story for c in changed if c.line == c.story}
    lines = [c for c in store.select(Chapter, "line", begun) if c.week > week]
    words: dict[int, set[str]] = defaultdict(set)
    for chapter in (*changed, *lines):
        if chapter.outline is not None:
            words[chapter.week].update(chapter.outline.words[:KEYWORDS])
    later = {w for after, found in words.items() for w in store.outlined_after(found, after, group.LATEST)}
    later |= {c.week for c in lines if c.outline is not None}
    store.make_stale("group.week", [str(w) for w in sorted(later)])
    return later


def _one_week(run: Run, week: int, told: Mapping[int, Sequence[Edge]], home: Mapping[str, int]) -> None:
    """Runs a week if it is stale; one that has no articles any more is forgotten. `told` are edges *version* and persons'
    words by the weeks of their ends."""
    store = run.store
    here = store.digests(Gist, "week", [week])
    if not here:
        store.delete_units("group.week", [str(week)])
        return
    back = _back(run, week)
    around = [list(store.digests(noun, "week", back).items()) for noun in (Gist, Chapter)]
    seen = (e for w in back for e in told.get(w, ()) if max(home[e.left], home[e.right]) <= week)
    ties = {e.id: e for e in (*told.get(week, ()), *seen)}
    words = [e for e in told.get(week, ()) if e.relation is Relation.SAME_STORY]
    far = _far(run, week, back, words, home)
    distant = sorted(far[0]), [c.id for c in far[1]], store.digests(Gist, "week", {home[id] for id in far[0]})
    marks = sorted((e.id, e.verdict, e.at or "", home[e.left], home[e.right]) for e in ties.values())
    mark = make_id("input", group.VERSION, here, around, marks, distant)
    if run.is_stale("group.week", str(week), mark):
        steps = [e for e in ties.values() if e.relation is Relation.VERSION]
        run.write("group.week", [(str(week), mark)], [list(_week(run, _scene(run, week, back, far), steps, words))])


def _back(run: Run, week: int) -> list[int]:
    """The weeks whose articles are compared with those of a week."""
    first, last = group.window(week)
    if week != UNDATED:
        return list(range(first, last + 1))
    out: list[int] = []
    count = 0
    for earlier, (size, _) in sorted(run.store.digests(Gist, "week").items(), reverse=True):
        if earlier == UNDATED:
            continue
        count += size
        if count > REACH:
            break
        out.insert(0, int(earlier))
    return out


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
    return far, _all_of(run, keys, before=week)


def _scene(run: Run, week: int, back: Sequence[int], far: tuple[set[str], list[Chapter]]) -> group.Scene:
    store = run.store
    past = [*store.select(Gist, "week", back), *store.select(Gist, "article", far[0])]
    chapters = {c.id: c for c in (*store.select(Chapter, "week", back), *far[1])}
    return group.Scene(week, past, store.select(Gist, "week", [week]), list(chapters.values()))


def _week(run: Run, scene: group.Scene, steps: Sequence[Edge], words: Sequence[Edge]) -> Iterator[Record]:
    @lru_cache(maxsize=HELD)
    def standing(id: str) -> tuple[Article, Sequence[Block]]:
        return run.standing(id)

    def earlier(outline: Bag) -> list[Chapter]:
        near = run.store.outlined(outline, scene.number, group.LATEST, group.NEAREST)
        first = {c.line for c in near} - {c.story for c in near}
        began = run.store.select(Chapter, "story", first)
        return [*near, *(c for c in began if c.outline is not None and c.week < scene.number)]

    yield from group.week(scene, steps, words, standing, earlier)


def _all_of(run: Run, keys: Iterable[str], before: int = UNDATED + 1) -> list[Chapter]:
    """All chapters of some stories, of what swallowed them and of what they swallowed, of the weeks before one: what later
    ones have on record may be of another run. Sorted by id."""
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


def _stories(run: Run) -> set[str]:
    """Tells the stories of which a chapter came or went anew; the keys of the lines that they are in."""
    store = run.store
    touched = [str(key) for key in store.touched("story")]
    lines: set[str] = set()
    done: set[str] = set()
    stale: list[tuple[str, str]] = []
    results: list[list[Record]] = []
    gone: set[str] = set()  # forgotten in the end: what goes on may have their ids
    for key in touched:
        chapters = _all_of(run, [key])
        keys = {c.story for c in chapters} | {key}
        if keys <= done:
            continue
        done |= keys
        root = group.roots(chapters)
        gone |= {k for k in keys if k in root or not chapters}
        if chapters:
            left = next(c.story for c in chapters if c.story not in root)
            lines |= {c.line for c in chapters}
            mark = make_id("input", group.VERSION, sorted(c.id for c in chapters))
            if run.is_stale("group.story", left, mark):
                stale.append((left, mark))
                results.append(list(_story(run, left, chapters)))  # before any story on record makes way
    run.write("group.story", stale, results)
    store.delete_units("group.story", gone)
    store.settle("story", touched)
    return lines


def _story(run: Run, key: str, chapters: Sequence[Chapter]) -> Iterator[Record]:
    store = run.store
    edges = store.select(Edge, "left_end", {m.article for c in chapters for m in c.members})
    ids = {e.right for e in edges if e.relation is Relation.MEMBER} | {key}
    known = [story for id in sorted(ids) if (story := store.get(Story, id)) is not None]
    others = store.select(Chapter, "story", {i for s in known for i in (s.id, *s.former_ids)} - {key})
    living = {c.story for c in others} - group.roots(others).keys()
    yield from group.tell_story(key, chapters, known, living, group.MAKER)


def _lines(run: Run, retold: set[str]) -> None:
    """Tells the storylines of which a chapter came or went, or a story was told anew."""
    store = run.store
    touched = [str(key) for key in store.touched("line")]
    for line in sorted({*touched, *retold}):
        chapters = store.select(Chapter, "line", [line])
        swallowed = group.roots(chapters)
        founding = {c.story: c for c in chapters if c.outline is not None and c.story not in swallowed}
        if not founding:
            store.delete_units("group.line", [line])
            continue
        first = {c.members[0].article: c.story for c in founding.values()}
        edges = store.select(Edge, "left_end", first)
        ids = {first[e.left]: e.right for e in edges if e.relation is Relation.MEMBER}
        mark = make_id("input", group.VERSION, sorted(c.id for c in founding.values()), sorted(ids.items()))
        run.units("group.line", [(line, mark, _line(line, founding, ids))])
    store.settle("line", touched)


def _line(line: str, founding: Mapping[str, Chapter], ids: Mapping[str, str]) -> Work:
    return lambda: group.tell_line(line, founding, ids, group.MAKER)
