"""iCalendar (RFC 5545, 7986, 9073, 9253): what calendar programs subscribe to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feeds.calendar.component import render_version
from feeds.calendar.header import FOOTER, render_header
from feeds.format import Format
from feeds.gathering import gather

if TYPE_CHECKING:
    from feeds.format import Feed


def render_calendar(feed: Feed) -> bytes:
    """A whole calendar, whatever its events are: one that cannot be written is left out, counted and
    logged.
    """
    found = gather(feed, lambda entry: render_version(entry, feed.options) or None, "iCalendar")
    head = render_header(feed, found.versions, notes(found.unplaceable, found.failed))
    return head + b"".join(found.items) + FOOTER


def notes(unplaceable: int, failed: int) -> list[str]:
    """What is said of that which was left out."""
    said = []
    if unplaceable:
        said.append(
            f"{_events(unplaceable)} left out, because calendars hold only the years 1000 to 9999; "
            "the web page and the JSON feed have them."
        )
    if failed:
        said.append(f"{_events(failed)} left out, because of something in them that no calendar can read.")
    return said


def _events(number: int) -> str:
    return "1 event is" if number == 1 else f"{number} events are"


FORMAT = Format(
    name="ical",
    title="iCalendar",
    suffix="ics",
    media_type="text/calendar",
    spec="RFC 5545, 7986, 9073, 9253",
    use="Subscribe in a calendar program: Apple, Google, Outlook, Thunderbird, GNOME, Nextcloud.",
    render=render_calendar,
    tombstones=True,
    calendar=True,
    rank=1,
)
