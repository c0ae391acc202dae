"""Counts of what a query finds: by dimension, as tiles for drawing, and from which day to which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlencode

from pydantic import Field

from timeline.domain.aggregate import PARAMETERS, Count, make_breakdown
from timeline.domain.parameter import Parameter, choice
from timeline.domain.tile import BINS, LANES, Grid
from timeline.domain.value import Value
from timeline.operations.aggregate import aggregate
from timeline.operations.browse import reading
from timeline.operations.draw import find_extent, make_tile
from timeline.web.api.answering import answer_reading
from timeline.web.api.caller import caller
from timeline.web.api.routes import endpoint
from timeline.web.context import database
from timeline.web.params import write_query

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flask import Response

    from timeline.domain.aggregate import Aggregate, Breakdown
    from timeline.domain.query import EventQuery
    from timeline.domain.tile import Extent, Tile
    from timeline.operations.browse import Reading

Keys = Annotated[dict[str, str | None], Field(description="By dimension; null where an event has no value.")]
LANE = Parameter("lane", f"What the lanes are: one of {', '.join(LANES)}.", choice(*LANES), narrows=False)


class CountItem(Value):
    keys: Keys
    count: float


class Span(Value):
    low: float | None
    high: float | None


class FigureItem(Value):
    """Figures of one name and unit, each once, at its event's start. What several sources say of one event is one
    range of it.
    """

    keys: Keys
    name: str
    unit: str | None
    events: Annotated[int, Field(description="How many events have such a figure.")]
    sum: Annotated[Span, Field(description="A bound is null where one of the figures has none.")]
    range: Annotated[Span, Field(description="The outermost bounds given.")]


class Counts(Value):
    by: list[str]
    count: Count
    total: Annotated[int, Field(description="Events that the query finds.")]
    items: list[CountItem]
    figures: list[FigureItem]


class LaneItem(Value):
    key: str
    label: str
    counts: Annotated[list[tuple[int, float]], Field(description="Pairs of bin and weight; bins without are left out.")]


class TileItem(Value):
    """Bins of 2^level days. An event weighs 1 in all tiles together, at its start, a vague one in equal parts on each
    day that may be its first; it counts in the lane of each of its terms, or in "".
    """

    level: int
    index: int
    start_day: Annotated[int, Field(description="Days since 1970-01-01.")]
    bin_days: int
    bins: int
    lane: str
    lanes: list[LaneItem]
    lanes_left_out: Annotated[int, Field(description="Lanes beyond the heaviest, which are not told.")]
    total: Annotated[float, Field(description="The weight of the tile's events, each counted once.")]


class ExtentItem(Value):
    """Days since 1970-01-01 that are known of the events found; null where none is."""

    first_day: int | None
    last_day: int | None
    total: int


@endpoint("GET", "/timelines/<slug>/aggregates", gives=Counts, query=tuple(PARAMETERS.values()), selects=True)
def get_aggregates(
    slug: str, query: EventQuery, by: tuple[str, ...] = (), count: Count = "overlap", empty: str = "0"
) -> Response:
    """How many events there are by one or two dimensions, and the sums of their figures."""
    asked = make_breakdown(by, count, empty=empty == "1")
    return _answer(slug, query, asked.pairs(), lambda found: _write_counts(asked, aggregate(found, query, asked)))


@endpoint(
    "GET", "/timelines/<slug>/tiles/<int:level>/<int(signed=True):index>", gives=TileItem, query=(LANE,), selects=True
)
def get_tile(slug: str, level: int, index: int, query: EventQuery, lane: str = "category") -> Response:
    """Counts on a fixed grid of days, for drawing time at any scale."""
    grid = Grid(level, index)
    return _answer(slug, query, [("lane", lane)], lambda found: _write_tile(make_tile(found, query, grid, lane)))


@endpoint("GET", "/timelines/<slug>/extent", gives=ExtentItem, selects=True)
def get_extent(slug: str, query: EventQuery) -> Response:
    """First and last day known of what the query finds, so that a drawing knows where to begin."""
    return _answer(slug, query, [], lambda found: _write_extent(find_extent(found, query)))


def _answer(
    slug: str, query: EventQuery, own: list[tuple[str, str]], body: Callable[[Reading], Mapping[str, Any]]
) -> Response:
    with reading(database(), slug, caller()) as found:
        asked = "&".join(part for part in (write_query(query), urlencode(own)) if part)
        return answer_reading(found, asked, lambda: body(found))


def _write_counts(asked: Breakdown, found: Aggregate) -> dict[str, Any]:
    return {
        "by": asked.by,
        "count": asked.count,
        "total": found.total,
        "items": [{"keys": one.keys, "count": one.count} for one in found.buckets],
        "figures": [
            {
                "keys": one.keys,
                "name": one.name,
                "unit": one.unit,
                "events": one.events,
                "sum": {"low": one.low, "high": one.high},
                "range": {"low": one.least, "high": one.greatest},
            }
            for one in found.figures
        ],
    }


def _write_tile(found: Tile) -> dict[str, Any]:
    grid = found.grid
    return {
        "level": grid.level,
        "index": grid.index,
        "start_day": grid.first,
        "bin_days": grid.bin_days,
        "bins": BINS,
        "lane": found.lane,
        "lanes": [{"key": one.key, "label": one.label, "counts": one.counts} for one in found.lanes],
        "lanes_left_out": found.lanes_left_out,
        "total": found.total,
    }


def _write_extent(found: Extent) -> dict[str, Any]:
    return {"first_day": found.first_day, "last_day": found.last_day, "total": found.total}
