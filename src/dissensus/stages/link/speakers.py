"""Which mentions are one speaker: names and their spellings, titles and roles, pronouns.

Names first, over all articles of a storyline; then roles and pronouns, article by article, from what was named before. A
mention that fits nobody, or more than one, stays unresolved.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from dissensus.langs import Language
from dissensus.records import (
    Anonymous,
    Article,
    Maker,
    Mention,
    MentionKind,
    Role,
    Span,
    Speaker,
    SpeakerKind,
    Spelling,
    make_id,
)
from dissensus.stages.link.places import look_up
from dissensus.stages.link.scripts import name_key
from dissensus.text import plain, tokens

ALIKE_SURNAME = 80  # rapidfuzz ratio of two surnames in Latin letters, from which they can be spellings of one
ALIKE_FIRST = 60
ALIKE_NAME = 84  # the same for each word of another name, in different articles only
MIN_ALIKE = 5  # letters; shorter names are the same or different, never alike


@dataclass(slots=True)
class Entity:
    """Somebody or something while mentions are gathered."""

    kind: SpeakerKind
    name: str
    keys: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    gender: str | None = None
    known: str | None = None  # the gazetteer's id

    words: list[str] = field(default_factory=list)  # the plain words of the name

    def call(self, name: str) -> None:
        """Gives the entity a name, with its words."""
        self.name, self.words = name, name_key(name).split()


@dataclass(slots=True)
class Register:
    """All entities of a storyline and which mention belongs to which."""

    language: Language
    entities: list[Entity] = field(default_factory=list)
    of: dict[str, Entity] = field(default_factory=dict)  # by mention id
    people: dict[str, list[Entity]] = field(
        default_factory=lambda: defaultdict(list)
    )  # by the first letter of the surname
    keyed: dict[str, Entity] = field(default_factory=dict)  # by plain name
    known: dict[str, Entity] = field(default_factory=dict)  # by the gazetteer's id
    lettered: dict[str, list[Entity]] = field(
        default_factory=lambda: defaultdict(list)
    )  # bodies and outlets by initials
    shaped: dict[tuple[str, int], list[Entity]] = field(
        default_factory=lambda: defaultdict(list)
    )  # first letter, words

    def add(self, entity: Entity) -> Entity:
        """Takes in somebody new, so that they are found by name."""
        entity.call(entity.name)
        self.entities.append(entity)
        if entity.known:
            self.known[entity.known] = entity
        if entity.kind is SpeakerKind.PERSON and entity.words:
            self.people[entity.words[-1][0]].append(entity)
        letters = "".join(w[0] for w in entity.words if w not in self.language.links.initials_skip)
        if entity.kind is not SpeakerKind.PERSON and len(letters) > 1:
            self.lettered[letters].append(entity)
        return entity

    def key(self, entity: Entity, key: str) -> None:
        """From now on this plain name is that entity's, if nobody had it before."""
        entity.keys.add(key)
        self.keyed.setdefault(key, entity)
        shape = self.shaped[key[0], len(key.split())]
        if entity not in shape:
            shape.append(entity)

    def put(self, mention: Mention, entity: Entity) -> None:
        """This mention is that entity's."""
        entity.mentions.append(mention)
        entity.articles.add(mention.span.article)
        self.of[mention.id] = entity


def resolve(
    articles: Sequence[Article], mentions: Sequence[Mention], sources: set[Span], language: Language
) -> Register:
    """Every mention that can be resolved, over articles in order. `sources` are the spans that hold statements: only
    they are resolved when they are roles or pronouns."""
    register = Register(language)
    texts = {a.id: a.parts.text for a in articles}
    order = {a.id: i for i, a in enumerate(articles)}
    mentions = sorted(
        (m for m in mentions if m.span.article in order), key=lambda m: (order[m.span.article], m.span.start)
    )
    named = [m for m in mentions if m.kind is MentionKind.NAME and m.name]
    for mention in [m for m in named if m.speaker_kind is SpeakerKind.PERSON and len(m.name.split()) > 1]:
        _put_person(register, mention, texts)
    rest = [m for m in named if m.id not in register.of]
    for mention in sorted(
        rest, key=lambda m: len(m.name.split()) == 1
    ):  # the full names first, for the short ones to join
        _put_name(register, mention, texts)
    for article in articles:
        _put_pointing(register, [m for m in mentions if m.span.article == article.id], sources, texts[article.id])
    return register


