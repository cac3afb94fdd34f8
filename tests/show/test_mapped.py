"""The places of a story as a map: the part of the world that is shown, its land, its dots and their names."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.show import mapped
from dissensus.show.mapped import LAND, SIZE, Extent, Map, extent_of, map_of
from dissensus.show.places import PlaceView

LATITUDES = st.floats(-90, 90, allow_nan=False)
LONGITUDES = st.floats(-180, 180, allow_nan=False)
FEW = settings(max_examples=25)  # every map has its land cut out of the whole world
POINTS = st.lists(st.tuples(LATITUDES, LONGITUDES), min_size=1, max_size=12)


def place(number: int, latitude: float | None, longitude: float | None, name: str = "Orsk Quay") -> PlaceView:
    return PlaceView(f"p{number}", number, name, (), latitude, longitude, (), ("a",), ())


def drawn(*points: tuple[float, float], name: str = "Orsk Quay") -> Map:
    found = map_of([place(number, *point, name) for number, point in enumerate(points, 1)])
    assert found is not None
    return found


def rings(path: str) -> list[list[tuple[float, float]]]:
    """A path of relative steps as rings of points, in units of the drawing."""
    out = []
    for one in path.split("z")[:-1]:
        numbers = [int(number) for number in re.findall(r"-?\d+", one)]
        x = y = 0
        points = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x / 2, y / 2))
        out.append(points)
    return out


def is_land(found: Map, at: tuple[float, float]) -> bool:
    """Does a point lie within an odd number of rings."""
    x, y = at
    inside = False
    for ring in rings(found.land):
        for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                inside = not inside
    return inside


# ------------------------------------------------------------------------------------------------ what is on the map


@FEW
@given(POINTS)
def test_every_place_is_on_the_map(points: list[tuple[float, float]]) -> None:
    found = drawn(*points)
    assert [dot.place.number for dot in found.dots] == list(range(1, len(points) + 1))
    for dot in found.dots:
        assert -0.1 <= dot.at[0] <= found.width + 0.6
        assert -0.1 <= dot.at[1] <= found.height + 0.6
    assert found.width == SIZE[0]
    assert 0 < found.height <= SIZE[1]


@FEW
@given(POINTS)
def test_no_more_than_the_whole_world_is_shown_and_no_less_than_a_region(points: list[tuple[float, float]]) -> None:
    extent = extent_of(points)
    assert extent.width / extent.scale / extent.squeeze <= 360.001
    assert extent.north <= 90.001
    assert extent.north - extent.height / extent.scale >= -90.001
    assert min(extent.width, extent.height) / extent.scale >= mapped.LEAST - 0.001


def test_a_place_alone_stands_in_the_middle() -> None:
    (dot,) = drawn((48.0, 11.0)).dots
    assert dot.at == (SIZE[0] / 2, SIZE[1] / 2)


def test_the_map_is_true_to_scale_in_the_middle() -> None:
    """At 60 degrees a degree of longitude is half as long as one of latitude."""
    extent = extent_of([(60.0, 10.0)])
    (x, y), (east, _), (_, south) = extent.at(60, 10), extent.at(60, 12), extent.at(59, 10)
    assert east - x == pytest.approx(south - y, abs=0.2)


def test_two_shores_of_the_pacific_are_near_each_other() -> None:
    fiji, samoa = drawn((-18.0, 178.0), (-13.8, -172.0)).dots
    assert 0 < samoa.at[0] - fiji.at[0] < SIZE[0]
    extent = extent_of([(-18.0, 178.0), (-13.8, -172.0)])
    assert extent.width / extent.scale / extent.squeeze < 40


def test_what_spans_half_the_world_is_shown_as_on_most_maps() -> None:
    """Not across the Pacific, though that way is shorter by little."""
    los_angeles, lagos, tokyo = drawn((34.0, -118.0), (6.5, 3.4), (35.7, 139.7)).dots
    assert los_angeles.at[0] < lagos.at[0] < tokyo.at[0]


def test_without_degrees_there_is_no_map() -> None:
    assert map_of([]) is None
    assert map_of([place(1, None, None)]) is None
    (dot,) = (map_of([place(1, None, None), place(2, 1.0, 2.0)]) or pytest.fail("no map")).dots
    assert dot.place.number == 2


# ----------------------------------------------------------------------------------------------------------- the land


@pytest.mark.parametrize(
    ("latitude", "longitude", "land"),
    [
        (52.5, 13.4, True),
        (39.0, -98.0, True),
        (-25.0, 134.0, True),
        (67.0, -175.0, True),  # Chukotka, east of the 180th meridian
        (66.0, 178.0, True),
        (-85.0, 30.0, True),
        (-85.0, -179.0, True),
        (40.0, -40.0, False),
        (0.0, -160.0, False),
        (42.0, 50.5, False),  # the Caspian Sea
        (66.3, 175.0, True),
        (66.3, 100.0, True),
    ],
)
def test_land_is_where_it_is(latitude: float, longitude: float, land: bool) -> None:
    """On a map of the region, and on one of the world."""
    alone = drawn((latitude, longitude))
    assert is_land(alone, alone.dots[0].at) is land
    world = drawn((latitude, longitude), (0.0, 0.0), (0.0, 90.0), (0.0, -90.0))
    assert is_land(world, world.dots[0].at) is land


@FEW
@given(POINTS)
def test_nothing_is_drawn_outside_of_the_map(points: list[tuple[float, float]]) -> None:
    found = drawn(*points)
    for ring in rings(found.land):
        assert all(-0.5 <= x <= found.width + 0.5 and -0.5 <= y <= found.height + 1 for x, y in ring)


@given(st.floats(0, 9), st.floats(0, 9), st.floats(1, 9))
def test_a_square_is_cut_to_what_lies_in_the_box(west: float, south: float, side: float) -> None:
    square = [(west, south), (west + side, south), (west + side, south + side), (west, south + side)]
    cut = mapped._clipped(square, (0, 0, 10, 10))
    area = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*cut, cut[0]]))) / 2
    assert area == pytest.approx((min(west + side, 10) - west) * (min(south + side, 10) - south))
    assert mapped._clipped([(x + 20, y) for x, y in square], (0, 0, 10, 10)) == []


def test_a_map_of_the_world_stays_small() -> None:
    assert len(drawn((0.0, 0.0), (0.0, 120.0), (0.0, -120.0)).land) < 60_000


def test_the_outlines_come_with_where_they_are_from() -> None:
    text = LAND.read_text("utf-8")
    assert len(text) < 120_000
    about = text[:1500]
    assert "Natural Earth" in about
    assert "public domain" in about
    assert "Permission to use, copy, modify, and/or distribute" in about


# ------------------------------------------------------------------------------------------------ lines of degrees


def test_lines_are_named_by_their_degrees() -> None:
    found = drawn((0.0, 178.0), (10.0, -178.0))
    assert {"0°", "5° N", "10° N"} <= {line.label for line in found.parallels}
    assert "180°" in {line.label for line in found.meridians}
    assert any(line.label.endswith(" E") for line in found.meridians)
    assert any(line.label.endswith(" W") for line in found.meridians)


@FEW
@given(POINTS)
def test_there_are_a_few_lines_and_all_within_the_map(points: list[tuple[float, float]]) -> None:
    found = drawn(*points)
    for lines, end in ((found.meridians, found.width), (found.parallels, found.height)):
        assert 1 <= len(lines) <= 7
        assert all(-0.1 <= line.at <= end + 0.6 for line in lines)
        assert len({line.at for line in lines}) == len(lines)


# ---------------------------------------------------------------------------------------------------------- the names


@FEW
@given(POINTS)
def test_names_cover_neither_each_other_nor_a_dot(points: list[tuple[float, float]]) -> None:
    found = drawn(*points)
    boxes = []
    for dot in found.dots:
        if dot.number is None:
            continue
        wide = (len(f"{dot.number} {dot.name}") if dot.name else len(str(dot.number))) * mapped.LETTER
        left = dot.x - wide * {"start": 0, "middle": 0.5, "end": 1}[dot.anchor]
        boxes.append((left, dot.y - 8, left + wide, dot.y + 8))
    dots = [(x - 3.9, y - 3.9, x + 3.9, y + 3.9) for x, y in (dot.at for dot in found.dots)]
    pairs = [*combinations(boxes, 2), *((box, dot) for box in boxes for dot in dots)]
    slack = 0.2
    for one, other in pairs:
        apart = (
            one[2] <= other[0] + slack
            or other[2] <= one[0] + slack
            or one[3] <= other[1] + slack
            or other[3] <= one[1] + slack
        )
        assert apart


def test_the_first_has_the_first_choice_and_the_others_what_is_left() -> None:
    first, second, third = drawn((50.0, 10.0), (50.05, 10.0), (50.0, 10.05)).dots
    assert (first.number, first.name, first.anchor) == (1, "Orsk Quay", "start")
    assert second.anchor == "end"
    assert third.anchor == "middle"


def test_a_crowd_keeps_its_dots_and_drops_names_then_numbers() -> None:
    dots = drawn(*[(50.0 + at / 1000, 10.0) for at in range(30)]).dots
    assert len(dots) == 30
    assert dots[0].name
    assert dots[-1].number is None


@pytest.mark.parametrize("name", ["桥" * 60, "ا" * 80, "", "\u202e<b>", "x" * 500])
def test_names_of_others_are_shortened_and_harmless(name: str) -> None:
    found = drawn((50.0, 10.0), name=name)
    assert len(found.dots[0].name) <= 24
    assert "\u202e" not in found.dots[0].name + found.told


def test_the_map_is_said_in_a_sentence() -> None:
    told = drawn(*[(float(at), 0.0) for at in range(8)]).told
    assert told.startswith("A map of 8 places, numbered as in the list below: 1 Orsk Quay, 2 Orsk Quay")
    assert told.endswith("and 2 more")


def test_an_extent_is_what_it_says() -> None:
    extent = Extent(west=-10, north=60, scale=10, squeeze=0.5, width=680, height=400)
    assert extent.at(60, -10) == (0, 0)
    assert extent.at(50, 10) == (100, 100)
