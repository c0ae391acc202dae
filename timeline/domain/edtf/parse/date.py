"""Dates of levels 0 to 2: plain, negative, qualified, with unspecified digits, seasons."""

from __future__ import annotations

import re

from timeline.domain.edtf import mask
from timeline.domain.edtf.calendar import DECEMBER, LONGEST_MONTHS, is_leap, join_days, month_length
from timeline.domain.edtf.date import EdtfDate
from timeline.domain.edtf.parse.long_year import LONG, read_long_year
from timeline.domain.edtf.parse.qualifier import FLAGS, UNMARKED, write_parts
from timeline.domain.edtf.parse.refusal import NO_YEAR_ZERO, RefusedError, refuse_shape
from timeline.domain.edtf.seasons import SEASONS, season_span

PLAIN = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
MARKED = re.compile(
    r"([?~%]?)(?P<year>-?[0-9X]{4})([?~%]?)"
    r"(?:-([?~%]?)(?P<month>[0-9X]{2})([?~%]?)"
    r"(?:-([?~%]?)(?P<day>[0-9X]{2})([?~%]?))?)?"
)
SHORTEST_MONTH = 28
YEAR_ALONE, WITH_MONTH, WITH_DAY = 1, 2, 3
YEAR_PRECISIONS = ("millennium", "millennium", "century", "decade", "year")
"""By the number of digits known."""


def read_date(part: str, offset: int) -> EdtfDate:
    found = PLAIN.fullmatch(part)
    if found:
        return read_plain(found, offset)
    found = MARKED.fullmatch(part)
    if found:
        return _read_marked(found, offset)
    found = LONG.fullmatch(part)
    if found:
        return read_long_year(found, offset)
    return refuse_shape(part, offset)


def read_plain(found: re.Match[str], offset: int) -> EdtfDate:
    """Level 0, by far the most common."""
    parts = _parts(found)
    first, last, precision = _days(parts, found, offset)
    return EdtfDate(found.group(), first, last, precision, parts, UNMARKED[len(parts)])


def _read_marked(found: re.Match[str], offset: int) -> EdtfDate:
    parts, qualifiers = _parts(found), _qualifiers(found)
    if parts[0] == "-0000":
        raise RefusedError(offset + found.start("year"), NO_YEAR_ZERO)
    unspecified = "X" in found.group()
    days = _masked_days if unspecified else _days
    first, last, precision = days(parts, found, offset)
    gapped = unspecified and mask.is_gapped(parts)
    return EdtfDate(write_parts(parts, qualifiers), first, last, precision, parts, qualifiers, gapped=gapped)


def read_day(found: re.Match[str], offset: int) -> int:
    """Of a pattern that names its groups as PLAIN does, and has all three."""
    return _days(_parts(found), found, offset)[0]


def _parts(found: re.Match[str]) -> tuple[str, ...]:
    parts: tuple[str, ...] = found.group("year", "month", "day")
    return parts if parts[2] else parts[: 2 if parts[1] else 1]


def _qualifiers(found: re.Match[str]) -> tuple[int, ...]:
    """A mark before a part is for it alone, one after it also for all to its left (ISO 8601-2, 8)."""
    own_year, _, year, own_month, month, month_group, own_day, day, day_group = found.groups("")
    if not (own_month or own_day or month_group or day_group):
        of_year = FLAGS[own_year] | FLAGS[year]
        return (of_year, 0, 0) if day else (of_year, 0) if month else (of_year,)
    of_day = FLAGS[day_group]
    of_month = of_day | FLAGS[month_group]
    of_year = of_month | FLAGS[year]
    if not month:
        return (of_year | FLAGS[own_year],)
    first_two = (of_year | FLAGS[own_year], of_month | FLAGS[own_month])
    return (*first_two, of_day | FLAGS[own_day]) if day else first_two


def _days(parts: tuple[str, ...], found: re.Match[str], offset: int) -> tuple[int, int, str]:
    """First and last day, and the precision."""
    year = int(parts[0])
    if len(parts) == YEAR_ALONE:
        return join_days(year, 1, 1), join_days(year, DECEMBER, 31), "year"
    month = int(parts[1])
    if not 1 <= month <= DECEMBER:
        precision = _check_season(parts, found, offset)
        return (*season_span(year, month), precision)
    if len(parts) == WITH_MONTH:
        start = join_days(year, month, 1)
        return start, start + month_length(year, month) - 1, "month"
    day = int(parts[2])
    if not 1 <= day <= SHORTEST_MONTH and not 1 <= day <= month_length(year, month):
        raise RefusedError(offset + found.start("day"), _no_day(year, month, parts[2]))
    count = join_days(year, month, day)
    return count, count, "day"


def _no_day(year: int, month: int, day: str) -> str:
    if day == "29" and not is_leap(year):
        return f"no 29 February in {year}, which is not a leap year; its last is 28"
    return f"no day {day}; month {month:02d} has 01-{month_length(year, month)}"


def _check_season(parts: tuple[str, ...], found: re.Match[str], offset: int) -> str:
    """Returns the precision."""
    code = int(parts[1])
    if code not in SEASONS:
        raise RefusedError(offset + found.start("month"), f"no month {parts[1]}; months are 01-12, seasons 21-41")
    if len(parts) == WITH_DAY:
        raise RefusedError(
            offset + found.start("day"), f"{parts[1]} is a season, which has no days; leave {parts[2]} out"
        )
    return SEASONS[code].precision


def _masked_days(parts: tuple[str, ...], found: re.Match[str], offset: int) -> tuple[int, int, str]:
    precision = _masked_year_precision(parts[0])
    if len(parts) > YEAR_ALONE:
        precision = _check_month(parts, found, offset)
    found_days = mask.outer(parts)
    if found_days is None:
        at = offset + found.start("day")
        raise RefusedError(at, f"no day {parts[2]} in that month of any year that fits {parts[0]}")
    return (*found_days, precision)


def _check_month(parts: tuple[str, ...], found: re.Match[str], offset: int) -> str:
    """Returns the precision."""
    months = mask.numbers(parts[1], DECEMBER)
    if not months and parts[1].isdigit():
        return _check_season(parts, found, offset)
    if not months:
        raise RefusedError(offset + found.start("month"), f"no month fits {parts[1]}; months are 01-12")
    if len(parts) == WITH_MONTH:
        return "month"
    longest = max(LONGEST_MONTHS[month] for month in months)
    if not mask.numbers(parts[2], longest):
        raise RefusedError(offset + found.start("day"), f"no day fits {parts[2]}; days are 01-{longest}")
    return "day"


def _masked_year_precision(year: str) -> str:
    """By the number of digits missing on the right; other gaps leave single years."""
    known = year.lstrip("-").rstrip("X")
    if "X" in known:
        return "year"
    return YEAR_PRECISIONS[len(known)]
