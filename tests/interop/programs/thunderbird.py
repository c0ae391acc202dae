"""Thunderbird, subscribed to the feed as a person would, with its own cache, and no window."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.interop.marionette import Marionette, thunderbird
from tests.interop.understood import Program, Understood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.interop.understood import Source, Window

CALENDAR = "5f5a1a7e-0000-4000-8000-000000000001"
FIND = """
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
const calendar = cal.manager.getCalendars().find((one) => one.name === "feed");
"""
REFRESH = (
    FIND
    + """
await new Promise((resolve, reject) => {
  const nothing = () => {};
  const observer = {
    QueryInterface: ChromeUtils.generateQI(["calIObserver"]),
    onStartBatch: nothing, onEndBatch: nothing, onAddItem: nothing, onModifyItem: nothing, onDeleteItem: nothing,
    onPropertyChanged: nothing, onPropertyDeleting: nothing,
    onLoad: () => { calendar.removeObserver(observer); resolve(); },
    onError: (_calendar, code, message) => { calendar.removeObserver(observer); reject(new Error(message)); },
  };
  calendar.addObserver(observer);
  calendar.refresh();
});
"""
)
READ = (
    FIND
    + """
const moment = (text) => cal.createDateTime(text.replaceAll("-", "") + "T000000Z");
const written = (time) => {
  if (!time.isDate) {
    time = time.getInTimezone(cal.dtz.UTC);
  }
  const pad = (number, width = 2) => String(number).padStart(width, "0");
  const day = `${pad(time.year, 4)}-${pad(time.month + 1)}-${pad(time.day)}`;
  return time.isDate ? day : `${day}T${pad(time.hour)}:${pad(time.minute)}:${pad(time.second)}Z`;
};
const filter = Ci.calICalendar.ITEM_FILTER_ALL_ITEMS | Ci.calICalendar.ITEM_FILTER_CLASS_OCCURRENCES;
const items = await calendar.getItemsAsArray(filter, 0, moment(args[0]), moment(args[1]));
return items.map((item) => ({
  uid: item.id, summary: item.title, start: written(item.startDate), end: written(item.endDate),
  status: item.status, description: item.descriptionText, tags: item.getCategories().sort().join(","),
  stamps: `${item.getProperty("SEQUENCE")} ${item.lastModifiedTime.icalString}`,
}));
"""
)


def missing() -> str | None:
    return None if shutil.which("thunderbird") else "no Thunderbird: apt install thunderbird"


@contextmanager
def subscribed(url: str) -> Iterator[Marionette]:
    calendar = {
        "type": "ics", "uri": url, "name": "feed", "refreshInterval": "0", "readOnly": True, "cache.enabled": True,
        "calendar-main-in-composite": True,
    }  # fmt: skip
    preferences = {f"calendar.registry.{CALENDAR}.{name}": value for name, value in calendar.items()}
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        thunderbird(Path(profile), {"calendar.timezone.local": "UTC", **preferences}) as program,
    ):
        refresh(program)
        yield program


def refresh(program: Marionette) -> None:
    program.run(REFRESH)


def touched(_program: Marionette) -> frozenset[str] | None:
    """Not told: it replaces everything by what is sent."""
    return None


def shown(program: Marionette, window: Window) -> list[Understood]:
    return [Understood(**event) for event in program.run(READ, str(window.first), str(window.last))]


def read(source: Source, window: Window) -> list[Understood]:
    with subscribed(source.url) as program:
        return shown(program, window)


PROGRAM = Program(name="Thunderbird", suffixes=("ics",), read=read, missing=missing, slow=True)
