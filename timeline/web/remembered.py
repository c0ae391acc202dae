"""Answers that this process gave and may give again: what they were, word for word, and what they were made of.

An answer is never told to be old: it names the stamp of its timeline, and who takes it compares that with the stamp of
now. What was asked for longest ago makes room.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from timeline.store.stamps import Stamp

    Headers = list[tuple[str, str]]
    Asked = tuple[str | None, ...]

BYTES = 8_000_000
OVERHEAD = 2_000
"""Of each answer's headers and address, about."""
FRESH = 300.0
"""Seconds after which an answer is asked of the application once more, so that what is asked for often stays on the
shelf, where it is found when the database is away.
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """`body`, or for large ones the `path` of a file on the shelf whose label has the validator `etag`. `counted` if
    its caller's requests are.
    """

    slug: str
    stamp: Stamp
    route: str
    status: str
    headers: Headers
    etag: str
    counted: bool
    body: bytes = b""
    path: Path | None = None
    until: float = field(default_factory=lambda: time.monotonic() + FRESH)

    def is_other_than(self, validators: str) -> bool:
        """Whether no If-None-Match of these can be about it. With any doubt it is not said so."""
        name = self.etag.partition(":")[0]
        return bool(name) and name not in validators and "*" not in validators


class Remembered:
    def __init__(self, limit: int = BYTES) -> None:
        self._limit = limit
        self._answers: OrderedDict[Asked, Answer] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def find(self, asked: Asked) -> Answer | None:
        with self._lock:
            answer = self._answers.get(asked)
            if answer is None or answer.until < time.monotonic():
                return None
            self._answers.move_to_end(asked)
            return answer

    def keep(self, asked: Asked, answer: Answer) -> None:
        with self._lock:
            self._bytes += _size(answer) - _size(self._answers.pop(asked, None))
            self._answers[asked] = answer
            while self._bytes > self._limit:
                self._bytes -= _size(self._answers.popitem(last=False)[1])


def _size(answer: Answer | None) -> int:
    return 0 if answer is None else OVERHEAD + len(answer.body)
