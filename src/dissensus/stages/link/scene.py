"""An article as whoever is pointed at is looked for in it: its sentences, its quotations, who was mentioned where."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dissensus.langs import Language
from dissensus.records import Article, Maker, Mention, MentionKind, Span, SpeakerKind, Statement, Voice
from dissensus.stages.link.introduced import MAX_ABBREVIATION, abbreviates, kind_of
from dissensus.stages.link.speakers import Entity
from dissensus.text import Token, quotations, sentences, tokens

NOBODY = Maker("link", "")
MAX_SURNAME = 40  # characters that are looked at for one
SUBJECT_WORDS = 6  # words of a sentence in front of its subject


@dataclass(slots=True)
class Seen:
    """A mention whose entity is known, and how it stands in its sentence."""

    mention: Mention
    entity: Entity
    sentence: int
    subject: bool  # before the first verb of saying or being, behind no preposition
    source: bool  # it holds a statement
    within: bool  # in somebody's words
    owner: bool  # `Doe's`
    thing: bool  # `the Marit Aldane`: people go without an article


@dataclass(slots=True)
class Scene:
    """What is looked up of an article. `said` are the attributed statements in the order of their sources."""

    text: str
    language: Language
    starts: list[int]  # of sentences
    quoted: list[tuple[int, int]]  # between quotation marks
    said: list[Statement]
    by_id: Mapping[str, Statement]
    by_source: Mapping[Span, Statement]  # the outermost of this source
    seen: list[Seen] = field(default_factory=list)
    named: dict[Span, Entity] = field(default_factory=dict)  # whoever is named, also further on

    def number(self, at: int) -> int:
        """Which sentence a place lies in."""
        return bisect_right(self.starts, at) - 1

    def in_quotation(self, at: int) -> bool:
        """Does a place lie between quotation marks?"""
        i = bisect_right(self.quoted, (at, len(self.text))) - 1
        return i >= 0 and self.quoted[i][0] <= at < self.quoted[i][1]

    def parent(self, span: Span) -> Statement | None:
        """The statement in whose words a source stands: that of the record, or the shortest whose content is around."""
        own = self.by_source.get(span)
        if own is not None and own.parent and own.parent in self.by_id:
            return self.by_id[own.parent]
        around = [
            (c.end - c.start, s.id)
            for s in self.said
            for c in s.content
            if s is not own and c.start <= span.start and span.end <= c.end and span not in s.source
        ]
        return self.by_id[min(around)[1]] if around else None

    def holder(self, span: Span) -> Entity | None:
        """Who a source was seen to be, or is named as."""
        return next((s.entity for s in self.seen if s.mention.span == span), None) or self.named.get(span)

    def see(self, mention: Mention, entity: Entity) -> None:
        """Takes in a mention whose entity is known."""
        span = mention.span
        behind = self.text[span.end : span.end + 2].lower().replace("’", "'")
        owner = behind in self.language.grammar.owner_endings or self.text[span.start : span.end].lower().replace(
            "’", "'"
        ).endswith(self.language.grammar.owner_endings)
        source = span in self.by_source
        within = self.in_quotation(span.start) or (not source and self.parent(span) is not None)
        number = self.number(span.start)
        thing = self.is_thing(mention)
        self.seen.append(Seen(mention, entity, number, self._subject(number, span), source, within, owner, thing))

    def is_thing(self, mention: Mention) -> bool:
        """Is a name without a role behind an article, or opened by one?"""
        span, articles = mention.span, self.language.grammar.plain_articles
        if mention.kind is not MentionKind.NAME or mention.roles:
            return False
        before = tokens(self.text, max(0, span.start - 8), span.start)[-1:]
        first = tokens(self.text, span.start, min(span.end, span.start + 8))[:1]
        return any(word.low in articles for word in (*before, *first))

    def _subject(self, number: int, span: Span) -> bool:
        grammar = self.language.grammar
        before = [w for w in tokens(self.text, self.starts[number], span.start) if w.is_word]
        if before and before[-1].low in grammar.prepositions | grammar.of_or_for | grammar.told_about | {grammar.by}:
            return False
        verbs = any(w.low in grammar.auxiliaries or w.low in self.language.cues for w in before)
        return len(before) <= SUBJECT_WORDS and not verbs


def scene(article: Article, statements: Sequence[Statement], language: Language) -> Scene:
    """What is looked up of an article, before anybody was seen in it."""
    text = article.parts.text
    starts, quoted = [0], []
    for start, end in lines(text):
        starts += [a for a, _ in sentences(text, start, end) if not _behind_title(text, a, language)]
        quoted += [(q.start, q.end) for q in quotations(text, start, end)]
    said = sorted(
        (s for s in statements if s.voice is Voice.ATTRIBUTED and s.source and s.part == "text"),
        key=lambda s: (s.source[0], s.depth, s.id),
    )
    by_source: dict[Span, Statement] = {}
    for s in said:
        by_source.setdefault(s.source[0], s)
    return Scene(text, language, sorted(set(starts)), sorted(quoted), said, {s.id: s for s in said}, by_source)


def _behind_title(text: str, start: int, language: Language) -> bool:
    """Does a title that stops short stand before a sentence, which is none then (`the Rev. Jane Doe`)."""
    words = tokens(text, max(0, start - 2 * MAX_ABBREVIATION), start)[-2:]
    return len(words) == 2 and words[1].text == "." and abbreviates(words[0], language)


def lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines of a text that are not empty."""
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line)
        start += len(line)


