"""Engines, and the two ways to use them: a write transaction, and a snapshot to read from, which a replica may give.

A replica's URL may name several hosts, `?host=replica:5432&host=primary:5432&target_session_attrs=prefer-standby`:
libpq then finds the one that answers, and a connection that has died is noticed before it is used (pre-ping), so
that reading goes on when a host is lost and comes back by itself.

SQLite: WAL, so that readers never wait; synchronous FULL, so that an acknowledged write survives a power cut;
BEGIN IMMEDIATE for every write, because a deferred BEGIN that turns into a write fails at once with "database is
locked" when another got there first. The driver's own transaction handling is switched off for that.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError

from timeline.domain.errors import StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.engine import URL, Engine

    from timeline.store.renderings import Renderer

__all__ = ["Connection", "Database", "read_url"]

BUSY_SECONDS = 30


class Database:
    """`url` is SQLAlchemy's; `postgresql://` means psycopg 3 whatever SQLAlchemy's own default is. With a renderer,
    writers keep what it makes of each version.
    """

    def __init__(self, url: str, renderer: Renderer | None = None, *, replica_url: str = "") -> None:
        self.url = read_url(url)
        self.renderer = renderer
        self.engine = _engine(self.url)
        self.replica = _engine(read_url(replica_url)) if replica_url else self.engine
        self.listeners: list[Callable[[str, int], None]] = []
        begin = {"begin": "BEGIN IMMEDIATE"} if self.is_sqlite else {}
        snapshot = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        self._writing = self.engine.execution_options(**begin)
        self._reading = self.replica.execution_options(**snapshot)
        self._reading_primary = self.engine.execution_options(**snapshot)

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing; raises StoreUnavailable when the database cannot be reached."""
        with _available(self.url), self._writing.begin() as connection:
            yield connection

    @contextmanager
    def snapshot(self, *, newest: bool = False) -> Iterator[Connection]:
        """Every statement inside sees the same moment: the replica's where there is one, unless `newest` wants what
        this very client may just have written.
        """
        reading = self._reading_primary if newest else self._reading
        with _available(self.url), reading.begin() as connection:
            yield connection

    def committed(self, slug: str, public_revision: int) -> None:
        """A public change is in the database; whoever listens in this process is told."""
        for listener in self.listeners:
            listener(slug, public_revision)

    def dispose(self) -> None:
        """Close all connections, so that none is carried across a fork."""
        self.engine.dispose()
        self.replica.dispose()


def read_url(text: str) -> URL:
    try:
        url = sa.make_url(text)
    except ArgumentError as error:
        raise StoreUnavailable(
            f'"{text}" is no database URL; give one such as sqlite:///timeline.db or postgresql://user@host/name'
        ) from error
    if url.drivername in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        raise StoreUnavailable(f"{url.get_backend_name()} is not supported; SQLite and PostgreSQL are")
    return url


@contextmanager
def _available(url: URL) -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise StoreUnavailable(f"the database {url.render_as_string()} cannot be used: {error.orig}") from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise StoreUnavailable(f"the database {url.render_as_string()} went away: {error.orig}") from error
        raise


def _engine(url: URL) -> Engine:
    return _sqlite(url) if url.get_backend_name() == "sqlite" else _postgresql(url)


def _sqlite(url: URL) -> Engine:
    if url.database and not Path(url.database).parent.is_dir():
        raise StoreUnavailable(f"no folder {Path(url.database).parent} for {url.database}; make it first")
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    sa.event.listen(engine, "connect", _set_pragmas)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _postgresql(url: URL) -> Engine:
    """Without server-side prepared statements, which a pooler in transaction mode cannot carry."""
    try:
        return sa.create_engine(url, connect_args={"prepare_threshold": None}, pool_pre_ping=True)
    except ImportError as error:
        raise StoreUnavailable("PostgreSQL needs its driver: pip install 'event-timeline[postgres]'") from error
