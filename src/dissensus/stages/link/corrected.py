"""What persons said of speakers, laid over what the machine made of them: merged, split off, called otherwise.

Words are replayed in the order in which they were said, those that one person said at one time together. A word names
passages, so that it holds whatever the machine makes of an article:

- *same*: whom the two passages name are one speaker from then on, with all that is theirs.
- *different*: what the left passage names leaves the speaker of the right one. Where the two are spelt differently, all of
  that spelling goes; where they are spelt alike and stand in two articles, all of that spelling in the left one's article;
  else that passage alone. A short form goes with the fuller name before it in its article, a role or a pronoun with
  whatever name stands before it. What leaves at one time is one new speaker; the last mention of a speaker never leaves.
- *named*: the speaker whom the passage names is called so.

A word whose passage is no mention of anybody now, or of several, rests without effect.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from dissensus.passages import found, parsed, spelling
from dissensus.records import Article, Edge, Mention, MentionKind, Relation, Span, SpeakerKind, Verdict
from dissensus.stages.link.scripts import name_key
from dissensus.stages.link.speakers import Entity, Register

UNKNOWN = (SpeakerKind.UNKNOWN, SpeakerKind.ANONYMOUS)  # what somebody is of whom more can be known


def correct(
    register: Register, articles: Sequence[Article], mentions: Sequence[Mention], words: Sequence[Edge]
) -> dict[str, Entity]:
    """Changes the register by these words, the last one last; those of the relations *same speaker* and *named* count.
    Gives by article the speaker that its outlet is, where others quote it or a person spoke of it."""
    if not words:
        return {}
    corrections = Corrections(register, articles, mentions)
    for (_, by), run in groupby(words, key=lambda word: (word.at, word.by)):
        together = list(run)
        corrections.split([w for w in together if w.verdict is Verdict.DIFFERENT], by)
        for word in together:
            if word.relation is Relation.SAME_SPEAKER and word.verdict is Verdict.SAME:
                corrections.merge(word)
    for word in words:
        if word.relation is Relation.NAMED and word.verdict is Verdict.SAME:
            corrections.name(word)
    return corrections.heard()


class Corrections:
    """The register while words are replayed over it, and where their passages are found."""

    def __init__(self, register: Register, articles: Sequence[Article], mentions: Sequence[Mention]) -> None:
        """Over a register in which every mention that can be resolved is somebody's."""
        self.register = register
        self.articles = {article.id: article for article in articles}
        self.mentions: dict[str, dict[Span, Mention]] = defaultdict(dict)
        for mention in mentions:
            if mention.id in register.of or mention.span not in self.mentions[mention.span.article]:
                self.mentions[mention.span.article][mention.span] = mention
        quoted = ((article.outlet or "", self.quoted(article)) for article in articles)
        self.outlets = {outlet: entity for outlet, entity in quoted if entity}  # by name, those that are speakers

    # ---------------------------------------------------------------------------------------------- what is meant

    def meant(self, end: str) -> list[Mention]:
        """The mentions that a word's end can mean."""
        passage = parsed(end)
        article = self.articles.get(passage[0].article) if passage else None
        if article is None:
            return []
        here = self.mentions[article.id]
        return [here[span] for span in found(end, article.parts, here)]

    def entity(self, end: str) -> Entity | None:
        """Whom a word's end names; None where the machine could not tell, or there is no telling."""
        if end in self.articles:
            return self.outlet(self.articles[end])
        entities = {id(e): e for m in self.meant(end) if (e := self.register.of.get(m.id))}
        return next(iter(entities.values())) if len(entities) == 1 else None

    def unresolved(self, end: str) -> Entity | None:
        """A speaker for the one mention that a word's end names and that the machine gave to nobody."""
        match self.meant(end):
            case [mention] if mention.id not in self.register.of:
                entity = self.register.add(Entity(mention.speaker_kind, mention.name))
                self.register.put(mention, entity)
                return entity
        return None

    def quoted(self, article: Article) -> Entity | None:
        """Whom others quote by the name of an article's outlet."""
        key = name_key(article.outlet or "").removeprefix(f"{self.register.language.grammar.the} ")
        quoted = (e for e in self.register.entities if key and e.kind is SpeakerKind.OUTLET and key in e.keys)
        return next(quoted, None)

    def outlet(self, article: Article) -> Entity | None:
        """The outlet of an article as a speaker: whom others quote by that name, else itself; None if it is not known."""
        if not article.outlet:
            return None
        entity = self.outlets.get(article.outlet) or self.register.add(Entity(SpeakerKind.OUTLET, article.outlet))
        self.outlets[article.outlet] = entity
        if article.outlet not in entity.voices:
            entity.voices = (*entity.voices, article.outlet)
        return entity

    def heard(self) -> dict[str, Entity]:
        """By article the speaker that its outlet is, where it is one with somebody."""
        outlets = {article.id: self.outlets.get(article.outlet or "") for article in self.articles.values()}
        return {article: entity for article, entity in outlets.items() if entity}

    # ----------------------------------------------------------------------------------------------------- merging

    def merge(self, word: Edge) -> None:
        """Makes one of two: the left one's name and kind stay, unless nothing was known of it."""
        left, right = self.entity(word.left), self.entity(word.right)
        left = left or (self.unresolved(word.left) if right else None)
        right = right or (self.unresolved(word.right) if left else None)
        if left is None or right is None:
            return
        _note(left, f"merged by a person: {word.by}")
        if left is right:
            return
        if not _names(left):
            left.call(right.name)
        left.shown = _names(left) or _names(right)
        if left.kind in UNKNOWN and right.kind not in UNKNOWN:
            left.kind, left.anonymous = right.kind, right.anonymous
        left.voices = tuple(dict.fromkeys((*left.voices, *right.voices)))
        for reason in right.because:
            _note(left, reason)
        self.register.absorb(left, right)
        self.outlets.update({outlet: left for outlet, entity in self.outlets.items() if entity is right})

    # --------------------------------------------------------------------------------------------------- splitting

    def split(self, words: Sequence[Edge], by: str) -> None:
        """Takes out of each speaker all that leaves it by these words, as one new speaker."""
        leaving: dict[int, list[tuple[Mention, Mention]]] = defaultdict(list)
        for word in words:
            left, right = self.meant(word.left), self.meant(word.right)
            entity = self.register.of.get(left[0].id) if len(left) == 1 else None
            stays = [m for m in right if entity and self.register.of.get(m.id) is entity and m is not left[0]]
            if entity and stays:
                leaving[id(entity)].append((left[0], stays[0]))
        for entity in list(self.register.entities):
            if id(entity) in leaving:
                self.part(entity, leaving[id(entity)], by)

    def part(self, entity: Entity, pairs: Sequence[tuple[Mention, Mention]], by: str) -> None:
        """Takes mentions out of a speaker: the left ones of these pairs, what they reach, and what follows them."""
        goes = _reached(entity, pairs)
        held = {right.id for _, right in pairs} - {left.id for left, _ in pairs}
        goes -= held
        goes |= _following(entity, goes, held)
        left = [m for m in entity.mentions if m.id in goes]
        stays = [m for m in entity.mentions if m.id not in goes]
        if not left or not stays:
            return
        new = self.register.add(Entity(entity.kind, _called(left), gender=entity.gender, anonymous=entity.anonymous))
        told = Counter(m.speaker_kind for m in left if m.speaker_kind not in UNKNOWN)
        if entity.known and told:  # a state or a place whose name stood for something else here
            new.kind = told.most_common(1)[0][0]
        new.because, new.shown = entity.because, entity.shown
        _note(new, f"split off by a person: {by}")
        _note(entity, f"others split off by a person: {by}")
        entity.mentions = stays
        entity.articles = {m.span.article for m in stays}
        for mention in left:
            self.register.why.pop(mention.id, None)  # it said why this was somebody else's
            self.register.put(mention, new)
        gone = {name_key(m.name) for m in left if m.name} - {name_key(m.name) for m in stays if m.name}
        new.keys |= gone & entity.keys
        entity.keys -= gone
        self.register.keyed.update({key: new for key in gone if self.register.keyed.get(key) is entity})
        if not entity.known and name_key(entity.name) in gone:
            entity.call(_called(stays))

    # ------------------------------------------------------------------------------------------------------ naming

    def name(self, word: Edge) -> None:
        """Calls a speaker by the name that a person gives."""
        entity = self.entity(word.left)
        if entity is not None:
            entity.called = word.right
            entity.because = tuple(reason for reason in entity.because if not reason.startswith(NAMED))
            _note(entity, f"{NAMED}{word.by}")


