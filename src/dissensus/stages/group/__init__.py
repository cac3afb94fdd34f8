"""group: which articles tell one event, which are copies or versions, which stories belong together over time.

    gists -> versions -> week by week: copies, chapters -> stories -> storylines

An article's gist is made of its kept words. Each week's articles are compared with those of the weeks before (`weeks`): what
they add to a story that is open, or found, is a chapter; a story is all its chapters. `group` does all of it over a corpus at
once. The pipeline does the same in parts, and only those that something has changed for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from dissensus.langs import read_languages
from dissensus.records import (
    Article,
    Block,
    Chapter,
    Edge,
    Gist,
    Maker,
    Mention,
    Page,
    Record,
    Relation,
    Story,
    Verdict,
)
from dissensus.stages.group.copies import copy_edge, find_copies
from dissensus.stages.group.gists import gist
from dissensus.stages.group.stories import tell_line, tell_story
from dissensus.stages.group.versions import find_versions, version_edge
from dissensus.stages.group.weeks import Earlier, Ties, fold, in_order, window

VERSION = "4"
MAKER = Maker("group", VERSION)

# Gives an article and its blocks as they stand.
Standing = Callable[[str], tuple[Article, Sequence[Block]]]

__all__ = [
    "MAKER",
    "VERSION",
    "Earlier",
    "Standing",
    "group",
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
    return gist(article, blocks, mentions, read_languages(), MAKER, capture, state)


def versions(
    articles: Sequence[Article], blocks: Mapping[str, Sequence[Block]], captures: Mapping[str, Page]
) -> list[Edge]:
    """The edges from version to version of the works among these articles."""
    ordered = sorted(articles, key=lambda a: (a.published.value or "9999", a.id))
    return [version_edge(step, ordered, MAKER) for step in find_versions(ordered, blocks, captures)]


def week(
    number: int,
    past: Sequence[Gist],
    new: Sequence[Gist],
    chapters: Sequence[Chapter],
    steps: Sequence[Edge],
    words: Sequence[Edge],
    standing: Standing,
    earlier: Earlier,
) -> Iterator[Record]:
    """The chapters of a week and the copies among its articles and those before it. `steps` are edges *version*, `words` what
    persons said of two articles, the last one last."""
    at = {g.article: n for n, g in enumerate(in_order([*past, *new]))}
    one = [sorted((e.left, e.right), key=at.__getitem__) for e in steps if _is_sure(e, at)]
    works = _roots(one, at)
    found = [
        edge
        for edge in copy_edges(past, new, standing)
        if works.get(edge.left, edge.left) != works.get(edge.right, edge.right)
    ]
    one += [sorted((e.left, e.right), key=at.__getitem__) for e in found if e.verdict is Verdict.SAME]
    joined = [(e.left, e.right, e.score) for e in steps if _is_sure(e, at)]
    joined += [(e.left, e.right, e.score) for e in found if is_one_event(e)]
    ties = Ties(joined, [(a, b) for a, b in one], *_said(words))
    made = fold(number, past, new, chapters, ties, earlier, MAKER)
    yield from made
    yield from (edge for edge in found if edge.verdict is Verdict.SAME or _is_one_matter(edge, made, chapters))


def group(
    articles: Sequence[Article],
    blocks: Mapping[str, Sequence[Block]],
    mentions: Mapping[str, Sequence[Mention]],
    known: Sequence[Story] = (),
    captures: Mapping[str, Page] | None = None,
    words: Sequence[Edge] = (),
) -> Iterator[Record]:
    """Stories over all these articles at once. `known` are the stories on record: one that lives on keeps its id, one that
    is swallowed is named in `former_ids`. `captures` are the articles' pages by id, with or without their bytes. `words` are
    what persons said of two articles, the last one last."""
    captures = captures or {}
    by_id = {a.id: a for a in articles}
    gists = [
        sum_up(a, blocks.get(a.id, ()), mentions.get(a.id, ()), captures.get(a.page)) for a in by_id.values()
    ]
    steps = versions(list(by_id.values()), blocks, captures)
    yield from steps
    shelf = Shelf()
    for number in sorted({g.week for g in gists}):
        first, last = window(number)
        named = partners(words, {g.article for g in gists if g.week == number})
        past = [g for g in gists if first <= g.week <= last or (g.week < number and g.article in named)]
        new = [g for g in gists if g.week == number]
        made = week(
            number, past, new, shelf.chapters, steps, words, lambda id: (by_id[id], blocks.get(id, ())), shelf.earlier
        )
        for record in made:
            if isinstance(record, Chapter):
                shelf.put(record)
            else:
                yield record
    for record in shelf.tell(known):
        yield record


class Shelf:
    """Chapters by story and by the words of their outlines, in memory."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.chapters: list[Chapter] = []
        self.founding: dict[str, Chapter] = {}
        self.by_word: dict[str, list[str]] = defaultdict(list)

    def put(self, chapter: Chapter) -> None:
        """Takes a chapter in."""
        self.chapters.append(chapter)
        if chapter.outline is not None:
            self.founding[chapter.story] = chapter
            for word in chapter.outline.words[:KEYWORDS]:
                self.by_word[word].append(chapter.story)

    def earlier(self, words: Sequence[str]) -> list[Chapter]:
        """`weeks.Earlier` over what is on the shelf."""
        keys = {key for word in words[:KEYWORDS] for key in self.by_word[word][-LATEST:]}
        keys |= {self.founding[key].line for key in keys}
        return [self.founding[key] for key in sorted(keys)]

    def tell(self, known: Sequence[Story]) -> Iterator[Record]:
        """All stories and storylines."""
        into = {c.story: c.into for c in self.chapters if c.into is not None}
        told: dict[str, list[Chapter]] = defaultdict(list)
        for chapter in self.chapters:
            key = chapter.story
            while key in into:
                key = into[key]
            told[key].append(chapter)
        lines: dict[str, dict[str, str]] = defaultdict(dict)
        for key, chapters in sorted(told.items()):
            inside = {m.article for c in chapters for m in c.members}
            for record in tell_story(chapters, [s for s in known if inside & set(s.articles)], MAKER):
                if isinstance(record, Story):
                    lines[self.founding[key].line][key] = record.id
                yield record
        for line, ids in sorted(lines.items()):
            yield from tell_line(line, self.founding, ids, MAKER)


