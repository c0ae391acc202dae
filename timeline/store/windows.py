"""A window of days → clauses: integer bounds, and for dates with holes between them the runs of their days.

What a run cannot tell is asked of the event itself, in one further statement: days after an endless series has been
followed (`spans_until`), and whether one of several dates that all happened lies in the window for certain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from timeline.domain.version import read_document
from timeline.store.tables import event_version as version
from timeline.store.tables import version_span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection
    from sqlalchemy.sql import ColumnElement

    from timeline.domain.when import Match, Window

span = version_span.alias("run")
GAPPED = version.c.gapped.is_(True)


def within(
    tx: Connection, clauses: Sequence[ColumnElement[bool]], window: Window, match: Match
) -> list[ColumnElement[bool]]:
    """Of what the clauses find, the events that meet the window; one statement."""
    asked = [_bounds(window, match), sa.or_(version.c.gapped.is_(False), _has_day(window), _untold(window, match))]
    outside = _outside(tx, [*clauses, *asked], window, match)
    if not outside:
        return asked
    revisions: Any = sa.bindparam("outside", outside, expanding=True, literal_execute=True)
    return [*asked, version.c.revision.not_in(revisions)]


def _bounds(window: Window, match: Match) -> ColumnElement[bool]:
    if match == "certain":
        return sa.and_(version.c.start_latest <= window.last, version.c.end_earliest >= window.first)
    return sa.and_(version.c.start_earliest <= window.last, version.c.end_latest >= window.first)


def _has_day(window: Window) -> ColumnElement[bool]:
    """The first run that does not end before the window has begun when it ends; runs do not touch."""
    first = (
        sa.select(span.c.first_day)
        .where(
            span.c.timeline_id == version.c.timeline_id,
            span.c.revision == version.c.revision,
            span.c.last_day >= window.first,
        )
        .order_by(span.c.last_day)
        .limit(1)
        .correlate(version)
    )
    return first.scalar_subquery() <= window.last


def _untold(window: Window, match: Match) -> ColumnElement[bool]:
    """What the runs do not tell. A mask and one of several dates are certain by their bounds alone."""
    later = version.c.spans_until < window.last
    return later if match == "possible" else sa.or_(later, version.c.recurring.is_(False))


def _outside(tx: Connection, clauses: Sequence[ColumnElement[bool]], window: Window, match: Match) -> list[int]:
    """Revisions of the events whose bounds meet the window while none of their days does. Of a series that is known to
    have a day in it nothing more need be asked.
    """
    recurs = sa.and_(version.c.recurring, _has_day(window))
    keys = sa.select(version.c.timeline_id, version.c.revision).where(
        *clauses, GAPPED, _untold(window, match), sa.not_(sa.func.coalesce(recurs, sa.false()))
    )
    found = keys.subquery("suspect")
    same = found.c.timeline_id == version.c.timeline_id, found.c.revision == version.c.revision
    suspects = sa.select(version.c.revision, version.c.document).join_from(found, version, sa.and_(*same))
    return [row.revision for row in tx.execute(suspects) if not read_document(row.document)[0].overlaps(window, match)]
