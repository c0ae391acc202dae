"""Answers of one revision that are ready: found on a shelf, or made once, kept there plain and compressed, and sent.

The first who asks makes it, others who ask meanwhile wait for it. What is large is sent as a file, by the kernel
where the server can. Where nothing can be kept, each answer is made in memory.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TypeVar

from flask import Response, request
from werkzeug.wsgi import wrap_file

from timeline.web import caching
from timeline.web.shelf import Kept, Label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from timeline.web.shelf import Shelf

Other = TypeVar("Other")
LEVEL = 4
"""Of gzip: a quarter of the time of the best, for 5 % more bytes. No other coding: of 20 MB, zstd 3 makes 7 % less
and brotli 4 16 % less in more than twice the time, and each would be a third copy of every answer.
"""
CHUNK = 1 << 18


class Making(NamedTuple):
    """An answer about to be made: `pieces` makes it, and `link` then says of so many bytes what its header is."""

    pieces: Callable[[], Iterable[bytes]]
    link: Callable[[int], str]


def make_text(text: str, link: str = "") -> Making:
    """Of what is made already."""
    return Making(lambda: [text.encode()], lambda _: link)


def asked_coding() -> str | None:
    return "gzip" if request.accept_encodings["gzip"] > 0 else None


def obtain(
    shelf: Shelf, asked: str, label: Label, coding: str | None, prepare: Callable[[], Making | Other]
) -> Kept | Other:
    """`asked` is the address with all that the answer depends on. What `prepare` gives that is no making, such as a
    redirect, is handed on and not kept.
    """
    ready = _find(shelf, asked, label, coding)
    if ready is not None:
        return ready
    with shelf.making(asked):
        ready = _find(shelf, asked, label, coding)
        if ready is not None:
            return ready
        making = prepare()
        return _make(shelf, asked, label, making, coding) if isinstance(making, Making) else making


def find_last(shelf: Shelf, asked: str, coding: str | None) -> Kept | None:
    """Of whatever revision."""
    return shelf.find(_key(asked, coding)) or shelf.find(_key(asked, None))


def send(kept: Kept) -> Response:
    """Or only that it is what the client has."""
    label = kept.label
    unchanged = caching.unchanged(label.etag.partition(":")[0], label.modified, label.coding)
    if unchanged is not None:
        kept.file.close()
        return unchanged
    response = Response(_body(kept), content_type=label.content_type, direct_passthrough=kept.length > CHUNK)
    response.content_length = kept.length
    if label.coding is not None:
        response.content_encoding = label.coding
    if label.link:
        response.headers["Link"] = label.link
    return caching.mark(response, label.etag, label.modified)


def _body(kept: Kept) -> bytes | Iterable[bytes]:
    """What fits into one read is read, and its file closed: handing so little to the kernel gains nothing."""
    if kept.length > CHUNK:
        return wrap_file(request.environ, kept.file, CHUNK)
    with kept.file as file:
        return file.read()


def _find(shelf: Shelf, asked: str, label: Label, coding: str | None) -> Kept | None:
    kept = shelf.find(_key(asked, coding))
    if kept is None:
        return None
    if kept.label.etag == caching.of_coding(label.etag, coding):
        return replace(kept, label=kept.label._replace(modified=label.modified))
    kept.file.close()
    return None


def _make(shelf: Shelf, asked: str, label: Label, making: Making, coding: str | None) -> Kept:
    """Plain first, and the other codings from that: a client that takes none is served too when the store is away."""
    plain = _find(shelf, asked, label, None) or _put(shelf, asked, label, making.pieces, making.link)
    if coding is None:
        return plain
    link, packed = plain.label.link, label._replace(etag=caching.of_coding(label.etag, coding), coding=coding)
    with plain.file:
        start = plain.file.tell()

        def pieces() -> Iterator[bytes]:
            plain.file.seek(start)
            return _compress(plain.file)

        return _put(shelf, asked, packed, pieces, lambda _: link)


def _put(
    shelf: Shelf, asked: str, label: Label, pieces: Callable[[], Iterable[bytes]], link: Callable[[int], str]
) -> Kept:
    """On the shelf, or where it cannot be, in memory."""
    kept = shelf.put(_key(asked, label.coding), pieces(), lambda size: label._replace(link=link(size)))
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
