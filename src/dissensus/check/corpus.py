"""What a corpus holds that a sentence may be about: the statements that the store's search finds, and what stands around
each, so that they can be judged. Only articles with such a statement are read."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dissensus.check.pairs import Figure, Name, Proposition, is_figure
from dissensus.check.sentence import Sentence
from dissensus.check.told_as import SHORT, worded
from dissensus.errors import ClaimError
from dissensus.langs import Language, rarities
from dissensus.records import (
    MACHINE,
    Act,
    Article,
    Edge,
    Mention,
    MentionKind,
    Quantity,
    Relation,
    Span,
    Speaker,
    Statement,
    Time,
    Verdict,
    Voice,
)
from dissensus.stages.link.claims import BACKGROUND, TAKES_SIDE, Item, bag_of, concepts, items
from dissensus.stages.link.numbers import AROUND
from dissensus.store import Store
from dissensus.text import stem, tokens

MOST = 200  # statements that are judged for a sentence, those that share the rarest words with it
WORDS = 12  # concepts of a sentence that are looked for, the rarest
TOGETHER = 2  # of them that a statement must hold, as `link` asks of two that are one claim
# Where a net judges, one shared word is enough. Of judged claims' passages 0.70 lie among so many by this rank, 0.52 by the
# statement's own words alone, 0.48 among 200 that share two words; 0.65 among 100.
SEEN = 300  # statements that the search finds for a net
HOMES = 60  # articles of these whose other statements are looked at, too
AT_HOME = 1.5  # times as much as in the statement it counts that an article holds a sentence's words
READ = 120  # statements that the net reads for a sentence, the best: a second has time for no more
KEPT = 2000  # articles that are remembered while a file of sentences is checked
LEAST_ROOT = 4  # letters of a beginning by which words are looked for without their last letter


@dataclass(eq=False)
class Known:
    """An article with what `read` found in it."""

    article: Article
    statements: list[Statement]
    mentions: list[Mention]
    quantities: list[Quantity]
    times: list[Time]
    bags: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name in it, as written, each once."""
        return tuple(sorted({m.name for m in self.mentions if m.kind is MentionKind.NAME and m.name}))

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words of its names, in lower case."""
        return frozenset(t.low for name in self.names for t in tokens(name) if t.is_word)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all its words."""
        return frozenset(stem(t.low) for t in tokens(self.article.parts.text) if t.is_word)

    def bag(self, statement: Statement, like: Mapping[str, str], language: Language) -> frozenset[str]:
        """The concepts of one of its statements."""
        if statement.id not in self.bags:
            self.bags[statement.id] = frozenset(bag_of(self.article.parts.text, statement, like, language))
        return self.bags[statement.id]

    @cached_property
    def in_order(self) -> list[Statement]:
        """Its statements as they stand in it."""
        return sorted((s for s in self.statements if s.content), key=lambda s: (s.content[0].start, s.id))

    @cached_property
    def plain_words(self) -> frozenset[str]:
        """The words that it writes with a small letter somewhere."""
        return frozenset(t.text for t in tokens(self.article.parts.text) if t.text[0].islower())


