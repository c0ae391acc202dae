"""Whether a property of a calendar still says what it said: for files of ours that went through another program.

Escapes and white space are left out, since programs write them as they like.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable

EDITABLE = (
    "SUMMARY", "DESCRIPTION", "DTSTART", "DTEND", "RRULE", "RDATE", "EXDATE", "LOCATION", "CATEGORIES", "STATUS",
)  # fmt: skip
NOISE = re.compile(r"[\\\s]+")


def digest(values: Iterable[str]) -> str:
    """Eight hexadecimal digits, of all values of one property."""
    return f"{crc32(','.join(NOISE.sub('', value) for value in values).encode()):08x}"
