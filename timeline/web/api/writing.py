"""Changing events: one at a time, each conditional on the revision that it was read at, or a thousand in a batch."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from timeline.domain.errors import InvalidBody, InvalidEvent, NotFound, Problem
from timeline.domain.event import EventDraft
from timeline.domain.problems import read_strictly
from timeline.domain.step import OPERATIONS, Put, Record, Restore, Revise, Withdraw
from timeline.domain.text import Uid
from timeline.operations.edit import edit, edit_all
from timeline.web.api.answering import answer_json, answer_outcome
from timeline.web.api.bodies import require_object
from timeline.web.api.events import EVENT
from timeline.web.api.parameters import REASON
from timeline.web.api.routes import PATCH, Body, endpoint
from timeline.web.api.shapes import Batch, BatchDone, BatchList, EventItem, EventPatch, ReasonBody
from timeline.web.context import database

if TYPE_CHECKING:
    from flask import Response

    from timeline.domain.step import Expected, Step
    from timeline.operations.edit import Request

UID: TypeAdapter[str] = TypeAdapter(Uid)
RESERVED = re.compile(r"batch|.*/(versions|restore)", re.DOTALL)
"""Addresses beside and below an event's."""


@endpoint(
    "POST", "/timelines/<slug>/events", gives=EventItem, scope="write", query=(REASON,), takes=Body(EventDraft),
    creates=True,
)  # fmt: skip
def record_event(slug: str, asked: Request, body: Any, reason: str | None = None) -> Response:
    """Record a new event; without a uid and a slug it gets them."""
    draft = read_strictly(EventDraft, body)
    _check_addressable(draft.uid)
    return answer_outcome(edit(database(), slug, Record(event=draft, reason=reason), asked), asked)


@endpoint(
    "PUT", EVENT, gives=EventItem, scope="write", query=(REASON,), takes=Body(EventDraft), changes="event",
    creates=True,
)  # fmt: skip
def put_event(
    slug: str, uid: str, asked: Request, body: Any, expected: Expected | None, reason: str | None = None
) -> Response:
    """Put an event as a whole under its uid: a new one, or in the place of the one that is there."""
    draft = read_strictly(EventDraft, body)
    if draft.uid not in {None, uid}:
        raise InvalidBody([Problem("/uid", "is not the uid of the address; leave it out or give the same")])
    _check_addressable(uid)
    step = Put(uid=_read_uid(uid), event=draft, revision=expected, reason=reason)
    return answer_outcome(edit(database(), slug, step, asked), asked)


@endpoint(
    "PATCH", EVENT, gives=EventItem, scope="write", query=(REASON,), takes=Body(EventPatch, PATCH), changes="event"
)
def revise_event(
    slug: str, uid: str, asked: Request, body: Any, expected: Expected | None, reason: str | None = None
) -> Response:
    """Change what differs, by a JSON merge patch (RFC 7396)."""
    step = Revise(uid=_read_uid(uid), changes=require_object(body), revision=expected, reason=reason)
    return answer_outcome(edit(database(), slug, step, asked), asked)


@endpoint(
    "DELETE", EVENT, gives=EventItem, scope="write", query=(REASON,), takes=Body(ReasonBody, optional=True),
    changes="event",
)  # fmt: skip
def withdraw_event(
    slug: str, uid: str, asked: Request, body: Any, expected: Expected | None, reason: str | None = None
) -> Response:
    """Withdraw an event: a tombstone stays, and says why. The reason is a parameter or in the body."""
    reason = reason or _read_reason(body)
    if reason is None:
        raise InvalidBody([Problem("/reason", "is missing; readers are told why an event was withdrawn")])
    step = Withdraw(uid=_read_uid(uid), revision=expected, reason=reason)
    return answer_outcome(edit(database(), slug, step, asked), asked)


@endpoint(
    "POST", f"{EVENT}/restore", gives=EventItem, scope="write", query=(REASON,),
    takes=Body(ReasonBody, optional=True), changes="event",
)  # fmt: skip
def restore_event(
    slug: str, uid: str, asked: Request, body: Any, expected: Expected | None, reason: str | None = None
) -> Response:
    """Undo a withdrawal."""
    step = Restore(uid=_read_uid(uid), revision=expected, reason=reason or _read_reason(body))
    return answer_outcome(edit(database(), slug, step, asked), asked)


@endpoint("POST", "/timelines/<slug>/events/batch", gives=BatchDone, scope="write", takes=Body(Batch))
def edit_events(slug: str, asked: Request, body: Any) -> Response:
    """Up to 1,000 changes in one transaction: all of them, or none and every problem with its place."""
    steps, problems = _read_steps(body)
    done = edit_all(database(), slug, steps, asked, problems)
    items = [
        {"uid": one.version.uid, "revision": one.version.revision, "created": one.created, "changed": one.changed}
        for one in done
    ]
    return answer_json({"items": items, "next": None})


def _read_steps(body: Any) -> tuple[dict[int, Step], list[Problem]]:
    """By number those that can be read, and what is wrong with the others."""
    operations = read_strictly(BatchList, body).operations
    steps, problems = {}, []
    for number, operation in enumerate(operations):
        try:
            steps[number] = _read_step(operation)
        except InvalidEvent as error:
            problems += [Problem(f"/operations/{number}{one.where}", one.message) for one in error.problems]
    return steps, problems


def _read_step(operation: dict[str, Any]) -> Step:
    kind = OPERATIONS.get(str(operation.get("op")))
    if kind is None:
        raise InvalidBody([Problem("/op", f"is none of {', '.join(OPERATIONS)}")])
    step = read_strictly(kind, operation)
    uid = step.event.uid if isinstance(step, Record) else step.uid
    _check_addressable(uid)
    return step


def _check_addressable(uid: str | None) -> None:
    if uid is not None and RESERVED.fullmatch(uid):
        message = "is batch, or ends in /versions or /restore, which are addresses of the API"
        raise InvalidBody([Problem("/uid", message)])


def _read_uid(uid: str) -> str:
    """Raises NotFound on one that no event can have."""
    try:
        known = UID.validate_python(uid)
    except ValidationError as error:
        raise NotFound(f"no event can have this uid: {error.errors()[0]['msg']}") from error
    if known.strip() != uid:
        raise NotFound("no event can have this uid: it has blank ends or a line break")
    return uid


def _read_reason(body: Any) -> str | None:
    return None if body is None else read_strictly(ReasonBody, body).reason
