"""False precision: chronologies whose authors knew the year alone have a heap on 1 January, and those who knew the
month one on its first day. Chance gives each day of the year about 1/365 of the exact days.
"""

from __future__ import annotations

from math import exp, lgamma, log
from typing import TYPE_CHECKING

from timeline.domain.edtf import split_days
from timeline.domain.lint.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.domain.event import EventDraft

DAYS = 365.2425
RARE = 0.001
"""How unlikely a heap must be to be told of."""
FEWEST = 3
FIRSTS = 11
"""Of months but January, whose first is counted alone."""


def heap_on_a_day(events: Sequence[EventDraft], _aliases: Mapping[str, str]) -> Iterator[Finding]:
    days = [split_days(event.when.day)[1:] for event in events if event.when.day is not None]
    new_year, firsts = days.count((1, 1)), sum(1 for month, day in days if day == 1 and month > 1)
    if is_heap(new_year, len(days), 1 / DAYS):
        yield Finding(
            f"{new_year} of {len(days)} exact days are 1 January, where chance gives {_expected(len(days), 1)}; "
            "write a year alone as 2025, not as 2025-01-01"
        )
    if is_heap(firsts, len(days), FIRSTS / DAYS):
        yield Finding(
            f"{firsts} of {len(days)} exact days are the first of another month, where chance gives "
            f"{_expected(len(days), FIRSTS)}; write a month alone as 2025-08, not as 2025-08-01"
        )


def heap_on_midnight(events: Sequence[EventDraft], _aliases: Mapping[str, str]) -> Iterator[Finding]:
    times = [event.when.start.local.time().isoformat() for event in events if event.when.start is not None]
    midnight = times.count("00:00:00")
    if is_heap(midnight, len(times), 1 / 24):
        yield Finding(
            f"{midnight} of {len(times)} times of day are midnight; where the time is not known, give the day alone"
        )


def is_heap(found: int, of: int, chance: float) -> bool:
    """Whether so many, or more, are rarer than RARE: the upper tail of the binomial distribution."""
    if found < FEWEST or found <= of * chance:
        return False
    return sum(_binomial(count, of, chance) for count in range(found, of + 1)) < RARE


def _binomial(count: int, of: int, chance: float) -> float:
    ways = lgamma(of + 1) - lgamma(count + 1) - lgamma(of - count + 1)
    rest = (of - count) * log(1 - chance) if of > count else 0.0
    return exp(ways + count * log(chance) + rest)


def _expected(of: int, days: int) -> str:
    return f"about {of * days / DAYS:.0f}" if of * days > DAYS else "less than one"