class Corpus:
    """A store as it is asked about sentences, with the articles that were read for those before."""

    def __init__(self, store: Store) -> None:
        """Over an open store, of which nothing is changed."""
        self.store = store
        self._known: dict[str, Known] = {}
        self._like: dict[str, dict[str, str]] = {}

    def like(self, language: Language) -> dict[str, str]:
        """`concepts` of a language."""
        if language.code not in self._like:
            self._like[language.code] = concepts(language)
        return self._like[language.code]

    def known(self, ids: Collection[str]) -> dict[str, Known]:
        """These articles, read in one go where they were not yet."""
        missing = sorted(set(ids) - self._known.keys())
        if missing:
            if len(self._known) + len(missing) > KEPT:
                self._known = {id: self._known[id] for id in ids if id in self._known}
            parts: dict[str, Known] = {
                a.id: Known(a, [], [], [], []) for a in self.store.fetch(Article, articles=missing)
            }
            for statement in self.store.fetch(Statement, articles=missing):
                parts[statement.article].statements.append(statement)
            for mention in self.store.fetch(Mention, articles=missing):
                parts[mention.span.article].mentions.append(mention)
            for quantity in self.store.fetch(Quantity, articles=missing):
                parts[quantity.span.article].quantities.append(quantity)
            for time in self.store.fetch(Time, articles=missing):
                parts[time.span.article].times.append(time)
            self._known |= parts
        return {id: self._known[id] for id in sorted(ids) if id in self._known}

    def near(self, sentence: Sentence, together: int = TOGETHER, most: int = MOST) -> list[Statement]:
        """The statements that may be about a sentence, in its language: those that hold `together` of its words, `most` of
        them, those that point at one of them or are told in it. Sorted by id."""
        found = self.store.search_any(_asked(sentence, self.like(sentence.language)), together, most)
        first = [s for id in found if (s := self.store.get(Statement, id)) is not None]
        here = self.known({s.article for s in first})
        wanted = {s.id for s in first}
        for known in here.values():
            for s in known.statements:
                if s.parent in wanted or (s.target is not None and s.target.statement in wanted):
                    wanted.add(s.id)
        near = [s for known in here.values() for s in known.statements if s.id in wanted]
        return sorted((s for s in near if self._is_in(s, sentence.language)), key=lambda s: s.id)

    def around(self, sentence: Sentence) -> list[Statement]:
        """The statements that a net is asked about: the best of those articles in which the search finds a word of the sentence,
        by the share of its words that they hold themselves and that their articles hold. Sorted by id."""
        language, like = sentence.language, self.like(sentence.language)
        ids = self.store.search_any(_asked(sentence, like), 1, SEEN)
        found = [s for id in ids if (s := self.store.get(Statement, id)) is not None]
        weights = _rare(sentence, like)
        ranked = []
        for known in self.known(list(dict.fromkeys(s.article for s in found))[:HOMES]).values():
            home = AT_HOME * _held_of(weights, {like.get(word, word) for word in known.stems})
            for s in known.statements:
                if s.act in TAKES_SIDE and self._is_in(s, language):
                    bag = known.bag(s, like, language)
                    ranked.append((home + _held_of(weights, bag), s))
        ranked.sort(key=lambda pair: (-pair[0], pair[1].id))
        return sorted((s for _, s in ranked[:READ]), key=lambda s: s.id)

    def _is_in(self, statement: Statement, language: Language) -> bool:
        return bool(statement.content) and self._known[statement.article].article.language == language.code

    def by_claims(self, edges: Iterable[Edge]) -> dict[str, list[Edge]]:
        """By claim, all edges to the claims that some edges lead to."""
        claims = sorted({edge.right for edge in edges})
        out: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.store.select(Edge, "right_end", claims):
            if edge.relation is Relation.SAME_CLAIM:
                out[edge.right].append(edge)
        return out

    def edges(self, lefts: Collection[str], relation: Relation) -> list[Edge]:
        """The edges of a relation that begin at these ids."""
        return [e for e in self.store.select(Edge, "left_end", sorted(lefts)) if e.relation is relation]

    def joined(self, lefts: Collection[str], relation: Relation) -> dict[str, Edge]:
        """By left end the edge that holds: a person's before a machine's, then the better score, then the id; only where
        the verdict is *same*."""
        found = self.edges(lefts, relation)
        refused = {(e.left, e.right) for e in found if e.by != MACHINE and e.verdict is not Verdict.SAME}
        best: dict[str, Edge] = {}
        for edge in sorted(found, key=lambda e: (e.by != MACHINE, e.score, e.id)):
            if edge.verdict is Verdict.SAME and (edge.left, edge.right) not in refused:
                best[edge.left] = edge
        return best

    def speakers(self, ids: Iterable[str]) -> dict[str, Speaker]:
        """The speakers of these ids."""
        return {id: one for id in sorted(set(ids)) if (one := self.store.get(Speaker, id)) is not None}


