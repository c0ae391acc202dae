"""What a feed format is, and what it is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
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
        return self.url.partition("?")[0].partition("/events/")[0].removesuffix("/changes")


class Render(Protocol):
    def __call__(self, feed: Feed) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Part:
    """One version as a format writes it. `note` is what the frame must know of it, such as a time zone that it
    needs or why it is empty; None for nothing, as of nearly all.
    """

    text: str
    note: str | None = None


class Frame(NamedTuple):
    """What stands around the parts of a feed that are not empty, and between two of them."""

    head: bytes
    between: bytes
    foot: bytes


@dataclass(frozen=True, slots=True)
class Parts:
    """A format whose feed is a frame around one part for each version.

    `write` is given nothing but the version, its address and the options, so that a part may be kept as long as
    its version is; it never raises. `unstamped` is a part without what counts its version's edits: two parts
    that are equal but for that show the same. `frame` is given the notes of the parts, and no entries.
    """

    write: Callable[[Entry, Options], Part]
    unstamped: Callable[[str], str]
    frame: Callable[[Feed, Sequence[str]], Frame]


def framed(frame: Frame, texts: Iterable[str]) -> Iterable[bytes]:
    """The whole feed in pieces, one for each text."""
    yield frame.head
    between = b""
    for text in texts:
        if text:
            yield between + text.encode()
            between = frame.between
    yield frame.foot


@dataclass(frozen=True, slots=True)
class Format:
    """`limit` is how many events a page of it holds when nobody asks otherwise, None for all: a calendar app
    follows no next page. `tombstones` says that withdrawn events are passed too, to be told as cancelled.
    `media_type` is the bare type, `parameters` what else its Content-Type says; text formats are UTF-8.
    `latest_first`: where a page cannot hold all and nobody asks for an order, it holds what was changed last,
    because a feed reader sees the first page only.
    With `parts`, what it writes of a version may be kept.
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
    parts: Parts | None = None

    @property
    def content_type(self) -> str:
        return f"{self.media_type}; charset=utf-8{self.parameters}"
