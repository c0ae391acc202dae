"""One version as its VEVENTs (RFC 5545, section 3.6.1).

Nothing but the version, its address and the options goes in: no clock, no calendar, no neighbour. So the
text of a version never changes, may be kept, and a calendar is a header, these texts and a footer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from icalendar import Event

from feeds.calendar import recurring
from feeds.calendar.describing import describe_component
from feeds.calendar.enclosing import enclose
from feeds.calendar.layout import Mark, lay_out
from feeds.calendar.lines import write_component
from feeds.calendar.machines import enrich
from feeds.calendar.values import put, put_moment, put_verbatim
from feeds.format import Options
from feeds.words import is_off
from timeline.domain.calendar_uid import part_uid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from icalendar import Component

    from feeds.format import Entry
    from timeline.domain.version import EventVersion

OPTIONS = Options()
RELATED = {"begin": ("NEXT", "end"), "end": ("FIRST", "begin")}
"""What each of two markers says of the other, in the words of RFC 9253, section 5."""


def render_version(entry: Entry, options: Options = OPTIONS) -> bytes:
    """VEVENTs, folded, with CRLF; nothing where the options leave this event out.

    Raises UnplaceableError for a date that no calendar can hold, and whatever a value that cannot be
    written raises.
    """
    if options.cancelled == "omit" and is_off(entry.version) and entry.version.event.recurrence is None:
        return b""
    marks = lay_out(entry.version.event.when, options.dates)
    parts = [part for mark in marks for part in _components(entry, mark, marks, options)]
    if options.whole:
        for part in parts:
            enclose(part, entry)
    return b"".join(write_component(part) for part in parts)


def _components(entry: Entry, mark: Mark, marks: Sequence[Mark], options: Options) -> Iterator[Component]:
    component = Event()
    version = entry.version
    _identify(component, version, mark.part)
    _date(component, version, mark)
    describe_component(component, entry, mark)
    enrich(component, entry)
    _relate_parts(component, version, mark, marks)
    if version.event.recurrence is None:
        yield component
    else:
        yield from recurring.components(component, entry, options)


def _identify(component: Component, version: EventVersion, part: str) -> None:
    """Without METHOD, DTSTAMP is when this was last revised (section 3.8.7.2); clients compare all three.

    iCalendar has no fractions of a second: two edits of one event within a second share DTSTAMP and LAST-MODIFIED,
    which stay true instants of the log. SEQUENCE tells them apart, as do the feed's own Last-Modified and ETag. Who
    asked between the two, and looks at LAST-MODIFIED alone, sees the second one with the next.
    """
    put(component, "UID", part_uid(version.uid, part))
    put_verbatim(component, "SEQUENCE", str(version.sequence))
    put_moment(component, "DTSTAMP", version.recorded_at)
    put_moment(component, "LAST-MODIFIED", version.recorded_at)
    if version.published_at is not None:
        put_moment(component, "CREATED", version.published_at)


def _date(component: Component, version: EventVersion, mark: Mark) -> None:
    """A moment has no DTEND: one that equals DTSTART is forbidden (section 3.6.1)."""
    when = version.event.when
    put_moment(component, "DTSTART", mark.start)
    if mark.end is not None:
        put_moment(component, "DTEND", mark.end)
    if when.edtf is not None and not mark.says(when):
        put(component, "X-EDTF", str(when.edtf))
        put(component, "X-EDTF-PRECISION", when.precision)


def _relate_parts(component: Component, version: EventVersion, mark: Mark, marks: Sequence[Mark]) -> None:
    if mark.part and len(marks) > 1:
        relation, other = RELATED[mark.part]
        put(component, "RELATED-TO", part_uid(version.uid, other), RELTYPE=relation)
