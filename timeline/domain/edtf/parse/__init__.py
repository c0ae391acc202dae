"""Text → value. Each shape has one regular expression; every refusal says where, what, and what would do.

Modules here raise RefusedError with an index into the whole text, which only `parse_edtf` knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.edtf.parse.date import PLAIN, read_plain
from timeline.domain.edtf.parse.interval import read_interval, read_point
from timeline.domain.edtf.parse.refusal import RefusedError
from timeline.domain.edtf.parse.sets import read_set
from timeline.domain.edtf.parse.stray import LONGEST, find_stray
from timeline.domain.errors import InvalidDate

if TYPE_CHECKING:
    from timeline.domain.edtf.values import Edtf


def parse_edtf(text: str) -> Edtf:
    """All of levels 0 to 2, up to 255 characters; raises InvalidDate. The result's text is canonical."""
    try:
        plain = PLAIN.fullmatch(text)
        return read_plain(plain, 0) if plain else _read(text)
    except RefusedError as refused:
        found = find_stray(text) or refused
        raise InvalidDate(text, found.index + 1, found.reason) from None


def _read(text: str) -> Edtf:
    if len(text) > LONGEST:
        raise RefusedError(LONGEST, "is too long")
    if text.startswith(("[", "{")):
        return read_set(text)
    if "/" in text:
        return read_interval(text)
    return read_point(text, 0)
