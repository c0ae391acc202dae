"""How many of a query's events have each value of each name, the most frequent first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from timeline.store.dimensions import dimension, grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Row

    from timeline.store.selection import Matching


def count_values(found: Matching, name: str, most: int) -> Sequence[Row[Any]]:
    """Rows of `key0`, `label0` and `events`; without the events that have no such value."""
    one = dimension(found, name)
    select = grouped(found, [one]).where(one.key.is_not(None))
    return found.tx.execute(select.order_by(sa.desc("events"), "key0").limit(most)).all()
