"""jCal (RFC 7265): the iCalendar feed, line by line, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feeds.calendar.jcal import write_jcal
from feeds.format import Format
from feeds.formats.ical import render_calendar
from feeds.jsontext import dump
from timeline.domain.speech import phrase

if TYPE_CHECKING:
    from feeds.format import Feed


def render_jcal(feed: Feed) -> bytes:
    return dump(write_jcal(render_calendar(feed)))


FORMAT = Format(
    name="jcal",
    title="jCal",
    suffix="jcal",
    media_type="application/calendar+json",
    spec="RFC 7265",
    use=phrase("The same calendar for programs that would rather read JSON than iCalendar's own notation."),
    render=render_jcal,
    tombstones=True,
    rank=7,
)
