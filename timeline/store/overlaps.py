"""Which buckets of time the events of a query may touch: from bounds, or from runs of days where those have holes."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from timeline.domain.edtf import OPEN_FUTURE, OPEN_PAST
from timeline.domain.errors import InvalidQuery
from timeline.domain.version import read_document
from timeline.domain.when import Window
from timeline.store.days import end_number, known_end, known_start, number_of, start_number
from timeline.store.dimensions import grouped, joined, keys_of
from timeline.store.tables import event_version as version
from timeline.store.tables import version_span as span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.engine import Row
    from sqlalchemy.sql import ColumnElement

    from timeline.domain.periods import Period
    from timeline.store.dimensions import Dimension
    from timeline.store.selection import Matching

MOST_RUNS = 50_000
"""Of endless series that are followed beyond what the store knows of them, in one answer."""


class Covered(NamedTuple):
    """`events` with these keys and labels may touch every bucket from `first` to `last`."""

    keys: tuple[str | None, ...]
    labels: tuple[str | None, ...]
    first: int
    last: int
    events: int


def asked_days(found: Matching, period: Period) -> Window | None:
    """The query's window. A side that it leaves open ends with the whole bucket of the first or last day known of what
    it finds: an endless series recurs in the rest of that bucket, too.
    """
    known = [function(column) for column in (known_start, known_end) for function in (sa.func.min, sa.func.max)]
    days = [day for day in found.tx.execute(found.select(*known)).one() if day is not None]
    first, last = found.query.window or Window(OPEN_PAST, OPEN_FUTURE)
    if first == OPEN_PAST:
        first = period.first_day(period.at(min(days))) if days else last
    if last == OPEN_FUTURE:
        last = max(first, period.last_day(period.at(max(days)))) if days else first
    return None if OPEN_PAST in {first, last} or OPEN_FUTURE in {first, last} else Window(first, last)


def covered(found: Matching, dimensions: Sequence[Dimension], period: Period, days: Window) -> Iterator[Covered]:
    """Within these days. Two or three statements."""
    lowest, highest = period.at(days.first), period.at(days.last)
    rows = chain(
        found.tx.execute(_plain(found, dimensions, period)),
        found.tx.execute(_of_runs(found, dimensions, period, days)),
    )
    for row in rows:
        first = lowest if row.first is None else max(row.first, lowest)
        last = highest if row.last is None else min(row.last, highest)
        if first <= last:
            yield Covered(*_names(row, dimensions), first, last, row.events)
    yield from _followed(found, dimensions, period, days)


def _names(row: Row[Any], dimensions: Sequence[Dimension]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    places = range(len(dimensions))
    return (
        tuple(getattr(row, f"key{place}") for place in places),
        tuple(getattr(row, f"label{place}") for place in places),
    )


def _plain(found: Matching, dimensions: Sequence[Dimension], period: Period) -> sa.Select[Any]:
    """Dates without holes."""
    first, last = start_number(period).label("first"), end_number(period).label("last")
    return grouped(found, dimensions, first, last).where(version.c.gapped.is_(False))


def _of_runs(found: Matching, dimensions: Sequence[Dimension], period: Period, days: Window) -> sa.Select[Any]:
    """Runs of days; where one begins in the bucket that the last one ended in, that bucket is counted once."""
    first, last = (_span_number(period, side) for side in ("first", "last"))
    keys = [one.key for one in dimensions]
    before = sa.func.lag(last).over(partition_by=[version.c.revision, *keys], order_by=span.c.last_day)
    columns = [*_named(dimensions), first.label("run"), last.label("last"), before.label("before")]
    runs = (
        joined(found, dimensions, *columns, through=span)
        .where(
            version.c.gapped.is_(True),
            version.c.spans_until >= days.last,
            span.c.last_day >= days.first,
            span.c.first_day <= days.last,
        )
        .subquery()
    )
    begin = sa.case((runs.c.before >= runs.c.run, runs.c.before + 1), else_=runs.c.run)
    names = [runs.c[f"key{place}"] for place in range(len(dimensions))]
    labels = [sa.func.max(runs.c[f"label{place}"]).label(f"label{place}") for place in range(len(dimensions))]
    select = sa.select(*names, *labels, begin.label("first"), runs.c.last, sa.func.count().label("events"))
    return select.where(begin <= runs.c.last).group_by(*names, begin, runs.c.last)


def _named(dimensions: Sequence[Dimension]) -> list[ColumnElement[Any]]:
    labels = [one.label.label(f"label{place}") for place, one in enumerate(dimensions)]
    return [*keys_of(dimensions), *labels]


def _span_number(period: Period, side: str) -> ColumnElement[Any]:
    return number_of(period, span.c[f"{side}_{period.of}"])


def _followed(found: Matching, dimensions: Sequence[Dimension], period: Period, days: Window) -> Iterator[Covered]:
    """Series whose runs the store does not know to the last of these days."""
    select = joined(found, dimensions, *_named(dimensions), version.c.document)
    rows = found.tx.execute(select.where(version.c.gapped.is_(True), version.c.spans_until < days.last))
    left = MOST_RUNS
    for row in rows:
        reached = period.at(days.first) - 1
        for first, last in read_document(row.document)[0].runs_within(days):
            left -= 1
            if not left:
                raise InvalidQuery("series that have no end recur too often here; narrow the time with from and to")
            begin, end = max(period.at(first), reached + 1), min(period.at(last), period.at(days.last))
            reached = max(reached, end)
            if begin <= end:
                yield Covered(*_names(row, dimensions), begin, end, 1)
