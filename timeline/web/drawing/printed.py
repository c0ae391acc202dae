"""The events of a page as lines along time, for paper: what the lanes show on a screen, in few elements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.web.drawing.scale import around
from timeline.web.drawing.strip import spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline.domain.when import When
    from timeline.web.drawing.strip import Span

MOST_ROWS = 12
GAP = 0.8
"""Percent between two lines of one row."""


@dataclass(frozen=True, slots=True)
class Printed:
    """Two paths in a box 100 wide and `rows` high: all that the dates may mean, and what they mean for certain."""

    whole: str
    core: str
    rows: int
    ticks: Sequence[tuple[int, float]]


def draw_printed(dates: Iterable[When]) -> Printed:
    """In rows, each line in the first that has room; beyond the last row lines lie over one another."""
    whens = list(dates)
    scale = around(day for when in whens for day in when.bounds)
    drawn = sorted((spans(when, scale) for when in whens), key=lambda both: both[0].start)
    ends: list[float] = []
    whole, core = "", ""
    for outer, inner in drawn:
        row = _row(ends, outer)
        whole += _line(outer, row)
        core += _line(inner, row) if inner else ""
    return Printed(whole, core, max(len(ends), 1), scale.ticks())


def _row(ends: list[float], span: Span) -> int:
    """Where it goes; `ends` are those of the rows so far."""
    free = next((row for row, end in enumerate(ends) if end + GAP <= span.start), None)
    if free is None and len(ends) < MOST_ROWS:
        ends.append(0)
        free = len(ends) - 1
    row = MOST_ROWS - 1 if free is None else free
    ends[row] = span.start + span.width
    return row


def _line(span: Span, row: int) -> str:
    return f"M{span.start:g} {row}.5h{span.width:g}"
