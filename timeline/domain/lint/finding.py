"""What a rule found, and how it names an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from timeline.domain.event import EventDraft

LONGEST_TITLE = 60


class Finding(NamedTuple):
    """`events` are those that it is about, by uid, by slug or by their place in the file ("/events/3")."""

    message: str
    events: tuple[str, ...] = ()
    rule: str = ""

    def report(self) -> dict[str, Any]:
        """For scripts."""
        return {"rule": self.rule, "message": self.message, "events": list(self.events)}

    def __str__(self) -> str:
        return f"{self.rule}: {self.message}"


def name_event(event: EventDraft) -> str:
    """For a sentence."""
    title = event.title if len(event.title) <= LONGEST_TITLE else f"{event.title[: LONGEST_TITLE - 1]}…"
    return f'"{title}" ({event.when.edtf_text})'


def key_of(event: EventDraft, index: int) -> str:
    return event.uid or event.slug or f"/events/{index}"
