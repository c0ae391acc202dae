"""The values of ISO 8601-2 and the days that they may mean. Bounds are strict: a qualifier never widens them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from timeline.domain.edtf import mask
from timeline.domain.edtf.calendar import OPEN_FUTURE, OPEN_PAST, split_days

Match = Literal["possible", "certain"]
EndKind = Literal["known", "open", "unknown"]
UNCERTAIN, APPROXIMATE = 1, 2
PRECISIONS = (
    "second", "day", "month", "quarter", "season", "quadrimester", "semester", "year", "decade", "century",
    "millennium",
)  # fmt: skip
"""From fine to coarse."""


class Bounds(NamedTuple):
    """Days since 1970-01-01: when it may have started and ended, at the earliest and at the latest."""

    start_earliest: int
    start_latest: int
    end_earliest: int
    end_latest: int

    def overlap(self, first: int, last: int, match: Match) -> bool:
        if match == "certain":
            return self.start_latest <= last and self.end_earliest >= first
        return self.start_earliest <= last and self.end_latest >= first


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """`parts` are year, month or season, and day as written, without qualifiers; `qualifiers` are theirs, as
    sums of UNCERTAIN and APPROXIMATE. `first` and `last` are the outermost days that it may mean.
    """

    text: str
    first: int
    last: int
    precision: str
    parts: tuple[str, ...]
    qualifiers: tuple[int, ...] = ()
    gapped: bool = False

    kind = "date"
    start_kind: EndKind = "known"
    end_kind: EndKind = "known"
    instants: tuple[int | None, int | None] = (None, None)

    def __str__(self) -> str:
        return self.text

    @property
    def bounds(self) -> Bounds:
        return Bounds(self.first, self.last, self.first, self.last)

    @property
    def uncertain(self) -> bool:
        return any(found & UNCERTAIN for found in self.qualifiers)

    @property
    def approximate(self) -> bool:
        return any(found & APPROXIMATE for found in self.qualifiers)

    def overlaps(self, first: int, last: int, match: Match) -> bool:
        if not self.bounds.overlap(first, last, match):
            return False
        return match == "certain" or not self.gapped or self._candidate_meets(first, last)

    def _candidate_meets(self, first: int, last: int) -> bool:
        near = (split_days(max(first, self.first))[0], split_days(min(last, self.last))[0])
        month, day = (*self.parts, None, None)[1:3]
        return mask.meets(self.parts[0], month, day, first, last, near)


@dataclass(frozen=True, slots=True)
class EdtfDateTime:
    """`offset` is minutes east of UTC, None for a local time of no known zone; `seconds` is of the day."""

    text: str
    day: int
    seconds: int
    offset: int | None

    kind = "datetime"
    precision = "second"
    uncertain = False
    approximate = False
    gapped = False
    start_kind: EndKind = "known"
    end_kind: EndKind = "known"

    def __str__(self) -> str:
        return self.text

    @property
    def first(self) -> int:
        return self.day

    @property
    def last(self) -> int:
        return self.day

    @property
    def bounds(self) -> Bounds:
        return Bounds(self.day, self.day, self.day, self.day)

    @property
    def instant(self) -> int | None:
        return None if self.offset is None else self.day * 86_400 + self.seconds - self.offset * 60

    @property
    def instants(self) -> tuple[int | None, int | None]:
        return self.instant, None

    def overlaps(self, first: int, last: int, match: Match) -> bool:
        return self.bounds.overlap(first, last, match)


End = EdtfDate | EdtfDateTime | Literal["open", "unknown"]


@dataclass(frozen=True, slots=True)
class EdtfInterval:
    """From some day of `start` to some day of `end`, both included (ISO 8601-2, 4.4 and level 1 open ends)."""

    text: str
    start: End
    end: End

    kind = "interval"
    gapped = False

    def __str__(self) -> str:
        return self.text

    @property
    def known_ends(self) -> tuple[EdtfDate | EdtfDateTime, ...]:
        return tuple(end for end in (self.start, self.end) if not isinstance(end, str))

    @property
    def bounds(self) -> Bounds:
        """Clamped, since a start lies not after the end: 2024-06/2024 starts in June and ends from then on."""
        start, end = self.start, self.end
        if isinstance(start, str):
            if isinstance(end, str):
                return Bounds(OPEN_PAST, OPEN_FUTURE, OPEN_PAST, OPEN_FUTURE)
            return Bounds(OPEN_PAST, end.last, end.first, end.last)
        if isinstance(end, str):
            return Bounds(start.first, start.last, start.first, OPEN_FUTURE)
        return Bounds(start.first, min(start.last, end.last), max(end.first, start.first), end.last)

    @property
    def start_kind(self) -> EndKind:
        return self.start if isinstance(self.start, str) else "known"

    @property
    def end_kind(self) -> EndKind:
        return self.end if isinstance(self.end, str) else "known"

    @property
    def precision(self) -> str:
        return coarsest(self.known_ends)

    @property
    def uncertain(self) -> bool:
        return any(end.uncertain for end in self.known_ends)

    @property
    def approximate(self) -> bool:
        return any(end.approximate for end in self.known_ends)

    @property
    def instants(self) -> tuple[int | None, int | None]:
        if not (isinstance(self.start, EdtfDateTime) and isinstance(self.end, EdtfDateTime)):
            return None, None
        return self.start.instant, self.end.instant

    def overlaps(self, first: int, last: int, match: Match) -> bool:
        return self.bounds.overlap(first, last, match)


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a set: a date, or a run from `start` to `end`, either of which may be missing (open)."""

    start: EdtfDate | None
    end: EdtfDate | None

    @property
    def single(self) -> EdtfDate | None:
        return self.start if self.start is self.end else None

    @property
    def first(self) -> int:
        return OPEN_PAST if self.start is None else self.start.first

    @property
    def last(self) -> int:
        return OPEN_FUTURE if self.end is None else self.end.last

    @property
    def dates(self) -> tuple[EdtfDate, ...]:
        if self.single is not None:
            return (self.single,)
        return tuple(date for date in (self.start, self.end) if date is not None)

    def meets(self, first: int, last: int) -> bool:
        if self.single is not None:
            return self.single.overlaps(first, last, "possible")
        return self.first <= last and self.last >= first

    def fills(self, first: int, last: int) -> bool:
        """Whether it certainly meets the window: a run, if one whole unit at its side lies inside."""
        if self.single is not None:
            return self.single.overlaps(first, last, "certain")
        start_latest = OPEN_PAST if self.start is None else self.start.last
        end_earliest = OPEN_FUTURE if self.end is None else self.end.first
        return start_latest <= last and end_earliest >= first


