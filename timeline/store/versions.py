"""The log: append, and read current, as of, history, since."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from timeline.domain.timeline import Timeline
from timeline.domain.version import EventVersion, read_document
from timeline.store import selection
from timeline.store.derived import fold
from timeline.store.dialects import dialect
from timeline.store.tables import event_version, store_state, timeline, timeline_version, version_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection, Row

    from timeline.domain.cursor import Cursor
    from timeline.domain.query import EventQuery

CHUNK = 500
"""Names in one IN list."""


@dataclass(frozen=True, slots=True)
class TimelineState:
    """A timeline with the numbers that tell whether anything changed. `revision` counts drafts too and is for
    writers; `public_revision` and `public_changed_at` are the public's, and never move back. `renderer` made the
    renderings of its current versions; it is `lacking` some that were written without it. The description that
    `timeline` is was written at `described_revision`.
    """

    id: int
    revision: int
    changed_at: datetime
    public_revision: int
    public_changed_at: datetime
    timeline: Timeline
    described_revision: int = 1
    renderer: str | None = None
    renderer_since: datetime | None = None
    lacking: bool = False
    secret: str = field(default="", repr=False)
    """Of the database, for its cursors."""

    @property
    def changed_second(self) -> datetime:
        """When the public last saw a change of the timeline or of how it is shown: moves on with every one, by a whole
        second at least.
        """
        return max(self.public_changed_at, self.renderer_since or self.public_changed_at)


@dataclass(frozen=True, slots=True)
class Described:
    """One version of a timeline's own description."""

    revision: int
    recorded_at: datetime
    recorded_by: str
    reason: str | None
    timeline: Timeline


@dataclass(frozen=True, slots=True)
class Page:
    versions: Sequence[EventVersion]
    next: Cursor | None


def _states(revision: int | None = None) -> sa.Select[Any]:
    at: sa.ColumnElement[bool] = timeline_version.c.superseded_by.is_(None)
    if revision is not None:
        later = timeline_version.c.superseded_by > revision
        at = sa.and_(timeline_version.c.revision <= revision, sa.or_(at, later))
    described = timeline_version.c.revision.label("described_revision")
    secret = sa.select(store_state.c.value).where(store_state.c.name == "cursor_secret").scalar_subquery()
    return sa.select(timeline, timeline_version.c.document, described, secret.label("secret")).join(
        timeline_version, sa.and_(timeline_version.c.timeline_id == timeline.c.id, at)
    )


def _state(row: Row[Any]) -> TimelineState:
    return TimelineState(
        row.id,
        row.revision,
        row.changed_at,
        row.public_revision,
        row.public_changed_at,
        Timeline.parse(row.document),
        row.described_revision,
        row.renderer,
        row.renderer_since,
        row.lacking,
        row.secret,
    )


def scope_of(tx: Connection, state: TimelineState) -> selection.Scope:
    return selection.Scope(dialect(tx), state.id, state.secret)


_OF_SLUG = _states().where(timeline.c.slug == sa.bindparam("of_slug"))
"""Made once: every request begins with it, and making it took a fifth of the time of a "not modified"."""


def find_timeline(tx: Connection, slug: str) -> TimelineState | None:
    row = tx.execute(_OF_SLUG, {"of_slug": slug}).one_or_none()
    return None if row is None else _state(row)


def find_timeline_with_event(
    tx: Connection, slug: str, uid: str, as_of: int | datetime | None = None
) -> tuple[TimelineState, EventVersion | None] | None:
    """Both in one statement, so that an answer which turns out to be "not modified" costs no other. The event as it
    was then, drafts and tombstones too.
    """
    at = selection.revision_at(timeline.c.id, as_of)
    seen = sa.and_(*selection.visible(timeline.c.id, at, tombstones=True, drafts=True), event_version.c.uid == uid)
    states = _states().add_columns(*event_version.c).outerjoin(event_version, seen)
    row = tx.execute(states.where(timeline.c.slug == slug)).one_or_none()
    if row is None:
        return None
    found = {column.name: row._mapping[column] for column in event_version.c}  # noqa: SLF001  SQLAlchemy's public name
    state = _state(row)
    return state, None if found["uid"] is None else _version(SimpleNamespace(**found), slug)


def find_timeline_as_of(tx: Connection, state: TimelineState, revision: int) -> Timeline | None:
    row = tx.execute(_states(revision).where(timeline.c.id == state.id)).one_or_none()
    return None if row is None else Timeline.parse(row.document)


def list_timelines(tx: Connection, *, hidden: bool = False) -> list[TimelineState]:
    """The public ones by slug; with `hidden`, unlisted and private ones too."""
    select = _states() if hidden else _states().where(timeline.c.visibility == "public")
    rows = tx.execute(select.order_by(timeline.c.slug))
    return [_state(row) for row in rows]


def any_timeline(tx: Connection) -> bool:
    return tx.execute(sa.select(timeline.c.id).limit(1)).first() is not None


