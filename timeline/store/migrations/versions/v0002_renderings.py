"""What current versions look like in each format, kept ready; who made it, and since when."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rendering",
        sa.Column("timeline_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["timeline_id", "revision"],
            ["event_version.timeline_id", "event_version.revision"],
            name=op.f("fk_rendering_event_version"),
        ),
        sa.PrimaryKeyConstraint("timeline_id", "revision", "format", name=op.f("pk_rendering")),
    )
    op.add_column("timeline", sa.Column("renderer", sa.Text(), nullable=True))
    op.add_column("timeline", sa.Column("renderer_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("timeline", sa.Column("lacking", sa.Boolean(), nullable=False, server_default=sa.false()))
