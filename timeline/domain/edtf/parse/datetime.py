"""A date with a time of day (ISO 8601-1, 5.4; level 0), local, UTC, or with an offset from UTC."""

from __future__ import annotations

import re

from timeline.domain.edtf.date import EdtfDateTime
from timeline.domain.edtf.parse.date import read_day
from timeline.domain.edtf.parse.refusal import RefusedError

TIMED = re.compile(
    r"(?P<year>-?[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
    r"T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})"
    r"(?:Z|(?P<offset>(?P<sign>[+-])(?P<hours>[0-9]{2})(?::(?P<minutes>[0-9]{2}))?))?"
)
HIGHEST = {"hour": 23, "minute": 59, "second": 59, "hours": 23, "minutes": 59}
OFFSET_NAMES = {"hours": "offset hour", "minutes": "offset minute"}
SHAPE = "a time is Thh:mm:ss after a whole date, then Z, an offset such as +02:00, or nothing"


def read_datetime(part: str, offset: int) -> EdtfDateTime:
    found = TIMED.fullmatch(part)
    if not found:
        raise RefusedError(offset + part.index("T"), SHAPE)
    if found["year"] == "-0000":
        raise RefusedError(offset, "no year -0000; 1 BCE is 0000")
    day = read_day(found, offset)
    for name, highest in HIGHEST.items():
        _check_number(found, name, highest, offset)
    seconds = int(found["hour"]) * 3600 + int(found["minute"]) * 60 + int(found["second"])
    return EdtfDateTime(part, day, seconds, _minutes_east(found, offset))


def _check_number(found: re.Match[str], name: str, highest: int, offset: int) -> None:
    written = found[name]
    if written is None or int(written) <= highest:
        return
    reason = f"no {OFFSET_NAMES.get(name, name)} {written}; they are 00-{highest}"
    if name == "second" and written == "60":
        reason += ", and a leap second is written as 59"
    if name == "hour" and written == "24":
        reason += ", and midnight is 00 of the next day"
    raise RefusedError(offset + found.start(name), reason)


def _minutes_east(found: re.Match[str], offset: int) -> int | None:
    if found["sign"] is None:
        return 0 if found.group().endswith("Z") else None
    size = int(found["hours"]) * 60 + int(found["minutes"] or 0)
    if size == 0 and found["sign"] == "-":
        raise RefusedError(offset + found.start("offset"), "no offset -00; write Z or +00:00")
    return -size if found["sign"] == "-" else size
