"""ical.js, which is the calendar of Thunderbird and Nextcloud."""

from __future__ import annotations

from functools import partial

from tests.interop import node
from tests.interop.understood import Program

PROGRAM = Program(
    name="ical.js",
    suffixes=("ics",),
    read=partial(node.read, "ical.js"),
    missing=node.missing,
)
