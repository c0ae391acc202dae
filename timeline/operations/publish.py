"""A timeline as a file: the native JSON, or a feed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from feeds import FORMATS, Entry, Feed, Format, Options, framed
from feeds.corrections import CorrectionEntry
from feeds.formats.jsonfeed import read_part
from timeline.domain.history import write_history
from timeline.domain.native import write_native
from timeline.operations.rendering import FeedRenderer, policy_of, render_part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from feeds.corrections import CorrectionFormat
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

    def changes(self, slug: str, suffix: str = "", query: str = "") -> str:
        return f"{self.timeline(slug)}/changes{f'.{suffix}' if suffix else ''}{f'?{query}' if query else ''}"

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
    return b"".join(stream_feed(reading, style, query, addresses, options, write_query).pieces)


class Stream(NamedTuple):
    """A feed in pieces, to be taken while the reading lasts, and how many events were in those taken."""

    pieces: Iterable[bytes]
    events: Callable[[], int]


def stream_feed(
    reading: Reading,
    style: Format,
    query: EventQuery,
    addresses: Addresses,
    options: Options,
    write_query: Callable[[EventQuery], str],
) -> Stream:
    """From renderings where they are kept, and else from documents."""
    asked = query if query.limit or style.limit is None else query.narrowed(limit=style.limit)
    found = _find(reading, style, asked, addresses, options)
    if found.next and style.latest_first and query == query.narrowed(sort="date", limit=None, cursor=None):
        asked = asked.narrowed(sort="-updated")
        found = _find(reading, style, asked, addresses, options)
    slug = reading.state.timeline.slug
    described = reading.described(query)
    words = query.describe()
    pieces = found.render(
        Feed(
            timeline=described,
            title=f"{described.title}: {words}" if words else described.title,
            url=addresses.timeline(slug, query=write_query(query.narrowed(limit=None, cursor=None))),
            self_url=addresses.timeline(slug, style.suffix, write_query(query)),
            updated=reading.state.public_changed_at,
            entries=(),
            next_url=_next(addresses, slug, style, query.narrowed(sort=asked.sort), found.next, write_query),
            options=options,
        )
    )
    return Stream(pieces, found.events)


class Found(NamedTuple):
    """What a query finds, to be put into the feed around it."""

    next: Cursor | None
    render: Callable[[Feed], Iterable[bytes]]
    events: Callable[[], int]


class Counted:
    """Counts the texts that are not empty as they are taken."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = texts
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        for text in self.texts:
            self.number += bool(text)
            yield text


def _find(reading: Reading, style: Format, query: EventQuery, addresses: Addresses, options: Options) -> Found:
    parts = style.parts
    if parts is not None and _is_kept(reading, query, addresses, options):
        make = partial(render_part, style, parts, addresses=addresses, options=options)
        texts = reading.texts(query, style.suffix, make, tombstones=style.tombstones)
        counted = Counted(texts.texts)
        return Found(texts.next, lambda feed: framed(parts.frame(feed, texts.notes), counted), lambda: counted.number)
    page = reading.events(query, tombstones=style.tombstones)
    listed = entries(page.versions, addresses)
    return Found(page.next, lambda feed: [style.render(replace(feed, entries=listed))], lambda: len(listed))


class Items(NamedTuple):
    """A page of events: of each the whole structure as JSON, and its address."""

    items: Sequence[tuple[str, str]]
    next: Cursor | None


def list_items(reading: Reading, query: EventQuery, addresses: Addresses) -> Items | None:
    """Out of what is kept for the JSON Feed, so that no document is read: a hundred took 32 ms, and take 3. None where
    not all is kept, or this query shows something else.
    """
    style, options = FORMATS["json"], policy_of(reading.state.timeline)
    parts = style.parts
    if parts is None or not _is_kept(reading, query, addresses, options):
        return None
    make = partial(render_part, style, parts, addresses=addresses, options=options)
    found = reading.texts(query, style.suffix, make, tombstones=False)
    texts = list(found.texts)
    return Items([read_part(text) for text in texts], found.next) if all(texts) else None


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


def _is_kept(reading: Reading, query: EventQuery, addresses: Addresses, options: Options) -> bool:
    """Whether this very way of showing current events is the one that is kept."""
    described = reading.state.timeline
    ours = FeedRenderer(addresses).sign(described) == reading.state.renderer
    return ours and not reading.drafts and query.as_of is None and options == policy_of(described)


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


def publish_corrections(
    reading: Reading,
    style: CorrectionFormat,
    query: EventQuery,
    addresses: Addresses,
    write_query: Callable[[EventQuery], str],
) -> bytes:
    """What was put right in public, for those who quoted it."""
    page, described = reading.corrections(query), reading.state.timeline
    slug, words = described.slug, query.describe()
    following = write_query(query.narrowed(cursor=page.next)) if page.next else None
    feed = Feed(
        timeline=described,
        title=f"{described.title}: corrections{f', {words}' if words else ''}",
        url=addresses.changes(slug),
        self_url=addresses.changes(slug, style.suffix, write_query(query)),
        updated=reading.state.public_changed_at,
        entries=(),
        next_url=addresses.changes(slug, style.suffix, following) if following else None,
    )
    return style.render(feed, [CorrectionEntry(one, addresses.event(slug, one.after.event.slug)) for one in page.items])


def entries(versions: Sequence[EventVersion], addresses: Addresses) -> list[Entry]:
    return [Entry(one, addresses.event(one.timeline, one.event.slug)) for one in versions]
