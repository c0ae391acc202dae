"""EventQuery → SELECT: one clause function for each parameter, keyset paging on the sort's columns.

A window compares integer days. Dates with holes ("1667 or December 1760") and recurring events are first asked
about their outer bounds in SQL and then about themselves in Python: `gaps` finds those that fail, in one further
statement, so that pages and counts agree with the values whatever the date.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from timeline.domain.version import read_document
from timeline.store.derived import fold
from timeline.store.tables import event_version as version
from timeline.store.tables import version_term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy.engine import Connection, Row
    from sqlalchemy.sql import ColumnElement, Select

    from timeline.domain.cursor import Cursor
    from timeline.domain.query import EventQuery
    from timeline.domain.when import Match, Window

SORT_KEYS: dict[str, tuple[sa.Column[Any], ...]] = {
    "date": (version.c.sort_asc, version.c.sort_asc_width, version.c.starts_at, version.c.uid),
    "-date": (version.c.sort_desc, version.c.sort_desc_width, version.c.starts_at, version.c.uid),
    "updated": (version.c.revision,),
    "-updated": (version.c.revision,),
    "published": (version.c.published_revision, version.c.uid),
    "-published": (version.c.published_revision, version.c.uid),
}


def visible(
    timeline_id: int, revision: int | None, *, tombstones: bool, drafts: bool = False
) -> list[ColumnElement[bool]]:
    """What could be read at that revision, None for now: by the public, or with `drafts` by its editors."""
    at: ColumnElement[bool] = version.c.superseded_by.is_(None)
    if revision is not None:
        at = sa.and_(version.c.revision <= revision, sa.or_(at, version.c.superseded_by > revision))
    clauses: list[ColumnElement[bool]] = [version.c.timeline_id == timeline_id, at]
    if not drafts:
        clauses.append(version.c.publication == "published")
    return clauses if tombstones else [*clauses, version.c.tombstone.is_(False)]


def overlaps(window: Window, match: Match) -> ColumnElement[bool]:
    if match == "certain":
        return sa.and_(version.c.start_latest <= window.last, version.c.end_earliest >= window.first)
    return sa.and_(version.c.start_earliest <= window.last, version.c.end_latest >= window.first)


def _has_term(kind: str) -> Callable[[Sequence[str]], ColumnElement[bool]]:
    def clause(values: Sequence[str]) -> ColumnElement[bool]:
        named = sa.select(version_term.c.revision).where(
            version_term.c.timeline_id == version.c.timeline_id,
            version_term.c.kind == kind,
            version_term.c.term.in_([fold(value) for value in values]),
        )
        return version.c.revision.in_(named)

    return clause


CLAUSES: dict[str, Callable[[Sequence[Any]], ColumnElement[bool]]] = {
    "tag": _has_term("tag"),
    "actor": _has_term("actor"),
    "place": _has_term("place"),
    "source": _has_term("source"),
    "category": _has_term("category"),
    "status": version.c.status.in_,
    "verification": version.c.verification.in_,
    "updated_since": lambda values: version.c.recorded_at >= max(values),
}


def conditions(
    tx: Connection,
    timeline_id: int,
    query: EventQuery,
    aliases: Mapping[str, str],
    *,
    tombstones: bool,
    drafts: bool = False,
) -> list[ColumnElement[bool]]:
    """Everything that the query says but its order and page. One statement if it has a window or an instant."""
    revision = as_of_revision(tx, timeline_id, query.as_of)
    clauses = visible(timeline_id, revision, tombstones=tombstones, drafts=drafts)
    for name, values in query.filters.items():
        wanted = with_aliases(values, aliases) if name == "actor" else values
        clauses.append(CLAUSES[name](wanted))
    if query.window is None:
        return clauses
    clauses.append(overlaps(query.window, query.match))
    return [*clauses, *gaps(tx, clauses, query.window, query.match)]


def with_aliases(values: Sequence[str], aliases: Mapping[str, str]) -> list[str]:
    """Every name of the same actors."""
    chosen = {fold(other): fold(name) for other, name in aliases.items()}
    wanted = {chosen.get(fold(value), fold(value)) for value in values}
    return sorted(wanted | {other for other, name in chosen.items() if name in wanted})


def gaps(
    tx: Connection, clauses: Sequence[ColumnElement[bool]], window: Window, match: Match
) -> list[ColumnElement[bool]]:
    """Leave out the events whose bounds meet the window while none of their days does."""
    suspects = sa.select(version.c.revision, version.c.document).where(*clauses, version.c.gapped.is_(True))
    outside = [
        row.revision for row in tx.execute(suspects) if not read_document(row.document)[0].overlaps(window, match)
    ]
    if not outside:
        return []
    revisions: Any = sa.bindparam("outside", outside, expanding=True, literal_execute=True)
    return [version.c.revision.not_in(revisions)]


def as_of_revision(tx: Connection, timeline_id: int, as_of: int | datetime | None) -> int | None:
    if not isinstance(as_of, datetime):
        return as_of
    last = sa.select(sa.func.max(version.c.revision)).where(
        version.c.timeline_id == timeline_id, version.c.recorded_at <= as_of
    )
    return tx.execute(last).scalar() or 0


def in_order(select: Select[Any], query: EventQuery) -> Select[Any]:
    """Sorted, and after the cursor."""
    columns = SORT_KEYS[query.sort]
    descending = query.sort.startswith("-")
    if query.cursor is not None:
        select = select.where(_beyond(columns, query.cursor, descending=descending))
    return select.order_by(*(column.desc() if descending else column.asc() for column in columns))


def _beyond(columns: tuple[sa.Column[Any], ...], cursor: Cursor, *, descending: bool) -> ColumnElement[bool]:
    here = sa.tuple_(*columns)
    there = sa.tuple_(
        *(sa.bindparam(None, value, column.type) for value, column in zip(cursor.key, columns, strict=True))
    )
    return here < there if descending else here > there


def sort_key(row: Row[Any], sort: str) -> tuple[int | str, ...]:
    return tuple(row._mapping[column.name] for column in SORT_KEYS[sort])  # noqa: SLF001  SQLAlchemy's public name
