"""The same events for the peers: a table for Datasette and the plain view, items for Radicale, files for nginx."""

from __future__ import annotations

import gzip
import json
import sqlite3
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from icalendar import Calendar, Event

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

DAY = timedelta(days=1)
STAMP = datetime(2026, 1, 1, tzinfo=UTC)
TABLES = """
create table event (
    uid text primary key, event_uid text, event_name text, event_dtstart text, event_dtend text,
    event_description text, day text, category text, document text
);
create table tag (uid text, tag text, primary key (tag, uid)) without rowid;
create index event_day on event (day);
"""
SEARCH = """
create virtual table event_fts using fts5(event_name, event_description, content=event);
insert into event_fts (event_fts) values ('rebuild');
"""


def days_of(document: dict[str, Any]) -> tuple[date, date]:
    """First day and exclusive end; of a zoned time its day, and of a series the first."""
    when = document["when"]
    if "edtf" not in when:
        day = date.fromisoformat(when["start"]["local"][:10])
        return day, day + DAY
    first, _, last = when["edtf"].partition("/")
    return date.fromisoformat(first), date.fromisoformat(last or first) + DAY


def write_tables(path: Path, documents: Iterable[dict[str, Any]]) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(TABLES)
    for one in documents:
        first, end = days_of(one)
        named = (one["uid"], one["uid"], one["title"], f"{first}", f"{end}", one["description"], f"{first}")
        row = (*named, one["category"], json.dumps(one))
        connection.execute("insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        connection.executemany("insert into tag values (?, ?)", [(one["uid"], tag) for tag in one["tags"]])
    connection.executescript(SEARCH)
    connection.execute("pragma journal_mode=wal")
    connection.commit()
    connection.close()


def write_collection(folder: Path, documents: Iterable[dict[str, Any]]) -> None:
    calendar = folder / "collection-root" / "bench" / "cal"
    calendar.mkdir(parents=True)
    (calendar / ".Radicale.props").write_text(json.dumps({"tag": "VCALENDAR"}))
    for one in documents:
        (calendar / f"{one['uid']}.ics").write_bytes(write_item(one))


def write_item(document: dict[str, Any]) -> bytes:
    first, end = days_of(document)
    calendar, event = Calendar(), Event()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//bench//")
    event.add("UID", document["uid"])
    event.add("DTSTAMP", STAMP)
    event.add("SUMMARY", document["title"])
    event.add("DTSTART", first)
    event.add("DTEND", end)
    event.add("DESCRIPTION", document["description"])
    event.add("CATEGORIES", document["tags"])
    if "recurrence" in document:
        event.add("RRULE", {"FREQ": "YEARLY"})
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def write_file(folder: Path, name: str, body: bytes) -> None:
    files = folder / "files"
    files.mkdir(exist_ok=True, mode=0o755)
    (files / name).write_bytes(body)
    (files / f"{name}.gz").write_bytes(gzip.compress(body, 6))
