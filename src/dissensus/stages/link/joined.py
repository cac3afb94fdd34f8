"""Who is one though the names differ, once all names of a storyline are known: short forms of bodies' names (`the Chamber`
after `the Audit Chamber`, `Selk's Audit Chamber`), and slips in a given name (`Xavier` and `Javier`) where surname and role are
one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from dissensus.records import SpeakerKind
from dissensus.stages.link.names import person, slip_of_given_name
from dissensus.stages.link.scripts import name_key
from dissensus.stages.link.speakers import LAST_WORD, Entity, Register

OWNED = re.compile(r"^(?P<owner>.+)['\u2019]s (?P<own>\S.*)$")
SLIP, OWNER = "a slip in the given name", "nobody else has a body of this name"  # why two names are one
BODIES = (SpeakerKind.BODY, SpeakerKind.UNKNOWN)


def join(register: Register) -> None:
    """Joins who is one: people of one surname and one role whose given names differ by a slip; a single word, with the one
    body of its article whose name ends so; a body with an owner with the same without one, where no two owners have a body
    of that name."""
    _slips(register)
    _single_words(register)
    _owned(register)


def _slips(register: Register) -> None:
    by_surname: dict[str, list[Entity]] = defaultdict(list)
    for entity in register.entities:
        if entity.kind is SpeakerKind.PERSON and len(entity.words) > 1:
            by_surname[entity.words[-1]].append(entity)
    for people in by_surname.values():
        for i, entity in enumerate(people):
            name = person(entity.name)
            fits = [e for e in people[:i] if e.mentions and e.roles & entity.roles and not e.articles & entity.articles]
            fits = [e for e in fits if None in (e.gender, entity.gender) or e.gender == entity.gender]
            fits = [e for e in fits if slip_of_given_name(person(e.name), name)]
            if len(fits) == 1 and not register.are_two(fits[0], entity):
                shared = ", ".join(sorted(entity.roles & fits[0].roles))
                register.absorb(fits[0], entity, (SLIP, f"the same role: {shared}"))


def _single_words(register: Register) -> None:
    roles = register.language.role_nouns
    ending: dict[tuple[str, str], dict[int, Entity]] = defaultdict(dict)
    for entity in register.entities:
        if entity.kind is SpeakerKind.BODY and len(entity.words) > 1:
            for article in entity.articles:
                ending[article, entity.words[-1]][id(entity)] = entity
    for entity in list(register.entities):
        if entity.kind not in BODIES or len(entity.words) != 1 or roles.get(entity.words[0]) is not SpeakerKind.BODY:
            continue
        for mention in list(entity.mentions):
            fits = ending.get((mention.span.article, entity.words[0]), {})
            if len(fits) == 1:
                entity.mentions.remove(mention)
                register.put(mention, next(iter(fits.values())), (LAST_WORD,))
        _settle(register, entity)


def _owned(register: Register) -> None:
    owners: dict[str, dict[str, Entity]] = defaultdict(dict)
    for entity in register.entities:
        match = OWNED.match(entity.name)
        if entity.kind is SpeakerKind.BODY and entity.mentions and match:
            owners[name_key(match["own"])][name_key(match["owner"])] = entity
    for own, found in owners.items():
        plain = register.keyed.get(own)
        if len(found) != 1 or plain is None or plain.kind is not SpeakerKind.BODY or len(own.split()) < 2:
            continue
        ((owner, entity),) = found.items()
        if _others(register, own, owner, {id(plain), id(entity)}) or register.are_two(plain, entity):
            continue
        register.absorb(plain, entity, (OWNER,))


def _others(register: Register, own: str, owner: str, ids: set[int]) -> bool:
    """Has anybody else a body of this name (`Foreign Ministry`), by a name that ends so?"""
    words = own.split()
    longer: Iterable[Entity] = (e for e in register.entities if id(e) not in ids and e.kind is SpeakerKind.BODY)
    return any(e.words[-len(words) :] == words and owner not in " ".join(e.words) for e in longer)


def _settle(register: Register, entity: Entity) -> None:
    """Who has no mention left is nobody."""
    entity.articles = {m.span.article for m in entity.mentions}
    if not entity.mentions:
        register.entities = [e for e in register.entities if e is not entity]
