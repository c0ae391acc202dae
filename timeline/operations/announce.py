"""Telling caches in front of a change, after its commit: they drop what carries the timeline's surrogate key.

One thread tells them, so that no writer waits for a cache; a cache that does not answer is left to its own expiry,
which is short.
"""

from __future__ import annotations

import logging
import queue
import threading
from typing import TYPE_CHECKING

import urllib3
from urllib3.exceptions import HTTPError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.operations.maintain import Database

logger = logging.getLogger(__name__)
METHOD = "BAN"
SECONDS = 2.0
MOST_WAITING = 1_000


def announce_to(database: Database, caches: Sequence[str]) -> None:
    """From now on each public change that this process commits is told to these addresses."""
    if caches:
        database.listeners.append(Announcer(caches).announce)


class Announcer:
    def __init__(self, caches: Sequence[str]) -> None:
        self._caches = caches
        self._waiting: queue.Queue[str] = queue.Queue(MOST_WAITING)
        self._http = urllib3.PoolManager(timeout=SECONDS, retries=False)
        self._started = threading.Lock()
        self._thread: threading.Thread | None = None

    def announce(self, slug: str, _revision: int) -> None:
        self._start()
        try:
            self._waiting.put_nowait(slug)
        except queue.Full:
            logger.warning("too many changes wait to be told to the caches; %s is left to expire", slug)

    def _start(self) -> None:
        """With the first change, thus after any fork."""
        with self._started:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="announce", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        while True:
            slug = self._waiting.get()
            for cache in self._caches:
                self._tell(cache, slug)
            self._waiting.task_done()

    def _tell(self, cache: str, slug: str) -> None:
        try:
            self._http.request(METHOD, cache, headers={"Surrogate-Key": slug})
        except HTTPError as error:
            logger.warning("%s could not be told that %s changed: %s", cache, slug, error)

    def drain(self) -> None:
        """Until all that was announced has been told."""
        self._waiting.join()
