"""One event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, request, url_for

from feeds import FORMATS
from timeline.domain.query import PARAMETERS, EventQuery
from timeline.operations import browse
from timeline.operations.draw import find_extent
from timeline.web import linked_data
from timeline.web.context import addresses
from timeline.web.drawing.map import draw_map
from timeline.web.drawing.plot import draw_plots
from timeline.web.drawing.strip import draw_strip
from timeline.web.pages.answering import answer
from timeline.web.pages.blueprint import blueprint
from timeline.web.params import read_own, write_query

if TYPE_CHECKING:
    from datetime import datetime

    from werkzeug.wrappers import Response as AnyResponse

    from timeline.domain.version import EventVersion
    from timeline.operations.browse import Reading


@blueprint.get("/timelines/<slug>/events/<event>")
def event(slug: str, event: str) -> AnyResponse:
    """With `as_of` as it was known then: whoever looks at a timeline's past reads the events of that past."""
    as_of = read_own(request.args.items(multi=True), {"as_of": PARAMETERS["as_of"]}).get("as_of")

    def render(reading: Reading) -> str | AnyResponse:
        version = reading.event(event)
        if as_of is not None:
            version = reading.event_of_uid(version.uid, as_of)
        browse.check_standing(version)
        if version.event.slug != event:
            return redirect(url_for(".event", slug=slug, event=version.event.slug), 308)
        return render_template("event.html", **_shown(reading, version, as_of))

    return answer(slug, render, write_query(EventQuery(as_of=as_of)))


def _shown(reading: Reading, version: EventVersion, as_of: int | datetime | None) -> dict[str, Any]:
    timeline, event = reading.state.timeline, version.event
    canonical = addresses().event(version.timeline, event.slug)
    picture = f"{canonical}/card.png"
    return {
        "timeline": timeline,
        "version": version,
        "event": event,
        "as_of": as_of,
        "related": reading.related(version),
        "strip": draw_strip(event.when, find_extent(reading, EventQuery())),
        "map": draw_map(event.places),
        "plots": draw_plots(event.figures),
        "feeds": event_feeds(version),
        "canonical": canonical,
        "picture": picture,
        "linked_data": linked_data.describe_event(version, timeline, canonical, picture),
    }


def event_feeds(version: EventVersion) -> list[dict[str, str]]:
    return [
        {"title": style.title, "type": style.media_type,
         "url": addresses().event(version.timeline, version.event.slug, style.suffix)}
        for style in FORMATS.values()
    ]  # fmt: skip
