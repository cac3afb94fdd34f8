"""Which names are one speaker's, over all articles of a storyline. Roles and pronouns come after them (`pointing`)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dissensus.langs import Language
from dissensus.langs.name_words import GENERATIONS
from dissensus.records import (
    Anonymous,
    Article,
    Entry,
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
from dissensus.stages.link.places import GAZETTEER, compare_places, country_of, is_abbreviated, look_up
from dissensus.stages.link.scripts import name_key
from dissensus.text import plain, tokens

STATE = "state:"  # how what is known of a state begins
SURNAME, INITIALS, LAST_WORD = "surname alone", "initials", "the last word of its name"


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
    entry: Entry | None = None  # who it is by the user's table
    entry_because: tuple[str, ...] = ()  # why this row of the table is meant
    doubts: tuple[Entry, ...] = ()  # rows of the table that fit it alike

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
    told: Mapping[str, Entry] = field(default_factory=dict)  # by mention id, what the user's table says
    by_entry: dict[str, Entity] = field(default_factory=dict)  # by the id in the user's table
    why: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by mention id, what put it to its entity

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

    def put(self, mention: Mention, entity: Entity, because: tuple[str, ...] = ()) -> None:
        """This mention is that entity's, and why if its name alone does not tell."""
        if because:
            self.why[mention.id] = because
        entity.mentions.append(mention)
        entity.articles.add(mention.span.article)
        self.of[mention.id] = entity

    def absorb(self, into: Entity, other: Entity, because: tuple[str, ...] = ()) -> None:
        """Two entities as one: all mentions, names and roles of the second are the first one's, and what is known of it where
        nothing is known of the first. `because`, where it is given, is from now on why each mention is here."""
        for mention in list(other.mentions):
            self.put(mention, into, because)
        for key in other.keys:
            if self.keyed.get(key) is other:
                self.keyed[key] = into
        for found in (self.known, self.by_entry):
            found.update({key: into for key, held in found.items() if held is other})
        for letters, held_by in self.lettered.items():
            self.lettered[letters] = [e for e in held_by if e is not other]
        into.keys |= other.keys
        into.roles |= other.roles
        into.gender, into.known = into.gender or other.gender, into.known or other.known
        if into.entry is None:
            into.entry, into.entry_because = other.entry, other.entry_because
            into.doubts = into.doubts or other.doubts
        other.mentions, other.articles = [], set()
        self.entities = [e for e in self.entities if e is not other]

    def tell(self, mention: Mention, entity: Entity) -> None:
        """Gives an entity the row that the user's table has for one of its mentions, if it has none."""
        if entity.entry is None and mention.id in self.told:
            entity.entry = self.told[mention.id]
            self.by_entry.setdefault(entity.entry.id, entity)

    def are_two(self, left: Entity, right: Entity) -> bool:
        """Has the user's table a row for each of two entities, and not the same one?"""
        return left.entry is not None and right.entry is not None and left.entry.id != right.entry.id

    def apart(self, mention: Mention, entity: Entity) -> bool:
        """Has the user's table one row for a mention and another one for an entity?"""
        told = self.told.get(mention.id)
        return told is not None and entity.entry is not None and entity.entry.id != told.id


def resolve(
    articles: Sequence[Article],
    mentions: Sequence[Mention],
    language: Language,
    told: Mapping[str, Entry] | None = None,
) -> Register:
    """Every name, over articles in order; `pointing` does the rest. `told` is by mention id what the user's table says."""
    register = Register(language, told=told or {})
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
        rest, key=lambda m: (len(m.name.split()) == 1, m.speaker_kind is not SpeakerKind.PERSON)
    ):  # the full names first, for the short ones to join
        _put_name(register, mention, texts)
    return register


# ---------------------------------------------------------------------------------------------------------- names


