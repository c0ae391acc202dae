"""What a drawing of time needs: its extent, and tiles of counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.tile import MOST_LANES, Extent, Grid, Lane, Tile
from timeline.store import tiles

if TYPE_CHECKING:
    from timeline.domain.query import EventQuery
    from timeline.operations.browse import Reading


def find_extent(reading: Reading, query: EventQuery) -> Extent:
    return tiles.find_extent(reading.matching(query))


def make_tile(reading: Reading, query: EventQuery, grid: Grid, lane: str) -> Tile:
    """The heaviest lanes first."""
    found = reading.matching(query)
    weighed = tiles.weigh_lanes(found, grid, lane)
    ordered = sorted(weighed.items(), key=lambda one: (-sum(one[1].values()), one[0]))
    lanes = [Lane(key, label, sorted(counts.items())) for (key, label), counts in ordered[:MOST_LANES]]
    return Tile(grid, lane, lanes, len(ordered) - len(lanes), tiles.weigh(found, grid))
