"""A date as written and the day of publication → EDTF text of one date."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

if TYPE_CHECKING:
    from timeline.domain.reported_dates.point import Point

THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
THIRD_OF_YEAR = {"early": 37, "mid": 38, "late": 39}
FIRST_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10, 40: 1, 41: 7}
LENGTHS = {21: 3, 22: 3, 23: 3, 24: 3, 33: 3, 34: 3, 35: 3, 36: 3, 40: 6, 41: 6}
DAY, WEEK = timedelta(days=1), timedelta(days=7)


class NeedsPublicationError(Exception):
    """These words mean nothing without the day on which they were published."""


def resolve(point: Point, published: date | None, *, future: bool) -> str:
    """Raises NeedsPublicationError."""
    text = point.text or _text(point, published, future=future)
    return text + {(True, True): "%", (True, False): "~", (False, True): "?"}.get(
        (_soft(point, text), point.uncertain), ""
    )


def _soft(point: Point, text: str) -> bool:
    """A set has no mark of its own as a whole."""
    return point.approximate and not text.startswith(("[", "{")) and "/" not in text and not text.endswith("~")


def _text(point: Point, published: date | None, *, future: bool) -> str:
    if point.weekday is not None:
        return str(_weekday(point.weekday, point.which, _given(published), future=future))
    if point.back is not None:
        return _relative(point, _given(published))
    if point.season is not None:
        year = point.year if point.year is not None else _season_year(point, _given(published), future=future)
        return f"{_year(year)}-{point.season}"
    if point.month is None:
        return _part_of_year(point)
    year = point.year if point.year is not None else _chosen_year(point, _given(published), future=future)
    return _in_month(year, point)


def _given(published: date | None) -> date:
    if published is None:
        raise NeedsPublicationError
    return published


def _year(year: int) -> str:
    return f"{year:04d}"


def _part_of_year(point: Point) -> str:
    year = _year(point.year or 0)
    return f"{year}-{THIRD_OF_YEAR[point.part]}~" if point.part else year


def _in_month(year: int, point: Point) -> str:
    month = f"{_year(year)}-{point.month:02d}"
    if point.day is not None:
        return _from_day(f"{month}-{point.day:02d}", point)
    if point.week is not None:
        return _week_of_month(year, point)
    if point.part is None:
        return month
    first, last = THIRDS[point.part]
    return f"[{month}-{first:02d}..{month}-{min(last, monthrange(year, point.month or 1)[1]):02d}]"


def _from_day(day: str, point: Point) -> str:
    """The day itself, or the seven that it begins."""
    return f"[{day}..{date.fromisoformat(day) + 6 * DAY}]" if point.unit == "week" else day


def _week_of_month(year: int, point: Point) -> str:
    """The first week is days 1 to 7; people do not count by Mondays here."""
    last = monthrange(year, point.month or 1)[1]
    number = point.week or 1
    first = last - 6 if number < 0 else 7 * number - 6
    month = f"{_year(year)}-{point.month:02d}"
    return f"[{month}-{first:02d}..{month}-{min(first + 6, last):02d}]"


def _weekday(weekday: int, which: str | None, published: date, *, future: bool) -> date:
    back = (published.weekday() - weekday) % 7
    if which == "this":
        return published + timedelta(days=weekday - published.weekday())
    if which == "next" or (which is None and future):
        return published - timedelta(days=back) + WEEK
    return published - timedelta(days=back or (7 if which == "last" else 0))


def _chosen_year(point: Point, published: date, *, future: bool) -> int:
    """Of a month, or of a day in one."""
    month, day = point.month or 1, point.day
    here = (month, day or 1)
    now = (published.month, published.day if day else 1)
    if point.which == "this":
        return published.year
    if point.which == "last":
        return published.year - (here >= now)
    if point.which == "next":
        return published.year + (here <= now)
    if future:
        return published.year + (here < now)
    return published.year - (here > now)


def _season_year(point: Point, published: date, *, future: bool) -> int:
    season = point.season or 0
    start = date(published.year, FIRST_MONTHS[season], 1)
    if point.which == "next" or (point.which is None and future):
        return published.year + (start <= published)
    if point.which == "this":
        return published.year - (start - relativedelta(months=11) > published)
    end = start + relativedelta(months=LENGTHS[season])
    last = published.year
    while start > published or (point.which == "last" and end > published):
        last -= 1
        start, end = start - relativedelta(years=1), end - relativedelta(years=1)
    return last


def _relative(point: Point, published: date) -> str:
    if point.lasting:
        return f"{_back(replace(point, lasting=False), published)}~/{published}".replace("~~", "~")
    return _back(point, published)


def _back(point: Point, published: date) -> str:
    back = point.back or 0
    if point.unit == "day":
        return str(published - back * DAY)
    if point.unit == "fortnight":
        return str(published - 2 * back * WEEK)
    if point.unit in {"week", "weekend"}:
        return _week(point, published, back)
    if point.unit == "month":
        moved = published - relativedelta(months=back)
        return f"{_year(moved.year)}-{moved.month:02d}"
    if point.unit == "year":
        return _relative_year(point, published.year - back)
    years = {"decade": 10, "century": 100}[point.unit or "decade"]
    year = published.year - back * years
    return _year(year) if point.approximate else f"{year // years}{'X' if years == 10 else 'XX'}"  # noqa: PLR2004


def _week(point: Point, published: date, back: int) -> str:
    """Weeks begin on Monday (ISO 8601); "two weeks ago" is a day, "last week" one of seven."""
    if point.approximate:
        return str(published - back * WEEK)
    monday = published - timedelta(days=published.weekday()) - back * WEEK
    first = monday + timedelta(days=5 if point.unit == "weekend" else 0)
    return f"[{first}..{monday + timedelta(days=6)}]"


def _relative_year(point: Point, year: int) -> str:
    if point.month is not None:
        return _in_month(year, point)
    return f"{_year(year)}-{THIRD_OF_YEAR[point.part]}~" if point.part else _year(year)
