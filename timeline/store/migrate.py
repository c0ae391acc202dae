"""Bring a database's tables to this release's shape. Run once, before any worker starts.

A release that derives something new from the documents rebuilds what is derived, once, on its first start.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from timeline.store.derived import DERIVED
from timeline.store.reindex import reindex
from timeline.store.tables import store_state

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from timeline.store.database import Database

LOCK = 7_261_500_931
"""An advisory lock of PostgreSQL: of several hosts that start at once, one migrates and the others wait."""


def migrate(database: Database) -> None:
    """Idempotent."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with database.transaction() as connection:
        if not database.is_sqlite:
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        _rebuild_derived(connection)


def _rebuild_derived(tx: Connection) -> None:
    """Where another release had derived them, or none."""
    named = store_state.c.name == "derived"
    if tx.execute(sa.select(store_state.c.value).where(named)).scalar() == str(DERIVED):
        return
    reindex(tx)
    tx.execute(sa.delete(store_state).where(named))
    tx.execute(sa.insert(store_state).values(name="derived", value=str(DERIVED)))
