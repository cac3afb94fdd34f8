"""Short forms of bodies' names: `the Chamber` after `the Audit Chamber`, `Selk's Audit Chamber` and `Audit Chamber`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from dissensus.records import SpeakerKind
from dissensus.stages.link.scripts import name_key
from dissensus.stages.link.speakers import Entity, Register

OWNED = re.compile(r"^(?P<owner>.+)['\u2019]s (?P<own>\S.*)$")
BODIES = (SpeakerKind.BODY, SpeakerKind.UNKNOWN)


def join_short_bodies(register: Register) -> None:
    """Joins bodies that are one: a single word, in an article with one body whose name ends so; a name with an owner and
    the same without one, where no two owners have a body of that name."""
    _single_words(register)
    _owned(register)


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
                register.put(mention, next(iter(fits.values())))
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
        if _others(register, own, owner, {id(plain), id(entity)}):
            continue
        for mention in list(entity.mentions):
            register.put(mention, plain)
        for key in entity.keys:
            register.keyed[key] = plain
            plain.keys.add(key)
        entity.mentions.clear()
        _settle(register, entity)


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
