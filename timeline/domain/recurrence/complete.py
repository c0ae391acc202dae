"""What a rule leaves open is taken from DTSTART and written out (RFC 5545, section 3.3.10), so that it may be
expanded from any later period and find the same days.

Two of dateutil's readings are put right on the way: BYDAY=MO,1TU means either, where dateutil wants both;
BYWEEKNO alone means DTSTART's weekday, where dateutil takes all seven.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.domain.recurrence.rule import ByDay, Rule

if TYPE_CHECKING:
    from datetime import datetime


def completed(rule: Rule, start: datetime, *, all_day: bool) -> Rule:
    return _with_ordinals(_with_days(_with_times(rule, start, all_day=all_day), start))


def _with_times(rule: Rule, start: datetime, *, all_day: bool) -> Rule:
    """A DATE has no times of day."""
    if all_day:
        return replace(rule, byhour=(0,), byminute=(0,), bysecond=(0,))
    return replace(
        rule,
        byhour=rule.byhour or (() if rule.freq == "HOURLY" else (start.hour,)),
        byminute=rule.byminute or (start.minute,),
        bysecond=rule.bysecond or (start.second,),
    )


def _with_days(rule: Rule, start: datetime) -> Rule:
    """Bare YEARLY from 29 February thus means BYMONTH=2;BYMONTHDAY=29 and skips common years."""
    if rule.byday or rule.bymonthday or rule.byyearday:
        return rule
    if rule.freq == "YEARLY" and not rule.byweekno:
        return replace(rule, bymonth=rule.bymonth or (start.month,), bymonthday=(start.day,))
    if rule.freq == "MONTHLY":
        return replace(rule, bymonthday=(start.day,))
    if rule.freq in {"YEARLY", "WEEKLY"}:
        return replace(rule, byday=(ByDay(0, start.weekday()),))
    return rule


def _with_ordinals(rule: Rule) -> Rule:
    """Plain weekdays beside numbered ones are numbered through."""
    plain = {day for day in rule.byday if not day.ordinal}
    numbered = {*rule.byday} - plain
    if not plain or not numbered:
        return rule
    highest = 5 if rule.byday_is_within_month else 53
    every = {ByDay(ordinal, day.weekday) for day in plain for ordinal in range(1, highest + 1)}
    return replace(rule, byday=tuple(sorted(numbered | every)))
