"""group: which articles tell one event, which are copies or versions, which stories belong together over time.

Articles with what was read in them go in; stories, storylines and the edges that say why come out. Copies are found by
signatures, versions by address and place; events by words and names weighed by rarity, joined by average linkage within a
window of days. Copies and versions of one work are one origin of their story.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dissensus.langs import Language, read_languages
from dissensus.records import (
    Article,
    Block,
    BlockKind,
    Edge,
    Maker,
    Mention,
    MentionKind,
    Page,
    Record,
    Relation,
    Story,
    Storyline,
    Verdict,
    make_id,
)
from dissensus.stages.group.copies import copy_edge, find_copies
from dissensus.stages.group.versions import find_versions, version_edge
from dissensus.text import plain, stem, tokens

VERSION = "3"
MAKER = Maker("group", VERSION)

# Thresholds by B-cubed on the gold stories (0.976 at 0.15, 0.955 at 0.14, 0.961 at 0.17) and Giveme5W1H dev (0.90 at 0.12,
# 0.86 at 0.15, 0.84 at 0.16); lower ones join rounds of one matter that lie apart.
SAME_EVENT = 0.15  # average similarity of two clusters, from which they are one story
SAME_LINE = 0.10  # average similarity of two stories, days apart or not, from which they are one storyline
FREE_DAYS = 3  # articles this near in time lose nothing; beyond, similarity halves every HALF_DAYS
HALF_DAYS = 40
UNDATED = 0.5  # what is left of a similarity when a date is unknown: alike is not enough then, it must be very alike
NAME_WEIGHT = 2.0  # a word of a name against any other word
BACKGROUND = 200  # articles that a small corpus is thought to stand among, so that rarity means something
MAX_POSTING = 0.2  # words in a larger share of a large corpus propose no pairs
REASONS = 6  # shared words and names that an edge tells


@dataclass(frozen=True, slots=True)
class Gist:
    """What of an article decides its story: weights of its words, its names as read, its day."""

    article: str
    day: date | None
    words: Mapping[str, float]
    names: frozenset[str]


def group(
    articles: Sequence[Article],
    blocks: Mapping[str, Sequence[Block]],
    mentions: Mapping[str, Sequence[Mention]],
    known: Sequence[Story] = (),
    captures: Mapping[str, Page] | None = None,
    *,
    words: Sequence[Edge] = (),
) -> Iterator[Record]:
    """Stories over all these articles. `known` are the stories on record: one that lives on keeps its id, one that is
    swallowed is named in `former_ids`. `captures` are the articles' pages by id, with or without their bytes: when they
    were fetched, and what they replaced. `words` are what persons said of which articles tell one story, as it stands and
    without contradictions: stories that the machine forms are joined where one word joins two of their articles, and hold
    no two articles that a word parts."""
    languages = read_languages()
    ordered = sorted(articles, key=lambda a: (a.published.value or "9999", a.id))
    gists = [
        gist(a, blocks.get(a.id, ()), mentions.get(a.id, ()), languages.get(a.language or "en") or languages["en"])
        for a in ordered
    ]
    weighed = _weigh(gists)
    versions = find_versions(ordered, blocks, captures or {})
    steps = [(s.older, s.newer, s.score) for s in versions if s.verdict is Verdict.SAME]
    works = _origins(weighed, steps)
    copies = [c for c in find_copies(ordered, blocks) if works[c.first] != works[c.second]]
    shared = [(c.first, c.second, c.score) for c in copies if c.is_one_event]
    one = steps + [(c.first, c.second, c.score) for c in copies if c.verdict is Verdict.SAME]
    near = dict(_similarities(weighed))
    at = {g.article: i for i, g in enumerate(weighed)}  # persons' words, from here ...
    told = {(at[w.left], at[w.right]): w.verdict for w in words if w.left in at and w.right in at}
    apart = {pair for pair, verdict in told.items() if verdict is Verdict.DIFFERENT}
    clusters = _cluster(weighed, near, steps + shared, apart)
    clusters = _joined(clusters, [pair for pair, verdict in told.items() if verdict is Verdict.SAME], apart)  # to here
    origins = _origins(weighed, one)
    stories = [_story(c, weighed, origins, known) for c in clusters]
    lines = _lines(clusters, near)
    yield from (version_edge(step, ordered, MAKER) for step in versions)
    home = {i: min(lines[n]) for n, cluster in enumerate(clusters) for i in cluster}
    for copy in copies:  # what two articles on different matters share is no rewrite but their outlet's standing text
        if copy.verdict is Verdict.SAME or home[copy.first] == home[copy.second]:
            yield copy_edge(copy, ordered, MAKER)
    for i, story in enumerate(stories):
        line = make_id("storyline", min(weighed[k].article for j in lines[i] for k in clusters[j]))
        yield Story(story.id, story.articles, story.origins, line, MAKER, story.former_ids)
        yield from _member_edges(story.id, clusters[i], weighed, near)
        if i == min(lines[i]):
            yield Storyline(line, tuple(sorted(stories[j].id for j in lines[i])), MAKER)
        if len(lines[i]) > 1:
            reasons = _line_reasons(i, lines[i], clusters, weighed)
            yield Edge(
                make_id("edge", story.id, line), story.id, line, Relation.STORYLINE, Verdict.SAME, 1.0, reasons, MAKER
            )


# ------------------------------------------------------------------------------------------------------ one article


def gist(article: Article, blocks: Sequence[Block], mentions: Sequence[Mention], language: Language) -> Gist:
    """Counts words of the kept text and of the headline, names by their plain words."""
    text = article.parts.text
    words: list[str] = []
    for block in blocks:
        if block.kept and block.kind is not BlockKind.TITLE:
            words += [t.low for t in tokens(text, block.span.start, block.span.end) if t.is_word]
    words += [t.low for t in tokens(article.title or "") if t.is_word]
    counts = Counter(stem(w) for w in words if w not in language.stopwords and len(w) > 1)
    names = frozenset(plain(m.name) for m in mentions if m.kind in (MentionKind.NAME, MentionKind.PLACE)) - {""}
    named = {stem(w) for n in names for w in n.split() if w not in language.stopwords}
    weights = {w: (1 + math.log(c)) * (NAME_WEIGHT if w in named else 1.0) for w, c in counts.items()}
    day = date.fromisoformat(article.published.value[:10]) if article.published.value else None
    return Gist(article.id, day, weights, names)


def _weigh(gists: Sequence[Gist]) -> list[Gist]:
    """Each word by its rarity in this corpus, each article to length one."""
    df = Counter(w for g in gists for w in g.words)
    n = len(gists) + BACKGROUND
    out = []
    for g in gists:
        weights = {w: x * math.log(n / (df[w] + 1)) for w, x in g.words.items()}
        length = math.sqrt(sum(x * x for x in weights.values())) or 1.0
        out.append(Gist(g.article, g.day, {w: x / length for w, x in weights.items()}, g.names))
    return out


# --------------------------------------------------------------------------------------------------------- pairs


def _similarities(gists: Sequence[Gist]) -> Iterator[tuple[tuple[int, int], float]]:
    """Cosines of all pairs that share a word rare enough to propose them."""
    where: dict[str, list[int]] = defaultdict(list)
    for i, g in enumerate(gists):
        for w in g.words:
            where[w].append(i)
    limit = max(50, int(MAX_POSTING * len(gists)))
    for i, g in enumerate(gists):
        scores: dict[int, float] = defaultdict(float)
        proposed = set()
        for w, x in g.words.items():
            places = where[w]
            if len(places) <= limit:
                for j in places:
                    if j > i:
                        scores[j] += x * gists[j].words[w]
                        proposed.add(j)
        for j in sorted(proposed):
            if scores[j] >= SAME_LINE / 2:
                yield (i, j), scores[j]


def _in_time(a: Gist, b: Gist) -> float:
    """What is left of a similarity over the days between two articles; what is unknown cannot vouch."""
    if a.day is None or b.day is None:
        return UNDATED
    late = max(0, abs((a.day - b.day).days) - FREE_DAYS)
    return math.pow(0.5, late / HALF_DAYS)


# ------------------------------------------------------------------------------------------------------- clusters


def _cluster(
    gists: Sequence[Gist],
    near: Mapping[tuple[int, int], float],
    shared: Iterable[tuple[int, int, float]],
    apart: Collection[tuple[int, int]] = (),
) -> list[list[int]]:
    """Average linkage from the nearest pair on; pairs that share much of their text first, by their share. Sums of
    similarities are kept between clusters, so that a merge costs the neighbours of the two."""
    member: dict[int, list[int]] = {i: [i] for i in range(len(gists))}
    links: dict[int, dict[int, float]] = defaultdict(dict)
    pairs = {(i, j): s * _in_time(gists[i], gists[j]) for (i, j), s in near.items()}
    for i, j, share in shared:
        pairs[min(i, j), max(i, j)] = 1.0 + share
    for (i, j), s in pairs.items():
        links[i][j] = links[j][i] = s
    heap = [(-s, i, j) for (i, j), s in pairs.items() if s >= SAME_EVENT]
    heapq.heapify(heap)
    while heap:
        negative, i, j = heapq.heappop(heap)
        if i not in member or j not in member or abs(_mean(i, j, member, links) + negative) > 1e-9:
            continue
        if _parted(member[i], member[j], apart):
            continue
        member[i] += member.pop(j)
        for k, s in links.pop(j).items():
            links[k].pop(j, None)
            if k != i:
                links[i][k] = links[k][i] = links[i].get(k, 0.0) + s
        for k in links[i]:
            mean = _mean(i, k, member, links)
            if mean >= SAME_EVENT:
                heapq.heappush(heap, (-mean, min(i, k), max(i, k)))
    return [sorted(m) for _, m in sorted(member.items())]


def _parted(left: Sequence[int], right: Sequence[int], apart: Collection[tuple[int, int]]) -> bool:
    """Does a person's word part an article of one cluster from one of another?"""
    if not apart:
        return False
    a, b = set(left), set(right)
    return any((i in a and j in b) or (i in b and j in a) for i, j in apart)


