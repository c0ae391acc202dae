"""Time intervals (ISO 8601-2, level 0 and the open and unknown ends of level 1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from timeline.domain.edtf.bounds import Bounds, EndKind, Match, coarsest
from timeline.domain.edtf.calendar import OPEN_FUTURE, OPEN_PAST
from timeline.domain.edtf.date import EdtfDate, EdtfDateTime, Instants

Known = EdtfDate | EdtfDateTime
End = EdtfDate | EdtfDateTime | Literal["open", "unknown"]


@dataclass(frozen=True, slots=True)
class EdtfInterval:
    """From some day that `start` may mean to some day that `end` may mean, both included."""

    text: str
    start: End = field(compare=False)
    end: End = field(compare=False)
    bounds: Bounds = field(compare=False)

    kind: ClassVar[Literal["interval"]] = "interval"
    gapped: ClassVar[bool] = False

    def __str__(self) -> str:
        return self.text

    @property
    def known_ends(self) -> tuple[Known, ...]:
        return tuple(end for end in (self.start, self.end) if not isinstance(end, str))

    @property
    def start_kind(self) -> EndKind:
        return self.start if isinstance(self.start, str) else "known"

    @property
    def end_kind(self) -> EndKind:
        return self.end if isinstance(self.end, str) else "known"

    @property
    def precision(self) -> str:
        return coarsest(end.precision for end in self.known_ends)

    @property
    def uncertain(self) -> bool:
        return any(end.uncertain for end in self.known_ends)

    @property
    def approximate(self) -> bool:
        return any(end.approximate for end in self.known_ends)

    @property
    def instants(self) -> Instants:
        """Both or neither: half a clock time is no time of day."""
        found = tuple(end.instant for end in self.known_ends if isinstance(end, EdtfDateTime))
        if len(found) < 2 or None in found:  # noqa: PLR2004  two ends
            return None, None
        return found[0], found[1]

    def overlaps(self, first: int, last: int, match: Match) -> bool:
        return self.bounds.overlaps(first, last, match)


def span_bounds(start: Known | None, end: Known | None) -> Bounds:
    """Clamped, since no start lies after its end: 2024-06/2024 starts in June and ends from then on. An end
    that is missing tells nothing but that it lies on its side of the other. Two times in distant zones may have
    their local days in reverse order.
    """
    if start is None or end is None:
        return _half_bounds(start, end)
    if end.last < start.first:
        start, end = end, start
    start_latest, end_earliest = start.last, end.first
    if start_latest > end.last:
        start_latest = _last_until(start, end.last)
    if end_earliest < start.first:
        end_earliest = _first_from(end, start.first)
    return Bounds(start.first, start_latest, end_earliest, end.last)


def _half_bounds(start: Known | None, end: Known | None) -> Bounds:
    if start is not None:
        return Bounds(start.first, start.last, start.first, OPEN_FUTURE)
    if end is not None:
        return Bounds(OPEN_PAST, end.last, end.first, end.last)
    return Bounds(OPEN_PAST, OPEN_FUTURE, OPEN_PAST, OPEN_FUTURE)


def _last_until(date: Known, day: int) -> int:
    found = date.last_until(day) if isinstance(date, EdtfDate) else None
    return day if found is None else found


def _first_from(date: Known, day: int) -> int:
    found = date.first_from(day) if isinstance(date, EdtfDate) else None
    return day if found is None else found
