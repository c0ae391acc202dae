"""Jumping proved right: any rule, asked for any window, finds what dateutil finds when it walks from DTSTART."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING

from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from timeline.domain.errors import InvalidRecurrence
from timeline.domain.recurrence import Recurrence, last_day, occurrences

if TYPE_CHECKING:
    from collections.abc import Iterator

EPOCH = date(1970, 1, 1).toordinal()
YEARS_WALKED = 30
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def some(values: list[str], most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True).map(",".join)


def numbers(*values: int) -> st.SearchStrategy[str]:
    return some([str(value) for value in values])


ANY = {
    "INTERVAL": st.sampled_from(["1", "2", "3", "5", "7", "12", "14"]),
    "BYMONTH": numbers(*range(1, 13)),
    "BYDAY": some(list(WEEKDAYS)),
    "WKST": st.sampled_from(WEEKDAYS),
    "BYHOUR": numbers(0, 9, 17, 23),
    "COUNT": st.sampled_from(["1", "2", "5", "40", "1000000000"]),
}
MONTHDAYS = {"BYMONTHDAY": numbers(1, 15, 28, 29, 30, 31, -1, -2, -31)}
CHOICE = {"BYSETPOS": numbers(1, 2, -1)}
NUMBERED = {"BYDAY": some([f"{ordinal}{weekday}" for ordinal in (1, 2, 4, 5, -1) for weekday in WEEKDAYS])}
PARTS: dict[str, list[dict[str, st.SearchStrategy[str]]]] = {
    "HOURLY": [{**ANY, **MONTHDAYS}],
    "DAILY": [{**ANY, **MONTHDAYS}, {**ANY, **CHOICE}],
    "WEEKLY": [ANY],
    "MONTHLY": [{**ANY, **MONTHDAYS, **CHOICE}, {**ANY, **NUMBERED}],
    "YEARLY": [{**ANY, **MONTHDAYS, **CHOICE}, {**ANY, **NUMBERED}, {**ANY, "BYYEARDAY": numbers(1, 100, 366, -1)}],
}


@st.composite
def rules(draw: st.DrawFn) -> str:
    freq = draw(st.sampled_from(sorted(PARTS)))
    parts = draw(st.sampled_from(PARTS[freq]))
    names = draw(st.lists(st.sampled_from(sorted(parts)), unique=True, max_size=4))
    return ";".join([f"FREQ={freq}", *(f"{name}={draw(parts[name])}" for name in names)])


def walked(rrule: str, start: datetime) -> Iterator[datetime]:
    """DTSTART is always the first and is counted, also where the rule would not put it."""
    endless = re.sub(r";COUNT=\d+", "", rrule)
    yield start
    yield from (fire for fire in rrulestr(endless, dtstart=start) if fire != start)


def expected(rrule: str, start: datetime, last: datetime) -> list[datetime]:
    counted = re.search(r"COUNT=(\d+)", rrule)
    fires = list(takewhile(lambda fire: fire <= last, walked(rrule, start)))
    return fires[: int(counted[1])] if counted else fires


def accepted(rrule: str, start: datetime) -> Recurrence:
    """Rules that never fire are not walked: dateutil would go to the year 9999."""
    try:
        recurrence = Recurrence(rrule=rrule)
        last_day(recurrence, start)
    except (ValidationError, InvalidRecurrence):
        assume(False)
    return recurrence


@settings(max_examples=150, deadline=None)
@given(
    rules(),
    st.datetimes(datetime(1890, 1, 1), datetime(2010, 1, 1)),  # noqa: DTZ001  wall clocks
    st.integers(-400, YEARS_WALKED * 365),
    st.integers(0, 500),
)
def test_a_window_finds_what_walking_from_the_start_finds(rrule: str, start: datetime, later: int, length: int) -> None:
    start = start.replace(minute=0, second=0, microsecond=0)
    recurrence = accepted(rrule, start)
    first = start.toordinal() - EPOCH + later
    last = first + length
    opening = datetime.fromordinal(first + EPOCH)
    closing = datetime.fromordinal(last + EPOCH) + timedelta(hours=23, minutes=59, seconds=59)
    answer = occurrences(recurrence, start, window=(first, last), limit=20_000)
    assert [item.start for item in answer.items] == [
        fire for fire in expected(rrule, start, closing) if fire >= opening
    ]


@settings(max_examples=60, deadline=None)
@given(rules(), st.dates(date(1890, 1, 1), date(2010, 1, 1)), st.integers(1, 60))
def test_count_ends_on_the_day_that_walking_finds(rrule: str, start: date, count: int) -> None:
    assume("HOURLY" not in rrule)
    assume("BYHOUR" not in rrule)
    counted = f"{re.sub(';COUNT=[0-9]+', '', rrule)};COUNT={count}"
    begin = datetime.combine(start, datetime.min.time())
    recurrence = accepted(counted, begin)
    fires = [fire for _, fire in zip(range(count), walked(counted, begin), strict=False)]
    ended = len(fires) == count
    assert last_day(recurrence, start) == (fires[-1].toordinal() - EPOCH if ended else None)


@settings(max_examples=100, deadline=None)
@given(rules(), st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)), st.integers(0, 9_000 * 365))  # noqa: DTZ001
def test_no_start_and_no_window_is_too_far(rrule: str, start: datetime, later: int) -> None:
    start = start.replace(microsecond=0)
    recurrence = accepted(rrule, start)
    first = start.toordinal() - EPOCH + later
    items = occurrences(recurrence, start, window=(first, first + 30), limit=10).items
    assert all(first <= item.first_day <= first + 30 for item in items)
    assert [item.start for item in items] == sorted({item.start for item in items})
