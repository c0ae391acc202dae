"""A feed that is too big for some calendar apps, offered in years.

Google reads about 1 MB or 1,000 events of a calendar and silently drops the rest; others took 5,000 events.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from timeline.domain.edtf import OPEN_PAST, split_days

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_EVENTS, MOST_BYTES = 1_000, 1_000_000
MOST_PARTS = 24


class Part(NamedTuple):
    """The events that begin in these years; open where there are no others beyond."""

    first: int | None
    last: int | None
    events: int


def is_big(events: int, size: int) -> bool:
    return events > MOST_EVENTS or size > MOST_BYTES


def split(start_days: Sequence[int], size: int) -> list[Part]:
    """Neighbouring years together as far as they stay small; `start_days` ascend, `size` is that of them all.

    A year that is too big alone stays whole. Of more parts than anybody would read, the last ones are given.
    """
    if not start_days:
        return []
    most = max(1, min(MOST_EVENTS, MOST_BYTES * len(start_days) // max(size, 1)))
    parts: list[Part] = []
    for year, days in groupby(start_days, key=lambda day: None if day == OPEN_PAST else split_days(day)[0]):
        events = len(list(days))
        if parts and (year is None or parts[-1].events + events <= most):
            parts[-1] = Part(parts[-1].first, year, parts[-1].events + events)
        else:
            parts.append(Part(year, year, events))
    parts = parts[-MOST_PARTS:]
    return [
        part._replace(
            first=None if index == 0 and len(parts) < MOST_PARTS else part.first,
            last=None if index == len(parts) - 1 else part.last,
        )
        for index, part in enumerate(parts)
    ]
