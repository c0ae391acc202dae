"""What is counted, by what, and how a date that is wider than its bucket counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from timeline.domain.errors import InvalidQuery
from timeline.domain.parameter import Parameter, choice
from timeline.domain.periods import PERIODS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Count = Literal["overlap", "start", "spread"]
COUNTS: dict[Count, str] = {
    "overlap": "an event counts in every bucket that it may touch",
    "start": "an event counts once, in the bucket of its earliest start, or under null where that is open",
    "spread": "an event counts once in all, in equal parts for each day from its earliest start to its latest end",
}
TERMS = ("tag", "actor", "place", "category", "source")
"""Dimensions of which an event may have several values, or none: it counts under each, or under null."""
COLUMNS = ("verification", "status")
DIMENSIONS = (*PERIODS, *TERMS, *COLUMNS)
MOST_BUCKETS = 5_000
"""Of time in one answer."""
MOST_ITEMS = 20_000


@dataclass(frozen=True, slots=True)
class Breakdown:
    """`by` has one or two dimensions, of which at most one is of time."""

    by: tuple[str, ...]
    count: Count = "overlap"
    empty: bool = False

    @property
    def period(self) -> str | None:
        return next((name for name in self.by if name in PERIODS), None)

    def pairs(self) -> list[tuple[str, str]]:
        pairs = [*(("by", name) for name in self.by), ("count", self.count)]
        return [*pairs, ("empty", "1")] if self.empty else pairs


@dataclass(frozen=True, slots=True)
class Bucket:
    """`keys` by dimension; None where an event has none. A whole `count` is an integer."""

    keys: Mapping[str, str | None]
    count: float


@dataclass(frozen=True, slots=True)
class FigureSum:
    """`events` have such a figure; `low` and `high` are its sums, None where one of them lacks that bound, so that
    nobody takes a part for the whole; `least` and `greatest` are the outermost bounds given. What several sources
    say of one event is one range of it.
    """

    keys: Mapping[str, str | None]
    name: str
    unit: str | None
    events: int
    low: float | None
    high: float | None
    least: float | None
    greatest: float | None


@dataclass(frozen=True, slots=True)
class Aggregate:
    total: int
    buckets: tuple[Bucket, ...]
    figures: tuple[FigureSum, ...]


PARAMETERS = {
    one.name: one
    for one in (
        Parameter("by", f"One of {', '.join(DIMENSIONS)}; given twice for two.", choice(*DIMENSIONS)),
        Parameter(
            "count",
            "For buckets of time: " + "; ".join(f"`{name}`, {says}" for name, says in COUNTS.items()) + ".",
            choice(*get_args(Count)),
            narrows=False,
        ),
        Parameter(
            "empty", "`1` for the empty buckets between the first and the last too.", choice("0", "1"), narrows=False
        ),
    )
}


def make_breakdown(by: Sequence[str], count: Count = "overlap", *, empty: bool = False) -> Breakdown:
    """Raises InvalidQuery unless `by` has one dimension, or two that differ and are not both of time."""
    if not 1 <= len(by) <= 2 or len(set(by)) < len(by):  # noqa: PLR2004
        raise InvalidQuery(f"by is given {len(by)} times; give one dimension, or two that differ")
    if sum(name in PERIODS for name in by) > 1:
        raise InvalidQuery(f"by={by[0]} and by={by[1]} are both of time; give one of them")
    return Breakdown(tuple(by), count, empty)