NAMED = "named by a person: "


def _names(entity: Entity) -> tuple[str, ...]:
    """The spellings of which one is a speaker's name."""
    named = {m.name for m in entity.mentions if m.kind is MentionKind.NAME}
    return entity.shown or tuple(sorted(named | set(entity.voices)))


def _note(entity: Entity, reason: str) -> None:
    if reason not in entity.because:
        entity.because = (*entity.because, reason)


def _called(mentions: Sequence[Mention]) -> str:
    """A name among mentions: the one most often met, then the longest."""
    names = Counter(m.name for m in mentions if m.kind is MentionKind.NAME) or Counter(m.name for m in mentions)
    return max(names, key=lambda name: (names[name], len(name), name))


def _reached(entity: Entity, pairs: Iterable[tuple[Mention, Mention]]) -> set[str]:
    """The ids of the mentions that leave by these pairs themselves: of a spelling, of a spelling in an article, or one."""
    goes: set[str] = set()
    for left, right in pairs:
        goes.add(left.id)
        if left.kind is not MentionKind.NAME:
            continue
        alike = [m for m in entity.mentions if m.kind is MentionKind.NAME and spelling(m.name) == spelling(left.name)]
        if right.kind is MentionKind.NAME and spelling(right.name) == spelling(left.name):
            near = right.span.article != left.span.article
            alike = [m for m in alike if near and m.span.article == left.span.article]
        goes |= {m.id for m in alike}
    return goes


