"""What was put right in public: before and after, why and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template, request

from feeds.corrections import CORRECTION_FORMATS
from timeline.web.context import addresses
from timeline.web.differences import describe_changes
from timeline.web.links import timeline_page
from timeline.web.pages.answering import answer
from timeline.web.pages.blueprint import blueprint
from timeline.web.params import PAGE_OPTIONS, read_corrections, write_query

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

    from timeline.domain.query import EventQuery
    from timeline.operations.browse import Reading

PAGE = 50


@blueprint.get("/timelines/<slug>/changes")
def changes(slug: str) -> AnyResponse:
    pairs = [(name, text) for name, text in request.args.items(multi=True) if name not in PAGE_OPTIONS]
    query = read_corrections(pairs)
    return answer(slug, lambda reading: render_template("changes.html", **_shown(reading, query)), write_query(query))


def _shown(reading: Reading, query: EventQuery) -> dict[str, Any]:
    timeline = reading.state.timeline
    page = reading.corrections(query.narrowed(limit=query.limit or PAGE))
    following = query.narrowed(cursor=page.next).pairs() if page.next else []
    return {
        "timeline": timeline,
        "corrections": [(one, describe_changes(one.before.event, one.after.event)) for one in page.items],
        "next_url": timeline_page(timeline.slug, following, "pages.changes") if following else None,
        "canonical": addresses().changes(timeline.slug),
        "feeds": [
            {"title": style.title, "type": style.media_type, "url": addresses().changes(timeline.slug, style.suffix)}
            for style in CORRECTION_FORMATS.values()
        ],
    }
