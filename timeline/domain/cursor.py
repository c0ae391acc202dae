"""Where a page ended: the sort key of its last event, sealed.

A key, not an offset, so that pages neither repeat nor skip an event when others are written meanwhile. The seal is an
HMAC over the key and the query that it belongs to, by a secret of the database: a cursor that anybody changed, or took
to another query, is refused, and every worker and host agrees on that.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from dataclasses import dataclass

from timeline.domain.errors import InvalidCursor

LIMIT = 1_000
SEAL = 16
INT64 = 2**63
FOREIGN = (
    "this cursor was not made by this service for this query; follow `next` links as they are, "
    "or leave cursor out to start at the first page"
)
KEY_TYPES: dict[str, tuple[type, ...]] = {
    "date": (int, int, int, str),
    "updated": (int,),
    "published": (int, str),
    "relevance": (int, int, int, int, str),
}
"""Of the columns that `timeline.store.selection` sorts by."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """`key` is the values of the sort's columns, in their order. Not to be trusted before `check_seal`."""

    sort: str
    key: tuple[int | str, ...]
    seal: bytes = b""

    def sealed(self, secret: str, asked: str) -> Cursor:
        """`asked` is the query that the next page is of, its page left out."""
        return Cursor(self.sort, self.key, self._seal(secret, asked))

    def check_seal(self, secret: str, asked: str) -> None:
        """Raises InvalidCursor."""
        if not hmac.compare_digest(self.seal, self._seal(secret, asked)):
            raise InvalidCursor(FOREIGN)

    def _seal(self, secret: str, asked: str) -> bytes:
        message = f"{self._content()}\n{asked}".encode()
        return hmac.digest(bytes.fromhex(secret), message, "sha256")[:SEAL]

    def _content(self) -> str:
        return json.dumps([self.sort, *self.key], separators=(",", ":"), ensure_ascii=False)

    def __str__(self) -> str:
        return base64.urlsafe_b64encode(self.seal + self._content().encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str) -> Cursor:
        """Raises InvalidCursor on what has not the form of one."""
        try:
            if len(text) > LIMIT:
                raise ValueError("too long")
            whole = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
            sort, *key = json.loads(whole[SEAL:])
            if not (isinstance(sort, str) and key and all(map(is_key, key))):
                raise ValueError("not a key")
        except (ValueError, TypeError, RecursionError, binascii.Error) as error:
            raise InvalidCursor(FOREIGN) from error
        return cls(sort, tuple(key), whole[:SEAL])

    def check(self, sort: str) -> None:
        """Raises InvalidCursor unless the key is one of that sort's."""
        if self.sort != sort:
            raise InvalidCursor(
                f"this cursor belongs to sort={self.sort}, not to sort={sort}; leave cursor out to start anew"
            )
        if tuple(map(type, self.key)) != KEY_TYPES[sort.lstrip("-")]:
            raise InvalidCursor(FOREIGN)


def is_key(value: object) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, str) or (isinstance(value, int) and -INT64 <= value < INT64)