KEYWORDS = 16  # words of an outline, the heaviest, that propose stories of one line
LATEST = 50  # stories that a word proposes: the last ones that have it
COPY_SHARE = 0.5


def copy_edges(past: Sequence[Gist], new: Sequence[Gist], standing: Standing) -> list[Edge]:
    """The copies among the new articles and of past ones among them."""
    ordered = in_order([*past, *new])
    articles = [standing(g.article) for g in ordered]
    blocks = {a.id: ledger for a, ledger in articles}
    plain = [a for a, _ in articles]
    fresh = {g.article for g in new}
    return [
        copy_edge(c, plain, MAKER)
        for c in find_copies(plain, blocks)
        if plain[c.first].id in fresh or plain[c.second].id in fresh
    ]


def is_one_event(edge: Edge) -> bool:
    """So much is shared that both tell one event, be they one origin or not."""
    from dissensus.stages.group.copies import OWN_WORDS

    return edge.verdict is Verdict.SAME or (edge.score >= COPY_SHARE and edge.because[0] != OWN_WORDS)


def partners(words: Iterable[Edge], articles: set[str]) -> set[str]:
    """The articles that persons named beside these."""
    return {b for e in words for a, b in ((e.left, e.right), (e.right, e.left)) if a in articles}


def _is_sure(edge: Edge, at: Mapping[str, int]) -> bool:
    return (
        edge.relation is Relation.VERSION and edge.verdict is Verdict.SAME and edge.left in at and edge.right in at
    )


def _said(words: Iterable[Edge]) -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], str]]:
    """Who put which two articles together and apart, the last word first."""
    last: dict[tuple[str, str], Edge] = {}
    for edge in words:
        pair = (min(edge.left, edge.right), max(edge.left, edge.right))
        last.pop(pair, None)
        last[pair] = edge
    standing = list(reversed(last.items()))
    return (
        {pair: e.by for pair, e in standing if e.verdict is Verdict.SAME},
        {pair: e.by for pair, e in standing if e.verdict is Verdict.DIFFERENT},
    )


def _roots(pairs: Iterable[Sequence[str]], at: Mapping[str, int]) -> dict[str, str]:
    """For each article of these pairs the first that it is one with."""
    first: dict[str, str] = {}

    def root(article: str) -> str:
        while first.get(article, article) != article:
            article = first[article]
        return article

    for one, other in pairs:
        a, b = sorted((root(one), root(other)), key=at.__getitem__)
        first[b] = a
    return {article: root(article) for article in first}


def _is_one_matter(edge: Edge, made: Sequence[Chapter], chapters: Sequence[Chapter]) -> bool:
    """Are two articles in stories of one line; what others share is their outlet's standing text."""
    lines = {m.article: c.line for c in (*chapters, *made) for m in c.members}
    return lines.get(edge.left) == lines.get(edge.right)
