"""Which statements are about one claim: what is denied is looked for among what is asserted.

Every statement becomes a bag of concepts (stems, words that news uses for the same thing, names) with a sign. Denials that
deny the same thing are one claim; assertions join the claim that they speak to most. Links that the text itself makes (a
denial that names its target, a claim told inside its denial) come before likeness of words.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dissensus.langs import Language, rarities
from dissensus.records import Act, Article, Polarity, Statement, Voice
from dissensus.text import stem, tokens

# Tuned on twelve of the gold stories; see docs/scores.md.
JOIN_DENIALS = 0.50  # likeness of two denials that deny one thing
OWN_DENIALS = 0.8  # times as much is asked of two denials of one speaker in one story
JOIN_ASSERTION = 0.25  # likeness of an assertion and a denial that answers it, in one story
ACROSS = 1.25  # times as much is asked between stories of a storyline
PLAIN = 3.0  # and of a denial that no denying word marks
OWN = 1.4  # and of a sentence in the outlet's own voice
PLAIN_WORDS = 30  # a longer content is not plainly negative as a whole
MIN_SHARED = 2  # concepts
FEW = 3  # an explicit denial of no more concepts than this need share only one
LINKED = 0.95  # score of a link that the text makes itself
NEAR = 1.15  # bonus within one article, for neighbours: at most three statements apart
TELLING = frozenset({"owned_noun", "clause"})  # rules whose nested statements are what a denial answers
MAX_MATCHES = 5  # assertions of a claim, those that the text links apart
NEAR_BEST = 0.25  # of the best likeness in the claim, below which an assertion is left out
ACROSS_FLOOR = 0.40  # likeness between stories, below which nothing is one claim
HERSELF = 0.60  # the same for one speaker at two times: a self-contradiction is a grave thing to show
COMMON = 0.12  # of the statements: a concept in more of them is too common to join by itself

# Statements of others that those of a storyline are thought to stand among: F1 and explicit recall on the gold stories are
# 0.172 and 0.28 with them, 0.155 and 0.24 without, 0.161 and 0.26 if a word stands in three times as many of them.
BACKGROUND = 400
PART = 0.05  # of the odds that a word stands in an article those that it stands in one statement of it
SURE = 0.5  # of a statement's confidence: what is likelier misread than read takes no side

TAKES_SIDE = frozenset(
    {Act.ASSERTS, Act.DENIES, Act.DOUBTS, Act.ADMITS, Act.ACCUSES, Act.BLAMES, Act.WARNS, Act.BELIEVES, Act.PRAISES}
)


@dataclass(frozen=True, slots=True)
class Item:
    """A statement as something that can take a side. `sign` is 1 or -1, `explicit` says that a denying word stands there,
    `place` counts statements within the article."""

    statement: Statement
    holder: str | None
    story: str
    sign: int
    explicit: bool
    text: str
    bag: Mapping[str, float]
    place: int
    inherits: str | None = None  # the statement whose content a denial takes over (`rejected these claims`)


@dataclass(slots=True)
class Cluster:
    """A claim in the making: statements with their sign towards it, and why each is there. `sure` is how likely a careful reader
    lists it as a dispute, where a net can tell."""

    items: list[tuple[Item, int, float, tuple[str, ...]]] = field(default_factory=list)
    sure: float | None = None


def items(
    statements: Sequence[Statement],
    articles: Mapping[str, Article],
    holders: Mapping[str, str],
    stories: Mapping[str, str],
    language: Language,
) -> list[Item]:
    """Statements that can take a side, with concepts weighed by their rarity among these statements."""
    concept = concepts(language)
    raw: list[tuple[Statement, Counter[str]]] = []
    for s in statements:
        if s.act not in TAKES_SIDE or s.confidence < SURE:
            continue
        text = articles[s.article].parts.text
        end = s.content[-1].end
        if text[max(0, end - 4) : end].rstrip("”\"'’» ").endswith("?"):
            continue  # a question takes no side
        raw.append((s, bag_of(text, s, concept, language)))
    df = Counter(c for _, bag in raw for c in bag)
    among = _background(df, concept, language)
    n = len(raw) + BACKGROUND
    place: Counter[str] = Counter()
    out = []
    for s, bag in raw:
        place[s.article] += 1
        text = articles[s.article].parts.text
        sign, explicit = _sign(text, s, language)
        weights = {c: math.log(n / (df[c] + among[c] + 0.5)) for c in bag}
        inherits = s.target.statement if s.target else None
        out.append(
            Item(
                s,
                holders.get(s.id),
                stories[s.article],
                sign,
                explicit,
                text,
                weights,
                place[s.article],
                inherits,
            )
        )
    return out


def _background(found: Iterable[str], concept: Mapping[str, str], language: Language) -> dict[str, float]:
    """In how many of `BACKGROUND` other statements each concept would stand, by how rare its words are in the news: a storyline
    of a few articles cannot tell which of its words are rare."""
    table = rarities(language.code)
    if table is None:
        return dict.fromkeys(found, 0.0)
    words: dict[str, list[str]] = defaultdict(list)
    for word, key in concept.items():
        words[key].append(word)
    return {
        key: BACKGROUND * PART * min(1.0, sum(math.exp(-table.get(w, table[""])) for w in words.get(key, [key])))
        for key in found
    }


def concepts(language: Language) -> dict[str, str]:
    """From the stem of each word that has others like it to the concept that they share."""
    table: dict[str, str] = {}
    for i, words in enumerate(language.like_words):
        for word in sorted(words):
            table.setdefault(stem(word), f"~{i}")
    return table


def bag_of(text: str, s: Statement, concept: Mapping[str, str], language: Language) -> Counter[str]:
    """The concepts of a statement's content."""
    words = [t for span in s.content for t in tokens(text, span.start, span.end) if t.is_word]
    out: Counter[str] = Counter()
    for word in words:
        low = _without_owner(word.low, language)
        small = low in language.stopwords and not (word.text.isupper() and len(low) > 1)  # the US is not us
        if (
            small
            or low in language.negators
            or low in language.denial_nouns
            or len(low) < 2
            or low in language.links.empty
        ):
            continue
        key = stem(low)
        out[concept.get(key, key)] += 1
    return out


