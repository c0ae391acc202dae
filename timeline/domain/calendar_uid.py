"""The UID of an event on a calendar (RFC 5545, section 3.8.4.7): its own, or its own and which of two markers.

An event whose own uid ends like a marker's is told apart by one more ending, so that no two events of a timeline
ever share a UID, whatever their uids are, and without a look at the neighbours.
"""

from __future__ import annotations

import re

ENDING = re.compile(r"-(begin|end)(-event)*$")
WHOLE = "-event"
PART = re.compile(r"-(begin|end)$")


def part_uid(uid: str, part: str = "") -> str:
    """`part` is "begin", "end", or "" for an event that is one component."""
    if part:
        return f"{uid}-{part}"
    return f"{uid}{WHOLE}" if ENDING.search(uid) else uid


def read_uid(written: str) -> tuple[str, str]:
    """The event's own uid and the part: what `part_uid` was given."""
    found = PART.search(written)
    if found:
        return written[: found.start()], found[1]
    if written.endswith(WHOLE) and ENDING.search(written):
        return written.removesuffix(WHOLE), ""
    return written, ""
