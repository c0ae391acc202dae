"""Engines, and the two ways to use them: a write transaction, and a snapshot to read from, which a replica may give.

Reading goes on when either is lost, at the other, and comes back by itself. A replica's URL may name several,
`?host=one:5432&host=two:5432&load_balance_hosts=random`; libpq then finds one that answers. A connection that has died
is noticed before it is used (pre-ping), and a host that has vanished within seconds.

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
from timeline.store.routing import Route
from timeline.store.stamps import Stamps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.engine import URL, Engine

    from timeline.store.renderings import Renderer
    from timeline.store.stamps import Stamp

__all__ = ["Connection", "Database", "read_url"]

BUSY_SECONDS = 30
PATIENCE = 10
"""Seconds for which a request waits for a connection, when as many as there may be are in use."""
PROMPT = {
    "connect_timeout": 3,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""What the URL may say otherwise: a host that is gone without a word would be waited for by the quarter of an hour."""


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
        self._heard: dict[str, int] = {}
        begin = {"begin": "BEGIN IMMEDIATE"} if self.is_sqlite else {}
        snapshot = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        self._writing = self.engine.execution_options(**begin)
        primary = self.engine.execution_options(**snapshot)
        both = [primary] if self.replica is self.engine else [self.replica.execution_options(**snapshot), primary]
        self._reading = Route(*both)
        self._reading_newest = Route(*reversed(both))
        self.stamps: dict[Engine, Stamps] = {engine: Stamps(engine) for engine in both}

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @property
    def driver_errors(self) -> tuple[type[Exception], ...]:
        """What the driver raises when it is used without SQLAlchemy, which would translate it."""
        error: type[Exception] = self.engine.dialect.loaded_dbapi.Error
        return (error,)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing; raises StoreUnavailable when the database cannot be reached."""
        with _available(self.url), self._writing.begin() as connection:
            yield connection

    @contextmanager
    def snapshot(self, *, newest: bool = False) -> Iterator[Connection]:
        """Every statement inside sees the same moment: the replica's where there is one, unless `newest` wants what
        this very client may just have written. Where one is away, the other's.
        """
        route = self._reading_newest if newest else self._reading
        with _available(self.url), route.connect() as connection, connection.begin():
            yield connection

    def stamp(self, slug: str) -> Stamp | None:
        """What public answers of this timeline move with: as a snapshot would have it, from a replica that has what
        this process has heard of, or else from the primary. None for no such timeline.
        """
        with _available(self.url):
            found = self._reading.reach(lambda engine: self.stamps[engine].find(slug))
            if (0 if found is None else found.public_revision) >= self.heard(slug):
                return found
            return self._reading_newest.reach(lambda engine: self.stamps[engine].find(slug))

    def heard(self, slug: str) -> int:
        """The highest public revision that this process knows to be committed, 0 for none: a replica that has less
        lags.
        """
        return self._heard.get(slug, 0)

    def hear(self, slug: str, public_revision: int) -> None:
        """Of a commit, here or elsewhere."""
        self._heard[slug] = max(public_revision, self.heard(slug))

    def committed(self, slug: str, public_revision: int) -> None:
        """A public change is in the database; whoever listens in this process is told."""
        self.hear(slug, public_revision)
        for listener in self.listeners:
            listener(slug, public_revision)

    def dispose(self) -> None:
        """Close all connections, so that none is carried across a fork."""
        for stamps in self.stamps.values():
            stamps.close()
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
    except sa.exc.TimeoutError as error:
        raise StoreUnavailable(f"every connection to {url.render_as_string()} is in use; ask again") from error
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
    prompt = {name: value for name, value in PROMPT.items() if name not in url.query}
    arguments = {"prepare_threshold": None, **prompt}
    try:
        return sa.create_engine(url, connect_args=arguments, pool_pre_ping=True, pool_timeout=PATIENCE)
    except ImportError as error:
        raise StoreUnavailable("PostgreSQL needs its driver: pip install 'event-timeline[postgres]'") from error