def _without_owner(word: str, language: Language) -> str:
    """A word without the ending of one that owns the next."""
    for ending in language.grammar.owner_endings:
        word = word.removesuffix(ending)
    return word


def _sign(text: str, s: Statement, language: Language) -> tuple[int, bool]:
    """On which side a statement stands of what its content speaks of, and is there a denying word. With `never` as one F1 on
    the gold stories is 0.179 (0.172 without), precision 0.254 (0.259), explicit recall 0.30 (0.28)."""
    words = [t.low for span in s.negation for t in tokens(text, span.start, span.end)]
    denying = [w for w in words if w in language.denial_nouns or w in language.flat_negators]
    plain = [w for w in words if w not in language.denial_nouns]
    if s.act is Act.DENIES:
        return (1 if plain else -1), not plain
    if s.act is Act.DOUBTS:
        return -1, True
    if s.act is Act.ADMITS:  # who admits that a list was wrong denies nothing
        return (-1 if plain else 1), False
    negative = s.polarity is Polarity.NEGATIVE
    return (-1 if negative else 1), bool(denying) and negative and s.voice is Voice.ATTRIBUTED


# ------------------------------------------------------------------------------------------------------- likeness


def likeness(a: Mapping[str, float], b: Mapping[str, float], least: int = MIN_SHARED) -> float:
    """How much two bags speak of the same: the mean of cosine and of the share of the smaller one, by weight."""
    shared = a.keys() & b.keys()
    if len(shared) < least:
        return 0.0
    common = sum(a[c] ** 2 for c in shared)
    left, right = sum(x * x for x in a.values()), sum(x * x for x in b.values())
    return 0.5 * common / math.sqrt(left * right) + 0.5 * common / min(left, right)


