"""The entries of a feed, written one by one: the same care in every format.

A bad event never takes away the feed's other events: it is left out, counted and logged. A withdrawn event is
told as cancelled for as long as the timeline's policy says, measured against the feed's own last change and
never against a clock, so that the bytes stay what they are between two writes.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from feeds.calendar.layout import UnplaceableError
from feeds.format import framed

if TYPE_CHECKING:
    from collections.abc import Callable

    from feeds.format import Entry, Feed, Parts
    from timeline.domain.version import EventVersion

logger = logging.getLogger(__name__)
Written = TypeVar("Written")


@dataclass(slots=True)
class Gathered(Generic[Written]):
    """`unplaceable` are dates that the format cannot hold, `failed` what should never be."""

    items: list[Written] = field(default_factory=list)
    versions: list[EventVersion] = field(default_factory=list)
    unplaceable: int = 0
    failed: int = 0

    @property
    def omitted(self) -> int:
        return self.unplaceable + self.failed


def gather(feed: Feed, write: Callable[[Entry], Written | None], kind: str) -> Gathered[Written]:
    """`write` gives None for an entry that the options leave out; `kind` is for the log."""
    gathered: Gathered[Written] = Gathered()
    for entry in feed.entries:
        try:
            item = write(entry) if is_told(entry.version, feed) else None
        except UnplaceableError:
            gathered.unplaceable += 1
        except Exception:  # a bad event must not take away the feed's other events
            logger.exception("event %s cannot be written as %s", entry.version.uid, kind)
            gathered.failed += 1
        else:
            if item is not None:
                gathered.items.append(item)
                gathered.versions.append(entry.version)
    return gathered


def is_told(version: EventVersion, feed: Feed) -> bool:
    """Whether the feed still has a word on it."""
    if not version.tombstone:
        return True
    return feed.updated - version.recorded_at <= timedelta(days=feed.timeline.feed.withdrawn_days)


def render_parts(feed: Feed, parts: Parts) -> bytes:
    """The whole feed of a format that is made of parts."""
    found = [parts.write(entry, feed.options) for entry in feed.entries if is_told(entry.version, feed)]
    frame = parts.frame(feed, [part.note for part in found if part.note is not None])
    return b"".join(framed(frame, (part.text for part in found)))
