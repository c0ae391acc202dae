"""Bring a database's tables to this release's shape. Run once, before any worker starts.

A release that derives something new from the documents rebuilds what is derived, once, on its first start. Alembic is
loaded when there is something to do: that takes a tenth of a second and eight megabytes, which most starts do not need.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from timeline.store.derived import DERIVED
from timeline.store.reindex import reindex
from timeline.store.tables import store_state

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from timeline.store.database import Database

SCRIPTS = Path(__file__).parent / "migrations"
LOCK = 7_261_500_931
"""An advisory lock of PostgreSQL: of several hosts that start at once, one migrates and the others wait."""


def migrate(database: Database) -> None:
    """Idempotent."""
    with database.transaction() as connection:
        if not database.is_sqlite:
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        if not _is_at_head(connection):
            _upgrade(connection)
        _rebuild_derived(connection)


def newest() -> str:
    """The number of the last script, which its name begins with."""
    return max(path.name[1:5] for path in (SCRIPTS / "versions").glob("v*.py"))


def _is_at_head(connection: Connection) -> bool:
    if not sa.inspect(connection).has_table("alembic_version"):
        return False
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalars().all() == [newest()]


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415  late, as said above
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _rebuild_derived(tx: Connection) -> None:
    """Where another release had derived them, or none."""
    named = store_state.c.name == "derived"
    if tx.execute(sa.select(store_state.c.value).where(named)).scalar() == str(DERIVED):
        return
    reindex(tx)
    tx.execute(sa.delete(store_state).where(named))
    tx.execute(sa.insert(store_state).values(name="derived", value=str(DERIVED)))
