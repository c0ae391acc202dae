"""One date (ISO 8601-2, 4 and 8), or one date and time of day (level 0)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from timeline.domain.edtf import mask
from timeline.domain.edtf.bounds import Bounds, EndKind, Match
from timeline.domain.edtf.calendar import DECEMBER

UNCERTAIN, APPROXIMATE = 1, 2
Instants = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """`parts` are year, month or season, and day in digits and X, without marks; `qualifiers` are theirs, each
    a sum of UNCERTAIN and APPROXIMATE. `first` and `last` are the outermost days that it may mean.

    `precision` is that of the last part written ("2004-XX" is a month, as the standard says); of a year with
    rightmost X the decade, century or millennium; of significant digits (1950S2) that of the range they leave;
    of any other year, long or with an exponent, "year".
    """

    text: str
    first: int = field(compare=False)
    last: int = field(compare=False)
    precision: str = field(compare=False)
    parts: tuple[str, ...] = field(compare=False)
    qualifiers: tuple[int, ...] = field(compare=False)
    significant_digits: int | None = field(default=None, compare=False)
    gapped: bool = field(default=False, compare=False)

    kind: ClassVar[Literal["date"]] = "date"
    start_kind: ClassVar[EndKind] = "known"
    end_kind: ClassVar[EndKind] = "known"
    instants: ClassVar[Instants] = (None, None)

    def __str__(self) -> str:
        return self.text

    @property
    def bounds(self) -> Bounds:
        return Bounds(self.first, self.last, self.first, self.last)

    @property
    def uncertain(self) -> bool:
        return any(qualifier & UNCERTAIN for qualifier in self.qualifiers)

    @property
    def approximate(self) -> bool:
        return any(qualifier & APPROXIMATE for qualifier in self.qualifiers)

    @property
    def unspecified(self) -> bool:
        return any("X" in part for part in self.parts)

    @property
    def year(self) -> int | None:
        """Astronomical, 0 is 1 BCE; None where a digit is unspecified."""
        return self._number(0)

    @property
    def month(self) -> int | None:
        found = self._number(1)
        return found if found is not None and found <= DECEMBER else None

    @property
    def season(self) -> int | None:
        """The code, 21–41."""
        found = self._number(1)
        return found if found is not None and found > DECEMBER else None

    @property
    def day(self) -> int | None:
        return self._number(2)

    def _number(self, index: int) -> int | None:
        written = self.parts[index] if index < len(self.parts) else "X"
        return None if "X" in written else int(written)

    def overlaps(self, first: int, last: int, match: Match) -> bool:
        """Of days first to last, both inclusive; with gaps, by the days that are allowed."""
        if match == "certain" or not self.gapped:
            return self.bounds.overlaps(first, last, match)
        found = self.first_from(first)
        return found is not None and found <= last

    def first_from(self, day: int) -> int | None:
        """The first day on or after `day` that it may mean."""
        if self.gapped:
            return mask.first_from(self.parts, max(day, self.first))
        return max(day, self.first) if day <= self.last else None

    def last_until(self, day: int) -> int | None:
        """The last day on or before `day` that it may mean."""
        if self.gapped:
            return mask.last_until(self.parts, min(day, self.last))
        return min(day, self.last) if day >= self.first else None


@dataclass(frozen=True, slots=True)
class EdtfDateTime:
    """`seconds` is of the day; `offset` is minutes east of UTC, None for a local time of no known zone."""

    text: str
    day: int = field(compare=False)
    seconds: int = field(compare=False)
    offset: int | None = field(compare=False)

    kind: ClassVar[Literal["datetime"]] = "datetime"
    precision: ClassVar[str] = "second"
    uncertain: ClassVar[bool] = False
    approximate: ClassVar[bool] = False
    gapped: ClassVar[bool] = False
    start_kind: ClassVar[EndKind] = "known"
    end_kind: ClassVar[EndKind] = "known"

    def __str__(self) -> str:
        return self.text

    @property
    def first(self) -> int:
        """The day in its own zone, not UTC's."""
        return self.day

    @property
    def last(self) -> int:
        return self.day

    @property
    def bounds(self) -> Bounds:
        return Bounds(self.day, self.day, self.day, self.day)

    @property
    def instant(self) -> int | None:
        """Seconds since 1970-01-01T00:00Z."""
        return None if self.offset is None else self.day * 86_400 + self.seconds - self.offset * 60

    @property
    def instants(self) -> Instants:
        return self.instant, None

    def overlaps(self, first: int, last: int, match: Match) -> bool:
        return self.bounds.overlaps(first, last, match)
