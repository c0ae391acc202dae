"""Counting what a query finds by one or two dimensions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.domain.aggregate import MOST_ITEMS, Aggregate, Bucket, FigureSum
from timeline.domain.edtf import OPEN_FUTURE, OPEN_PAST
from timeline.domain.errors import InvalidQuery
from timeline.domain.periods import PERIODS
from timeline.store import aggregates
from timeline.store.aggregates import Counting
from timeline.store.figures import sum_figures
from timeline.store.histogram import check_size
from timeline.store.versions import count_events

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.domain.aggregate import Breakdown
    from timeline.domain.periods import Period
    from timeline.domain.query import EventQuery
    from timeline.domain.when import Window
    from timeline.operations.browse import Reading

EXACT = 2**53


def aggregate(reading: Reading, query: EventQuery, asked: Breakdown) -> Aggregate:
    """In the order of time, then the most first. Raises InvalidQuery when the answer would be too long."""
    counting = Counting(reading.matching(query), asked)
    days = _count(counting, asked)
    if asked.empty and asked.period is not None:
        _fill(counting, PERIODS[asked.period], days)
    if sum(map(len, counting.counts.values())) > MOST_ITEMS:
        raise InvalidQuery(f"more than {MOST_ITEMS:,} counts come of this; narrow the query, or give one `by` only")
    buckets = [
        Bucket(_keys(asked, counting.label(key), number), count)
        for number, key, count in sorted(_counts(counting), key=_order)
    ]
    return Aggregate(count_events(counting.found), tuple(buckets), _figures(counting, asked))


def _count(counting: Counting, asked: Breakdown) -> Window | None:
    if asked.period is None:
        aggregates.count_all(counting)
        return None
    period = PERIODS[asked.period]
    if asked.count == "overlap":
        return aggregates.count_overlaps(counting, period)
    count = aggregates.count_starts if asked.count == "start" else aggregates.count_spread
    count(counting, period)
    return counting.found.query.window


def _counts(counting: Counting) -> list[tuple[int | None, tuple[str | None, ...], float]]:
    return [(number, key, count) for key, counts in counting.counts.items() for number, count in counts.items()]


def _order(row: tuple[int | None, tuple[str | None, ...], float]) -> tuple[Any, ...]:
    """What is not known comes last."""
    number, key, count = row
    return number is None, number or 0, -count, [(part is None, part or "") for part in key]


def _fill(counting: Counting, period: Period, days: Window | None) -> None:
    """Every bucket that the days asked for hold, and those between what was found, for each key."""
    asked = [period.at(day) for day in days or () if day not in {OPEN_PAST, OPEN_FUTURE}]
    held = [number for counts in counting.counts.values() for number in counts if number is not None]
    if not asked and not held:
        return
    first, last = min(asked + held), max(asked + held)
    check_size(last - first + 1, period)
    if not counting.dimensions:
        counting.note((), ())
    for counts in counting.counts.values():
        for number in range(first, last + 1):
            counts.setdefault(number, 0)


def _keys(asked: Breakdown, labels: tuple[str | None, ...], number: int | None) -> Mapping[str, str | None]:
    """By dimension, in the order asked for."""
    left = iter(labels)
    written = None if number is None or asked.period is None else PERIODS[asked.period].write(number)
    return {name: written if name in PERIODS else next(left) for name in asked.by}


def _figures(counting: Counting, asked: Breakdown) -> tuple[FigureSum, ...]:
    rows = sum_figures(counting.found, asked, MOST_ITEMS)
    if len(rows) > MOST_ITEMS:
        raise InvalidQuery(f"more than {MOST_ITEMS:,} sums of figures come of this; narrow the query")
    sums = []
    for row in sorted(rows, key=lambda row: (row.number is None, row.number or 0, row.name, row.unit)):
        key = tuple(getattr(row, f"key{place}") for place in range(len(counting.dimensions)))
        keys = _keys(asked, counting.label(key), row.number)
        bounds = row.low, row.high, row.least, row.greatest
        sums.append(FigureSum(keys, row.title, row.unit or None, row.events, *map(_plain, bounds)))
    return tuple(sums)


def _plain(number: float | None) -> float | None:
    """A whole number is one in JSON too."""
    return int(number) if number is not None and number.is_integer() and abs(number) < EXACT else number