def _version(row: Any, slug: str) -> EventVersion:
    event, tombstone = read_document(row.document)
    return EventVersion(
        timeline=slug,
        revision=row.revision,
        superseded_by=row.superseded_by,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        reason=row.reason,
        sequence=row.sequence,
        published_at=row.published_at,
        tombstone=tombstone,
        event=event,
        published_revision=row.published_revision,
    )


def list_events(
    tx: Connection, state: TimelineState, query: EventQuery, *, tombstones: bool = False, drafts: bool = False
) -> Page:
    """One page; without a limit in the query, all."""
    clauses = selection.conditions(tx, state.id, query, state.timeline.aliases, tombstones=tombstones, drafts=drafts)
    scope = scope_of(tx, state)
    rows = tx.execute(selection.on_page([*event_version.c], clauses, query, scope)).all()
    shown = rows if query.limit is None else rows[: query.limit]
    more = len(rows) > len(shown)
    following = selection.following(shown[-1], query, scope) if more else None
    return Page([_version(row, state.timeline.slug) for row in shown], following)


def matching(tx: Connection, state: TimelineState, query: EventQuery, *, drafts: bool = False) -> selection.Matching:
    """For counting."""
    return selection.matching(tx, state.id, query, state.timeline.aliases, drafts=drafts)


def count_events(found: selection.Matching) -> int:
    count: int = found.tx.execute(found.select(sa.func.count())).scalar_one()
    return count


def find_public(tx: Connection, state: TimelineState, slug: str, revision: int | None = None) -> EventVersion | None:
    """The event of this slug, or its tombstone; of an old slug, the event that last had it."""
    held = sa.select(event_version.c.uid).where(
        event_version.c.timeline_id == state.id,
        event_version.c.slug == slug,
        event_version.c.publication == "published",
    )
    clauses = selection.visible(state.id, revision, tombstones=True)
    rows = tx.execute(sa.select(event_version).where(*clauses, event_version.c.uid.in_(held))).all()
    ranked = sorted(rows, key=lambda row: (row.slug == slug, row.revision))
    return _version(ranked[-1], state.timeline.slug) if ranked else None


def find_event(
    tx: Connection, state: TimelineState, uid: str, revision: int | None = None, *, drafts: bool = False
) -> EventVersion | None:
    """By uid, as it was at that revision, None for now; its tombstone too."""
    clauses = selection.visible(state.id, revision, tombstones=True, drafts=drafts)
    row = tx.execute(sa.select(event_version).where(*clauses, event_version.c.uid == uid)).one_or_none()
    return None if row is None else _version(row, state.timeline.slug)


_CURRENT = sa.select(event_version).where(
    event_version.c.timeline_id == sa.bindparam("of"),
    event_version.c.superseded_by.is_(None),
    event_version.c.uid == sa.bindparam("of_uid"),
)
"""Made once, like the others that each write asks: making them was a fifth of its time."""


def find_current(tx: Connection, state: TimelineState, uid: str) -> EventVersion | None:
    """For writers: drafts and tombstones too."""
    row = tx.execute(_CURRENT, {"of": state.id, "of_uid": uid}).one_or_none()
    return None if row is None else _version(row, state.timeline.slug)


def find_currents(tx: Connection, state: TimelineState, uids: Sequence[str]) -> dict[str, EventVersion]:
    found = {}
    for start in range(0, len(uids), CHUNK):
        rows = tx.execute(
            sa.select(event_version).where(
                event_version.c.timeline_id == state.id,
                event_version.c.superseded_by.is_(None),
                event_version.c.uid.in_(uids[start : start + CHUNK]),
            )
        )
        found.update({row.uid: _version(row, state.timeline.slug) for row in rows})
    return found


_SLUGS = sa.select(event_version.c.slug, event_version.c.uid).where(
    event_version.c.timeline_id == sa.bindparam("of"), event_version.c.superseded_by.is_(None)
)
_SLUGS_NEAR = _SLUGS.where(event_version.c.slug >= sa.bindparam("near"), event_version.c.slug < sa.bindparam("beyond"))


def list_slugs(tx: Connection, state: TimelineState, near: str | None = None) -> dict[str, str]:
    """Every slug in use, tombstones' too, with its event's uid; of `near`, only itself and itself with a suffix."""
    if near is None:
        return {row.slug: row.uid for row in tx.execute(_SLUGS, {"of": state.id})}
    # By code point "-" comes just before "." and every letter and digit after both.
    asked = {"of": state.id, "near": near, "beyond": f"{near}."}
    return {row.slug: row.uid for row in tx.execute(_SLUGS_NEAR, asked)}


def find_slugs(tx: Connection, state: TimelineState, slugs: Sequence[str]) -> dict[str, str]:
    """Of these slugs, those in use, tombstones' too, with their events' uids."""
    found = {}
    for start in range(0, len(slugs), CHUNK):
        rows = tx.execute(
            sa.select(event_version.c.slug, event_version.c.uid).where(
                event_version.c.timeline_id == state.id,
                event_version.c.superseded_by.is_(None),
                event_version.c.slug.in_(slugs[start : start + CHUNK]),
            )
        )
        found.update({row.slug: row.uid for row in rows})
    return found


