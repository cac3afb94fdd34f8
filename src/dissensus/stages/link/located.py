"""Places of a storyline: which mentions are one place, and where it lies, by the gazetteer and the user's table."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dissensus.records import (
    Edge,
    Entry,
    Maker,
    Mention,
    MentionKind,
    Place,
    Span,
    SpeakerKind,
    Spelling,
    make_id,
)
from dissensus.stages.link.identity import same, unsure
from dissensus.stages.link.places import GAZETTEER, Known, choose, lies_in, look_up, states
from dissensus.stages.link.speakers import Entity, Register
from dissensus.stages.link.tables import PLACE, STATE, Table
from dissensus.text import plain, tokens

BEHIND = re.compile(r"\s{0,2}(?:,|\(|\bin\b)\s{0,2}([^\W\d_][\w.'’-]{0,30}+(?:\s[^\W\d_][\w.'’-]{0,30}+){0,3})")
DATELINE = re.compile(r"\s{0,2}(?:\(|[–—-]\s|,[^.\n]{0,40}[–—])")  # behind the name that opens a dateline
SURE, LIKELY, DOUBTFUL = 0.95, 0.85, 0.5  # of a place without namesakes, of one that was chosen, of one in doubt
NEAR = 0.5  # degrees within which a row of the table and the gazetteer mean one place; some 50 km


@dataclass(slots=True)
class Found:
    """A place while its mentions are gathered: by the gazetteer, by a row of the table, or by its name alone."""

    name: str
    known: Known | None = None
    entry: Entry | None = None
    mentions: list[Mention] = field(default_factory=list)
    why: list[str] = field(default_factory=list)  # by mention
    doubts: int = 0  # namesakes between which nothing decides


def places(
    register: Register, texts: Mapping[str, str], sources: Collection[Span], table: Table | None, maker: Maker
) -> Iterator[Place | Edge]:
    """Every place with its mentions, and an edge from each of those. A capital is the city where it stands as a place does
    (`in Lisbon`, `the mayor of Lisbon`) and says nothing (`sources`), else its state (`talks with Lisbon`)."""
    gathered: dict[str, Found] = {}
    around = _around(register)
    for entity in register.entities:
        if entity.known is not None:
            _gather(_Seen(register, texts, sources, around), entity, gathered)
    merged: dict[str, Found] = {}
    for key, found in sorted(gathered.items()):
        entry = found.entry or (_row(found, table) if table else None)
        found.entry = entry
        id = entry.id if entry else found.known.id if found.known else key
        if id in merged:
            merged[id].mentions += found.mentions
            merged[id].why += found.why
        else:
            merged[id] = found
    for id, found in sorted(merged.items()):
        record = _place(id, found, maker)
        yield record
        for mention, why in zip(found.mentions, found.why, strict=True):
            yield _edge(mention, record, found, why, maker)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is looked at in a storyline; `around` are by article the codes of the states that it names."""

    register: Register
    texts: Mapping[str, str]
    sources: Collection[Span]
    around: Mapping[str, set[str]]


def _gather(seen: _Seen, entity: Entity, gathered: dict[str, Found]) -> None:
    named = [m for m in entity.mentions if m.kind is MentionKind.NAME and m.name]
    chosen = _chosen(seen, named)
    state = look_up(entity.name) if (entity.known or "").startswith("state:") else None
    for mention in named:
        known = look_up(mention.name)
        if state and (known is None or known.country or not _is_city(seen, mention)):
            _put(gathered, state.id, Found(state.name, state), mention, _stands(mention, known, state))
            continue
        if known is None:
            name = entity.entry.name if entity.entry else entity.name
            why = seen.register.why.get(mention.id, ("its name",))[0]
            _put(gathered, entity.known or "", Found(name, None, entity.entry), mention, why)
            continue
        place, doubts, why = chosen[mention.span.article, plain(mention.name)]
        key = place.id if place else f"name:{plain(known.name)}"
        _put(gathered, key, Found(known.name, place, None, doubts=0 if place else doubts), mention, why)


def _is_city(seen: _Seen, mention: Mention) -> bool:
    """Is a capital the city: behind a preposition of place or `of`, or at the head of a line before a bracket or a dash."""
    text, span, language = seen.texts[mention.span.article], mention.span, seen.register.language
    if span in seen.sources:
        return False
    before = tokens(text, max(0, span.start - 12), span.start)[-1:]
    placing = language.pointing.placing | (language.grammar.of_or_for & language.grammar.of_or_about)
    opens = not text[max(0, text.rfind("\n", 0, span.start) + 1) : span.start].strip()
    return bool(before and before[0].low in placing) or (opens and bool(DATELINE.match(text, span.end)))


