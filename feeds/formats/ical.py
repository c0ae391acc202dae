"""iCalendar (RFC 5545, 7986, 9073, 9253): what calendar programs subscribe to."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from feeds.calendar.component import render_version
from feeds.calendar.header import FOOTER, render_header
from feeds.calendar.layout import UnplaceableError
from feeds.format import Format

if TYPE_CHECKING:
    from feeds.format import Feed
    from timeline.domain.version import EventVersion

logger = logging.getLogger(__name__)


def render_calendar(feed: Feed) -> bytes:
    """A whole calendar, whatever its events are: one that cannot be written is left out, counted and
    logged.
    """
    texts: list[bytes] = []
    written: list[EventVersion] = []
    unplaceable = failed = 0
    for entry in feed.entries:
        try:
            text = render_version(entry, feed.options)
        except UnplaceableError:
            unplaceable += 1
        except Exception:  # a bad event must not take away the feed's other events
            logger.exception("event %s cannot be written as iCalendar", entry.version.uid)
            failed += 1
        else:
            texts.append(text)
            written += [entry.version] if text else []
    return render_header(feed, written, _notes(unplaceable, failed)) + b"".join(texts) + FOOTER


def _notes(unplaceable: int, failed: int) -> list[str]:
    notes = []
    if unplaceable:
        notes.append(
            f"{_events(unplaceable)} left out, because calendars hold only the years 1000 to 9999; "
            "the web page and the JSON feed have them."
        )
    if failed:
        notes.append(f"{_events(failed)} left out, because of something in them that no calendar can read.")
    return notes


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
