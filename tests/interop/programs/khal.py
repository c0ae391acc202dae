"""vdirsyncer, which subscribes to the feed, and khal, which lists what it fetched."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import warnings
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests.interop.nasty import CASES
from tests.interop.understood import EVERYTHING, Difference, Program, Understood, write_moment

if TYPE_CHECKING:
    from tests.interop.understood import Source, Window

CONFIGURATION = """
[general]
status_path = "{folder}/status"
[pair feed]
a = "remote"
b = "local"
collections = null
conflict_resolution = "a wins"
[storage remote]
type = "http"
url = "{url}"
[storage local]
type = "filesystem"
path = "{folder}/events"
fileext = ".ics"
"""
HOUR = timedelta(hours=1)


def missing() -> str | None:
    there = all(importlib.util.find_spec(name) for name in ("khal", "vdirsyncer"))
    return None if there else "no khal and vdirsyncer: pip install '.[interop]'"


def read(source: Source, window: Window) -> list[Understood]:
    with TemporaryDirectory() as folder:
        subscribe(Path(folder), source.url)
        return [_understood(event) for event in _listed(Path(folder), window)]


def subscribe(folder: Path, url: str) -> None:
    (folder / "events").mkdir()
    configuration = folder / "vdirsyncer.ini"
    configuration.write_text(CONFIGURATION.format(folder=folder, url=url), encoding="utf-8")
    environment = {**os.environ, "HOME": str(folder)}
    for step in ("discover", "sync"):
        command = [sys.executable, "-m", "vdirsyncer", "-c", str(configuration), step]
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=120)


def _listed(folder: Path, window: Window) -> list[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the parts of khal speak of their own future
        import pytz  # noqa: PLC0415  an optional part
        from khal.khalendar import CalendarCollection  # noqa: PLC0415  an optional part

        calendar = {
            "path": str(folder / "events"), "color": "", "readonly": True, "priority": 10, "ctype": "calendar",
            "addresses": [],
        }  # fmt: skip
        locale = {"local_timezone": pytz.UTC, "default_timezone": pytz.UTC, "unicode_symbols": True}
        khal = CalendarCollection({"feed": calendar}, locale=locale, dbpath=str(folder / "khal.db"))
        first, last = (datetime.combine(day, time()) for day in window)
        localized = khal.get_localized(first.replace(tzinfo=UTC), last.replace(tzinfo=UTC))
        return [*khal.get_floating(first, last), *localized]


def _understood(event: Any) -> Understood:
    """An event's end is its last day here, where everybody else gives the day after. vdirsyncer makes a UID of its own
    from what an event holds; the address of its page tells which it is.
    """
    end: date = event.end + timedelta(days=1) if event.allday else event.end
    return Understood(
        uid=event.url.rpartition("/")[2],
        summary=str(event.summary),
        start=write_moment(event.start),
        end=write_moment(end),
        status=str(event.status),
        description=str(event.description),
    )


def _lasting_an_hour(stated: tuple[Understood, ...]) -> tuple[Understood, ...]:
    return tuple(
        one._replace(end=write_moment(datetime.fromisoformat(one.start) + HOUR)) if one.start else one for one in stated
    )


AN_HOUR = Difference("to khal a moment lasts an hour", _lasting_an_hour)

PROGRAM = Program(
    name="vdirsyncer + khal",
    suffixes=("ics",),
    read=read,
    missing=missing,
    tells=EVERYTHING - {"uid"},
    differs=dict.fromkeys((name for name, case in CASES.items() if case.is_a_moment), AN_HOUR),
)
