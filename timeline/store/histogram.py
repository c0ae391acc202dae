"""Ranges of buckets with counts → the count of each bucket, sparse and bounded."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from timeline.domain.aggregate import MOST_BUCKETS
from timeline.domain.errors import InvalidQuery

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.domain.periods import Period


def count_covered(ranges: Iterable[tuple[int, int, int]], period: Period) -> dict[int, int]:
    """`ranges` are first and last bucket and how many cover them all; raises InvalidQuery when too many result."""
    steps: dict[int, int] = defaultdict(int)
    for first, last, count in ranges:
        steps[first] += count
        steps[last + 1] -= count
    counts: dict[int, int] = {}
    covering = 0
    for here, following in pairwise(sorted(steps)):
        covering += steps[here]
        if covering:
            check_size(len(counts) + following - here, period)
            counts.update(dict.fromkeys(range(here, following), covering))
    return counts


def share_out(first: int, last: int, count: int, period: Period) -> Iterator[tuple[int, float]]:
    """Of `count` events on equally likely days, from first to last, each bucket's share."""
    lowest, highest = period.at(first), period.at(last)
    check_size(highest - lowest + 1, period)
    days = last - first + 1
    for number in range(lowest, highest + 1):
        inside = min(last, period.last_day(number)) - max(first, period.first_day(number)) + 1
        yield number, count * inside / days


def check_size(buckets: int, period: Period) -> None:
    if buckets > MOST_BUCKETS:
        raise InvalidQuery(
            f"by={period.name} makes {buckets:,} buckets here, and {MOST_BUCKETS:,} is the most; "
            "narrow the time with from and to, or count by longer periods"
        )
