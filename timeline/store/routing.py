"""Which of several databases a reader is sent to: the first that can be reached.

One that cannot is asked last for a while, so that readers do not wait for a host that is away, and come back to it by
themselves when it is there again.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy.exc import InterfaceError, OperationalError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.engine import Connection, Engine

Found = TypeVar("Found")
AWAY = 5.0
"""Seconds."""


class Route:
    def __init__(self, *engines: Engine) -> None:
        """In the order in which they are wanted."""
        self._engines = engines
        self._failed = dict.fromkeys(engines, float("-inf"))

    def connect(self) -> Connection:
        """Raises the last one's error when none can be reached."""
        return self.reach(lambda engine: engine.connect())

    def reach(self, ask: Callable[[Engine], Found]) -> Found:
        """What it gives of the first that can be reached; raises as `connect` does."""
        *others, last = sorted(self._engines, key=self._is_away)
        for engine in others:
            try:
                return ask(engine)
            except (OperationalError, InterfaceError):
                self._failed[engine] = time.monotonic()
        return ask(last)

    def _is_away(self, engine: Engine) -> bool:
        return time.monotonic() < self._failed[engine] + AWAY
