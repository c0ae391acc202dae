"""What a feed format is, and what it is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from timeline.domain.timeline import CalendarDates, CancelledEvents, Timeline
    from timeline.domain.version import EventVersion


@dataclass(frozen=True, slots=True)
class Options:
    """How a calendar is laid out: the timeline's feed policy, or what the request asks for instead. `whole` encloses
    each event as it is, so that a file loses nothing; feeds that are fetched again and again stay small without.
    """

    dates: CalendarDates = "auto"
    cancelled: CancelledEvents = "keep"
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One version with the addresses that only the server knows (absolute)."""

    version: EventVersion
    url: str

    @property
    def home(self) -> str:
        """The page of its timeline."""
        return self.url.partition("/events/")[0]


@dataclass(frozen=True, slots=True)
class Feed:
    """Everything beside the entries. `title` says the query in words; `url` is the page of the same query,
    `self_url` this very feed, `next_url` its next page. `updated` is when the public last saw a change: it
    never moves back.
    """

    timeline: Timeline
    title: str
    url: str
    self_url: str
    updated: datetime
    entries: Sequence[Entry]
    next_url: str | None = None
    options: Options = field(default_factory=Options)

    @property
    def home(self) -> str:
        """The page of the whole timeline."""
        return self.url.partition("?")[0].partition("/events/")[0]


class Render(Protocol):
    def __call__(self, feed: Feed) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Format:
    """`limit` is how many events a page of it holds when nobody asks otherwise, None for all: a calendar app
    follows no next page. `tombstones` says that withdrawn events are passed too, to be told as cancelled.
    `media_type` is the bare type, `parameters` what else its Content-Type says; text formats are UTF-8.
    `latest_first`: where a page cannot hold all and nobody asks for an order, it holds what was changed last,
    because a feed reader sees the first page only.
    """

    name: str
    title: str
    suffix: str
    media_type: str
    spec: str
    use: str
    render: Render
    limit: int | None = None
    tombstones: bool = False
    calendar: bool = False
    rank: int = 100
    parameters: str = ""
    latest_first: bool = False

    @property
    def content_type(self) -> str:
        return f"{self.media_type}; charset=utf-8{self.parameters}"
