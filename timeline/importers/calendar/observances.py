"""What the clocks of a calendar's own VTIMEZONE showed (RFC 5545, section 3.6.5).

Each observance is laid out once, as the moments from which its offset held; Outlook's begin in 1601, so that asking a
rule anew for every moment, as dateutil's zones do, takes seconds.
"""

from __future__ import annotations

import re
from bisect import bisect
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from timeline.domain.errors import InvalidEvent
from timeline.domain.recurrence import Recurrence, occurrences
from timeline.importers.calendar.moments import MOMENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.importers.calendar.components import Component

OBSERVANCES = {"STANDARD", "DAYLIGHT"}
MOST_PARTS = 100
MOST_ONSETS = 1_000
"""Of one observance: once a year since before Gregory."""
OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)(?::?(\d\d))?", re.ASCII)
YEARLY = re.compile(r"FREQ=YEARLY(?:;[A-Z]+=[A-Z0-9,+-]{1,40}){0,6}", re.ASCII)
"""No zone needs another rule, and a hostile one would take minutes to lay out."""
UNTIL_UTC = re.compile(r"(UNTIL=\d{8}T\d{6})Z")
EPOCH = date(1970, 1, 1)
FIRST, LAST = (date(2012, 1, 1) - EPOCH).days, (date(2027, 1, 1) - EPOCH).days


def read_offsets(component: Component, samples: Sequence[datetime]) -> list[timedelta] | None:
    """At each of these wall clocks the offset from UTC; None where the component does not tell them all."""
    parts = [one for one in component.children if one.name in OBSERVANCES][:MOST_PARTS]
    try:
        onsets = sorted(onset for part in parts for onset in _onsets(part))
    except (InvalidEvent, ValueError, OverflowError):
        return None
    places = [bisect(onsets, (sample, timedelta.max)) for sample in samples]
    return [onsets[place - 1][1] for place in places] if all(places) else None


def _onsets(part: Component) -> Iterator[tuple[datetime, timedelta]]:
    """Raises ValueError."""
    offset = _offset(part.text("TZOFFSETTO"))
    start = _clock(part.text("DTSTART"))
    yield start, offset
    for one in part.every("RDATE"):
        yield from ((_clock(text.partition("/")[0]), offset) for text in one.value.split(",")[:MOST_ONSETS])
    for one in part.every("RRULE")[:1]:
        yield from ((moment, offset) for moment in _recurring(one.value, start))


def _recurring(rule: str, start: datetime) -> list[datetime]:
    """From 2012, or all of a rule that had ended by then; raises ValueError and InvalidEvent."""
    plain = UNTIL_UTC.sub(r"\1", rule.strip().upper())
    if not YEARLY.fullmatch(plain):
        raise ValueError(f"{plain[:60]} is no rule that clocks are changed by")
    return _laid_out(plain, start, FIRST) or _laid_out(plain, start, (start.date() - EPOCH).days)


def _laid_out(rule: str, start: datetime, first: int) -> list[datetime]:
    """Raises ValueError and InvalidEvent."""
    found = occurrences(Recurrence(rrule=rule), start, window=(first, LAST), limit=MOST_ONSETS)
    if found.truncated:
        raise ValueError(f"{rule[:60]} changes the clocks too often")
    return [one.start for one in found.items if isinstance(one.start, datetime)]


def _clock(text: str) -> datetime:
    """Raises ValueError."""
    found = MOMENT.fullmatch(text.strip())
    if found is None:
        raise ValueError(f'"{text[:40]}" is no moment')
    numbers = [int(number or 0) for number in found.groups()[:6]]
    return datetime(*numbers)  # type: ignore[arg-type]  # noqa: DTZ001  a wall clock; the six are its parts


def _offset(text: str) -> timedelta:
    """Raises ValueError."""
    found = OFFSET.fullmatch(text.strip())
    if found is None:
        raise ValueError(f'"{text[:40]}" is no offset')
    hours, minutes, seconds = (int(number or 0) for number in found.groups()[1:])
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] == "-" else length
