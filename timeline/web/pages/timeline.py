"""One timeline: what a query finds, as a chronology."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, request

from feeds import FORMATS
from timeline.domain.instant import write_instant
from timeline.domain.query import EventQuery
from timeline.operations.facets import list_facets
from timeline.web import finding, linked_data
from timeline.web.chronology import group
from timeline.web.context import addresses
from timeline.web.drawing.printed import draw_printed
from timeline.web.links import timeline_page
from timeline.web.pages.answering import answer
from timeline.web.pages.blueprint import blueprint
from timeline.web.params import PAGE_OPTIONS, read_options, read_page_options, read_query, write_query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response as AnyResponse

    from timeline.operations.browse import Reading

PAGE = 30
TYPED = {"q", "from", "to", "as_of"}
"""Fields of the form that a browser sends even when nothing was typed into them."""


@blueprint.get("/timelines/<slug>")
def timeline(slug: str) -> AnyResponse:
    given = list(request.args.items(multi=True))
    pairs = [(name, text) for name, text in given if name not in TYPED or text.strip()]
    query = read_query(pairs, PAGE_OPTIONS)
    if pairs != given:
        return redirect(timeline_page(slug, [*query.pairs(), *read_page_options(pairs).pairs()]))

    def render(reading: Reading) -> str:
        read_options(pairs, reading.state.timeline.feed)
        return render_template("timeline.html", **_shown(reading, query))

    return answer(slug, render, write_query(query))


def _shown(reading: Reading, query: EventQuery) -> dict[str, Any]:
    slug = reading.state.timeline.slug
    found = reading.events(query.narrowed(limit=query.limit or PAGE))
    asked = query.narrowed(limit=None, cursor=None)
    conditions = finding.conditions(slug, query)
    total = reading.count(asked)
    feeds = feed_links(slug, write_query(asked))
    canonical = addresses().timeline(slug, query=write_query(asked))
    return {
        "timeline": reading.described(query),
        "state": reading.state,
        "query": query,
        "conditions": conditions,
        "facets": finding.facets(list_facets(reading, asked)),
        "years": group(found.versions, query.sort),
        "happenings": reading.happenings(query, found.versions),
        "printed": draw_printed(one.event.when for one in found.versions),
        "total": total,
        "whole": reading.count(EventQuery(as_of=query.as_of)) if conditions else total,
        "next_url": timeline_page(slug, query.narrowed(cursor=found.next).pairs()) if found.next else None,
        "first_url": timeline_page(slug, query.narrowed(cursor=None).pairs()) if query.cursor else None,
        "now_url": timeline_page(slug, query.narrowed(as_of=None, cursor=None).pairs()),
        "feeds": feeds,
        "canonical": canonical,
        "picture": f"{addresses().timeline(slug)}/card.png",
        "linked_data": linked_data.describe_timeline(
            reading.state.timeline, canonical, write_instant(reading.state.public_changed_at), feeds
        ),
    }


def feed_links(slug: str, selection: str) -> Sequence[dict[str, str]]:
    """Each format's address of this same selection, and for calendars the one that opens an app."""
    links = []
    for style in FORMATS.values():
        url = addresses().timeline(slug, style.suffix, selection)
        links.append({"title": style.title, "type": style.media_type, "url": url, "use": style.use,
                      "webcal": f"webcal:{url.partition(':')[2]}" if style.calendar else ""})  # fmt: skip
    return links
