"""What templates say: dates, badges, marks and text, made from values."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import TYPE_CHECKING

from flask import request
from jinja2 import pass_context
from markupsafe import Markup

from feeds.text import render_html
from timeline.domain.edtf import join_days, parse_edtf, plain_iso
from timeline.domain.edtf.english.years import FIRST_EVIDENT_YEAR
from timeline.domain.instant import write_instant
from timeline.domain.query import PARAMETERS
from timeline.domain.speech import phrase
from timeline.web.differences import FIELDS
from timeline.web.finding import LABELS, VALUES
from timeline.web.language import speaking
from timeline.web.links import timeline_page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from http import HTTPStatus

    from flask import Flask
    from jinja2.runtime import Context

    from timeline.domain.event import Event
    from timeline.domain.when import When

GREGORIAN = join_days(1582, 10, 15)
FIRST_EVIDENT_DAY = join_days(FIRST_EVIDENT_YEAR, 1, 1)
SIGNS = {"unverified": "?", "reported": "“ ”", "corroborated": "✓", "verified": "✓✓", "disputed": "≠"}
"""Of each verification, beside its words: never colour alone."""

RELATIONS = {
    "parent": (phrase("part of"), phrase("includes")),
    "child": (phrase("includes"), phrase("part of")),
    "sibling": (phrase("beside"), phrase("beside")),
    "finishtostart": (phrase("after"), phrase("before")),
    "next": (phrase("before"), phrase("after")),
    "first": (phrase("first of the series"), phrase("later in the series")),
    "refid": (phrase("in one group with"), phrase("in one group with")),
    "depends-on": (phrase("depends on"), phrase("needed by")),
    "starttostart": (phrase("began with"), phrase("began with")),
    "starttofinish": (phrase("ended when this began"), phrase("began when this ended")),
    "finishtofinish": (phrase("ended with"), phrase("ended with")),
}
"""As the event that has the relation says it, and as the other one does."""

TITLES = {
    400: phrase("This address asks for something unknown"),
    401: phrase("Who are you?"),
    403: phrase("This is not for you"),
    404: phrase("Nothing is here"),
    410: phrase("Withdrawn"),
    429: phrase("Too many requests"),
    500: phrase("Something went wrong here"),
    503: phrase("Back in a moment"),
}
OTHERWISE = phrase("This did not work")
"""Of error pages, by status; the machine's own words stand below."""

CHOICES = {
    "lanes": phrase("the lanes"),
    "list": phrase("the list"),
    "both": phrase("both"),
    "auto": phrase("as the reader's system"),
    "light": phrase("light"),
    "dark": phrase("dark"),
}
"""Of a page's own options; what lanes are by is named as in a query."""

PRECISIONS = {
    "second": phrase("second"),
    "day": phrase("day"),
    "month": phrase("month"),
    "season": phrase("season"),
    "quarter": phrase("quarter"),
    "quadrimester": phrase("third of a year"),
    "semester": phrase("half-year"),
    "year": phrase("year"),
    "decade": phrase("decade"),
    "century": phrase("century"),
    "millennium": phrase("millennium"),
}


def register(app: Flask) -> None:
    app.jinja_env.filters.update(
        markdown=lambda text: Markup(render_html(text)),  # noqa: S704  sanitised by render_html
        figure=lambda figure: speaking().figure(figure),
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
        relation=lambda kind, inward: speaking().gettext(RELATIONS[kind][inward]),
        choice_name=choice_name,
        precision=lambda name: speaking().gettext(PRECISIONS[name]),
        claims=describe_claims,
        weekday=describe_weekday,
        year=lambda year: speaking().year(year),
        along=along,
        period=lambda key: speaking().date(parse_edtf(period_edtf(key))),
        period_edtf=period_edtf,
        error_title=error_title,
        figure_line=lambda figure: f"{figure.name}: {speaking().figure(figure)}",
        says=attributed_to,
    )
    app.jinja_env.globals.update(parameters=PARAMETERS, timeline_page=timeline_page)


def value_name(value: str) -> str:
    return speaking().gettext(VALUES[value])


def choice_name(choice: str) -> str:
    return speaking().gettext(CHOICES.get(choice) or LABELS[choice])


def error_title(status: HTTPStatus) -> str:
    return speaking().gettext(TITLES.get(status.value, OTHERWISE))


def period_edtf(key: str) -> str:
    """A quarter's code is 33 to 36, and a year of more than four digits has a Y before it."""
    quarter = re.fullmatch(r"(.+)-Q(\d)", key)
    text = f"{quarter[1]}-{32 + int(quarter[2])}" if quarter else key
    return re.sub(r"^\+?(-?\d{5,})$", r"Y\1", text)


def write_as_of(as_of: int | datetime | None) -> str:
    if isinstance(as_of, int):
        return str(as_of)
    if as_of is None:
        return ""
    return as_of.date().isoformat() if as_of.time() == time.max else write_instant(as_of)


def describe_claims(claims: Sequence[str]) -> str:
    """What a source bears on: an event's fields by their names here, and a figure by its own."""
    names = [claim.removeprefix("figures/") for claim in claims]
    told = [speaking().gettext(FIELDS[name]) if name in FIELDS else name for name in names]
    return ", ".join(dict.fromkeys(told))


def describe_weekday(when: When) -> str:
    """Of one known day; "" of others, and before the calendar that weekdays are counted in."""
    day = when.day
    return speaking().weekday(day) if day is not None and day >= GREGORIAN else ""


@pass_context
def along(_context: Context, start: float, width: float = 0) -> float:
    """Percent along the page: from the right where it is read from there. With the context, or Jinja would work out a
    constant once for all languages.
    """
    asked = request.args.get("dir") if request else None
    direction = asked if asked in {"ltr", "rtl"} else speaking().direction
    return round(100 - start - width, 2) if direction == "rtl" else start


def html_datetime(when: When) -> str | None:
    """For `<time datetime>`: only of a single date that is plain and certain, and of a year that nobody takes for a
    slip: checkers doubt those below 1000.
    """
    if when.start is not None and when.end is None:
        return when.start.instant().isoformat().replace("+00:00", "Z")
    if when.kind != "date" or when.uncertain or when.approximate:
        return None
    bounds = when.bounds
    found = plain_iso(bounds.start_earliest, bounds.end_latest)
    return found if found == when.edtf_text and bounds.start_earliest >= FIRST_EVIDENT_DAY else None


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