# ---------------------------------------------------------------------------------------------------------- names


def _put_person(register: Register, mention: Mention, texts: Mapping[str, str]) -> None:
    words = name_key(mention.name).split()
    if not words:
        return
    fits = [e for e in register.people[words[-1][0]] if same_person(e.words, words)]
    entity = fits[0] if len(fits) == 1 else register.add(Entity(SpeakerKind.PERSON, mention.name))
    if len(mention.name) > len(entity.name) and len(words) >= len(entity.words):
        entity.call(mention.name)
    entity.gender = entity.gender or _gender(mention, texts[mention.span.article], register.language)
    register.put(mention, entity)


def same_person(left: list[str], right: list[str]) -> bool:
    """Can two names be spellings of one person: surnames alike, first names alike, an initial, or absent. Words that
    kept letters of another script (`name_key`) are the same or different, never alike."""
    if not left or not right:
        return False
    a, b = left[-1], right[-1]
    alike = a == b or (
        len(a) >= MIN_ALIKE
        and len(b) >= MIN_ALIKE
        and a[0] == b[0]
        and (a + b).isascii()
        and fuzz.ratio(a, b) >= ALIKE_SURNAME
    )
    if not alike:
        return False
    if len(left) == 1 or len(right) == 1:
        return True
    first, other = left[0], right[0]
    if first == other:
        return True
    if not (first + other).isascii():
        return False
    if min(len(first), len(other)) == 1 and first[0] == other[0]:
        return True
    return first[0] == other[0] and fuzz.ratio(first, other) >= ALIKE_FIRST


def _put_name(register: Register, mention: Mention, texts: Mapping[str, str]) -> None:
    """A surname, a body, an outlet, a state or a place."""
    words = name_key(mention.name).split()
    while words and words[0] in register.language.grammar.plain_articles:
        words = words[1:]
    if not words:
        return
    key = " ".join(words)
    article = mention.span.article
    if len(words) == 1:
        here = [e for e in register.people[words[0][0]] if same_person(e.words, words)]
        near = [e for e in here if article in e.articles]
        for fits in (near, here):
            if len(fits) == 1:
                fits[0].gender = fits[0].gender or _gender(mention, texts[article], register.language)
                register.put(mention, fits[0])
                return
        short = _initials(register, mention.name) or _short_outlet(register, mention, words[0])
        if short:
            register.put(mention, short)
            return
    entity = register.keyed.get(key) or _place(register, mention, key)
    entity = entity or _alike(register, mention, key)
    if entity is None:
        kind = mention.speaker_kind
        if kind is SpeakerKind.PERSON and len(words) == 1 and not mention.roles:
            kind = SpeakerKind.UNKNOWN
        gender = _gender(mention, texts[article], register.language)
        entity = register.add(Entity(kind, mention.name, gender=gender))
    register.key(entity, key)
    if entity.kind is SpeakerKind.UNKNOWN and mention.speaker_kind is not SpeakerKind.UNKNOWN:
        entity.kind = mention.speaker_kind
        if entity.kind is SpeakerKind.PERSON:
            register.people[entity.words[-1][0]].append(entity)
    register.put(mention, entity)


def _initials(register: Register, name: str) -> Entity | None:
    """Capital letters that are the initials of exactly one body or outlet named in full (`the WP`, `the IMF`)."""
    letters = name.replace(".", "")
    if not (2 <= len(letters) <= 6 and letters.isupper()):
        return None
    fits = register.lettered[letters.lower()]
    return fits[0] if len(fits) == 1 else None


def _short_outlet(register: Register, mention: Mention, word: str) -> Entity | None:
    """`the Ledger` after `The Ponteval Ledger`: the one outlet of this article whose name ends so."""
    if word not in register.language.outlet_words:
        return None
    fits = [
        e
        for e in register.entities
        if e.kind is SpeakerKind.OUTLET and e.words[-1] == word and mention.span.article in e.articles
    ]
    return fits[0] if len(fits) == 1 else None


def _place(register: Register, mention: Mention, key: str) -> Entity | None:
    """A state by its name or its capital's, any other place by its gazetteer id."""
    if mention.speaker_kind not in (SpeakerKind.UNKNOWN, SpeakerKind.STATE):
        return None
    known = look_up(key)
    if known is None:
        return None
    state = known.name if known.country else known.capital_of
    id = f"state:{state}" if state else known.id
    kind = SpeakerKind.STATE if state else SpeakerKind.UNKNOWN
    return register.known.get(id) or register.add(Entity(kind, state or known.name, known=id))


