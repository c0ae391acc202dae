"""Zones as calendars name them, as the IANA names that are kept.

In this order: the name itself, the end of a path ("/freeassociation.sourceforge.net/Tzfile/Europe/Paris"), Windows'
names, and else the zone whose clocks show the same as the calendar's own VTIMEZONE, twice a month through a dozen
years. No other way leads from a name to a file: zone data are read by names of the tzdata package alone.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from timeline.domain.clock import zone_names

if TYPE_CHECKING:
    from datetime import tzinfo

    from timeline.importers.calendar.components import Component

SAMPLES = tuple(
    datetime(year, month, day, 12)  # noqa: DTZ001  wall clocks
    for year in range(2014, 2026)
    for month in range(1, 13)
    for day in (1, 15)
)
LIKELY = (
    "Europe/London", "Europe/Paris", "Europe/Berlin", "Europe/Helsinki", "Europe/Moscow", "America/New_York",
    "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix", "America/Anchorage",
    "America/Sao_Paulo", "Asia/Tokyo", "Asia/Shanghai", "Asia/Kolkata", "Asia/Dubai", "Australia/Sydney",
    "Australia/Brisbane", "Australia/Adelaide", "Pacific/Auckland", "Pacific/Honolulu", "UTC",
)  # fmt: skip
OBSERVANCES = {"STANDARD", "DAYLIGHT"}
MOST_PARTS = 100
UTC_NAMES = {"utc", "gmt", "z", "etc/utc", "zulu", "gmt+0", "coordinated universal time"}
RULE = re.compile(r"FREQ=YEARLY;[A-Z0-9=;,+:T-]{0,150}", re.ASCII)


class Zones:
    """What the calendar says of its zones, and what was made of each name. `unknown` are to be told to the user."""

    def __init__(self) -> None:
        self._defined: dict[str, Component] = {}
        self._found: dict[str, str | None] = {}
        self.unknown: dict[str, int] = {}

    def define(self, component: Component) -> None:
        self._defined.setdefault(component.text("TZID"), component)

    def find(self, tzid: str, line: int) -> str | None:
        """None where the clock is left to float."""
        if tzid not in self._found:
            self._found[tzid] = self._resolve(tzid)
            if self._found[tzid] is None:
                self.unknown[tzid] = line
        return self._found[tzid]

    def _resolve(self, tzid: str) -> str | None:
        named = find_name(tzid)
        if named is not None:
            return named
        component = self._defined.get(tzid)
        if component is None:
            return None
        return find_name(component.text("X-LIC-LOCATION")) or find_equal(component)


def find_name(tzid: str) -> str | None:
    plain = tzid.strip(" \"'")
    if plain in zone_names():
        return plain
    if plain.casefold() in UTC_NAMES:
        return "UTC"
    windows = WINDOWS_TO_OLSON.get(plain)
    if windows in zone_names():
        return str(windows)
    parts = plain.split("/")[-4:]
    tails = ("/".join(parts[start:]) for start in range(len(parts) - 1))
    folded = (_folded().get(tail.casefold()) for tail in tails)
    return next((name for name in folded if name is not None), None)


@cache
def _folded() -> dict[str, str]:
    return {name.casefold(): name for name in zone_names()}


def find_equal(component: Component) -> str | None:
    """The zone whose offsets are those of a VTIMEZONE, the likely ones tried first."""
    zone = _build(component)
    if zone is None:
        return None
    try:
        wanted = [zone.utcoffset(sample) for sample in SAMPLES]
    except Exception:  # noqa: BLE001  a zone made by strangers may fail in any way, and is then unknown
        return None
    return next((name for name in (*LIKELY, *sorted(zone_names())) if _shows(name, wanted)), None)


def _shows(name: str, wanted: list[timedelta | None]) -> bool:
    zone = ZoneInfo(name)
    return all(zone.utcoffset(sample) == offset for sample, offset in zip(SAMPLES, wanted, strict=True))


def _build(component: Component) -> tzinfo | None:
    """Of yearly rules alone: no zone needs another, and a hostile one would take minutes to expand."""
    parts = [one for one in component.children if one.name in OBSERVANCES][:MOST_PARTS]
    rules = [one.value for part in parts for one in part.every("RRULE")]
    if not parts or not all(RULE.fullmatch(rule) for rule in rules):
        return None
    lines = ["BEGIN:VTIMEZONE", "TZID:custom"]
    for part in parts:
        wanted = [
            one for one in part.properties if one.name in {"DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"}
        ]
        lines += [f"BEGIN:{part.name}", *(f"{one.name}:{one.value}" for one in wanted[:MOST_PARTS]), f"END:{part.name}"]
    try:
        made: Any = Timezone.from_ical("\r\n".join([*lines, "END:VTIMEZONE", ""]))
        zone: tzinfo = made.to_tz(lookup_tzid=False)
    except Exception:  # noqa: BLE001  as above
        return None
    return zone
