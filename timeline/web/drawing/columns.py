"""Counts over time as columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HEIGHT = 160
"""Pixels; the width is the page's."""
LABELS = 6
GAP = 0.15
"""Of a column's place, left free beside it."""


@dataclass(frozen=True, slots=True)
class Column:
    """`x` and `width` in percent, `height` in pixels; `labelled` where there is room to write below it."""

    key: str
    count: float
    x: float
    width: float
    height: float
    labelled: bool

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 3)


def draw_columns(counts: Sequence[tuple[str, float]]) -> list[Column]:
    """In the order given; the highest takes the whole height."""
    if not counts:
        return []
    place, highest = 100 / len(counts), max(count for _, count in counts) or 1
    every = -(-len(counts) // LABELS)
    return [
        Column(
            key,
            count,
            round(place * (at + GAP / 2), 3),
            round(place * (1 - GAP), 3),
            round(HEIGHT * count / highest, 1),
            at % every == every // 2,
        )
        for at, (key, count) in enumerate(counts)
    ]
