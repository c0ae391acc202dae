"""Where an event lies in its timeline: one line of time, drawn as sure as the date is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.domain.edtf import OPEN_FUTURE, OPEN_PAST
from timeline.web.drawing.scale import around

if TYPE_CHECKING:
    from timeline.domain.tile import Extent
    from timeline.domain.when import When
    from timeline.web.drawing.scale import Scale

LEAST = 0.6
"""Percent: what is shorter could not be seen."""


@dataclass(frozen=True, slots=True)
class Span:
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Strip:
    """`whole` is all that the date may mean, `core` what it means for certain, None where that is nothing."""

    whole: Span
    core: Span | None
    open_start: bool
    open_end: bool
    ticks: tuple[tuple[int, float], ...]


def draw_strip(when: When, extent: Extent) -> Strip:
    """`extent`: the timeline's, as far as it is known."""
    bounds = when.bounds
    scale = around([*bounds, *(day for day in (extent.first_day, extent.last_day) if day is not None)])
    whole, core = spans(when, scale)
    return Strip(
        whole, core, bounds.start_earliest == OPEN_PAST, bounds.end_latest == OPEN_FUTURE, tuple(scale.ticks())
    )


def spans(when: When, scale: Scale) -> tuple[Span, Span | None]:
    """All that the date may mean, and what it means for certain."""
    bounds = when.bounds
    whole = _span(scale.start(bounds.start_earliest), scale.end(bounds.end_latest))
    certain = bounds.start_latest <= bounds.end_earliest and when.kind != "one_of"
    exact = bounds.start_earliest == bounds.start_latest and bounds.end_earliest == bounds.end_latest
    lasted = when.kind in {"interval", "all_of"} or exact
    core = _span(scale.start(bounds.start_latest), scale.end(bounds.end_earliest)) if certain and lasted else None
    return whole, core


def _span(start: float, end: float) -> Span:
    if end - start >= LEAST:
        return Span(start, round(end - start, 2))
    middle = (start + end) / 2
    return Span(round(max(0.0, min(100 - LEAST, middle - LEAST / 2)), 2), LEAST)
