"""iCalendar (RFC 5545, 7986, 9073, 9253): what calendar programs subscribe to."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from feeds.calendar.component import render_version
from feeds.calendar.header import FOOTER, note_zone, render_header
from feeds.calendar.layout import UnplaceableError
from feeds.format import Format, Frame, Part, Parts
from feeds.gathering import render_parts
from timeline.domain.speech import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feeds.format import Entry, Feed, Options

logger = logging.getLogger(__name__)
UNPLACEABLE, FAILED = "unplaceable", "failed"
STAMPS = re.compile("^(?:SEQUENCE|DTSTAMP|LAST-MODIFIED|CREATED):.*\r\n", re.MULTILINE)


def write_part(entry: Entry, options: Options) -> Part:
    """An event that cannot be written is empty with the reason as its note: it must not take away the feed's
    other events.
    """
    try:
        text = render_version(entry, options).decode()
        return Part(text, note_zone(entry.version) if text else None)
    except UnplaceableError:
        return Part("", UNPLACEABLE)
    except Exception:  # whatever a value that cannot be written raises
        logger.exception("event %s cannot be written as iCalendar", entry.version.uid)
        return Part("", FAILED)


def unstamped(text: str) -> str:
    return STAMPS.sub("", text)


def frame(feed: Feed, noted: Sequence[str]) -> Frame:
    zones = [note for note in noted if note not in {UNPLACEABLE, FAILED}]
    omitted = notes(noted.count(UNPLACEABLE), noted.count(FAILED))
    return Frame(render_header(feed, zones, omitted), b"", FOOTER)


PARTS = Parts(write_part, unstamped, frame)


def render_calendar(feed: Feed) -> bytes:
    """A whole calendar, whatever its events are."""
    return render_parts(feed, PARTS)


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
    use=phrase("Subscribe in a calendar program: Apple, Google, Outlook, Thunderbird, GNOME, Nextcloud."),
    render=render_calendar,
    tombstones=True,
    calendar=True,
    parts=PARTS,
    rank=1,
)
