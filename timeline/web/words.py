"""What templates say: dates, badges, marks and text, made from values."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from markupsafe import Markup

from feeds.text import render_html
from timeline.domain.edtf import plain_iso
from timeline.domain.figure import describe_figure
from timeline.domain.instant import write_instant
from timeline.domain.query import PARAMETERS
from timeline.domain.speech import phrase
from timeline.web.finding import VALUES
from timeline.web.language import speaking

if TYPE_CHECKING:
    from flask import Flask

    from timeline.domain.event import Event
    from timeline.domain.when import When

SIGNS = {"unverified": "?", "reported": "“ ”", "corroborated": "✓", "verified": "✓✓", "disputed": "≠"}
"""Of each verification, beside its words: never colour alone."""

RELATIONS = {
    "parent": phrase("part of"),
    "child": phrase("includes"),
    "sibling": phrase("beside"),
    "finishtostart": phrase("after"),
    "next": phrase("before"),
    "first": phrase("first of the series"),
    "refid": phrase("in one group with"),
    "depends-on": phrase("depends on"),
    "starttostart": phrase("began with"),
    "starttofinish": phrase("ended when this began"),
    "finishtofinish": phrase("ended with"),
}


def register(app: Flask) -> None:
    app.jinja_env.filters.update(
        markdown=lambda text: Markup(render_html(text)),  # noqa: S704  sanitised by render_html
        figure=describe_figure,
        instant=write_instant,
        day=lambda instant: speaking().day(instant),
        clock=lambda instant: speaking().clock(instant),
        number=lambda number: speaking().number(number),
        then=lambda as_of: speaking().then(as_of),
        as_of_text=write_as_of,
        in_words=lambda when, full=False: speaking().when(when, full=full),
        html_datetime=html_datetime,
        mark=mark_classes,
        badge=lambda verification: (SIGNS[verification], value_name(verification)),
        value_name=value_name,
        edtf=lambda date: speaking().date(date),
        relation=lambda kind: speaking().gettext(RELATIONS[kind]),
        says=attributed_to,
    )
    app.jinja_env.globals["parameters"] = PARAMETERS


def value_name(value: str) -> str:
    return speaking().gettext(VALUES[value])


def write_as_of(as_of: int | datetime | None) -> str:
    if isinstance(as_of, int):
        return str(as_of)
    if as_of is None:
        return ""
    return as_of.date().isoformat() if as_of.time() == time.max else write_instant(as_of)


def html_datetime(when: When) -> str | None:
    """For `<time datetime>`: only of a single date that is plain and certain."""
    if when.start is not None and when.end is None:
        return when.start.instant().isoformat().replace("+00:00", "Z")
    if when.kind != "date" or when.uncertain or when.approximate:
        return None
    bounds = when.bounds
    found = plain_iso(bounds.start_earliest, bounds.end_latest)
    return found if found == when.edtf_text else None


def mark_classes(when: When) -> str:
    """Geometry says precision: a point for a day, a capsule for what lies somewhere within, a bar for what lasted,
    soft for approximate, open where an end is open or unknown.
    """
    bounds = when.bounds
    if when.kind in {"interval", "all_of"} or when.end is not None:
        shape = "bar"
    else:
        shape = "point" if bounds.start_earliest == bounds.end_latest else "capsule"
    signs = {
        "soft": when.approximate,
        "doubted": when.uncertain,
        "open-start": when.start_kind != "known",
        "open-end": when.end_kind != "known",
    }
    return " ".join(["mark", f"mark-{shape}", *(f"mark-{name}" for name, on in signs.items() if on)])


def attributed_to(event: Event) -> list[str]:
    """Who says so, each once, in the order of the citations."""
    names = [
        one.attributed_to or one.source.publisher or one.source.title
        for one in event.citations
        if one.stance == "supports"
    ]
    return list(dict.fromkeys(names))
