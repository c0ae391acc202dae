"""Corrections, newest first: public versions that differ from the public version of the same event before them.

A first publication corrects nothing. Versions of the same document (a release that shows it differently wrote them
anew) are left out in SQL, so that ten thousand of them cost no page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from timeline.domain.correction import Correction
from timeline.store import selection, versions
from timeline.store.tables import REPLACING, event_version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection
    from sqlalchemy.sql import ColumnElement, Select

    from timeline.domain.cursor import Cursor
    from timeline.domain.query import EventQuery
    from timeline.store.versions import TimelineState

later, earlier = event_version, event_version.alias("earlier")


@dataclass(frozen=True, slots=True)
class CorrectionPage:
    items: Sequence[Correction]
    next: Cursor | None


def list_corrections(tx: Connection, state: TimelineState, query: EventQuery, limit: int) -> CorrectionPage:
    """Of the query, in the order `-updated`, `updated_since` and the cursor count. Two statements, however many there
    are; raises InvalidCursor.
    """
    scope = versions.scope_of(tx, state)
    if query.cursor is not None:
        selection.check_cursor(query.cursor, query, scope)
    rows = tx.execute(_select(state, query).limit(limit + 1)).all()
    shown = rows[:limit]
    following = selection.following(shown[-1], query, scope) if len(rows) > limit else None
    wanted = sorted({revision for row in shown for revision in row})
    found = {one.revision: one for one in versions.list_revisions(tx, state, wanted)}
    items = [Correction(found[row.before], found[row.revision]) for row in shown]
    return CorrectionPage([one for one in items if one.says_something], following)


def _select(state: TimelineState, query: EventQuery) -> Select[Any]:
    select = (
        sa.select(later.c.revision, earlier.c.revision.label("before"))
        .select_from(later)
        .join(earlier, sa.and_(earlier.c.timeline_id == later.c.timeline_id, earlier.c.revision == _previous()))
        .where(
            later.c.timeline_id == state.id,
            REPLACING,
            later.c.publication == "published",
            sa.cast(later.c.document, sa.Text) != sa.cast(earlier.c.document, sa.Text),
            *_narrowed(query),
        )
    )
    return select.order_by(later.c.revision.desc())


def _previous() -> sa.ScalarSelect[int]:
    """The last revision before in which the public could read the same event."""
    other = event_version.alias("other")
    return (
        sa.select(sa.func.max(other.c.revision))
        .where(
            other.c.timeline_id == later.c.timeline_id,
            other.c.uid == later.c.uid,
            other.c.publication == "published",
            other.c.revision < later.c.revision,
        )
        .correlate(later)
        .scalar_subquery()
    )


def _narrowed(query: EventQuery) -> list[ColumnElement[bool]]:
    clauses: list[ColumnElement[bool]] = []
    if since := query.filters.get("updated_since"):
        clauses.append(later.c.recorded_at >= min(since))
    if query.cursor is not None:
        clauses.append(later.c.revision < query.cursor.key[0])
    return clauses
