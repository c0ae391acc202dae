"""What an importer is: a file in; findings out, one after another, so that no file need fit in memory.

An importer decides nothing: it says what the file holds and what is wrong with it, and where. Whether a fault
refuses the file, and what becomes of an event, is the business of `timeline.operations.ingest`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from timeline.domain.errors import InvalidImport, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from timeline.domain.event import EventDraft

HEAD = 65_536
"""Bytes by which a format is guessed."""


@dataclass(frozen=True, slots=True)
class About:
    """Members of `timeline.domain.timeline.Timeline` as the file gives them. `complete`: it is our own file, so it
    describes the timeline wholly, even one without events.
    """

    fields: Mapping[str, Any]
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An event; `position` counts the bytes read so far, for progress."""

    where: str
    draft: EventDraft
    position: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """`lost`: a value or a whole event is not taken, so the file is refused unless the user says otherwise.
    Without it the fault is a warning: all is taken, but somebody should look.
    """

    problem: Problem
    lost: bool = True


@dataclass(frozen=True, slots=True)
class Logged:
    """One version of a log that is brought in as it is; see `timeline.domain.history`."""

    where: str
    entry: Mapping[str, Any]
    position: int = 0


Finding = About | Found | Fault | Logged


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user says about the file. `columns` maps our field names to its column names; `zone` is for wall
    clocks without one.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    zone: str = "UTC"
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file on disk, so that it may be read twice; `name` is what the user called it."""

    path: Path
    name: str
    choices: Choices = field(default_factory=Choices)

    def open(self) -> BinaryIO:
        return self.path.open("rb")

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    @property
    def suffix(self) -> str:
        """Lower case, without the dot."""
        return PurePath(self.name).suffix.lower().removeprefix(".")

    def head(self) -> str:
        """Enough to tell formats apart, whatever its encoding."""
        with self.open() as file:
            start = file.read(HEAD)
        wide = "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
        return start.decode(wide, errors="replace")


BLANK = "\ufeff\0 \t\r\n"
"""What may stand before a file's first character that says something."""


@dataclass(frozen=True, slots=True)
class Importer:
    """`recognises` is given the beginning of the file and the suffix of its name."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    use: str
    recognises: Callable[[str, str], bool]
    read: Callable[[Source], Iterator[Finding]]
    rank: int = 100


def refused(where: str, message: str) -> InvalidImport:
    """Of the whole file: nothing more can be read from it."""
    return InvalidImport([Problem(where, message)])