def _asked(sentence: Sentence, like: Mapping[str, str]) -> list[list[str]]:
    """For each concept of a sentence, the rarest first, how words begin that stand for it."""
    groups: dict[str, set[str]] = defaultdict(set)
    text = sentence.article.parts.text
    for word, key in _words(text, sentence.statement, like, sentence.language):
        groups[key].add(word)
    table = rarities(sentence.language.code) or {}

    def rank(key: str) -> tuple[bool, float, str]:
        rare = max(table.get(stem(word), table.get("", 0.0)) for word in groups[key])
        return is_figure(key, sentence.language), -rare, key

    found = []
    for key in sorted(groups, key=rank)[:WORDS]:
        alike = sentence.language.like_words[int(key[1:])] if key.startswith("~") else frozenset()
        found.append(sorted({_beginning(word) for word in groups[key] | alike}))
    return found


def _rare(sentence: Sentence, like: Mapping[str, str]) -> dict[str, float]:
    """The concepts of a sentence with the squares of how rare their words are in the news."""
    table = rarities(sentence.language.code) or {}
    out: dict[str, float] = {}
    for word, key in _words(sentence.article.parts.text, sentence.statement, like, sentence.language):
        rare = table.get(stem(word), table.get("", 1.0))
        out[key] = max(out.get(key, 0.0), rare * rare)
    return out


def _held_of(weights: Mapping[str, float], held: Collection[str]) -> float:
    """The share of a sentence's words that something holds, by weight."""
    return sum(w for c, w in weights.items() if c in held) / (sum(weights.values()) or 1.0)


def _words(text: str, statement: Statement, like: Mapping[str, str], language: Language) -> Iterable[tuple[str, str]]:
    """The words of a content that tell something, each with its concept."""
    bag = bag_of(text, statement, like, language)
    for span in statement.content:
        for token in tokens(text, span.start, span.end):
            key = stem(token.low)
            for ending in language.grammar.owner_endings:
                key = stem(token.low.removesuffix(ending)) if token.low.endswith(ending) else key
            if (key := like.get(key, key)) in bag:
                yield token.low, key


def _beginning(word: str) -> str:
    """How the forms of a word begin: its stem, without a last letter that changes (`deny`, `denied`)."""
    root = stem(word)
    return root[:-1] if root[-1:] in ("y", "e") and len(root) > LEAST_ROOT else root


# -------------------------------------------------------------------------------------------------- propositions


