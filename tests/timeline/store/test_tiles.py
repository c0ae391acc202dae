"""Tiles join without a gap: weights sum to the number of events, however dates lie across their borders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.loading import load
from timeline.domain.edtf import join_days
from timeline.domain.errors import InvalidQuery
from timeline.domain.query import EventQuery, parse_query
from timeline.domain.tile import BINS, LANES, Grid, Tile
from timeline.operations.browse import reading
from timeline.operations.draw import find_extent, make_tile
from timeline.operations.facets import Facet, list_facets

if TYPE_CHECKING:
    from tests.conftest import Clock
    from timeline.operations.maintain import Database

DATES = (
    "2025", "2025-08", "2025-08-15", "2025-08~", "199X", "18XX", "156X-12-25", "2023-08/2025-03", "2023/..", "../1985",
    "[2025-06-03,2025-06-04]", "[1667,1760-12]", "{1667,1760-12}", "[..2025-12-31]", "[2023-07..]", "-0043",
    "1985-04-12T23:20:30Z", "1969-12-31/1970-01-02", "1969-12/1970-01",
)  # fmt: skip


def tile(database: Database, level: int, index: int, lane: str = "category") -> Tile:
    with reading(database, "found") as found:
        return make_tile(found, EventQuery(), Grid(level, index), lane)


@pytest.fixture
def dated(database: Database, clock: Clock) -> Database:
    documents = [
        {"when": {"edtf": text}, "category": ("Army", "Navy", None)[number % 3], "tags": ["x", "y"][: (number + 1) % 3]}
        for number, text in enumerate(DATES)
    ]
    load(database, clock, *documents, {"when": {"edtf": "../.."}})
    return database


@pytest.mark.parametrize(("level", "reach"), [(45, 1), (20, 1), (10, 4), (6, 50)])
def test_weights_of_all_tiles_sum_to_the_dated_events(dated: Database, level: int, reach: int) -> None:
    tiles = [tile(dated, level, index) for index in range(-reach, reach)]
    assert sum(one.total for one in tiles) == pytest.approx(len(DATES))
    counts = [weight for one in tiles for lane in one.lanes for _, weight in lane.counts]
    assert sum(counts) == pytest.approx(len(DATES))
    assert all(0 <= number < BINS for one in tiles for lane in one.lanes for number, _ in lane.counts)


def test_two_tiles_are_one_of_the_next_level(dated: Database) -> None:
    above = tile(dated, 10, 0)
    below = [tile(dated, 9, index) for index in (0, 1)]
    joined: dict[tuple[str, int], float] = {}
    for half, one in enumerate(below):
        for lane in one.lanes:
            for number, weight in lane.counts:
                key = lane.key, (number + half * BINS) // 2
                joined[key] = joined.get(key, 0) + weight
    whole = {(lane.key, number): weight for lane in above.lanes for number, weight in lane.counts}
    assert joined == pytest.approx(whole)


def test_a_month_lies_evenly_on_its_days_across_a_border(database: Database, clock: Clock) -> None:
    border = join_days(1970, 1, 1) + BINS
    load(database, clock, {"when": {"edtf": "1970-09"}}, {"when": {"edtf": "1970-09-14"}, "category": "Army"})
    first, second = tile(database, 0, 0), tile(database, 0, 1)
    assert join_days(1970, 9, 14) == border
    assert [lane.key for lane in first.lanes] == [""]
    assert first.lanes[0].counts == [(number, pytest.approx(1 / 30)) for number in range(243, 256)]
    assert {lane.label: lane.counts[0] for lane in second.lanes} == {"Army": (0, 1), "": (0, pytest.approx(1 / 30))}
    assert first.total + second.total == pytest.approx(2)


@pytest.mark.parametrize("lane", LANES)
def test_every_lane_has_its_events(dated: Database, lane: str) -> None:
    found = tile(dated, 45, -1, lane), tile(dated, 45, 0, lane)
    assert sum(one.total for one in found) == pytest.approx(len(DATES))
    shown = {one.key: one.label for half in found for one in half.lanes}
    expected = {"category": {"army": "Army", "navy": "Navy", "": ""}, "tag": {"x": "x", "y": "y", "": ""}}
    assert shown == expected.get(lane, shown)


@pytest.mark.parametrize(("level", "index"), [(46, 0), (-1, 0), (45, 2), (0, 2**60), (3, -(2**50))])
def test_a_tile_beyond_all_dates_is_refused(level: int, index: int) -> None:
    with pytest.raises(InvalidQuery, match=r"no level|no tile"):
        Grid(level, index)


def test_the_extent_is_of_days_that_are_known(database: Database, clock: Clock) -> None:
    load(database, clock, *({"when": {"edtf": text}} for text in ("../..", "2023/..", "../1985", "2024-02")))
    with reading(database, "found") as found:
        extent = find_extent(found, EventQuery())
        assert (extent.first_day, extent.last_day) == (join_days(1985, 1, 1), join_days(2024, 2, 29))
        assert extent.total == 4
        none = find_extent(found, parse_query([("tag", "none")]))
    assert (none.first_day, none.last_day, none.total) == (None, None, 0)


def test_facets_count_what_each_choice_would_show(dated: Database) -> None:
    with reading(dated, "found") as found:
        facets = list_facets(found, parse_query([("category", "ARMY")]))
        chosen = found.count(parse_query([("category", "army"), ("tag", "x")]))
        army, navy = (found.count(parse_query([("category", name)])) for name in ("army", "navy"))
    assert facets["category"] == [Facet("army", "Army", army, chosen=True), Facet("navy", "Navy", navy, chosen=False)]
    assert next(one for one in facets["tag"] if one.value == "x").count == chosen
    assert [one.value for one in facets["verification"]] == ["reported"]
