"""Counts for drawing, in SQL on integer days: only starts that lie across bins are told apart."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from timeline.domain.tile import Extent
from timeline.store.days import dated, first_day, last_day, start_last
from timeline.store.dimensions import dimension, grouped
from timeline.store.tables import event_version as version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Row

    from timeline.domain.tile import Grid
    from timeline.store.selection import Matching

Counts = dict[int, float]


def weigh_lanes(found: Matching, grid: Grid, lane: str) -> dict[tuple[str, str], Counts]:
    """By key and label of the lane, the weight of each bin that has any."""
    lanes: dict[tuple[str, str], Counts] = defaultdict(lambda: defaultdict(int))
    for row in _starts(found, grid, lane):
        counts = lanes[row.key0 or "", row.label0 or ""]
        for number, weight in _weights(row, grid):
            counts[number] += weight
    return lanes


def weigh(found: Matching, grid: Grid) -> float:
    """Of the events in the tile, each once."""
    return sum(weight for row in _starts(found, grid) for _, weight in _weights(row, grid))


def _starts(found: Matching, grid: Grid, *lanes: str) -> Iterator[Row[Any]]:
    """How many events begin in one bin (`bin`), or on some day of the same days, from `first` to `last`."""
    number = (first_day - grid.first) // grid.bin_days
    inside = sa.and_(
        first_day >= grid.first, start_last < grid.end, number == (start_last - grid.first) // grid.bin_days
    )
    columns = (
        sa.case((inside, number)).label("bin"),
        sa.case((~inside, first_day)).label("first"),
        sa.case((~inside, start_last)).label("last"),
    )
    dimensions = [dimension(found, lane) for lane in lanes]
    in_reach = version.c.start_earliest < grid.end, version.c.start_latest >= grid.first, dated
    select = grouped(found, dimensions, *columns).where(*in_reach, first_day < grid.end, start_last >= grid.first)
    yield from found.tx.execute(select)


def _weights(row: Row[Any], grid: Grid) -> Iterator[tuple[int, float]]:
    """By bin of this tile; what lies in others is theirs."""
    if row.bin is not None:
        yield row.bin, row.events
        return
    first, last = max(row.first, grid.first), min(row.last, grid.end - 1)
    days = row.last - row.first + 1
    for number in range((first - grid.first) // grid.bin_days, (last - grid.first) // grid.bin_days + 1):
        begin = grid.first + number * grid.bin_days
        inside = min(last, begin + grid.bin_days - 1) - max(first, begin) + 1
        yield number, row.events * inside / days


def find_extent(found: Matching) -> Extent:
    days = sa.func.min(sa.case((dated, first_day))), sa.func.max(sa.case((dated, last_day)))
    return Extent(*found.tx.execute(found.select(*days, sa.func.count())).one())
