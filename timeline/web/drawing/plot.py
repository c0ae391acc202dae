"""Figures of one unit beside each other: a dot for a number, a bar for a range, an arrow where it may be more."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline.domain.figure import Figure

ROOM = 1.08
"""Beyond the greatest number, so that an arrow has somewhere to point."""
TICKS = 4


@dataclass(frozen=True, slots=True)
class Row:
    """In percent of the axis. `open_high`: at least this; `open_low`: at most; `soft`: an estimate."""

    figure: Figure
    low: float
    high: float
    open_low: bool
    open_high: bool
    soft: bool


@dataclass(frozen=True, slots=True)
class Plot:
    unit: str | None
    rows: Sequence[Row]
    ticks: Sequence[tuple[float, float]]


def draw_plots(figures: Iterable[Figure]) -> list[Plot]:
    """One a unit, where there is something to compare. Axes begin at zero, so that lengths are true."""
    by_unit: dict[str | None, list[Figure]] = {}
    for one in figures:
        by_unit.setdefault(one.unit, []).append(one)
    return [draw_plot(unit, found) for unit, found in by_unit.items() if len(found) > 1]


def draw_plot(unit: str | None, figures: Sequence[Figure]) -> Plot:
    numbers = [number for one in figures for number in (one.low, one.high) if number is not None]
    least, most = min(0, *numbers), max(0, *numbers) or 1
    top = least + (most - least) * ROOM
    return Plot(unit, [_row(one, least, top) for one in figures], _ticks(least, top))


def _row(one: Figure, least: float, top: float) -> Row:
    low = least if one.low is None else one.low
    high = top if one.high is None else one.high
    soft = one.qualifier in {"about", "estimated"}
    return Row(one, _percent(low, least, top), _percent(high, least, top), one.low is None, one.high is None, soft)


def _percent(number: float, least: float, top: float) -> float:
    return round(100 * (number - least) / (top - least), 2)


def _ticks(least: float, top: float) -> list[tuple[float, float]]:
    """Round numbers: 1, 2 or 5 times a power of ten apart."""
    rough = (top - least) / TICKS
    power = 10 ** math.floor(math.log10(rough))
    step = next(times * power for times in (1, 2, 5, 10) if times * power >= rough)
    numbers = [math.ceil(least / step) * step + step * at for at in range(TICKS + 1)]
    return [(_whole(number), _percent(number, least, top)) for number in numbers if number <= top]


def _whole(number: float) -> float:
    return round(number) if float(number).is_integer() else round(number, 6)
