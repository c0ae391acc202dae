"""Intervals in words: what both ends share is said once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.edtf.date import EdtfDate, EdtfDateTime
from timeline.domain.edtf.english.dates import date_words, describe_date, mark
from timeline.domain.edtf.english.times import describe_datetime, describe_times
from timeline.domain.edtf.english.words import dash, shorten
from timeline.domain.edtf.english.years import describe_years

if TYPE_CHECKING:
    from timeline.domain.edtf.interval import EdtfInterval, Known

ENDLESS = {
    ("open", "open"): "at all times",
    ("open", "unknown"): "until an unknown date",
    ("unknown", "open"): "since an unknown date",
}


def describe_interval(value: EdtfInterval, *, full: bool) -> str:
    start, end = value.start, value.end
    if isinstance(start, str) and isinstance(end, str):
        return ENDLESS[start, end]
    if isinstance(start, str):
        until = f"until {_describe_end(value.known_ends[0], full=full)}"
        return until if start == "open" else f"{until}, start unknown"
    if isinstance(end, str):
        begin = _describe_end(start, full=full)
        return f"since {begin}" if end == "open" else f"from {begin}, end unknown"
    if isinstance(start, EdtfDate) and isinstance(end, EdtfDate):
        return describe_run(start, end, full=full)
    if isinstance(start, EdtfDateTime) and isinstance(end, EdtfDateTime):
        return describe_times(start, end, full=full)
    return f"{_describe_end(start, full=full)} – {_describe_end(end, full=full)}"


def _describe_end(end: Known, *, full: bool) -> str:
    if isinstance(end, EdtfDate):
        return describe_date(end, full=full)
    return describe_datetime(end, full=full)


def describe_run(start: EdtfDate, end: EdtfDate, *, full: bool) -> str:
    """Marks are said once only where the dash is tight: "c. 1984–2004", "c. Aug – c. Oct 2025"."""
    if start == end:
        return describe_date(start, full=full)
    alike = start.qualifiers == end.qualifiers
    words = [date_words(date, full=full, beside=True) for date in (start, end)]
    if alike and start.precision == end.precision:
        tight = _tight(start, end, *shorten(words))
        if tight:
            return mark(tight, end)
    first, last = shorten(words, months=alike)
    return f"{mark(first, start)} – {mark(last, end)}"


def _tight(start: EdtfDate, end: EdtfDate, first: str, last: str) -> str:
    """Two years, or two days of one month; "" of others."""
    if start.precision == "day":
        joined = dash(first, last)
        return "" if " – " in joined else joined
    numbers = start.year, end.year, start.significant_digits or end.significant_digits
    if start.precision != "year" or None in numbers[:2] or numbers[2]:
        return ""
    return _years(start.year or 0, end.year or 0)


def _years(first: int, last: int) -> str:
    joined = describe_years(first, last)
    return "" if " – " in joined else joined
