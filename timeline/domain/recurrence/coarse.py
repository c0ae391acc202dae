"""The same fires in longer periods, for rules that look at many days to find few.

dateutil cannot be stopped between two fires, and a daily rule for 29 February on a Monday looks at 10,000 days
for each: seconds of work for one COUNT. Where hours, days or weeks are narrowed to months or days of the
month or year, the months or years are expanded instead, and a sieve keeps what lies in the rule's phase.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from itertools import product
from typing import TYPE_CHECKING

from timeline.domain.recurrence.periods import period_number
from timeline.domain.recurrence.rule import ByDay, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_STEP = 28  # days; a rule that strides further looks at few enough
HOURS_PER_PERIOD = {"HOURLY": 1, "DAILY": 24, "WEEKLY": 168}
ALL_HOURS = tuple(range(24))
ALL_DAYS = tuple(ByDay(0, weekday) for weekday in range(7))


@dataclass(frozen=True, slots=True)
class Sieve:
    """`rule` is the one that was asked for, `origin` the number of its first period, `times` what BYSETPOS
    leaves of each day.
    """

    rule: Rule
    origin: int
    times: frozenset[time] | None

    def keeps(self, fire: datetime) -> bool:
        in_phase = (period_number(self.rule, fire) - self.origin) % self.rule.interval == 0
        return in_phase and (self.times is None or fire.time() in self.times)


def coarser(rule: Rule, start: datetime) -> tuple[Rule, Sieve | None]:
    """For a completed rule. Every weekday, every day, is every week: that needs no sieve."""
    hours = HOURS_PER_PERIOD.get(rule.freq, 0) * rule.interval
    narrow = rule.bymonth or rule.bymonthday or rule.byyearday
    if rule.freq == "DAILY" and rule.byday and not narrow and rule.interval == 1 and not rule.bysetpos:
        return replace(rule, freq="WEEKLY"), None
    if not narrow or not 0 < hours <= LONGEST_STEP * 24 or (rule.freq == "WEEKLY" and rule.bysetpos):
        return rule, None
    sieve = Sieve(rule, period_number(rule, start), _chosen(rule) if rule.bysetpos else None)
    return _lengthened(rule), sieve if rule.interval > 1 or rule.bysetpos else None


def _lengthened(rule: Rule) -> Rule:
    """Every hour and every day are named, lest the longer period take DTSTART's alone."""
    return replace(
        rule,
        freq="YEARLY" if rule.byyearday else "MONTHLY",
        interval=1,
        byhour=rule.byhour or ALL_HOURS,
        byday=rule.byday or (() if rule.bymonthday or rule.byyearday else ALL_DAYS),
        bysetpos=(),
    )


def _chosen(rule: Rule) -> frozenset[time]:
    """BYSETPOS among the times of one day, or of each hour."""
    if rule.freq == "DAILY":
        return frozenset(_at(rule.bysetpos, sorted(product(rule.byhour, rule.byminute, rule.bysecond))))
    hours = rule.byhour or ALL_HOURS
    return frozenset(
        chosen
        for hour in hours
        for chosen in _at(rule.bysetpos, sorted(product((hour,), rule.byminute, rule.bysecond)))
    )


def _at(positions: tuple[int, ...], times: list[tuple[int, int, int]]) -> Iterator[time]:
    for position in positions:
        if abs(position) <= len(times):
            yield time(*times[position - 1 if position > 0 else position])
