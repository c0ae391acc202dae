"""JSON of any size, read piece by piece with ijson: the items of one list, and all that stands around it."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import ijson

from timeline.domain.errors import InvalidImport
from timeline.importers.importer import BLANK, refused

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import BinaryIO

    from timeline.importers.importer import Source

DEEPEST = 40
BUFFER = 1 << 22
"""Bytes handed over at a time: a string that goes on is looked at again from its start with each, so that one of
300 MB took six minutes with the library's 64 kB.
"""
OPENING, CLOSING = {"start_map", "start_array"}, {"end_map", "end_array"}
LOCATED_UP_TO = 20_000_000
"""Bytes: of a larger file that is no JSON the line is not looked for."""


def has_member(head: str, name: str, beginning: str) -> bool:
    """Whether a file that begins with `head` is an object in which some member of this name is a string that begins
    so. Text that only speaks of such a member has its quotation marks escaped, and is not taken for one.
    """
    value = re.escape(beginning).replace("/", r"\\?/")
    return head.lstrip(BLANK).startswith("{") and bool(re.search(rf'"{name}"\s*:\s*"{value}', head))


class Counted:
    """A file that knows how much of it was read, byte order mark left out."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.position = 0
        if file.read(3) != b"\xef\xbb\xbf":
            file.seek(0)

    def read(self, size: int = -1) -> bytes:
        got = self._file.read(size)
        self.position += len(got)
        return got


def items(source: Source, path: str) -> Iterator[tuple[int, Any, int]]:
    """Index, value and bytes read so far of each item of the list at `path`, such as `events`."""
    with _reading(source) as file:
        for index, value in enumerate(
            ijson.items(file, f"{path}.item" if path else "item", use_float=True, buf_size=BUFFER)
        ):
            yield index, value, file.position


def around(source: Source, lists: Collection[str]) -> dict[str, Any]:
    """The outermost object, with each list at one of these paths left empty. Reads the whole file, so what is nested
    too deeply is refused before `items` walks it.
    """
    builder = ijson.ObjectBuilder()
    keys: list[str] = []
    skipped = 0
    with _reading(source) as file:
        for event, value in ijson.basic_parse(file, use_float=True, buf_size=BUFFER):
            if event in CLOSING:
                keys.pop()
                skipped = skipped if len(keys) >= skipped else 0
            if not skipped:
                builder.event(event, value)
            if event == "map_key":
                keys[-1] = value
            elif event in OPENING:
                path = ".".join(keys) if not skipped and event == "start_array" else ""
                keys.append("item")
                skipped = skipped or (len(keys) if path in lists else 0)
                _check_depth(keys)
    found = getattr(builder, "value", None)
    if not isinstance(found, dict):
        raise refused("", "the outermost value is not a JSON object")
    return found


def _check_depth(keys: list[str]) -> None:
    if len(keys) > DEEPEST:
        raise refused("/" + "/".join(keys[:3]), f"nested more than {DEEPEST} deep")


@contextmanager
def _reading(source: Source) -> Iterator[Counted]:
    with source.open() as file:
        counted = Counted(file)
        try:
            yield counted
        except InvalidImport:
            raise
        except (ijson.JSONError, ValueError, OverflowError, RecursionError) as error:
            raise _located(source, error) from error


def _located(source: Source, error: Exception) -> InvalidImport:
    """The same file through the parser that tells line and column."""
    if source.size <= LOCATED_UP_TO:
        try:
            json.loads(source.path.read_bytes())
        except json.JSONDecodeError as exact:
            return refused(f"line {exact.lineno}, column {exact.colno}", f"not JSON: {exact.msg}")
        except (UnicodeDecodeError, RecursionError, ValueError) as exact:
            return refused("", f"not JSON in UTF-8: {exact}")
    message = re.sub(r"\s+", " ", str(error)).strip()
    return refused("", f"not JSON: {message[:200]}")
