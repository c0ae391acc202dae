"""A route for every format in the registry: of a timeline's query, and of one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from feeds import FORMATS
from feeds.corrections import CORRECTION_FORMATS
from timeline.operations.browse import check_standing, reading
from timeline.operations.publish import publish_corrections, publish_event, publish_feed
from timeline.web import caching
from timeline.web.context import addresses, database
from timeline.web.params import OPTIONS, read_corrections, read_options, read_query, write_query

if TYPE_CHECKING:
    from datetime import datetime

    from feeds import Format
    from feeds.corrections import CorrectionFormat

blueprint = Blueprint("feeds", __name__)
SUFFIXES = ",".join(FORMATS)


@blueprint.get(f"/timelines/<slug>.<any({SUFFIXES}):suffix>")
def timeline_feed(slug: str, suffix: str) -> Response:
    pairs = list(request.args.items(multi=True))
    query = read_query(pairs)
    with reading(database(), slug) as found:
        options = read_options(pairs, found.state.timeline.feed)
        etag = caching.timeline_etag(found.state, f"{request.path}?{write_query(query)}&{options}")
        changed_at = found.state.public_changed_at
        unchanged = caching.not_modified(etag, changed_at)
        if unchanged is not None:
            return _shared(unchanged)
        style = FORMATS[suffix]
        body = publish_feed(found, style, query, addresses(), options, write_query)
    return _answer(style, body, etag, found.state.public_changed_at, slug)


@blueprint.get(f"/timelines/<slug>/events/<event>.<any({SUFFIXES}):suffix>")
def event_feed(slug: str, event: str, suffix: str) -> Response:
    """A calendar goes on being served when its event is withdrawn: 410 would switch off the subscription, and the
    cancellation would never arrive.
    """
    pairs = list(request.args.items(multi=True))
    style = FORMATS[suffix]
    with reading(database(), slug) as found:
        options = read_options(_only_options(pairs), found.state.timeline.feed)
        etag = caching.timeline_etag(found.state, f"{request.path}?{options}")
        unchanged = caching.not_modified(etag, found.state.public_changed_at)
        if unchanged is not None:
            return _shared(unchanged)
        version = found.event(event)
        if not style.tombstones:
            check_standing(version)
        body = publish_event(found, style, version, addresses(), options)
    return _answer(style, body, etag, found.state.public_changed_at, slug)


@blueprint.get(f"/timelines/<slug>/changes.<any({','.join(CORRECTION_FORMATS)}):suffix>")
def corrections_feed(slug: str, suffix: str) -> Response:
    query = read_corrections(request.args.items(multi=True))
    style = CORRECTION_FORMATS[suffix]
    with reading(database(), slug) as found:
        changed_at = found.state.public_changed_at
        etag = caching.timeline_etag(found.state, f"{request.path}?{write_query(query)}")
        unchanged = caching.not_modified(etag, changed_at)
        if unchanged is not None:
            return _shared(unchanged)
        body = publish_corrections(found, style, query, addresses(), write_query)
    return _answer(style, body, etag, changed_at, slug)


def _only_options(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """One event has no page and no filter: anything but a calendar option is refused by name."""
    read_query([pair for pair in pairs if pair[0] not in OPTIONS])
    return pairs


def _answer(style: Format | CorrectionFormat, body: bytes, etag: str, changed_at: datetime, slug: str) -> Response:
    response = Response(body, content_type=style.content_type)
    return _shared(caching.validate(response, etag, changed_at, slug))


def _shared(response: Response) -> Response:
    """Feeds are for everybody, scripts of other sites included; no cookie ever goes with them."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link"
    return response
