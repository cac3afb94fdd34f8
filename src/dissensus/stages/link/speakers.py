"""Which names are one speaker's, over all articles of a storyline. Roles and pronouns come after them (`pointing`)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dissensus.langs import Language
from dissensus.langs.name_words import GENERATIONS
from dissensus.records import (
    Anonymous,
    Article,
    Maker,
    Mention,
    MentionKind,
    Role,
    Speaker,
    SpeakerKind,
    Spelling,
    make_id,
)
from dissensus.stages.link.bodies import body, compare_bodies
from dissensus.stages.link.introduced import head
from dissensus.stages.link.name_index import NameIndex
from dissensus.stages.link.names import MIN_ALIKE, Name, Same, compare, given_gender, person, surname_alone
from dissensus.stages.link.places import look_up
from dissensus.stages.link.scripts import name_key
from dissensus.text import plain, tokens


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
    anonymous: Anonymous | None = None  # what is told of people without a name

    words: list[str] = field(default_factory=list)  # the plain words of the name
    roles: set[str] = field(default_factory=set)  # nouns of the roles that stand beside the name

    called: str | None = None  # the name that a person gave
    shown: tuple[str, ...] = ()  # of spellings that a person put together, those of which one is the name
    because: tuple[str, ...] = ()  # what persons decided on who it is
    voices: tuple[str, ...] = ()  # outlets in whose own voice it speaks, of which a person spoke

    def call(self, name: str) -> None:
        """Gives the entity a name, with its words."""
        self.name, self.words = name, name_key(name).split()


@dataclass(slots=True)
class Register:
    """All entities of a storyline and which mention belongs to which."""

    language: Language
    entities: list[Entity] = field(default_factory=list)
    of: dict[str, Entity] = field(default_factory=dict)  # by mention id
    people: NameIndex[Entity] = field(default_factory=NameIndex)
    keyed: dict[str, Entity] = field(default_factory=dict)  # by plain name
    known: dict[str, Entity] = field(default_factory=dict)  # by the gazetteer's id
    lettered: dict[str, list[Entity]] = field(
        default_factory=lambda: defaultdict(list)
    )  # bodies and outlets by initials
    spelt: NameIndex[Entity] = field(default_factory=NameIndex)  # all others

    def add(self, entity: Entity) -> Entity:
        """Takes in somebody new, so that they are found by name."""
        entity.call(entity.name)
        self.entities.append(entity)
        if entity.known:
            self.known[entity.known] = entity
        if entity.kind is SpeakerKind.PERSON and entity.words:
            self.people.add(entity, person(entity.name).words)
        letters = "".join(w[0] for w in entity.words if w not in self.language.links.initials_skip)
        if entity.kind is not SpeakerKind.PERSON and len(letters) > 1:
            self.lettered[letters].append(entity)
        return entity

    def key(self, entity: Entity, key: str) -> None:
        """From now on this plain name is that entity's, if nobody had it before."""
        if key not in entity.keys:
            entity.keys.add(key)
            self.spelt.add(entity, body(key))
        self.keyed.setdefault(key, entity)

    def put(self, mention: Mention, entity: Entity) -> None:
        """This mention is that entity's."""
        entity.mentions.append(mention)
        entity.articles.add(mention.span.article)
        self.of[mention.id] = entity


def resolve(articles: Sequence[Article], mentions: Sequence[Mention], language: Language) -> Register:
    """Every name, over articles in order; `pointing` does the rest."""
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
    return register


# ---------------------------------------------------------------------------------------------------------- names


def _put_person(register: Register, mention: Mention, texts: Mapping[str, str]) -> None:
    text, language = texts[mention.span.article], register.language
    name, gender, roles = person(mention.name), _gender(mention, text, language), _roles(mention, text, language)
    if not name.words:
        return
    found = [(e, compare(person(e.name), name)) for e in register.people.find(name.words)]
    found = [(e, verdict) for e, verdict in found if None in (e.gender, gender) or e.gender == gender]
    fits = [e for e, verdict in found if verdict.same is Same.SAME]
    if not fits:  # in doubt, the same role makes them one
        fits = [e for e, verdict in found if verdict.same is Same.UNSURE and e.roles & roles]
    entity = fits[0] if len(fits) == 1 else register.add(Entity(SpeakerKind.PERSON, mention.name))
    if _fuller(name, person(entity.name)):
        entity.call(mention.name)
        register.people.add(entity, name.words)
    entity.gender = entity.gender or gender or given_gender(name)
    entity.roles |= roles
    register.put(mention, entity)


def _fuller(new: Name, old: Name) -> bool:
    """Does a spelling say more between the same ends: a word for an initial, a middle name. What stands before a name by
    mistake is at its end."""
    if not (new.words and old.words) or new.words[0][0] != old.words[0][0] or new.words[-1] != old.words[-1]:
        return False
    return (len(new.words), len(new.words[0])) > (len(old.words), len(old.words[0]))


