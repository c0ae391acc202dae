"""Days of a version as SQL expressions: what is known of its start and end, and the period that a day lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from timeline.domain.edtf import OPEN_FUTURE, OPEN_PAST
from timeline.store.tables import event_version as version

if TYPE_CHECKING:
    from sqlalchemy.sql import ColumnElement

    from timeline.domain.periods import Period

_columns = version.c
known_start = sa.case((_columns.start_earliest != OPEN_PAST, _columns.start_earliest))
"""Null where the start is open."""
known_end = sa.case((_columns.end_latest != OPEN_FUTURE, _columns.end_latest))
dated = sa.or_(_columns.start_earliest != OPEN_PAST, _columns.end_latest != OPEN_FUTURE)

first_day = sa.case(
    (_columns.start_earliest != OPEN_PAST, _columns.start_earliest),
    (_columns.end_earliest != OPEN_PAST, _columns.end_earliest),
    else_=_columns.end_latest,
)
"""The first day that is known of a `dated` version: where its start is open, of its end."""
last_day = sa.case(
    (_columns.end_latest != OPEN_FUTURE, _columns.end_latest),
    (_columns.start_latest != OPEN_FUTURE, _columns.start_latest),
    else_=_columns.start_earliest,
)
start_last = sa.case(
    (_columns.start_earliest == OPEN_PAST, _columns.end_latest),
    (_columns.start_latest == OPEN_FUTURE, _columns.start_earliest),
    else_=_columns.start_latest,
)
"""The last day on which it may have begun, so far as that is known; `first_day` is the first."""


def start_number(period: Period) -> ColumnElement[Any]:
    """Null where the start is open."""
    counted = _columns.start_month if period.of == "month" else _columns.start_earliest
    return sa.case((_columns.start_earliest != OPEN_PAST, number_of(period, counted)))


def end_number(period: Period) -> ColumnElement[Any]:
    """Null where the end is open."""
    counted = _columns.end_month if period.of == "month" else _columns.end_latest
    return sa.case((_columns.end_latest != OPEN_FUTURE, number_of(period, counted)))


def number_of(period: Period, counted: ColumnElement[Any]) -> ColumnElement[Any]:
    """Of a month or a day. Both databases round a division towards zero, and ours goes down."""
    if period.size == 1:
        return counted
    shifted = counted + period.shift
    rest = (shifted % period.size + period.size) % period.size
    return (shifted - rest) // period.size
