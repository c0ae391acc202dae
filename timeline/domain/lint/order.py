"""Dates that contradict each other, within an event and along its relations. Only what is certain counts: a vague date
is given the benefit of its doubt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.lint.finding import Finding, key_of, name_event

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.domain.event import EventDraft


def ends_before_it_starts(events: Sequence[EventDraft], _aliases: Mapping[str, str]) -> Iterator[Finding]:
    """An interval whose end may lie before its start is written wrong or known less well than it says."""
    for index, event in enumerate(events):
        bounds = event.when.bounds
        if event.when.kind == "interval" and bounds.end_latest < bounds.start_earliest:
            yield Finding(f"{name_event(event)} ends before it starts", (key_of(event, index),))


def follows_what_comes_later(events: Sequence[EventDraft], _aliases: Mapping[str, str]) -> Iterator[Finding]:
    for event, other, keys in _related(events, "finishtostart"):
        if event.when.bounds.start_latest < other.when.bounds.end_earliest:
            yield Finding(f"{name_event(event)} is said to follow {name_event(other)}, which ended later", keys)


def child_outside_its_parent(events: Sequence[EventDraft], _aliases: Mapping[str, str]) -> Iterator[Finding]:
    for event, other, keys in _related(events, "parent"):
        inner, outer = event.when.bounds, other.when.bounds
        recurs = event.recurrence is not None or other.recurrence is not None
        if not recurs and (inner.start_earliest > outer.end_latest or inner.end_latest < outer.start_earliest):
            yield Finding(f"{name_event(event)} is part of {name_event(other)} and lies wholly outside its time", keys)


def _related(events: Sequence[EventDraft], kind: str) -> Iterator[tuple[EventDraft, EventDraft, tuple[str, str]]]:
    by_uid = {event.uid: (index, event) for index, event in enumerate(events) if event.uid}
    for index, event in enumerate(events):
        for relation in event.relations:
            if relation.type == kind and relation.uid in by_uid:
                place, other = by_uid[relation.uid]
                yield event, other, (key_of(event, index), key_of(other, place))
