"""Who a source is that no name tells: pronouns, roles and surnames, article by article, from what was named there.

A role that points at nobody named is a speaker by itself; a pronoun that fits nobody, or two, stays unresolved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dissensus.records import Article, Mention, MentionKind, Span, SpeakerKind, Statement
from dissensus.stages.link.called import (
    Called,
    is_called,
    is_called_person,
    is_narrowed,
    read_role,
    roles_of,
    unowned,
    words_of,
)
from dissensus.stages.link.introduced import head, kind_of
from dissensus.stages.link.names import person
from dissensus.stages.link.narrators import WRITER, narrator, written
from dissensus.stages.link.places import look_up
from dissensus.stages.link.pronouns import (
    RIGHT_BEFORE,
    Meant,
    by_epithet,
    by_pronoun,
    first_persons,
    group_before,
    noun_before,
    tell_genders,
)
from dissensus.stages.link.scene import NOBODY, Scene, bystanders, noun_of, plain_words, pointed, scene, surnames
from dissensus.stages.link.scripts import name_key
from dissensus.stages.link.speakers import SURNAME, Entity, Register
from dissensus.stages.link.standing_for import stands_for
from dissensus.text import tokens

FIRST_PERSON = ("i", "we")
CLEARLY = 2  # times that one of two people of a surname is named in full more often, to be the one of the bare surname
GROUP_BEFORE = "the one group before"
MANY_WORDS = 2  # from which `those` is no pronoun alone (`those who have waited`)
LEAD = 2  # sentences behind the first in which `a judge` can be one who is named further down
MAIN = 4  # mentions from which somebody can be the one whom an article is about


def point(
    register: Register, articles: Sequence[Article], mentions: Sequence[Mention], statements: Sequence[Statement]
) -> dict[str, str]:
    """Puts roles, pronouns and doubtful surnames that hold statements into the register, each by what was mentioned
    before it in its article. Why it was put there, by the mention's id."""
    why: dict[str, str] = {}
    for article in articles:
        here = sorted((m for m in mentions if m.span.article == article.id), key=lambda m: m.span)
        view = scene(article, [s for s in statements if s.article == article.id], register.language)
        why |= _article(register, view, here, article)
    return why


def _article(register: Register, view: Scene, mentions: list[Mention], article: Article) -> dict[str, str]:
    why: dict[str, str] = {}
    _surnames(register, mentions)
    named = [(m, register.of[m.id]) for m in mentions if m.id in register.of]
    view.named.update({m.span: e for m, e in named})
    tell_genders(view, [(m, e) for m, e in named if e.kind is SpeakerKind.PERSON and not view.is_thing(m)])
    later: list[Mention] = []
    opening = {m.id: (m, e) for m, e in surnames(view, mentions, _by_surname(named))}
    passing_by = [*bystanders(view, mentions), *(m for m, _ in opening.values())]
    for mention in sorted([*mentions, *passing_by], key=lambda m: (m.span, m.id)):
        entity = opening[mention.id][1] if mention.id in opening else register.of.get(mention.id)
        if entity is None and mention.maker is NOBODY:
            passing = by_pronoun(view, mention, pointed(mention, view) or "")
            entity = passing.entity if passing else None
        elif entity is None and mention.span in view.by_source:
            what = pointed(mention, view)
            if what in FIRST_PERSON:
                later.append(mention)
                continue
            meant = by_pronoun(view, mention, what) if what else _by_role(register, view, mention)
            if meant is None and what in ("who", "they"):
                noun = noun_before(view, mention) if what == "who" else group_before(view, mention)
                meant = (
                    Meant(
                        _own(register, view, replace(mention, name=noun)),
                        RIGHT_BEFORE if what == "who" else GROUP_BEFORE,
                    )
                    if noun
                    else None
                )
            if meant is not None:
                entity = meant.entity
                why[mention.id] = meant.why
                register.put(mention, entity)
        if entity is not None:
            view.see(mention, entity)
    teller = narrator(register, view, article, named) if later else None
    why |= {m.id: WRITER for m in (written(view, later) if teller is None and article.outlet else ())}
    for mention, meant in first_persons(view, later, teller):
        register.put(mention, meant.entity)
        why[mention.id] = meant.why
    return why


# ---------------------------------------------------------------------------------------------------------- surnames


def _by_surname(named: Sequence[tuple[Mention, Entity]]) -> dict[str, Entity]:
    """People by the surname that no two of an article share."""
    found: dict[str, dict[int, Entity]] = {}
    for _, entity in named:
        if entity.kind is SpeakerKind.PERSON and len(entity.words) > 1:
            found.setdefault(entity.words[-1], {})[id(entity)] = entity
    return {name: next(iter(people.values())) for name, people in found.items() if len(people) == 1}


