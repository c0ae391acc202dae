"""What the API gives: the domain's values with the addresses that only the server knows. OpenAPI is made of these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import quote

from pydantic import ConfigDict, Field

from timeline.domain.event import EventDraft
from timeline.domain.instant import write_instant
from timeline.domain.item import Instant, Item, write_item
from timeline.domain.occurring import OccurrenceList, write_happenings
from timeline.domain.step import Step
from timeline.domain.text import Line, Uid
from timeline.domain.timeline import Timeline
from timeline.domain.value import Value
from timeline.web.api.parameters import FIELD_NAMES
from timeline.web.context import addresses

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from pydantic import BaseModel

    from timeline.domain.occurring import Happenings
    from timeline.domain.version import EventVersion

Url = Annotated[str, Field(json_schema_extra={"format": "uri"})]
Revision = Annotated[int, Field(ge=0, description="The log's number.")]
MOST_OPERATIONS = 1_000
NextPage = Annotated[Url | None, Field(description="The next page; null on the last one.")]


class Shape(Value):
    """What is taken or given and no event: refuses unknown fields by name."""


class LocatedProblem(Shape):
    pointer: Annotated[str, Field(description="JSON Pointer into the body (RFC 6901); empty for the whole.")]
    detail: str


class ProblemBody(Shape):
    """RFC 9457."""

    type: Literal["about:blank"]
    title: str
    status: int
    detail: str
    errors: tuple[LocatedProblem, ...] = ()


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


class ListedEvent(EventItem):
    occurrences: Annotated[
        OccurrenceList | None,
        Field(description="Of a recurring event, where `expand=1` asks for them."),
    ] = None


class EventList(Shape):
    """`revision` is the timeline's, at which this page was read."""

    items: list[ListedEvent]
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


class Gone(Shape):
    """An event that is public no longer: what it holds now is a draft."""

    uid: Uid
    revision: Revision
    recorded_at: Instant
    tombstone: Literal[True]


class ChangeList(Shape):
    """`items` in the order of their revisions; a `tombstone` leaves the mirror. `next` is the revision that the mirror
    is at once it has them: ask again with `since=` it, at once while there are `more`.
    """

    items: list[EventItem | Gone]
    next: Revision
    more: bool
    timeline: TimelineItem


class ReasonBody(Shape):
    reason: Line | None = None


class EventPatch(Shape):
    """A JSON merge patch (RFC 7396) of an event: null takes a field away, an object is merged, an array replaces."""

    model_config = ConfigDict(json_schema_extra=lambda schema: _as_patch(schema, EventDraft))


class TimelinePatch(Shape):
    """A JSON merge patch (RFC 7396) of a timeline's description."""

    model_config = ConfigDict(json_schema_extra=lambda schema: _as_patch(schema, Timeline))


def _as_patch(schema: dict[str, Any], of: type[BaseModel]) -> None:
    schema["properties"] = {name: {"description": f"As in {of.__name__}."} for name in of.model_fields}


class Batch(Shape):
    """At most 1,000 changes, done in this order, all or none; each sees those before it."""

    operations: Annotated[
        list[Annotated[Step, Field(discriminator="op")]], Field(min_length=1, max_length=MOST_OPERATIONS)
    ]


class BatchList(Shape):
    """A batch whose operations are yet to be read one by one, so that each problem is found."""

    operations: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=MOST_OPERATIONS)]


class Done(Shape):
    """`changed` is false where there was nothing to write."""

    uid: Uid
    revision: Revision
    created: bool
    changed: bool


class BatchDone(Shape):
    """What each operation led to, in their order."""

    items: list[Done]
    next: None


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


def listed_event(version: EventVersion, fields: Sequence[str] | None, happenings: Happenings | None) -> dict[str, Any]:
    """Occurrences were asked for by a parameter of their own, so `fields` does not leave them out."""
    told = {} if happenings is None else {"occurrences": write_happenings(happenings)}
    return event_item(version, fields) | told


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


def change_item(version: EventVersion, *, drafts: bool) -> dict[str, Any]:
    if version.public or drafts:
        return event_item(version)
    recorded_at = write_instant(version.recorded_at)
    return {"uid": version.uid, "revision": version.revision, "recorded_at": recorded_at, "tombstone": True}
