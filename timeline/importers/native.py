"""The project's own JSON: see `timeline.domain.native`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pydantic import ValidationError

from timeline.domain.errors import InvalidEvent, InvalidImport, Problem
from timeline.domain.native import FORMAT, NativeFile
from timeline.domain.problems import located
from timeline.domain.timeline import Timeline
from timeline.importers import jsontext
from timeline.importers.drafting import draft
from timeline.importers.importer import About, Importer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.importers.importer import Finding, Source


def read_native(content: bytes) -> NativeFile:
    """A whole small file at once, such as a seed. Raises InvalidImport with every problem and its place: line
    and column, or JSON Pointer.
    """
    try:
        document = json.loads(content)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise InvalidImport([Problem(place, f"not JSON: {error.msg}")]) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise InvalidImport([Problem("", f"not JSON in UTF-8: {error}")]) from error
    try:
        return NativeFile.model_validate(document)
    except ValidationError as error:
        raise InvalidImport(located(error, NativeFile.model_fields)) from error


def read(source: Source) -> Iterator[Finding]:
    """Event by event. A bad value costs its event, not itself: our own file says exactly what it means."""
    head = jsontext.around(source, ["events"])
    _check(head)
    yield About(head["timeline"], complete=True)
    for index, document, position in jsontext.items(source, "events"):
        yield from draft(document, f"/events/{index}", position, strict=True)


def _check(head: dict[str, object]) -> None:
    problems = [Problem(f"/{name}", f'unknown field "{name}"') for name in head.keys() - NativeFile.model_fields]
    problems += [Problem(f"/{name}", "is missing") for name in NativeFile.model_fields.keys() - head]
    if head.get("format", FORMAT) != FORMAT:
        problems.append(Problem("/format", f'is {str(head["format"])[:60]!r}; this release reads "{FORMAT}"'))
    if not isinstance(head.get("events", []), list):
        problems.append(Problem("/events", "is not a list"))
    try:
        Timeline.parse(head.get("timeline", {"slug": "x", "title": "x"}))
    except InvalidEvent as error:
        problems += [Problem(f"/timeline{one.where}", one.message) for one in error.problems]
    if problems:
        raise InvalidImport(problems)


IMPORTER = Importer(
    name="native",
    title="Timeline JSON",
    suffixes=("json",),
    use='Our own file, as `timeline export` writes it: `{"format": "timeline/1", …}`. Nothing is lost.',
    recognises=lambda head, _: jsontext.has_member(head, "format", "timeline/"),
    read=read,
    rank=1,
)
