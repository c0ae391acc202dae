"""Bring a whole log in as it is: the same revisions, stamps, reasons, tombstones and sequence numbers.

Every entry is written as any write is, under its own author and moment, and must then have the number that the file
says. Where the timeline is there already, its log must be the beginning of the file's (or the whole of it): the rest
is appended, so that bringing a log in twice adds nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.errors import InvalidImport, Problem
from timeline.domain.history import LogEntry
from timeline.store import versions
from timeline.store.writer import writing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.domain.event import Event
    from timeline.domain.timeline import Timeline
    from timeline.domain.version import EventVersion
    from timeline.importers.importer import Finding, Logged
    from timeline.operations.ingest import Ingested, Wishes
    from timeline.store.database import Connection, Database
    from timeline.store.versions import TimelineState
    from timeline.store.writer import Writer

BATCH = 200


class RollBack(Exception):
    """No error: the way out of a transaction that was a rehearsal."""


class Replay:
    """`slug` is the timeline's, whatever the file calls it."""

    def __init__(self, database: Database, slug: str, wishes: Wishes, result: Ingested) -> None:
        self.database = database
        self.slug = slug
        self.wishes = wishes
        self.result = result
        self.pending: set[str] = set()

    def run(self, findings: Iterator[Finding]) -> None:
        first = self._entry(next(findings))
        if first.revision != 1 or first.timeline is None:
            raise _wrong("/log/0", "the log must begin with revision 1, the timeline's description")
        made = self._named(first.timeline)
        with writing(
            self.database, self.slug, actor=first.recorded_by, now=first.recorded_at, reason=first.reason, create=made
        ) as log:
            standing = Standing(log)
            standing.check(first.model_copy(update={"timeline": made}), "/log/0")
            for finding in findings:
                self._take(log, standing, self._entry(finding), getattr(finding, "where", ""))
            standing.check_end()
            if self.wishes.dry_run:
                raise RollBack

    def _entry(self, finding: Finding) -> LogEntry:
        logged: Logged = finding  # type: ignore[assignment]  # a log holds entries alone
        try:
            return LogEntry.parse(logged.entry)
        except InvalidImport as error:
            raise InvalidImport(
                [Problem(f"{logged.where}{one.where}", one.message) for one in error.problems]
            ) from error

    def _named(self, described: Timeline) -> Timeline:
        return described.model_copy(update={"slug": self.slug})

    def _take(self, log: Writer, standing: Standing, entry: LogEntry, where: str) -> None:
        if entry.timeline is not None:
            entry = entry.model_copy(update={"timeline": self._named(entry.timeline)})
        if entry.revision <= standing.last:
            standing.check(entry, where)
            self.result.unchanged += entry.event is not None
            return
        log.now, log.actor, log.reason = max(entry.recorded_at, log.now), entry.recorded_by, entry.reason
        if log.now != entry.recorded_at:
            raise _wrong(f"{where}/recorded_at", "is before the entry above it")
        self._append(log, entry, where)
        if log.state.revision != entry.revision:
            raise _wrong(
                f"{where}/revision", f"is {entry.revision}, but the entry above it is {log.state.revision - 1}"
            )

    def _append(self, log: Writer, entry: LogEntry, where: str) -> None:
        if entry.timeline is not None:
            log.describe(entry.timeline)
            self.pending.clear()
            return
        event: Event = entry.event  # type: ignore[assignment]  # an entry without a timeline has an event
        if event.uid in self.pending or len(self.pending) >= BATCH:
            log.flush()
            self.pending.clear()
        before = versions.find_current(log.tx, log.state, event.uid)
        made = log.append(event, replaces=before, tombstone=entry.tombstone)
        self.pending.add(event.uid)
        if entry.sequence is not None and made.sequence != entry.sequence:
            raise _wrong(f"{where}/sequence", f"is {entry.sequence}, but this is version {made.sequence} of its event")
        if before is None:
            self.result.imported += 1
        else:
            self.result.revised += 1
        self.wishes.noted("imported" if before is None else "revised", event, before)


class Standing:
    """The log as it stood before: entries of the file up to `last` must be the same as its own."""

    def __init__(self, log: Writer) -> None:
        self._log = log
        self.last = log.state.revision
        self.seen = 0
        self._described = {one.revision: one for one in versions.descriptions(log.tx, log.state)}

    def check(self, entry: LogEntry, where: str) -> None:
        found = self._find(entry.revision)
        if found is None or found.document() != entry.document():
            raise _wrong(where, f"differs from revision {entry.revision} of the timeline that is here; give --timeline")
        self.seen = entry.revision

    def check_end(self) -> None:
        if self.seen < self.last:
            raise _wrong("", f"the timeline that is here goes on to revision {self.last}, the file to {self.seen} only")

    def _find(self, revision: int) -> LogEntry | None:
        if revision in self._described:
            return described_entry(self._described[revision])
        found = versions.since(self._log.tx, self._log.state, revision - 1, 1)
        return version_entry(found[0]) if found and found[0].revision == revision else None


def described_entry(one: versions.Described) -> LogEntry:
    return LogEntry(
        revision=one.revision,
        recorded_at=one.recorded_at,
        recorded_by=one.recorded_by,
        reason=one.reason,
        timeline=one.timeline,
    )


def version_entry(one: EventVersion) -> LogEntry:
    return LogEntry(
        revision=one.revision,
        recorded_at=one.recorded_at,
        recorded_by=one.recorded_by,
        reason=one.reason,
        sequence=one.sequence,
        tombstone=one.tombstone,
        event=one.event,
    )


def read_log(tx: Connection, state: TimelineState) -> Iterator[LogEntry]:
    """The whole log of a timeline, in order."""
    described = {one.revision: described_entry(one) for one in versions.descriptions(tx, state)}
    revision = 0
    while revision < state.revision:
        found = {one.revision: version_entry(one) for one in versions.since(tx, state, revision, BATCH)}
        last = max(found, default=state.revision) if len(found) == BATCH else state.revision
        for number in range(revision + 1, last + 1):
            entry = found.get(number) or described.get(number)
            if entry is not None:
                yield entry
        revision = last


def _wrong(where: str, message: str) -> InvalidImport:
    return InvalidImport([Problem(where, message)])
