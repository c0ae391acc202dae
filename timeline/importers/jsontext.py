"""JSON of any size, read piece by piece with ijson: the items of one list, and all that stands around it."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import ijson

from timeline.domain.errors import InvalidImport
from timeline.importers.importer import refused

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import BinaryIO

    from timeline.importers.importer import Source

DEEPEST = 40
LOCATED_UP_TO = 20_000_000
"""Bytes: of a larger file that is no JSON the line is not looked for."""


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
        for index, value in enumerate(ijson.items(file, f"{path}.item" if path else "item", use_float=True)):
            yield index, _shallow(value, f"/{path.replace('.', '/')}/{index}" if path else f"/{index}"), file.position


def around(source: Source, lists: Collection[str]) -> dict[str, Any]:
    """The outermost object, with each list at one of these paths left empty."""
    builder = ijson.ObjectBuilder()
    inside = {f"{path}.item" for path in lists}
    depth = 0
    with _reading(source) as file:
        for prefix, event, value in ijson.parse(file, use_float=True):
            if prefix in inside or any(prefix.startswith(f"{one}.") for one in inside):
                continue
            depth += event in {"start_map", "start_array"}
            depth -= event in {"end_map", "end_array"}
            if depth > DEEPEST:
                raise refused(f"/{prefix.replace('.', '/')[:80]}", f"nested more than {DEEPEST} deep")
            builder.event(event, value)
    found = getattr(builder, "value", None)
    if not isinstance(found, dict):
        raise refused("", "the outermost value is not a JSON object")
    return found


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


def _shallow(value: Any, where: str) -> Any:
    """Deeper values than any event has are refused before something walks them by recursion."""
    level = [value]
    for _ in range(DEEPEST):
        level = [inner for one in level for inner in _children(one)]
        if not level:
            return value
    raise refused(where, f"nested more than {DEEPEST} deep")


def _children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [one for one in value.values() if isinstance(one, dict | list)]
    return [one for one in value if isinstance(one, dict | list)] if isinstance(value, list) else []