def same_person(left: Name, right: Name) -> bool:
    """Can two names be spellings of one person's, a surname alone included."""
    return compare(left, right).same is Same.SAME or surname_alone(left, right) or surname_alone(right, left)


def _roles(mention: Mention, text: str, language: Language) -> set[str]:
    """What the roles beside a name are called: `spokeswoman`, `minister`."""
    words = (w.low for span in mention.roles for w in tokens(text, span.start, span.end))
    return {word for word in words if word in language.role_nouns}


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
        name = person(mention.name)
        gender = _gender(mention, texts[article], register.language)
        here = [e for e in register.people.find(name.words) if same_person(person(e.name), name)]
        here = [e for e in here if None in (e.gender, gender) or e.gender == gender]
        near = [e for e in here if article in e.articles]
        for fits in (near, here):
            if len(fits) == 1:
                fits[0].gender = fits[0].gender or gender
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
            register.people.add(entity, person(entity.name).words)
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
    for entity in register.spelt.find(body(key)):
        if entity.known or entity.kind not in (mention.speaker_kind, SpeakerKind.UNKNOWN):
            continue
        if mention.span.article in entity.articles:
            continue
        if any(_spelt_alike(k, key) for k in entity.keys):
            return entity
    return None


def _spelt_alike(left: str, right: str) -> bool:
    """Spellings of one body's name. Short words must be the same: in a name that nobody knows they are too often others."""
    verdict = compare_bodies(left, right)
    long = min(map(len, {*body(left)} ^ {*body(right)}), default=MIN_ALIKE) >= MIN_ALIKE
    return verdict.same is Same.SAME and long


def _gender(mention: Mention, text: str, language: Language) -> str | None:
    """What titles before a name and the nouns of its roles say: `Mr.`, `spokeswoman`; not whom its roles name."""
    start = max(mention.span.start - 6, 0)
    at = text.find(mention.name, mention.span.start, mention.span.end)
    end = mention.span.end if at < 0 else at + len(mention.name)
    around = [w.low.rstrip(".") for w in tokens(text, start, end)]
    around += [head(text, span.start, span.end, language) for span in mention.roles]
    female, male = any(w in language.female for w in around), any(w in language.male for w in around)
    return "she" if female and not male else "he" if male and not female else None


# -------------------------------------------------------------------------------------------------------- records


OFTEN = 4  # times as often as another spelling of a body may be met before that one is thought to hold a word too many


def _shown(entity: Entity, spelling: str, spellings: Mapping[str, int]) -> tuple[bool, bool, int, int, str]:
    """What makes one spelling the name to show: of bodies the fullest that is no rarity; of persons the one most often met
    of those in two words that end in the surname, as most do, for the longest often holds a word too many."""
    count, length, words = spellings[spelling], len(spelling.split()), name_key(spelling).split()
    if entity.kind is not SpeakerKind.PERSON:
        often = count * OFTEN >= max(spellings.values())
        return often, True, length, count, spelling
    while len(words) > 1 and words[-1] in GENERATIONS:
        words.pop()
    ends = person(spelling).words[-1:] == tuple(words[-1:])
    agreed = sum(met for other, met in spellings.items() if name_key(other).split()[-1:] == words[-1:])
    return length > 1, ends, agreed, count, spelling


def speaker(entity: Entity, texts: Mapping[str, str], maker: Maker) -> Speaker:
    """The record of an entity: its id is that of its first mention, its name one of its spellings."""
    spans = tuple(sorted({m.span for m in entity.mentions}))
    named = [m for m in entity.mentions if m.kind is MentionKind.NAME]
    spellings = Counter(m.name for m in named) or Counter([entity.name])
    spellings.update({voice: 1 for voice in entity.voices if voice not in spellings})
    name = entity.called or entity.name
    if named and not entity.known and not entity.called:
        among = [spelling for spelling in spellings if spelling in entity.shown] or list(spellings)
        name = max(among, key=lambda n: _shown(entity, n, spellings))
    roles = {(texts[s.article][s.start : s.end], s) for m in named for s in m.roles}
    unique: dict[str, Role] = {}
    for text, span in sorted(roles, key=lambda r: r[1]):
        unique.setdefault(plain(text), Role(" ".join(text.split()), span))
    anonymous = (entity.anonymous or Anonymous(entity.name)) if entity.kind is SpeakerKind.ANONYMOUS else None
    counted = tuple(Spelling(t, c) for t, c in sorted(spellings.items(), key=lambda x: (-x[1], x[0])))
    first = (entity.mentions[0].span,) if entity.mentions else ("outlet", *entity.voices[:1])
    ids = (entity.known,) if entity.known and not entity.known.startswith("state:") else ()
    return Speaker(
        make_id("speaker", *first),
        " ".join(name.split()),
        entity.kind,
        spans,
        counted,
        maker,
        tuple(unique.values()),
        anonymous,
        ids,
        because=entity.because,
    )
