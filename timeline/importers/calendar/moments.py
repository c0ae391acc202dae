"""Days and times of day as properties hold them (RFC 5545, sections 3.3.4 to 3.3.6), and as publishers write them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from timeline.importers.calendar.lines import Property
    from timeline.importers.calendar.zones import Zones

MOMENT = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d?))?(?:\.\d+)?)?\s*([Zz])?", re.ASCII)
DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,7})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?", re.ASCII
)
MIDNIGHT = datetime.min.time()


class Moment(NamedTuple):
    """`at` is a day, or a wall clock of `zone`; zone is None where the clock floats. `tzid` is as written."""

    at: date
    zone: str | None = None
    tzid: str | None = None

    @property
    def timed(self) -> bool:
        return isinstance(self.at, datetime)

    @property
    def floating(self) -> bool:
        return self.timed and self.zone is None

    @property
    def clock(self) -> datetime:
        return self.at if isinstance(self.at, datetime) else datetime.combine(self.at, MIDNIGHT)

    @property
    def day(self) -> date:
        return self.clock.date()

    def in_zone(self, zone: str | None) -> datetime:
        """The wall clock there; where either of the two floats it is what was written."""
        if zone is None or self.zone is None or self.zone == zone:
            return self.clock
        return self.clock.replace(tzinfo=ZoneInfo(self.zone)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def read_moments(one: Property, zones: Zones) -> list[Moment]:
    """Of a list, or of periods the starts; raises ValueError."""
    return [read_moment(text.partition("/")[0], one, zones) for text in one.value.split(",") if text.strip()]


def read_moment(text: str, one: Property, zones: Zones) -> Moment:
    """Raises ValueError."""
    found = MOMENT.fullmatch(text.strip())
    if found is None:
        raise ValueError(
            f'{one.name} "{text.strip()[:40]}" is no date such as 20251010, nor time such as 20251010T090000Z'
        )
    year, month, day, hour, minute, second, utc = found.groups()
    try:
        whole = date(int(year), int(month), int(day))
        if hour is None or one.parameters.get("VALUE", "").upper() == "DATE":
            return Moment(whole)
        clock = datetime.combine(whole, MIDNIGHT).replace(
            hour=int(hour), minute=int(minute), second=min(int(second or 0), 59)
        )
    except ValueError as error:
        raise ValueError(f"{one.name} {text.strip()[:40]} is not in the calendar or the day ({error})") from error
    if utc:
        return Moment(clock, "UTC")
    tzid = one.parameters.get("TZID")
    return Moment(clock, None if tzid is None else zones.find(tzid, one.line), tzid)


def read_duration(text: str) -> timedelta:
    """Raises ValueError."""
    found = DURATION.fullmatch(text.strip().upper())
    if found is None or not any(found.groups()[1:]):
        raise ValueError(f'DURATION "{text.strip()[:40]}" is none such as P1D or PT1H30M')
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in found.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    if found[1] == "-" and length:
        raise ValueError(f"DURATION {text.strip()[:40]} ends before it starts")
    return length
