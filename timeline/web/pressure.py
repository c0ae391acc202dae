"""Back-pressure: so many requests at once, so many waiting, and everybody else is told to come again.

Threads beyond the ordinary ones are there for event streams; without this a burst of requests would take those too,
and hold as many answers in memory.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from flask import g, request

from timeline.domain.errors import Busy

if TYPE_CHECKING:
    from flask import Flask

FREE = {"live.stream", "health.healthz", "metrics"}
"""Streams have places of their own; those who look after the service must see it most when it has much to do."""
WAITING = 8
"""Times the requests that are answered at once."""
PATIENCE = 10.0
"""Seconds."""


class Gate:
    def __init__(self, at_once: int) -> None:
        self._free = threading.BoundedSemaphore(at_once)
        self._places = threading.BoundedSemaphore(at_once * (1 + WAITING))

    def enter(self) -> None:
        """Raises Busy."""
        if not self._places.acquire(blocking=False):
            raise Busy("more requests are waiting here than can be answered soon; ask again in some seconds")
        if not self._free.acquire(timeout=PATIENCE):
            self._places.release()
            raise Busy("requests before this one took too long; ask again in some seconds")

    def slip_in(self) -> bool:
        """Without waiting: whether there was a place."""
        if not self._places.acquire(blocking=False):
            return False
        if self._free.acquire(blocking=False):
            return True
        self._places.release()
        return False

    def leave(self) -> None:
        self._free.release()
        self._places.release()


def register(app: Flask, at_once: int) -> None:
    gate = Gate(at_once)
    app.extensions["timeline.gate"] = gate

    def enter() -> None:
        if request.endpoint not in FREE:
            gate.enter()
            g.gate = gate

    def leave(_error: BaseException | None) -> None:
        entered = g.pop("gate", None)
        if entered is not None:
            entered.leave()

    app.before_request(enter)
    app.teardown_request(leave)
