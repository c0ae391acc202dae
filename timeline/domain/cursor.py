"""Where a page ended: the sort key of its last event, opaque to clients.

A key, not an offset, so that pages neither repeat nor skip an event when others are written meanwhile.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass

from timeline.domain.errors import InvalidCursor

LIMIT = 1_000
INT64 = 2**63
FOREIGN = (
    "this cursor was not made by this service; follow `next` links as they are, "
    "or leave cursor out to start at the first page"
)
KEY_TYPES: dict[str, tuple[type, ...]] = {
    "date": (int, int, int, str),
    "updated": (int,),
    "published": (int, str),
}
"""Of the columns in `timeline.store.selection.SORT_KEYS`."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """`key` is the values of the sort's columns, in their order."""

    sort: str
    key: tuple[int | str, ...]

    def __str__(self) -> str:
        text = json.dumps([self.sort, *self.key], separators=(",", ":"), ensure_ascii=False)
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str) -> Cursor:
        """Raises InvalidCursor on anything that `str()` of a cursor did not make."""
        try:
            if len(text) > LIMIT:
                raise ValueError("too long")
            content = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True))
            sort, *key = content
            if not (isinstance(sort, str) and key and all(map(is_key, key))):
                raise ValueError("not a key")
        except (ValueError, TypeError, RecursionError, binascii.Error) as error:
            raise InvalidCursor(FOREIGN) from error
        return cls(sort, tuple(key))

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
