"""libical, which is under Evolution, GNOME and KDE. It says of each property whether the standard allows it."""

from __future__ import annotations

import ctypes
import re
from ctypes import POINTER, c_char_p, c_int, c_long, c_void_p
from ctypes.util import find_library
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from tests.interop.understood import Program, Understood, write_end, write_moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.interop.understood import Source, Window

VEVENT = 4
UNKNOWN = {f"Parse error in property name: {name}" for name in ("STRUCTURED-DATA", "STYLED-DESCRIPTION")}
"""RFC 9073 came after this release, which leaves its properties out."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Time(ctypes.Structure):
    """`struct icaltimetype` of libical 3."""

    _fields_ = (
        *((name, c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")),
        ("zone", c_void_p),
    )


class Span(ctypes.Structure):
    """`struct icaltime_span`."""

    _fields_ = (("start", c_long), ("end", c_long), ("is_busy", c_int))


OCCURRENCE = ctypes.CFUNCTYPE(None, c_void_p, POINTER(Span), c_void_p)
SIGNATURES: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "icalparser_parse_string": (c_void_p, (c_char_p,)),
    "icalcomponent_free": (None, (c_void_p,)),
    "icalcomponent_as_ical_string": (c_char_p, (c_void_p,)),
    "icalrestriction_check": (c_int, (c_void_p,)),
    "icalcomponent_get_first_component": (c_void_p, (c_void_p, c_int)),
    "icalcomponent_get_next_component": (c_void_p, (c_void_p, c_int)),
    "icalcomponent_get_uid": (c_char_p, (c_void_p,)),
    "icalcomponent_get_summary": (c_char_p, (c_void_p,)),
    "icalcomponent_get_description": (c_char_p, (c_void_p,)),
    "icalcomponent_get_status": (c_int, (c_void_p,)),
    "icalproperty_status_to_string": (c_char_p, (c_int,)),
    "icalcomponent_get_dtstart": (Time, (c_void_p,)),
    "icalcomponent_get_dtend": (Time, (c_void_p,)),
    "icalcomponent_get_first_property": (c_void_p, (c_void_p, c_int)),
    "icalproperty_string_to_kind": (c_int, (c_char_p,)),
    "icalproperty_get_datetime_with_component": (Time, (c_void_p, c_void_p)),
    "icaltime_is_null_time": (c_int, (Time,)),
    "icaltime_as_timet_with_zone": (c_long, (Time, c_void_p)),
    "icaltime_from_string": (Time, (c_char_p,)),
    "icaltimezone_get_utc_timezone": (c_void_p, ()),
    "icalcomponent_foreach_recurrence": (None, (c_void_p, Time, Time, OCCURRENCE, c_void_p)),
}


@cache
def _library() -> Any:
    name = find_library("ical")
    if name is None or not name.endswith(".so.3"):
        return None
    library = ctypes.CDLL(name)
    for function, (result, arguments) in SIGNATURES.items():
        getattr(library, function).restype = result
        getattr(library, function).argtypes = arguments
    return library


def missing() -> str | None:
    return None if _library() else "no libical 3: apt install libical3"


def read(source: Source, window: Window) -> list[Understood]:
    library = _library()
    calendar = library.icalparser_parse_string(source.body)
    assert library.icalrestriction_check(calendar)
    assert _errors(calendar) <= UNKNOWN  # the check writes what it finds into the calendar
    events = list(_components(calendar))
    overridden = {(_uid(one), _recurrence_id(one)) for one in events}
    found = [
        _understood(event, start, end)
        for event in events
        for start, end in _occurrences(event, window)
        if _recurrence_id(event) or (_uid(event), start) not in overridden
    ]
    library.icalcomponent_free(calendar)
    return found


def _errors(calendar: int) -> set[str]:
    text = _library().icalcomponent_as_ical_string(calendar).decode()
    return set(re.findall("^X-LIC-ERROR[^:]*:(.*)$", text.replace("\r\n ", "").replace("\r", ""), re.MULTILINE))


def _components(calendar: int) -> Iterator[int]:
    component = _library().icalcomponent_get_first_component(calendar, VEVENT)
    while component:
        yield component
        component = _library().icalcomponent_get_next_component(calendar, VEVENT)


def _occurrences(event: int, window: Window) -> list[tuple[date, date | None]]:
    library = _library()
    start, end = (_moment(get(event)) for get in (library.icalcomponent_get_dtstart, library.icalcomponent_get_dtend))
    assert start is not None
    found: list[date] = []

    def note(_component: int, span: Any, _data: object) -> None:
        moment = EPOCH + timedelta(seconds=span.contents.start)
        found.append(moment if isinstance(start, datetime) else moment.date())

    first, last = (library.icaltime_from_string(day.strftime("%Y%m%dT000000Z").encode()) for day in window)
    library.icalcomponent_foreach_recurrence(event, first, last, OCCURRENCE(note), None)
    return [(moment, None if end is None else moment + (end - start)) for moment in found]


def _moment(moment: Time) -> date | None:
    library = _library()
    if library.icaltime_is_null_time(moment):
        return None
    if moment.is_date:
        return date(moment.year, moment.month, moment.day)
    zone = moment.zone or library.icaltimezone_get_utc_timezone()
    return EPOCH + timedelta(seconds=library.icaltime_as_timet_with_zone(moment, zone))


def _recurrence_id(event: int) -> date | None:
    library = _library()
    found = library.icalcomponent_get_first_property(event, library.icalproperty_string_to_kind(b"RECURRENCE-ID"))
    return _moment(library.icalproperty_get_datetime_with_component(found, event)) if found else None


def _uid(event: int) -> str:
    uid: bytes = _library().icalcomponent_get_uid(event)
    return uid.decode()


def _understood(event: int, start: date, end: date | None) -> Understood:
    library = _library()
    return Understood(
        uid=_uid(event),
        summary=library.icalcomponent_get_summary(event).decode(),
        start=write_moment(start),
        end=write_end(start, end),
        status=library.icalproperty_status_to_string(library.icalcomponent_get_status(event)).decode(),
        description=library.icalcomponent_get_description(event).decode(),
    )


PROGRAM = Program(name="libical", suffixes=("ics",), read=read, missing=missing)
