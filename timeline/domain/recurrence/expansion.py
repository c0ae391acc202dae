"""Occurrences within a window: never from the start to now, never without a limit.

`start` is DTSTART on the event's own calendar or wall clock, `end` the exclusive DTEND; both are dates, or
both naive datetimes. Rules recur in local time and the zone is for the caller to apply afterwards; `zone` is
asked for only because UNTIL may be in UTC. Windows are whole local days since 1970-01-01, both inclusive, and
may reach beyond the years 1 to 9999, in which alone things recur.
"""

from __future__ import annotations

from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

from timeline.domain.errors import InvalidRecurrence
from timeline.domain.recurrence.check import check_rule_from
from timeline.domain.recurrence.occurrence import EPOCH, Occurrences
from timeline.domain.recurrence.parse import parse_rrule
from timeline.domain.recurrence.series import Series, moment, series_of
from timeline.domain.recurrence.value import SAME_FORM, Recurrence, is_timed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.domain.recurrence.occurrence import Occurrence

FIRST_DAY, LAST_DAY = date.min.toordinal() - EPOCH, date.max.toordinal() - EPOCH


def occurrences(
    recurrence: Recurrence,
    start: date | datetime,
    end: date | datetime | None = None,
    *,
    window: tuple[int, int],
    limit: int,
    zone: str | None = None,
) -> Occurrences:
    """What overlaps the window, cancelled occurrences included; raises InvalidRecurrence where the rule, or
    the form of a date in it, does not suit `start`.
    """
    if limit < 1:
        raise ValueError(f"limit {limit} asks for nothing; give 1 or more")
    series = _checked_series(recurrence, start, end, zone)
    first, last = max(window[0], FIRST_DAY), min(window[1], LAST_DAY)
    if first > last:
        return Occurrences((), truncated=False)
    items = tuple(islice(series.overlapping(first, last), limit + 1))
    return Occurrences(items[:limit], truncated=len(items) > limit or not series.is_counted_to(last))


def each_occurrence(
    recurrence: Recurrence,
    start: date | datetime,
    end: date | datetime | None = None,
    *,
    window: tuple[int, int],
    zone: str | None = None,
) -> Iterator[Occurrence]:
    """What overlaps the window, one after the other, for whoever stops by himself; never endless, since things
    recur until the year 9999 only. A COUNT that is too long to be followed is taken to reach the window's end.
    """
    series = _checked_series(recurrence, start, end, zone)
    first, last = max(window[0], FIRST_DAY), min(window[1], LAST_DAY)
    return iter(()) if first > last else series.overlapping(first, last)


def occurs_within(
    recurrence: Recurrence,
    start: date | datetime,
    end: date | datetime | None = None,
    *,
    window: tuple[int, int],
    zone: str | None = None,
) -> bool:
    """Whether anything overlaps the window; a COUNT too long to be followed is taken to reach it."""
    found = occurrences(recurrence, start, end, window=window, limit=1, zone=zone)
    return bool(found.items) or found.truncated


def span(
    recurrence: Recurrence,
    start: date | datetime,
    end: date | datetime | None = None,
    *,
    zone: str | None = None,
) -> tuple[int, int | None]:
    """First and last day that the series touches, None for ever: columns to find it by.

    Where EXDATE leaves nothing these are the event's own days, so that it can still be found.
    """
    series = _checked_series(recurrence, start, end, zone)
    return series.first_day(), series.last_day()


def last_day(
    recurrence: Recurrence,
    start: date | datetime,
    end: date | datetime | None = None,
    *,
    zone: str | None = None,
) -> int | None:
    """None means for ever."""
    return _checked_series(recurrence, start, end, zone).last_day()


def check_recurrence(recurrence: Recurrence, start: date | datetime) -> None:
    """What needs DTSTART: forms, UNTIL's type, times of day, and whether the rule can fire from there."""
    timed = isinstance(start, datetime)
    other = next((text for text in recurrence.local_starts() if is_timed(text) is not timed), None)
    if other is not None:
        raise InvalidRecurrence(f"{other} has another form than the event's start {start.isoformat()}; {SAME_FORM}")
    if recurrence.rrule is not None:
        check_rule_from(parse_rrule(recurrence.rrule), moment(start), all_day=not timed)


def start_date(day: int) -> date:
    """A day since 1970-01-01 as DTSTART; raises InvalidRecurrence outside the years 1 to 9999."""
    if FIRST_DAY <= day <= LAST_DAY:
        return date.fromordinal(day + EPOCH)
    era = "before the year 1" if day < FIRST_DAY else "after the year 9999"
    raise InvalidRecurrence(f"starts {era}, where nothing can recur; leave the recurrence out")


def _checked_series(
    recurrence: Recurrence, start: date | datetime, end: date | datetime | None, zone: str | None
) -> Series:
    if isinstance(start, datetime) and start.tzinfo is not None:
        raise ValueError(f"start {start.isoformat()} has an offset; give the wall clock and apply the zone afterwards")
    check_recurrence(recurrence, start)
    return series_of(recurrence, start, end, zone)
