"""Feeds as their readers see them: parsers that are not ours, and the bare lines of a calendar."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

import feedparser
from icalendar import Calendar

from feeds.formats.ical import render_calendar
from timeline.domain.calendar_uid import read_uid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from icalendar import Event

    from feeds.format import Feed

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # vobject 0.9 is old, and here to be a parser that is not ours
    import vobject


def _atom_ids(text: bytes) -> list[str]:
    """The uid, as its id ends."""
    found = [each.id for each in feedparser.parse(text).entries]
    found += re.findall(r'deleted-entry xmlns:at="[^"]*" ref="([^"]*)"', text.decode())
    return [unquote(one.rpartition("/")[2].removeprefix("urn:uuid:")) for one in found]


def _calendar_ids(text: bytes) -> list[str]:
    return _whole(str(each["UID"]) for each in Calendar.from_ical(text).events)


def _whole(uids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(read_uid(uid)[0] for uid in uids))


UIDS: dict[str, Callable[[bytes], list[str]]] = {
    "ics": _calendar_ids,
    "json": lambda text: [each["id"] for each in json.loads(text)["items"]],
    "atom": _atom_ids,
    "geojson": lambda text: [each["id"] for each in json.loads(text)["features"]],
    "jscalendar": lambda text: _whole(each["uid"] for each in json.loads(text)["entries"]),
    "jcal": lambda text: _whole(str(each["UID"]) for each in Calendar.from_jcal(json.loads(text)).events),
    "csv": lambda text: [row["uid"] for row in csv_rows(text)],
    "timelinejs": lambda text: [each["unique_id"] for each in json.loads(text)["events"]],
}
"""By suffix, the uids of the events that a feed tells of: a new format adds its reader."""


def csv_rows(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode(), newline="")))


class Read(NamedTuple):
    """What any reader must agree on. `recurrence` tells an override from its series."""

    uid: str
    start: date
    end: date | None
    summary: str
    description: str
    recurrence: date | None = None


def calendar(feed: Feed) -> Calendar:
    return Calendar.from_ical(render_calendar(feed))


def events(feed: Feed) -> list[Event]:
    return calendar(feed).events


def one_event(feed: Feed) -> Event:
    (event,) = events(feed)
    return event


def read_with_icalendar(text: bytes) -> list[Read]:
    return [
        Read(
            str(each["UID"]), each["DTSTART"].dt, each["DTEND"].dt if "DTEND" in each else None,
            str(each["SUMMARY"]), str(each["DESCRIPTION"]),
            each["RECURRENCE-ID"].dt if "RECURRENCE-ID" in each else None,
        )
        for each in Calendar.from_ical(text).events
    ]  # fmt: skip


def read_with_vobject(text: bytes) -> list[Read]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = vobject.readOne(text.decode())

    def value(each: Any, name: str) -> Any:
        return getattr(each, name).value if hasattr(each, name) else None

    return [
        Read(*(value(each, name) for name in ("uid", "dtstart", "dtend", "summary", "description", "recurrence_id")))
        for each in getattr(read, "vevent_list", [])
    ]


def unfolded(text: bytes) -> list[str]:
    """Content lines; RFC 5545, section 3.1."""
    return re.sub("\r\n[ \t]", "", text.decode()).split("\r\n")[:-1]


def values(text: bytes, name: str) -> list[str]:
    """The raw values of every property of that name."""
    lines = (re.split(r':(?=(?:[^"]*"[^"]*")*[^"]*$)', line, maxsplit=1) for line in unfolded(text))
    return [line[1] for line in lines if line[0].split(";")[0] == name]


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)
