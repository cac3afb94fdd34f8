"""group: which articles tell one event, which are copies, which stories belong together over time.

Articles with what was read in them go in; stories, storylines and the edges that say why come out. Near copies are found by
the least hashes of word shingles (Broder 1997), events by words and names weighed by rarity, joined by average linkage within
a window of days.
"""

from __future__ import annotations

import hashlib
import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    Record,
    Relation,
    Story,
    Storyline,
    Verdict,
    make_id,
)
from dissensus.text import plain, stem, tokens

VERSION = "1"
MAKER = Maker("group", VERSION)

SHINGLE = 5  # words
SKETCH = 200  # least hashes kept: the shared share is told to about 7 points
COPY_SHARE = 0.5  # of the shorter text's shingles, from which two articles have one origin
MIN_COPY_WORDS = 30
# Thresholds by B-cubed on the gold stories (0.97 from 0.10 to 0.20) and the Giveme5W1H dev set (best from 0.12 to 0.16).
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
    """What of an article decides its story: weights of its words, its names as read, its day, its sketch."""

    article: str
    day: date | None
    words: Mapping[str, float]
    names: frozenset[str]
    sketch: frozenset[int]
    size: int


def group(
    articles: Sequence[Article],
    blocks: Mapping[str, Sequence[Block]],
    mentions: Mapping[str, Sequence[Mention]],
    known: Sequence[Story] = (),
) -> Iterator[Record]:
    """Stories over all these articles. `known` are the stories on record: one that lives on keeps its id, one that is
    swallowed is named in `former_ids`."""
    languages = read_languages()
    ordered = sorted(articles, key=lambda a: (a.published.value or "9999", a.id))
    gists = [
        gist(a, blocks.get(a.id, ()), mentions.get(a.id, ()), languages.get(a.language or "en") or languages["en"])
        for a in ordered
    ]
    weighed = _weigh(gists)
    copies = list(_copies(weighed))
    near = dict(_similarities(weighed))
    clusters = _cluster(weighed, near, copies)
    origins = _origins(weighed, copies)
    stories = [_story(c, weighed, origins, known) for c in clusters]
    lines = _lines(clusters, near)
    yield from _copy_edges(weighed, copies)
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
    """Counts words of the kept text (a headline's once), names by their plain words."""
    text = article.parts.text
    words: list[str] = []
    for block in blocks:
        if block.kept and block.kind is not BlockKind.TITLE:
            words += [t.low for t in tokens(text, block.span.start, block.span.end) if t.is_word]
    counts = Counter(stem(w) for w in words if w not in language.stopwords and len(w) > 1)
    names = frozenset(plain(m.name) for m in mentions if m.kind in (MentionKind.NAME, MentionKind.PLACE)) - {""}
    named = {stem(w) for n in names for w in n.split() if w not in language.stopwords}
    weights = {w: (1 + math.log(c)) * (NAME_WEIGHT if w in named else 1.0) for w, c in counts.items()}
    shingles = {_hash(" ".join(words[i : i + SHINGLE])) for i in range(len(words) - SHINGLE + 1)}
    day = date.fromisoformat(article.published.value[:10]) if article.published.value else None
    sketch = frozenset(heapq.nsmallest(SKETCH, shingles))
    return Gist(article.id, day, weights, names, sketch, len(words))


def _hash(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).digest())


def _weigh(gists: Sequence[Gist]) -> list[Gist]:
    """Each word by its rarity in this corpus, each article to length one."""
    df = Counter(w for g in gists for w in g.words)
    n = len(gists) + BACKGROUND
    out = []
    for g in gists:
        weights = {w: x * math.log(n / (df[w] + 1)) for w, x in g.words.items()}
        length = math.sqrt(sum(x * x for x in weights.values())) or 1.0
        out.append(Gist(g.article, g.day, {w: x / length for w, x in weights.items()}, g.names, g.sketch, g.size))
    return out


# --------------------------------------------------------------------------------------------------------- pairs


def _copies(gists: Sequence[Gist]) -> Iterator[tuple[int, int, float]]:
    """Pairs that share text, with the share of the shorter one's shingles, told from the sketches."""
    where: dict[int, list[int]] = defaultdict(list)
    for i, g in enumerate(gists):
        if g.size >= MIN_COPY_WORDS:
            for h in g.sketch:
                where[h].append(i)
    shared = Counter(
        (i, j)
        for places in where.values()
        if 1 < len(places) <= 500
        for n, i in enumerate(places)
        for j in places[n + 1 :]
    )
    for (i, j), _ in sorted(shared.items()):
        share = _share(gists[i], gists[j])
        if share >= COPY_SHARE:
            yield i, j, share


def _share(a: Gist, b: Gist) -> float:
    """How much of the shorter text stands in the longer one: both sketches cut at the lower of their greatest hashes."""
    if len(a.sketch) < SKETCH and len(b.sketch) < SKETCH:
        small = min(len(a.sketch), len(b.sketch))
        return len(a.sketch & b.sketch) / small if small else 0.0
    limit = min(max(g.sketch) for g in (a, b) if len(g.sketch) >= SKETCH)
    left, right = ({h for h in g.sketch if h <= limit} for g in (a, b))
    small = min(len(left), len(right))
    return len(left & right) / small if small else 0.0


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
    gists: Sequence[Gist], near: Mapping[tuple[int, int], float], copies: Iterable[tuple[int, int, float]]
) -> list[list[int]]:
    """Average linkage from the nearest pair on; copies first. Sums of similarities are kept between clusters, so that a
    merge costs the neighbours of the two."""
    member: dict[int, list[int]] = {i: [i] for i in range(len(gists))}
    links: dict[int, dict[int, float]] = defaultdict(dict)
    pairs = {(i, j): s * _in_time(gists[i], gists[j]) for (i, j), s in near.items()}
    for i, j, share in copies:
        pairs[i, j] = 1.0 + share
    for (i, j), s in pairs.items():
        links[i][j] = links[j][i] = s
    heap = [(-s, i, j) for (i, j), s in pairs.items() if s >= SAME_EVENT]
    heapq.heapify(heap)
    while heap:
        negative, i, j = heapq.heappop(heap)
        if i not in member or j not in member or abs(_mean(i, j, member, links) + negative) > 1e-9:
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


def _mean(i: int, j: int, member: Mapping[int, list[int]], links: Mapping[int, Mapping[int, float]]) -> float:
    return links[i].get(j, 0.0) / (len(member[i]) * len(member[j]))


def _origins(gists: Sequence[Gist], copies: Iterable[tuple[int, int, float]]) -> dict[int, int]:
    """For each article the first article that carries the same text."""
    first = {i: i for i in range(len(gists))}

    def root(i: int) -> int:
        while first[i] != i:
            i = first[i]
        return i

    for i, j, _ in copies:
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


def _copy_edges(gists: Sequence[Gist], copies: Iterable[tuple[int, int, float]]) -> Iterator[Edge]:
    for i, j, share in copies:
        left, right = sorted((gists[i].article, gists[j].article))
        because = (f"{round(100 * share)} % of the shorter text is shared",)
        yield Edge(
            make_id("edge", Relation.COPY, left, right), left, right, Relation.COPY, Verdict.SAME, share, because, MAKER
        )


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