@dataclass(frozen=True, slots=True)
class EdtfSet:
    """One of several dates, or all of them (ISO 8601-2, 4.7 and level 2)."""

    text: str
    kind: Literal["one_of", "all_of"]
    members: tuple[Member, ...]

    def __str__(self) -> str:
        return self.text

    @property
    def first(self) -> int:
        return min(member.first for member in self.members)

    @property
    def last(self) -> int:
        return max(member.last for member in self.members)

    @property
    def bounds(self) -> Bounds:
        """One of: any day of any member. All of: from some day of the first member to some day of the last."""
        if self.kind == "one_of":
            return Bounds(self.first, self.last, self.first, self.last)
        start = min(self.members, key=lambda member: (member.first, member.last))
        end = max(self.members, key=lambda member: (member.last, member.first))
        start_latest = min(member.start.last if member.start else OPEN_PAST for member in self.members)
        end_earliest = max(member.end.first if member.end else OPEN_FUTURE for member in self.members)
        return Bounds(start.first, start_latest, end_earliest, end.last)

    @property
    def gapped(self) -> bool:
        if len(self.members) == 1:
            single = self.members[0].single
            return single is not None and single.gapped
        return self.kind == "all_of" or not self._runs_on()

    def _runs_on(self) -> bool:
        reached = None
        for member in sorted(self.members, key=lambda member: member.first):
            if any(date.gapped for date in member.dates) or (reached is not None and member.first > reached + 1):
                return False
            reached = member.last if reached is None else max(reached, member.last)
        return True

    @property
    def dates(self) -> tuple[EdtfDate, ...]:
        return tuple(date for member in self.members for date in member.dates)

    @property
    def start_kind(self) -> EndKind:
        return "open" if self.first == OPEN_PAST else "known"

    @property
    def end_kind(self) -> EndKind:
        return "open" if self.last == OPEN_FUTURE else "known"

    @property
    def precision(self) -> str:
        return coarsest(self.dates)

    @property
    def uncertain(self) -> bool:
        return any(date.uncertain for date in self.dates)

    @property
    def approximate(self) -> bool:
        return any(date.approximate for date in self.dates)

    @property
    def instants(self) -> tuple[int | None, int | None]:
        return None, None

    def overlaps(self, first: int, last: int, match: Match) -> bool:
        if match == "possible":
            return any(member.meets(first, last) for member in self.members)
        if self.kind == "one_of":
            return self.bounds.overlap(first, last, match)
        return any(member.fills(first, last) for member in self.members)


Edtf = EdtfDate | EdtfDateTime | EdtfInterval | EdtfSet


def coarsest(dates: tuple[EdtfDate | EdtfDateTime, ...]) -> str:
    """Of an interval between open ends, "millennium": nothing is known."""
    return max((date.precision for date in dates), key=PRECISIONS.index, default="millennium")
