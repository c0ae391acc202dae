"""The framed view: a timeline, or one event, inside another page. Readable without script, and without a cookie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template, request, url_for

from timeline.operations.browse import check_standing
from timeline.web.chronology import group
from timeline.web.context import addresses
from timeline.web.links import timeline_page
from timeline.web.pages.answering import answer
from timeline.web.params import PAGE_OPTIONS, read_page_options, read_query, write_query
from timeline.web.widget.blueprint import blueprint

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.wrappers import Response as AnyResponse

    from timeline.operations.browse import Reading

PAGE = 30


@blueprint.get("/timelines/<slug>/embed")
def timeline_frame(slug: str) -> AnyResponse:
    pairs = list(request.args.items(multi=True))
    query = read_query(pairs, PAGE_OPTIONS)
    options = read_page_options(pairs)

    def render(reading: Reading) -> str:
        found = reading.events(query.narrowed(limit=query.limit or PAGE))
        asked = query.narrowed(limit=None, cursor=None)
        return render_template(
            "widget/timeline.html",
            timeline=reading.described(query),
            query=query,
            view=options.view or "both",
            years=group(found.versions, query.sort),
            happenings=reading.happenings(query, found.versions),
            total=reading.count(asked),
            more=bool(found.next),
            page=timeline_page(slug, asked.pairs()),
            canonical=addresses().timeline(slug, query=write_query(asked)),
        )

    return answer(slug, render, write_query(query))


@blueprint.get("/timelines/<slug>/events/<event>/embed")
def event_frame(slug: str, event: str) -> AnyResponse:
    """One event as a card. Raises NotFound, and Withdrawn of one that was taken back."""

    def render(reading: Reading) -> str:
        version = reading.event(event)
        check_standing(version)
        return render_template(
            "widget/event.html",
            timeline=reading.state.timeline,
            version=version,
            event=version.event,
            page=url_for("pages.event", slug=slug, event=version.event.slug),
            canonical=addresses().event(slug, version.event.slug),
        )

    return answer(slug, render)


def allow_framing(response: Response, policy: str, ancestors: str) -> Response:
    """The site's own policy, but in a frame: of ours always, since the embed dialog shows it, and of whom the
    settings name. A frame in a sandbox has an origin of its own, so what it fetches is open to every origin.
    """
    allowed = ancestors if ancestors in {"*", "'none'"} else f"'self' {ancestors}"
    response.headers["Content-Security-Policy"] = policy.replace("frame-ancestors 'none'", f"frame-ancestors {allowed}")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
