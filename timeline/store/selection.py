"""EventQuery → SELECT: one clause function for each parameter, keyset paging on the sort's columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from timeline.store.derived import fold
from timeline.store.tables import PUBLISHED, version_term
from timeline.store.tables import event_version as version
from timeline.store.windows import within

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy.engine import Connection, Row
    from sqlalchemy.sql import ColumnElement, Select

    from timeline.domain.cursor import Cursor
    from timeline.domain.query import EventQuery

    Clause = Callable[[int, Sequence[Any]], ColumnElement[bool]]
    """Of the timeline and the values of one parameter."""

SORT_KEYS: dict[str, tuple[sa.Column[Any], ...]] = {
    "date": (version.c.sort_asc, version.c.sort_asc_width, version.c.starts_at, version.c.uid),
    "-date": (version.c.sort_desc, version.c.sort_desc_width, version.c.starts_at, version.c.uid),
    "updated": (version.c.revision,),
    "-updated": (version.c.revision,),
    "published": (version.c.published_revision, version.c.uid),
    "-published": (version.c.published_revision, version.c.uid),
}


@dataclass(frozen=True, slots=True)
class Matching:
    """The events that a query finds, whatever its order and page, as a FROM and WHERE for counting them."""

    tx: Connection
    timeline_id: int
    query: EventQuery
    aliases: Mapping[str, str]
    clauses: Sequence[ColumnElement[bool]]

    def select(self, *columns: Any) -> Select[Any]:
        return sa.select(*columns).select_from(version).where(*self.clauses)


def matching(
    tx: Connection, timeline_id: int, query: EventQuery, aliases: Mapping[str, str], *, drafts: bool = False
) -> Matching:
    clauses = conditions(tx, timeline_id, query, aliases, tombstones=False, drafts=drafts)
    return Matching(tx, timeline_id, query, aliases, clauses)


def visible(
    timeline_id: int, revision: int | None, *, tombstones: bool, drafts: bool = False
) -> list[ColumnElement[bool]]:
    """What could be read at that revision, None for now: by the public, or with `drafts` by its editors."""
    at: ColumnElement[bool] = version.c.superseded_by.is_(None)
    if revision is not None:
        at = sa.and_(version.c.revision <= revision, sa.or_(at, version.c.superseded_by > revision))
    clauses: list[ColumnElement[bool]] = [version.c.timeline_id == timeline_id, at]
    if not drafts:
        clauses.append(PUBLISHED)
    return clauses if tombstones else [*clauses, version.c.tombstone.is_(False)]


def _has_term(kind: str) -> Clause:
    def clause(timeline_id: int, values: Sequence[str]) -> ColumnElement[bool]:
        named = sa.select(version_term.c.revision).where(
            version_term.c.timeline_id == timeline_id,
            version_term.c.kind == kind,
            version_term.c.term.in_([fold(value) for value in values]),
        )
        return version.c.revision.in_(named)

    return clause


CLAUSES: dict[str, Clause] = {
    "tag": _has_term("tag"),
    "actor": _has_term("actor"),
    "place": _has_term("place"),
    "source": _has_term("source"),
    "category": _has_term("category"),
    "status": lambda _, values: version.c.status.in_(values),
    "verification": lambda _, values: version.c.verification.in_(values),
    "updated_since": lambda _, values: version.c.recorded_at >= max(values),
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
        clauses.append(CLAUSES[name](timeline_id, wanted))
    if query.window is None:
        return clauses
    return [*clauses, *within(tx, clauses, query.window, query.match)]


def with_aliases(values: Sequence[str], aliases: Mapping[str, str]) -> list[str]:
    """Every name of the same actors."""
    chosen = {fold(other): fold(name) for other, name in aliases.items()}
    wanted = {chosen.get(fold(value), fold(value)) for value in values}
    return sorted(wanted | {other for other, name in chosen.items() if name in wanted})


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
