"""The project's own file: a timeline with its events, as JSON. Seeds, import and export share it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from timeline.domain.event import EventDraft
from timeline.domain.timeline import Timeline
from timeline.domain.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

NativeVersion = Literal["timeline/1"]
FORMAT: NativeVersion = "timeline/1"


class NativeFile(Value):
    format: NativeVersion = Field(description="Names the file's shape and its version.")
    timeline: Timeline
    events: tuple[EventDraft, ...]


def write_native(timeline: Timeline, events: Iterable[EventDraft]) -> str:
    """Readable and stable, so that two exports can be compared line by line."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "timeline": timeline.document(),
        "events": [event.document() for event in events],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