def clusters(all_items: Sequence[Item]) -> list[Cluster]:
    """Claims: each a set of statements with their signs. Statements that no denial speaks to make no claim here."""
    by_id = {i.statement.id: i for i in all_items}
    denials = [i for i in all_items if i.sign < 0 and (i.explicit or _plainly_negative(i)) and _bag(i, by_id)]
    groups = _group_denials(denials, by_id)
    index = _index(all_items)
    out = []
    for group in groups:
        cluster = Cluster()
        for d in group:
            cluster.items.append((d, -1, 1.0, ("denies",) if d.explicit else ("says that it is not so",)))
        inside = {d.statement.id for d in group}
        for a, score, because in _assertions(group, index, by_id, all_items):
            if a.statement.id not in inside:
                inside.add(a.statement.id)
                cluster.items.append((a, 1, score, because))
        out.append(cluster)
    return [_without_turns(cluster) for cluster in _merged(out)]


def _without_turns(cluster: Cluster) -> Cluster:
    """Whoever denies a claim in one story does not assert it in another on likeness alone."""
    deny = {i.holder for i, side, _, _ in cluster.items if side < 0}
    stories = {i.story for i, side, _, _ in cluster.items if side < 0}
    return Cluster(
        [e for e in cluster.items if e[1] < 0 or e[2] >= HERSELF or e[0].holder not in deny or e[0].story in stories]
    )


def _plainly_negative(item: Item) -> bool:
    """Attributed, short, and negated near its beginning: `that there have been no talks`."""
    s = item.statement
    size = sum(c.end - c.start for c in s.content)
    early = bool(s.negation) and s.negation[0].start - s.content[0].start <= size / 2
    return s.voice is Voice.ATTRIBUTED and size <= 6 * PLAIN_WORDS and early


def _bag(item: Item, by_id: Mapping[str, Item]) -> Mapping[str, float]:
    """A denial that only points back means what it points at."""
    if item.inherits and item.inherits in by_id:
        return {**by_id[item.inherits].bag, **item.bag}
    return item.bag


@dataclass(frozen=True, slots=True)
class Bond:
    """How near two groups of denials are, as times what is asked: the best pair of one speaker's, and the sum over all."""

    own: float
    total: float
    pairs: int

    def strength(self) -> float:
        """One speaker's best pair decides where there is one, else the mean."""
        return self.own or self.total / self.pairs

    def __add__(self, other: Bond) -> Bond:
        """The bond of what was two groups."""
        return Bond(max(self.own, other.own), self.total + other.total, self.pairs + other.pairs)


def _bond(x: Item, y: Item, by_id: Mapping[str, Item]) -> Bond:
    left, right = _bag(x, by_id), _bag(y, by_id)
    if x.holder is not None and x.holder == y.holder and x.story == y.story:
        near = _own_likeness(left, right) / (JOIN_DENIALS * OWN_DENIALS)
        return Bond(near, near, 1)
    return Bond(0.0, likeness(left, right) / (JOIN_DENIALS * (1 if x.story == y.story else ACROSS)), 1)


def _group_denials(denials: Sequence[Item], by_id: Mapping[str, Item]) -> list[list[Item]]:
    """Denials that deny one thing: the two nearest groups are joined until none are near enough, so that no order of
    articles matters. Ties go by what the denials say, not by ids."""
    ordered = sorted(denials, key=lambda d: (_said(d), d.statement.article, d.place))
    groups = {i: [d] for i, d in enumerate(ordered)}
    bonds = {(i, j): _bond(ordered[i], ordered[j], by_id) for i in groups for j in groups if i < j}
    heap = [(-bond.strength(), i, j) for (i, j), bond in bonds.items() if bond.strength() >= 1]
    heapq.heapify(heap)
    while heap:
        strength, i, j = heapq.heappop(heap)
        if i not in groups or j not in groups or bonds[i, j].strength() != -strength:
            continue
        groups[i] += groups.pop(j)
        for k in groups:
            if k != i:
                pair, gone = (min(i, k), max(i, k)), (min(j, k), max(j, k))
                bonds[pair] = bonds[pair] + bonds.pop(gone)
                if bonds[pair].strength() >= 1:
                    heapq.heappush(heap, (-bonds[pair].strength(), *pair))
    return list(groups.values())


def _said(item: Item) -> str:
    return " ".join(item.text[c.start : c.end] for c in item.statement.content)


