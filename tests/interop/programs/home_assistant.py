"""`ical`, the calendar of Home Assistant: the strictest reader; one property that it cannot read loses the feed."""

from __future__ import annotations

import importlib.util
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from tests.interop.understood import Program, Understood, write_moment

if TYPE_CHECKING:
    from tests.interop.understood import Source, Window


def missing() -> str | None:
    return None if importlib.util.find_spec("ical") else "no ical: pip install '.[interop]'"


def read(source: Source, window: Window) -> list[Understood]:
    from ical.calendar_stream import IcsCalendarStream  # noqa: PLC0415  an optional part

    calendar = IcsCalendarStream.calendar_from_ics(source.body.decode())
    first, last = (datetime.combine(day, time(), UTC) for day in window)
    return [_understood(event) for event in calendar.timeline_tz(UTC).overlapping(first, last)]


def _understood(event: Any) -> Understood:
    return Understood(
        uid=event.uid,
        summary=event.summary,
        start=write_moment(event.start),
        end=write_moment(event.end),
        status=event.status.value if event.status else None,
        description=event.description,
    )


PROGRAM = Program(name="Home Assistant ical", suffixes=("ics",), read=read, missing=missing)