def _put_person(register: Register, mention: Mention, texts: Mapping[str, str]) -> None:
    text, language = texts[mention.span.article], register.language
    name, gender, roles = person(mention.name), _gender(mention, text, language), _roles(mention, text, language)
    if not name.words:
        return
    known = register.told.get(mention.id)
    if known is not None and known.id in register.by_entry:
        entity = register.by_entry[known.id]
        _add_person(register, entity, mention, texts, (by_table(known),))
        return
    found = [
        (e, compare(person(e.name), name)) for e in register.people.find(name.words) if not register.apart(mention, e)
    ]
    found = [(e, verdict) for e, verdict in found if None in (e.gender, gender) or e.gender == gender]
    fits = [e for e, verdict in found if verdict.same is Same.SAME]
    because = {id(e): verdict.because for e, verdict in found}
    if not fits:  # in doubt, the same role makes them one
        fits = [e for e, verdict in found if verdict.same is Same.UNSURE and e.roles & roles]
        because = {id(e): (*because[id(e)], f"the same role: {', '.join(sorted(e.roles & roles))}") for e in fits}
    if len(fits) > 1:  # of several people of a name, the one of this article
        fits = [e for e in fits if mention.span.article in e.articles]
    entity = fits[0] if len(fits) == 1 else register.add(Entity(SpeakerKind.PERSON, mention.name))
    _add_person(register, entity, mention, texts, because.get(id(entity), ()))


def _add_person(
    register: Register, entity: Entity, mention: Mention, texts: Mapping[str, str], because: tuple[str, ...]
) -> None:
    text, name = texts[mention.span.article], person(mention.name)
    register.tell(mention, entity)
    if _fuller(name, person(entity.name)):
        entity.call(mention.name)
        register.people.add(entity, name.words)
    entity.gender = entity.gender or _gender(mention, text, register.language) or given_gender(name)
    entity.roles |= _roles(mention, text, register.language)
    register.put(mention, entity, because)


def _fuller(new: Name, old: Name) -> bool:
    """Does a spelling say more between the same ends: a word for an initial, a middle name. What stands before a name by
    mistake is at its end."""
    if not (new.words and old.words) or new.words[0][0] != old.words[0][0] or new.words[-1] != old.words[-1]:
        return False
    return (len(new.words), len(new.words[0])) > (len(old.words), len(old.words[0]))


@lru_cache(maxsize=1 << 16)  # in a large story of 260 thousand questions 49 thousand differ
def same_person(left: Name, right: Name) -> bool:
    """Can two names be spellings of one person's, a surname alone included."""
    return compare(left, right).same is Same.SAME or surname_alone(left, right) or surname_alone(right, left)


def _told_to_be_one(person_like: Entity) -> bool:
    """Is somebody told to be a person by more than two words with capitals (`Unless Jordan returns`)."""
    name = person(person_like.name)
    return bool(person_like.roles or person_like.gender or given_gender(name))


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
        if here and country_of(mention.name):
            here = [e for e in here if _told_to_be_one(e)]
        near = [e for e in here if article in e.articles]
        for fits in (near, here):
            if len(fits) == 1:
                fits[0].gender = fits[0].gender or gender
                register.put(mention, fits[0], (SURNAME,))
                return
        for short, why in (
            (_initials(register, mention.name), INITIALS),
            (_short_outlet(register, mention, words[0]), LAST_WORD),
        ):
            if short and not is_abbreviated(mention.name):
                register.put(mention, short, (why,))
                return
    entity, because = _find(register, mention, key)
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
    register.tell(mention, entity)
    register.put(mention, entity, because)


def _find(register: Register, mention: Mention, key: str) -> tuple[Entity | None, tuple[str, ...]]:
    """Who has a name already, or is a state or place by it, and why if the name alone does not tell."""
    told = register.told.get(mention.id)
    if told is not None and told.id in register.by_entry:
        return register.by_entry[told.id], (by_table(told),)
    entity = register.keyed.get(key)
    place = entity is not None and entity.known and mention.speaker_kind is SpeakerKind.PERSON  # `Mr.`, before its name
    if entity is not None and not place and not register.apart(mention, entity):
        return entity, ()
    entity = _place(register, mention, key)
    if entity is not None:
        return entity, (GAZETTEER,)
    entity = _taken_for_person(register, mention, key)
    if entity is not None:
        entity.kind = SpeakerKind.BODY
        return entity, ()
    return _alike(register, mention, key)


