"""One time that a recurring event takes place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from timeline.domain.recurrence.value import Override

EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """`start` and exclusive `end` have DTSTART's type, moved where `override` moves them; `recurrence_id`
    says where the rule put it.
    """

    recurrence_id: str
    start: date | datetime
    end: date | datetime | None
    override: Override | None = None

    @property
    def first_day(self) -> int:
        """Days since 1970-01-01, as the event's own calendar has it."""
        return self.start.toordinal() - EPOCH

    @property
    def last_day(self) -> int:
        """An exclusive end at midnight is the day before; without an end it is the day of the start."""
        if self.end is None:
            return self.first_day
        moment = timedelta(seconds=1) if isinstance(self.end, datetime) else timedelta(days=1)
        return max(self.first_day, (self.end - moment).toordinal() - EPOCH)


class Occurrences(NamedTuple):
    """In the order of their starts; `truncated` where the window may hold more than these."""

    items: tuple[Occurrence, ...]
    truncated: bool
