"""The pages: the timelines, one timeline, one event. All are whole without JavaScript."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import Blueprint, Response, redirect, render_template, request, url_for

from feeds import FORMATS
from timeline.domain.version import changes
from timeline.operations import browse
from timeline.web import caching
from timeline.web.chronology import group
from timeline.web.context import addresses, database
from timeline.web.params import read_options, read_query, write_query

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

    from timeline.domain.query import EventQuery

blueprint = Blueprint("pages", __name__)
PAGE = 50


@blueprint.get("/")
def index() -> Response:
    states = browse.list_timelines(database())
    etag = caching.make_etag(*((state.id, state.public_revision) for state in states))
    changed_at = max((state.public_changed_at for state in states), default=datetime.fromtimestamp(0, UTC))
    unchanged = caching.not_modified(etag, changed_at)
    if unchanged is not None:
        return unchanged
    page = render_template("index.html", states=states, addresses=addresses(), formats=FORMATS)
    return caching.validate(Response(page), etag, changed_at, "timelines")


@blueprint.get("/timelines/<slug>")
def timeline(slug: str) -> Response:
    pairs = list(request.args.items(multi=True))
    query = read_query(pairs)
    with browse.reading(database(), slug) as reading:
        read_options(pairs, reading.state.timeline.feed)
        etag = caching.timeline_etag(reading.state, f"{request.path}?{write_query(query)}")
        unchanged = caching.not_modified(etag, reading.state.public_changed_at)
        if unchanged is not None:
            return unchanged
        page = _render_timeline(reading, query)
    return caching.validate(Response(page), etag, reading.state.public_changed_at, slug)


def _render_timeline(reading: browse.Reading, query: EventQuery) -> str:
    slug = reading.state.timeline.slug
    found = reading.events(query.narrowed(limit=query.limit or PAGE))
    selection = write_query(query.narrowed(limit=None, cursor=None))
    following = write_query(query.narrowed(cursor=found.next)) if found.next else None
    return render_template(
        "timeline.html",
        timeline=reading.described(query),
        state=reading.state,
        query=query,
        words=query.describe(),
        years=group(found.versions, query.sort),
        total=reading.count(query.narrowed(limit=None, cursor=None)),
        next_url=f"{url_for('pages.timeline', slug=slug)}?{following}" if following else None,
        feeds=_feed_links(slug, selection),
        canonical=addresses().timeline(slug, query=selection),
    )


def _feed_links(slug: str, selection: str) -> list[dict[str, str]]:
    """Each format's address of this same selection, and for calendars the one that opens an app."""
    links = []
    for style in FORMATS.values():
        url = addresses().timeline(slug, style.suffix, selection)
        links.append({"title": style.title, "type": style.media_type, "url": url, "use": style.use,
                      "webcal": f"webcal:{url.partition(':')[2]}" if style.calendar else ""})  # fmt: skip
    return links


@blueprint.get("/timelines/<slug>/events/<event>")
def event(slug: str, event: str) -> AnyResponse:
    with browse.reading(database(), slug) as reading:
        etag = caching.timeline_etag(reading.state, request.path)
        unchanged = caching.not_modified(etag, reading.state.public_changed_at)
        if unchanged is not None:
            return unchanged
        version = reading.event(event)
        browse.check_standing(version)
        if version.event.slug != event:
            return redirect(url_for(".event", slug=slug, event=version.event.slug), 308)
        page = render_template(
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
    return caching.validate(Response(page), etag, reading.state.public_changed_at, slug)


@blueprint.get("/timelines/<slug>/events/<event>/history")
def history(slug: str, event: str) -> Response:
    with browse.reading(database(), slug) as reading:
        etag = caching.timeline_etag(reading.state, request.path)
        unchanged = caching.not_modified(etag, reading.state.public_changed_at)
        if unchanged is not None:
            return unchanged
        found = reading.history(reading.event(event))
        steps = [
            (one, changes(before.event, one.event) if before else [])
            for one, before in zip(found, [*found[1:], None], strict=True)
        ]
        page = render_template("history.html", timeline=reading.state.timeline, event=found[0].event, steps=steps)
    return caching.validate(Response(page), etag, reading.state.public_changed_at, slug)


@blueprint.get("/healthz")
def healthz() -> Response:
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/robots.txt")
def robots() -> Response:
    return Response("User-agent: *\nAllow: /\n", mimetype="text/plain")