def _taken_for_person(register: Register, mention: Mention, key: str) -> Entity | None:
    """Who has the two words of a body's name and, elsewhere, nothing that tells a person from it (`Orla Dawn` and `the Orla
    Dawn movement`)."""
    words = key.split()
    if mention.speaker_kind is not SpeakerKind.BODY or len(words) < 2:
        return None
    fits = [e for e in register.people.find(person(mention.name).words) if e.words == words and not e.roles]
    fits = [e for e in fits if e.gender is None and not register.apart(mention, e)]
    return fits[0] if len(fits) == 1 else None


def by_table(entry: Entry) -> str:
    """That the user's table tells."""
    return f"the table says: {entry.id.partition(':')[2] or entry.id}"


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
    known = look_up(mention.name) or look_up(key)
    if known is None:
        return None
    state = known.name if known.country else known.capital_of
    id = f"{STATE}{state}" if state else known.id
    kind = SpeakerKind.STATE if state else SpeakerKind.UNKNOWN
    return register.known.get(id) or register.add(Entity(kind, state or known.name, known=id))


def _alike(register: Register, mention: Mention, key: str) -> tuple[Entity | None, tuple[str, ...]]:
    """Another article's spelling of a name that no gazetteer has."""
    if len(key) < MIN_ALIKE:
        return None, ()
    for entity in register.spelt.find(body(key)):
        if entity.known or entity.kind not in (mention.speaker_kind, SpeakerKind.UNKNOWN):
            continue
        if mention.span.article in entity.articles or register.apart(mention, entity):
            continue
        for known in sorted(entity.keys):
            if because := _spelt_alike(known, key):
                return entity, because
        if SpeakerKind.UNKNOWN is entity.kind is mention.speaker_kind and (
            because := _one_place(entity.name, mention.name)
        ):
            return entity, because
    return None, ()


def _spelt_alike(left: str, right: str) -> tuple[str, ...]:
    """Why two names are spellings of one body's; nothing where they are not. Short words must be the same: in a name that
    nobody knows they are too often others."""
    verdict = compare_bodies(left, right)
    long = min(map(len, {*body(left)} ^ {*body(right)}), default=MIN_ALIKE) >= MIN_ALIKE
    return verdict.because if verdict.same is Same.SAME and long else ()


def _one_place(left: str, right: str) -> tuple[str, ...]:
    """Why two names of nobody known are spellings of one place's; nothing where they are not."""
    verdict = compare_places(left, right)
    long = min(map(len, {*plain(left).split()} ^ {*plain(right).split()}), default=MIN_ALIKE) >= MIN_ALIKE
    return verdict.because if verdict.same is Same.SAME and long else ()


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
    unique: dict[tuple[str, str], Role] = {}  # once an article
    for text, span in sorted(roles, key=lambda r: r[1]):
        unique.setdefault((plain(text), span.article), Role(" ".join(text.split()), span))
    anonymous = (entity.anonymous or Anonymous(entity.name)) if entity.kind is SpeakerKind.ANONYMOUS else None
    counted = tuple(Spelling(t, c) for t, c in sorted(spellings.items(), key=lambda x: (-x[1], x[0])))
    first = (entity.mentions[0].span,) if entity.mentions else ("outlet", *(entity.voices[:1] or (entity.name,)))
    state = look_up(entity.name) if (entity.known or "").startswith(STATE) else None
    ids = {state.id} if state else {entity.known} if entity.known and not entity.known.startswith(STATE) else set()
    ids |= {entity.entry.id} if entity.entry else set()
    return Speaker(
        make_id("speaker", *first),
        " ".join(name.split()),
        entity.kind,
        spans,
        counted,
        maker,
        tuple(unique.values()),
        anonymous,
        tuple(sorted(ids)),
        because=entity.because,
    )
