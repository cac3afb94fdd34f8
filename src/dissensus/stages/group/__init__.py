"""group: which articles tell one event, which are copies or versions, which stories belong together over time.

    gists -> versions -> week by week: copies, chapters -> stories -> storylines

An article's gist is made of its kept words. Each week's articles are compared with those of the weeks before (`weeks`): what
they add to a story that is open, or found, is a chapter; a story is all its chapters. `group` does all of it over a corpus at
once; the pipeline does the same in parts, and only those for which something has changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from dissensus.langs import read_languages
from dissensus.records import (
    KEYWORDS,
    Article,
    Bag,
    Block,
    Chapter,
    Edge,
    Gist,
    Maker,
    Mention,
    Page,
    Record,
    Story,
    Verdict,
)
from dissensus.stages.group.copies import copy_edge, find_copies, is_one_event, sharing
from dissensus.stages.group.gists import gist
from dissensus.stages.group.stories import firsts, roots, tell_line, tell_story
from dissensus.stages.group.versions import find_versions, version_edge
from dissensus.stages.group.weeks import BACK, Earlier, Scene, Ties, fold, in_order, window

VERSION = "5"
MAKER = Maker("group", VERSION)
LATEST = 8  # stories that a word proposes: the last ones that have it
NEAREST = 12  # stories that are looked at of those proposed: those that share the most by these words

# Gives an article and its blocks as they stand.
Standing = Callable[[str], tuple[Article, Sequence[Block]]]

__all__ = [
    "BACK",
    "LATEST",
    "MAKER",
    "NEAREST",
    "VERSION",
    "Earlier",
    "Scene",
    "firsts",
    "group",
    "partners",
    "roots",
    "sum_up",
    "tell_line",
    "tell_story",
    "versions",
    "week",
    "window",
]


def sum_up(
    article: Article,
    blocks: Sequence[Block],
    mentions: Sequence[Mention],
    capture: Page | None = None,
    state: str = "",
) -> Gist:
    """The gist of an article: what of it is compared with others (`gists.gist`)."""
    return gist(article, blocks, mentions, read_languages(), MAKER, capture=capture, state=state)


def versions(
    articles: Sequence[Article], blocks: Mapping[str, Sequence[Block]], captures: Mapping[str, Page]
) -> list[Edge]:
    """The edges from version to version of the works among these articles."""
    ordered = sorted(articles, key=lambda a: (a.published.value or "9999", a.id))
    return [version_edge(step, ordered, MAKER) for step in find_versions(ordered, blocks, captures)]


def week(
    scene: Scene, steps: Sequence[Edge], words: Sequence[Edge], standing: Standing, earlier: Earlier
) -> Iterator[Record]:
    """The chapters of a week, and the copies that its articles are or have before them. `steps` are edges *version*, `words`
    what persons said of two articles, one word a pair; those on articles that are not here have no effect."""
    past, new = scene.past, scene.new
    at = {g.article: n for n, g in enumerate(in_order([*past, *new]))}
    sure = [e for e in steps if e.verdict is Verdict.SAME and e.left in at and e.right in at]
    one = [_in_order(e, at) for e in sure]
    works = firsts(one, at.__getitem__)
    copies = [e for e in _copies(past, new, standing) if works.get(e.left, e.left) != works.get(e.right, e.right)]
    one += [_in_order(e, at) for e in copies if e.verdict is Verdict.SAME]
    shared = [(e.left, e.right, e.score) for e in (*sure, *filter(is_one_event, copies))]
    said = {verdict: {(e.left, e.right): e.by for e in words if e.verdict is verdict} for verdict in Verdict}
    ties = Ties(shared, one, said[Verdict.SAME], said[Verdict.DIFFERENT])
    made = fold(scene, ties, earlier, MAKER)
    yield from made
    line = {m.article: c.line for c in (*scene.chapters, *made) for m in c.members}
    # What two articles on different matters share is no rewrite but their outlet's standing text.
    yield from (e for e in copies if e.verdict is Verdict.SAME or line.get(e.left) == line.get(e.right))


def partners(words: Iterable[Edge], articles: Collection[str]) -> set[str]:
    """The articles that persons put together with these."""
    same = [e for e in words if e.verdict is Verdict.SAME]
    return {b for e in same for a, b in ((e.left, e.right), (e.right, e.left)) if a in articles} - set(articles)


def group(
    articles: Sequence[Article],
    blocks: Mapping[str, Sequence[Block]],
    mentions: Mapping[str, Sequence[Mention]],
    known: Sequence[Story] = (),
    captures: Mapping[str, Page] | None = None,
    *,
    words: Sequence[Edge] = (),
) -> Iterator[Record]:
    """Stories over all these articles at once. `known` are the stories on record: one that lives on keeps its id, one that
    is swallowed is named in `former_ids`. `captures` are the articles' pages by id, with or without their bytes: when they
    were fetched, and what they replaced. `words` are what persons said of which articles tell one story, as it stands and
    without contradictions: stories that the machine forms are joined where one word joins two of their articles, and hold
    no two articles that a word parts."""
    captures = captures or {}
    by_id = {a.id: a for a in articles}
    gists = [sum_up(a, blocks.get(a.id, ()), mentions.get(a.id, ()), captures.get(a.page)) for a in by_id.values()]
    steps = versions(list(by_id.values()), blocks, captures)
    yield from steps
    shelf = _Shelf()
    for number in sorted({g.week for g in gists}):
        first, last = window(number)
        new = [g for g in gists if g.week == number]
        named = partners(words, {g.article for g in new})
        past = [g for g in gists if first <= g.week <= last or (g.week < number and g.article in named)]
        scene = Scene(number, past, new, shelf.chapters)
        made = list(week(scene, steps, words, lambda id: (by_id[id], blocks.get(id, ())), shelf.earlier))
        for record in made:
            if isinstance(record, Chapter):
                shelf.put(record)
            else:
                yield record
    yield from shelf.tell(known)


class _Shelf:
    """Chapters by story and by the words of their outlines, in memory."""

    def __init__(self) -> None:
        self.chapters: list[Chapter] = []
        self.founding: dict[str, Chapter] = {}
        self.by_word: dict[str, list[tuple[int, str, float]]] = defaultdict(list)

    def put(self, chapter: Chapter) -> None:
        self.chapters.append(chapter)
        if chapter.outline is not None:
            self.founding[chapter.story] = chapter
            for word, weight in _first(chapter.outline):
                self.by_word[word].append((-chapter.week, chapter.story, weight))

    def earlier(self, outline: Bag) -> list[Chapter]:
        score: dict[str, float] = defaultdict(float)
        for word, weight in _first(outline):
            for _, story, other in sorted(self.by_word[word])[:LATEST]:
                score[story] += weight * other
        keys = set(sorted(score, key=lambda key: (-round(score[key], 6), key))[:NEAREST])
        keys |= {self.founding[key].line for key in keys}
        return [self.founding[key] for key in sorted(keys)]

    def tell(self, known: Sequence[Story]) -> Iterator[Record]:
        """All stories and storylines."""
        root = roots(self.chapters)
        told: dict[str, list[Chapter]] = defaultdict(list)
        for chapter in self.chapters:
            told[root.get(chapter.story, chapter.story)].append(chapter)
        lines: dict[str, dict[str, str]] = defaultdict(dict)
        for key, chapters in sorted(told.items()):
            inside = {m.article for c in chapters for m in c.members}
            here = [s for s in known if inside & set(s.articles)]
            for record in tell_story(key, chapters, here, told.keys() - {key}, MAKER):
                if isinstance(record, Story):
                    lines[self.founding[key].line][key] = record.id
                yield record
        for line, ids in sorted(lines.items()):
            yield from tell_line(line, {key: self.founding[key] for key in ids}, ids, MAKER)


def _first(outline: Bag) -> list[tuple[str, float]]:
    """The first words of an outline with their weights."""
    return list(zip(outline.words, outline.weights, strict=True))[:KEYWORDS]


def _copies(past: Sequence[Gist], new: Sequence[Gist], standing: Standing) -> list[Edge]:
    """The pairs that share text and of which one at least is new."""
    old, here = sharing([g.signature for g in past], [g.signature for g in new])
    told = [standing(g.article) for g in in_order([*(past[n] for n in old), *(new[n] for n in here)])]
    articles = [article for article, _ in told]
    found = find_copies(articles, {a.id: blocks for a, blocks in told}, {g.article for g in new})
    return [copy_edge(copy, articles, MAKER) for copy in found]


def _in_order(edge: Edge, at: Mapping[str, int]) -> tuple[str, str]:
    """The two articles of an edge, the earlier one first."""
    return (edge.left, edge.right) if at[edge.left] < at[edge.right] else (edge.right, edge.left)
