"""What a table says of speakers and places once all names are gathered: their ids, spellings that are one's, and doubts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dissensus.records import Edge, Entry, Maker, MentionKind, SpeakerKind
from dissensus.stages.link.identity import same, unsure
from dissensus.stages.link.speakers import Entity, Register
from dissensus.stages.link.tables import KINDS, PLACE, SPEAKERS, STATE, Row, Table, beside, decide, is_placed, nearest

MOST_DOUBTS = 5  # rows between which nothing decides that are told one by one
SURE = 0.9  # how sure an id is that a table gives to a name


@dataclass(slots=True)
class Settled:
    """By entity (`id()`), why it has the id that it has, or which rows fit it alike."""

    table: Table | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    why: dict[int, tuple[str, ...]] = field(default_factory=dict)
    doubts: dict[int, tuple[Entry, ...]] = field(default_factory=dict)


def settle(register: Register, table: Table, texts: Mapping[str, str]) -> Settled:
    """Asks the table for whoever its mentions alone did not tell, by all roles and the countries of their articles, and
    makes one of those to whom it gives one id."""
    settled = Settled(table, texts)
    states = [e for e in register.entities if e.kind is SpeakerKind.STATE and e.known]
    for entity in list(register.entities):
        if entity.entry is not None:
            told = [m.id for m in entity.mentions if m.id in table.why and table.told[m.id].id == entity.entry.id]
            settled.why[id(entity)] = table.why[told[0]] if told else ()
        else:
            countries = {state.name for state in states if state.articles & entity.articles}
            _ask(settled, register, entity, table, countries)
        if entity.entry is not None:
            _take(register, entity, entity.entry, settled)
    return settled


def _ask(settled: Settled, register: Register, entity: Entity, table: Table, countries: set[str]) -> None:
    named = [m for m in entity.mentions if m.kind is MentionKind.NAME and m.name]
    kinds = KINDS.get(entity.kind, frozenset())
    if entity.known:
        kinds &= {STATE}
    elif not any(is_placed(m, settled.texts[m.span.article], register.language) for m in named):
        kinds -= {PLACE}
    rows: dict[str, Row] = {}
    for name in sorted({m.name for m in named}) if kinds else ():
        for row in table.rows(name, kinds):
            if row.entry.id not in rows or row.near > rows[row.entry.id].near:
                rows[row.entry.id] = row
    listed = nearest(rows.values())
    roles = {word for m in named for word in beside(m, settled.texts[m.span.article], register.language)}
    chosen = decide(sorted(listed, key=lambda row: row.entry.id), roles, countries)
    if chosen is not None:
        entity.entry, settled.why[id(entity)] = chosen
    elif listed:
        settled.doubts[id(entity)] = tuple(sorted((row.entry for row in listed), key=lambda e: e.id))


def _take(register: Register, entity: Entity, entry: Entry, settled: Settled) -> None:
    """Gives an entity what a row tells, and makes it one with whoever has this row already."""
    if entity.kind is SpeakerKind.UNKNOWN and entry.kind in SPEAKERS:
        entity.kind = SPEAKERS[entry.kind]
    if entity.known is None and entry.kind in (PLACE, STATE):
        entity.known = entry.id
    first = register.by_entry.setdefault(entry.id, entity)
    if first is not entity:
        absorb(register, first, entity, settled.why[id(entity)])


def absorb(register: Register, into: Entity, other: Entity, because: tuple[str, ...]) -> None:
    """Two entities as one: all mentions, names and roles of the second are the first one's."""
    for mention in list(other.mentions):
        register.put(mention, into, because)
    for key, held in list(register.keyed.items()):
        if held is other:
            register.keyed[key] = into
    for letters, held_by in register.lettered.items():
        register.lettered[letters] = [e for e in held_by if e is not other]
    into.keys |= other.keys
    into.roles |= other.roles
    into.gender = into.gender or other.gender
    register.entities.remove(other)


def known_by(made: Iterable[tuple[str, Entity]], settled: Settled, maker: Maker) -> Iterator[Edge]:
    """What the table says of each speaker or place, by their record's id: one edge to the id it has, or an unsure one to
    each that it may have."""
    for id_, entity in made:
        if entity.entry is not None:
            because = settled.why.get(id(entity), ())
            yield same(id_, entity.entry.id, SURE, (*because, f"name: {entity.entry.name}"), maker)
        doubts = settled.doubts.get(id(entity), ())
        for entry in doubts[:MOST_DOUBTS]:
            because = (
                f"{len(doubts)} rows of the table have this name, and neither role nor country tells them apart",
            )
            yield unsure(id_, entry.id, 1 / len(doubts), because, maker)
