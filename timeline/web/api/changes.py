"""Keeping a copy: what changed since a revision, deletions included."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from timeline.operations.browse import reading
from timeline.web.api.answering import answer_reading
from timeline.web.api.caller import caller
from timeline.web.api.parameters import LIMIT, SINCE
from timeline.web.api.routes import endpoint
from timeline.web.api.shapes import ChangeList, change_item
from timeline.web.api.timelines import state_item
from timeline.web.context import addresses, database

if TYPE_CHECKING:
    from flask import Response

    from timeline.operations.browse import Changes, Reading

PAGE = 100


@endpoint("GET", "/timelines/<slug>/changes", gives=ChangeList, query=(SINCE, LIMIT))
def list_changes(slug: str, since: int = 0, limit: int = PAGE) -> Response:
    """Every version after a revision, in order: new, changed and restored events, and tombstones. A mirror that
    follows `next` is equal to the timeline, whatever happened.
    """
    with reading(database(), slug, caller()) as found:
        query = urlencode({"since": since, "limit": limit})
        changes = cache(lambda: found.changes(since, limit))
        response = answer_reading(found, query, lambda: _body(found, changes()))
        if response.status_code == HTTPStatus.OK and changes().more:
            response.headers.add("Link", f'<{_next_page(slug, changes().next, limit)}>; rel="next"')
        return response


def _body(found: Reading, changes: Changes) -> dict[str, Any]:
    items = [change_item(one, drafts=found.drafts) for one in changes.versions]
    timeline = state_item(found.state, drafts=found.drafts)
    return {"items": items, "next": changes.next, "more": changes.more, "timeline": timeline}


def _next_page(slug: str, following: int, limit: int) -> str:
    return addresses().api(f"/timelines/{slug}/changes", urlencode({"since": following, "limit": limit}))