def _stands(mention: Mention, known: Known | None, state: Known) -> str:
    return f"{mention.name}, the capital, for {state.name}" if known and not known.country else GAZETTEER


def _put(gathered: dict[str, Found], key: str, new: Found, mention: Mention, why: str) -> None:
    found = gathered.setdefault(key, new)
    found.mentions.append(mention)
    found.why.append(why)


Choice = tuple[Known | None, int, str]


def _chosen(seen: _Seen, named: Sequence[Mention]) -> dict[tuple[str, str], Choice]:
    """By article and name which place is meant, of how many, and why: by what stands behind one of its mentions there, else
    by the states that are named there, else as in the other articles where these agree."""
    by_name: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in named:
        by_name[mention.span.article, plain(mention.name)].append(mention)
    out: dict[tuple[str, str], Choice] = {}
    for (article, name), mentions in by_name.items():
        behind = next((b for m in mentions if (b := _behind(seen.texts[article], m.span.end))), None)
        place, shared, why = choose(mentions[0].name, behind, seen.around.get(article, set()))
        out[article, name] = (place, len(shared), why)
    agreed: dict[str, dict[str, Known]] = defaultdict(dict)
    for (_, name), (chosen, *_) in out.items():
        if chosen:
            agreed[name][chosen.id] = chosen
    for at, (chosen, count, _) in out.items():
        if chosen is None and len(agreed[at[1]]) == 1:
            out[at] = (next(iter(agreed[at[1]].values())), count, "as in another article of the story")
    return out


def _behind(text: str, end: int) -> tuple[str, str] | None:
    """The state or region that is named behind a place (`Springfield, Illinois`), the longest name that is one."""
    found = BEHIND.match(text, end, end + 60)
    words = found[1].split() if found else []
    for count in range(min(len(words), 3), 0, -1):
        told = " ".join(words[:count]).rstrip(".,;:)")
        if told[:1].isupper() and (where := lies_in(told)):
            return where
    return None


def _around(register: Register) -> dict[str, set[str]]:
    """By article the codes of the states that it names."""
    by_name = {known.name: code for code, known in states().items()}
    out: dict[str, set[str]] = defaultdict(set)
    for entity in register.entities:
        if entity.kind is SpeakerKind.STATE and entity.name in by_name:
            for article in entity.articles:
                out[article].add(by_name[entity.name])
    return out


def _row(found: Found, table: Table) -> Entry | None:
    """The row of the table that a place is: the gazetteer's own, or one of its name that lies near it; else the only one."""
    rows = {
        row.entry.id: row.entry
        for name in sorted({found.name, *(m.name for m in found.mentions)})
        for row in table.rows(name, frozenset({"", PLACE, STATE}))
    }
    known = found.known
    if known is None:
        return next(iter(rows.values())) if len(rows) == 1 else None
    if known.id in rows:
        return rows[known.id]
    if known.country:
        fits = [e for e in rows.values() if e.kind == STATE]
    else:
        fits = [e for e in rows.values() if e.kind != STATE and _near(e, known)]
    return fits[0] if len(fits) == 1 else None


def _near(entry: Entry, known: Known) -> bool:
    degrees = (entry.latitude, known.latitude), (entry.longitude, known.longitude)
    return all(a is not None and b is not None and abs(a - b) <= NEAR for a, b in degrees)


def _place(id: str, found: Found, maker: Maker) -> Place:
    spans = tuple(sorted({m.span for m in found.mentions}))
    counted = Counter(m.name for m in found.mentions)
    spellings = tuple(Spelling(t, c) for t, c in sorted(counted.items(), key=lambda x: (-x[1], x[0])))
    known, entry = found.known, found.entry
    latitude, longitude = (known.latitude, known.longitude) if known else (None, None)
    if entry and entry.latitude is not None:
        latitude, longitude = entry.latitude, entry.longitude
    ids = tuple(sorted({one.id for one in (known, entry) if one}))
    return Place(make_id("place", id, spans[0]), found.name, spans, spellings, maker, latitude, longitude, ids)


def _edge(mention: Mention, place: Place, found: Found, why: str, maker: Maker) -> Edge:
    because = (f"place: {mention.name}", why)
    if found.doubts:
        return unsure(mention.id, place.id, DOUBTFUL, because, maker)
    return same(mention.id, place.id, SURE if why == GAZETTEER else LIKELY, because, maker)
