"""What a query finds, counted: events over time, and figures by name. Every chart has its table behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template, request

from timeline.domain.aggregate import Breakdown
from timeline.domain.edtf import parse_edtf
from timeline.domain.figure import Figure
from timeline.domain.periods import PERIODS
from timeline.operations.aggregate import aggregate
from timeline.operations.draw import find_extent
from timeline.web import finding
from timeline.web.context import addresses
from timeline.web.drawing.columns import HEIGHT, draw_columns
from timeline.web.drawing.plot import draw_plot
from timeline.web.language import speaking
from timeline.web.pages.answering import answer
from timeline.web.pages.blueprint import blueprint
from timeline.web.params import PAGE_OPTIONS, read_query, write_query
from timeline.web.words import period_edtf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from werkzeug.wrappers import Response as AnyResponse

    from timeline.domain.aggregate import Aggregate, Count, FigureSum
    from timeline.domain.query import EventQuery
    from timeline.operations.browse import Reading
    from timeline.web.drawing.plot import Plot

MOST_COLUMNS = 120
FINEST_FIRST = ("month", "quarter", "year")


@blueprint.get("/timelines/<slug>/charts")
def charts(slug: str) -> AnyResponse:
    query = read_query(request.args.items(multi=True), PAGE_OPTIONS).narrowed(cursor=None, limit=None)
    return answer(slug, lambda reading: render_template("charts.html", **_shown(reading, query)), write_query(query))


def _shown(reading: Reading, query: EventQuery) -> dict[str, Any]:
    slug = reading.state.timeline.slug
    period, found = count_by_time(reading, query)
    counts = [(bucket.keys[period] or "", bucket.count) for bucket in found.buckets]
    return {
        "timeline": reading.described(query),
        "query": query,
        "conditions": finding.conditions(slug, query, "pages.charts"),
        "total": found.total,
        "period": period,
        "columns": draw_columns([(key, count) for key, count in counts if key]),
        "windowed": query.window is not None,
        "undated": sum(count for key, count in counts if not key),
        "height": HEIGHT,
        "figures": plot_figures(found.figures, period),
        "canonical": addresses().timeline(slug) + "/charts",
    }


def count_by_time(reading: Reading, query: EventQuery) -> tuple[str, Aggregate]:
    """By the finest period that has room. Each event counts once, where it began: long ones would hide the others.
    Within a window each counts wherever it may have been, since it may have begun before.
    """
    count: Count = "start" if query.window is None else "overlap"
    days = _days(reading, query)
    for period in FINEST_FIRST:
        numbers = [PERIODS[period].at(day) for day in days]
        if not numbers or max(numbers) - min(numbers) < MOST_COLUMNS:
            return period, aggregate(reading, query, Breakdown((period,), count, empty=bool(numbers)))
    return "year", aggregate(reading, query, Breakdown(("year",), count))


def _days(reading: Reading, query: EventQuery) -> list[int]:
    """The first and the last, as far as they are known, and no further than the window."""
    extent, window = find_extent(reading, query), query.window
    days = [day for day in (extent.first_day, extent.last_day) if day is not None]
    return days if window is None else [max(window.first, min(window.last, day)) for day in days]


def plot_figures(sums: Iterable[FigureSum], period: str) -> list[tuple[str, Plot]]:
    """By name and unit, one row a period; bounds are missing where a sum would take a part for the whole."""
    named: dict[tuple[str, str | None], list[Figure]] = {}
    for one in sums:
        row = _row(one, one.keys[period])
        if row is not None:
            named.setdefault((one.name, one.unit), []).append(row)
    return [(name, draw_plot(unit, rows)) for (name, unit), rows in sorted(named.items(), key=lambda one: -len(one[1]))]


def _row(one: FigureSum, key: str | None) -> Figure | None:
    label = speaking().date(parse_edtf(period_edtf(key))) if key else speaking().gettext("Dates not known")
    if one.low is None and one.high is None:
        return None
    qualifier = "at least" if one.high is None else "at most" if one.low is None else "exactly"
    return Figure(name=label, low=one.low, high=one.high, unit=one.unit, qualifier=qualifier)
