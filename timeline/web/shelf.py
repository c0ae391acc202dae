"""Answers kept as files that all workers of a machine share: the last good one of each address and content coding.

A file serves twice. While its validator is the one of today it is the answer, sent by the kernel: nothing is rendered,
compressed or copied. And when the store is away or a renderer fails, it is what subscribers go on being served.

It is written aside and then put in place, so that it is whole or not there; and who made it sends what was made, since
another worker may have put another revision into its place a moment later. What was asked for longest ago goes first
when the files grow beyond the limit. Nothing here is ever needed: without a folder, or with a full disk, every answer
is made anew.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

logger = logging.getLogger(__name__)
HEAD = 8_192
"""Bytes before the answer's own: the label, which is known when the answer is."""
ASIDE = "."
LOCK = ".lock"
PUTS_BETWEEN_TRIMS = 32
TOUCH_AFTER = 600
"""Seconds for which a file counts as asked for just now."""


class Label(NamedTuple):
    """`etag` without quotes; `modified` as HTTP writes it, None where it cannot be told; `link` is the header."""

    etag: str
    modified: str | None
    content_type: str
    coding: str | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """An open file that stands at the first of its `length` bytes; whoever sends it closes it. At its `path` another
    answer may stand by now.
    """

    label: Label
    file: BinaryIO
    length: int
    path: Path | None = None


class Shelf:
    def __init__(self, folder: Path | None, limit: int) -> None:
        """`limit` in bytes, for all files together."""
        self.folder = folder
        self.limit = limit
        self._puts = 0

    def find(self, key: str) -> Kept | None:
        if self.folder is None:
            return None
        try:
            return open_kept(self._path(key))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError):
            logger.exception("%s cannot be read", self._path(key))
            return None

    def put(self, key: str, pieces: Iterable[bytes], label: Callable[[int], Label]) -> Kept | None:
        """The very bytes given, or None where nothing can be kept. `label` is asked when all pieces are through, with
        how many they were; an error of either is raised, and nothing is kept then.
        """
        if self.folder is None:
            return None
        aside: Path | None = None
        try:
            with tempfile.NamedTemporaryFile(dir=self.folder, prefix=ASIDE, delete=False) as file:
                aside = Path(file.name)
                file.seek(HEAD)
                file.writelines(pieces)
                line = json.dumps(label(file.tell() - HEAD)._asdict()).encode().ljust(HEAD - 1)
                file.seek(0)
                file.write(line[:HEAD] + b"\n")
            kept = _place(aside, self._path(key))
        except BaseException as error:
            if aside is not None:
                aside.unlink(missing_ok=True)
            if not isinstance(error, OSError):
                raise
            logger.exception("no answer can be kept in %s", self.folder)
            return None
        self._count()
        return kept

    @contextmanager
    def making(self, key: str) -> Iterator[None]:
        """One at a time on this machine: who had to wait looks again, and finds what the first one put. The kernel
        takes the lock from a process that dies; where no lock can be had, each makes its own.
        """
        lock = self._lock(key)
        try:
            yield
        finally:
            if lock is not None:
                Path(lock.name).unlink(missing_ok=True)
                lock.close()

    def _lock(self, key: str) -> BinaryIO | None:
        if self.folder is None:
            return None
        try:
            file = self._path(key).with_suffix(LOCK).open("wb")
        except OSError:
            return None
        fcntl.flock(file, fcntl.LOCK_EX)
        return file

    def _count(self) -> None:
        self._puts += 1
        if self._puts % PUTS_BETWEEN_TRIMS == 1 and self.folder is not None:
            self._trim(self.folder)

    def _path(self, key: str) -> Path:
        return (self.folder or Path()) / hashlib.sha256(key.encode()).hexdigest()

    def _trim(self, folder: Path) -> None:
        found = []
        for each in os.scandir(folder):
            with suppress(FileNotFoundError):
                stat = each.stat()
                found.append((stat.st_mtime, stat.st_size, each.path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= self.limit:
                return
            Path(path).unlink(missing_ok=True)
            total -= size


def _place(aside: Path, path: Path) -> Kept:
    """Opened first: what is at its place afterwards may be another worker's."""
    kept = open_kept(aside)
    try:
        aside.replace(path)
    except BaseException:
        kept.file.close()
        raise
    return replace(kept, path=path)


def open_kept(path: Path) -> Kept:
    """Raises OSError, and ValueError or TypeError for a file that is none of ours."""
    file = path.open("rb", buffering=0)
    try:
        stat = os.fstat(file.fileno())
        if time.time() - stat.st_mtime > TOUCH_AFTER:
            os.utime(path)
        label = Label(**json.loads(file.read(HEAD).rstrip()))
        return Kept(label, file, stat.st_size - HEAD, path)
    except BaseException:
        file.close()
        raise


def open_shelf(folder: str, database_url: str, base_url: str, limit: int, part: str = "") -> Shelf:
    """In `folder`, or in the system's for what is temporary; of this database and address alone, and readable by no
    other user, since unlisted timelines are in it. A database in memory has none.
    """
    if database_url in {"sqlite://", "sqlite:///:memory:"} or not limit:
        return Shelf(None, 0)
    name = hashlib.sha256(f"{database_url} {base_url}".encode()).hexdigest()[:16] + part
    path = Path(folder or f"{tempfile.gettempdir()}/timeline-{os.geteuid()}")
    try:
        for each in (path, path / name):
            each.mkdir(mode=0o700, exist_ok=True)
            if each.is_symlink() or (each.stat().st_uid != os.geteuid() and each != Path(folder)):
                raise PermissionError(f"{each} belongs to somebody else")
    except OSError as error:
        logger.warning("answers are not kept: %s", error)
        return Shelf(None, 0)
    return Shelf(path / name, limit)
