"""Writing events: record, revise, withdraw, restore. Each appends one version to the log, or nothing."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from slugify import slugify

from timeline.domain.errors import AlreadyRecorded, NotFound, StaleRevision, Withdrawn
from timeline.domain.event import Event
from timeline.store import versions
from timeline.store.writer import writing

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from datetime import datetime

    from timeline.domain.event import EventDraft
    from timeline.domain.version import EventVersion
    from timeline.store.database import Database
    from timeline.store.writer import Writer

LONGEST_SLUG = 80


def record_event(
    database: Database,
    timeline: str,
    draft: EventDraft,
    *,
    actor: str,
    now: datetime,
    reason: str | None = None,
) -> EventVersion:
    """Raises NotFound, and AlreadyRecorded when its uid or its own slug is taken."""
    with writing(database, timeline, actor=actor, now=now, reason=reason) as log:
        draft = with_uid(draft)
        taken = versions.list_slugs(log.tx, log.state, near=draft.slug or slug_base(draft))
        event = identify(draft, taken)
        if versions.find_current(log.tx, log.state, event.uid) is not None:
            raise AlreadyRecorded(f"event {event.uid} is recorded already; revise it instead")
        check_slug(event, taken)
        return log.append(event)


def revise_event(
    database: Database,
    timeline: str,
    uid: str,
    changes: Mapping[str, Any],
    *,
    expected: int,
    actor: str,
    now: datetime,
    reason: str | None = None,
) -> EventVersion:
    """Apply a JSON merge patch. Without a difference nothing is written and the current version is returned.

    Raises NotFound, Withdrawn, StaleRevision unless `expected` is the current revision, InvalidEvent.
    """
    with writing(database, timeline, actor=actor, now=now, reason=reason) as log:
        before = _standing(log, uid, expected)
        after = before.event.revised(changes)
        if after == before.event:
            return before
        if after.slug != before.event.slug:
            check_slug(after, versions.list_slugs(log.tx, log.state, near=after.slug))
        return log.append(after, replaces=before)


def withdraw_event(
    database: Database, timeline: str, uid: str, *, expected: int, actor: str, now: datetime, reason: str
) -> EventVersion:
    """Take back, leaving a tombstone with the reason. Raises NotFound, Withdrawn, StaleRevision."""
    with writing(database, timeline, actor=actor, now=now, reason=reason) as log:
        before = _standing(log, uid, expected)
        return log.append(before.event, replaces=before, tombstone=True)


def restore_event(
    database: Database,
    timeline: str,
    uid: str,
    *,
    expected: int,
    actor: str,
    now: datetime,
    reason: str | None = None,
) -> EventVersion:
    """Undo a withdrawal. Raises NotFound, StaleRevision, AlreadyRecorded when it was not withdrawn."""
    with writing(database, timeline, actor=actor, now=now, reason=reason) as log:
        before = _current(log, uid, expected)
        if not before.tombstone:
            raise AlreadyRecorded(f"event {uid} is not withdrawn")
        return log.append(before.event, replaces=before)


def _standing(log: Writer, uid: str, expected: int) -> EventVersion:
    found = _current(log, uid, expected)
    if found.tombstone:
        raise Withdrawn(f"event {uid} was withdrawn; restore it first", found)
    return found


def _current(log: Writer, uid: str, expected: int) -> EventVersion:
    found = versions.find_current(log.tx, log.state, uid)
    if found is None:
        raise NotFound(f"no event {uid} in timeline {log.state.timeline.slug}")
    if found.revision != expected:
        raise StaleRevision(uid, expected=expected, found=found.revision)
    return found


def with_uid(draft: EventDraft) -> EventDraft:
    """A random UUID, where it has none (RFC 7986, section 5.3)."""
    return draft if draft.uid else draft.model_copy(update={"uid": str(uuid.uuid4())})


def identify(draft: EventDraft, taken: Container[str]) -> Event:
    """Give a draft the uid and slug that it lacks; the slug is numbered while it is taken."""
    draft = with_uid(draft)
    slug = draft.slug or free_slug(slug_base(draft), taken)
    return Event.parse({**draft.document(), "slug": slug})


def slug_base(draft: EventDraft) -> str:
    """The title in ASCII; of a title that has none, the uid."""
    title = slugify(draft.title, max_length=LONGEST_SLUG, word_boundary=True)
    return title or slugify(draft.uid or "", max_length=LONGEST_SLUG) or "event"


def free_slug(base: str, taken: Container[str]) -> str:
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def check_slug(event: Event, taken: Mapping[str, str]) -> None:
    """`taken` gives the uid of the event that has a slug."""
    if taken.get(event.slug, event.uid) != event.uid:
        raise AlreadyRecorded(f'the slug "{event.slug}" belongs to event {taken[event.slug]}; choose another')
