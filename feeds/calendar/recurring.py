"""Recurring events: RRULE, RDATE, EXDATE and overrides (RFC 5545, sections 3.8.5 and 3.8.4.4).

A rule is local, so zoned starts keep their TZID here. What is called off or withdrawn is published as
ended, with its first occurrence alone and cancelled: Thunderbird keeps a series that merely goes missing,
and shows one occurrence of a series whose UNTIL lies before its DTSTART anyway. It therefore stays even
with `cancelled=omit`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from icalendar import Event
from icalendar.prop import vDDDLists

from feeds.calendar.describing import describe_component
from feeds.calendar.layout import Mark
from feeds.calendar.values import put_verbatim
from feeds.format import Entry
from feeds.words import is_off
from timeline.domain.recurrence import Rule, occurrences, parse_rrule
from timeline.domain.recurrence.value import parse_start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar import Component

    from feeds.format import Options
    from timeline.domain.event import Event as DomainEvent
    from timeline.domain.recurrence import Override, Recurrence
    from timeline.domain.when import When

EVERY_MONTH_HAS = 28
ALONE = "FREQ=DAILY;COUNT=1"
STAMPS = ("UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "CREATED")
EPOCH = date(1970, 1, 1)


class Series:
    """An event's own times as DTSTART writes them: days, or wall clocks of `zone`, which is None for UTC."""

    def __init__(self, event: DomainEvent) -> None:
        self.recurrence = _recurrence(event)
        self.title = event.title
        self.start, self.end = local_times(event.when)
        named = event.when.start.zone if event.when.start is not None else None
        self.zone = None if named == "UTC" else named

    @property
    def all_day(self) -> bool:
        return not isinstance(self.start, datetime)

    @property
    def length(self) -> timedelta | None:
        return None if self.end is None else self.end - self.start

    def put(self, component: Component, name: str, *moments: date) -> None:
        """Replaces what is there."""
        component.pop(name, None)
        parameters = {"VALUE": "DATE"} if self.all_day else {"TZID": self.zone} if self.zone else {}
        written = [self.written(moment) for moment in moments]
        value = vDDDLists(written) if name == "EXDATE" else written[0]
        component.add(name, value, parameters=parameters)

    def written(self, moment: date) -> date:
        if isinstance(moment, datetime) and self.zone is None:
            return moment.replace(tzinfo=UTC)
        return moment

    def in_utc(self, moment: date) -> date:
        """For a zoned series, as UNTIL has to be (section 3.3.10)."""
        if not isinstance(moment, datetime) or moment.tzinfo is not None:
            return moment
        return moment.replace(tzinfo=ZoneInfo(self.zone or "UTC")).astimezone(UTC)


def components(component: Component, entry: Entry, options: Options) -> Iterator[Component]:
    series = Series(entry.version.event)
    series.put(component, "DTSTART", series.start)
    if series.end is not None:
        series.put(component, "DTEND", series.end)
    if is_off(entry.version):
        _end_at_once(component, series)
        yield component
        return
    overrides = [each for each in series.recurrence.overrides if replaces(series, each)]
    omitted = [each for each in overrides if each.status == "cancelled" and options.cancelled == "omit"]
    _recur(component, series, omitted)
    yield component
    yield from (_overridden(component, series, each, entry) for each in overrides if each not in omitted)


def local_times(when: When) -> tuple[date, date | None]:
    """DTSTART and the exclusive DTEND on the event's own calendar or wall clock."""
    if when.start is None:
        bounds = when.bounds
        return EPOCH + timedelta(days=bounds.start_earliest), EPOCH + timedelta(days=bounds.end_latest + 1)
    if when.end is None:
        return when.start.local, None
    return when.start.local, when.end.instant().astimezone(ZoneInfo(when.start.zone)).replace(tzinfo=None)


def _recurrence(event: DomainEvent) -> Recurrence:
    if event.recurrence is None:
        raise TypeError(f"{event.uid} does not recur")
    return event.recurrence


def _end_at_once(component: Component, series: Series) -> None:
    if series.recurrence.rrule is not None:
        freq = parse_rrule(series.recurrence.rrule).freq
        put_verbatim(component, "RRULE", str(Rule(freq=freq, until=series.in_utc(series.start))))


def _recur(component: Component, series: Series, omitted: list[Override]) -> None:
    recurrence = series.recurrence
    if recurrence.rrule is not None:
        put_verbatim(component, "RRULE", str(spelled_out(parse_rrule(recurrence.rrule), series)))
    if recurrence.rdate:
        _add_dates(component, series, [parse_start(text) for text in recurrence.rdate])
    without = sorted({*recurrence.exdate, *(each.recurrence_id for each in omitted)})
    if without:
        series.put(component, "EXDATE", *(parse_start(text) for text in without))


def _add_dates(component: Component, series: Series, dates: list[date]) -> None:
    """Instants in UTC, because libical takes local ones for UTC whatever their TZID. Without a rule ical.js, and with
    it Thunderbird, and Home Assistant pass over DTSTART: so there is one, that gives DTSTART alone.
    """
    if series.recurrence.rrule is None:
        put_verbatim(component, "RRULE", ALONE)
    parameters = {"VALUE": "DATE"} if series.all_day else {}
    component.add("RDATE", vDDDLists([series.in_utc(each) for each in dates]), parameters=parameters)


def spelled_out(rule: Rule, series: Series) -> Rule:
    """The day of a bare rule from 29, 30 or 31: Thunderbird takes "yearly" from 29 February for 1 March
    too.
    """
    day, month = series.start.day, series.start.month
    if rule.until is not None:
        rule = replace(rule, until=series.in_utc(rule.until))
    if day <= EVERY_MONTH_HAS or rule.byday or rule.bymonthday or rule.byyearday or rule.byweekno:
        return rule
    if rule.freq == "YEARLY":
        return replace(rule, bymonth=rule.bymonth or (month,), bymonthday=(day,))
    return replace(rule, bymonthday=(day,)) if rule.freq == "MONTHLY" else rule


def replaces(series: Series, override: Override) -> bool:
    """An override of what is no occurrence would add one."""
    plain = series.recurrence.model_copy(update={"overrides": ()})
    moment = parse_start(override.recurrence_id)
    day = moment.toordinal() - EPOCH.toordinal()
    found = occurrences(plain, series.start, window=(day, day), limit=1_000, zone=series.zone)
    return any(each.start == moment for each in found.items)


def _overridden(component: Component, series: Series, override: Override, entry: Entry) -> Component:
    made = Event()
    for name in STAMPS:
        if name in component:
            made[name] = component[name]
    moment = parse_start(override.recurrence_id)
    start = parse_start(override.start) if override.start else moment
    end = parse_start(override.end) if override.end else None if series.length is None else start + series.length
    series.put(made, "RECURRENCE-ID", moment)
    series.put(made, "DTSTART", start)
    if end is not None:
        series.put(made, "DTEND", end)
    describe_component(made, _retold(entry, override), Mark(start, end))
    return made


def _retold(entry: Entry, override: Override) -> Entry:
    """The event as this one occurrence was."""
    given = {name: getattr(override, name) for name in ("title", "description", "status")}
    event = entry.version.event.model_copy(update={name: value for name, value in given.items() if value is not None})
    return Entry(replace(entry.version, event=event), entry.url)
