"""The timelines themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from timeline.operations import browse
from timeline.web.api.answering import answer_list, answer_reading
from timeline.web.api.caller import caller
from timeline.web.api.routes import endpoint
from timeline.web.api.shapes import TimelineItem, TimelineList, timeline_item
from timeline.web.context import database

if TYPE_CHECKING:
    from flask import Response

    from timeline.store.versions import TimelineState


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
        lambda: {"items": [_item(state, drafts=drafts) for state, drafts in sights], "next": None},
        private=access.scope is not None,
    )


def _item(state: TimelineState, *, drafts: bool) -> dict[str, Any]:
    if drafts:
        return timeline_item(state.timeline, state.revision, state.changed_at)
    return timeline_item(state.timeline, state.public_revision, state.public_changed_at)


@endpoint("GET", "/timelines/<slug>", gives=TimelineItem)
def get_timeline(slug: str) -> Response:
    """One timeline's own description."""
    with browse.reading(database(), slug, caller()) as reading:
        return answer_reading(reading, "", lambda: _item(reading.state, drafts=reading.drafts))
