"""Sums and ranges of figures by name and unit, each counted once, at its event's start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from timeline.domain.periods import PERIODS
from timeline.store.days import start_number
from timeline.store.dimensions import dimension, joined, keys_of, labels_of
from timeline.store.tables import version_figure as figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Row

    from timeline.domain.aggregate import Breakdown
    from timeline.store.selection import Matching


def sum_figures(found: Matching, asked: Breakdown, most: int) -> Sequence[Row[Any]]:
    """By key, label, `number` of the period, name and unit: `events`, sums `low` and `high` (null unless all have
    that bound), and the outermost bounds `least` and `greatest`. At most `most` and one more.
    """
    dimensions = [dimension(found, name) for name in asked.by if name not in PERIODS]
    number = sa.null() if asked.period is None else start_number(PERIODS[asked.period])
    keys = [*keys_of(dimensions), figure.c.name, figure.c.unit, number.label("number")]
    sums = (
        sa.func.count().label("events"),
        _sum(figure.c.low).label("low"),
        _sum(figure.c.high).label("high"),
        sa.func.min(figure.c.low).label("least"),
        sa.func.max(figure.c.high).label("greatest"),
        sa.func.max(figure.c.label).label("title"),
    )
    select = joined(found, dimensions, *keys, *labels_of(dimensions), *sums, through=figure)
    grouping = keys if asked.period is not None else keys[:-1]
    return found.tx.execute(select.group_by(*grouping).limit(most + 1)).all()


def _sum(bound: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """Of all or of none: a part of a sum would be read as the whole."""
    return sa.case((sa.func.count(bound) == sa.func.count(), sa.func.sum(bound)))
