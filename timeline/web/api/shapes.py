"""What the API gives: the domain's values with the addresses that only the server knows. OpenAPI is made of these."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field

from timeline.domain.instant import write_instant
from timeline.domain.item import Instant, Item, write_item
from timeline.domain.query import Parameter
from timeline.domain.timeline import Timeline
from timeline.web.context import addresses

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from timeline.domain.version import EventVersion

Url = Annotated[str, Field(json_schema_extra={"format": "uri"})]
Revision = Annotated[int, Field(ge=0, description="The log's number.")]
NextPage = Annotated[Url | None, Field(description="The next page; null on the last one.")]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TimelineItem(Timeline):
    """A timeline with its place in the log: `revision` is where a mirror goes on with `changes?since=`."""

    revision: Revision
    changed_at: Annotated[Instant, Field(description="When `revision` was written.")]
    url: Annotated[Url, Field(description="The page.")]


class TimelineList(Shape):
    items: list[TimelineItem]
    next: NextPage


class EventItem(Item):
    url: Annotated[Url, Field(description="The event's page.")]


class EventList(Shape):
    """`revision` is the timeline's, at which this page was read."""

    items: list[EventItem]
    next: NextPage
    revision: Revision


class VersionItem(EventItem):
    """`superseded_by` is the revision that replaced this version, null while it is current."""

    recorded_by: str
    reason: str | None
    superseded_by: Revision | None


class VersionList(Shape):
    items: list[VersionItem]
    next: NextPage


FIELD_NAMES = tuple(EventItem.model_fields)


def _field_names(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    for name in names:
        if name not in FIELD_NAMES:
            close = difflib.get_close_matches(name, FIELD_NAMES, 1)
            hint = f'did you mean "{close[0]}"?' if close else f"known: {', '.join(FIELD_NAMES)}"
            raise ValueError(f'names no field "{name[:60]}"; {hint}')
    return names


FIELDS = Parameter(
    "fields",
    "Only these members of each event, separated by commas: `uid,slug,title,when`.",
    _field_names,
    narrows=False,
)


def timeline_item(timeline: Timeline, revision: int, changed_at: datetime) -> dict[str, Any]:
    return {
        **timeline.model_dump(mode="json"),
        "revision": revision,
        "changed_at": write_instant(changed_at),
        "url": addresses().timeline(timeline.slug),
    }


def event_item(version: EventVersion, fields: Sequence[str] | None = None) -> dict[str, Any]:
    item = {**write_item(version), "url": addresses().event(version.timeline, version.event.slug)}
    return item if fields is None else {name: item[name] for name in FIELD_NAMES if name in fields}


def version_item(version: EventVersion) -> dict[str, Any]:
    return {
        **event_item(version),
        "recorded_by": version.recorded_by,
        "reason": version.reason,
        "superseded_by": version.superseded_by,
    }


def event_address(slug: str, uid: str) -> str:
    """In the API; a uid may hold anything, slashes too."""
    return addresses().api(f"/timelines/{slug}/events/{quote(uid, safe='')}")
