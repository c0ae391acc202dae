"""Unspecified digits (ISO 8601-2, 4.6; level 2: any digit may be X): which days a mask allows.

"156X-12-25" is ten days with years between them: its outer bounds are exact, and whether one of its days meets
a window is asked year by year, never day by day.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from timeline.domain.edtf.calendar import is_leap, join_days, month_length

if TYPE_CHECKING:
    from collections.abc import Iterator

YEARS = 10_000
COMMON_YEAR = 2001
cache = lru_cache(maxsize=4096)


@cache
def numbers(mask: str, low: int, high: int) -> tuple[int, ...]:
    """The numbers from low to high whose digits fit."""
    return tuple(
        number
        for number in range(low, high + 1)
        if all(want in ("X", have) for want, have in zip(mask, f"{number:0{len(mask)}d}", strict=True))
    )


def months(mask: str | None) -> tuple[int, ...]:
    return tuple(range(1, 13)) if mask is None else numbers(mask, 1, 12)


def days(mask: str | None) -> tuple[int, ...]:
    return tuple(range(1, 32)) if mask is None else numbers(mask, 1, 31)


def years(mask: str, first: int = -YEARS, last: int = YEARS) -> Iterator[int]:
    """Ascending, within first and last; a leading minus mirrors the digits, and -0000 is no year."""
    digits = mask.lstrip("-")
    negative = mask != digits
    low, high = (max(1, -last), min(9999, -first)) if negative else (max(0, first), min(9999, last))
    for number in reversed(range(low, high + 1)) if negative else range(low, high + 1):
        if fits(digits, number):
            yield -number if negative else number


def fits(digits: str, number: int) -> bool:
    return all(want in ("X", have) for want, have in zip(digits, f"{number:04d}", strict=True))


def spans(year: int, month: str | None, day: str | None) -> Iterator[tuple[int, int]]:
    """The runs of days that the mask allows in one year, ascending, as first and last day."""
    for number in months(month):
        length = month_length(year, number)
        start = join_days(year, number, 1)
        if day is None or day == "XX":
            yield start, start + length - 1
            continue
        for one in days(day):
            if one <= length:
                yield start + one - 1, start + one - 1


@cache
def outer(mask: str, month: str | None, day: str | None) -> tuple[int, int] | None:
    """First and last day allowed, None if no day is. Only 29 February needs a leap year; all else is in any year."""
    leap = not any(spans(COMMON_YEAR, month, day))
    if leap and not _has_leap_year(mask):
        return None
    first, last = _outer_year(mask, leap=leap), _outer_year(mask, leap=leap, last=True)
    return next(spans(first, month, day))[0], max(end for _, end in spans(last, month, day))


def _outer_year(mask: str, *, leap: bool, last: bool = False) -> int:
    digits = mask.lstrip("-")
    low, high = sorted((_filled(mask, "0"), _filled(mask, "9")))
    return next(
        year
        for year in (range(high, low - 1, -1) if last else range(low, high + 1))
        if (is_leap(year) or not leap) and fits(digits, abs(year)) and not (year == 0 and mask != digits)
    )


def _filled(mask: str, digit: str) -> int:
    return int(mask.replace("X", digit))


def _has_leap_year(mask: str) -> bool:
    """Told by the digits: a multiple of 4 that ends no century, or a century that is a multiple of 400."""
    digits = mask.lstrip("-")
    tails = numbers(digits[2:], 0, 99)
    if any(tail % 4 == 0 and tail for tail in tails):
        return True
    return 0 in tails and any(century % 4 == 0 for century in numbers(digits[:2], 0, 99))


def is_gapped(mask: str, month: str | None, day: str | None) -> bool:
    """Whether days between the first and the last are not allowed."""
    whole_days = day is None or day == "XX"
    if "X" in mask:
        whole_year = (month is None or month == "XX") and whole_days
        return not (whole_year and "X" not in mask.rstrip("X"))
    allowed = months(month)
    if not whole_days and len(allowed) > 1:
        return True
    return not (_runs_on(allowed) and (whole_days or _runs_on(days(day))))


def _runs_on(allowed: tuple[int, ...]) -> bool:
    return allowed[-1] - allowed[0] + 1 == len(allowed)


def meets(mask: str, month: str | None, day: str | None, first: int, last: int, year_range: tuple[int, int]) -> bool:
    """Whether a day that is allowed lies from first to last."""
    return any(
        start <= last and end >= first for year in years(mask, *year_range) for start, end in spans(year, month, day)
    )
