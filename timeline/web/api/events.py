"""Reading events: a page of what a query finds, one event, its versions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from timeline.domain.errors import Withdrawn
from timeline.domain.query import PARAMETERS
from timeline.operations import browse
from timeline.operations.publish import list_items
from timeline.web.api.answering import Ready, answer_reading, answer_version, write_json
from timeline.web.api.caller import caller
from timeline.web.api.parameters import FIELDS
from timeline.web.api.routes import endpoint
from timeline.web.api.shapes import EventItem, EventList, VersionList, event_item, listed_event, version_item
from timeline.web.context import addresses, database
from timeline.web.params import write_query

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from flask import Response

    from timeline.domain.cursor import Cursor
    from timeline.domain.query import EventQuery

PAGE = 50
EVENT = "/timelines/<slug>/events/<uid:uid>"


@endpoint("GET", "/timelines/<slug>/events", gives=EventList, query=(FIELDS,), selects=True)
def list_events(slug: str, query: EventQuery, fields: tuple[str, ...] | None = None) -> Response:
    """What a query finds: the page's own parameters, the same events."""
    with browse.reading(database(), slug, caller()) as reading:
        asked = _query_string(query, fields)
        return answer_reading(reading, asked, lambda: _page(reading, query, fields))


def _page(reading: browse.Reading, query: EventQuery, fields: tuple[str, ...] | None) -> dict[str, Any] | Ready:
    asked = query.narrowed(limit=query.limit or PAGE)
    if fields is None and not query.expand:
        ready = list_items(reading, asked, addresses())
        if ready is not None:
            return _join(ready.items, _around(reading, query, fields, ready.next))
    found = reading.events(asked)
    happenings = reading.happenings(query, found.versions)
    items = [listed_event(one, fields, happenings.get(one.revision)) for one in found.versions]
    return {"items": items, **_around(reading, query, fields, found.next)}


def _around(
    reading: browse.Reading, query: EventQuery, fields: tuple[str, ...] | None, cursor: Cursor | None
) -> dict[str, Any]:
    following = None
    if cursor is not None:
        slug = reading.state.timeline.slug
        following = addresses().api(f"/timelines/{slug}/events", _query_string(query.narrowed(cursor=cursor), fields))
    return {"next": following, "revision": reading.revision}


def _join(items: Sequence[tuple[str, str]], around: dict[str, Any]) -> Ready:
    """The same text as of the items themselves."""
    told = ",".join(f'{item[:-1]},"url":{json.dumps(url, ensure_ascii=False)}}}' for item, url in items)
    return Ready(f'{{"items":[{told}],{write_json(around)[1:]}', around["next"])


def _query_string(query: EventQuery, fields: tuple[str, ...] | None) -> str:
    own = "" if fields is None else urlencode({"fields": ",".join(fields)}, safe=",")
    return "&".join(part for part in (write_query(query), own) if part)


@endpoint("GET", EVENT, gives=EventItem, query=(FIELDS, PARAMETERS["as_of"]), raises=(Withdrawn,))
def get_event(
    slug: str, uid: str, fields: tuple[str, ...] | None = None, as_of: int | datetime | None = None
) -> Response:
    """One event by its uid; its ETag is its revision, which a change names in If-Match."""
    with browse.reading_event(database(), slug, uid, as_of, caller()) as (reading, version):
        browse.check_standing(version)
        return answer_version(reading, version.revision, lambda: event_item(version, fields))


@endpoint("GET", f"{EVENT}/versions", gives=VersionList)
def list_versions(slug: str, uid: str) -> Response:
    """Every version of one event, the newest first; of a withdrawn one too."""
    with browse.reading(database(), slug, caller()) as reading:

        def body() -> dict[str, Any]:
            versions = reading.history(reading.event_of_uid(uid))
            return {"items": [version_item(one) for one in versions], "next": None}

        return answer_reading(reading, "", body)
