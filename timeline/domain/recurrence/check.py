"""What parsing alone cannot see: parts that RFC 5545 forbids together, and rules that can never fire.

Never firing is decided by arithmetic where a rule is simple, and otherwise by running it through the 400
years after which the calendar repeats: refusing takes milliseconds, however contradictory the rule.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from timeline.domain.errors import InvalidRecurrence
from timeline.domain.recurrence.pattern import pattern_of
from timeline.domain.recurrence.rule import LONGEST_MONTHS, Rule, describe_until

MOST_A_DAY = 288
NEVER = "the rule never fires"


@lru_cache(maxsize=2048)
def check_rule(rule: Rule) -> Rule:
    """What holds for any DTSTART; raises InvalidRecurrence."""
    _check_combinations(rule)
    _check_months(rule)
    _check_bysetpos(rule)
    if rule.freq in {"MONTHLY", "YEARLY"} or rule.byyearday:
        check_fires(replace(rule, interval=1), datetime(2000, 1, 1), all_day=False)  # noqa: DTZ001  wall clock
    return rule


@lru_cache(maxsize=2048)
def check_fires(rule: Rule, start: datetime, *, all_day: bool) -> None:
    if not pattern_of(replace(rule, until=None, count=None), start, all_day=all_day).fires_at_all():
        raise InvalidRecurrence(f"{rule}: {NEVER} from {start:%d %b} {start.year} on; its parts contradict each other")


def _check_combinations(rule: Rule) -> None:
    numbered = any(day.ordinal for day in rule.byday)
    forbidden = [
        (rule.until is not None and rule.count is not None, "UNTIL and COUNT exclude each other; give one"),
        (
            numbered and rule.freq not in {"MONTHLY", "YEARLY"},
            "numbered weekdays need MONTHLY or YEARLY",
        ),
        (numbered and rule.byweekno, "numbered weekdays in BYDAY cannot stand beside BYWEEKNO"),
        (
            rule.bymonthday and rule.freq == "WEEKLY",
            "BYMONTHDAY cannot stand beside WEEKLY",
        ),
        (rule.byyearday and rule.freq in {"DAILY", "WEEKLY", "MONTHLY"}, "BYYEARDAY needs YEARLY"),
        (rule.byweekno and rule.freq != "YEARLY", "BYWEEKNO needs YEARLY"),
        (
            rule.bysetpos and not _has_other_by(rule),
            "BYSETPOS needs another BY part to choose from, such as BYDAY",
        ),
        (_times(rule) > MOST_A_DAY, f"fires {_times(rule)} times a day; at most {MOST_A_DAY} are expanded"),
        (
            rule.byday_is_within_month and any(abs(day.ordinal) > 5 for day in rule.byday),  # noqa: PLR2004
            f"{NEVER} on all of these days: within a month, number weekdays 1 to 5 or -1 to -5",
        ),
    ]
    for found, reason in forbidden:
        if found:
            raise InvalidRecurrence(f"{rule}: {reason}")


def _has_other_by(rule: Rule) -> bool:
    return any(values for name, values in rule.by_parts().items() if name != "BYSETPOS")


def _times(rule: Rule) -> int:
    hours = len(rule.byhour) or (24 if rule.freq == "HOURLY" else 1)
    return hours * max(1, len(rule.byminute)) * max(1, len(rule.bysecond))


def _check_months(rule: Rule) -> None:
    """30 February, 31 April."""
    if not rule.bymonthday or not rule.bymonth:
        return
    longest = max(LONGEST_MONTHS[month - 1] for month in rule.bymonth)
    if all(abs(day) > longest for day in rule.bymonthday):
        raise InvalidRecurrence(f"{rule}: {NEVER}: the months given have at most {longest} days")


def _check_bysetpos(rule: Rule) -> None:
    """Days and hours have as many fires as times are listed, weeks as many again for each weekday."""
    if not rule.bysetpos or rule.freq in {"MONTHLY", "YEARLY"}:
        return
    hours = 1 if rule.freq == "HOURLY" else max(1, len(rule.byhour))
    most = hours * max(1, len(rule.byminute)) * max(1, len(rule.bysecond))
    most *= max(1, len(rule.byday)) if rule.freq == "WEEKLY" else 1
    if all(abs(position) > most for position in rule.bysetpos):
        raise InvalidRecurrence(f"{rule}: {NEVER}: BYSETPOS chooses from at most {most} here")


def check_rule_from(rule: Rule, start: datetime, *, all_day: bool) -> None:
    """What depends on DTSTART: the type of UNTIL, the times of day, and the phase of INTERVAL."""
    _check_until(rule, all_day=all_day)
    if all_day and (rule.freq == "HOURLY" or rule.byhour or rule.byminute or rule.bysecond):
        raise InvalidRecurrence(
            f"{rule}: names times of day, but the event starts on a day; give start a time and zone"
        )
    if rule.freq == "HOURLY" and rule.byhour:
        _check_hours(rule, start)
    check_fires(rule, start, all_day=all_day)


def _check_until(rule: Rule, *, all_day: bool) -> None:
    until = rule.until
    if until is None or isinstance(until, datetime) is not all_day:
        return
    day = describe_until(until)[:8]
    wanted, given = (day, "a time") if all_day else (f"{day}T235959Z", "a date")
    starts = "on a day" if all_day else "at a time"
    raise InvalidRecurrence(
        f"UNTIL={describe_until(until)} is {given} but the event starts {starts}; write UNTIL={wanted}"
    )


def _check_hours(rule: Rule, start: datetime) -> None:
    step = math.gcd(rule.interval, 24)
    if all((hour - start.hour) % step for hour in rule.byhour):
        raise InvalidRecurrence(
            f"{rule}: {NEVER}: every {rule.interval} hours from {start.hour}:00 meets none of BYHOUR"
        )
