"""The days that an event with holes between its bounds touches: what a window is compared with, in SQL.

A series may be endless, and a mask such as "XXXX-XX-25" has more days than are worth keeping, so runs are told up
to a day, and whoever asks about later ones asks the event itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.domain.edtf import OPEN_FUTURE, join_days

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.domain.edtf.runs import Run

MOST = 520
"""Ten years of weeks."""
MOST_SPANS = 5_000
"""Of which runs are joined: years of a daily series are one run."""
HORIZON = join_days(2100, 1, 1)
"""An endless series is not followed any further than this day."""


class Runs(NamedTuple):
    """`items` ascend and do not touch each other; nothing is told about the days after `until`."""

    items: tuple[Run, ...]
    until: int


def take_runs(spans: Iterable[Run], until: int = OPEN_FUTURE) -> Runs:
    """`spans` ascend by their first days, and are themselves complete up to `until`."""
    joined: list[Run] = []
    for number, (first, last) in enumerate(spans):
        if number == MOST_SPANS:
            return Runs(tuple(joined), min(until, first - 1))
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        elif len(joined) == MOST:
            return Runs(tuple(joined), min(until, first - 1))
        else:
            joined.append((first, last))
    return Runs(tuple(joined), until)
