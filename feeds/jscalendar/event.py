"""One version as JSCalendar Events (RFC 8984, section 5). Nothing but the version, its address and the options
goes in, so that what comes out may be kept.

Where iCalendar has to write UTC, because its readers believe half-true zone rules, this keeps the wall clock and
the zone: JSCalendar's zones are those of the IANA database.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from feeds.calendar.component import RELATED
from feeds.calendar.describing import colour, status, summary
from feeds.calendar.layout import EPOCH, Mark, lay_out
from feeds.jscalendar.facts import facts, vendor
from feeds.jscalendar.recurring import duration, local_text, recur
from feeds.words import is_off, plain_body
from timeline.domain.calendar_uid import part_uid
from timeline.domain.instant import write_instant

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from feeds.format import Entry, Options
    from timeline.domain.version import EventVersion
    from timeline.domain.when import When

PRODID = "-//Timeline//Event timeline//EN"
Json = dict[str, Any]


def write_events(entry: Entry, options: Options) -> list[Json]:
    """Nothing where the options leave this event out; raises UnplaceableError for a date that no calendar holds."""
    if options.cancelled == "omit" and is_off(entry.version):
        return []
    marks = lay_out(entry.version.event.when, options.dates)
    return [_write_event(entry, mark, marks, options) for mark in marks]


def _write_event(entry: Entry, mark: Mark, marks: Sequence[Mark], options: Options) -> Json:
    version, event = entry.version, entry.version.event
    written: Json = {
        "@type": "Event",
        **_identity(version, mark),
        "title": summary(version, mark),
        "description": plain_body(entry),
        "descriptionContentType": "text/plain",
        **_time(event.when, mark, recurring=event.recurrence is not None),
        "freeBusyStatus": "free",
        "status": status(version).lower(),
        "privacy": "public",
        "locale": event.language,
        "color": colour(event),
        **facts(entry),
        **recur(event, options),
    }
    _relate_parts(written, version, mark, marks)
    if event.when.edtf is not None and not mark.says(event.when):
        written[vendor(entry, "edtf")] = str(event.when.edtf)
        written[vendor(entry, "precision")] = event.when.precision
    return {name: value for name, value in written.items() if name in NULLS or value not in (None, "", {}, [])}


NULLS = frozenset({"timeZone", "title"})
"""Members whose null or empty value says something."""


def _identity(version: EventVersion, mark: Mark) -> Json:
    return {
        "uid": part_uid(version.uid, mark.part),
        "prodId": PRODID,
        "created": None if version.published_at is None else _second(version.published_at),
        "updated": _second(version.recorded_at),
        "sequence": version.sequence,
    }


def _second(moment: datetime) -> str:
    return write_instant(moment.replace(microsecond=0))


def _time(when: When, mark: Mark, *, recurring: bool) -> Json:
    """Whole days float (section 5.2.3 and 4.7.1); moments are wall clocks of their zone."""
    if when.start is not None:
        zone = "Etc/UTC" if when.start.zone == "UTC" else when.start.zone
        length = None if when.end is None else when.end.instant() - when.start.instant()
        return _clock(when.start.local, zone, length)
    if recurring:
        return _days(EPOCH + timedelta(days=when.bounds.start_earliest), 1)
    if isinstance(mark.start, datetime):
        length = mark.end - mark.start if isinstance(mark.end, datetime) else None
        return _clock(mark.start.replace(tzinfo=None), "Etc/UTC", length)
    return _days(mark.start, 1 if mark.end is None else (mark.end - mark.start).days)


def _clock(start: datetime, zone: str, length: timedelta | None) -> Json:
    return {"start": local_text(start), "timeZone": zone, "duration": None if length is None else duration(length)}


def _days(first: date, number: int) -> Json:
    return {"start": local_text(first), "timeZone": None, "duration": f"P{number}D", "showWithoutTime": True}


def _relate_parts(written: Json, version: EventVersion, mark: Mark, marks: Sequence[Mark]) -> None:
    if mark.part and len(marks) > 1:
        relation, other = RELATED[mark.part]
        related = {part_uid(version.uid, other): {"@type": "Relation", "relation": {relation.lower(): True}}}
        written["relatedTo"] = {**written["relatedTo"], **related}