def _following(entity: Entity, goes: set[str], stays: set[str]) -> set[str]:
    """The ids of mentions that go with a name before them in their article, or with the first behind where there is none
    before: short forms of names that leave, roles and pronouns."""
    names = [m for m in entity.mentions if m.kind is MentionKind.NAME]
    fuller = [name_key(m.name).split() for m in names if m.id in goes]
    short = {
        m.id
        for m in names
        if m.id not in goes | stays
        and any(set(w := name_key(m.name).split()) < set(f) and len(w) < len(f) for f in fuller)
    }
    out: set[str] = set()
    for _, here in _by_article(entity.mentions).items():
        anchors = [m for m in here if m.kind is MentionKind.NAME and m.id not in short]
        for mention in (m for m in here if m.id in short):
            fit = [a for a in anchors if set(name_key(mention.name).split()) < set(name_key(a.name).split())]
            if (before := _before(mention, fit)) and before.id in goes:
                out.add(mention.id)
        named = [m for m in here if m.kind is MentionKind.NAME]
        for mention in (m for m in here if m.kind is not MentionKind.NAME and m.id not in goes | stays):
            if (before := _before(mention, named)) and before.id in goes | out:
                out.add(mention.id)
    return out


def _before(mention: Mention, anchors: Sequence[Mention]) -> Mention | None:
    """The last of these before a mention, else the first."""
    return next((a for a in reversed(anchors) if a.span < mention.span), anchors[0] if anchors else None)


def _by_article(mentions: Iterable[Mention]) -> Mapping[str, list[Mention]]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: (m.span, m.id)):
        found[mention.span.article].append(mention)
    return found
