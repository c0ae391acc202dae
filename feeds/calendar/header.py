"""The calendar around the events (RFC 5545, section 3.4; RFC 7986, section 5).

No METHOD: PUBLISH would make of the feed a scheduling message, which needs an ORGANIZER (RFC 5546, section
3.2.1).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar

from feeds.calendar.lines import write_component
from feeds.calendar.recurring import local_times
from feeds.calendar.values import put, put_moment, put_uri, put_verbatim
from feeds.calendar.zones import YEARS_AHEAD, Use, render_zone
from feeds.jsontext import dump
from feeds.text import one_line, plain_text
from feeds.words import is_off
from timeline.domain.edtf import split_days
from timeline.domain.recurrence import span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from feeds.format import Feed
    from timeline.domain.version import EventVersion

PRODID = "-//Timeline//Event timeline//EN"
FOOTER = b"END:VCALENDAR\r\n"


def render_header(feed: Feed, zones: Iterable[str], notes: Sequence[str]) -> bytes:
    """`zones` are what `note_zone` says of the events that are written. `notes` say what was left out."""
    calendar = Calendar()
    put(calendar, "VERSION", "2.0")
    put(calendar, "PRODID", PRODID)
    put(calendar, "CALSCALE", "GREGORIAN")
    _name(calendar, feed, notes)
    _refresh(calendar, feed)
    properties = write_component(calendar).removesuffix(FOOTER)
    return properties + b"".join(render_zone(use) for use in _uses(zones, feed.updated.year))


def _name(calendar: Calendar, feed: Feed, notes: Sequence[str]) -> None:
    """The same twice: each of the two names is all that some program reads."""
    title = one_line(feed.title)
    about = "\n\n".join(part for part in (plain_text(feed.timeline.description), *notes) if part)
    put(calendar, "NAME", title)
    put(calendar, "X-WR-CALNAME", title)
    if about:
        put(calendar, "DESCRIPTION", about)
        put(calendar, "X-WR-CALDESC", about)
    put(calendar, "X-WR-TIMEZONE", feed.timeline.zone)
    put_uri(calendar, "URL", feed.url)
    if feed.options.whole:
        put(calendar, "X-TIMELINE", dump(feed.timeline.document()).decode())
    if feed.timeline.colour:
        put(calendar, "COLOR", feed.timeline.colour)


def _refresh(calendar: Calendar, feed: Feed) -> None:
    every = timedelta(hours=feed.timeline.feed.refresh_hours)
    put_uri(calendar, "SOURCE", feed.self_url, VALUE="URI")
    put_moment(calendar, "LAST-MODIFIED", feed.updated)
    put(calendar, "REFRESH-INTERVAL", every, VALUE="DURATION")
    put_verbatim(calendar, "X-PUBLISHED-TTL", _duration(every))


def note_zone(version: EventVersion) -> str | None:
    """The zone in which the event recurs and the years from first to last, none for a rule without an end; None
    where none is needed.
    """
    start, recurrence = version.event.when.start, version.event.recurrence
    if start is None or recurrence is None or start.zone == "UTC":
        return None
    year = start.local.year
    if is_off(version):
        return f"{start.zone} {year} {year}"
    first, last = span(recurrence, *local_times(version.event.when), zone=start.zone)
    from_year = min(year, split_days(first)[0])
    return f"{start.zone} {from_year} {'' if last is None else max(year, split_days(last)[0])}"


def _uses(notes: Iterable[str], updated: int) -> list[Use]:
    """One for each zone, over all the years in which anything recurs in it."""
    years: dict[str, list[int]] = {}
    for note in notes:
        zone, first, last = note.split(" ")
        until = int(last) if last else max(int(first), updated) + YEARS_AHEAD
        years.setdefault(zone, []).extend((int(first), until))
    return [Use(zone, min(found), max(found)) for zone, found in sorted(years.items())]


def _duration(length: timedelta) -> str:
    """Whole hours (RFC 5545, section 3.3.6)."""
    days, hours = length.days, length.seconds // 3600
    return f"P{f'{days}D' if days else ''}{f'T{hours}H' if hours else ''}"
