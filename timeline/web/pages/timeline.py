"""One timeline: what a query finds, as a chronology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template, request, url_for

from feeds import FORMATS
from timeline.web.chronology import group
from timeline.web.context import addresses
from timeline.web.pages.answering import answer
from timeline.web.pages.blueprint import blueprint
from timeline.web.params import PAGE_OPTIONS, read_options, read_query, write_query

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

    from timeline.domain.query import EventQuery
    from timeline.operations.browse import Reading

PAGE = 50


@blueprint.get("/timelines/<slug>")
def timeline(slug: str) -> AnyResponse:
    pairs = list(request.args.items(multi=True))
    query = read_query(pairs, PAGE_OPTIONS)

    def render(reading: Reading) -> str:
        read_options(pairs, reading.state.timeline.feed)
        return _render(reading, query)

    return answer(slug, render, write_query(query))


def _render(reading: Reading, query: EventQuery) -> str:
    slug = reading.state.timeline.slug
    found = reading.events(query.narrowed(limit=query.limit or PAGE))
    selection = write_query(query.narrowed(limit=None, cursor=None))
    return render_template(
        "timeline.html",
        timeline=reading.described(query),
        state=reading.state,
        query=query,
        words=query.describe(),
        years=group(found.versions, query.sort),
        total=reading.count(query.narrowed(limit=None, cursor=None)),
        next_url=link(slug, query.narrowed(cursor=found.next)) if found.next else None,
        feeds=feed_links(slug, selection),
        canonical=addresses().timeline(slug, query=selection),
    )


def link(slug: str, query: EventQuery) -> str:
    """The page of a query, in the language that is being read."""
    values: dict[str, list[str]] = {}
    for name, value in query.pairs():
        values.setdefault(name, []).append(value)
    return url_for("pages.timeline", slug=slug, **values)  # type: ignore[arg-type]  # lists repeat a parameter


def feed_links(slug: str, selection: str) -> list[dict[str, str]]:
    """Each format's address of this same selection, and for calendars the one that opens an app."""
    links = []
    for style in FORMATS.values():
        url = addresses().timeline(slug, style.suffix, selection)
        links.append({"title": style.title, "type": style.media_type, "url": url, "use": style.use,
                      "webcal": f"webcal:{url.partition(':')[2]}" if style.calendar else ""})  # fmt: skip
    return links
