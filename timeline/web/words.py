"""What templates say: dates, badges, marks and text, made from values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from feeds.text import render_html
from timeline.domain.edtf import describe, plain_iso
from timeline.domain.figure import describe_figure
from timeline.domain.instant import write_instant

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

    from timeline.domain.event import Event
    from timeline.domain.when import When

BADGES = {
    "unverified": ("?", "Not verified"),
    "reported": ("“ ”", "Reported"),
    "corroborated": ("✓", "Corroborated"),
    "verified": ("✓✓", "Verified"),
    "disputed": ("≠", "Disputed"),
}
"""Sign and words of each verification: never colour alone."""

RELATIONS = {
    "parent": "part of",
    "child": "includes",
    "sibling": "beside",
    "finishtostart": "after",
    "next": "before",
    "first": "first of the series",
    "refid": "in one group with",
    "depends-on": "depends on",
    "starttostart": "began with",
    "starttofinish": "ended when this began",
    "finishtofinish": "ended with",
}


def register(app: Flask) -> None:
    app.jinja_env.filters.update(
        markdown=lambda text: Markup(render_html(text)),  # noqa: S704  sanitised by render_html
        figure=describe_figure,
        instant=write_instant,
        day=lambda instant: f"{instant.day} {instant:%B %Y}",
        clock=describe_clock,
        html_datetime=html_datetime,
        mark=mark_classes,
        badge=lambda verification: BADGES[verification],
        edtf=describe,
        relation=RELATIONS.__getitem__,
        says=attributed_to,
    )


def describe_clock(instant: datetime) -> str:
    return f"{instant.day} {instant:%B %Y}, {instant:%H:%M} UTC"


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
