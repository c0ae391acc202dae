"""Years, quarters, months, weeks and days as whole numbers that follow each other, and the days that each holds.

A month is counted from January of the year 0, a year and a quarter by division of it; a week (ISO 8601, from Monday)
and a day from 1970-01-01. So one subtraction tells how many lie between two, however far from our era.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.domain.edtf import OPEN_FUTURE, OPEN_PAST, format_day, join_days, split_days
from timeline.domain.edtf.calendar import format_year

if TYPE_CHECKING:
    from collections.abc import Callable

MONTHS, QUARTERS = 12, 4
WEEK, THURSDAY = 7, 3
"""1970-01-01 was a Thursday: three days after its week's Monday, and the day whose year an ISO week belongs to."""


def month_of(day: int) -> int:
    """Open ends stay as they are, beyond all months."""
    if day in {OPEN_PAST, OPEN_FUTURE}:
        return day
    year, month, _ = split_days(day)
    return year * MONTHS + month - 1


def month_start(month: int) -> int:
    year, index = divmod(month, MONTHS)
    return join_days(year, index + 1, 1)


@dataclass(frozen=True, slots=True)
class Period:
    """Its number is that of a month or a day (`of`), plus `shift`, divided by `size` and rounded down."""

    name: str
    of: str
    size: int
    shift: int
    write: Callable[[int], str]

    def at(self, day: int) -> int:
        """The number of the one that holds this day."""
        counted = month_of(day) if self.of == "month" else day
        return (counted + self.shift) // self.size

    def first_day(self, number: int) -> int:
        start = number * self.size - self.shift
        return month_start(start) if self.of == "month" else start

    def last_day(self, number: int) -> int:
        return self.first_day(number + 1) - 1


def _write_quarter(number: int) -> str:
    year, index = divmod(number, QUARTERS)
    return f"{format_year(year)}-Q{index + 1}"


def _write_month(number: int) -> str:
    year, index = divmod(number, MONTHS)
    return f"{format_year(year)}-{index + 1:02d}"


def _write_week(number: int) -> str:
    thursday = number * WEEK
    year = split_days(thursday)[0]
    return f"{format_year(year)}-W{(thursday - join_days(year, 1, 1)) // WEEK + 1:02d}"


PERIODS = {
    one.name: one
    for one in (
        Period("year", "month", MONTHS, 0, format_year),
        Period("quarter", "month", MONTHS // QUARTERS, 0, _write_quarter),
        Period("month", "month", 1, 0, _write_month),
        Period("week", "day", WEEK, THURSDAY, _write_week),
        Period("day", "day", 1, 0, format_day),
    )
}
