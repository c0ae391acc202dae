"""Corrections are looked for among the versions that replaced another."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    replacing = sa.text("sequence > 0")
    op.create_index(
        "ix_event_version_replacing",
        "event_version",
        ["timeline_id", "revision"],
        sqlite_where=replacing,
        postgresql_where=replacing,
    )