def _joined(
    clusters: list[list[int]], same: Iterable[tuple[int, int]], apart: Collection[tuple[int, int]]
) -> list[list[int]]:
    """Clusters with those made one that a person's word joins, but none that another word parts."""
    home = {i: cluster for cluster in clusters for i in cluster}
    for i, j in same:
        left, right = home[i], home[j]
        if left is not right and not _parted(left, right, apart):
            left += right
            home.update(dict.fromkeys(right, left))
    return sorted(sorted(c) for c in {id(c): c for c in home.values()}.values())


def _mean(i: int, j: int, member: Mapping[int, list[int]], links: Mapping[int, Mapping[int, float]]) -> float:
    return links[i].get(j, 0.0) / (len(member[i]) * len(member[j]))


def _origins(gists: Sequence[Gist], one: Iterable[tuple[int, int, float]]) -> dict[int, int]:
    """For each article the first article that it is a copy or a version of."""
    first = {i: i for i in range(len(gists))}

    def root(i: int) -> int:
        while first[i] != i:
            i = first[i]
        return i

    for i, j, _ in one:
        a, b = root(i), root(j)
        first[max(a, b)] = min(a, b)
    return {i: root(i) for i in first}


def _story(cluster: list[int], gists: Sequence[Gist], origins: Mapping[int, int], known: Sequence[Story]) -> Story:
    """A story over these articles under the id of the known story that it goes on with: the oldest by its first article."""
    inside = {gists[i].article for i in cluster}
    by_origin: dict[int, list[str]] = defaultdict(list)
    for i in cluster:
        by_origin[origins[i]].append(gists[i].article)
    groups = tuple(tuple(sorted(g)) for _, g in sorted(by_origin.items()))
    order = {g.article: i for i, g in enumerate(gists)}
    heirs = sorted(
        (s for s in known if 2 * len(inside & set(s.articles)) > len(s.articles)),
        key=lambda s: min((order[a] for a in s.articles if a in order), default=len(order)),
    )
    new = make_id("story", gists[cluster[0]].article)
    id_ = heirs[0].id if heirs else new
    former = sorted({f for s in heirs for f in (s.id, *s.former_ids)} - {id_})
    return Story(id_, tuple(sorted(inside)), groups, "", MAKER, tuple(former))


