"""Versions in the order they came, under headings of year and month: how a list of dated things is read."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from timeline.domain.edtf import OPEN_FUTURE, OPEN_PAST, split_days
from timeline.web.language import speaking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.domain.version import EventVersion

LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class Month:
    """`heading` is None where the month is not known; `anchor` is for links to it."""

    heading: str | None
    anchor: str | None
    versions: Sequence[EventVersion]


@dataclass(frozen=True, slots=True)
class Year:
    heading: str | None
    anchor: str | None
    months: Sequence[Month]


def group(versions: Sequence[EventVersion], sort: str) -> list[Year]:
    """Under dates only when sorted by date; else one group without a heading."""
    if not sort.endswith("date"):
        return [Year(None, None, [Month(None, None, versions)])] if versions else []
    descending = sort.startswith("-")
    return [
        _year(year, list(found), descending=descending)
        for year, found in groupby(versions, lambda one: _year_of(one, descending=descending))
    ]


def _day_of(version: EventVersion, *, descending: bool) -> int | None:
    """The day by which the version is sorted."""
    bounds = version.event.when.bounds
    if bounds.start_earliest == OPEN_PAST and bounds.end_latest == OPEN_FUTURE:
        return None
    if bounds.start_earliest == OPEN_PAST and not descending:
        return bounds.end_latest
    return bounds.start_latest if descending else bounds.start_earliest


def _year_of(version: EventVersion, *, descending: bool) -> int | None:
    day = _day_of(version, descending=descending)
    return None if day is None else split_days(day)[0]


def _month_of(version: EventVersion, *, descending: bool) -> int | None:
    day = _day_of(version, descending=descending)
    bounds = version.event.when.bounds
    width = bounds.start_latest - bounds.start_earliest
    known = width < LONGEST_MONTH or bounds.start_earliest == OPEN_PAST
    return split_days(day)[1] if day is not None and known else None


def _year(year: int | None, versions: list[EventVersion], *, descending: bool) -> Year:
    months = [
        _month(year, month, list(found))
        for month, found in groupby(versions, lambda one: _month_of(one, descending=descending))
    ]
    if year is None:
        return Year(speaking().gettext("Dates not known"), "undated", months)
    return Year(speaking().year(year), f"y{year}", months)


def _month(year: int | None, month: int | None, versions: list[EventVersion]) -> Month:
    if year is None or month is None:
        return Month(None, None, versions)
    return Month(speaking().month(month), f"y{year}-{month:02d}", versions)
