"""Events by their documents into the timeline "found" of a database under test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.event import EventDraft
from timeline.domain.native import NativeFile
from timeline.domain.query import EventQuery
from timeline.domain.timeline import Timeline
from timeline.operations.ingest import ingest
from timeline.store import versions
from timeline.store.writer import writing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import Clock
    from timeline.operations.maintain import Database


def load(
    database: Database,
    clock: Clock,
    *documents: Mapping[str, object],
    replace: bool = False,
    aliases: Mapping[str, str] | None = None,
) -> None:
    """With uids u000, u001 and so on. `replace` withdraws what was there before."""
    timeline = Timeline(slug="found", title="Found", aliases=dict(aliases or {}))
    ingest(database, NativeFile(format="timeline/1", timeline=timeline, events=()), actor="a", now=clock())
    start = 0
    if replace:
        with writing(database, "found", actor="a", now=clock()) as log:
            for one in versions.list_events(log.tx, log.state, EventQuery()).versions:
                log.append(one.event, replaces=one, tombstone=True)
            start = log.state.revision
    events = [
        EventDraft.parse({
            "uid": f"u{start + number:03d}", "slug": f"s{start + number}", "title": f"Event {number}", **document,
        })
        for number, document in enumerate(documents)
    ]  # fmt: skip
    ingest(database, NativeFile(format="timeline/1", timeline=timeline, events=tuple(events)), actor="a", now=clock())
