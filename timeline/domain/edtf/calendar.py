"""The proleptic Gregorian calendar for any year: days are counted from 1970-01-01, year 0 is 1 BCE.

Python's `date` stops at years 1 and 9999; the arithmetic here counts from 1 March, so that the leap day is the
last of its year.
"""

from __future__ import annotations

OPEN_FUTURE = 2**53 - 1
OPEN_PAST = -OPEN_FUTURE
"""Bounds of a date without one: the largest integers that JSON readers keep exactly."""

DAYS_OF_400_YEARS = 146_097
EPOCH = 719_468
"""Days from 0000-03-01 to 1970-01-01."""


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


MONTH_DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The most days that each month can have."""


def month_length(year: int, month: int) -> int:
    return 28 if month == 2 and not is_leap(year) else MONTH_DAYS[month]  # noqa: PLR2004


def join_days(year: int, month: int = 1, day: int = 1) -> int:
    march_year = year - (month <= 2)  # noqa: PLR2004
    era, of_era = divmod(march_year, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * DAYS_OF_400_YEARS + of_era * 365 + of_era // 4 - of_era // 100 + of_year - EPOCH


def split_days(days: int) -> tuple[int, int, int]:
    era, of_era = divmod(days + EPOCH, DAYS_OF_400_YEARS)
    year_of_era = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9  # noqa: PLR2004
    return year_of_era + era * 400 + (month <= 2), month, of_year - (153 * shifted + 2) // 5 + 1  # noqa: PLR2004


def format_year(year: int) -> str:
    """Four digits within 0–9999, signed outside (ISO 8601-1, 4.3.2, expanded representations)."""
    if 0 <= year <= 9999:  # noqa: PLR2004
        return f"{year:04d}"
    return f"{'-' if year < 0 else '+'}{abs(year):04d}"


def format_day(days: int) -> str:
    """ISO text of a day, ".." for a bound that is open."""
    if days in {OPEN_PAST, OPEN_FUTURE}:
        return ".."
    year, month, day = split_days(days)
    return f"{format_year(year)}-{month:02d}-{day:02d}"


def plain_iso(first: int, last: int) -> str | None:
    """The finest of YYYY-MM-DD, YYYY-MM and YYYY that holds the whole span; None when no one does, or outside
    the years 1–9999, which HTML and schema.org cannot say.
    """
    if OPEN_PAST in (first, last) or OPEN_FUTURE in (first, last):
        return None
    (year, month, day), (last_year, last_month, last_day) = split_days(first), split_days(last)
    if year != last_year or not 1 <= year <= 9999:  # noqa: PLR2004
        return None
    if month != last_month:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day == last_day else "")
