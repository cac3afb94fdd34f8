"""Who holds each statement: speakers as records, made as they are needed, and the edges that lead to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dissensus.records import (
    Act,
    Article,
    Edge,
    Maker,
    Mention,
    MentionKind,
    Relation,
    Span,
    Speaker,
    SpeakerKind,
    Spelling,
    Statement,
    Verdict,
    Voice,
    make_id,
)
from dissensus.stages.link.identity import mentioned, same
from dissensus.stages.link.narrators import WRITER
from dissensus.stages.link.pronouns import WORDS_OF
from dissensus.stages.link.scripts import name_key
from dissensus.stages.link.settled import known_by
from dissensus.stages.link.speakers import Entity, Register, speaker
from dissensus.stages.link.voices import spokesmen

UNKNOWN_OUTLET = "unknown outlet"
OWN_VOICE = "the outlet's own voice"
IN_OWN_WORDS = 0.8  # how sure it is that `I` in somebody's words is that somebody


@dataclass(slots=True)
class Holders:
    """The records of the speakers of a storyline. `why` says by mention why a role or a pronoun is whose it is, `outlets` by
    article who its outlet is, where a person spoke of that."""

    articles: Mapping[str, Article]
    register: Register
    mentions: Mapping[Span, Mention]
    why: Mapping[str, str]
    maker: Maker
    texts: Mapping[str, str]
    outlets: Mapping[str, Entity] = field(default_factory=dict)
    made: dict[int, Speaker] = field(default_factory=dict)  # by entity, those that hold or are spoken for
    unquoted: dict[str, Speaker] = field(default_factory=dict)  # by id, outlets that are no entity
    _quoted: dict[str, Entity | None] = field(
        default_factory=dict
    )  # by the plain name of an outlet, who others quote by it

    def speaker(self, entity: Entity) -> Speaker:
        """The record of an entity."""
        if id(entity) not in self.made:
            self.made[id(entity)] = speaker(entity, self.texts, self.maker)
        return self.made[id(entity)]

    def outlet(self, article: Article) -> Speaker:
        """The outlet as the holder of its own sentences, one with whoever others quote by that name, or with whom a person
        said; without a name each article's is its own."""
        named = name_key(article.outlet or "").removeprefix(f"{self.register.language.grammar.the} ")
        quoted = self.outlets.get(article.id) or self._others_quote(named)
        if quoted is not None:
            return self.speaker(quoted)
        key = make_id("speaker", "outlet", article.outlet or article.id)
        name = article.outlet or UNKNOWN_OUTLET
        return self.unquoted.setdefault(
            key, Speaker(key, name, SpeakerKind.OUTLET, (), (Spelling(name, 1),), self.maker)
        )

    def _others_quote(self, named: str) -> Entity | None:
        if named and named not in self._quoted:
            outlets = (e for e in self.register.entities if e.kind is SpeakerKind.OUTLET)
            self._quoted[named] = next((e for e in outlets if named in e.keys), None)
        return self._quoted.get(named)

    def records(self) -> list[Speaker]:
        """Every speaker once, by id."""
        return [
            one for _, one in sorted({one.id: one for one in (*self.made.values(), *self.unquoted.values())}.items())
        ]

    # --------------------------------------------------------------------------------------------------------- edges

    def hold(self, said: Sequence[Statement]) -> Iterator[Edge]:
        """From each statement to who holds it, where that is known."""
        for s in said:
            article = self.articles[s.article]
            if s.voice is Voice.OWN:
                voice = self.outlet(article)
                yield self._edge(s.id, voice.id, Relation.HELD_BY, 1.0, (OWN_VOICE, *voice.because))
                continue
            mention = self.mentions.get(s.source[0]) if s.source else None
            entity = self.register.of.get(mention.id) if mention else None
            if entity is not None and mention is not None:
                score, because = self._why_held(mention, entity)
                because = (*because, *entity.because)
                yield self._edge(s.id, self.speaker(entity).id, Relation.HELD_BY, score, because)
            elif mention is not None and self.why.get(mention.id) == WRITER:
                voice = self.outlet(article)
                yield self._edge(s.id, voice.id, Relation.HELD_BY, IN_OWN_WORDS, (WRITER, *voice.because))

    def _why_held(self, mention: Mention, entity: Entity) -> tuple[float, tuple[str, ...]]:
        """How sure a mention is its speaker's, and why: names are surest, pronouns least."""
        reason = self.why.get(mention.id, "")
        if mention.kind is MentionKind.NAME:
            return 0.95, (f"named: {mention.name}",)
        if reason == WORDS_OF:
            return IN_OWN_WORDS, ("first person in the words of its holder",)
        if mention.kind is MentionKind.PRONOUN:
            return 0.7, (f"pronoun: {mention.name}", f"{reason}: {entity.name}")
        if entity.kind is SpeakerKind.PERSON:
            return 0.75, (f"role: {mention.name}", f"called so: {entity.name}")
        return 0.8, (f"role: {mention.name}",)

    def targets(self, said: Sequence[Statement]) -> Iterator[Edge]:
        """Whose words a denial denies: somebody named in what is denied who holds statements, or the holder of its target."""
        of = self.register.of
        held = {span: of[m.id] for span, m in self.mentions.items() if m.id in of}
        named: dict[str, list[tuple[Span, Entity]]] = defaultdict(list)  # by article, in order
        for span in sorted(held):
            named[span.article].append((span, held[span]))
        by_id = {s.id: s for s in said}
        for s in said:
            if s.act is not Act.DENIES or s.target is None:
                continue
            found = [e for span, e in named[s.article] if any(_within(span, c) for c in s.target.spans)]
            earlier = by_id.get(s.target.statement or "")
            inside = [e for e in found if id(e) in self.made]
            if not inside and earlier is not None and earlier.source:
                entity = held.get(earlier.source[0])
                inside = [entity] if entity and id(entity) in self.made else []
            if inside:
                record = self.speaker(inside[0])
                why = (f"named in what is denied: {record.name}",)
                yield self._edge(s.id, record.id, Relation.TARGETS, 0.7, why)

    def spokesmen(self) -> Iterator[Edge]:
        """Who is called somebody's voice speaks for that body."""
        voices = [e for e in self.register.entities if id(e) in self.made]
        for entity, body, of in spokesmen(self.register, voices, self.texts):
            ends = self.speaker(entity).id, self.speaker(body).id
            yield self._edge(*ends, Relation.SPEAKS_FOR, 0.8, (f"of: {of}",))

    def identities(self) -> Iterator[Edge]:
        """Who is who, and why: each mention, and what the user's table says."""
        held = [(self.made[id(e)], e) for e in self.register.entities if id(e) in self.made]
        yield from mentioned(held, self.register, self.why, self.maker)
        for mention in self.mentions.values():
            if self.why.get(mention.id) == WRITER and mention.id not in self.register.of:
                record = self.outlet(self.articles[mention.span.article])
                because = (f"pronoun: {mention.name}", WRITER, *record.because)
                yield same(mention.id, record.id, IN_OWN_WORDS, because, self.maker)
        yield from known_by(((record.id, entity) for record, entity in held), self.maker)

    def _edge(self, left: str, right: str, relation: Relation, score: float, because: tuple[str, ...]) -> Edge:
        id_ = make_id("edge", relation, left, right)
        return Edge(id_, left, right, relation, Verdict.SAME, score, because, self.maker)


def _within(inner: Span, outer: Span) -> bool:
    return inner.article == outer.article and outer.start <= inner.start and inner.end <= outer.end