def _surnames(register: Register, mentions: list[Mention]) -> None:
    """A bare surname that two people of an article have is the one's who is named in full far more often there; it
    stays by itself where nobody is."""
    full: Counter[int] = Counter()
    people: dict[int, Entity] = {}
    for mention in mentions:
        entity = register.of.get(mention.id)
        if entity is not None and entity.kind is SpeakerKind.PERSON and len(name_key(mention.name).split()) > 1:
            full[id(entity)] += 1
            people[id(entity)] = entity
    for mention in mentions:
        entity = register.of.get(mention.id)
        words = name_key(mention.name).split()
        if entity is None or len(words) != 1 or len(entity.words) != 1 or mention.kind is not MentionKind.NAME:
            continue
        same = [k for k, e in people.items() if e.words[-1] == words[0] and e.gender in (None, entity.gender, e.gender)]
        if entity.gender:
            same = [k for k in same if people[k].gender in (None, entity.gender)]
        ranked = sorted(same, key=lambda k: -full[k])
        if ranked and (len(ranked) == 1 or full[ranked[0]] >= CLEARLY * full[ranked[1]]):
            entity.mentions.remove(mention)
            register.put(mention, people[ranked[0]], (SURNAME,))


# ------------------------------------------------------------------------------------------------------------- roles


def _by_role(register: Register, view: Scene, mention: Mention) -> Meant | None:
    """`the spokeswoman`, `the ministry`, `the paper`: whom the text called so before. A nameless source is its own."""
    words = [w.low for w in plain_words(view.text, mention.span)]
    meant = stands_for(register, view, mention)
    if meant is not None:
        return meant
    if len(words) < MANY_WORDS and (mention.kind is MentionKind.PRONOUN or pointed(mention, view)):
        return None  # `this`
    if all(w in view.language.pointing.addressed for w in words):
        return None
    small = _in_small_letters(register, view, mention)
    if small is not None:
        return Meant(small, "named in small letters")
    called = read_role(view, mention)
    if called is not None:
        called = _owned_by(view, mention, called)
        found = _candidates(view, mention, called) if called.definite else None
        found = found or (None if called.bare else _named_below(view, mention, called))
        if found is not None:
            return Meant(found, f"called {called.noun}")
    if called is not None and called.definite:
        plain = not (called.owned or called.bare or called.other)
        if called.noun in view.language.pointing.epithets and plain:
            if called.noun in view.language.pointing.contenders:
                main = _main_person(view, mention, called)
                if main is not None:
                    return Meant(main, "the one named most")
            last = by_epithet(view, mention, _helpers(view, mention, called))
            if last is not None and last.entity.kind is SpeakerKind.PERSON:
                return last
    return Meant(_own(register, view, mention), "by itself")


def _owned_by(view: Scene, mention: Mention, called: Called) -> Called:
    """The same with the name of whom `his` means among the words that narrow it (`his lawyer`)."""
    first = plain_words(view.text, mention.span)[0].low
    what = view.language.pointing.forms.get(first) or view.language.pronouns.get(first)
    if first not in view.language.grammar.owners or what not in ("he", "she"):
        return called
    owner = by_pronoun(view, mention, what)
    return replace(called, modifiers=called.modifiers | set(owner.entity.words[-1:])) if owner else called


def _named_below(view: Scene, mention: Mention, called: Called) -> Entity | None:
    """The one person of the article who is introduced by this role further down (`a judge said`, then `Judge Jane Doe`);
    for a role that is not definite only where the text begins."""
    language, number = view.language, view.number(mention.span.start)
    if not called.definite and (number > LEAD or called.noun in language.anonymous_nouns):
        return None
    means = language.pointing.means.get(called.noun, frozenset()) | {called.noun}
    people = {id(e): e for _, e in _behind(view, mention) if e.kind is SpeakerKind.PERSON}
    fits = [e for e in people.values() if is_called_person(e, called, means, view, mention)]
    if len(fits) != 1:
        return None
    entity = fits[0]
    told = {unowned(w.low, language) for a, b in roles_of(entity, mention) for w in tokens(view.text, a, b)}
    before = any(s.entity is entity and s.sentence < number for s in view.seen)
    if before or (called.owned and not called.modifiers & told):
        return None
    place = look_up(
        " ".join(w.text for w in plain_words(view.text, mention.span) if w.is_capital and w.low != called.noun)
    )
    if called.proper and place is None and not called.modifiers & told and is_narrowed(entity, called, view, mention):
        return None
    return entity