def _lines(clusters: Sequence[list[int]], near: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """For each story the stories of its storyline: connected by the mean similarity of their articles."""
    home = {k: i for i, c in enumerate(clusters) for k in c}
    sums: dict[tuple[int, int], float] = defaultdict(float)
    for (a, b), s in near.items():
        i, j = sorted((home[a], home[b]))
        if i != j:
            sums[i, j] += s
    line = list(range(len(clusters)))
    for (i, j), total in sorted(sums.items()):
        if total / (len(clusters[i]) * len(clusters[j])) >= SAME_LINE:
            old, new = max(line[i], line[j]), min(line[i], line[j])
            line = [new if x == old else x for x in line]
    return [[j for j, x in enumerate(line) if x == line[i]] for i in range(len(clusters))]


# ---------------------------------------------------------------------------------------------------------- edges


def _shared(a: Gist, b: Gist) -> tuple[str, ...]:
    """What two articles share, heaviest first: names, then words."""
    names = sorted(a.names & b.names)[:REASONS]
    words = sorted(set(a.words) & set(b.words), key=lambda w: (-a.words[w] * b.words[w], w))[:REASONS]
    return tuple([f"name: {n}" for n in names] + [f"word: {w}" for w in words])


def _member_edges(
    story: str, cluster: list[int], gists: Sequence[Gist], near: Mapping[tuple[int, int], float]
) -> Iterator[Edge]:
    """Why each article is in its story: what it shares with the nearest other one."""
    for i in cluster:
        others = [(near.get((min(i, j), max(i, j)), 0.0), -j) for j in cluster if j != i]
        best = max(others, default=(1.0, -i))
        because = _shared(gists[i], gists[-best[1]]) if others else ("alone",)
        left = gists[i].article
        yield Edge(
            make_id("edge", Relation.MEMBER, left, story),
            left,
            story,
            Relation.MEMBER,
            Verdict.SAME,
            best[0],
            because,
            MAKER,
        )


def _line_reasons(i: int, line: list[int], clusters: Sequence[list[int]], gists: Sequence[Gist]) -> tuple[str, ...]:
    other = next(j for j in line if j != i)
    return _shared(gists[clusters[i][0]], gists[clusters[other][0]])
