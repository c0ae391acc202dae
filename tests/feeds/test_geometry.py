from __future__ import annotations

from typing import Any

import pytest
from geojson_pydantic import GeometryCollection, LineString, MultiLineString, MultiPoint, Point
from hypothesis import given
from hypothesis import strategies as st

from feeds.geometry import geometry, line_of
from timeline.domain.place import Place

READERS = {one.__name__: one for one in (Point, MultiPoint, LineString, MultiLineString, GeometryCollection)}


def place(longitude: float | None, latitude: float | None, role: str = "at") -> Place:
    return Place.model_validate({"name": "x", "longitude": longitude, "latitude": latitude, "role": role})


def shape(*places: Place) -> dict[str, Any]:
    found = geometry(places)
    assert found is not None
    READERS[found["type"]].model_validate(found)
    return found


def test_nowhere_is_null() -> None:
    assert geometry([]) is None
    assert geometry([place(None, None)]) is None


def test_longitude_comes_first() -> None:
    assert shape(place(125.75, 39.02)) == {"type": "Point", "coordinates": (125.75, 39.02)}


def test_several_places_are_several_points_and_each_is_told_once() -> None:
    assert shape(place(1, 2), place(3, 4), place(1, 2)) == {"type": "MultiPoint", "coordinates": [(1, 2), (3, 4)]}


def test_from_and_to_make_a_line() -> None:
    assert shape(place(130, 42, "from"), place(132, 43, "to")) == {
        "type": "LineString", "coordinates": [(130, 42), (132, 43)],
    }  # fmt: skip


def test_every_destination_has_its_line() -> None:
    found = shape(place(130, 42, "from"), place(132, 43, "to"), place(133, 42, "to"))
    assert found["coordinates"] == [[(130, 42), (132, 43)], [(130, 42), (133, 42)]]


def test_a_start_without_an_end_is_a_point() -> None:
    assert shape(place(130, 42, "from"))["type"] == "Point"
    assert shape(place(130, 42, "from"), place(130, 42, "to"))["type"] == "Point"


def test_a_place_on_the_way_is_collected_with_the_line() -> None:
    found = shape(place(130, 42, "from"), place(131, 42), place(132, 43, "to"))
    assert [each["type"] for each in found["geometries"]] == ["Point", "LineString"]


def test_a_line_over_the_antimeridian_is_cut_there() -> None:
    assert shape(place(170, 10, "from"), place(-170, 20, "to")) == {
        "type": "MultiLineString", "coordinates": [[(170, 10), (180, 15)], [(-180, 15), (-170, 20)]],
    }  # fmt: skip


@pytest.mark.parametrize(("start", "end"), [(180, -170), (-170, 180)])
def test_a_line_that_begins_at_the_antimeridian_has_one_piece(start: float, end: float) -> None:
    (piece,) = line_of((start, 0), (end, 0))
    assert abs(piece[0][0] - piece[1][0]) == 10


def test_a_line_along_the_antimeridian_is_a_line_though_its_ends_are_told_from_two_sides() -> None:
    assert line_of((180, 10), (-180, 20)) == [[(-180, 10), (-180, 20)]]
    assert shape(place(180, 10, "from"), place(-180, 20, "to"))["type"] == "LineString"
    assert shape(place(180, 10, "from"), place(-180, 10, "to"))["type"] == "MultiPoint"


DEGREES = st.floats(-180, 180, allow_nan=False)


@given(DEGREES, st.floats(-90, 90), DEGREES, st.floats(-90, 90))
def test_no_piece_goes_the_longer_way_round(west: float, south: float, east: float, north: float) -> None:
    for start, end in line_of((west, south), (east, north)):
        assert abs(start[0] - end[0]) <= 180
        assert all(-180 <= each[0] <= 180 and -90 <= each[1] <= 90 for each in (start, end))
