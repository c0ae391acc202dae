"""How other processes learn of a commit at once.

PostgreSQL tells them (NOTIFY, sent with the commit itself); LISTEN wants a connection straight to the primary, since a
pooler in transaction mode forgets it and a standby refuses it. Behind a pooler they look every few seconds instead.
SQLite counts the commits of others in `data_version`, which costs a few microseconds to ask, so it is asked several
times a second while anybody waits.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from timeline.store.tables import timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from timeline.store.database import Connection, Database

logger = logging.getLogger(__name__)
CHANNEL = "timeline_changed"
PULSE = 0.2
"""Seconds between two looks: at SQLite's counter, and at whether to stop."""
AGAIN = 0.5
"""Seconds before a lost connection is tried again."""
SILENCE = 5.0
"""Seconds without a notice after which it is worth a look whether one was missed."""


def notify(tx: Connection, slug: str, revision: int) -> None:
    """Within the transaction that makes the public change; delivered if and when it commits."""
    if tx.dialect.name == "postgresql":
        tx.execute(sa.select(sa.func.pg_notify(CHANNEL, f"{slug} {revision}")))


def watch(database: Database, stopped: Callable[[], bool]) -> Iterator[Mapping[str, int]]:
    """Something was committed: by slug the public revisions that are known of it, perhaps none. Also after a lost
    connection is back, since nobody knows what was missed. Ends soon after `stopped()`.
    """
    follow = _follow_sqlite if database.is_sqlite else _follow_postgresql
    away: tuple[type[Exception], ...] = (DBAPIError, *database.driver_errors)
    lost = False
    while not stopped():
        try:
            for told in follow(database, stopped):
                lost = False
                yield told
        except away as error:
            if not lost:
                logger.warning("no notices of changes until the database is back: %s", error)
            lost = True
        if not stopped():
            time.sleep(AGAIN)


def _follow_sqlite(database: Database, stopped: Callable[[], bool]) -> Iterator[Mapping[str, int]]:
    with database.engine.connect() as connection:
        seen = None
        while not stopped():
            version = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
            connection.rollback()
            if version != seen:
                seen = version
                yield {}
            time.sleep(PULSE)


def _follow_postgresql(database: Database, stopped: Callable[[], bool]) -> Iterator[Mapping[str, int]]:
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"LISTEN {CHANNEL}")
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101  it has just listened
        yield {}
        try:
            while not stopped():
                yield from _listen(driver, stopped)
        finally:
            # A connection that listens is of no use to anybody else.
            connection.invalidate()


def _listen(driver: Any, stopped: Callable[[], bool]) -> Iterator[Mapping[str, int]]:
    """Until there was something, or silence. What has come by one look is told together, by the last of each."""
    until = time.monotonic() + SILENCE
    while not stopped() and time.monotonic() < until:
        notices = [one.payload.rpartition(" ") for one in driver.notifies(timeout=PULSE, stop_after=1)]
        if notices:
            yield {slug: int(revision) for slug, _, revision in notices}
            return
    yield {}


def public_revisions(tx: Connection, slugs: Iterable[str]) -> dict[str, int]:
    """Of those timelines that exist."""
    rows = tx.execute(sa.select(timeline.c.slug, timeline.c.public_revision).where(timeline.c.slug.in_(list(slugs))))
    return {row.slug: row.public_revision for row in rows}
