"""Where on a calendar a date is drawn. No standard covers dates that are vague or long; this is our answer.

A calendar draws days, so whatever is drawn must either be true of each day or say in the title that it is
not:

- up to 31 days, exact: a plain bar. Up to 31 days, vague (August 2025): a bar over all days that are
  possible.
- longer, vague (2025, the 1990s): a marker on the first day; a year's bar would flood every view.
- longer, a real interval (2023-08/2025-03): what begins and what ends, as two events that name each other.
- an open side: a marker on the side that is known. No end is invented.

Years below 1000 cannot be written: programs misread, reject or print them with three digits.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from feeds.dates import abbreviate, bracket, is_exact
from timeline.domain.edtf import OPEN_FUTURE, OPEN_PAST, EdtfInterval, describe

if TYPE_CHECKING:
    from timeline.domain.edtf.values import End
    from timeline.domain.timeline import CalendarDates
    from timeline.domain.when import When

LONGEST_BAR = 31
EPOCH = date(1970, 1, 1)
FIRST_DAY, LAST_DAY = (date(1000, 1, 1) - EPOCH).days, (date(9999, 12, 30) - EPOCH).days
DAY = timedelta(days=1)
Part = Literal["", "begin", "end"]


class UnplaceableError(ValueError):
    """No calendar can hold this date; other formats can."""


class Mark(NamedTuple):
    """One event on the calendar: whole days or instants; `end` is exclusive, None for a moment."""

    start: date
    end: date | None
    bracket: str = ""
    part: Part = ""

    def says(self, when: When) -> bool:
        """Whether whoever reads these days and no more knows the date as it was written."""
        if self.part or self.end is None or isinstance(self.start, datetime):
            return False
        first, last = self.start.isoformat(), (self.end - DAY).isoformat()
        return str(when.edtf) == (first if first == last else f"{first}/{last}")


def lay_out(when: When, dates: CalendarDates) -> tuple[Mark, ...]:
    """Nothing where `dates` asks to leave such a date out; raises UnplaceableError."""
    timed = _timed(when)
    if timed:
        return (timed,)
    first, last, exact = when.bounds.start_earliest, when.bounds.end_latest, is_exact(when)
    if exact and last - first < LONGEST_BAR:
        return (_bar(first, last),)
    if dates == "omit":
        return ()
    if first <= OPEN_PAST or last >= OPEN_FUTURE:
        return (_known_side(when),)
    if dates == "span" or (dates == "auto" and last - first < LONGEST_BAR):
        return (_bar(first, last, "" if exact else bracket(when)),)
    if when.kind == "interval":
        return _both_ends(when, dates)
    return (_bar(first, first, bracket(when)),)


def _timed(when: When) -> Mark | None:
    start, end = when.instants
    if start is None or not is_exact(when) or (when.kind == "interval" and end is None):
        return None
    return Mark(_instant(start), _instant(end) if end is not None and end > start else None)


def _known_side(when: When) -> Mark:
    first, last = when.bounds.start_earliest, when.bounds.end_latest
    day = first if first > OPEN_PAST else last
    return _bar(day, day, bracket(when))


def _both_ends(when: When, dates: CalendarDates) -> tuple[Mark, ...]:
    """An end that no calendar can hold is left to the other one's title."""
    edtf, bounds = when.edtf, when.bounds
    if not isinstance(edtf, EdtfInterval):
        raise TypeError(f"{edtf} is no interval")
    sides: tuple[tuple[Part, End, int, int], ...] = (
        ("begin", edtf.start, bounds.start_earliest, bounds.start_latest),
        ("end", edtf.end, bounds.end_earliest, bounds.end_latest),
    )
    marks = tuple(_side(*side, dates) for side in sides if side[2] >= FIRST_DAY and side[3] <= LAST_DAY)
    if not marks:
        raise UnplaceableError(f"{edtf} lies outside the years 1000 to 9999")
    return marks


def _side(part: Part, side: End, first: int, last: int, dates: CalendarDates) -> Mark:
    """A vague side is drawn as any vague date; the marker of a vague end stands where it is surely over."""
    exact = first == last and not isinstance(side, str) and not side.uncertain and not side.approximate
    words = "" if exact or isinstance(side, str) else f"[{abbreviate(describe(side))}]"
    if dates == "marker" or last - first >= LONGEST_BAR:
        first = last = first if part == "begin" else last
    return _bar(first, last, words)._replace(part=part)


def _bar(first: int, last: int, words: str = "") -> Mark:
    """Days since 1970-01-01, both inclusive; DTEND is the day after."""
    if first < FIRST_DAY or last > LAST_DAY:
        raise UnplaceableError("outside the years 1000 to 9999")
    return Mark(EPOCH + first * DAY, EPOCH + (last + 1) * DAY, words)


def _instant(seconds: int) -> datetime:
    if not FIRST_DAY <= seconds // 86_400 <= LAST_DAY:
        raise UnplaceableError("outside the years 1000 to 9999")
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
