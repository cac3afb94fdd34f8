"""What a table says of speakers and places once all names are gathered: their ids, spellings that are one's, and doubts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dissensus.langs import Language
from dissensus.records import Edge, Entry, Maker, MentionKind, SpeakerKind
from dissensus.stages.link.identity import same, unsure
from dissensus.stages.link.speakers import Entity, Register, by_table
from dissensus.stages.link.tables import KINDS, PLACE, SPEAKERS, STATE, Row, Table, beside, decide, is_placed, nearest

MOST_DOUBTS = 5  # rows between which nothing decides that are told one by one
SURE = 0.9  # how sure an id is that a table gives to a name


def settle(register: Register, table: Table, texts: Mapping[str, str]) -> None:
    """Asks the table for whoever its mentions alone did not tell, by all roles and the countries of their articles, and
    makes one of those to whom it gives one id."""
    states = [e for e in register.entities if e.kind is SpeakerKind.STATE and e.known]
    for entity in list(register.entities):
        if entity.entry is not None:
            told = [m.id for m in entity.mentions if m.id in table.why and table.told[m.id].id == entity.entry.id]
            entity.entry_because = table.why[told[0]] if told else ()
        else:
            countries = {state.name for state in states if state.articles & entity.articles}
            _ask(register.language, entity, table, texts, countries)
        if entity.entry is not None:
            _take(register, entity, entity.entry)


def _ask(language: Language, entity: Entity, table: Table, texts: Mapping[str, str], countries: set[str]) -> None:
    named = [m for m in entity.mentions if m.kind is MentionKind.NAME and m.name]
    kinds = KINDS.get(entity.kind, frozenset())
    if entity.known:
        kinds &= {STATE}
    elif not any(is_placed(m, texts[m.span.article], language) for m in named):
        kinds -= {PLACE}
    rows: dict[str, Row] = {}
    for name in sorted({m.name for m in named}) if kinds else ():
        for row in table.rows(name, kinds):
            if row.entry.id not in rows or row.near > rows[row.entry.id].near:
                rows[row.entry.id] = row
    listed = nearest(rows.values())
    roles = {word for m in named for word in beside(m, texts[m.span.article], language)}
    chosen = decide(sorted(listed, key=lambda row: row.entry.id), roles, countries)
    if chosen is not None:
        entity.entry, entity.entry_because = chosen
    elif listed:
        entity.doubts = tuple(sorted((row.entry for row in listed), key=lambda e: e.id))


def _take(register: Register, entity: Entity, entry: Entry) -> None:
    """Gives an entity what a row tells, and makes it one with whoever has this row already."""
    if entity.kind is SpeakerKind.UNKNOWN and entry.kind in SPEAKERS:
        entity.kind = SPEAKERS[entry.kind]
    if entity.known is None and entry.kind in (PLACE, STATE):
        entity.known = entry.id
    first = register.by_entry.setdefault(entry.id, entity)
    if first is not entity:
        register.absorb(first, entity, entity.entry_because)


def known_by(made: Iterable[tuple[str, Entity]], maker: Maker) -> Iterator[Edge]:
    """What the table says of each speaker or place, by their record's id: one edge to the id it has, or an unsure one to
    each that it may have."""
    for id_, entity in made:
        if entity.entry is not None:
            because = entity.entry_because or (by_table(entity.entry),)
            yield same(id_, entity.entry.id, SURE, (*because, f"name: {entity.entry.name}"), maker)
            continue
        doubts = entity.doubts
        for entry in doubts[:MOST_DOUBTS]:
            because = (
                f"{len(doubts)} rows of the table have this name, and neither role nor country tells them apart",
            )
            yield unsure(id_, entry.id, 1 / len(doubts), because, maker)
