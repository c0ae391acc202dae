"""Writing events: record, revise, withdraw, restore. Each appends one version to the log, or nothing."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from slugify import slugify

from timeline.domain.errors import AlreadyRecorded, NotFound, RevisionRequired, StaleRevision, Withdrawn
from timeline.domain.event import Event
from timeline.store import versions
from timeline.store.writer import writing

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from datetime import datetime

    from timeline.domain.event import EventDraft
    from timeline.domain.step import Expected
    from timeline.domain.version import EventVersion
    from timeline.store.database import Database
    from timeline.store.writer import Writer

LONGEST_SLUG = 80


@dataclass(frozen=True, slots=True)
class Outcome:
    """`version` is the event's current one afterwards; `changed` is false where there was nothing to write."""

    version: EventVersion
    created: bool = False
    changed: bool = True


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
        return record(log, draft).version


def revise_event(
    database: Database,
    timeline: str,
    uid: str,
    changes: Mapping[str, Any],
    *,
    expected: Expected,
    actor: str,
    now: datetime,
    reason: str | None = None,
) -> EventVersion:
    """Apply a JSON merge patch. Without a difference nothing is written and the current version is returned.

    Raises NotFound, Withdrawn, StaleRevision unless `expected` is the current revision, InvalidEvent.
    """
    with writing(database, timeline, actor=actor, now=now, reason=reason) as log:
        return revise(log, uid, changes, expected).version


def withdraw_event(
    database: Database, timeline: str, uid: str, *, expected: Expected, actor: str, now: datetime, reason: str
) -> EventVersion:
    """Take back, leaving a tombstone with the reason. Raises NotFound, Withdrawn, StaleRevision."""
    with writing(database, timeline, actor=actor, now=now, reason=reason) as log:
        return withdraw(log, uid, expected).version


def restore_event(
    database: Database,
    timeline: str,
    uid: str,
    *,
    expected: Expected,
    actor: str,
    now: datetime,
    reason: str | None = None,
) -> EventVersion:
    """Undo a withdrawal. Raises NotFound, StaleRevision, AlreadyRecorded when it was not withdrawn."""
    with writing(database, timeline, actor=actor, now=now, reason=reason) as log:
        return restore(log, uid, expected).version


def record(log: Writer, draft: EventDraft) -> Outcome:
    draft = with_uid(draft)
    taken = _slugs_near(log, draft.slug or slug_base(draft))
    event = identify(draft, taken)
    if versions.find_current(log.tx, log.state, event.uid) is not None:
        raise AlreadyRecorded(f"event {event.uid} is recorded already; revise it instead")
    check_slug(event, taken)
    return Outcome(log.append(event), created=True)


def put(log: Writer, uid: str, draft: EventDraft, expected: Expected | None) -> Outcome:
    """The whole event: recorded where there is none of this uid, otherwise in the place of the current one.

    Putting what is there already needs no `expected`, since nothing can be lost: a request may be sent twice.
    """
    draft = draft.model_copy(update={"uid": uid})
    before = versions.find_current(log.tx, log.state, uid)
    if before is None and expected is None:
        return record(log, draft)
    if before is None:
        raise NotFound(f"no event {uid} to replace; leave the condition out to record it")
    slug = draft.slug or before.event.slug
    after = identify(draft.model_copy(update={"slug": slug}), ())
    if after == before.event and not before.tombstone:
        return Outcome(before, changed=False)
    return _replace(log, _standing(log, uid, expected), after)


def revise(log: Writer, uid: str, changes: Mapping[str, Any], expected: Expected | None) -> Outcome:
    before = _standing(log, uid, expected)
    return _replace(log, before, before.event.revised(changes))


def withdraw(log: Writer, uid: str, expected: Expected | None) -> Outcome:
    before = _standing(log, uid, expected)
    return Outcome(log.append(before.event, replaces=before, tombstone=True))


def restore(log: Writer, uid: str, expected: Expected | None) -> Outcome:
    before = _current(log, uid, expected)
    if not before.tombstone:
        raise AlreadyRecorded(f"event {uid} is not withdrawn")
    return Outcome(log.append(before.event, replaces=before))


def _replace(log: Writer, before: EventVersion, after: Event) -> Outcome:
    if after == before.event:
        return Outcome(before, changed=False)
    if after.slug != before.event.slug:
        _check_free(log, after)
    return Outcome(log.append(after, replaces=before))


def _slugs_near(log: Writer, slug: str) -> dict[str, str]:
    return versions.list_slugs(log.tx, log.state, near=slug)


def _check_free(log: Writer, event: Event) -> None:
    check_slug(event, _slugs_near(log, event.slug))


def _standing(log: Writer, uid: str, expected: Expected | None) -> EventVersion:
    found = _current(log, uid, expected)
    if found.tombstone:
        raise Withdrawn(f"event {uid} was withdrawn; restore it first", found)
    return found


def _current(log: Writer, uid: str, expected: Expected | None) -> EventVersion:
    found = versions.find_current(log.tx, log.state, uid)
    if found is None:
        raise NotFound(f"no event {uid} in timeline {log.state.timeline.slug}")
    if expected is None:
        raise RevisionRequired(f"say which revision of event {uid} this changes, so that no other change is lost")
    if expected not in {"*", found.revision}:
        raise StaleRevision(f"event {uid}", expected=expected, found=found.revision)
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
    return _of_title(draft.title) or slugify(draft.uid or "", max_length=LONGEST_SLUG) or "event"


@lru_cache(1_000)
def _of_title(title: str) -> str:
    """An import asks twice: which slugs are taken, then which is free."""
    return slugify(title, max_length=LONGEST_SLUG, word_boundary=True)


def free_slug(base: str, taken: Container[str]) -> str:
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def check_slug(event: Event, taken: Mapping[str, str]) -> None:
    """`taken` gives the uid of the event that has a slug."""
    if taken.get(event.slug, event.uid) != event.uid:
        raise AlreadyRecorded(f'the slug "{event.slug}" belongs to event {taken[event.slug]}; choose another')
