"""Counters that the workers of one host share: a small SQLite file that nobody misses when it is lost.

The `limits` library counts in memory, where each process would count for itself, or in Redis, which a small
installation does not have.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from typing import Any

from limits.storage import Storage

UPSERT = """
INSERT INTO counter (key, count, until) VALUES (:key, :amount, :until)
ON CONFLICT (key) DO UPDATE SET
  count = CASE WHEN counter.until <= :now THEN :amount ELSE counter.count + :amount END,
  until = CASE WHEN counter.until <= :now THEN :until ELSE counter.until END
RETURNING count
"""


class FileStorage(Storage):
    """`counters:///path/to/file`; each thread has its own connection."""

    STORAGE_SCHEME = ["counters"]  # noqa: RUF012  the library's own spelling

    def __init__(self, uri: str, *, wrap_exceptions: bool = False, **options: Any) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions, **options)
        self.path = uri.partition("://")[2]
        self._local = threading.local()
        self._execute("CREATE TABLE IF NOT EXISTS counter (key TEXT PRIMARY KEY, count INTEGER, until REAL)")

    @property
    def base_exceptions(self) -> type[Exception]:
        return sqlite3.Error

    def _execute(self, statement: str, values: dict[str, Any] | None = None) -> list[Any]:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, timeout=5, isolation_level=None)
            for pragma in ("journal_mode=WAL", "synchronous=OFF"):
                connection.execute(f"PRAGMA {pragma}").fetchall()
            self._local.connection = connection
        return list(connection.execute(statement, values or {}).fetchall())

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        now = time.time()
        count = int(self._execute(UPSERT, {"key": key, "amount": amount, "until": now + expiry, "now": now})[0][0])
        if count == amount:
            self._execute("DELETE FROM counter WHERE until <= :now", {"now": now})
        return count

    def get(self, key: str) -> int:
        found = self._execute(
            "SELECT count FROM counter WHERE key = :key AND until > :now", {"key": key, "now": time.time()}
        )
        return int(found[0][0]) if found else 0

    def get_expiry(self, key: str) -> float:
        found = self._execute("SELECT until FROM counter WHERE key = :key", {"key": key})
        return float(found[0][0]) if found else time.time()

    def check(self) -> bool:
        return self._execute("SELECT 1") == [(1,)]

    def reset(self) -> int:
        return len(self._execute("DELETE FROM counter RETURNING key"))

    def clear(self, key: str) -> None:
        self._execute("DELETE FROM counter WHERE key = :key", {"key": key})
