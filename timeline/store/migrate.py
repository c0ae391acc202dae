"""Bring a database's tables to this release's shape. Run once, before any worker starts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

if TYPE_CHECKING:
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
