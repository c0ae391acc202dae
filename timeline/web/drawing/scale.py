"""Days along the page, in percent from its start; what is open reaches the edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.domain.edtf import OPEN_FUTURE, OPEN_PAST, join_days, split_days

if TYPE_CHECKING:
    from collections.abc import Iterable

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Scale:
    """From the first to the last day, both shown whole."""

    first: int
    last: int

    def start(self, day: int) -> float:
        return self._percent(day)

    def end(self, day: int) -> float:
        """The day itself included."""
        return self._percent(day if day in {OPEN_PAST, OPEN_FUTURE} else day + 1)

    def _percent(self, day: int) -> float:
        part = (day - self.first) / (self.last + 1 - self.first)
        return round(100 * min(1.0, max(0.0, part)), 2)

    def ticks(self) -> list[tuple[int, float]]:
        """New Year's days, few enough to read: year and place."""
        first, last = split_days(self.first)[0], split_days(self.last)[0]
        step = _step(last - first)
        years = range(first + 1, last + 1) if step == 1 else range(-(-first // step) * step, last + 1, step)
        return [(year, self.start(join_days(year, 1, 1))) for year in years if join_days(year, 1, 1) >= self.first]


def _step(years: int) -> int:
    size = 1
    while True:
        for step in STEPS:
            if years / (step * size) <= MOST_TICKS:
                return step * size
        size *= 1000


def around(days: Iterable[int], margin: float = 0.04) -> Scale:
    """All that are not open, and a little more; a year where there is nothing but one day."""
    known = [day for day in days if day not in {OPEN_PAST, OPEN_FUTURE}]
    first, last = min(known, default=0), max(known, default=0)
    more = max(round((last - first) * margin), 45)
    return Scale(first - more, last + more)
