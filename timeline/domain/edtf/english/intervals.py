"""Intervals in words: what both ends share is said once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.edtf.date import EdtfDate, EdtfDateTime
from timeline.domain.edtf.english.dates import date_words, describe_date, mark
from timeline.domain.edtf.english.times import describe_datetime, describe_times
from timeline.domain.edtf.english.words import dash, shorten
from timeline.domain.speech import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.domain.edtf.interval import EdtfInterval, Known
    from timeline.domain.speech import Speech

ENDLESS = {
    ("open", "open"): phrase("at all times"),
    ("open", "unknown"): phrase("until an unknown date"),
    ("unknown", "open"): phrase("since an unknown date"),
}
UNTIL = {"open": phrase("until %(date)s"), "unknown": phrase("until %(date)s, start unknown")}
SINCE = {"open": phrase("since %(date)s"), "unknown": phrase("from %(date)s, end unknown")}


def describe_interval(value: EdtfInterval, speech: Speech, *, full: bool) -> str:
    start, end = value.start, value.end
    if isinstance(start, str) and isinstance(end, str):
        return speech.say(ENDLESS[start, end])
    if isinstance(start, str):
        return speech.say(UNTIL[start], date=_describe_end(value.known_ends[0], speech, full=full))
    if isinstance(end, str):
        return speech.say(SINCE[end], date=_describe_end(start, speech, full=full))
    if isinstance(start, EdtfDate) and isinstance(end, EdtfDate):
        return describe_run(start, end, speech, full=full)
    if isinstance(start, EdtfDateTime) and isinstance(end, EdtfDateTime):
        return describe_times(start, end, speech, full=full)
    return f"{_describe_end(start, speech, full=full)} – {_describe_end(end, speech, full=full)}"


def _describe_end(end: Known, speech: Speech, *, full: bool) -> str:
    if isinstance(end, EdtfDate):
        return describe_date(end, speech, full=full)
    return describe_datetime(end, speech, full=full)


def describe_run(start: EdtfDate, end: EdtfDate, speech: Speech, *, full: bool) -> str:
    """Marks are said once only where the dash is tight: "c. 1984–2004", "c. Aug – c. Oct 2025"."""
    if start == end:
        return describe_date(start, speech, full=full)
    alike = start.qualifiers == end.qualifiers
    if alike and not end.uncertain and not end.approximate and not end.significant_digits:
        whole = _whole_run(start, end, speech, full=full)
        if whole:
            return whole
    words = [date_words(date, speech, full=full, beside=True) for date in (start, end)]
    if alike and start.precision == end.precision:
        tight = _tight(start, end, shorten(words), speech)
        if tight:
            return mark(tight, end, speech)
    first, last = shorten(words, months=alike)
    return f"{mark(first, start, speech)} – {mark(last, end, speech)}"


def _whole_run(start: EdtfDate, end: EdtfDate, speech: Speech, *, full: bool) -> str:
    """Where a language has a rule of its own for two plain dates of one precision."""
    plain = [[part for part in (date.year, date.month, date.day) if part is not None] for date in (start, end)]
    told_whole = all(len(numbers) == len(date.parts) for numbers, date in zip(plain, (start, end), strict=True))
    return speech.run(*plain, full=full) if told_whole and len(plain[0]) == len(plain[1]) else ""


def _tight(start: EdtfDate, end: EdtfDate, shown: Sequence[str], speech: Speech) -> str:
    """Two years, or two days of one month; "" of others."""
    if start.precision == "day":
        joined = dash(*shown)
        return "" if " – " in joined else joined
    numbers = start.year, end.year, start.significant_digits or end.significant_digits
    if start.precision != "year" or None in numbers[:2] or numbers[2]:
        return ""
    joined = speech.years(start.year or 0, end.year or 0)
    return "" if " – " in joined else joined
