"""What versions look like in each format, ready to be joined: kept beside the versions that are current.

Made by a renderer that is handed in, since the store knows no format; kept as text in a table of its own, because
10,000 of them are read in 30 ms from there and in 80 ms from one that is clustered by its key. The version that is
replaced loses its own: an earlier state of a timeline is rendered from its documents.

Each timeline names the renderer of its renderings. A writer with another one, or none, adds nothing to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import sqlalchemy as sa

from timeline.domain.edtf import OPEN_FUTURE, OPEN_PAST
from timeline.store import selection, versions
from timeline.store.tables import event_version, rendering

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection, Row

    from timeline.domain.cursor import Cursor
    from timeline.domain.query import EventQuery
    from timeline.domain.timeline import Timeline
    from timeline.domain.version import EventVersion
    from timeline.store.versions import TimelineState

CHUNK = 500


class Rendering(NamedTuple):
    """`note` is for whoever joins the texts."""

    format: str
    text: str
    note: str | None = None


class Renderer(Protocol):
    """`sign` names the renderer: everything that its texts depend on beside the version."""

    def sign(self, described: Timeline) -> str: ...

    def render(self, version: EventVersion, described: Timeline) -> Sequence[Rendering]: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """A current public version, and its texts by format as far as there are any."""

    version: EventVersion
    renderings: dict[str, Rendering]


@dataclass(frozen=True, slots=True)
class Texts:
    """What a query finds, in its order: texts, which may be read from the database as they are taken, and the notes
    of those that have one.
    """

    texts: Iterable[str]
    notes: Sequence[str]
    next: Cursor | None = None


def find_texts(
    tx: Connection,
    state: TimelineState,
    query: EventQuery,
    form: str,
    make: Callable[[EventVersion], Rendering],
    *,
    told_since: datetime | None = None,
) -> Texts:
    """One statement for a page; for all, one more that asks for notes alone, so that not all is held at once. `make`
    gives what is not kept. Events withdrawn at or after `told_since` are among them.
    """
    tombstones = told_since is not None
    clauses = selection.conditions(tx, state.id, query, state.timeline.aliases, tombstones=tombstones)
    if told_since is not None:
        clauses.append(sa.or_(event_version.c.tombstone.is_(False), event_version.c.recorded_at >= told_since))
    columns: list[sa.Column[Any]] = [event_version.c.revision, rendering.c.format, rendering.c.note]
    beside = rendering, _of_version(form)
    scope = versions.scope_of(tx, state)
    if query.limit is None:
        telling = sa.or_(rendering.c.note.is_not(None), rendering.c.format.is_(None))
        found = sa.select(*columns).select_from(event_version.outerjoin(*beside)).where(*clauses, telling)
        made, notes = _complete(tx, state, tx.execute(found).all(), make)
        ordered = selection.on_page([event_version.c.revision, rendering.c.text], clauses, query, scope, beside)
        return Texts(_stream(tx, ordered, made), notes)
    keys = [key for key in selection.SORT_KEYS[query.sort] if key not in columns]
    rows = tx.execute(selection.on_page([*columns, rendering.c.text, *keys], clauses, query, scope, beside)).all()
    shown = rows[: query.limit]
    more = selection.following(shown[-1], query, scope) if len(rows) > len(shown) else None
    made, notes = _complete(tx, state, shown, make)
    return Texts([made.get(row.revision, row.text) for row in shown], notes, more)


@dataclass(frozen=True, slots=True)
class Measure:
    """Of what a query finds: how many events, the characters of their texts, None where some are not kept, and the
    first and last day that is known.
    """

    events: int
    size: int | None
    first_day: int | None
    last_day: int | None


def measure(tx: Connection, state: TimelineState, query: EventQuery, form: str) -> Measure:
    clauses = selection.conditions(tx, state.id, query, state.timeline.aliases, tombstones=False)
    day = event_version.c
    found = sa.select(
        sa.func.count(),
        sa.func.count(rendering.c.format),
        sa.func.sum(sa.func.length(rendering.c.text)),
        sa.func.min(day.start_earliest).filter(day.start_earliest > OPEN_PAST),
        sa.func.max(day.end_latest).filter(day.end_latest < OPEN_FUTURE),
    ).select_from(event_version.outerjoin(rendering, _of_version(form)))
    events, kept, size, first, last = tx.execute(found.where(*clauses)).one()
    return Measure(events, int(size) if kept == events and size is not None else None, first, last)


def _complete(
    tx: Connection, state: TimelineState, rows: Sequence[Row[Any]], make: Callable[[EventVersion], Rendering]
) -> tuple[dict[int, str], list[str]]:
    """The texts that are not kept, by revision, and all notes."""
    lacking = [row.revision for row in rows if row.format is None]
    made = {one.revision: make(one) for one in versions.list_revisions(tx, state, lacking)}
    notes = [*(row.note for row in rows), *(one.note for one in made.values())]
    return {revision: one.text for revision, one in made.items()}, [note for note in notes if note is not None]


def _stream(tx: Connection, select: sa.Select[Any], made: Mapping[int, str]) -> Iterator[str]:
    with tx.execute(select, execution_options={"yield_per": CHUNK}) as streamed:
        for rows in streamed.partitions():
            for row in rows:
                yield made[row.revision] if row.text is None else row.text


def _of_version(form: str) -> sa.ColumnElement[bool]:
    return sa.and_(
        rendering.c.timeline_id == event_version.c.timeline_id,
        rendering.c.revision == event_version.c.revision,
        rendering.c.format == form,
    )


def list_kept(tx: Connection, state: TimelineState, after: int, limit: int) -> list[Kept]:
    """Current public versions after that revision, in its order, tombstones too."""
    found = [Kept(one, {}) for one in versions.list_current(tx, state, after, limit)]
    if not found:
        return []
    by_revision = {one.version.revision: one.renderings for one in found}
    between = rendering.c.revision.between(min(by_revision), max(by_revision))
    for row in tx.execute(sa.select(rendering).where(rendering.c.timeline_id == state.id, between)):
        if row.revision in by_revision:
            by_revision[row.revision][row.format] = Rendering(row.format, row.text, row.note)
    return found


def add(tx: Connection, state: TimelineState, found: Mapping[int, Sequence[Rendering]]) -> None:
    """By revision; of versions that have none."""
    rows = [
        {"timeline_id": state.id, "revision": revision, **one._asdict()}
        for revision, rendered in found.items()
        for one in rendered
    ]
    if rows:
        tx.execute(sa.insert(rendering), rows)


def drop(tx: Connection, state: TimelineState, revisions: Iterable[int]) -> None:
    rows = [{"of": state.id, "at": revision} for revision in revisions]
    if rows:
        tx.execute(_DROP, rows)


_DROP = sa.delete(rendering).where(
    rendering.c.timeline_id == sa.bindparam("of"), rendering.c.revision == sa.bindparam("at")
)
