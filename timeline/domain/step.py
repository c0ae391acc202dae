"""One change to a timeline's events, as somebody asks for it: what a batch is a list of."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from timeline.domain.event import EventDraft
from timeline.domain.text import Line, Uid
from timeline.domain.value import Value

Expected = Annotated[int, Field(ge=0)] | Literal["*"]
"""The revision that a change is made on; "*" for whichever is current. Another one is a StaleRevision."""


class Record(Value):
    """A new event."""

    op: Literal["record"] = "record"
    event: EventDraft
    reason: Line | None = None


class Put(Value):
    """The event of this uid as a whole: new, or in the place of the one that is there."""

    op: Literal["put"] = "put"
    uid: Uid
    event: EventDraft
    revision: Expected | None = None
    reason: Line | None = None


class Revise(Value):
    """Only what differs, as a JSON merge patch (RFC 7396): null takes a field away."""

    op: Literal["revise"] = "revise"
    uid: Uid
    changes: dict[str, Any]
    revision: Expected | None = None
    reason: Line | None = None


class Withdraw(Value):
    """Take back, leaving a tombstone; readers are told the reason."""

    op: Literal["withdraw"] = "withdraw"
    uid: Uid
    revision: Expected | None = None
    reason: Line


class Restore(Value):
    """Undo a withdrawal."""

    op: Literal["restore"] = "restore"
    uid: Uid
    revision: Expected | None = None
    reason: Line | None = None


Step = Record | Put | Revise | Withdraw | Restore
OPERATIONS: dict[str, type[Step]] = {kind.model_fields["op"].default: kind for kind in get_args(Step)}
