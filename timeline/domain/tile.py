"""What a drawing of time asks for: the days it spans, and counts on a fixed grid of bins.

A tile is 256 bins of 2^level days, counted from 1970-01-01, so that tiles of one level join without a gap and two of
them make one of the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.domain.errors import InvalidQuery

if TYPE_CHECKING:
    from collections.abc import Sequence

BINS = 256
HIGHEST_LEVEL = 45
"""At which two tiles hold every day that a date may have."""
REACH = 2**53
LANES = ("category", "tag", "actor", "place", "source", "verification", "status")
MOST_LANES = 100


@dataclass(frozen=True, slots=True)
class Grid:
    level: int
    index: int

    def __post_init__(self) -> None:
        if not 0 <= self.level <= HIGHEST_LEVEL:
            raise InvalidQuery(f"no level {self.level}; levels are 0 to {HIGHEST_LEVEL}")
        if self.first >= REACH or self.end <= -REACH:
            raise InvalidQuery(f"no tile {self.index} on level {self.level}; no date is as far away")

    @property
    def bin_days(self) -> int:
        return 1 << self.level

    @property
    def first(self) -> int:
        """Days since 1970-01-01."""
        return self.index * BINS * self.bin_days

    @property
    def end(self) -> int:
        """The first day that is beyond."""
        return self.first + BINS * self.bin_days


@dataclass(frozen=True, slots=True)
class Lane:
    """`counts` are pairs of bin and weight, ascending. `key` and `label` are "" for events that have no such term."""

    key: str
    label: str
    counts: Sequence[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Tile:
    """An event's weight is 1 in all tiles together, at its start: on its first day, or in equal parts on each day
    that may be its first. It counts in the lane of each of its terms; `total` is the weight of the tile's events,
    each once. Where a start is open, the first days known take its place; an event without any lies in no tile.
    """

    grid: Grid
    lane: str
    lanes: Sequence[Lane]
    lanes_left_out: int
    total: float


@dataclass(frozen=True, slots=True)
class Extent:
    """First and last day that is known of the events found, None when there is none; `total` counts them all."""

    first_day: int | None
    last_day: int | None
    total: int
