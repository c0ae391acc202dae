"""The timelines themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from timeline.domain.problems import read_strictly
from timeline.domain.timeline import Timeline
from timeline.operations import browse, describe
from timeline.web.api.answering import PRIVATE, answer_json, answer_list, answer_reading
from timeline.web.api.bodies import require_object
from timeline.web.api.caller import caller
from timeline.web.api.routes import PATCH, Body, endpoint
from timeline.web.api.shapes import TimelineItem, TimelineList, TimelinePatch, timeline_item
from timeline.web.context import addresses, database

if TYPE_CHECKING:
    from flask import Response

    from timeline.domain.step import Expected
    from timeline.operations.edit import Request
    from timeline.store.versions import TimelineState

TIMELINE = "/timelines/<slug>"


@endpoint("GET", "/timelines", gives=TimelineList)
def list_timelines() -> Response:
    """The public timelines; with a token also those that it is for."""
    access = caller()
    states = browse.list_timelines(database(), access)
    sights = [(state, access.may("read-drafts", state.id)) for state in states]
    moments = [state.changed_at if drafts else state.public_changed_at for state, drafts in sights]
    return answer_list(
        [(state.id, state.revision if drafts else state.public_revision) for state, drafts in sights],
        max(moments, default=datetime.fromtimestamp(0, UTC)),
        lambda: {"items": [state_item(state, drafts=drafts) for state, drafts in sights], "next": None},
        private=access.scope is not None,
    )


def state_item(state: TimelineState, *, drafts: bool) -> dict[str, Any]:
    if drafts:
        return timeline_item(state.timeline, state.revision, state.changed_at)
    return timeline_item(state.timeline, state.public_revision, state.public_changed_at)


@endpoint("GET", TIMELINE, gives=TimelineItem)
def get_timeline(slug: str) -> Response:
    """One timeline's own description."""
    with browse.reading(database(), slug, caller()) as reading:
        return answer_reading(reading, "", lambda: state_item(reading.state, drafts=reading.drafts))


@endpoint("POST", "/timelines", gives=TimelineItem, scope="admin", takes=Body(Timeline), creates=True)
def make_timeline(asked: Request, body: Any) -> Response:
    """Make a timeline."""
    state = describe.make_timeline(database(), read_strictly(Timeline, body), asked)
    return _answer_state(state, asked, created=True)


@endpoint("PUT", TIMELINE, gives=TimelineItem, scope="admin", takes=Body(Timeline), changes="timeline", creates=True)
def put_timeline(slug: str, asked: Request, body: Any, expected: Expected | None) -> Response:
    """Make a timeline under this slug, or replace the description of the one that is there."""
    described = read_strictly(Timeline, body)
    state, created = describe.put_timeline(database(), slug, described, expected, asked)
    return _answer_state(state, asked, created=created)


@endpoint("PATCH", TIMELINE, gives=TimelineItem, scope="admin", takes=Body(TimelinePatch, PATCH), changes="timeline")
def patch_timeline(slug: str, asked: Request, body: Any, expected: Expected | None) -> Response:
    """Change what differs in a timeline's description, by a JSON merge patch (RFC 7396)."""
    state = describe.patch_timeline(database(), slug, require_object(body), expected, asked)
    return _answer_state(state, asked, created=False)


def _answer_state(state: TimelineState, asked: Request, *, created: bool) -> Response:
    made = created and not asked.dry_run
    response = answer_json(state_item(state, drafts=True), HTTPStatus.CREATED if made else HTTPStatus.OK)
    response.headers["Cache-Control"] = PRIVATE
    if not asked.dry_run:
        response.set_etag(str(state.revision))
    if made:
        response.headers["Location"] = addresses().api(f"/timelines/{state.timeline.slug}")
    return response
