"""Bytes as text, whatever they were written as: by mark, else UTF-8, else the old Western code page."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from timeline.importers.importer import refused

if TYPE_CHECKING:
    from timeline.importers.importer import Source

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
PIECE = 1 << 20


def find_encoding(source: Source) -> str:
    """Reads the file to its end, in pieces: one byte that is no UTF-8 changes what all the others mean."""
    chosen = source.choices.encoding
    if chosen is not None:
        try:
            return codecs.lookup(chosen).name
        except LookupError:
            raise refused("", f'no encoding "{chosen}"; give one such as utf-8, cp1252 or shift_jis') from None
    with source.open() as file:
        start = file.read(4)
        marked = next((name for mark, name in MARKS.items() if start.startswith(mark)), None)
        if marked is not None:
            return marked
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while piece := file.read(PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"