def _own_likeness(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Of two denials of one speaker: what is short (`denies any such talks`) need share no more than it has."""
    return likeness(a, b, 1 if min(len(a), len(b)) <= 2 else MIN_SHARED)


def _merged(found: list[Cluster]) -> list[Cluster]:
    """Claims that answer mostly the same assertions in one story are one claim."""
    out: list[Cluster] = []
    for cluster in found:
        mine = {i.statement.id for i, side, _, _ in cluster.items if side > 0}
        for other in out:
            theirs = {i.statement.id for i, side, _, _ in other.items if side > 0}
            same_story = other.items[0][0].story == cluster.items[0][0].story
            if mine and theirs and same_story and 2 * len(mine & theirs) >= min(len(mine), len(theirs)):
                there = {i.statement.id for i, *_ in other.items}
                other.items += [entry for entry in cluster.items if entry[0].statement.id not in there]
                break
        else:
            out.append(cluster)
    return out


def _index(all_items: Iterable[Item]) -> dict[str, list[Item]]:
    where: dict[str, list[Item]] = defaultdict(list)
    for item in all_items:
        if item.sign > 0:
            for c in item.bag:
                where[c].append(item)
    return where


def _assertions(
    group: Sequence[Item], index: Mapping[str, Sequence[Item]], by_id: Mapping[str, Item], all_items: Sequence[Item]
) -> list[tuple[Item, float, tuple[str, ...]]]:
    """What the denials of a group answer, best first: linked by the text, then by likeness."""
    found: dict[str, tuple[Item, float, tuple[str, ...]]] = {}
    rare = math.log(1 / COMMON)
    for d in group:
        for a, because in _linked(d, by_id, all_items):
            found[a.statement.id] = (a, LINKED, because)
        bag = _bag(d, by_id)
        candidates = {id(a): a for c in bag for a in index.get(c, ())}
        for a in candidates.values():
            if a.holder is not None and a.holder == d.holder and a.story == d.story:
                continue
            if a.statement.parent is None and d.statement.parent == a.statement.id:
                continue
            beside = d.explicit and a.statement.article == d.statement.article and 0 < d.place - a.place <= 2
            short = d.explicit and len(bag) <= FEW and a.story == d.story
            score = likeness(bag, a.bag, 1 if beside or short else MIN_SHARED)
            if len(bag.keys() & a.bag.keys()) == 1 and not beside and bag[min(bag.keys() & a.bag.keys())] < rare:
                continue
            if a.statement.article == d.statement.article and abs(a.place - d.place) <= 3:
                score *= NEAR
            need = JOIN_ASSERTION * (1 if a.story == d.story else ACROSS) * (1 if d.explicit else PLAIN)
            need *= OWN if a.statement.voice is Voice.OWN else 1
            need = need if a.story == d.story else max(need, ACROSS_FLOOR if a.holder != d.holder else HERSELF)
            if score >= need and score > found.get(a.statement.id, (a, 0.0, ()))[1]:
                shared = sorted(bag.keys() & a.bag.keys(), key=lambda c: (-bag[c], c))[:5]
                words = tuple(f"shares: {c}" for c in shared if not c.startswith("~"))
                found[a.statement.id] = (a, min(score, 0.9), ("answers the same matter", *words))
    ranked = sorted(found.values(), key=lambda f: (-f[1], f[0].statement.article, f[0].place))
    linked = [f for f in ranked if f[1] == LINKED]
    alike = [f for f in ranked if f[1] < LINKED]
    return linked + [f for f in alike if f[1] >= NEAR_BEST * alike[0][1]][:MAX_MATCHES]


def _linked(d: Item, by_id: Mapping[str, Item], all_items: Sequence[Item]) -> list[tuple[Item, tuple[str, ...]]]:
    """Assertions that the text ties to a denial: the statement it points back at, and one told inside it."""
    out: list[tuple[Item, tuple[str, ...]]] = []
    if d.inherits and d.inherits in by_id:
        out.append((by_id[d.inherits], ("the denial points back at it",)))
    for a in all_items:
        if d.explicit and a.statement.parent == d.statement.id and a.sign > 0 and a.statement.because[0] in TELLING:
            out.append((a, ("told inside the denial",)))
    return out
