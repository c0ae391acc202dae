"""VTIMEZONE for the years that are used, from the zone database (RFC 5545, section 3.6.5).

Readers believe the feed's own rules, so an observance that is missing or half an hour late is a wrong time
on somebody's wall. `icalendar` dates Pyongyang's change of 2018 to the wrong day and starts in 1970; this
scans the zone itself. Only recurring events need it: others are written in UTC.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vDDDLists

from feeds.calendar.lines import write_component
from feeds.calendar.values import put, put_verbatim
from timeline.domain.recurrence.rule import ByDay, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

YEARS_AHEAD = 20
"""How far the rules of a series without end are written out, from the feed's last change."""

FEWEST = 3
"""Onsets that make a rule."""

STEP = timedelta(days=1)


class Use(NamedTuple):
    """A zone and the years in which local times of it occur, both inclusive."""

    zone: str
    first: int
    last: int


class Onset(NamedTuple):
    """`local` is the wall clock before the change, as DTSTART of an observance wants it."""

    local: datetime
    before: timedelta
    after: timedelta
    name: str
    daylight: bool


@lru_cache(maxsize=64)
def render_zone(use: Use) -> bytes:
    component = Timezone()
    put(component, "TZID", use.zone)
    for onsets in _alike(_onsets(use)):
        component.add_component(_observance(onsets, use.last))
    return write_component(component)


def _alike(onsets: list[Onset]) -> list[list[Onset]]:
    """Onsets of one observance together: Outlook wants as few STANDARD parts as can be."""
    groups: dict[tuple[object, ...], list[Onset]] = {}
    for onset in onsets:
        groups.setdefault(onset[1:], []).append(onset)
    return list(groups.values())


def _observance(onsets: list[Onset], last: int) -> TimezoneDaylight | TimezoneStandard:
    """Beside RDATE, ical.js and with it Thunderbird pass over DTSTART and all but the first date of a list: so
    each onset has a property of its own, the first one too. UNTIL (section 3.3.10) stands a day after the last
    onset: dateutil, and with it `icalendar`, reads it as local time and would lose an onset at that very instant.
    """
    first = onsets[0]
    component = TimezoneDaylight() if first.daylight else TimezoneStandard()
    component.DTSTART = first.local
    component.TZOFFSETFROM, component.TZOFFSETTO = first.before, first.after
    put(component, "TZNAME", first.name)
    rule = find_rule([onset.local for onset in onsets])
    if rule is not None:
        until = None if onsets[-1].local.year == last else (onsets[-1].local + STEP).replace(tzinfo=UTC)
        put_verbatim(component, "RRULE", str(replace(rule, until=until)))
    elif len(onsets) > 1:
        for onset in onsets:
            component.add("RDATE", vDDDLists([onset.local]))
    return component


def find_rule(onsets: list[datetime]) -> Rule | None:
    """Such as "the last Sunday of March", where that is every one of them, year after year."""
    first, years = onsets[0], [onset.year for onset in onsets]
    alike = {(onset.month, onset.weekday(), onset.time()) for onset in onsets}
    if len(onsets) < FEWEST or len(alike) > 1 or years != list(range(years[0], years[0] + len(years))):
        return None
    from_end = {(monthrange(onset.year, onset.month)[1] - onset.day) // 7 for onset in onsets}
    from_start = {(onset.day - 1) // 7 + 1 for onset in onsets}
    ordinals = [-1] if from_end == {0} else list(from_start)
    if len(ordinals) > 1:
        return None
    return Rule("YEARLY", byday=(ByDay(ordinals[0], first.weekday()),), bymonth=(first.month,))


def _onsets(use: Use) -> list[Onset]:
    """From the observance in force when the first year begins, even if it began a little earlier."""
    zone = ZoneInfo(use.zone)
    begin, end = datetime(use.first, 1, 1, tzinfo=UTC), datetime(min(use.last, 9998) + 1, 1, 1, tzinfo=UTC)
    found = list(_changes(zone, begin - timedelta(days=400), end))
    earlier = [onset for onset in found if onset.local - onset.before <= begin.replace(tzinfo=None)]
    later = found[len(earlier) :]
    return [*(earlier[-1:] or [_standing(zone, begin)]), *later]


def _standing(zone: ZoneInfo, begin: datetime) -> Onset:
    local = begin.astimezone(zone)
    offset = local.utcoffset() or timedelta()
    start = begin.replace(tzinfo=None) - timedelta(days=1)
    return Onset(start, offset, offset, local.tzname() or "", bool(local.dst()))


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[Onset]:
    """Days are compared; the second of a change is then found by halving."""
    moment = begin
    while moment < end:
        following = moment + STEP
        if _rules(zone, following) != _rules(zone, moment):
            yield _onset(zone, *_narrowed(zone, moment, following))
        moment = following


def _narrowed(zone: ZoneInfo, before: datetime, after: datetime) -> tuple[datetime, datetime]:
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if _rules(zone, middle) == _rules(zone, before):
            before = middle
        else:
            after = middle
    return before, after


def _onset(zone: ZoneInfo, before: datetime, change: datetime) -> Onset:
    old = before.astimezone(zone).utcoffset() or timedelta()
    local = change.astimezone(zone)
    new = local.utcoffset() or timedelta()
    return Onset((change + old).replace(tzinfo=None), old, new, local.tzname() or "", bool(local.dst()))


def _rules(zone: ZoneInfo, moment: datetime) -> tuple[timedelta | None, timedelta | None]:
    local = moment.astimezone(zone)
    return local.utcoffset(), local.dst()
