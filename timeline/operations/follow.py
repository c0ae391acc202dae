"""Waiting for a timeline to change: one thread a process watches the database for all who wait.

It starts with the first of them. A commit is told on only when this process can read it: with a replica, a notice can
outrun the rows it is about.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from timeline.domain.errors import StoreUnavailable
from timeline.store.notices import public_revisions, watch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.operations.maintain import Database

logger = logging.getLogger(__name__)
LAG = 2.0
"""Seconds for which a notice waits for its rows; after that the next one brings them."""
STEP = 0.02


class Follower:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._changed = threading.Condition()
        self._revisions: dict[str, int] = {}
        self._waiting: dict[str, int] = {}
        self._thread: threading.Thread | None = None
        self._stopped = False

    def wait(self, slug: str, after: int, seconds: float) -> int | None:
        """The public revision, once it is above `after`; None when the time is over."""
        with self._changed:
            self._start()
            self._waiting[slug] = self._waiting.get(slug, 0) + 1
            try:
                self._changed.wait_for(lambda: self._stopped or self._revisions.get(slug, 0) > after, seconds)
                revision = self._revisions.get(slug, 0)
            finally:
                self._leave(slug)
        return revision if revision > after else None

    def _leave(self, slug: str) -> None:
        """The last who waits takes the revision along, so that nothing stale is kept."""
        self._waiting[slug] -= 1
        if not self._waiting[slug]:
            del self._waiting[slug]
            self._revisions.pop(slug, None)

    def close(self) -> None:
        """Wakes all who wait, and ends the thread."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._follow, name="follow", daemon=True)
            self._thread.start()

    def _follow(self) -> None:
        for told in watch(self._database, lambda: self._stopped):
            try:
                self._read(told)
            except StoreUnavailable as error:
                logger.warning("cannot read what changed: %s", error)

    def _read(self, told: Mapping[str, int]) -> None:
        until = time.monotonic() + LAG
        while True:
            found = self._look()
            behind = [slug for slug, revision in told.items() if slug in found and found[slug] < revision]
            if not behind or self._stopped or time.monotonic() > until:
                break
            time.sleep(STEP)
        with self._changed:
            self._revisions.update({slug: number for slug, number in found.items() if slug in self._waiting})
            self._changed.notify_all()

    def _look(self) -> dict[str, int]:
        with self._changed:
            slugs = list(self._waiting)
        if not slugs:
            return {}
        with self._database.snapshot() as tx:
            return public_revisions(tx, slugs)
