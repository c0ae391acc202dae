"""What people see of an event in their calendar: title, text, place, colour, and that it takes none of
their time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from feeds.calendar.values import TextList, put, put_position, put_uri
from feeds.text import one_line
from feeds.words import is_off, plain_body

if TYPE_CHECKING:
    from collections.abc import Iterable

    from icalendar import Component

    from feeds.calendar.layout import Mark
    from feeds.format import Entry
    from timeline.domain.event import Event
    from timeline.domain.place import Place
    from timeline.domain.version import EventVersion

PARTS = {"": "", "begin": " begins", "end": " ends"}
COLOURS = (
    "steelblue", "seagreen", "indianred", "darkorange", "slateblue", "teal", "goldenrod", "mediumvioletred",
    "olivedrab", "sienna", "royalblue", "darkcyan",
)  # fmt: skip
"""CSS3 names, as RFC 7986, section 5.9 wants. A category keeps its colour in every timeline."""


def describe_component(component: Component, entry: Entry, mark: Mark) -> None:
    """No LANGUAGE parameter here: with any parameter some programs take these texts for something else."""
    event = entry.version.event
    put(component, "SUMMARY", summary(entry.version, mark))
    put(component, "DESCRIPTION", plain_body(entry))
    put_uri(component, "URL", entry.url)
    put(component, "STATUS", status(entry.version))
    put(component, "TRANSP", "TRANSPARENT")
    put(component, "X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
    _categorise(component, event)
    _locate(component, event.places)


def summary(version: EventVersion, mark: Mark) -> str:
    """The bracket of "[Aug 2025] …" keeps a bar over a month from being read as a month's duration."""
    bracket = f"{mark.bracket} " if mark.bracket and version.event.recurrence is None else ""
    off = "Cancelled: " if is_off(version) else ""
    return f"{off}{bracket}{one_line(version.event.title)}{PARTS[mark.part]}"


def status(version: EventVersion) -> str:
    if is_off(version):
        return "CANCELLED"
    return "TENTATIVE" if version.event.status == "tentative" or version.event.when.uncertain else "CONFIRMED"


def _categorise(component: Component, event: Event) -> None:
    names = dict.fromkeys(one_line(name) for name in (event.category, *event.tags) if name)
    if names:
        component.add("CATEGORIES", TextList(names), encode=False)
    if chosen := colour(event):
        put(component, "COLOR", chosen)


def colour(event: Event) -> str | None:
    """None leaves it to the calendar's own."""
    return COLOURS[crc32(event.category.encode()) % len(COLOURS)] if event.category else None


def _locate(component: Component, places: Iterable[Place]) -> None:
    names = place_names(places)
    if names:
        put(component, "LOCATION", names)
    for place in sorted(places, key=lambda place: place.role != "at"):
        if place.latitude is not None and place.longitude is not None:
            put_position(component, place.latitude, place.longitude)
            return


def place_names(places: Iterable[Place]) -> str:
    """Such as "Pyongyang", or on the way "Rason → Dunay, Vostochny"."""
    named = {
        role: ", ".join(one_line(each.name) for each in places if each.role == role) for role in ("at", "from", "to")
    }
    way = " → ".join(part for part in (named["from"], named["to"]) if part)
    if named["to"] and not named["from"]:
        way = f"to {way}"
    elif named["from"] and not named["to"]:
        way = f"from {way}"
    return "; ".join(part for part in (named["at"], way) if part)
