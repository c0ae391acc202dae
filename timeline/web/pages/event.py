"""One event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, url_for

from feeds import FORMATS
from timeline.domain.query import EventQuery
from timeline.operations import browse
from timeline.operations.draw import find_extent
from timeline.web import linked_data
from timeline.web.context import addresses
from timeline.web.drawing.map import draw_map
from timeline.web.drawing.plot import draw_plots
from timeline.web.drawing.strip import draw_strip
from timeline.web.pages.answering import answer
from timeline.web.pages.blueprint import blueprint

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

    from timeline.domain.version import EventVersion
    from timeline.operations.browse import Reading


@blueprint.get("/timelines/<slug>/events/<event>")
def event(slug: str, event: str) -> AnyResponse:
    def render(reading: Reading) -> str | AnyResponse:
        version = reading.event(event)
        browse.check_standing(version)
        if version.event.slug != event:
            return redirect(url_for(".event", slug=slug, event=version.event.slug), 308)
        return render_template("event.html", **_shown(reading, version))

    return answer(slug, render)


def _shown(reading: Reading, version: EventVersion) -> dict[str, Any]:
    timeline, event = reading.state.timeline, version.event
    canonical = addresses().event(version.timeline, event.slug)
    picture = f"{canonical}/card.png"
    return {
        "timeline": timeline,
        "version": version,
        "event": event,
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
