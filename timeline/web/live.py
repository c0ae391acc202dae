"""Server-sent events: a line when a timeline changed publicly (WHATWG HTML, section 9.2).

The event's id is the public revision, so a client that was away is told at once that it missed something; what changed
it asks of the API, which knows (`changes?since=`). A stream holds a thread and no connection to the database. There
are so many and no more, beside the threads that answer ordinary requests: who is refused asks again later.
"""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, cast

from flask import Blueprint, Response, current_app, request

from timeline.domain.errors import Busy
from timeline.operations.browse import reading
from timeline.operations.follow import Follower
from timeline.web.context import addresses, database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from timeline.operations.maintain import Database
    from timeline.web.settings import Settings

blueprint = Blueprint("live", __name__)
HEARTBEAT = 15.0
"""Seconds: a dead client is noticed by writing to it, and proxies cut what is silent."""
RETRY_MILLISECONDS = 5_000
NEWEST = 2**53


class Streams:
    """The places of one process."""

    def __init__(self, places: int) -> None:
        self._follower: Follower | None = None
        self._starting = threading.Lock()
        self._free = threading.BoundedSemaphore(places) if places else None

    def follower(self, database: Database) -> Follower:
        """The one of this process, made with its first stream."""
        with self._starting:
            self._follower = self._follower or Follower(database)
            return self._follower

    def close(self) -> None:
        if self._follower is not None:
            self._follower.close()

    def take(self) -> None:
        """Raises Busy."""
        if self._free is None or not self._free.acquire(blocking=False):
            raise Busy(
                "no place is free for another stream here; ask again later, or poll: a 304 costs next to nothing"
            )

    def leave(self) -> None:
        if self._free is not None:
            self._free.release()


def register(app: Flask, settings: Settings) -> None:
    streams = Streams(settings.streams)
    app.extensions["timeline.streams"] = streams
    if settings.replica_url:
        streams.follower(app.extensions["timeline.database"]).start()
    app.register_blueprint(blueprint)


@blueprint.get("/timelines/<slug>/stream")
def stream(slug: str) -> Response:
    with reading(database(), slug) as found:
        revision = found.state.public_revision
    streams = cast("Streams", current_app.extensions["timeline.streams"])
    streams.take()
    changes = addresses().api(f"/timelines/{slug}/changes")
    follower = streams.follower(database())
    events = _events(follower, slug, revision, seen=_last_event_id(revision), changes=changes)
    response = Response(events, content_type="text/event-stream; charset=utf-8")
    response.call_on_close(streams.leave)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _events(follower: Follower, slug: str, revision: int, *, seen: int, changes: str) -> Iterator[str]:
    """`revision` is the present one; whoever knows less is told of it first."""
    yield f"retry: {RETRY_MILLISECONDS}\n\n"
    while True:
        if revision > seen:
            yield _event(slug, revision, f"{changes}?since={seen}")
            seen = revision
        found = follower.wait(slug, seen, HEARTBEAT)
        if found is None:
            yield ": still here\n\n"
        else:
            revision = found


def _last_event_id(present: int) -> int:
    text = request.headers.get("Last-Event-ID", "")
    return min(int(text), NEWEST) if text.isascii() and text.isdigit() else present


def _event(slug: str, revision: int, changes: str) -> str:
    data = json.dumps({"timeline": slug, "revision": revision, "changes": changes})
    return f"id: {revision}\nevent: changed\ndata: {data}\n\n"
