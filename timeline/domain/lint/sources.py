"""What the sources say of the date, and whether there are any."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from timeline.domain.edtf import OPEN_FUTURE, format_day
from timeline.domain.errors import InvalidDate
from timeline.domain.lint.finding import Finding, key_of, name_event
from timeline.domain.reported_dates import parse_reported

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.domain.event import EventDraft


def without_source(events: Sequence[EventDraft], _aliases: Mapping[str, str]) -> Iterator[Finding]:
    for index, event in enumerate(events):
        if not event.citations:
            yield Finding(f"{name_event(event)} has no source", (key_of(event, index),))


def later_than_its_sources(events: Sequence[EventDraft], _aliases: Mapping[str, str]) -> Iterator[Finding]:
    """A report cannot know what had not begun, unless the event is called tentative."""
    for index, event in enumerate(events):
        published = [one.source.published.bounds.end_latest for one in event.citations if one.source.published]
        newest = max(published, default=OPEN_FUTURE)
        if event.status == "confirmed" and event.recurrence is None and event.when.bounds.start_earliest > newest:
            message = f"{name_event(event)} begins after its newest source, of {format_day(newest)}, was published"
            yield Finding(message, (key_of(event, index),))


def words_disagree(events: Sequence[EventDraft], _aliases: Mapping[str, str]) -> Iterator[Finding]:
    """The date as reported, read by `reported_dates`, and the date as recorded have no day in common, nor the days
    beside them: a report's Friday may be a Saturday where it happened.
    """
    for index, event in enumerate(events):
        words, recorded = event.when.date_text, event.when.bounds
        if words is None or (read := _read(words, event)) is None:
            continue
        if read[1] < recorded.start_earliest - 1 or read[0] > recorded.end_latest + 1:
            message = f'{name_event(event)} was reported as "{words}", which is {read[2]}'
            yield Finding(message, (key_of(event, index),))


def _read(words: str, event: EventDraft) -> tuple[int, int, str] | None:
    try:
        edtf = parse_reported(words, _anchor(event)).edtf
    except InvalidDate:  # words of another kind say nothing against the date
        return None
    return edtf.bounds.start_earliest, edtf.bounds.end_latest, str(edtf)


def _anchor(event: EventDraft) -> date | None:
    """The publication date, where it is one day."""
    anchor = event.when.date_anchor
    if anchor is None or anchor.precision != "day":
        return None
    try:
        return date.fromisoformat(format_day(anchor.bounds.start_earliest))
    except ValueError:  # a year that Python's dates do not have
        return None
