"""Two ends around a slash (level 0); ".." is an open end, nothing an unknown one (level 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.edtf.date import EdtfDate, EdtfDateTime
from timeline.domain.edtf.interval import EdtfInterval, End, Known, span_bounds
from timeline.domain.edtf.parse.date import read_date
from timeline.domain.edtf.parse.datetime import read_datetime
from timeline.domain.edtf.parse.refusal import RefusedError

if TYPE_CHECKING:
    from timeline.domain.edtf.bounds import Bounds


def read_point(part: str, offset: int) -> EdtfDate | EdtfDateTime:
    return read_datetime(part, offset) if "T" in part else read_date(part, offset)


def read_interval(text: str) -> EdtfInterval:
    left, _, right = text.partition("/")
    place = len(left) + 1
    if "/" in right:
        at = place + right.index("/")
        raise RefusedError(at, "a second slash; an interval has one, and dates have hyphens, as 2024-01-15")
    start, end = _read_end(left, 0), _read_end(right, place)
    if start == end == "unknown":
        raise RefusedError(0, "both ends are missing; give a date, or .. for an end that is open")
    return EdtfInterval(f"{_write(start)}/{_write(end)}", start, end, _bounds(start, end, place))


def _read_end(part: str, offset: int) -> End:
    if not part:
        return "unknown"
    return "open" if part == ".." else read_point(part, offset)


def _write(end: End) -> str:
    if isinstance(end, str):
        return ".." if end == "open" else ""
    return end.text


def _bounds(start: End, end: End, place: int) -> Bounds:
    first = None if isinstance(start, str) else start
    last = None if isinstance(end, str) else end
    if first is not None and last is not None:
        check_order(first, last, place)
    return span_bounds(first, last)


def check_order(start: Known, end: Known, place: int) -> None:
    """Some day of the end must not lie before all days of the start: 2024-06/2024 is fine."""
    if _reversed(start, end):
        raise RefusedError(place, f"the end {end} is before the start {start}; exchange them")


def _reversed(start: Known, end: Known) -> bool:
    """Instants and local times are compared as such; one of each only by their days."""
    if isinstance(start, EdtfDateTime) and isinstance(end, EdtfDateTime):
        before, after = start.instant, end.instant
        if before is not None and after is not None:
            return after < before
        if before is after is None:
            return (end.day, end.seconds) < (start.day, start.seconds)
    return end.last < start.first
