"""Tokens of the API, and the keys that make its requests safe to repeat."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("everywhere", sa.Boolean(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=True),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.Column("last_used_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("key", name=op.f("uq_token_key")),
    )
    op.create_table(
        "token_timeline",
        sa.Column("token_id", sa.Integer(), nullable=False),
        sa.Column("timeline_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["timeline_id"], ["timeline.id"], name=op.f("fk_token_timeline_timeline")),
        sa.ForeignKeyConstraint(["token_id"], ["token.id"], name=op.f("fk_token_timeline_token")),
        sa.PrimaryKeyConstraint("token_id", "timeline_id", name=op.f("pk_token_timeline")),
    )
    op.create_table(
        "request_key",
        sa.Column("token_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("outcome", DOCUMENT, nullable=True),
        sa.ForeignKeyConstraint(["token_id"], ["token.id"], name=op.f("fk_request_key_token")),
        sa.PrimaryKeyConstraint("token_id", "key", name=op.f("pk_request_key")),
    )
    op.create_index("ix_request_key_recorded_at", "request_key", ["recorded_at"])
