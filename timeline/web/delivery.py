"""How a feed reaches its subscribers, who poll it for ever and take what they get for the truth.

In this order: not modified, known from one statement; the very bytes of this revision, kept on the shelf; made by the
first who asks, while others who ask wait for it, kept and sent. A feed is made wholly before its first byte is sent,
so that no half of one is ever answered with 200. When the database is away or anything raises, the last good bytes
are sent with their own validators, since an error would switch subscriptions off; only where there are none, 503 with
Retry-After.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, current_app
from werkzeug.exceptions import HTTPException

from timeline.domain.errors import InvalidQuery, NotFound, StoreUnavailable, Withdrawn
from timeline.operations.browse import reading
from timeline.operations.rendering import FeedRenderer
from timeline.web import caching
from timeline.web.context import addresses, database, shelf
from timeline.web.door import note
from timeline.web.ready import Making, asked_coding, find_last, obtain, send
from timeline.web.shelf import Kept, Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.operations.browse import Reading

ASKED_FOR = (InvalidQuery, NotFound, Withdrawn, HTTPException)
"""Errors that are the right answer."""


def deliver(slug: str, content_type: str, asked: str, prepare: Callable[[Reading], Making]) -> Response:
    """`asked` is the address with all that the answer depends on. Raises what the request itself is to blame for."""
    coding = asked_coding()
    try:
        response = _todays(slug, content_type, asked, prepare, coding)
    except ASKED_FOR:
        raise
    except StoreUnavailable as error:
        response = _last_good(asked, coding, error)
    except Exception as error:  # whatever it is, subscribers shall not see it
        current_app.logger.exception("the feed %s cannot be made", asked)
        response = _last_good(
            asked, coding, StoreUnavailable("this feed cannot be made at the moment; ask again"), error
        )
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link"
    response.headers["Surrogate-Key"] = slug
    return response


def _todays(
    slug: str, content_type: str, asked: str, prepare: Callable[[Reading], Making], coding: str | None
) -> Response:
    with reading(database(), slug) as found:
        state = found.state
        etag = caching.timeline_etag(state, f"{FeedRenderer(addresses()).sign(state.timeline)} {asked}")
        unchanged = caching.still_named(etag, state.changed_second)
        if unchanged is not None:
            note(found)
            return unchanged
        label = Label(etag, caching.write_modified(state.changed_second), content_type)
        ready: Kept = obtain(shelf(), asked, label, coding, lambda: prepare(found))
        note(found, ready.path)
        return send(ready)


def _last_good(asked: str, coding: str | None, error: StoreUnavailable, cause: Exception | None = None) -> Response:
    kept = find_last(shelf(), asked, coding)
    if kept is None:
        raise error from cause
    current_app.logger.error("the last good bytes of %s are served: %s", asked, error)
    return send(kept)