def _main_person(view: Scene, mention: Mention, called: Called) -> Entity | None:
    """Whom an article names far more often than any other person that an epithet can mean."""
    out, language = _helpers(view, mention, called), view.language
    seen = [s.entity for s in view.seen if s.mention.kind is not MentionKind.NAME]
    entities = [e for e in (*view.named.values(), *seen) if e.kind is SpeakerKind.PERSON and id(e) not in out]
    other = {"he": language.female, "she": language.male}
    people = {id(e): e for e in entities if called.noun not in other.get(e.gender or "", ())}
    ranked = Counter(id(e) for e in entities if id(e) in people).most_common(2)
    if not ranked or ranked[0][1] < MAIN or (len(ranked) > 1 and ranked[0][1] < CLEARLY * ranked[1][1]):
        return None
    return people[ranked[0][0]]


def _helpers(view: Scene, mention: Mention, called: Called) -> frozenset[int]:
    """Those who were told to be somebody's spokesman, a judge, a reporter, or to have an office, and not what they are
    called here."""
    language = view.language
    found = set()
    for entity in {id(s.entity): s.entity for s in view.seen}.values():
        heads = {head(view.text, a, b, language) for a, b in roles_of(entity, mention)}
        office = called.noun in language.pointing.single_offices and heads & language.pointing.single_offices
        if (heads & language.pointing.helpers and called.noun not in heads) or office:
            found.add(id(entity))
    return frozenset(found)


def _in_small_letters(register: Register, view: Scene, mention: Mention) -> Entity | None:
    """Somebody whose name is written small, before a comma (`doe, the mayor of port ellery`)."""
    before = view.text[mention.span.start : mention.span.end].partition(",")[0]
    found = register.keyed.get(name_key(before)) if before and before.islower() else None
    if found is None or not any(m.kind is MentionKind.NAME for m in found.mentions):
        return None
    told = kind_of(head(view.text, mention.span.start + len(before), mention.span.end, view.language), view.language)
    if found.kind is SpeakerKind.UNKNOWN and told is SpeakerKind.PERSON:
        found.kind = told
        register.people.add(found, person(found.name).words)
    return found


def _candidates(view: Scene, mention: Mention, called: Called) -> Entity | None:
    """Of those who fit, who shares most of the words that narrow the role; then the last. Nobody where an owner or a
    capital word speaks against all."""
    number = view.number(mention.span.start)
    ranked: list[tuple[int, int, Entity]] = []
    order = [(s.mention.span, s.entity) for s in reversed(view.seen) if s.mention.span < mention.span]
    if called.bare:
        order += sorted(_behind(view, mention), key=lambda x: x[0])
    asked: set[int] = set()
    for place, (earlier, entity) in enumerate(order):
        if id(entity) in asked:
            continue
        back = number - view.number(earlier.start)
        if not is_called(entity, called, view, mention, back):
            continue
        asked.add(id(entity))
        shared = len(called.modifiers & words_of(entity, view, mention))
        alone = called.noun in view.language.voice_nouns and _only_voice(view, mention, called)
        against = called.owned or (called.proper and is_narrowed(entity, called, view, mention))
        if against and not shared and not alone:
            continue
        ranked.append((-shared, place, entity))
    return min(ranked, key=lambda r: r[:2])[2] if ranked else None


def _only_voice(view: Scene, mention: Mention, called: Called) -> bool:
    """Has an article one voice with a name, and is no person of it the owner (`Doe's spokesman`)? Without an owner a
    house that governs is named (`the White House spokesman`)."""
    seats = {word for name in view.language.pointing.seats for word in name.split()}
    if not called.owned and not called.modifiers <= seats:
        return False
    named = {id(e): e for e in view.named.values() if e.kind is SpeakerKind.PERSON}
    noun = frozenset({called.noun})
    voices = [e for e in named.values() if is_called_person(e, called, noun, view, mention)]
    return len(voices) == 1 and not any(called.modifiers.intersection(e.words) for e in named.values())


def _behind(view: Scene, mention: Mention) -> Iterator[tuple[Span, Entity]]:
    """Who is named behind a role in its article, and where."""
    return ((span, entity) for span, entity in view.named.items() if span > mention.span)


def _own(register: Register, view: Scene, mention: Mention) -> Entity:
    """A role that points at nobody named is a speaker by itself; the same words in one article are one."""
    words = name_key(mention.name).split()
    while len(words) > 1 and words[0] in register.language.grammar.plain_articles:
        words = words[1:]
    key = f"{mention.span.article} {' '.join(words)}"
    found = register.keyed.get(key)
    if found is None:
        found = register.add(Entity(mention.speaker_kind, mention.name, {key}))
        register.keyed[key] = found
        if found.name.lower() in register.language.pointing.seats:
            found.kind = SpeakerKind.BODY
        if found.kind is SpeakerKind.UNKNOWN:
            found.kind = kind_of(noun_of(found, register.language), register.language)
        noun = noun_of(found, register.language)
        found.gender = "she" if noun in register.language.female else "he" if noun in register.language.male else None
        told = view.by_source[mention.span].anonymous
        if found.kind is SpeakerKind.ANONYMOUS and told is not None:
            found.anonymous = told
    return found
