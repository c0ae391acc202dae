"""Reading, as the public or as a caller with a token may: all that one answer needs, from one moment."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from timeline.domain.errors import InvalidQuery, NotFound, Withdrawn
from timeline.domain.occurring import list_happenings
from timeline.operations.access import PUBLIC
from timeline.operations.replay import read_log
from timeline.store import corrections, renderings, versions
from timeline.store.stamps import Stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from timeline.domain.history import LogEntry
    from timeline.domain.occurring import Happenings
    from timeline.domain.query import EventQuery
    from timeline.domain.timeline import Timeline
    from timeline.domain.version import EventVersion
    from timeline.operations.access import Access
    from timeline.store.corrections import CorrectionPage
    from timeline.store.database import Connection, Database
    from timeline.store.renderings import Measure, Rendering, Texts
    from timeline.store.selection import Matching
    from timeline.store.versions import Page, TimelineState

CORRECTIONS = 100
"""On one page, when nobody asks otherwise."""


@dataclass(frozen=True, slots=True)
class Related:
    """`inward`: the relation is the other event's, and `type` is to be read from there."""

    type: str
    version: EventVersion
    inward: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """`next` is the revision that a mirror is at once it has these; there are `more` after it."""

    versions: Sequence[EventVersion]
    next: int
    more: bool


class Reading:
    """One timeline at one moment. `state` is known from the first statement; nothing else is read until asked,
    so that an answer which turns out to be "not modified" costs that one statement. With `drafts` the reader
    is one who may see them.
    """

    def __init__(self, tx: Connection, state: TimelineState, *, drafts: bool = False) -> None:
        self._tx = tx
        self.state = state
        self.drafts = drafts

    @property
    def revision(self) -> int:
        """The last one that this reader may know of."""
        return self.state.revision if self.drafts else self.state.public_revision

    @property
    def stamp(self) -> Stamp:
        """What a public answer made from this reading moves with."""
        return Stamp.of(self.state)

    @property
    def changed_at(self) -> datetime:
        return self.state.changed_at if self.drafts else self.state.public_changed_at

    def events(self, query: EventQuery, *, tombstones: bool = False) -> Page:
        return versions.list_events(self._tx, self.state, query, tombstones=tombstones, drafts=self.drafts)

    def happenings(self, query: EventQuery, found: Sequence[EventVersion]) -> dict[int, Happenings]:
        """By revision the occurrences of those that recur, where the query asks for them."""
        return list_happenings(found, query.window) if query.expand and query.window else {}

    def texts(
        self, query: EventQuery, form: str, make: Callable[[EventVersion], Rendering], *, tombstones: bool
    ) -> Texts:
        """What the same query finds, as this format shows it: kept, or else made. Only while this reading lasts.
        Withdrawn events are told of for as many days as the timeline says.
        """
        days = timedelta(days=self.state.timeline.feed.withdrawn_days)
        told_since = self.state.public_changed_at - days if tombstones else None
        return renderings.find_texts(self._tx, self.state, query, form, make, told_since=told_since)

    def measure(self, query: EventQuery, form: str) -> Measure:
        """How much there is of what the query finds."""
        return renderings.measure(self._tx, self.state, query, form)

    def start_days(self, query: EventQuery) -> list[int]:
        """The earliest day of each event that the query finds, ascending."""
        return versions.list_start_days(self._tx, self.state, query)

    def count(self, query: EventQuery) -> int:
        return versions.count_events(self.matching(query))

    def matching(self, query: EventQuery) -> Matching:
        """What the query finds, for the operations that count it."""
        return versions.matching(self._tx, self.state, query, drafts=self.drafts)

    def described(self, query: EventQuery) -> Timeline:
        """The timeline's own description, as it was when the query asks."""
        revision = versions.revision_as_of(self._tx, self.state, query.as_of)
        if revision is None:
            return self.state.timeline
        return versions.find_timeline_as_of(self._tx, self.state, revision) or self.state.timeline

    def event(self, slug: str) -> EventVersion:
        """By slug, old ones included, tombstones too; raises NotFound."""
        found = versions.find_public(self._tx, self.state, slug)
        if found is None:
            raise NotFound(f'no event "{slug}" in timeline {self.state.timeline.slug}')
        return found

    def event_of_uid(self, uid: str, as_of: int | datetime | None = None) -> EventVersion:
        """Its tombstone too; raises NotFound."""
        revision = versions.revision_as_of(self._tx, self.state, as_of)
        found = versions.find_event(self._tx, self.state, uid, revision, drafts=self.drafts)
        if found is None:
            raise _no_event(uid, self.state.timeline.slug)
        return found

    def changes(self, since: int, limit: int) -> Changes:
        """Versions after that revision; raises InvalidQuery when there never was such a revision."""
        if since > self.revision:
            raise InvalidQuery(
                f"since={since} is after the last revision, {self.revision}; this is another timeline than the one "
                "that was mirrored, or an older copy of it: begin again with since=0"
            )
        found = versions.list_changes(self._tx, self.state, since, limit + 1, drafts=self.drafts)
        more = len(found) > limit
        shown = found[:limit]
        return Changes(shown, shown[-1].revision if more else self.revision, more)

    def related(self, version: EventVersion) -> list[Related]:
        """Both ways: the events that its relations lead to, then those whose relations lead here."""
        relations = version.event.relations
        known = versions.list_titles(self._tx, self.state, [one.uid for one in relations])
        outward = [Related(one.type, known[one.uid], inward=False) for one in relations if one.uid in known]
        return outward + [
            Related(one.type, other, inward=True)
            for other in versions.list_relating(self._tx, self.state, version.uid)
            for one in other.event.relations
            if one.uid == version.uid and other.uid not in known
        ]

    def history(self, version: EventVersion) -> list[EventVersion]:
        """Every version of the event that this reader may see, the newest first; the public, of those in which somebody
        changed it.
        """
        found = versions.history(self._tx, self.state, version.uid)
        return [one for one in found if self.drafts or (one.public and not one.rewritten)]

    def corrections(self, query: EventQuery) -> CorrectionPage:
        """What was put right in public, the newest first; of the query, limit, cursor and `updated_since` count."""
        return corrections.list_corrections(self._tx, self.state, query, query.limit or CORRECTIONS)

    def log(self) -> Iterator[LogEntry]:
        """Every revision in order, drafts too: for who owns the database, never for the public."""
        return read_log(self._tx, self.state)


