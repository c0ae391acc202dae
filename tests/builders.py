"""Values with boring defaults, so that a test shows only what matters in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from feeds.format import Entry, Feed
from timeline.domain.event import Event
from timeline.domain.timeline import Timeline
from timeline.domain.version import EventVersion

if TYPE_CHECKING:
    from collections.abc import Mapping

RECORDED = datetime(2025, 12, 13, 8, 30, tzinfo=UTC)
PUBLISHED = datetime(2025, 12, 1, 9, 0, tzinfo=UTC)
SITE = "https://example.org"


def a_when(when: str | Mapping[str, Any]) -> dict[str, Any]:
    """EDTF text, or the members of a `when` object."""
    return {"edtf": when} if isinstance(when, str) else dict(when)


def at(local: str, zone: str = "Asia/Pyongyang") -> dict[str, str]:
    return {"local": local, "zone": zone}


def an_event(when: str | Mapping[str, Any] = "2025-08~", **fields: Any) -> Event:
    document: dict[str, Any] = {
        "uid": "b7c1",
        "slug": "something-happened",
        "title": "Something happened",
        **fields,
    }
    return Event.parse({**document, "when": a_when(when)})


def a_version(event: Event | None = None, **fields: Any) -> EventVersion:
    defaults: dict[str, Any] = {
        "timeline": "things",
        "revision": 7,
        "superseded_by": None,
        "recorded_at": RECORDED,
        "recorded_by": "editor",
        "reason": None,
        "sequence": 0,
        "published_at": PUBLISHED,
        "tombstone": False,
        "event": event if event is not None else an_event(),
    }
    return EventVersion(**{**defaults, **fields})


def an_entry(version: EventVersion | Event) -> Entry:
    version = a_version(version) if isinstance(version, Event) else version
    return Entry(version, f"{SITE}/timelines/things/events/{version.event.slug}")


def a_timeline(**fields: Any) -> Timeline:
    return Timeline.parse({"slug": "things", "title": "Things that happened", **fields})


def a_feed(*versions: EventVersion | Event, **fields: Any) -> Feed:
    defaults: dict[str, Any] = {
        "timeline": a_timeline(),
        "title": "Things that happened",
        "url": f"{SITE}/timelines/things",
        "self_url": f"{SITE}/timelines/things.ics",
        "updated": RECORDED,
        "entries": tuple(an_entry(version) for version in versions),
    }
    return Feed(**{**defaults, **fields})
