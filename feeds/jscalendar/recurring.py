"""Recurring events: recurrenceRules and recurrenceOverrides (RFC 8984, section 4.3)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from feeds.calendar.recurring import Series, replaces, spelled_out
from feeds.text import one_line, plain_text
from timeline.domain.recurrence import parse_rrule
from timeline.domain.recurrence.rule import WEEKDAYS
from timeline.domain.recurrence.value import parse_start

if TYPE_CHECKING:
    from feeds.format import Options
    from timeline.domain.event import Event
    from timeline.domain.recurrence import Override, Rule

Json = dict[str, Any]
PARTS = {
    "bymonthday": "byMonthDay", "byyearday": "byYearDay", "byweekno": "byWeekNo", "byhour": "byHour",
    "byminute": "byMinute", "bysecond": "bySecond", "bysetpos": "bySetPosition",
}  # fmt: skip


def recur(event: Event, options: Options) -> Json:
    """Nothing for an event that does not recur."""
    if event.recurrence is None:
        return {}
    series = Series(event)
    rrule = event.recurrence.rrule
    rules = [write_rule(spelled_out(parse_rrule(rrule), series), series)] if rrule else []
    return {"recurrenceRules": rules, "recurrenceOverrides": _overrides(series, options)}


def write_rule(rule: Rule, series: Series) -> Json:
    written: Json = {"@type": "RecurrenceRule", "frequency": rule.freq.lower()}
    if rule.interval != 1:
        written["interval"] = rule.interval
    if rule.wkst:
        written["firstDayOfWeek"] = WEEKDAYS[rule.wkst].lower()
    if rule.byday:
        written["byDay"] = [_day(one.ordinal, one.weekday) for one in rule.byday]
    if rule.bymonth:
        written["byMonth"] = [str(month) for month in rule.bymonth]
    written |= {name: list(getattr(rule, part)) for part, name in PARTS.items() if getattr(rule, part)}
    if rule.count is not None:
        written["count"] = rule.count
    if rule.until is not None:
        written["until"] = _until(rule.until, series)
    return written


def _day(ordinal: int, weekday: int) -> Json:
    day = {"@type": "NDay", "day": WEEKDAYS[weekday].lower()}
    return {**day, "nthOfPeriod": ordinal} if ordinal else day


def _until(until: date, series: Series) -> str:
    """A wall clock of the event's own zone (section 4.3.3)."""
    if isinstance(until, datetime) and until.tzinfo is not None:
        until = until.astimezone(ZoneInfo(series.zone or "UTC")).replace(tzinfo=None)
    return local_text(until)


def _overrides(series: Series, options: Options) -> Json:
    recurrence = series.recurrence
    patches: Json = {local_text(parse_start(text)): {} for text in recurrence.rdate}
    patches |= {local_text(parse_start(text)): {"excluded": True} for text in recurrence.exdate}
    for override in recurrence.overrides:
        if replaces(series, override):
            patches[local_text(parse_start(override.recurrence_id))] = _patch(series, override, options)
    return patches


def _patch(series: Series, override: Override, options: Options) -> Json:
    if override.status == "cancelled" and options.cancelled == "omit":
        return {"excluded": True}
    patch: Json = {}
    if override.title is not None:
        patch["title"] = one_line(override.title)
    if override.status == "cancelled":
        patch["title"] = f"Cancelled: {one_line(override.title or series.title)}"
    if override.description is not None:
        patch["description"] = plain_text(override.description)
    if override.status is not None:
        patch["status"] = override.status
    return {**patch, **_moved(series, override)}


def _moved(series: Series, override: Override) -> Json:
    start = parse_start(override.start or override.recurrence_id)
    moved: Json = {"start": local_text(start)} if override.start else {}
    if override.end is not None:
        moved["duration"] = length_text(series, start, parse_start(override.end))
    return moved


def length_text(series: Series, start: date, end: date) -> str:
    """Days for days; for wall clocks the time that passes between them."""
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return f"P{(end - start).days}D"
    zone = ZoneInfo(series.zone or "UTC")
    length = end.replace(tzinfo=zone).timestamp() - start.replace(tzinfo=zone).timestamp()
    return duration(timedelta(seconds=length))


def local_text(moment: date) -> str:
    """LocalDateTime (section 1.4.4)."""
    return moment.isoformat() if isinstance(moment, datetime) else f"{moment.isoformat()}T00:00:00"


def duration(length: timedelta) -> str:
    """In hours, minutes and seconds: a day is as long as its zone makes it (section 1.4.6)."""
    seconds = round(length.total_seconds())
    parts = ((seconds // 3600, "H"), (seconds // 60 % 60, "M"), (seconds % 60, "S"))
    return f"PT{''.join(f'{number}{unit}' for number, unit in parts if number) or '0S'}"
