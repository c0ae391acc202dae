"""Counts of a query's events by one or two dimensions, from columns that are kept for it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from timeline.domain.periods import PERIODS
from timeline.store.days import dated, end_number, first_day, last_day, start_number
from timeline.store.dimensions import dimension, grouped
from timeline.store.histogram import check_size, count_covered, share_out
from timeline.store.overlaps import asked_days, covered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.domain.aggregate import Breakdown
    from timeline.domain.periods import Period
    from timeline.domain.when import Window
    from timeline.store.dimensions import Dimension
    from timeline.store.selection import Matching

Key = tuple[str | None, ...]
"""One value of each dimension that is not of time; null where an event has none."""
Counts = dict[Key, dict[int | None, float]]
"""By key and then by number of the period: None where that is not known, or no period was asked for."""


class Counting:
    """One answer in the making: the query's events, how they are told apart, and the labels met on the way."""

    def __init__(self, found: Matching, asked: Breakdown) -> None:
        self.found = found
        self.dimensions: list[Dimension] = [dimension(found, name) for name in asked.by if name not in PERIODS]
        self._labels: dict[tuple[int, str | None], str | None] = {}
        self.counts: Counts = defaultdict(lambda: defaultdict(int))

    def note(self, key: Key, label: Key) -> dict[int | None, float]:
        """The counts of this key. Of several ways to write a name the last in the alphabet is shown."""
        for place, (part, name) in enumerate(zip(key, label, strict=True)):
            self._labels[place, part] = max(self._labels.get((place, part), name), name, key=str)
        return self.counts[key]

    def label(self, key: Key) -> Key:
        return tuple(self._labels[place, part] for place, part in enumerate(key))

    def rows(self, select: sa.Select[Any]) -> Iterator[tuple[dict[int | None, float], Any]]:
        places = range(len(self.dimensions))
        for row in self.found.tx.execute(select):
            key, label = (tuple(getattr(row, f"{part}{place}") for place in places) for part in ("key", "label"))
            yield self.note(key, label), row


def count_all(counting: Counting) -> None:
    """Whatever the time."""
    for counts, row in counting.rows(grouped(counting.found, counting.dimensions)):
        counts[None] = row.events


def count_starts(counting: Counting, period: Period) -> None:
    number = start_number(period).label("number")
    for counts, row in counting.rows(grouped(counting.found, counting.dimensions, number)):
        counts[row.number] = row.events
        check_size(len(counts), period)


def count_spread(counting: Counting, period: Period) -> None:
    """What lies in one bucket is counted in SQL; only dates that are wider are told apart."""
    number = sa.case((start_number(period) == end_number(period), start_number(period)))
    wider = sa.and_(number.is_(None), dated)
    days = sa.case((wider, first_day)).label("first"), sa.case((wider, last_day)).label("last")
    select = grouped(counting.found, counting.dimensions, number.label("number"), *days)
    for counts, row in counting.rows(select):
        if row.first is None:
            counts[row.number] += row.events
            continue
        for bucket, share in share_out(row.first, row.last, row.events, period):
            counts[bucket] += share
        check_size(len(counts), period)


def count_overlaps(counting: Counting, period: Period) -> Window | None:
    """The days that were looked at, None where nothing is dated."""
    days = asked_days(counting.found, period)
    ranges: dict[Key, list[tuple[int, int, int]]] = defaultdict(list)
    for one in [] if days is None else covered(counting.found, counting.dimensions, period, days):
        counting.note(one.keys, one.labels)
        ranges[one.keys].append((one.first, one.last, one.events))
    for key, covering in ranges.items():
        for number, count in count_covered(covering, period).items():
            counting.counts[key][number] = count
    return days
