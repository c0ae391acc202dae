"""Where a rule ends: UNTIL and COUNT are both turned into the last fire, once, and remembered.

COUNT counts DTSTART (RFC 5545, section 3.3.10). Where every period fires equally often the last fire is found
by division; otherwise it is walked to, up to MOST_WALKED and not further: the ending is then a lower bound
and says so. A COUNT that the calendar cannot hold is no limit.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from timeline.domain.recurrence.periods import LAST_MOMENT

if TYPE_CHECKING:
    from timeline.domain.recurrence.pattern import Pattern
    from timeline.domain.recurrence.rule import Rule

MOST_WALKED = 10_000


class Ending(NamedTuple):
    """`last` is None where the rule goes on for ever; not `exact` where nobody counted to the end."""

    last: datetime | None
    exact: bool = True


def ending(rule: Rule, pattern: Pattern, zone: str | None) -> Ending:
    if rule.until is not None:
        return Ending(local_until(rule.until, zone))
    return Ending(None) if rule.count is None else _counted(pattern, rule.count)


def local_until(until: date | datetime, zone: str | None) -> datetime:
    """UNTIL on the wall clock of `zone`, UTC where there is none; a fire at that very moment is the last."""
    if not isinstance(until, datetime):
        return datetime.combine(until, time())
    if until.tzinfo is None:
        return until
    try:
        return until.astimezone(ZoneInfo(zone) if zone else UTC).replace(tzinfo=None, fold=0)
    except OverflowError:
        return until.replace(tzinfo=None)  # the hours at either end of the calendar


@lru_cache(maxsize=2048)
def _counted(pattern: Pattern, count: int) -> Ending:
    following = count - 1
    if following == 0:
        return Ending(pattern.start)
    if following >= _most_that_fit(pattern):
        return Ending(None)
    if pattern.per_period:
        return Ending(pattern.nth(following))
    return _walked(pattern, following)


def _walked(pattern: Pattern, following: int) -> Ending:
    steps = min(following, MOST_WALKED)
    fires = list(islice(pattern.between(pattern.start, LAST_MOMENT), steps))
    if len(fires) < steps:
        return Ending(None)  # the calendar ends first
    return Ending(fires[-1], exact=steps == following)


def _most_that_fit(pattern: Pattern) -> int:
    rule = pattern.rule
    days = LAST_MOMENT.toordinal() - pattern.start.toordinal() + 1
    return days * max(1, len(rule.byhour) or 24) * len(rule.byminute) * len(rule.bysecond)