def list_titles(tx: Connection, state: TimelineState, uids: Iterable[str]) -> dict[str, EventVersion]:
    """The public events among these, by uid: what relations lead to."""
    wanted = sorted(set(uids))
    clauses = selection.visible(state.id, None, tombstones=False)
    rows = tx.execute(sa.select(event_version).where(*clauses, event_version.c.uid.in_(wanted)))
    return {row.uid: _version(row, state.timeline.slug) for row in rows}


def count_current(tx: Connection, state: TimelineState) -> int:
    """Public ones, tombstones too."""
    clauses = selection.visible(state.id, None, tombstones=True)
    return tx.execute(sa.select(sa.func.count()).select_from(event_version).where(*clauses)).scalar_one()


def list_start_days(tx: Connection, state: TimelineState, query: EventQuery) -> list[int]:
    """The earliest day of each event that the query finds, ascending."""
    clauses = selection.conditions(tx, state.id, query, state.timeline.aliases, tombstones=False)
    days = sa.select(event_version.c.start_earliest).where(*clauses).order_by(event_version.c.start_earliest)
    return list(tx.execute(days).scalars())


def list_revisions(tx: Connection, state: TimelineState, revisions: Sequence[int]) -> list[EventVersion]:
    found: list[EventVersion] = []
    for start in range(0, len(revisions), CHUNK):
        chosen = event_version.c.revision.in_(revisions[start : start + CHUNK])
        rows = tx.execute(sa.select(event_version).where(event_version.c.timeline_id == state.id, chosen))
        found += [_version(row, state.timeline.slug) for row in rows]
    return found


def list_current(tx: Connection, state: TimelineState, after: int, limit: int) -> list[EventVersion]:
    """Public ones after that revision, in its order; tombstones too."""
    clauses = selection.visible(state.id, None, tombstones=True)
    select = sa.select(event_version).where(*clauses, event_version.c.revision > after)
    rows = tx.execute(select.order_by(event_version.c.revision).limit(limit))
    return [_version(row, state.timeline.slug) for row in rows]


def list_relating(tx: Connection, state: TimelineState, uid: str) -> list[EventVersion]:
    """The public events with a relation to this one, in the order of their dates. They are few, and so sorted here:
    asked for an order, SQLite would walk along all events in it.
    """
    naming = sa.select(version_term.c.revision).where(
        version_term.c.timeline_id == state.id, version_term.c.kind == "relation", version_term.c.term == fold(uid)
    )
    clauses = selection.visible(state.id, None, tombstones=False)
    found = sa.select(event_version).where(*clauses, event_version.c.revision.in_(naming))
    rows = sorted(tx.execute(found), key=lambda row: (row.sort_asc, row.uid))
    return [_version(row, state.timeline.slug) for row in rows]


def history(tx: Connection, state: TimelineState, uid: str) -> list[EventVersion]:
    """Every version, the newest first; drafts too."""
    rows = tx.execute(
        sa.select(event_version)
        .where(event_version.c.timeline_id == state.id, event_version.c.uid == uid)
        .order_by(event_version.c.revision.desc())
    )
    return [_version(row, state.timeline.slug) for row in rows]


def since(tx: Connection, state: TimelineState, revision: int, limit: int) -> list[EventVersion]:
    """Versions after that revision, in order; drafts and tombstones too."""
    return list_changes(tx, state, revision, limit, drafts=True)


def list_changes(
    tx: Connection, state: TimelineState, since: int, limit: int, *, drafts: bool = False
) -> list[EventVersion]:
    """Versions after that revision, in order. For the public these are the published ones, and of the others those
    that replaced a published one: what they hold is a draft's, that they are there is everybody's business.
    """
    clauses = [event_version.c.timeline_id == state.id, event_version.c.revision > since]
    if not drafts:
        before = event_version.alias("before")
        replaced = sa.select(before.c.revision).where(
            before.c.timeline_id == event_version.c.timeline_id,
            before.c.uid == event_version.c.uid,
            before.c.superseded_by == event_version.c.revision,
            before.c.publication == "published",
        )
        clauses.append(sa.or_(event_version.c.publication == "published", replaced.exists()))
    rows = tx.execute(sa.select(event_version).where(*clauses).order_by(event_version.c.revision).limit(limit))
    return [_version(row, state.timeline.slug) for row in rows]


def descriptions(tx: Connection, state: TimelineState) -> list[Described]:
    """Every version of the timeline's own description, the oldest first."""
    rows = tx.execute(
        sa.select(timeline_version)
        .where(timeline_version.c.timeline_id == state.id)
        .order_by(timeline_version.c.revision)
    )
    return [
        Described(row.revision, row.recorded_at, row.recorded_by, row.reason, Timeline.parse(row.document))
        for row in rows
    ]


def revision_as_of(tx: Connection, state: TimelineState, as_of: int | datetime | None) -> int | None:
    """None for now."""
    return selection.as_of_revision(tx, state.id, as_of)
