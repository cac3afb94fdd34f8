"""The places of a story as a map: land, lines of degrees and a numbered dot for each, ready for a template to write as SVG.

Nothing is fetched: the outlines of land are in the package. Nothing is laid out but the names: a name stands in the first
free place beside its dot, and where there is none its number alone, or the dot. No border is drawn, for which land is
whose is among the things that are in dispute.

The projection is equirectangular, true to scale at the middle of the map (J. P. Snyder, Map Projections: A Working Manual,
1987, chapter 12).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from math import ceil, cos, radians
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

from dissensus.show.words import clean_line, count, shorten

if TYPE_CHECKING:
    from dissensus.show.places import PlaceView

LAND = files("dissensus.show") / "templates" / "land.json"
# In units of the drawing, which are pixels where nothing scales it.
SIZE = (680, 400)  # at most; beside it stand the numbers of the degrees
MARGIN = 0.12  # of the extent of the dots on each side
LEAST = 12.0  # degrees of latitude that are shown at least: in less there is often no coast to know the region by
NARROWEST = 0.2  # the cosine below which degrees of longitude are not squeezed further; beyond 78 degrees
STEPS = (1, 2, 5, 10, 15, 30, 45)  # degrees between two lines
MOST_LINES = 5  # in one direction
DOT, NEAR = 4, 6  # the radius of a dot, and how far from its centre a name begins
LETTER, TEXT = 8.0, 16.0  # how wide a column of text is taken to be, and how high a line
LABEL = 24  # columns of a name, of which a Chinese sign takes two
NAMED = 6  # places in the words that stand for the map
FINE = 2  # the outlines are drawn in halves of a unit
LEAST_STEP = 3  # halves between two points of an outline

Point = tuple[float, float]


class Extent(NamedTuple):
    """What is shown: the western and the northern edge in degrees, units for a degree of latitude, and how much narrower one
    of longitude is drawn; width and height in units."""

    west: float
    north: float
    scale: float
    squeeze: float
    width: float
    height: float

    def at(self, latitude: float, longitude: float) -> Point:
        """Where a place is drawn."""
        x = (longitude - self.west) % 360 * self.squeeze * self.scale
        return round(x, 1), round((self.north - latitude) * self.scale, 1)


@dataclass(frozen=True, slots=True)
class Dot:
    """Where a place is drawn, and its name, where there is room for one: `number` and `name` stand at `x`, `y`, which is
    their `start`, `middle` or `end`. Without room for both `name` is empty, without any `number` is None."""

    place: PlaceView
    at: Point
    number: int | None = None
    name: str = ""
    x: float = 0
    y: float = 0
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of degrees: how far from the left or the upper edge, and what it is called (`50° N`)."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Map:
    """A map: `land` is a path of SVG in halves of a unit; `told` says in words what is on it."""

    width: int
    height: int
    land: str
    meridians: tuple[Line, ...]
    parallels: tuple[Line, ...]
    dots: tuple[Dot, ...]
    told: str


def map_of(places: Sequence[PlaceView]) -> Map | None:
    """The places that have degrees as a map; None where none has."""
    shown = [(one, one.latitude, one.longitude) for one in places if one.latitude is not None]
    points = [(one, lat, lon) for one, lat, lon in shown if lon is not None]
    if not points:
        return None
    extent = extent_of([(lat, lon) for _, lat, lon in points])
    dots = _labelled([Dot(one, extent.at(lat, lon)) for one, lat, lon in points], extent)
    names = [f"{one.number} {clean_line(one.line)}" for one, *_ in points[:NAMED]]
    more = len(points) - NAMED
    return Map(
        width=round(extent.width),
        height=round(extent.height),
        land=_land(extent),
        meridians=tuple(_meridians(extent)),
        parallels=tuple(_parallels(extent)),
        dots=tuple(dots),
        told=f"A map of {count(len(points), 'place')}, numbered as in the list below: "
        + ", ".join([*names, *([f"and {more} more"] if more > 0 else [])]),
    )


# ----------------------------------------------------------------------------------------------- what is on the map


def extent_of(points: Sequence[Point]) -> Extent:
    """The part of the world in which these places (latitude, longitude) lie, the shorter way round, with a margin."""
    wide, high = SIZE
    first, around = _shorter_way([longitude for _, longitude in points])
    lowest, highest = min(latitude for latitude, _ in points), max(latitude for latitude, _ in points)
    middle = (lowest + highest) / 2
    squeeze = max(cos(radians(middle)), NARROWEST)
    whole = 1 + 2 * MARGIN
    scale = min(high / max((highest - lowest) * whole, LEAST), wide / max(around * whole * squeeze, LEAST))
    scale = max(scale, wide / (360 * squeeze))  # no more than once around the world
    tall = min(high / scale, 180.0)
    centre = min(max(middle, tall / 2 - 90), 90 - tall / 2)
    west = (first + around / 2 - wide / (scale * squeeze) / 2 + 180) % 360 - 180
    return Extent(west, centre + tall / 2, scale, squeeze, wide, tall * scale)


def _shorter_way(longitudes: Sequence[float]) -> tuple[float, float]:
    """The western end of the shortest arc with all these meridians, and its length: all around but for the widest gap. If
    even that is half the world, the arc that does not cross the 180th meridian, as on most maps."""
    ordered = sorted({longitude % 360 for longitude in longitudes})
    gaps = [after - before for before, after in pairwise([*ordered, ordered[0] + 360])]
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    if gaps[widest] < 180:
        turned = [(longitude + 180) % 360 - 180 for longitude in ordered]
        return min(turned), max(turned) - min(turned)
    return ordered[(widest + 1) % len(ordered)], 360 - gaps[widest]


def _meridians(extent: Extent) -> Iterator[Line]:
    span = extent.width / extent.scale / extent.squeeze
    for degree in _round_degrees(extent.west, extent.west + span):
        named = (degree + 180) % 360 - 180
        side = "" if named in (0, -180) else " E" if named > 0 else " W"
        yield Line(round((degree - extent.west) * extent.squeeze * extent.scale, 1), f"{abs(named)}°{side}")


def _parallels(extent: Extent) -> Iterator[Line]:
    for degree in _round_degrees(extent.north - extent.height / extent.scale, extent.north):
        side = "" if degree == 0 else " N" if degree > 0 else " S"
        yield Line(round((extent.north - degree) * extent.scale, 1), f"{abs(degree)}°{side}")


def _round_degrees(start: float, end: float) -> range:
    """Whole degrees between two, as far apart as leaves few of them."""
    step = next((step for step in STEPS if (end - start) / step <= MOST_LINES), 90)
    return range(ceil(start / step) * step, ceil(end), step)


# ---------------------------------------------------------------------------------------------------------- the land


@cache
def _rings() -> tuple[tuple[tuple[Point, ...], tuple[float, float, float, float]], ...]:
    """Every outline as points (longitude, latitude), with what it extends to: west, south, east, north."""
    told = json.loads(LAND.read_text("utf-8"))
    unit = told["per_degree"]
    out = []
    for flat in told["rings"]:
        xs = [x / unit for x in accumulate(flat[::2])]
        ys = [y / unit for y in accumulate(flat[1::2])]
        out.append((tuple(zip(xs, ys, strict=True)), (min(xs), min(ys), max(xs), max(ys))))
    return tuple(out)


def _land(extent: Extent) -> str:
    """The land of a part of the world as one path; a lake in it is a ring within a ring."""
    east = extent.west + extent.width / extent.scale / extent.squeeze
    south = extent.north - extent.height / extent.scale
    paths = []
    for ring, (left, low, right, top) in _rings():
        for turn in (
            -360,
            0,
            360,
        ):  # an outline, and a map, may begin on one side of the 180th meridian and end on the other
            if left + turn < east and right + turn > extent.west and low < extent.north and top > south:
                turned = [(x + turn, y) for x, y in ring]
                paths.append(_path(_clipped(turned, (extent.west, south, east, extent.north)), extent))
    return "".join(paths)


def _clipped(ring: list[Point], box: tuple[float, float, float, float]) -> list[Point]:
    """What of an outline lies in a box (west, south, east, north), side by side (I. E. Sutherland and G. W. Hodgman,
    Reentrant Polygon Clipping, 1974)."""
    for axis, bound, sign in ((0, box[0], 1), (1, box[1], 1), (0, box[2], -1), (1, box[3], -1)):
        kept: list[Point] = []
        for before, point in zip([ring[-1], *ring], ring, strict=False):
            was, inside = (before[axis] - bound) * sign >= 0, (point[axis] - bound) * sign >= 0
            if was != inside:
                share = (bound - before[axis]) / (point[axis] - before[axis])
                cut = tuple(a + (b - a) * share for a, b in zip(before, point, strict=True))
                kept.append((bound, cut[1]) if axis == 0 else (cut[0], bound))
            if inside:
                kept.append(point)
        if not kept:
            return []
        ring = kept
    return ring


def _path(ring: Sequence[Point], extent: Extent) -> str:
    """A ring in whole halves of a unit, each point told from the one before, one and a half units away from it; empty where
    too little of it is left to be seen."""
    across, down = extent.scale * extent.squeeze * FINE, extent.scale * FINE
    points: list[tuple[int, int]] = []
    for lon, lat in ring:
        x, y = round((lon - extent.west) * across), round((extent.north - lat) * down)
        if not points or abs(x - points[-1][0]) >= LEAST_STEP or abs(y - points[-1][1]) >= LEAST_STEP:
            points.append((x, y))
    if len(points) < 3:
        return ""
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(points)]
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps).replace(' -', '-')}z"


# --------------------------------------------------------------------------------------------------------- the names


Taken = tuple[float, float, float, float]  # left, upper, right and lower edge of what stands somewhere


def _labelled(dots: Sequence[Dot], extent: Extent) -> list[Dot]:
    """The dots with their names where these cover neither each other nor a dot; the first have the first choice."""
    taken: list[Taken] = [(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in (dot.at for dot in dots)]
    out = []
    for dot in dots:
        named, box = next(((one, box) for one, box in _choices(dot) if _is_free(box, taken, extent)), (dot, None))
        taken += [box] if box else []
        out.append(named)
    return out


def _choices(dot: Dot) -> Iterator[tuple[Dot, Taken]]:
    """The dot with its number and name, else with its number alone, to the right of it, to the left, above and below."""
    (x, y), number = dot.at, dot.place.number
    name, columns = _fitting(dot.place.name)
    for text, wide in ((name, (columns + len(f"{number} ")) * LETTER), ("", len(str(number)) * LETTER)):
        for anchor, left, at_y in (
            ("start", x + NEAR, y),
            ("end", x - NEAR - wide, y),
            ("middle", x - wide / 2, y - TEXT),
            ("middle", x - wide / 2, y + TEXT),
        ):
            at_x = round(left + wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor], 1)
            box = (left, at_y - TEXT / 2, left + wide, at_y + TEXT / 2)
            yield Dot(dot.place, dot.at, number, text, at_x, round(at_y, 1), anchor), box


def _is_free(box: Taken, taken: Sequence[Taken], extent: Extent) -> bool:
    if box[0] < 0 or box[1] < 0 or box[2] > extent.width or box[3] > extent.height:
        return False
    return not any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in taken)


def _fitting(name: str) -> tuple[str, int]:
    """As much of a name as is put on a map, and how many columns it takes."""
    line, columns = clean_line(name), 0
    for at, char in enumerate(line):
        columns += 2 if east_asian_width(char) in "WF" else 1
        if columns > LABEL:
            return shorten(line, max(at, 2)), LABEL
    return line, columns
