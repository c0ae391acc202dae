"""How a feed reaches its subscribers, who poll it for ever and take what they get for the truth.

In this order: not modified, known from one statement; the very bytes of this revision, kept on the shelf; made by the
first who asks, while others who ask wait for it, kept and sent. A feed is made wholly before its first byte is sent,
so that no half of one is ever answered with 200. When the database is away or anything raises, the last good bytes
are sent with their own validators, since an error would switch subscriptions off; only where there are none, 503 with
Retry-After.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from flask import Response, current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.wsgi import wrap_file

from timeline.domain.errors import InvalidQuery, NotFound, StoreUnavailable, Withdrawn
from timeline.operations.browse import reading
from timeline.operations.rendering import FeedRenderer
from timeline.web import caching
from timeline.web.context import addresses, database, shelf
from timeline.web.shelf import Kept, Label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from timeline.operations.browse import Reading

LEVEL = 4
"""Of gzip: a quarter of the time of the best, for 5 % more bytes. No other coding: of 20 MB, zstd 3 makes 7 % less
and brotli 4 16 % less in more than twice the time, and each would be a third copy of every feed.
"""
CHUNK = 1 << 18
ASKED_FOR = (InvalidQuery, NotFound, Withdrawn, HTTPException)
"""Errors that are the right answer."""


class Making(NamedTuple):
    """A feed that is about to be made: `pieces` makes it, and `link` then says of so many bytes what its header is."""

    pieces: Callable[[], Iterable[bytes]]
    link: Callable[[int], str]


def deliver(slug: str, content_type: str, asked: str, prepare: Callable[[Reading], Making]) -> Response:
    """`asked` is the address with all that the answer depends on. Raises what the request itself is to blame for."""
    coding = "gzip" if request.accept_encodings["gzip"] > 0 else None
    try:
        response = _todays(slug, content_type, asked, prepare, coding)
    except ASKED_FOR:
        raise
    except StoreUnavailable as error:
        response = _last_good(asked, coding, error)
    except Exception as error:  # whatever it is, subscribers shall not see it
        current_app.logger.exception("the feed %s cannot be made", asked)
        response = _last_good(
            asked, coding, StoreUnavailable("this feed cannot be made at the moment; ask again"), error
        )
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link"
    response.headers["Surrogate-Key"] = slug
    return response


def _todays(
    slug: str, content_type: str, asked: str, prepare: Callable[[Reading], Making], coding: str | None
) -> Response:
    with reading(database(), slug) as found:
        state = found.state
        etag = caching.timeline_etag(state, f"{FeedRenderer(addresses()).sign(state.timeline)} {asked}")
        unchanged = caching.not_modified(etag, state.changed_second, coding)
        if unchanged is not None:
            return unchanged
        label = Label(etag, caching.write_modified(state.changed_second), content_type)
        ready = _ready(asked, label, coding)
        if ready is None:
            with shelf().making(asked):
                ready = _ready(asked, label, coding) or _make(asked, label, prepare(found), coding)
        return _send(ready)


def _ready(asked: str, label: Label, coding: str | None) -> Kept | None:
    kept = shelf().find(_key(asked, coding))
    if kept is None:
        return None
    if kept.label.etag == caching.of_coding(label.etag, coding):
        return replace(kept, label=kept.label._replace(modified=label.modified))
    kept.file.close()
    return None


def _make(asked: str, label: Label, making: Making, coding: str | None) -> Kept:
    """Plain first, and the other codings from that: a client that takes none is served too when the store is away."""
    plain = _ready(asked, label, None) or _put(asked, label, making.pieces, making.link)
    if coding is None:
        return plain
    link, packed = plain.label.link, label._replace(etag=caching.of_coding(label.etag, coding), coding=coding)
    with plain.file:
        start = plain.file.tell()

        def pieces() -> Iterator[bytes]:
            plain.file.seek(start)
            return _compress(plain.file)

        return _put(asked, packed, pieces, lambda _: link)


def _put(asked: str, label: Label, pieces: Callable[[], Iterable[bytes]], link: Callable[[int], str]) -> Kept:
    """On the shelf, or where it cannot be, in memory."""
    key = _key(asked, label.coding)
    kept = shelf().put(key, pieces(), lambda size: label._replace(link=link(size)))
    if kept is not None:
        return kept
    body = b"".join(pieces())
    return Kept(label._replace(link=link(len(body))), io.BytesIO(body), len(body))


def _compress(file: BinaryIO) -> Iterator[bytes]:
    packer = zlib.compressobj(LEVEL, wbits=zlib.MAX_WBITS | 16)
    while chunk := file.read(CHUNK):
        yield packer.compress(chunk)
    yield packer.flush()


def _key(asked: str, coding: str | None) -> str:
    return f"{coding or 'plain'} {asked}"


def _last_good(asked: str, coding: str | None, error: StoreUnavailable, cause: Exception | None = None) -> Response:
    kept = shelf().find(_key(asked, coding)) or shelf().find(_key(asked, None))
    if kept is None:
        raise error from cause
    current_app.logger.error("the last good bytes of %s are served: %s", asked, error)
    found = caching.unchanged(kept.label.etag.partition(":")[0], kept.label.modified, kept.label.coding)
    if found is None:
        return _send(kept)
    kept.file.close()
    return found


def _send(kept: Kept) -> Response:
    """By the kernel, from the file to the socket, where the server can."""
    label = kept.label
    response = Response(wrap_file(request.environ, kept.file, CHUNK), content_type=label.content_type)
    response.direct_passthrough = True
    response.content_length = kept.length
    if label.coding is not None:
        response.content_encoding = label.coding
    if label.link:
        response.headers["Link"] = label.link
    return caching.mark(response, label.etag, label.modified)
