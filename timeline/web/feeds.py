"""A route for every format in the registry: of a timeline's query, and of one event."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from feeds import FORMATS
from feeds.corrections import CORRECTION_FORMATS
from timeline.operations.browse import check_standing
from timeline.operations.publish import publish_corrections, publish_event, stream_feed
from timeline.web.context import addresses
from timeline.web.delivery import deliver
from timeline.web.offers import list_offers, write_all, write_link
from timeline.web.params import (
    OPTIONS,
    chosen_options,
    read_corrections,
    read_options,
    read_query,
    write_query,
)
from timeline.web.ready import Making

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feeds import Format, Options
    from timeline.domain.query import EventQuery
    from timeline.operations.browse import Reading

    Pairs = list[tuple[str, str]]

blueprint = Blueprint("feeds", __name__)
SUFFIXES = ",".join(FORMATS)


@blueprint.get(f"/timelines/<slug>.<any({SUFFIXES}):suffix>")
def timeline_feed(slug: str, suffix: str) -> Response:
    pairs = list(request.args.items(multi=True))
    style, query, chosen = FORMATS[suffix], read_query(pairs), chosen_options(pairs)
    asked = write_all(query, chosen)

    def prepare(found: Reading) -> Making:
        return _make_feed(found, style, query, read_options(pairs, found.state.timeline.feed), chosen)

    return deliver(slug, style.content_type, f"{request.path}?{asked}", prepare)


def _make_feed(found: Reading, style: Format, query: EventQuery, options: Options, chosen: Pairs) -> Making:
    slug, counts = found.state.timeline.slug, [0]

    def pieces() -> Iterator[bytes]:
        stream = stream_feed(found, style, query, addresses(), options, write_query)
        yield from stream.pieces
        counts[0] = stream.events()

    def link(size: int) -> str:
        url = addresses().timeline(slug, style.suffix, write_all(query, chosen))
        page = addresses().timeline(slug, query=write_query(query.narrowed(limit=None, cursor=None)))
        split_up = list_offers(found, style, query, chosen, counts[0], size)
        return write_link(style, url, page, counts[0], size, split_up)

    return Making(pieces, link)


@blueprint.get(f"/timelines/<slug>/events/<event>.<any({SUFFIXES}):suffix>")
def event_feed(slug: str, event: str, suffix: str) -> Response:
    """A calendar goes on being served when its event is withdrawn: 410 would switch off the subscription, and the
    cancellation would never arrive. Under a former slug too, and without a redirect, after which Thunderbird forgets
    its validator.
    """
    pairs = list(request.args.items(multi=True))
    style, chosen = FORMATS[suffix], _only_options(pairs)

    def prepare(found: Reading) -> Making:
        version = found.event(event)
        if not style.tombstones:
            check_standing(version)
        options = read_options(pairs, found.state.timeline.feed)
        url = addresses().event(slug, version.event.slug, style.suffix)
        page = addresses().event(slug, version.event.slug)
        return Making(
            lambda: [publish_event(found, style, version, addresses(), options)],
            lambda size: write_link(style, url, page, 1, size, []),
        )

    return deliver(slug, style.content_type, f"{request.path}?{urlencode(chosen)}", prepare)


@blueprint.get(f"/timelines/<slug>/changes.<any({','.join(CORRECTION_FORMATS)}):suffix>")
def corrections_feed(slug: str, suffix: str) -> Response:
    query = read_corrections(request.args.items(multi=True))
    style, asked = CORRECTION_FORMATS[suffix], write_query(query)

    def prepare(found: Reading) -> Making:
        def pieces() -> Iterator[bytes]:
            yield publish_corrections(found, style, query, addresses(), write_query)

        return Making(pieces, lambda _: "")

    return deliver(slug, style.content_type, f"{request.path}?{asked}", prepare)


def _only_options(pairs: Pairs) -> Pairs:
    """One event has no page and no filter: anything but a calendar option is refused by name."""
    read_query([pair for pair in pairs if pair[0] not in OPTIONS])
    return chosen_options(pairs)
