"""One event, and the versions that it went through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, url_for

from feeds import FORMATS
from timeline.domain.version import changes
from timeline.operations import browse
from timeline.web.context import addresses
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
        return _render_event(reading, version)

    return answer(slug, render)


def _render_event(reading: Reading, version: EventVersion) -> str:
    slug = version.timeline
    return render_template(
        "event.html",
        timeline=reading.state.timeline,
        version=version,
        event=version.event,
        related=reading.related(version),
        feeds=[
            {"title": style.title, "type": style.media_type,
             "url": addresses().event(slug, version.event.slug, style.suffix)}
            for style in FORMATS.values()
        ],
        canonical=addresses().event(slug, version.event.slug),
    )  # fmt: skip


@blueprint.get("/timelines/<slug>/events/<event>/history")
def history(slug: str, event: str) -> AnyResponse:
    return answer(slug, lambda reading: _render_history(reading, event))


def _render_history(reading: Reading, event: str) -> str:
    found = reading.history(reading.event(event))
    steps = [
        (one, changes(before.event, one.event) if before else [])
        for one, before in zip(found, [*found[1:], None], strict=True)
    ]
    return render_template("history.html", timeline=reading.state.timeline, event=found[0].event, steps=steps)
