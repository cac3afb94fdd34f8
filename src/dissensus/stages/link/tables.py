"""Whom a table of names that the user brings (`Entry`) knows by an id: which row is meant by a name in a text.

A row is looked up by keys of how its names sound (`keys`), from wherever the rows are kept, and is taken where one of its
names can be the name in the text by the same comparison that joins spellings (`names`, `bodies`) and the kind agrees. Of
several rows the one that is written just so goes first, then roles that stand beside the name, then the country where
the story is set; where that does not tell them apart there is no id.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from dissensus.langs import Language
from dissensus.records import Entry, Mention, MentionKind, SpeakerKind
from dissensus.stages.link.bodies import body, compare_bodies, spelt_like_place
from dissensus.stages.link.names import Same, compare, person
from dissensus.stages.link.places import country_of, look_up
from dissensus.stages.link.scripts import name_key, scripts
from dissensus.stages.link.sounds import word
from dissensus.stages.link.speakers import by_table
from dissensus.text import tokens

# The rows whose names have some of these keys, in any order.
LookUp = Callable[[Collection[str]], Sequence[Entry]]

PERSON, BODY, OUTLET, STATE = (
    kind.value for kind in (SpeakerKind.PERSON, SpeakerKind.BODY, SpeakerKind.OUTLET, SpeakerKind.STATE)
)
PLACE, UNTOLD = "place", ""  # a row whose table does not tell can be anything
EXACT = 2  # how near a row is whose name is written just so
MANY = 1000  # rows that sound like a name, from which only one that is written just so is meant
MOST_WORDS = 5  # of a name, of which all pairs are looked up
# Which rows a mention of a kind can be one of.
KINDS: Mapping[SpeakerKind, frozenset[str]] = {
    SpeakerKind.PERSON: frozenset({UNTOLD, PERSON}),
    SpeakerKind.BODY: frozenset({UNTOLD, BODY, OUTLET}),
    SpeakerKind.OUTLET: frozenset({UNTOLD, BODY, OUTLET}),
    SpeakerKind.STATE: frozenset({UNTOLD, STATE, PLACE}),
    SpeakerKind.GROUP: frozenset({UNTOLD, BODY}),
    SpeakerKind.UNKNOWN: frozenset({UNTOLD, PERSON, BODY, OUTLET, STATE, PLACE}),
}
SPEAKERS = {kind.value: kind for kind in (SpeakerKind.PERSON, SpeakerKind.BODY, SpeakerKind.OUTLET, SpeakerKind.STATE)}


def keys(name: str, kind: str = "") -> tuple[str, ...]:
    """What a name of this kind is looked up by: of a person each pair of words, of anything else all words, by the kinds
    of their consonants, so that spellings of one name have a key in common. Of no kind: both."""
    out: list[str] = []
    if kind in ("", PERSON):
        words = [sound for w in person(name).words if len(w) > 1 and (sound := _sound(w))][:MOST_WORDS]
        pairs = combinations(words, 2) if len(words) > 1 else ((w,) for w in words)
        out += ["p " + " ".join(sorted(pair)) for pair in pairs]
    if kind != PERSON:
        words = [sound for w in body(name) if (sound := _sound(w))]
        out += ["b " + " ".join(words)] if words else []
    return tuple(dict.fromkeys(out))


def entry_keys(entry: Entry) -> tuple[str, ...]:
    """The keys of all names of a row."""
    return tuple(dict.fromkeys(key for name in (entry.name, *entry.aliases) for key in keys(name, entry.kind)))


def _sound(text: str) -> str:
    return word(text).kinds or text[:1]


@dataclass(frozen=True, slots=True)
class Row:
    """A row that a name can be, and how near: written just so (2), alike word for word (1), or with a word more (0)."""

    entry: Entry
    near: int


@dataclass(slots=True)
class Table:
    """The rows that were asked for, of one storyline. `told` is by mention the row that is meant; `doubts` by name the rows
    between which nothing decides."""

    look_up: LookUp
    language: Language
    told: dict[str, Entry] = field(default_factory=dict)
    why: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by mention, what decided
    asked: dict[tuple[str, frozenset[str]], tuple[Row, ...]] = field(default_factory=dict)

    def rows(self, name: str, kinds: frozenset[str]) -> tuple[Row, ...]:
        """The rows of these kinds that a name can be; where some are written just so, those alone."""
        if (name, kinds) not in self.asked:
            self.asked[name, kinds] = self._rows(name, kinds)
        return self.asked[name, kinds]

    def _rows(self, name: str, kinds: frozenset[str]) -> tuple[Row, ...]:
        as_person, as_other = kinds & {UNTOLD, PERSON}, kinds - {PERSON}
        asked = {*(keys(name, PERSON) if as_person else ()), *(keys(name, BODY) if as_other else ())}
        if not asked or len(scripts(name)) > 1:
            return ()
        found = {e.id: e for e in self.look_up(sorted(asked)) if e.kind in kinds}
        rows = [Row(e, EXACT) for _, e in sorted(found.items()) if _is_written(name, e)]
        if rows or len(found) >= MANY:
            return tuple(rows)
        return nearest(Row(e, near) for _, e in sorted(found.items()) if (near := _near(name, e)) is not None)

    def tell(self, mentions: Iterable[Mention], texts: Mapping[str, str]) -> None:
        """Which row each name is, where its own roles are enough to tell."""
        for mention in mentions:
            if mention.kind is not MentionKind.NAME or not mention.name:
                continue
            kinds = KINDS.get(mention.speaker_kind, frozenset())
            if STATE in kinds and look_up(mention.name) is not None:
                kinds = frozenset({STATE})  # a city that the gazetteer knows may stand for its state
            elif not is_placed(mention, texts[mention.span.article], self.language):
                kinds -= {PLACE}
            rows = self.rows(mention.name, kinds) if kinds else ()
            chosen = decide(rows, beside(mention, texts[mention.span.article], self.language))
            if chosen is not None:
                self.told[mention.id] = chosen[0]
                self.why[mention.id] = chosen[1]


def nearest(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Of rows that a name can be those that are written most like it."""
    listed = list(rows)
    return tuple(row for row in listed if row.near == max(other.near for other in listed))


