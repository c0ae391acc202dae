"""Where a rule fires after DTSTART: whole periods are jumped, dateutil expands the few that are asked for.

It is never given COUNT or UNTIL, which are ends and found once, in `ending.py`. It always begins at the start
of a period, so that BYSETPOS chooses from the whole first week, not from what DTSTART leaves of it. The hours
of HOURLY are wall-clock hours.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import MAXYEAR, datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from timeline.domain.recurrence.coarse import Sieve, coarser
from timeline.domain.recurrence.complete import completed
from timeline.domain.recurrence.periods import LAST_MOMENT, expand, period_number, period_start
from timeline.domain.recurrence.rule import LONGEST_MONTHS, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

CYCLE_YEARS = 400  # of the Gregorian calendar: dates and weekdays repeat
PERIODS_PER_CYCLE = {"YEARLY": 400, "MONTHLY": 4_800, "WEEKLY": 20_871, "DAILY": 146_097, "HOURLY": 3_506_328}
FEBRUARY = 1  # months since January
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Pattern:
    """`rule` with nothing left open; `origin` is the number of its first period; `sieve` passes what counts."""

    rule: Rule
    start: datetime
    origin: int
    sieve: Sieve | None = None

    def between(self, first: datetime, last: datetime) -> Iterator[datetime]:
        """From `first` to `last` inclusive, in order."""
        first = max(first, self.start)
        begin = self._begin(max(0, (period_number(self.rule, first) - self.origin) // self.rule.interval))
        if begin is None or first > last:
            return
        for fire in expand(self.rule, begin):
            if fire > last:
                return
            if fire >= first and fire != self.start and self._keeps(fire):
                yield fire

    def nth(self, n: int) -> datetime | None:
        """The nth fire of a pattern that has `per_period`; None beyond the year 9999."""
        following = self._begin(1)
        head = list(self.between(self.start, following - SECOND if following else LAST_MOMENT))
        if n <= len(head):
            return head[n - 1]
        periods, position = divmod(n - len(head) - 1, self.per_period or 1)
        begin = self._begin(periods + 1)
        return None if begin is None else next(islice(self.between(begin, LAST_MOMENT), position, None), None)

    def last_before(self, last: datetime, skip: AbstractSet[datetime]) -> datetime | None:
        """The latest fire not after `last` and not in `skip`; looks back over spans that double."""
        periods = 1
        while True:
            first = self._back(last, periods)
            found = [fire for fire in self.between(first, last) if fire not in skip]
            if found or first <= self.start:
                return found[-1] if found else None
            periods *= 2

    def fires_at_all(self) -> bool:
        """Whether DTSTART or anything after it matches, before the year 9999 ends.

        Every 400 years the calendar is the same, so the search starts in the latest like year that leaves
        room for each of the rule's phases: what never fires then runs out of calendar soon.
        """
        whole_year = self.start == datetime(self.start.year, 1, 1)  # noqa: DTZ001  wall clock
        years = MAXYEAR - self.start.year + whole_year
        cycles = max(0, years - self._years_of_phases()) // CYCLE_YEARS
        later = self._later(cycles)
        begin = later._begin(0)  # noqa: SLF001  its own kind
        return begin is not None and any(
            fire >= later.start and later._keeps(fire)  # noqa: SLF001
            for fire in expand(later.rule, begin)
        )

    @property
    def per_period(self) -> int | None:
        """How many fires each whole period has, where that never varies."""
        rule = self.rule
        times = max(1, len(rule.byhour)) * len(rule.byminute) * len(rule.bysecond)
        if self.sieve or rule.bysetpos or rule.bymonth or rule.byyearday or rule.byweekno or rule.freq == "YEARLY":
            return None
        if rule.freq == "WEEKLY":
            return times * len(rule.byday)
        if rule.freq == "MONTHLY":
            return times * len(rule.bymonthday or rule.byday) if self._is_in_every_month() else None
        varies = rule.filters_days or (rule.freq == "HOURLY" and rule.byhour)
        return None if varies else times

    def _is_in_every_month(self) -> bool:
        """Days that no month lacks; a rule that keeps to one month, not February, may use all of it."""
        rule, month = self.rule, self.origin % 12
        days = rule.bymonthday or tuple(day.ordinal for day in rule.byday)
        longest = LONGEST_MONTHS[month] if rule.interval % 12 == 0 and month != FEBRUARY else 28
        highest = longest if rule.bymonthday else 4
        same_sign = len({day > 0 for day in days}) == 1
        both = bool(rule.bymonthday and rule.byday)
        return same_sign and not both and all(1 <= abs(day) <= highest for day in days)

    def _years_of_phases(self) -> int:
        """After these both the calendar and INTERVAL are where they began."""
        rule = self.sieve.rule if self.sieve else self.rule
        return CYCLE_YEARS * rule.interval // math.gcd(rule.interval, PERIODS_PER_CYCLE[rule.freq])

    def _later(self, cycles: int) -> Pattern:
        """The same pattern, as many cycles of the calendar later."""
        start = self.start.replace(year=self.start.year + cycles * CYCLE_YEARS)
        origin = self.origin + cycles * PERIODS_PER_CYCLE[self.rule.freq]
        if self.sieve is None:
            return replace(self, start=start, origin=origin)
        phase = self.sieve.origin + cycles * PERIODS_PER_CYCLE[self.sieve.rule.freq]
        return replace(self, start=start, origin=origin, sieve=replace(self.sieve, origin=phase))

    def _keeps(self, fire: datetime) -> bool:
        return self.sieve is None or self.sieve.keeps(fire)

    def _begin(self, periods: int) -> datetime | None:
        if self.rule.byweekno and self.start.year == 1:
            periods = max(1, periods)  # dateutil looks up the year before, and there is no year 0
        return period_start(self.rule, self.origin + periods * self.rule.interval)

    def _back(self, last: datetime, periods: int) -> datetime:
        number = period_number(self.rule, last) - periods * self.rule.interval
        begin = period_start(self.rule, number) if number > self.origin else None
        return begin or self.start


@lru_cache(maxsize=2048)
def pattern_of(rule: Rule, start: datetime, *, all_day: bool) -> Pattern:
    """COUNT and UNTIL are left out, so that rules that differ in them alone share a pattern."""
    complete = completed(replace(rule, until=None, count=None), start, all_day=all_day)
    coarse, sieve = coarser(complete, start)
    if not _keeps_to_one_month(coarse):
        return Pattern(coarse, start, period_number(coarse, start), sieve)
    years = coarse.interval if coarse.freq == "YEARLY" else 1
    monthly = replace(coarse, freq="MONTHLY", interval=12 * years, bymonth=())
    return Pattern(monthly, start, start.year * 12 + coarse.bymonth[0] - 1, sieve)


def _keeps_to_one_month(rule: Rule) -> bool:
    """Such a rule is every twelfth month: dateutil then looks at 30 days a year, not 365."""
    every_year = rule.freq == "YEARLY" or (rule.freq == "MONTHLY" and rule.interval == 1)
    return every_year and len(rule.bymonth) == 1 and not rule.byyearday and not rule.byweekno
