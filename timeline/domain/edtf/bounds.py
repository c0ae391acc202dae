"""When something may have started and ended, in days, and whether that meets a window of days.

Bounds are strict: `?` and `~` never widen them. Whoever wants to include the approximate widens the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

Match = Literal["possible", "certain"]
EndKind = Literal["known", "open", "unknown"]

PRECISIONS = (
    "second",
    "day",
    "month",
    "quarter",
    "season",
    "quadrimester",
    "semester",
    "year",
    "decade",
    "century",
    "millennium",
)
"""From fine to coarse."""


class Bounds(NamedTuple):
    """Days since 1970-01-01; an open or unknown end is OPEN_PAST or OPEN_FUTURE."""

    start_earliest: int
    start_latest: int
    end_earliest: int
    end_latest: int

    def overlaps(self, first: int, last: int, match: Match) -> bool:
        """Of days first to last, both inclusive: may one be met, or must one be?"""
        if match == "certain":
            return self.start_latest <= last and self.end_earliest >= first
        return self.start_earliest <= last and self.end_latest >= first


def coarsest(precisions: Iterable[str]) -> str:
    """Of none it is "millennium": nothing is known between two ends that are open or unknown."""
    return max(precisions, key=PRECISIONS.index, default="millennium")