def _is_written(name: str, entry: Entry) -> bool:
    """Is a name one of a row's, in whatever order. A word of a person's own name that stands alone (a surname) is none."""
    asked, own = sorted(name_key(name).split()), name_key(entry.name).split()
    lone = len(asked) == 1 and entry.kind in (UNTOLD, PERSON) and len(own) > 1 and asked[0] in own
    return not lone and any(asked == sorted(name_key(other).split()) for other in (entry.name, *entry.aliases))


def _near(name: str, entry: Entry) -> int | None:
    """How near a name is to one of a row's that is written otherwise; None where it cannot be one. A word that stands alone
    is the same or another one, in one script."""
    nearest = None
    for other in (entry.name, *entry.aliases):
        short = min(len(name_key(name).split()), len(name_key(other).split())) < 2
        if (not short or scripts(name) != scripts(other)) and _alike(name, other, entry.kind):
            nearest = max(nearest or 0, int(_words(name, entry.kind) == _words(other, entry.kind)))
    return nearest


def _words(name: str, kind: str) -> int:
    """How many words of a name tell who it is."""
    return len(person(name).words) if kind == PERSON else len(body(name))


def _alike(name: str, other: str, kind: str) -> bool:
    if kind in (PLACE, STATE):
        return spelt_like_place(name, other).same is Same.SAME
    if kind == PERSON or (not kind and len(person(other).words) > 1):
        return compare(person(name), person(other)).same is Same.SAME
    return compare_bodies(name, other).same is Same.SAME


def beside(mention: Mention, text: str, language: Language) -> frozenset[str]:
    """The words of the roles that stand beside a name."""
    words = (w.low.rstrip(".") for s in mention.roles for w in tokens(text, s.start, s.end) if w.is_word)
    return frozenset(w for w in words if w not in language.stopwords and w not in language.grammar.plain_articles)


def is_placed(mention: Mention, text: str, language: Language) -> bool:
    """Does a preposition of place stand before a name? With many rows nearly every surname is some village's name too."""
    before = tokens(text, max(0, mention.span.start - 12), mention.span.start)[-1:]
    return bool(before) and before[0].low in language.pointing.placing


def words_of(entry: Entry) -> frozenset[str]:
    """The words by which a row says what somebody is."""
    return frozenset(w for text in (*entry.roles, entry.description) for w in name_key(text).split())


def decide(
    rows: Sequence[Row], roles: Collection[str], countries: Collection[str] = ()
) -> tuple[Entry, tuple[str, ...]] | None:
    """The one row of several that is meant, and why; None where nothing tells. `countries` are names of states. One row
    alone is meant unless its name has a word more or less, for then something else must speak for it."""
    if len(rows) < 2 and all(row.near for row in rows):
        return (rows[0].entry, (by_table(rows[0].entry),)) if rows else None
    shared = {row.entry.id: sorted(words_of(row.entry) & set(roles)) for row in rows}
    most = max(map(len, shared.values()))
    best = [row.entry for row in rows if len(shared[row.entry.id]) == most]
    if most and len(best) == 1:
        return best[0], (by_table(best[0]), f"role: {', '.join(shared[best[0].id])}")
    there = [entry for entry in best if country_of(entry.country) in countries] if countries else []
    if len(there) == 1:
        return there[0], (by_table(there[0]), f"country: {country_of(there[0].country)}")
    return None
