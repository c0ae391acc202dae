"""What a program made of an event, in the same words whichever program it was."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class Window(NamedTuple):
    """Days of UTC; `last` is exclusive."""

    first: date
    last: date


WINDOW = Window(date(1000, 1, 1), date(2027, 1, 1))
"""All that a calendar can hold, up to a day on which series without an end have had a few occurrences."""


class Source(NamedTuple):
    """A feed as it is served, and where: programs that subscribe ask for it themselves."""

    url: str
    suffix: str
    body: bytes


class Understood(NamedTuple):
    """One event or occurrence. Days are written 2025-08-01, instants 2015-08-14T16:00:00Z; `end` is exclusive
    and equals `start` for a moment. `geometry` is well-known text, empty for none. `stamps` are SEQUENCE and
    LAST-MODIFIED, `tags` CATEGORIES in order. What a program or its format does not tell is None.
    """

    uid: str = ""
    summary: str | None = None
    start: str | None = None
    end: str | None = None
    status: str | None = None
    description: str | None = None
    geometry: str | None = None
    stamps: str | None = None
    tags: str | None = None


EVERYTHING = frozenset({"uid", "summary", "start", "end", "status"})
LISTED = frozenset({"uid", "summary"})
MAPPED = LISTED | {"geometry"}


class Difference(NamedTuple):
    """Where a program reads otherwise than stated, by a fault or a custom of its own. `becomes` turns what is stated
    into what it shows, so that a change for the better is noticed too; `text` does so with a description.
    """

    because: str
    becomes: Callable[[tuple[Understood, ...]], tuple[Understood, ...]] = lambda stated: stated
    text: Callable[[str], str] = lambda says: says


@dataclass(frozen=True, slots=True)
class Program:
    """`reads` gives what the program understood of a feed; `missing` what to install, None where it is there.

    `tells` are the members that it or its format has. `differs` is by the name of the case.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Source, Window], list[Understood]]
    missing: Callable[[], str | None]
    tells: frozenset[str] = EVERYTHING
    differs: Mapping[str, Difference] = field(default_factory=dict)
    slow: bool = False

    def shows(self, events: Iterable[Understood]) -> tuple[Understood, ...]:
        """Less what this program does not tell, in order."""
        return tuple(sorted(Understood(**{name: getattr(one, name) for name in self.tells}) for one in events))


def write_moment(moment: date) -> str:
    """A day as it is; a time of day in UTC."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def write_end(start: date, end: date | None) -> str:
    """RFC 5545, section 3.6.1: without an end a day lasts a day and a moment no time."""
    if end is not None:
        return write_moment(end)
    return write_moment(start if isinstance(start, datetime) else start + timedelta(days=1))


def uid_of_tag(identifier: str) -> str:
    """Of an id such as tag:example.org,2025-12-01:nasty/day (RFC 4151)."""
    return identifier.rpartition("/")[2]
