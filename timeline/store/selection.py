"""EventQuery → SELECT: one clause function for each parameter, keyset paging on the sort's columns.

The relevance of an event is counted from itself alone, alike in both databases: for each word or phrase, 4 where the
title has it, 2 where a name, tag or category has it, 1 elsewhere. So what others write meanwhile moves no page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

import sqlalchemy as sa

from timeline.domain.cursor import Cursor
from timeline.store.areas import inside_boxes, inside_circles
from timeline.store.derived import fold
from timeline.store.dialects import Dialect, dialect
from timeline.store.tables import PUBLISHED, timeline, version_term
from timeline.store.tables import event_version as version
from timeline.store.windows import within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy.engine import Connection, Row
    from sqlalchemy.sql import ColumnElement, FromClause, Select

    from timeline.domain.query import EventQuery
    from timeline.domain.search import Search

    Clause = Callable[["Scope", Sequence[Any]], ColumnElement[bool]]
    """Of the values of one parameter."""

SORT_KEYS: dict[str, tuple[sa.Column[Any], ...]] = {
    "date": (version.c.sort_asc, version.c.sort_asc_width, version.c.starts_at, version.c.uid),
    "-date": (version.c.sort_desc, version.c.sort_desc_width, version.c.starts_at, version.c.uid),
    "updated": (version.c.revision,),
    "-updated": (version.c.revision,),
    "relevance": (version.c.sort_asc, version.c.sort_asc_width, version.c.starts_at, version.c.uid),
    "published": (version.c.published_revision, version.c.uid),
    "-published": (version.c.published_revision, version.c.uid),
}
"""Relevance itself, the first of its key, is an expression."""
FEW = 1_000
WEIGHTS = {"title": 4, "names": 2, "body": 1}


class Scope(NamedTuple):
    """Where is asked: a timeline in a database, whose secret seals its cursors."""

    dialect: Dialect
    timeline_id: int
    secret: str


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
    timeline_id: int | ColumnElement[int],
    revision: int | ColumnElement[int] | None,
    *,
    tombstones: bool,
    drafts: bool = False,
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
    def clause(scope: Scope, values: Sequence[str]) -> ColumnElement[bool]:
        named = sa.select(version_term.c.revision).where(
            version_term.c.timeline_id == scope.timeline_id,
            version_term.c.kind == kind,
            version_term.c.term.in_([fold(value) for value in values]),
        )
        return version.c.revision.in_(named)

    return clause


def _found(scope: Scope, searches: Sequence[Search]) -> ColumnElement[bool]:
    """Each unwanted term by itself: neither database can look for what is not there."""
    return sa.or_(*(sa.and_(*_conditions_of(scope, one)) for one in searches))


def _conditions_of(scope: Scope, search: Search) -> Iterator[ColumnElement[bool]]:
    find, of = scope.dialect.find, scope.timeline_id
    if search.wanted:
        yield version.c.revision.in_(find(of, search.wanted))
    yield from (version.c.revision.not_in(find(of, [term])) for term in search.unwanted)


def _irrelevance(scope: Scope, searches: Sequence[Search]) -> ColumnElement[int]:
    """Less is more relevant, so that the most relevant come first in ascending order."""
    hits = [
        sa.case((version.c.revision.in_(scope.dialect.find(scope.timeline_id, [term], field)), -weight), else_=0)
        for search in searches
        for term in search.wanted
        for field, weight in WEIGHTS.items()
    ]
    return sum(hits[1:], hits[0])


CLAUSES: dict[str, Clause] = {
    "q": _found,
    "bbox": lambda scope, values: inside_boxes(scope.timeline_id, values),
    "near": lambda scope, values: inside_circles(scope.timeline_id, values),
    "tag": _has_term("tag"),
    "actor": _has_term("actor"),
    "place": _has_term("place"),
    "source": _has_term("source"),
    "category": _has_term("category"),
    "status": lambda _, values: version.c.status.in_(values),
    "verification": lambda _, values: version.c.verification.in_(values),
    "updated_since": lambda _, values: version.c.recorded_at >= min(values),
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
    """Everything that the query says but its order and page. One statement each if it has a window, an instant or a
    filter.
    """
    scope = Scope(dialect(tx), timeline_id, "")
    revision = as_of_revision(tx, timeline_id, query.as_of)
    clauses = visible(timeline_id, revision, tombstones=tombstones, drafts=drafts)
    for name, values in query.filters.items():
        wanted = with_aliases(values, aliases) if name == "actor" else values
        clauses.append(CLAUSES[name](scope, wanted))
    if query.window is not None:
        clauses += within(tx, clauses, query.window, query.match)
    return if_few(tx, scope, clauses) if query.filters else clauses


def if_few(tx: Connection, scope: Scope, clauses: list[ColumnElement[bool]]) -> list[ColumnElement[bool]]:
    """The same events by their keys, where they are few. To find the first fifty in some order a database walks
    along an index until it has them, which is long where few events match, or sorts all that match, which is long where
    many do. It cannot know how many a search or a circle finds, so up to FEW of them are found first.
    """
    found = tx.execute(sa.select(scope.dialect.KEY).where(*clauses).limit(FEW + 1)).scalars().all()
    return clauses if len(found) > FEW else [scope.dialect.among(scope.timeline_id, found)]


def with_aliases(values: Sequence[str], aliases: Mapping[str, str]) -> list[str]:
    """Every name of the same actors."""
    chosen = {fold(other): fold(name) for other, name in aliases.items()}
    wanted = {chosen.get(fold(value), fold(value)) for value in values}
    return sorted(wanted | {other for other, name in chosen.items() if name in wanted})


def as_of_revision(tx: Connection, timeline_id: int, as_of: int | datetime | None) -> int | None:
    if not isinstance(as_of, datetime):
        return as_of
    return tx.execute(_last_before(timeline_id, as_of)).scalar() or 0


def revision_at(timeline_id: ColumnElement[int], as_of: int | datetime | None) -> int | ColumnElement[int] | None:
    """The same inside a statement."""
    if not isinstance(as_of, datetime):
        return as_of
    return sa.func.coalesce(_last_before(timeline_id, as_of).correlate(timeline).scalar_subquery(), 0)


def _last_before(timeline_id: int | ColumnElement[int], instant: datetime) -> Select[Any]:
    earlier = version.alias("earlier")
    return sa.select(sa.func.max(earlier.c.revision)).where(
        earlier.c.timeline_id == timeline_id, earlier.c.recorded_at <= instant
    )


def in_order(select: Select[Any], query: EventQuery, scope: Scope) -> Select[Any]:
    """Sorted, and after the cursor; raises InvalidCursor. What is sorted by beyond columns is selected too."""
    columns: Sequence[ColumnElement[Any]] = SORT_KEYS[query.sort]
    if query.sort == "relevance":
        irrelevance = _irrelevance(scope, query.filters["q"])
        select = select.add_columns(irrelevance.label("irrelevance"))
        columns = [irrelevance, *columns]
    descending = query.sort.startswith("-")
    if query.cursor is not None:
        check_cursor(query.cursor, query, scope)
        select = select.where(_beyond(columns, query.cursor, descending=descending))
    return select.order_by(*(_directed(column, query) for column in columns))


def _directed(column: ColumnElement[Any], query: EventQuery) -> ColumnElement[Any]:
    return column.desc() if query.sort.startswith("-") else column.asc()


def on_page(
    columns: Sequence[ColumnElement[Any]],
    clauses: Sequence[ColumnElement[bool]],
    query: EventQuery,
    scope: Scope,
    *beside: tuple[FromClause, ColumnElement[bool]],
) -> Select[Any]:
    """Columns of versions, and of tables that stand `beside` them: those of the query's page and the first of the next,
    or all if it has no limit. Which they are is found in an index; no other version is read.
    """
    if query.limit is None:
        return in_order(_from(version, beside, columns).where(*clauses), query, scope)
    keys = sa.select(version.c.timeline_id, version.c.revision).where(*clauses)
    chosen = in_order(keys, query, scope).limit(query.limit + 1).subquery("chosen")
    same = chosen.c.timeline_id == version.c.timeline_id, chosen.c.revision == version.c.revision
    order: list[ColumnElement[Any]] = list(SORT_KEYS[query.sort])
    if query.sort == "relevance":
        columns, order = [*columns, chosen.c.irrelevance], [chosen.c.irrelevance, *order]
    select = _from(chosen.join(version, sa.and_(*same)), beside, columns)
    return select.order_by(*(_directed(column, query) for column in order))


def _from(
    source: FromClause,
    beside: Sequence[tuple[FromClause, ColumnElement[bool]]],
    columns: Sequence[ColumnElement[Any]],
) -> Select[Any]:
    for table, same in beside:
        source = source.outerjoin(table, same)
    return sa.select(*columns).select_from(source)


def check_cursor(cursor: Cursor, query: EventQuery, scope: Scope) -> None:
    """Raises InvalidCursor, unless `following` made it for this query."""
    cursor.check_seal(scope.secret, _asked(query, scope))


def _beyond(columns: Sequence[ColumnElement[Any]], cursor: Cursor, *, descending: bool) -> ColumnElement[bool]:
    here = sa.tuple_(*columns)
    there = sa.tuple_(
        *(sa.bindparam(None, value, column.type) for value, column in zip(cursor.key, columns, strict=True))
    )
    return here < there if descending else here > there


def following(row: Row[Any], query: EventQuery, scope: Scope) -> Cursor:
    """Where the page that ends with this row goes on."""
    names = [column.name for column in SORT_KEYS[query.sort]]
    if query.sort == "relevance":
        names.insert(0, "irrelevance")
    key = tuple(row._mapping[name] for name in names)  # noqa: SLF001  SQLAlchemy's public name
    return Cursor(query.sort, key).sealed(scope.secret, _asked(query, scope))


def _asked(query: EventQuery, scope: Scope) -> str:
    """What a cursor is bound to: all but the page."""
    return f"{scope.timeline_id}?{urlencode(query.narrowed(cursor=None, limit=None).pairs())}"
