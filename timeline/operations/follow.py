"""Waiting for a timeline to change: one thread a process watches the database for all who wait.

It starts with the first of them; with a replica at once, since a reader is sent on to the primary where the replica
has less than was heard of. What was heard stays known, so that nothing is missed between two waits.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from timeline.domain.errors import StoreUnavailable
from timeline.store.notices import public_revisions, watch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.operations.maintain import Database

logger = logging.getLogger(__name__)


class Follower:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._changed = threading.Condition()
        self._followed: set[str] = set()
        self._thread: threading.Thread | None = None
        self._stopped = False

    def wait(self, slug: str, after: int, seconds: float) -> int | None:
        """The public revision, once it is above `after`; None when the time is over."""
        self.start()
        if slug not in self._followed:
            self._followed.add(slug)
            self._look({slug})
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or self._database.heard(slug) > after, seconds)
        revision = self._database.heard(slug)
        return revision if revision > after else None

    def start(self) -> None:
        with self._changed:
            if self._thread is None:
                self._thread = threading.Thread(target=self._follow, name="follow", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Wakes all who wait, and ends the thread."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _follow(self) -> None:
        for told in watch(self._database, lambda: self._stopped):
            if told:
                self._hear(told)
            else:
                self._look(self._followed.copy())

    def _look(self, slugs: set[str]) -> None:
        """Where nobody told which of them changed, if any."""
        if not slugs:
            return
        try:
            with self._database.snapshot(newest=True) as tx:
                found = public_revisions(tx, slugs)
        except StoreUnavailable as error:
            logger.warning("cannot read what changed: %s", error)
        else:
            self._hear(found)

    def _hear(self, told: Mapping[str, int]) -> None:
        with self._changed:
            for slug, revision in told.items():
                self._database.hear(slug, revision)
            self._changed.notify_all()
