"""The whole event inside a component, for files that are to lose nothing (RFC 9073, section 6.6).

Feeds are fetched again and again and link it instead: see `feeds.calendar.machines`. Beside it stands what the
properties said that people can edit in a calendar program, so that an import sees which of them were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feeds.calendar.values import put
from feeds.jsontext import dump
from timeline.domain.digest import EDITABLE, digest

if TYPE_CHECKING:
    from icalendar import Component

    from feeds.format import Entry

SCHEMA = "timeline:event"


def enclose(component: Component, entry: Entry) -> None:
    """A changed occurrence has the digest alone: its series has the event."""
    marks = {name: digest(_written(component, name)) for name in EDITABLE if name in component}
    put(component, "X-TIMELINE-DIGEST", ";".join(f"{name}={mark}" for name, mark in marks.items()))
    if "RECURRENCE-ID" not in component:
        text = dump(entry.version.event.document()).decode()
        component.pop("STRUCTURED-DATA", None)
        put(component, "STRUCTURED-DATA", text, VALUE="TEXT", FMTTYPE="application/json", SCHEMA=SCHEMA)


def _written(component: Component, name: str) -> list[str]:
    found = component[name]
    values: list[Any] = found if isinstance(found, list) else [found]
    return [value.decode() if isinstance(value, bytes) else str(value) for value in (one.to_ical() for one in values)]
