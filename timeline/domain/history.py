"""A timeline's whole log as a file: every version as it was recorded, drafts and tombstones too.

    {"format": "timeline-log/1", "timeline": {…}, "log": [
    {"revision": 1, "recorded_at": "…", "recorded_by": "…", "timeline": {…}},
    {"revision": 2, "recorded_at": "…", "recorded_by": "…", "sequence": 0, "event": {…}}, …]}

One version a line, so that two of them can be compared. What follows from the entries (which is current, when
each was first public) is not written: reading them in order works it out again.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, field_serializer, model_validator

from timeline.domain.errors import InvalidImport
from timeline.domain.event import Event
from timeline.domain.instant import write_instant
from timeline.domain.problems import located
from timeline.domain.text import Line, Text
from timeline.domain.timeline import Timeline
from timeline.domain.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HistoryVersion = Literal["timeline-log/1"]
HISTORY: HistoryVersion = "timeline-log/1"


class LogEntry(Value):
    """One revision: of the timeline's own description, or of one event."""

    revision: Annotated[int, Field(ge=1)]
    recorded_at: datetime
    recorded_by: Line
    reason: Text | None = None
    timeline: Timeline | None = None
    sequence: Annotated[int, Field(ge=0)] | None = None
    tombstone: bool = False
    event: Event | None = None

    @model_validator(mode="after")
    def is_of_one_thing(self) -> Self:
        if (self.timeline is None) == (self.event is None):
            raise ValueError("needs either timeline or event, and not both")
        if self.recorded_at.tzinfo is None:
            raise ValueError("recorded_at needs an offset, as in 2025-12-13T08:30:00Z")
        return self

    @field_serializer("recorded_at")
    def in_utc(self, recorded_at: datetime) -> str:
        return write_instant(recorded_at)

    @classmethod
    def parse(cls, document: object) -> Self:
        """Raises InvalidImport with every problem and its place as a JSON Pointer."""
        try:
            return cls.model_validate(document)
        except ValidationError as error:
            raise InvalidImport(located(error, cls.model_fields)) from error

    def document(self) -> dict[str, Any]:
        inner = {"timeline": self.timeline} if self.timeline is not None else {"event": self.event}
        plain = self.model_dump(mode="json", exclude_defaults=True, exclude=set(inner))
        return {**plain, **{name: value.document() for name, value in inner.items() if value is not None}}


def write_history(timeline: Timeline, entries: Iterable[LogEntry]) -> Iterator[str]:
    """In pieces, since a log may be long."""
    yield f'{{"format": "{HISTORY}", "timeline": {_written(timeline.document())}, "log": ['
    separator = "\n"
    for entry in entries:
        yield f"{separator}{_written(entry.document())}"
        separator = ",\n"
    yield "\n]}\n"


def _written(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False)
