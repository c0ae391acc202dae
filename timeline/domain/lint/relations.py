from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.lint.finding import Finding, key_of, name_event

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.domain.event import EventDraft


def dead_relations(events: Sequence[EventDraft], _aliases: Mapping[str, str]) -> Iterator[Finding]:
    """Relations to events that are not there; the page shows none of them."""
    known = {event.uid for event in events}
    for index, event in enumerate(events):
        for relation in event.relations:
            if relation.uid not in known:
                message = f"{name_event(event)} relates ({relation.type}) to event {relation.uid}, which is not there"
                yield Finding(message, (key_of(event, index),))
