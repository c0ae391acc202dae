"""Everything that can go wrong on purpose.

    TimelineError
    ├── InvalidQuery            a question that cannot be asked
    │   ├── UnknownFilter
    │   ├── InvalidCursor
    │   └── InvalidWindow
    ├── Unauthenticated
    ├── NotPermitted
    ├── NotFound
    ├── AlreadyRecorded
    ├── Withdrawn               carries the tombstone
    ├── StaleRevision           the version that was to be replaced is no longer the current one
    ├── RevisionRequired
    ├── TooLarge
    ├── InvalidEvent            carries every problem, not the first
    │   ├── InvalidDate
    │   ├── InvalidRecurrence
    │   ├── InvalidImport
    │   ├── InvalidBody         what was sent is no JSON of the wanted shape
    │   └── KeyReused           one Idempotency-Key, two requests
    ├── TooManyRequests
    ├── Busy                    more at once than this process can carry
    └── StoreUnavailable

A message says what was given, where, and what would do. HTTP numbers are the business of `timeline.web.errors`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.domain.version import EventVersion


class TimelineError(Exception):
    """Base of every error that is raised for a user to read; `str()` is the sentence to show."""


class InvalidQuery(TimelineError):
    pass


class UnknownFilter(InvalidQuery):
    pass


class InvalidCursor(InvalidQuery):
    pass


class InvalidWindow(InvalidQuery):
    pass


class Unauthenticated(TimelineError):
    pass


class NotPermitted(TimelineError):
    pass


class NotFound(TimelineError):
    pass


class AlreadyRecorded(TimelineError):
    pass


class Withdrawn(TimelineError):
    """`tombstone` is the version that took the event back."""

    def __init__(self, message: str, tombstone: EventVersion) -> None:
        super().__init__(message)
        self.tombstone = tombstone


class StaleRevision(TimelineError):
    """`what` is "event b7c1" or "timeline kursk"."""

    def __init__(self, what: str, *, expected: int | str, found: int) -> None:
        super().__init__(
            f"{what} is at revision {found}, not {expected}: it was changed meanwhile; "
            f"read it again and repeat the change on revision {found}"
        )
        self.what = what
        self.expected = expected
        self.found = found


class RevisionRequired(TimelineError):
    pass


class TooLarge(TimelineError):
    pass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a document: `where` is a JSON Pointer (RFC 6901), "" for the whole."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class InvalidEvent(TimelineError):
    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class InvalidDate(InvalidEvent, ValueError):
    """`position` counts characters from 1; also a ValueError, so that pydantic reports it with its place."""

    def __init__(self, text: str, position: int, reason: str) -> None:
        shown = text if len(text) <= 60 else text[:57] + "..."  # noqa: PLR2004
        super().__init__([Problem("", f'"{shown}": {reason} (position {position})')])
        self.text = text
        self.position = position
        self.reason = reason


class InvalidRecurrence(InvalidEvent, ValueError):
    """A rule that cannot be, or that would never end; also a ValueError, for pydantic."""

    def __init__(self, message: str) -> None:
        super().__init__([Problem("", message)])


class InvalidImport(InvalidEvent):
    pass


class InvalidBody(InvalidEvent):
    pass


class KeyReused(InvalidEvent):
    def __init__(self, key: str) -> None:
        message = f'Idempotency-Key "{key}" was used for another request; give each request a key of its own'
        super().__init__([Problem("", message)])


class TooManyRequests(TimelineError):
    """`wait` is in seconds."""

    def __init__(self, message: str, wait: int) -> None:
        super().__init__(f"{message}; ask again in {wait} s")
        self.wait = wait


class Busy(TimelineError):
    pass


class StoreUnavailable(TimelineError):
    pass
