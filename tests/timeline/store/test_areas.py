"""Places in boxes and circles, across the meridian of 180° and around the poles, as the values themselves say."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.loading import load
from timeline.domain.errors import InvalidQuery
from timeline.domain.query import parse_query
from timeline.operations.browse import reading

if TYPE_CHECKING:
    from tests.conftest import Clock
    from timeline.operations.maintain import Database

PLACES = {
    "Kursk": (51.73, 36.19), "Pyongyang": (39.03, 125.75), "Suva": (-18.14, 178.44), "Apia": (-13.83, -171.77),
    "Alert": (82.5, -62.35), "Pole": (90, 0), "Quito": (-0.18, -78.47), "Kyiv": (50.45, 30.52),
}  # fmt: skip


@pytest.fixture
def placed(database: Database, clock: Clock) -> Database:
    load(
        database, clock,
        *(
            {"when": {"edtf": "2025"}, "title": name, "places": [{"name": name, "latitude": at[0], "longitude": at[1]}]}
            for name, at in PLACES.items()
        ),
        {"when": {"edtf": "2025"}, "title": "Nowhere", "places": [{"name": "Kursk"}]},
    )  # fmt: skip
    return database


def find(database: Database, *pairs: tuple[str, str]) -> set[str]:
    with reading(database, "found") as found:
        return {one.event.title for one in found.events(parse_query(pairs)).versions}


@pytest.mark.parametrize(
    ("box", "names"),
    [
        ("30,50,37,52", {"Kursk", "Kyiv"}),
        ("124,37.6,131,43.1", {"Pyongyang"}),
        ("170,-20,-170,-10", {"Suva", "Apia"}),
        ("-170,-20,170,-10", set()),
        ("-180,-90,180,90", set(PLACES)),
        ("0,90,0,90", {"Pole"}),
    ],
)
def test_a_box_holds_its_places(placed: Database, box: str, names: set[str]) -> None:
    assert find(placed, ("bbox", box)) == names


@pytest.mark.parametrize(
    ("circle", "names"),
    [
        ("51.73,36.19,1", {"Kursk"}),
        ("51.73,36.19,423", {"Kursk", "Kyiv"}),
        ("51.73,36.19,415", {"Kursk"}),
        ("-16,179.9,700", {"Suva"}),
        ("-16,-179.9,1000", {"Suva", "Apia"}),
        ("89,180,1000", {"Pole", "Alert"}),
        ("0,0,20100", set(PLACES)),
    ],
)
def test_a_circle_holds_what_is_no_farther(placed: Database, circle: str, names: set[str]) -> None:
    assert find(placed, ("near", circle)) == names


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Haversine, kilometres."""
    (north, east), (north2, east2) = ((math.radians(at[0]), math.radians(at[1])) for at in (one, other))
    half = math.sin((north2 - north) / 2) ** 2 + math.cos(north) * math.cos(north2) * math.sin((east2 - east) / 2) ** 2
    return 2 * 6_371.0088 * math.asin(min(1, math.sqrt(half)))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(latitude=st.integers(-90, 90), longitude=st.integers(-180, 180), kilometres=st.integers(1, 20_000))
def test_a_circle_agrees_with_the_haversine(placed: Database, latitude: int, longitude: int, kilometres: int) -> None:
    expected = {name for name, at in PLACES.items() if distance((latitude, longitude), at) <= kilometres}
    assert find(placed, ("near", f"{latitude},{longitude},{kilometres}")) == expected


def test_areas_repeat_and_combine(placed: Database) -> None:
    assert find(placed, ("near", "51.73,36.19,1"), ("near", "39,126,50")) == {"Kursk", "Pyongyang"}
    assert find(placed, ("near", "51.73,36.19,500"), ("bbox", "30,50,31,51")) == {"Kyiv"}


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("bbox", "1,2,3", "west,south,east,north"), ("bbox", "1,2,3,x", "west,south,east,north"),
        ("bbox", "0,10,0,5", "exchange them"), ("bbox", "0,0,181,1", "between -180 and 180"),
        ("bbox", "0,nan,0,1", "west,south"), ("near", "91,0,5", "between -90 and 90"), ("near", "0,0,0", "above 0"),
        ("near", "0,0,1e9", "above 0"), ("near", "0,0", "latitude,longitude,kilometres"),
    ],
)  # fmt: skip
def test_an_area_that_cannot_be_is_refused(name: str, text: str, words: str) -> None:
    with pytest.raises(InvalidQuery, match=words):
        parse_query([(name, text)])


def test_areas_are_said_and_written_again() -> None:
    query = parse_query([("bbox", "124,37.6,131,43.1"), ("near", "51.73,36.19,50")])
    assert query.describe() == "at 37.6° to 43.1° N, 124° to 131° E, within 50 km of 51.73, 36.19"
    assert query.pairs() == [("bbox", "124,37.6,131,43.1"), ("near", "51.73,36.19,50")]
