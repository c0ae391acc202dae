"""Reading, for the public: everything that one answer needs, from one moment of the database."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from timeline.domain.errors import NotFound, Withdrawn
from timeline.store import versions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.domain.query import EventQuery
    from timeline.domain.timeline import Timeline
    from timeline.domain.version import EventVersion
    from timeline.store.database import Connection, Database
    from timeline.store.versions import Page, TimelineState


class Reading:
    """One timeline at one moment. `state` is known from the first statement; nothing else is read until asked,
    so that an answer which turns out to be "not modified" costs that one statement.
    """

    def __init__(self, tx: Connection, state: TimelineState) -> None:
        self._tx = tx
        self.state = state

    def events(self, query: EventQuery, *, tombstones: bool = False) -> Page:
        return versions.list_events(self._tx, self.state, query, tombstones=tombstones)

    def count(self, query: EventQuery) -> int:
        return versions.count_events(self._tx, self.state, query)

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

    def related(self, version: EventVersion) -> Mapping[str, EventVersion]:
        """By uid, the events that its relations lead to."""
        return versions.list_titles(self._tx, self.state, [one.uid for one in version.event.relations])

    def history(self, version: EventVersion) -> list[EventVersion]:
        """Every public version of the event, the newest first."""
        return [one for one in versions.history(self._tx, self.state, version.uid) if one.public]


@contextmanager
def reading(database: Database, slug: str) -> Iterator[Reading]:
    """Raises NotFound, for a private timeline too: who may not read it is not told that it exists."""
    with database.snapshot() as tx:
        state = versions.find_timeline(tx, slug)
        if state is None or state.timeline.visibility == "private":
            raise NotFound(f'no timeline "{slug}"; the timelines are listed at /')
        yield Reading(tx, state)


def list_timelines(database: Database) -> list[TimelineState]:
    """The public ones, by slug."""
    with database.snapshot() as tx:
        return versions.list_timelines(tx)


def check_standing(version: EventVersion) -> None:
    """Raises Withdrawn for a tombstone."""
    if version.tombstone:
        reason = f": {version.reason}" if version.reason else ""
        raise Withdrawn(f'"{version.event.title}" was withdrawn{reason}', version)
