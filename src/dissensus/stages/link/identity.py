"""Why a mention is its speaker's: one edge a mention, with the rule that put it there, so that each can be undone.

Names that only look alike in letters of another script are put to nobody; a doubt between their speakers says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dissensus.records import Edge, Maker, Mention, MentionKind, Relation, Speaker, SpeakerKind, Verdict, make_id
from dissensus.stages.link.bodies import compare_bodies
from dissensus.stages.link.names import compare_people
from dissensus.stages.link.scripts import look, name_key, scripts
from dissensus.stages.link.speakers import Entity, Register

NAMED = 0.95  # how sure a name is its speaker's; of spellings of one person 0.98 are (bench/names.py)
ROLE, PRONOUN = 0.8, 0.7  # how sure a role and a pronoun are; 0.87 and 0.9 of the few in bench/coref.py
LOOKS_ALIKE = 0.5  # neither way


def same(left: str, right: str, score: float, because: tuple[str, ...], maker: Maker) -> Edge:
    """That two things are one."""
    id_ = make_id("edge", Relation.IDENTITY, left, right)
    return Edge(id_, left, right, Relation.IDENTITY, Verdict.SAME, score, because, maker)


def unsure(left: str, right: str, score: float, because: tuple[str, ...], maker: Maker) -> Edge:
    """That two things may be one, and nothing decides."""
    id_ = make_id("edge", Relation.IDENTITY, left, right)
    return Edge(id_, left, right, Relation.IDENTITY, Verdict.UNSURE, score, because, maker)


def mentioned(
    made: Sequence[tuple[Speaker, Entity]], register: Register, pointed: Mapping[str, str], maker: Maker
) -> Iterator[Edge]:
    """An edge from each mention to its speaker, with what persons decided on who that is. `pointed` says why a role or a
    pronoun points there, by mention."""
    for record, entity in made:
        for mention in entity.mentions:
            if mention.maker.stage == maker.stage:  # a body that only a voice's mention names: no record of it is kept
                continue
            score, because = _why(mention, record, register, pointed)
            yield same(mention.id, record.id, score, (*because, *entity.because), maker)


def _why(
    mention: Mention, record: Speaker, register: Register, pointed: Mapping[str, str]
) -> tuple[float, tuple[str, ...]]:
    told = pointed.get(mention.id, "")
    if mention.kind is MentionKind.PRONOUN:
        return PRONOUN, (f"pronoun: {mention.name}", *filter(None, [told]))
    if mention.kind is not MentionKind.NAME:
        return ROLE, (f"role: {mention.name}", *filter(None, [told]))
    name = " ".join(mention.name.split())
    if name == record.name:
        return NAMED, ("named",)
    because = register.why.get(mention.id) or _alike(name, record)
    letters = scripts(name)
    if len(letters) == 1 and letters != scripts(record.name):
        because = (f"transliterated from {next(iter(letters)).capitalize()}", *because)
    return NAMED, ("other spelling", *because)


def _alike(name: str, record: Speaker) -> tuple[str, ...]:
    """What a name has in common with the one that is shown."""
    if name_key(name) == name_key(record.name):
        return ("the same but for case and marks",)
    compare = compare_people if record.kind is SpeakerKind.PERSON else compare_bodies
    return compare(name, record.name).because


def lookalikes(speakers: Sequence[Speaker], maker: Maker) -> Iterator[Edge]:
    """A doubt between each two speakers of which one is flagged and looks like the other in letters of another script."""
    looking: dict[str, dict[str, tuple[Speaker, str]]] = defaultdict(dict)
    for record in speakers:
        for form in (record.name, *(spelling.text for spelling in record.spellings)):
            looking[look(form)].setdefault(record.id, (record, form))
    told = set()
    for alike in looking.values():
        for one, form in alike.values():
            for other, its in alike.values() if one.flags else ():
                pair = tuple(sorted((one.id, other.id)))
                if one.id == other.id or pair in told or scripts(form) == scripts(its):
                    continue
                told.add(pair)
                mixed = " and ".join(sorted(script.capitalize() for script in scripts(form)))
                yield unsure(one.id, other.id, LOOKS_ALIKE, (f"looks like {its} in letters that are {mixed}",), maker)
