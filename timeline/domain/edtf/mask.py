"""Unspecified digits (ISO 8601-2, level 2: any digit may be X): which days such a mask allows.

"156X-12-25" is ten days with years between them. Whether one of them meets a window is asked by stepping from
fitting year to fitting year, never by listing days, so that "XXXX-XX-25" is as quick as any other.

A date is given as its parts: year, month or season, and day, each as written; later ones may be missing.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from timeline.domain.edtf.calendar import DECEMBER, LAST_PLAIN_YEAR, join_days, month_length, split_days
from timeline.domain.edtf.seasons import season_span

if TYPE_CHECKING:
    from collections.abc import Iterator

LAST_DAY = 31
EARLIEST, LATEST = join_days(-10_001, 1, 1), join_days(10_001, DECEMBER, LAST_DAY)
"""Outside all years of four digits."""

MOST_STEPS = 16
"""No mask that fits a leap year at all has as many fitting years in a row without one, so that a day not found
by then (29 February of no leap year) does not exist."""

MIRROR = str.maketrans("0123456789", "9876543210")


def outer(parts: tuple[str, ...]) -> tuple[int, int] | None:
    """The first and the last allowed day; None if there is none."""
    least, most = int(parts[0].replace("X", "0")), int(parts[0].replace("X", "9"))
    if least < most or "X" not in parts[0]:
        starts = list(spans(parts, least))
        ends = starts if least == most else list(spans(parts, most))
        if starts and ends:
            return starts[0][0], ends[-1][1]
    # Years before 0, and a 29 February that the outermost years do not have.
    first, last = first_from(parts, EARLIEST), last_until(parts, LATEST)
    return None if first is None or last is None else (first, last)


def first_from(parts: tuple[str, ...], day: int) -> int | None:
    """The first allowed day on or after `day`; a season may have begun in the year before."""
    year = _year_from(parts[0], split_days(day)[0] - 1)
    for _ in range(MOST_STEPS):
        if year is None:
            return None
        for start, end in spans(parts, year):
            if end >= day:
                return max(start, day)
        year = _year_from(parts[0], year + 1)
    return None


def runs_from(parts: tuple[str, ...], day: int) -> Iterator[tuple[int, int]]:
    """The runs of allowed days that end on or after `day`, ascending."""
    year = _year_from(parts[0], split_days(day)[0] - 1)
    while year is not None:
        yield from (span for span in spans(parts, year) if span[1] >= day)
        year = _year_from(parts[0], year + 1)


def last_until(parts: tuple[str, ...], day: int) -> int | None:
    """The last allowed day on or before `day`."""
    year = _year_until(parts[0], split_days(day)[0])
    for _ in range(MOST_STEPS):
        if year is None:
            return None
        for start, end in reversed(list(spans(parts, year))):
            if start <= day:
                return min(end, day)
        year = _year_until(parts[0], year - 1)
    return None


def is_gapped(parts: tuple[str, ...]) -> bool:
    """Whether days between the first and the last are not allowed."""
    year, inner = parts[0], parts[1:]
    if "X" in year:
        whole_years = all(part == "XX" for part in inner)
        return not whole_years or "X" in year.rstrip("X")
    return any(later[0] > earlier[1] + 1 for earlier, later in pairwise(spans(parts, int(year))))


def spans(parts: tuple[str, ...], year: int) -> Iterator[tuple[int, int]]:
    """The runs of days allowed in one year, ascending, each as first and last day."""
    _, month, day = (*parts, "XX", "XX")[:3]
    if month == day == "XX":
        yield join_days(year, 1, 1), join_days(year, DECEMBER, LAST_DAY)
        return
    if month.isdigit() and int(month) > DECEMBER:
        yield season_span(year, int(month))
        return
    for number in numbers(month, DECEMBER):
        start, length = join_days(year, number, 1), month_length(year, number)
        for first, last in runs(day):
            if first <= length:
                yield start + first - 1, start + min(last, length) - 1


@cache
def numbers(mask: str, most: int) -> tuple[int, ...]:
    """The numbers from 1 whose two digits fit."""
    return tuple(number for number in range(1, most + 1) if _fits(mask, f"{number:02d}"))


@cache
def runs(mask: str) -> tuple[tuple[int, int], ...]:
    """The days of a month whose digits fit, as runs: "1X" is one of 10 to 19."""
    fitting = numbers(mask, LAST_DAY)
    starts = [day for day in fitting if day - 1 not in fitting]
    ends = [day for day in fitting if day + 1 not in fitting]
    return tuple(zip(starts, ends, strict=True))


def _fits(mask: str, digits: str) -> bool:
    for want, have in zip(mask, digits, strict=True):  # noqa: SIM110  `all` takes twice as long
        if want not in ("X", have):
            return False
    return True


def _year_from(mask: str, least: int) -> int | None:
    """The first fitting year from `least` on; a minus mirrors the years, and -0000 is none."""
    if not mask.startswith("-"):
        return _at_least(mask, max(0, least))
    size = _at_most(mask[1:], min(LAST_PLAIN_YEAR, -least))
    return -size if size else None


def _year_until(mask: str, most: int) -> int | None:
    """The last fitting year up to `most`."""
    if not mask.startswith("-"):
        return _at_most(mask, min(LAST_PLAIN_YEAR, most))
    size = _at_least(mask[1:], max(1, -most))
    return -size if size else None


def _at_least(mask: str, least: int) -> int | None:
    """The smallest number that fits: as many leading digits of `least` as may stay, then one greater, then
    the smallest.
    """
    if least > LAST_PLAIN_YEAR:
        return None
    digits = f"{least:04d}"
    if _fits(mask, digits):
        return least
    for index in (3, 2, 1, 0):
        greater = _next_digit(mask[index], digits[index])
        if greater and _fits(mask[:index], digits[:index]):
            return int(digits[:index] + greater + mask[index + 1 :].replace("X", "0"))
    return None


def _at_most(mask: str, most: int) -> int | None:
    """As `_at_least`, seen from the other end of the digits."""
    found = _at_least(mask.translate(MIRROR), LAST_PLAIN_YEAR - most)
    return None if found is None else LAST_PLAIN_YEAR - found


def _next_digit(want: str, have: str) -> str:
    """The smallest digit that fits and is greater, "" if there is none."""
    if want == "X":
        return "" if have == "9" else str(int(have) + 1)
    return want if want > have else ""
