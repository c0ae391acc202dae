"""From a document that an importer made up to a draft: one bad value costs that value, or at most the event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.domain.errors import InvalidEvent, Problem
from timeline.domain.event import EventDraft
from timeline.importers.importer import Fault, Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.importers.importer import Finding

NEEDED = {"", "title", "when", "uid"}
"""Without one of these an event is not what the file says, so it is left out as a whole."""


def draft(document: dict[str, Any], where: str, position: int = 0, *, strict: bool = False) -> Iterator[Finding]:
    """The event, and a fault for each value that it had to do without; or faults alone. `strict`: our own file,
    where a bad value means a bad event.
    """
    try:
        yield Found(where, EventDraft.parse(document), position)
    except InvalidEvent as error:
        yield from (Fault(Problem(f"{where}{one.where}", one.message)) for one in error.problems)
        rest = None if strict else _without(document, error.problems)
        if rest is not None:
            yield from _second_try(rest, where, position)
    except RecursionError:
        yield Fault(Problem(where, "nested too deeply to be an event"))


def _second_try(document: dict[str, Any], where: str, position: int) -> Iterator[Finding]:
    try:
        yield Found(where, EventDraft.parse(document), position)
    except InvalidEvent as error:
        yield from (Fault(Problem(f"{where}{one.where}", one.message)) for one in error.problems)


def _without(document: dict[str, Any], problems: Sequence[Problem]) -> dict[str, Any] | None:
    """The document less the values that are wrong; None where one of them is needed."""
    rest = dict(document)
    bad: dict[str, set[int]] = {}
    for problem in problems:
        name, _, inner = problem.where.removeprefix("/").partition("/")
        index = inner.partition("/")[0]
        if name in NEEDED or name not in rest:
            return None
        if index.isdigit() and isinstance(rest[name], list):
            bad.setdefault(name, set()).add(int(index))
        else:
            bad[name] = set(range(len(rest[name]))) if isinstance(rest[name], list) else {-1}
    for name, indexes in bad.items():
        if indexes == {-1}:
            del rest[name]
        else:
            rest[name] = [one for index, one in enumerate(rest[name]) if index not in indexes]
    return rest