def _alike(register: Register, mention: Mention, key: str) -> Entity | None:
    """Another article's spelling of a name that no gazetteer has."""
    if len(key) < MIN_ALIKE:
        return None
    for entity in register.shaped[key[0], len(key.split())]:
        if entity.known or entity.kind not in (mention.speaker_kind, SpeakerKind.UNKNOWN):
            continue
        if mention.span.article in entity.articles:
            continue
        if any(_spelt_alike(k.split(), key.split()) for k in entity.keys):
            return entity
    return None


def _spelt_alike(left: list[str], right: list[str]) -> bool:
    """Word by word: a long word that two names share makes no alike names of them."""
    return len(left) == len(right) and all(
        a == b
        or (min(len(a), len(b)) >= MIN_ALIKE and a[0] == b[0] and (a + b).isascii() and fuzz.ratio(a, b) >= ALIKE_NAME)
        for a, b in zip(left, right, strict=True)
    )


def _gender(mention: Mention, text: str, language: Language) -> str | None:
    """What the roles and titles beside a name say: `spokeswoman`, `Mr.`."""
    start = max(mention.span.start - 6, 0)
    around = [w.low.rstrip(".") for w in tokens(text, start, mention.span.end)]
    around += [w.low for span in mention.roles for w in tokens(text, span.start, span.end)]
    female, male = any(w in language.female for w in around), any(w in language.male for w in around)
    return "she" if female and not male else "he" if male and not female else None


# ------------------------------------------------------------------------------------------- roles and pronouns


def _put_pointing(register: Register, mentions: list[Mention], sources: set[Span], text: str) -> None:
    """Roles and pronouns that hold statements, each by what was mentioned before it."""
    seen: list[Mention] = []
    for mention in mentions:
        if mention.id not in register.of and mention.span in sources:
            if mention.kind is MentionKind.PRONOUN:
                entity = _by_pronoun(register, mention, seen, sources, text)
            else:
                entity = _by_role(register, mention, seen, text)
            if entity is not None:
                register.put(mention, entity)
        if mention.id in register.of:
            seen.append(mention)


def _by_pronoun(
    register: Register, mention: Mention, seen: list[Mention], sources: set[Span], text: str
) -> Entity | None:
    """The last person before for he and she (of fitting gender, a source before a bystander), the last body for they and
    it."""
    what = register.language.pronouns.get(mention.name)
    near = list(reversed(seen[-12:]))
    if what in ("he", "she", "who"):
        people = [(m, register.of[m.id]) for m in near if register.of[m.id].kind is SpeakerKind.PERSON]
        people = [(m, e) for m, e in people if _speaks(e, sources) or _introduced(m, text, register.language)]
        fit = [(m, e) for m, e in people if what == "who" or e.gender in (None, what)]
        if not fit:
            return None
        known = [e for _, e in fit if e.gender == what]
        first = fit[0][1]
        if first.gender is None and known and known[0] is not first:
            return known[0]
        if first.gender is None and what in ("he", "she"):
            first.gender = what
        return first
    if what in ("they", "it"):
        bodies = [
            register.of[m.id] for m in near[:4] if register.of[m.id].kind not in (SpeakerKind.PERSON, SpeakerKind.STATE)
        ]
        return bodies[0] if bodies and bodies[0].kind is not SpeakerKind.UNKNOWN else None
    return None


def _speaks(entity: Entity, sources: set[Span]) -> bool:
    """Is this somebody, and not a ship with a name of two words: of known gender, with a role, or a source somewhere."""
    return bool(entity.gender or entity.mentions[0].roles) or any(m.span in sources for m in entity.mentions)


def _introduced(mention: Mention, text: str, language: Language) -> bool:
    """`The minister, Jane Doe`: a person's role stands just before the name."""
    before = [t.low for t in tokens(text, max(0, mention.span.start - 30), mention.span.start) if t.is_word][-2:]
    return any(language.role_nouns.get(word) is SpeakerKind.PERSON for word in before)


