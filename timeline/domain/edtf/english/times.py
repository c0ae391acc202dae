"""Times of day in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.edtf.calendar import split_days
from timeline.domain.speech import phrase

if TYPE_CHECKING:
    from timeline.domain.edtf.date import EdtfDateTime
    from timeline.domain.speech import Speech


def describe_datetime(value: EdtfDateTime, speech: Speech, *, full: bool) -> str:
    return f"{_day(value, speech, full=full)}, {_clock(value)} {_zone(value, speech)}"


def describe_times(start: EdtfDateTime, end: EdtfDateTime, speech: Speech, *, full: bool) -> str:
    """Day and zone are said once where they are the same."""
    if start.offset == end.offset and start.day == end.day:
        return f"{_day(start, speech, full=full)}, {_clock(start)}–{_clock(end)} {_zone(start, speech)}"
    return f"{describe_datetime(start, speech, full=full)} – {describe_datetime(end, speech, full=full)}"


def _day(value: EdtfDateTime, speech: Speech, *, full: bool) -> str:
    year, month, day = split_days(value.day)
    return str(speech.words(year, month, day, full=full))


def _clock(value: EdtfDateTime) -> str:
    hours, rest = divmod(value.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}" if seconds else f"{hours:02d}:{minutes:02d}"


def _zone(value: EdtfDateTime, speech: Speech) -> str:
    """A time that names no zone is local wherever it happened."""
    if value.offset is None:
        return speech.say(phrase("local time"))
    if value.offset == 0:
        return "UTC"
    hours, minutes = divmod(abs(value.offset), 60)
    sign = "+" if value.offset > 0 else "-"
    return f"UTC{sign}{hours}:{minutes:02d}" if minutes else f"UTC{sign}{hours}"
