"""evolution-data-server: the calendar of GNOME and Evolution, subscribed to the feed in a home of its own."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.interop.child import Child
from tests.interop.understood import Program, Understood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.interop.understood import Source, Window

SUBSCRIBER = Path(__file__).parents[1] / "desktop" / "gnome.py"
PYTHON = "/usr/bin/python3"
PARTS = (
    Path("/usr/libexec/evolution-calendar-factory"),
    Path("/usr/lib/python3/dist-packages/gi"),
    *Path("/usr/lib").glob("*/girepository-1.0/ECal-2.0.typelib"),
)


def missing() -> str | None:
    there = all(part.exists() for part in PARTS) and len(PARTS) > 2 and shutil.which("dbus-run-session")
    packages = "evolution-data-server gir1.2-ecal-2.0 python3-gi dbus-daemon"
    return None if there else f"no GNOME calendar: apt install {packages}"


@contextmanager
def subscribed(url: str) -> Iterator[Child]:
    """On a bus of its own. Without `base` it asks the machine's network monitor whether loopback can be reached."""
    with TemporaryDirectory() as home:
        private = {
            "HOME": home, "XDG_RUNTIME_DIR": home, "XDG_CONFIG_HOME": f"{home}/config", "XDG_DATA_HOME": f"{home}/data",
            "XDG_CACHE_HOME": f"{home}/cache", "GSETTINGS_BACKEND": "memory", "GIO_USE_NETWORK_MONITOR": "base",
            "PYTHONPATH": "", "TZ": "UTC",
        }  # fmt: skip
        child = Child(["dbus-run-session", "--", PYTHON, str(SUBSCRIBER)], private)
        try:
            child.ask(do="subscribe", url=url)
            yield child
        finally:
            child.stop()


def refresh(child: Child) -> None:
    child.ask(do="refresh")


def touched(child: Child) -> frozenset[str] | None:
    """The uids that it said were added, modified or removed since the last refresh."""
    return frozenset(uid for _, uid in child.ask(do="settle"))


def shown(child: Child, window: Window) -> list[Understood]:
    last = int(datetime.combine(window.last, time(), UTC).timestamp())
    return [Understood(**event) for event in child.ask(do="read", last=last)]


def read(source: Source, window: Window) -> list[Understood]:
    with subscribed(source.url) as child:
        return shown(child, window)


PROGRAM = Program(name="GNOME", suffixes=("ics",), read=read, missing=missing, slow=True)
