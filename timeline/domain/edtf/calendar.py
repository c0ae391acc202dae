"""The proleptic Gregorian calendar for any year: days are counted from 1970-01-01, year 0 is 1 BCE.

Python's `date` stops at years 1 and 9999. The arithmetic here lets years begin in March, so that a leap day is
the last day of its year and needs no case of its own.
"""

from __future__ import annotations

OPEN_FUTURE = 2**53 - 1
OPEN_PAST = -OPEN_FUTURE
"""Bounds of an end without one: the largest integers that every JSON reader keeps exactly."""

FEBRUARY, DECEMBER = 2, 12
LAST_PLAIN_YEAR = 9999
DAYS_OF_400_YEARS = 146_097
EPOCH = 719_468
"""Days from 0000-03-01 to 1970-01-01."""
DAY_BEFORE_EPOCH = EPOCH + 1
DAYS_BEFORE = (0, 306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275)
"""By month: days from 1 March to its first."""

LONGEST_MONTHS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""By month: the most days that it has in any year."""


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    return 28 if month == FEBRUARY and not is_leap(year) else LONGEST_MONTHS[month]


def join_days(year: int, month: int, day: int) -> int:
    march_year = year - 1 if month <= FEBRUARY else year
    leap_days = march_year // 4 - march_year // 100 + march_year // 400
    return march_year * 365 + leap_days + DAYS_BEFORE[month] + day - DAY_BEFORE_EPOCH


def split_days(days: int) -> tuple[int, int, int]:
    era, day_of_era = divmod(days + EPOCH, DAYS_OF_400_YEARS)
    leap_days = day_of_era // 1460 - day_of_era // 36_524 + day_of_era // 146_096
    year_of_era = (day_of_era - leap_days) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    months_from_march = (5 * day_of_year + 2) // 153
    month = (months_from_march + 2) % 12 + 1
    day = day_of_year - (153 * months_from_march + 2) // 5 + 1
    return era * 400 + year_of_era + (month <= FEBRUARY), month, day


def format_year(year: int) -> str:
    """Four digits within 0–9999, signed outside (ISO 8601-1, expanded representations)."""
    if 0 <= year <= LAST_PLAIN_YEAR:
        return f"{year:04d}"
    return f"{'-' if year < 0 else '+'}{abs(year):04d}"


def format_day(days: int) -> str:
    """ISO text of a day bound; ".." where it is open."""
    if days in {OPEN_PAST, OPEN_FUTURE}:
        return ".."
    year, month, day = split_days(days)
    return f"{format_year(year)}-{month:02d}-{day:02d}"


def plain_iso(first: int, last: int) -> str | None:
    """The finest of YYYY-MM-DD, YYYY-MM and YYYY that holds all days from first to last. None where no one
    does, and outside the years 1–9999, which HTML and schema.org cannot say.
    """
    if OPEN_PAST in {first, last} or OPEN_FUTURE in {first, last}:
        return None
    (year, month, day), (last_year, last_month, last_day) = split_days(first), split_days(last)
    if year != last_year or not 1 <= year <= LAST_PLAIN_YEAR:
        return None
    if month != last_month:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if day == last_day else f"{year:04d}-{month:02d}"
