"""A recurrence rule: the parts of RFC 5545, section 3.3.10, under their own names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

Frequency = Literal["HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class ByDay(NamedTuple):
    """`-1SU` is (-1, 6); an ordinal of 0 means every such weekday."""

    ordinal: int
    weekday: int

    def __str__(self) -> str:
        return f"{self.ordinal or ''}{WEEKDAYS[self.weekday]}"


@dataclass(frozen=True, slots=True)
class Rule:
    """`until` has the type of DTSTART: a date, a wall clock, or an instant in UTC. `str()` is canonical."""

    freq: Frequency
    until: date | datetime | None = None
    count: int | None = None
    interval: int = 1
    bysecond: tuple[int, ...] = ()
    byminute: tuple[int, ...] = ()
    byhour: tuple[int, ...] = ()
    byday: tuple[ByDay, ...] = ()
    bymonthday: tuple[int, ...] = ()
    byyearday: tuple[int, ...] = ()
    byweekno: tuple[int, ...] = ()
    bymonth: tuple[int, ...] = ()
    bysetpos: tuple[int, ...] = ()
    wkst: int = 0

    @property
    def filters_days(self) -> bool:
        return bool(self.byday or self.bymonthday or self.byyearday or self.byweekno or self.bymonth)

    @property
    def byday_is_within_month(self) -> bool:
        """Ordinals count within the month, not the year (RFC 5545, section 3.3.10, note 2)."""
        return self.freq == "MONTHLY" or bool(self.bymonth)

    def __str__(self) -> str:
        """Parts in the order of the RFC's grammar; those that say the default are left out."""
        parts = [f"FREQ={self.freq}"]
        if self.until is not None:
            parts.append(f"UNTIL={describe_until(self.until)}")
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        parts += [f"{name}={_joined(values)}" for name, values in self.by_parts().items() if values]
        if self.wkst:
            parts.append(f"WKST={WEEKDAYS[self.wkst]}")
        return ";".join(parts)

    def by_parts(self) -> dict[str, tuple[int, ...] | tuple[ByDay, ...]]:
        return {
            "BYSECOND": self.bysecond,
            "BYMINUTE": self.byminute,
            "BYHOUR": self.byhour,
            "BYDAY": self.byday,
            "BYMONTHDAY": self.bymonthday,
            "BYYEARDAY": self.byyearday,
            "BYWEEKNO": self.byweekno,
            "BYMONTH": self.bymonth,
            "BYSETPOS": self.bysetpos,
        }


def describe_until(until: date | datetime) -> str:
    if not isinstance(until, datetime):
        return until.isoformat().replace("-", "")
    text = until.replace(tzinfo=None).isoformat().replace("-", "").replace(":", "")
    return f"{text}Z" if until.tzinfo else text


def _joined(values: tuple[int, ...] | tuple[ByDay, ...]) -> str:
    return ",".join(str(value) for value in values)
