"""The first page, and what crawlers ask first."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Response, render_template, request

from feeds import FORMATS
from timeline.operations import browse
from timeline.web import caching
from timeline.web.context import addresses, database
from timeline.web.pages.blueprint import blueprint
from timeline.web.params import read_page_options


@blueprint.get("/")
def index() -> Response:
    options = read_page_options(request.args.items(multi=True))
    states = browse.list_timelines(database())
    etag = caching.make_etag(options, *((state.id, state.public_revision) for state in states))
    changed_at = max((state.public_changed_at for state in states), default=datetime.fromtimestamp(0, UTC))
    unchanged = caching.not_modified(etag, changed_at)
    if unchanged is not None:
        return unchanged
    page = render_template(
        "index.html", states=states, addresses=addresses(), formats=FORMATS, canonical=addresses().base + "/"
    )
    return caching.validate(Response(page), etag, changed_at, "timelines")


@blueprint.get("/robots.txt")
def robots() -> Response:
    return Response("User-agent: *\nAllow: /\n", mimetype="text/plain")
