"""Telling caches in front of a change, after its commit: they drop what carries the timeline's surrogate key.

They are told at once, and once more a moment later, since an answer that was on its way at the commit, or came from a
replica that lags, may have been kept in between. One thread tells them, so that no writer waits for a cache; a cache
that does not answer is left to its own expiry, which is short.
"""

from __future__ import annotations

import atexit
import logging
import threading
import time
from typing import TYPE_CHECKING

import urllib3
from urllib3.exceptions import HTTPError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.operations.maintain import Database

logger = logging.getLogger(__name__)
METHOD = "BAN"
SECONDS = 2.0
"""For which a cache may think about it."""
ECHO = 0.5
"""Seconds until it is told again."""
FAREWELL = 5.0
"""Seconds that the end of the process waits for what is to be told yet."""
LISTS = "timelines"
"""The surrogate key of what shows several timelines, and so changes with each."""


def announce_to(database: Database, caches: Sequence[str]) -> None:
    """From now on each public change that this process commits is told to these addresses."""
    if caches:
        announcer = Announcer(caches)
        database.listeners.append(announcer.announce)
        atexit.register(announcer.drain, FAREWELL)


class Announcer:
    """`_due` says when which timeline is to be told, and whether again: many changes of one are told together."""

    def __init__(self, caches: Sequence[str]) -> None:
        self._caches = caches
        self._http = urllib3.PoolManager(timeout=SECONDS, retries=False)
        self._changed = threading.Condition()
        self._due: dict[tuple[str, bool], float] = {}
        self._telling = False
        self._thread: threading.Thread | None = None

    def announce(self, slug: str, _revision: int) -> None:
        now = time.monotonic()
        with self._changed:
            self._due |= {(slug, False): now, (slug, True): now + ECHO}
            self._start()
            self._changed.notify_all()

    def _start(self) -> None:
        """With the first change, thus after any fork."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="announce", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            for slug in sorted(self._take()):
                for cache in self._caches:
                    self._tell(cache, slug)

    def _take(self) -> set[str]:
        """Whose time has come, perhaps nobody's yet."""
        with self._changed:
            self._telling = False
            self._changed.notify_all()
            now = time.monotonic()
            first = min(self._due.values(), default=None)
            if first is None or first > now:
                self._changed.wait(None if first is None else first - now)
                return set()
            ready = {key for key, at in self._due.items() if at <= now}
            self._due = {key: at for key, at in self._due.items() if key not in ready}
            self._telling = True
            return {slug for slug, _ in ready}

    def _tell(self, cache: str, slug: str) -> None:
        try:
            self._http.request(METHOD, cache, headers={"Surrogate-Key": f"{slug} {LISTS}"})
        except HTTPError as error:
            logger.warning("%s could not be told that %s changed: %s", cache, slug, error)

    def drain(self, seconds: float | None = None) -> bool:
        """Whether all that was announced has been told, by then."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._due and not self._telling, seconds)
