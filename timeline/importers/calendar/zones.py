"""Zones as calendars name them, as the IANA names that are kept.

In this order: the name itself, the end of a path ("/freeassociation.sourceforge.net/Tzfile/Europe/Paris"), Windows'
names, and else the zone whose clocks show the same as the calendar's own VTIMEZONE, twice a month through a dozen
years. No other way leads from a name to a file: zone data are read by names of the tzdata package alone.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from timeline.domain.clock import zone_names
from timeline.importers.calendar.observances import read_offsets

if TYPE_CHECKING:
    from datetime import timedelta

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
UTC_NAMES = {"utc", "gmt", "z", "etc/utc", "zulu", "gmt+0", "coordinated universal time"}


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
    wanted = read_offsets(component, SAMPLES)
    if wanted is None:
        return None
    shown = tuple(wanted)
    likely = next((name for name in LIKELY if _shown(name) == shown), None)
    return likely or _by_offsets().get(shown)


@cache
def _by_offsets() -> dict[tuple[timedelta | None, ...], str]:
    """Every zone; of those that are alike the first by name."""
    return {_shown(name): name for name in sorted(zone_names(), reverse=True)}


@cache
def _shown(name: str) -> tuple[timedelta | None, ...]:
    zone = ZoneInfo(name)
    return tuple(zone.utcoffset(sample) for sample in SAMPLES)
