"""Wall-clock times in a zone: a type of their own, apart from EDTF's calendar dates.

Kept as people said it ("5 May 2018, 00:00 in Pyongyang") and turned into an instant only when asked, because
zones change their rules and what was announced does not. zoneinfo's `fold=0` takes the UTC offset that held
before a transition (PEP 495), which is what RFC 5545, section 3.3.5 asks for on both sides: in a gap the one
before it, in an overlap the first of the two.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, PlainSerializer, PlainValidator, WithJsonSchema, model_validator

from timeline.domain.errors import InvalidDate
from timeline.domain.value import Value

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  wall clocks are naive; offsets are subtracted by hand
LONGEST_ZONE = 64
LOCAL = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d))?", re.ASCII)
WANTED = "give a wall clock as YYYY-MM-DDTHH:MM:SS, such as 2018-05-05T00:00:00"


def parse_local(text: str) -> datetime:
    """`YYYY-MM-DDTHH:MM[:SS]`, years 0001 to 9999, without offset; raises InvalidDate."""
    found = LOCAL.fullmatch(text)
    if found is None:
        raise _not_local(text)
    hour, minute, second = (int(part or 0) for part in found.groups()[1:])
    if second == 60:  # noqa: PLR2004
        raise InvalidDate(text, 18, "second 60 is a leap second, which clocks here do not show; give 59")
    for value, highest, position, name in (
        (hour, 23, 12, "hour"),
        (minute, 59, 15, "minute"),
        (second, 59, 18, "second"),
    ):
        if value > highest:
            raise InvalidDate(text, position, f"no {name} {value}; {name}s are 00-{highest}")
    midnight = datetime.combine(parse_day(found[1], text), datetime.min.time())
    return midnight + timedelta(hours=hour, minutes=minute, seconds=second)


def parse_day(text: str, within: str | None = None) -> date:
    """`YYYY-MM-DD`, years 0001 to 9999; raises InvalidDate, about the longer text that the day is part of."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        raise InvalidDate(within or text, 1, "give a day as YYYY-MM-DD, such as 2018-05-05")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidDate(within or text, 1, f"{text} is not in the calendar ({error})") from error


def _not_local(text: str) -> InvalidDate:
    zoned = re.search(r"[Tt].*([Zz]|[+-]\d\d:?\d\d)$", text)
    if zoned:
        reason = f'leave out "{zoned[1]}": give the wall clock in local and the place\'s name in zone'
        return InvalidDate(text, zoned.start(1) + 1, reason)
    return InvalidDate(text, 1, WANTED)


def _read_local(given: object) -> datetime:
    if isinstance(given, str):
        return parse_local(given.strip())
    if not isinstance(given, datetime) or given.tzinfo is not None or given.microsecond:
        raise InvalidDate(str(given), 1, f"{WANTED}, without an offset or fractions")
    return given.replace(fold=0)


@cache
def zone_names() -> frozenset[str]:
    """The IANA names of the tzdata package, so that every host knows the same; no file elsewhere is tried."""
    names = (files("tzdata") / "zones").read_text(encoding="utf-8").split()
    return frozenset(names) - {"Factory"}


def check_zone(zone: str) -> str:
    """Return an IANA zone name as it is; raises InvalidDate, with the nearest name if there is one."""
    if zone in zone_names():
        return zone
    raise InvalidDate(zone, 1, f"no such time zone; {_suggestion(zone)}")


@lru_cache(maxsize=256)
def _suggestion(zone: str) -> str:
    known = {name.casefold(): name for name in sorted(zone_names())}
    near = get_close_matches(zone.casefold()[:LONGEST_ZONE], known, n=1, cutoff=0.75)
    return f"did you mean {known[near[0]]}?" if near else "give an IANA name such as Asia/Pyongyang, or UTC"


LocalText = Annotated[
    datetime,
    PlainValidator(_read_local),
    PlainSerializer(datetime.isoformat, return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$",
            "description": "Wall clock without offset.",
            "examples": ["2018-05-05T00:00:00"],
        }
    ),
]
ZoneName = Annotated[
    str,
    AfterValidator(check_zone),
    Field(strict=True, description="IANA time zone name.", examples=["Asia/Pyongyang", "UTC"]),
]


class ZonedTime(Value):
    """Whole seconds. The hours at either end of years 1 to 9999 whose UTC would lie outside are refused."""

    local: LocalText
    zone: ZoneName

    @model_validator(mode="after")
    def has_an_instant(self) -> Self:
        try:
            _ = self.instant()
        except OverflowError as error:
            reason = f"in {self.zone} this is outside the years 1 to 9999 of UTC; give a date with EDTF"
            raise InvalidDate(self.local.isoformat(), 1, reason) from error
        return self

    @property
    def utc_offset(self) -> timedelta:
        """Historic local mean times have odd seconds."""
        return self.local.replace(tzinfo=ZoneInfo(self.zone)).utcoffset() or timedelta()

    def instant(self) -> datetime:
        """Aware, in UTC."""
        return (self.local - self.utc_offset).replace(tzinfo=UTC)

    def timestamp(self) -> int:
        """Whole seconds since 1970-01-01T00:00:00Z."""
        since = self.local - EPOCH - self.utc_offset
        return since.days * 86_400 + since.seconds

    def day(self) -> int:
        """Days since 1970-01-01 of the local date: a day never shifts by its zone."""
        return (self.local - EPOCH).days

    def describe(self, *, full: bool = False) -> str:
        """`5 May 2018, 00:00 (Asia/Pyongyang, UTC+9)`; the month's whole name where `full`."""
        month = self.local.strftime("%B" if full else "%b")
        clock = self.local.strftime("%H:%M:%S" if self.local.second else "%H:%M")
        place = self.zone if self.zone == "UTC" else f"{self.zone}, {describe_offset(self.utc_offset)}"
        return f"{self.local.day} {month} {self.local.year}, {clock} ({place})"


def describe_offset(offset: timedelta) -> str:
    """`UTC+9`, `UTC-3:30`, or to the second where local mean time makes it so: `UTC+8:27:52`."""
    total = abs(int(offset.total_seconds()))
    hours, minutes, seconds = total // 3600, total // 60 % 60, total % 60
    sign = "-" if offset < timedelta() else "+"
    tail = f":{minutes:02}:{seconds:02}" if seconds else f":{minutes:02}" if minutes else ""
    return f"UTC{sign}{hours}{tail}"