@contextmanager
def reading(database: Database, slug: str, access: Access = PUBLIC) -> Iterator[Reading]:
    """Raises NotFound, for a private timeline too: who may not read it is not told that it exists."""
    with _finding(database, slug, access, lambda tx: (versions.find_timeline(tx, slug), None)) as (tx, state, _):
        yield _reading(tx, slug, state, access)


@contextmanager
def reading_event(
    database: Database, slug: str, uid: str, as_of: int | datetime | None = None, access: Access = PUBLIC
) -> Iterator[tuple[Reading, EventVersion]]:
    """One event with its timeline, from one statement; its tombstone too. Raises NotFound."""

    def find(tx: Connection) -> tuple[TimelineState | None, EventVersion | None]:
        return versions.find_timeline_with_event(tx, slug, uid, as_of) or (None, None)

    with _finding(database, slug, access, find) as (tx, state, version):
        reading = _reading(tx, slug, state, access)
        if version is None or not (version.public or reading.drafts):
            raise _no_event(uid, slug)
        yield reading, version


@contextmanager
def _finding(
    database: Database,
    slug: str,
    access: Access,
    find: Callable[[Connection], tuple[TimelineState | None, EventVersion | None]],
) -> Iterator[tuple[Connection, TimelineState | None, EventVersion | None]]:
    """At a replica, unless it has less of this timeline than this process has heard of, or the caller has a token."""
    newest = access.scope is not None
    with database.snapshot(newest=newest) as tx:
        state, version = find(tx)
        if newest or (0 if state is None else state.public_revision) >= database.heard(slug):
            yield tx, state, version
            return
    with database.snapshot(newest=True) as tx:
        yield tx, *find(tx)


def _reading(tx: Connection, slug: str, state: TimelineState | None, access: Access) -> Reading:
    drafts = state is not None and access.may("read-drafts", state.id)
    if state is None or (state.timeline.visibility == "private" and not drafts):
        raise NotFound(f'no timeline "{slug}"; the timelines are listed at /')
    return Reading(tx, state, drafts=drafts)


def _no_event(uid: str, slug: str) -> NotFound:
    return NotFound(f"no event {uid} in timeline {slug}")


def find_stamp(database: Database, slug: str) -> Stamp | None:
    """What every public answer of this timeline moves with, from one statement; None where the public has none. Raises
    StoreUnavailable.
    """
    return database.stamp(slug)


def list_timelines(database: Database, access: Access = PUBLIC) -> list[TimelineState]:
    """By slug: the public ones, and those that the caller's token is for."""
    with database.snapshot(newest=access.scope is not None) as tx:
        found = versions.list_timelines(tx, hidden=access.scope is not None)
    return [one for one in found if one.timeline.visibility == "public" or access.may("read-drafts", one.id)]


def check_standing(version: EventVersion) -> None:
    """Raises Withdrawn for a tombstone."""
    if version.tombstone:
        reason = f": {version.reason}" if version.reason else ""
        raise Withdrawn(f'"{version.event.title}" was withdrawn{reason}', version)
