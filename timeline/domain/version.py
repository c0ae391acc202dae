"""One state of one event: what the append-only log is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.domain.errors import InvalidEvent, Problem
from timeline.domain.event import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

SCHEMA = 1
"""The number of the document's shape. A release that changes it adds an entry to UPGRADES."""

UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""By schema number, the function that turns such a document into one of the next number. Documents in the
log are never rewritten: they are read through this table for ever."""


RENDERER, WRITTEN_ANEW = "timeline", "written anew"
"""Author and reason of a version that holds the same event as the one before, which is shown in another way since."""


@dataclass(frozen=True, slots=True)
class EventVersion:
    """`sequence` counts an event's versions from 0 (RFC 5545, section 3.8.7.4). `superseded_by` is the revision
    that replaced this version, None while it is current. A tombstone keeps the event as it last was.
    `published_at` and `published_revision` tell when the public could first read the event, None if it never could.
    """

    timeline: str
    revision: int
    superseded_by: int | None
    recorded_at: datetime
    recorded_by: str
    reason: str | None
    sequence: int
    published_at: datetime | None
    tombstone: bool
    event: Event
    published_revision: int | None = None

    @property
    def uid(self) -> str:
        return self.event.uid

    @property
    def public(self) -> bool:
        """Whether everybody may know of it; of a tombstone too, if the event had been published."""
        return self.event.publication == "published"

    @property
    def rewritten(self) -> bool:
        """Whether nobody changed the event: histories and corrections leave such versions out."""
        return (self.recorded_by, self.reason) == (RENDERER, WRITTEN_ANEW)


def write_document(event: Event, *, tombstone: bool = False) -> dict[str, Any]:
    """The JSON object that a version is stored as."""
    document: dict[str, Any] = {"schema": SCHEMA, "event": event.document()}
    return {**document, "tombstone": True} if tombstone else document


def read_document(document: Mapping[str, Any]) -> tuple[Event, bool]:
    """The event and whether the version is a tombstone; raises InvalidEvent on a schema of the future."""
    current = dict(document)
    while current["schema"] < SCHEMA:
        current = UPGRADES[current["schema"]](current)
    if current["schema"] > SCHEMA:
        raise InvalidEvent(
            [
                Problem(
                    "/schema",
                    f"schema {current['schema']} is newer than this release reads ({SCHEMA}); upgrade",
                )
            ]
        )
    return Event.parse(current["event"]), current.get("tombstone", False)


class Change(NamedTuple):
    """`field` is the event's; None stands for a field that is at its default."""

    field: str
    before: Any
    after: Any


def changes(before: Event, after: Event) -> list[Change]:
    """What differs between two states, by field, in the order of the event's definition."""
    old, new = before.document(), after.document()
    return [Change(name, old.get(name), new.get(name)) for name in Event.model_fields if old.get(name) != new.get(name)]