def pointed(mention: Mention, scene: Scene) -> str | None:
    """Of what pronoun a source is a form: he, she, they, it, i, we, who; None for a name, initials (`WHO`) or a role."""
    language = scene.language
    words = plain_words(scene.text, mention.span)
    initials = len(words) == 1 and len(words[0].text) > 1 and words[0].text.isupper()
    if mention.kind is MentionKind.NAME or initials:
        return None
    word = mention.name.lower().strip("\"'“”‘’ ")
    if word in language.pointing.relatives:
        return "who"
    return language.pronouns.get(word) or language.pointing.forms.get(word)


def bystanders(view: Scene, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The subjects he and she of the running text that hold no statement: whom they mean bears on whom the next one
    means. They are made by `NOBODY`, and go into no record."""
    taken = {m.span.start for m in mentions}
    article = mentions[0].span.article if mentions else ""
    for word in tokens(view.text):
        subject = word.low in view.language.grammar.nominatives and view.language.pronouns[word.low] in ("he", "she")
        if subject and word.start not in taken and not view.in_quotation(word.start):
            span = Span(article, "text", word.start, word.end)
            yield Mention(f"{article} {word.start}", span, MentionKind.PRONOUN, word.low, SpeakerKind.UNKNOWN, NOBODY)


def surnames(
    view: Scene, mentions: Sequence[Mention], people: Mapping[str, Entity]
) -> Iterator[tuple[Mention, Entity]]:
    """The surnames that open a sentence, of `people` by surname: `read` takes no single word there for a name."""
    taken = {m.span.start for m in mentions}
    article = mentions[0].span.article if mentions else ""
    for start in view.starts:
        word = next((w for w in tokens(view.text, start, min(len(view.text), start + MAX_SURNAME)) if w.is_word), None)
        if word is None or word.start in taken or not word.is_capital or view.in_quotation(word.start):
            continue
        name = word.low
        for ending in view.language.grammar.owner_endings:
            name = name.removesuffix(ending)
        if name in people:
            span = Span(article, "text", word.start, word.start + len(name))
            made = Mention(f"{article} {word.start}", span, MentionKind.NAME, name, SpeakerKind.PERSON, NOBODY)
            yield made, people[name]


def noun_of(entity: Entity, language: Language) -> str:
    """The role noun of somebody without a name (`a senior official` -> official)."""
    return next((w for w in reversed(entity.words) if kind_of(w, language) is not SpeakerKind.UNKNOWN), "")


def plain_words(text: str, span: Span) -> list[Token]:
    """The words of a passage, without marks."""
    return [w for w in tokens(text, span.start, span.end) if w.is_word]
