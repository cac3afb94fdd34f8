"""Whom a name means over all storylines of a corpus: everybody who can have it, by the comparison that joins spellings.

`link` makes one speaker of all spellings within a storyline alone. Over storylines nobody is made one here: people of one name
stay as many as there are, unless a table of names gives them one id.
"""

from __future__ import annotations

from collections.abc import Sequence

from dissensus.errors import UnknownId
from dissensus.records import Speaker, SpeakerKind
from dissensus.stages.link.bodies import compare_bodies
from dissensus.stages.link.names import Same, compare_people, person, surname_alone
from dissensus.stages.link.scripts import name_key
from dissensus.stages.link.sounds import sound_keys
from dissensus.store import Store

PREFIX_LENGTH = 6  # the shortest beginning of an id that may stand for it
NAMELESS = (SpeakerKind.ANONYMOUS, SpeakerKind.GROUP, SpeakerKind.DOCUMENT)  # whose words are no name


def namesakes(store: Store, asked: str) -> dict[str, str]:
    """By the id of a speaker why it can be meant by `asked`: an id or its beginning, an id in a knowledge base, or a name in
    any spelling. The speaker of the id itself comes first. UnknownId if nobody can."""
    speakers = store.fetch(Speaker)
    found = [s for s in speakers if s.id == asked or (len(asked) >= PREFIX_LENGTH and s.id.startswith(asked))]
    if len({s.id for s in found}) == 1:
        chosen = found[0]
        full = [s.text for s in chosen.spellings if len(name_key(s.text).split()) > 1]
        names = sorted({chosen.name, *full}) if chosen.kind not in NAMELESS else []
        return {chosen.id: "its id"} | _others(speakers, names, chosen)
    known = {s.id: "its id in a table" for s in speakers if asked in s.ids or asked in _bare(s)}
    known = known or _named(speakers, asked)
    if not known:
        raise UnknownId(f"{asked}: nobody of this name or id says anything; `dissensus show speakers` lists them")
    return known


def _bare(speaker: Speaker) -> set[str]:
    """Ids in knowledge bases without what gives them: `Q42`."""
    return {id.partition(":")[2] for id in speaker.ids}


def _others(speakers: Sequence[Speaker], names: Sequence[str], chosen: Speaker) -> dict[str, str]:
    out = {}
    for one in speakers:
        if one.id == chosen.id:
            continue
        shared = sorted(set(one.ids) & set(chosen.ids))
        parted = set(map(_giver, one.ids)) & set(map(_giver, chosen.ids)) and not shared
        alike = next((why for name in names if one.kind is chosen.kind and (why := _fits(name, one))), "")
        if shared:
            out[one.id] = f"both have the id {shared[0]}"
        elif alike and not parted:
            out[one.id] = alike
    return out


def _giver(id: str) -> str:
    return id.partition(":")[0]


def _named(speakers: Sequence[Speaker], asked: str) -> dict[str, str]:
    return {one.id: why for one in speakers if (why := _fits(asked, one))}


def _fits(name: str, speaker: Speaker) -> str:
    """Why a name can be a speaker's; nothing where it cannot."""
    key = name_key(name)
    spellings = [speaker.name, *(spelling.text for spelling in speaker.spellings)]
    if key and key in map(name_key, spellings):
        return "named so"
    if speaker.kind in NAMELESS:
        return ""
    heard = {sound for word in key.split() for sound in sound_keys(word)}
    for spelling in dict.fromkeys(spellings):
        if heard.isdisjoint(sound for word in name_key(spelling).split() for sound in sound_keys(word)):
            continue
        if speaker.kind is SpeakerKind.PERSON and surname_alone(person(name), person(spelling)):
            return "surname alone"
        compare = compare_people if speaker.kind is SpeakerKind.PERSON else compare_bodies
        verdict = compare(name, spelling)
        if verdict.same is Same.SAME:
            return f"can be spelt {spelling}: {', '.join(verdict.because)}"
    return ""
