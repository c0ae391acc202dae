"""The occurrences of what a page of events holds, for who asks with `expand=1`: each as an event of its own is dated,
between the query's `from` and `to`, and never without a bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from timeline.domain.clock import ZonedTime
from timeline.domain.edtf import parse_edtf
from timeline.domain.event import Status
from timeline.domain.item import DatedWhen
from timeline.domain.value import Value
from timeline.domain.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.domain.event import Event
    from timeline.domain.recurrence import Occurrence
    from timeline.domain.version import EventVersion
    from timeline.domain.when import Window

MOST = 366
"""Of one event: every day of a year."""
MOST_TOGETHER = 2_000
"""Of one page."""


class OccurrenceItem(Value):
    """One time that a recurring event takes place; what is not told here is the event's."""

    recurrence_id: Annotated[str, Field(description="Where the rule puts it: a day, or a wall clock of its zone.")]
    title: str
    status: Status
    when: DatedWhen


class OccurrenceList(Value):
    """In the order of their starts."""

    items: list[OccurrenceItem]
    truncated: Annotated[bool, Field(description="There may be more; ask with a narrower window.")]


@dataclass(frozen=True, slots=True)
class Happening:
    """An occurrence as readers are told of it."""

    recurrence_id: str
    title: str
    status: Status
    when: When


@dataclass(frozen=True, slots=True)
class Happenings:
    items: tuple[Happening, ...]
    truncated: bool


def list_happenings(versions: Iterable[EventVersion], window: Window) -> dict[int, Happenings]:
    """By revision, of those that recur; the first ones of the page come first when there are too many."""
    found, left = {}, MOST_TOGETHER
    for version in versions:
        if version.event.recurrence is not None:
            found[version.revision] = _happenings(version.event, window, min(left, MOST))
            left -= len(found[version.revision].items)
    return found


def _happenings(event: Event, window: Window, most: int) -> Happenings:
    if most == 0:
        return Happenings((), truncated=True)
    occurrences = event.list_occurrences(window, most)
    return Happenings(tuple(_happening(event, one) for one in occurrences.items), occurrences.truncated)


def _happening(event: Event, one: Occurrence) -> Happening:
    override = one.override
    title = (override.title if override else None) or event.title
    status = (override.status if override else None) or event.status
    return Happening(one.recurrence_id, title, status, _when(event, one))


def _when(event: Event, one: Occurrence) -> When:
    """Nothing is validated again: the event has been."""
    if event.when.start is None:
        return When.model_construct(edtf=parse_edtf(_days(one)))
    start, end = (_zoned(at, event.when.start.zone) for at in (one.start, one.end))
    return When.model_construct(start=start, end=end)


def _days(one: Occurrence) -> str:
    """`end` is exclusive, the end of an interval is not."""
    if one.end is None or one.end - one.start == timedelta(days=1):
        return one.start.isoformat()
    return f"{one.start.isoformat()}/{(one.end - timedelta(days=1)).isoformat()}"


def _zoned(local: date | datetime | None, zone: str) -> ZonedTime | None:
    return ZonedTime.model_construct(local=local, zone=zone) if isinstance(local, datetime) else None


def write_happenings(found: Happenings) -> dict[str, Any]:
    """The JSON object of an OccurrenceList."""
    items = [
        OccurrenceItem.model_construct(
            recurrence_id=one.recurrence_id,
            title=one.title,
            status=one.status,
            when=DatedWhen.model_construct(**one.when.__dict__),
        )
        for one in found.items
    ]
    return OccurrenceList.model_construct(items=items, truncated=found.truncated).model_dump(mode="json")
