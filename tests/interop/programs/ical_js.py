"""ical.js, which is the calendar of Thunderbird and Nextcloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.interop import node
from tests.interop.understood import Program

if TYPE_CHECKING:
    from tests.interop.understood import Source, Understood, Window

READERS = {"ics": "ical.js", "jcal": "jcal"}


def read(source: Source, window: Window) -> list[Understood]:
    return node.understand(READERS[source.suffix], source.body.decode(), window)


PROGRAM = Program(name="ical.js", suffixes=tuple(READERS), read=read, missing=node.missing)
