"""A rule's periods (years, months, weeks, days, hours), numbered so that jumping over them is arithmetic."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Literal, cast

from dateutil import rrule as dateutil

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.domain.recurrence.rule import Frequency, Rule

FIRST_MOMENT = datetime(1, 1, 1)  # noqa: DTZ001  wall clocks are naive throughout
LAST_MOMENT = datetime(9999, 12, 31, 23, 59, 59)  # noqa: DTZ001
FREQ: dict[Frequency, Literal[0, 1, 2, 3, 4]] = {
    "YEARLY": 0,
    "MONTHLY": 1,
    "WEEKLY": 2,
    "DAILY": 3,
    "HOURLY": 4,
}


def period_number(rule: Rule, moment: datetime) -> int:
    """Periods since the year 0 or the day 0, without regard to INTERVAL."""
    if rule.freq == "YEARLY":
        return moment.year
    if rule.freq == "MONTHLY":
        return moment.year * 12 + moment.month - 1
    if rule.freq == "WEEKLY":
        return (moment.toordinal() - 1 - rule.wkst) // 7  # 0001-01-01 is a Monday
    if rule.freq == "DAILY":
        return moment.toordinal()
    return moment.toordinal() * 24 + moment.hour


def period_start(rule: Rule, number: int) -> datetime | None:
    """The inverse of `period_number`; None beyond the year 9999."""
    if number > period_number(rule, LAST_MOMENT):
        return None
    if rule.freq == "YEARLY":
        return datetime(number, 1, 1)  # noqa: DTZ001
    if rule.freq == "MONTHLY":
        return datetime(number // 12, number % 12 + 1, 1)  # noqa: DTZ001
    if rule.freq == "WEEKLY":
        return _midnight(max(1, number * 7 + 1 + rule.wkst))
    if rule.freq == "DAILY":
        return _midnight(number)
    return _midnight(number // 24) + timedelta(hours=number % 24)


def expand(rule: Rule, begin: datetime) -> Iterator[datetime]:
    """What dateutil finds from a period's start on. It raises ValueError where INTERVAL never meets BYHOUR
    and where the last week of the year 9999 leaves the calendar: either way there is nothing more.
    """
    wkst = cast("Literal[0, 1, 2, 3, 4, 5, 6]", rule.wkst)
    try:
        yield from dateutil.rrule(FREQ[rule.freq], dtstart=begin, interval=rule.interval, wkst=wkst, **_by_parts(rule))
    except (ValueError, OverflowError):
        return


def _by_parts(rule: Rule) -> dict[str, Any]:
    parts: dict[str, Any] = {name.lower(): values for name, values in rule.by_parts().items() if values}
    days = parts.pop("byday", ())
    if days:
        parts["byweekday"] = [dateutil.weekday(day.weekday, day.ordinal or None) for day in days]
    return parts


def _midnight(ordinal: int) -> datetime:
    return datetime.combine(date.fromordinal(ordinal), time())