def _by_role(register: Register, mention: Mention, seen: list[Mention], text: str) -> Entity | None:
    """`the spokeswoman`, `the ministry`, `the paper`: whom the text called so before. A nameless source is its own."""
    language, grammar = register.language, register.language.grammar
    words = [w.low for w in tokens(text, mention.span.start, mention.span.end) if w.is_word]
    heads = [w for w in words if w in language.role_nouns]
    if not heads or mention.speaker_kind is SpeakerKind.ANONYMOUS:
        return _own(register, mention)
    head = heads[-1] if words[0] in grammar.definite - grammar.owners and len(words) <= 3 else heads[0]
    definite = words[0] in grammar.definite or words[0] in heads or words[0].endswith(grammar.owner_endings[:1])
    if definite:
        later = (
            sorted(
                (
                    m
                    for e in register.entities
                    for m in e.mentions
                    if m.span.article == mention.span.article and m.span > mention.span
                ),
                key=lambda m: m.span,
            )
            if words[0] in heads
            else []
        )
        for other in (*reversed(seen), *later):
            entity = register.of[other.id]
            if _called(entity, head, language, other, text):
                return entity
    return _own(register, mention)


def _called(entity: Entity, head: str, language: Language, earlier: Mention, text: str) -> bool:
    """Is an entity called by this noun, by its roles, its name, or a noun that takes it in."""
    kind = language.role_nouns.get(head)
    if head in language.outlet_words or head in language.links.outlets:
        return entity.kind is SpeakerKind.OUTLET
    if kind is SpeakerKind.DOCUMENT and head in language.links.published:
        return entity.kind is SpeakerKind.OUTLET
    if kind is SpeakerKind.PERSON:
        if entity.kind is not SpeakerKind.PERSON:
            return False
        if (head in language.female and entity.gender == "he") or (head in language.male and entity.gender == "she"):
            return False
        roles = {
            w.low
            for m in entity.mentions
            for s in m.roles
            if s.article == earlier.span.article
            for w in tokens(text, s.start, s.end)
        }
        title = {w.low.rstrip(".") for w in tokens(text, max(0, earlier.span.start - 20), earlier.span.start)}
        voice = bool(roles & language.voice_nouns) or any(title <= roles for title in language.links.voice_titles)
        return (
            head in roles
            or head in title
            or (voice and (head in language.voice_nouns or head in language.links.voice_like))
        )
    return entity.kind in (SpeakerKind.BODY, SpeakerKind.UNKNOWN) and head in entity.words


def _own(register: Register, mention: Mention) -> Entity:
    """A role that points at nobody named is a speaker by itself; the same words in one article are one."""
    words = name_key(mention.name).split()
    while len(words) > 1 and words[0] in register.language.grammar.plain_articles:
        words = words[1:]
    key = f"{mention.span.article} {' '.join(words)}"
    found = register.keyed.get(key)
    if found is None:
        found = register.add(Entity(mention.speaker_kind, mention.name, {key}))
        register.keyed[key] = found
    return found


# -------------------------------------------------------------------------------------------------------- records


def speaker(entity: Entity, texts: Mapping[str, str], maker: Maker) -> Speaker:
    """The record of an entity: its id is that of its first mention, its name the fullest spelling most often met."""
    spans = tuple(sorted({m.span for m in entity.mentions}))
    named = [m for m in entity.mentions if m.kind is MentionKind.NAME]
    spellings = Counter(m.name for m in named) or Counter([entity.name])
    name = entity.name
    if named and not entity.known:
        name = max(spellings, key=lambda n: (len(n.split()), spellings[n], n))
    roles = {(texts[s.article][s.start : s.end], s) for m in named for s in m.roles}
    unique: dict[str, Role] = {}
    for text, span in sorted(roles, key=lambda r: r[1]):
        unique.setdefault(plain(text), Role(" ".join(text.split()), span))
    anonymous = Anonymous(entity.name) if entity.kind is SpeakerKind.ANONYMOUS else None
    counted = tuple(Spelling(t, c) for t, c in sorted(spellings.items(), key=lambda x: (-x[1], x[0])))
    first = entity.mentions[0].span if entity.mentions else entity.name
    ids = (entity.known,) if entity.known and not entity.known.startswith("state:") else ()
    return Speaker(
        make_id("speaker", first),
        " ".join(name.split()),
        entity.kind,
        spans,
        counted,
        maker,
        tuple(unique.values()),
        anonymous,
        ids,
    )


def pairs(register: Register, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Entity]]:
    """Mentions with the entity that each belongs to."""
    for mention in mentions:
        if mention.id in register.of:
            yield mention, register.of[mention.id]
