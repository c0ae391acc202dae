"""A timeline as a file: the native JSON, or a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feeds import Entry, Feed, Format, Options
from timeline.domain.history import write_history
from timeline.domain.native import write_native

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from timeline.domain.cursor import Cursor
    from timeline.domain.query import EventQuery
    from timeline.domain.version import EventVersion
    from timeline.operations.browse import Reading


class Addresses:
    """Absolute URLs of the public interface, from the one public URL that is configured: never from a request,
    whose Host header anybody can forge.
    """

    def __init__(self, public_url: str) -> None:
        self.base = public_url.rstrip("/")

    def timeline(self, slug: str, suffix: str = "", query: str = "") -> str:
        return f"{self.base}/timelines/{slug}{f'.{suffix}' if suffix else ''}{f'?{query}' if query else ''}"

    def api(self, path: str = "", query: str = "") -> str:
        """`path` begins with a slash and is percent-encoded."""
        return f"{self.base}/api/v1{path}{f'?{query}' if query else ''}"

    def event(self, slug: str, event: str, suffix: str = "") -> str:
        return f"{self.base}/timelines/{slug}/events/{event}{f'.{suffix}' if suffix else ''}"


def publish_native(reading: Reading, query: EventQuery) -> bytes:
    """What the query finds, as a file that `import` reads."""
    page = reading.events(query)
    return write_native(reading.described(query), [one.event for one in page.versions]).encode()


def publish_history(reading: Reading) -> Iterator[bytes]:
    """The whole log, drafts and tombstones too, as a file that `import` reads."""
    for piece in write_history(reading.state.timeline, reading.log()):
        yield piece.encode()


def publish_feed(
    reading: Reading,
    style: Format,
    query: EventQuery,
    addresses: Addresses,
    options: Options,
    write_query: Callable[[EventQuery], str],
) -> bytes:
    """A feed of what the query finds; withdrawn events among it where the format can tell of them."""
    asked = query if query.limit or style.limit is None else query.narrowed(limit=style.limit)
    page = reading.events(asked, tombstones=style.tombstones)
    if page.next and style.latest_first and query == query.narrowed(sort="date", limit=None, cursor=None):
        asked = asked.narrowed(sort="-updated")
        page = reading.events(asked, tombstones=style.tombstones)
    slug = reading.state.timeline.slug
    described = reading.described(query)
    words = query.describe()
    feed = Feed(
        timeline=described,
        title=f"{described.title}: {words}" if words else described.title,
        url=addresses.timeline(slug, query=write_query(query.narrowed(limit=None, cursor=None))),
        self_url=addresses.timeline(slug, style.suffix, write_query(query)),
        updated=reading.state.public_changed_at,
        entries=entries(page.versions, addresses),
        next_url=_next(addresses, slug, style, query.narrowed(sort=asked.sort), page.next, write_query),
        options=options,
    )
    return style.render(feed)


def _next(
    addresses: Addresses,
    slug: str,
    style: Format,
    query: EventQuery,
    cursor: Cursor | None,
    write_query: Callable[[EventQuery], str],
) -> str | None:
    if cursor is None:
        return None
    return addresses.timeline(slug, style.suffix, write_query(query.narrowed(cursor=cursor)))


def publish_event(
    reading: Reading, style: Format, version: EventVersion, addresses: Addresses, options: Options
) -> bytes:
    """A feed of one event."""
    slug, event = version.timeline, version.event
    feed = Feed(
        timeline=reading.state.timeline,
        title=event.title,
        url=addresses.event(slug, event.slug),
        self_url=addresses.event(slug, event.slug, style.suffix),
        updated=version.recorded_at,
        entries=entries([version], addresses),
        options=options,
    )
    return style.render(feed)


def entries(versions: Sequence[EventVersion], addresses: Addresses) -> list[Entry]:
    return [Entry(one, addresses.event(one.timeline, one.event.slug)) for one in versions]