class Setting:
    """A sentence and the statements near it as a judge sees them: concepts weighed by how rare they are among these
    statements, names by all their spellings."""

    def __init__(self, corpus: Corpus, sentence: Sentence, statements: Sequence[Statement]) -> None:
        """Over statements in the sentence's language whose articles `corpus` knows."""
        self.corpus, self.sentence = corpus, sentence
        self.language = sentence.language
        self.like = corpus.like(self.language)
        self.known = corpus.known({s.article for s in statements})
        self.holders = corpus.joined([s.id for s in statements], Relation.HELD_BY)
        texts = {id: one.article for id, one in self.known.items()} | {sentence.article.id: sentence.article}
        stories = dict.fromkeys(texts, "")
        held = {id: edge.right for id, edge in self.holders.items()}
        sided = items([sentence.statement, *statements], texts, held, stories, self.language)
        self.items: dict[str, Item] = {i.statement.id: i for i in sided}
        self.weights = {c: w for i in sided for c, w in i.bag.items()}
        self._spelt = self._spellings(statements)
        self.people = corpus.speakers(held.values())
        self._named = {id: one.name for id, one in self.people.items()}

    def _spellings(self, statements: Sequence[Statement]) -> dict[Span, tuple[str, ...]]:
        """By mention in one of these statements all spellings of whom it names."""
        spans: dict[str, list[Span]] = defaultdict(list)
        for s in statements:
            spans[s.article] += s.content
        inside = [m for id, one in self.known.items() for m in one.mentions if _within(m.span, spans.get(id, ()))]
        edges = self.corpus.joined([m.id for m in inside], Relation.IDENTITY)
        people = self.corpus.speakers(e.right for e in edges.values())
        out = {}
        for m in inside:
            speaker = people.get(edges[m.id].right) if m.id in edges else None
            more = [spelling.text for spelling in speaker.spellings] if speaker else []
            out[m.span] = tuple(dict.fromkeys([m.name, *more]))
        return out

    def claim(self) -> Proposition:
        """The sentence. ClaimError where what it says is a question."""
        s = self.sentence
        text = s.article.parts.text
        item = self.items.get(s.statement.id)
        if item is None:
            raise ClaimError(f"{s.typed}: asks and claims nothing; type what is asked as a sentence of its own")
        found = [m for m in s.mentions if _within(m.span, s.statement.content)]
        names = [self._name(text, m.span, (m.name,)) for m in found if m.kind is MentionKind.NAME]
        written = frozenset().union(*(one.name_words for one in self.known.values()))
        plain = frozenset().union(*(one.plain_words for one in self.known.values()))
        names = self._with_first(text, s.statement, names, written - plain)
        figures = self._figures(text, s.statement, s.quantities)
        days = self._days(s.statement, s.times)
        outside = not any(_within(n, s.statement.content) for n in s.statement.negation)
        turned = s.statement.act in (Act.DENIES, Act.DOUBTS) or (item.sign < 0 and outside)
        bag = self._bag(item.bag)
        return Proposition(
            s.content, bag, item.sign, tuple(names), figures, days, told=s.content, act=s.statement.act, turned=turned
        )

    def statement(self, statement: Statement) -> Proposition | None:
        """A statement, with what it points at where it only points back; None where it takes no side."""
        item = self.items.get(statement.id)
        if item is None:
            return None
        answered = self.items.get(item.inherits) if item.inherits else None
        told = [item, answered] if answered else [item]
        bag = {**answered.bag, **item.bag} if answered else item.bag
        known = self.known[statement.article]
        text = known.article.parts.text
        names = [name for one in told for name in self._names(known, one.statement)]
        names = self._with_first(text, statement, names, known.name_words - known.plain_words)
        figures = tuple(f for one in told for f in self._figures(text, one.statement, known.quantities))
        days = tuple(d for one in told for d in self._days(one.statement, known.times))
        sign = item.sign * answered.sign if answered else item.sign
        held = self.holders.get(statement.id)
        speaker = self.people.get(held.right) if held else None
        spellings = tuple(dict.fromkeys([speaker.name, *(x.text for x in speaker.spellings)])) if speaker else ()
        words = self.words(statement)
        return Proposition(
            *(words, self._bag(bag), sign, tuple(names), figures, days, spellings, known.names),
            article=statement.article,
            told=self._told(item, answered),
            home=self._home(known),
            act=statement.act,
            own_voice=statement.voice is Voice.OWN,
        )

    def _told(self, item: Item, answered: Item | None) -> str:
        """A statement as `link` words it for the net of claims."""
        before = None
        if answered is None and item.sign < 0 and item.explicit and len(self.words(item.statement)) < SHORT:
            before = self._before(item.statement)
        return worded(item, self._named, self.language, meant=answered, before=before)

    def _before(self, statement: Statement) -> Item | None:
        """What stands before a statement in its article and takes a side."""
        known = self.known[statement.article]
        place = [s.id for s in known.in_order].index(statement.id)
        article = {statement.article: known.article}
        for other in reversed(known.in_order[:place]):
            if found := items([other], article, {}, {statement.article: ""}, self.language):
                return found[0]
        return None

    def _home(self, known: Known) -> frozenset[str]:
        """The concepts that an article speaks of anywhere."""
        return frozenset(self.like.get(word, word) for word in known.stems)

    def words(self, statement: Statement) -> str:
        """The words of a statement's content."""
        text = self.known[statement.article].article.parts.text
        return " … ".join(text[c.start : c.end] for c in statement.content)

    def bag(self, statement: Statement) -> dict[str, float]:
        """The concepts of a statement that takes no side, as weighed beside those that do."""
        found = bag_of(self.known[statement.article].article.parts.text, statement, self.like, self.language)
        rare = math.log(BACKGROUND + len(self.items))
        return self._bag({c: self.weights.get(c, rare) for c in found})

    def _bag(self, bag: Mapping[str, float]) -> dict[str, float]:
        return {c: bag[c] for c in sorted(bag) if not is_figure(c, self.language)}

    def _names(self, known: Known, statement: Statement) -> list[Name]:
        text = known.article.parts.text
        found = [m for m in known.mentions if m.kind is MentionKind.NAME and _within(m.span, statement.content)]
        return [self._name(text, m.span, self._spelt.get(m.span, (m.name,))) for m in found if m.name]

    def _name(self, text: str, span: Span, spellings: Sequence[str]) -> Name:
        lands = self.language.pointing.peoples
        more = [lands[s.lower()] for s in spellings if s.lower() in lands]
        return Name(span.start, tuple(dict.fromkeys([*spellings, *more])), self._is_object(text, span.start))

    def _is_object(self, text: str, start: int) -> bool:
        """Does a verb, or another plain word that is no preposition, stand right before a name."""
        grammar = self.language.grammar
        before = [t for t in tokens(text, max(0, start - AROUND), start) if t.low not in grammar.articles][-1:]
        small = grammar.prepositions | grammar.joiners | grammar.attaching | {grammar.by, grammar.to, grammar.of}
        return bool(before) and before[0].text[0].islower() and before[0].low not in small | self.language.stopwords

    def _with_first(
        self, text: str, statement: Statement, names: Sequence[Name], known: frozenset[str] | set[str]
    ) -> list[Name]:
        """Names in order, with the first word where it is one elsewhere: a capital at the beginning tells nothing."""
        out = sorted(names, key=lambda n: (n.place, n.spellings))
        first = next((t for c in statement.content for t in tokens(text, c.start, c.end) if t.is_word), None)
        if first is None or not first.is_capital or first.low in self.language.stopwords:
            return out
        word = first.text
        for ending in self.language.grammar.owner_endings:
            word = word.removesuffix(ending)
        if any(n.place <= first.start < n.place + len(n.spellings[0]) for n in out) or word.lower() not in known:
            return out
        return [self._name(text, Span("", "text", first.start, first.end), (word,)), *out]

    def _figures(self, text: str, statement: Statement, quantities: Iterable[Quantity]) -> tuple[Figure, ...]:
        inside = [q for q in quantities if _within(q.span, statement.content)]
        return tuple(Figure(q.value, measure, q.bound) for q in inside if (measure := self._measure(text, q)))

    def _measure(self, text: str, quantity: Quantity) -> str:
        """Victims by the words around, else the unit, else the thing's noun."""
        start, end = max(0, quantity.span.start - AROUND), min(len(text), quantity.span.end + AROUND)
        around = {self.like.get(stem(t.low)) for t in tokens(text, start, end) if t.is_word} - {None}
        for victim in self.language.links.victims:
            if self.like.get(stem(victim)) in around:
                return victim
        if quantity.unit:
            return quantity.unit
        return next((self.like.get(stem(w), stem(w)) for w in (quantity.thing or "").split()), "")

    def _days(self, statement: Statement, times: Iterable[Time]) -> tuple[str, ...]:
        return tuple(t.value for t in times if t.type == "date" and _within(t.span, statement.content))


def _within(inner: Span, outer: Iterable[Span]) -> bool:
    return any(inner.part == o.part and o.start <= inner.start and inner.end <= o.end for o in outer)
