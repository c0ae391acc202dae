"""Bring a file's timeline in, all or nothing, matching events by uid: what is the same stays untouched."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from timeline.domain.errors import InvalidImport, Problem
from timeline.operations.record import identify
from timeline.store import versions
from timeline.store.writer import create_timeline, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from timeline.domain.event import EventDraft
    from timeline.domain.native import NativeFile
    from timeline.domain.version import EventVersion
    from timeline.store.database import Database
    from timeline.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Ingested:
    """How many events were new, changed and the same; `withdrawn` ones stay withdrawn, whatever the file says."""

    timeline: str
    imported: int = 0
    revised: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    problems: tuple[Problem, ...] = ()

    def report(self) -> dict[str, Any]:
        return asdict(self)


def ingest(
    database: Database,
    file: NativeFile,
    *,
    actor: str,
    now: datetime,
    progress: Callable[[int], None] = lambda _: None,
) -> Ingested:
    """One transaction for the whole file; raises InvalidImport with every problem. `progress` is told of each
    event that is done.
    """
    _check_uids(file.events)
    slug = file.timeline.slug
    with database.transaction() as tx:
        if versions.find_timeline(tx, slug) is None:
            create_timeline(tx, file.timeline, actor=actor, now=now)
    with writing(database, slug, actor=actor, now=now, reason="import") as log:
        if log.state.timeline != file.timeline:
            log.describe(file.timeline)
        return _ingest_events(log, file.events, progress)


def _check_uids(drafts: Sequence[EventDraft]) -> None:
    places: dict[str, int] = {}
    problems = []
    for index, draft in enumerate(drafts):
        if draft.uid is None:
            continue
        if draft.uid in places:
            problems.append(Problem(f"/events/{index}/uid", f"the same as /events/{places[draft.uid]}/uid"))
        places[draft.uid] = index
    if problems:
        raise InvalidImport(problems)


def _ingest_events(log: Writer, drafts: Sequence[EventDraft], progress: Callable[[int], None]) -> Ingested:
    present = versions.find_currents(log.tx, log.state, [draft.uid for draft in drafts if draft.uid])
    taken = versions.list_slugs(log.tx, log.state)
    result, problems = Ingested(log.state.timeline.slug), []
    for index, draft in enumerate(drafts):
        before = present.get(draft.uid or "")
        event = identify(_with_known_slug(draft, before), taken)
        if taken.setdefault(event.slug, event.uid) != event.uid:
            problems.append(Problem(f"/events/{index}/slug", f'"{event.slug}" belongs to event {taken[event.slug]}'))
        outcome = _outcome(before, event)
        if outcome in {"imported", "revised"}:
            log.append(event, replaces=before)
        result = replace(result, **{outcome: getattr(result, outcome) + 1})
        progress(1)
    if problems:
        raise InvalidImport(problems)
    return result


def _with_known_slug(draft: EventDraft, before: EventVersion | None) -> EventDraft:
    """An event keeps its address when the file names none."""
    return draft if draft.slug or before is None else draft.model_copy(update={"slug": before.event.slug})


def _outcome(before: EventVersion | None, event: EventDraft) -> str:
    if before is None:
        return "imported"
    if before.tombstone:
        return "withdrawn"
    return "unchanged" if before.event == event else "revised"
