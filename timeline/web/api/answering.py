"""JSON answers with validators: one revision look-up says "not modified", and what all may see is made once."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from flask import Response, request

from timeline.web import caching
from timeline.web.api.shapes import event_address, event_item
from timeline.web.context import addresses, answers
from timeline.web.door import note
from timeline.web.ready import asked_coding, make_text, obtain, send
from timeline.web.shelf import Label, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from timeline.operations.browse import Reading
    from timeline.operations.edit import Request
    from timeline.operations.record import Outcome
    from timeline.web.ready import Making

PRIVATE = "private, no-store"


class Ready(NamedTuple):
    """A body that is JSON already, and the `next` that is in it."""

    text: str
    next: str | None


def answer_json(body: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(write_json(body), status, mimetype="application/json")


def write_json(body: Mapping[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")) + "\n"


def answer_outcome(outcome: Outcome, asked: Request) -> Response:
    """The event as it is now; of a rehearsal, as it would be."""
    version = outcome.version
    created = outcome.created and not asked.dry_run
    response = answer_json(event_item(version), HTTPStatus.CREATED if created else HTTPStatus.OK)
    if not asked.dry_run:
        response.set_etag(str(version.revision))
    if created:
        response.headers["Location"] = event_address(version.timeline, version.uid)
    response.headers["Cache-Control"] = PRIVATE
    return response


def answer_reading(reading: Reading, query: str, body: Callable[[], Mapping[str, Any] | Ready]) -> Response:
    """`query` is all that the answer depends on beside its path. `next` in the body becomes a Link too."""
    sight = f"drafts {reading.revision}" if reading.drafts else "public"
    etag = caching.timeline_etag(reading.state, f"{request.path}?{query} {sight}")
    private = reading.drafts
    response = _answer(etag, reading.changed_at, reading.state.timeline.slug, query, body, private=private)
    note(reading)
    return _finish(response, query, private=private)


def answer_list(
    numbers: object, changed_at: datetime, body: Callable[[], Mapping[str, Any]], *, private: bool
) -> Response:
    """Of the timelines: `numbers` tell whether any of them changed."""
    response = _answer(caching.make_etag(request.path, numbers), changed_at, "timelines", "", body, private=private)
    return _finish(response, "", private=private)


def answer_version(reading: Reading, revision: int, body: Callable[[], Mapping[str, Any]]) -> Response:
    """One version of one event: its validator is its revision, the same that a change is conditional on."""
    held = caching.matches(str(revision))
    response = answer_json(body()) if held is None else Response(status=HTTPStatus.NOT_MODIFIED)
    response.set_etag(held or str(revision))
    response.headers["Cache-Control"] = caching.PUBLIC
    response.headers["Vary"] = "Accept-Encoding"
    note(reading)
    return _finish(response, request.query_string.decode("ascii", "replace"), private=reading.drafts)


def _answer(
    etag: str,
    changed_at: datetime,
    surrogate: str,
    query: str,
    body: Callable[[], Mapping[str, Any] | Ready],
    *,
    private: bool,
) -> Response:
    coding = asked_coding()
    unchanged = caching.still_named(etag, changed_at)
    if unchanged is not None:
        return unchanged
    shelf = Shelf(None, 0) if private else answers()
    label = Label(etag, caching.write_modified(changed_at), "application/json")
    response = send(obtain(shelf, f"{request.path}?{query}", label, coding, lambda: _make(body())))
    response.headers["Surrogate-Key"] = surrogate
    return response


def _make(content: Mapping[str, Any] | Ready) -> Making:
    if isinstance(content, Ready):
        text, following = content
    else:
        text, following = write_json(content), content.get("next")
    return make_text(text, f'<{following}>; rel="next"' if isinstance(following, str) else "")


def _finish(response: Response, query: str, *, private: bool) -> Response:
    """Links of RFC 8288. What a token may see is never kept by a cache, and what is kept is never given to a
    token.
    """
    path = quote(request.path.removeprefix("/api/v1"))
    response.headers.add("Link", f'<{addresses().api(path, query)}>; rel="self"')
    response.vary.add("Authorization")
    if private:
        response.headers["Cache-Control"] = PRIVATE
        response.headers.pop("Surrogate-Key", None)
    return response
