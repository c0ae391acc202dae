"""One of several dates, or all of them (ISO 8601-2, level 2): "[1667,1670..1672]", "{1960,1961-12}"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal

from timeline.domain.edtf.bounds import Bounds, EndKind, Match, coarsest
from timeline.domain.edtf.calendar import OPEN_FUTURE, OPEN_PAST
from timeline.domain.edtf.date import EdtfDate, Instants
from timeline.domain.edtf.interval import span_bounds

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Run:
    """As "1670..1672" in a set; a side that is missing is open, and only the outermost may be."""

    start: EdtfDate | None
    end: EdtfDate | None
    bounds: Bounds

    def __str__(self) -> str:
        return f"{self.start or ''}..{self.end or ''}"

    @property
    def dates(self) -> tuple[EdtfDate, ...]:
        return tuple(date for date in (self.start, self.end) if date is not None)

    def overlaps(self, first: int, last: int, match: Match) -> bool:
        """Of all of its days, as an interval."""
        return self.bounds.overlaps(first, last, match)


Member = EdtfDate | Run


@dataclass(frozen=True, slots=True)
class EdtfSet:
    """`gapped`: its bounds are a hull, and whether it meets a window is asked of the members."""

    text: str
    kind: Literal["one_of", "all_of"]
    members: tuple[Member, ...] = field(compare=False)
    bounds: Bounds = field(compare=False)

    instants: ClassVar[Instants] = (None, None)

    def __str__(self) -> str:
        return self.text

    @property
    def dates(self) -> tuple[EdtfDate, ...]:
        """Of the members, and of the sides of runs."""
        return tuple(
            date for member in self.members for date in (member.dates if isinstance(member, Run) else (member,))
        )

    @property
    def gapped(self) -> bool:
        if self.kind == "all_of" and len(self.members) > 1:
            return True
        return any(_has_gaps(member) for member in self.members) or not _joined(self.members)

    @property
    def start_kind(self) -> EndKind:
        return "open" if self.bounds.start_earliest == OPEN_PAST else "known"

    @property
    def end_kind(self) -> EndKind:
        return "open" if self.bounds.end_latest == OPEN_FUTURE else "known"

    @property
    def precision(self) -> str:
        return coarsest(date.precision for date in self.dates)

    @property
    def uncertain(self) -> bool:
        return any(date.uncertain for date in self.dates)

    @property
    def approximate(self) -> bool:
        return any(date.approximate for date in self.dates)

    def overlaps(self, first: int, last: int, match: Match) -> bool:
        """Possible where a member's is; certain for one of them only if all its days lie inside."""
        if match == "certain" and self.kind == "one_of":
            return self.bounds.overlaps(first, last, match)
        return any(member.overlaps(first, last, match) for member in self.members)


def set_bounds(kind: Literal["one_of", "all_of"], members: Sequence[Member]) -> Bounds:
    """One of: some day of some member. All of: from the first member to the last, by their own bounds."""
    each = [member.bounds for member in members]
    first, last = min(found.start_earliest for found in each), max(found.end_latest for found in each)
    if kind == "one_of":
        return Bounds(first, last, first, last)
    start_latest = min(found.start_latest for found in each)
    end_earliest = max(found.end_earliest for found in each)
    return Bounds(first, start_latest, end_earliest, last)


def make_run(start: EdtfDate | None, end: EdtfDate | None) -> Run:
    return Run(start, end, span_bounds(start, end))


def _has_gaps(member: Member) -> bool:
    return isinstance(member, EdtfDate) and member.gapped


def _joined(members: Sequence[Member]) -> bool:
    """Whether no day lies between one member and the next."""
    hulls = sorted((member.bounds.start_earliest, member.bounds.end_latest) for member in members)
    reached = hulls[0][1]
    for first, last in hulls:
        if first > reached + 1:
            return False
        reached = max(reached, last)
    return True
