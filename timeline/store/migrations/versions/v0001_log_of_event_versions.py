"""The log of event versions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
ORDERED_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
CURRENT = sa.text("superseded_by IS NULL")


def upgrade() -> None:
    op.create_table(
        "timeline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", ORDERED_TEXT, nullable=False),
        sa.Column("visibility", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("public_revision", sa.BigInteger(), nullable=False),
        sa.Column("public_changed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timeline")),
        sa.UniqueConstraint("slug", name=op.f("uq_timeline_slug")),
    )
    op.create_table(
        "event_version",
        sa.Column("timeline_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("uid", ORDERED_TEXT, nullable=False),
        sa.Column("superseded_by", sa.BigInteger(), nullable=True),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("published_revision", sa.BigInteger(), nullable=True),
        sa.Column("published_at", INSTANT, nullable=True),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Column("tombstone", sa.Boolean(), nullable=False),
        sa.Column("slug", ORDERED_TEXT, nullable=False),
        sa.Column("publication", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("verification", sa.Text(), nullable=False),
        sa.Column("edtf", sa.String(length=255), nullable=False),
        sa.Column("date_text", sa.Text(), nullable=True),
        sa.Column("date_anchor", sa.String(length=255), nullable=True),
        sa.Column("start_earliest", sa.BigInteger(), nullable=False),
        sa.Column("start_latest", sa.BigInteger(), nullable=False),
        sa.Column("end_earliest", sa.BigInteger(), nullable=False),
        sa.Column("end_latest", sa.BigInteger(), nullable=False),
        sa.Column("start_kind", sa.Text(), nullable=False),
        sa.Column("end_kind", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("qual", sa.SmallInteger(), nullable=False),
        sa.Column("gapped", sa.Boolean(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=True),
        sa.Column("sort_asc", sa.BigInteger(), nullable=False),
        sa.Column("sort_asc_width", sa.BigInteger(), nullable=False),
        sa.Column("sort_desc", sa.BigInteger(), nullable=False),
        sa.Column("sort_desc_width", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["timeline_id"], ["timeline.id"], name=op.f("fk_event_version_timeline")),
        sa.PrimaryKeyConstraint("timeline_id", "revision", name=op.f("pk_event_version")),
    )
    op.create_index(
        "ix_event_version_certain",
        "event_version",
        ["timeline_id", "start_latest", "end_earliest"],
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_index(
        "ix_event_version_current_slug",
        "event_version",
        ["timeline_id", "slug"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_index(
        "ix_event_version_current_uid",
        "event_version",
        ["timeline_id", "uid"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_index(
        "ix_event_version_date",
        "event_version",
        ["timeline_id", "sort_asc", "sort_asc_width", "starts_at", "uid"],
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_index(
        "ix_event_version_date_desc",
        "event_version",
        ["timeline_id", "sort_desc", "sort_desc_width", "starts_at", "uid"],
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_index("ix_event_version_history", "event_version", ["timeline_id", "uid", "revision"])
    op.create_index(
        "ix_event_version_possible",
        "event_version",
        ["timeline_id", "start_earliest", "end_latest"],
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_index("ix_event_version_slug", "event_version", ["timeline_id", "slug"])
    op.create_table(
        "timeline_version",
        sa.Column("timeline_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("superseded_by", sa.BigInteger(), nullable=True),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(["timeline_id"], ["timeline.id"], name=op.f("fk_timeline_version_timeline")),
        sa.PrimaryKeyConstraint("timeline_id", "revision", name=op.f("pk_timeline_version")),
    )
    op.create_table(
        "version_term",
        sa.Column("timeline_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("term", ORDERED_TEXT, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["timeline_id", "revision"],
            ["event_version.timeline_id", "event_version.revision"],
            name=op.f("fk_version_term_event_version"),
        ),
        sa.PrimaryKeyConstraint("timeline_id", "revision", "kind", "term", name=op.f("pk_version_term")),
    )
    op.create_index("ix_version_term_kind_term", "version_term", ["timeline_id", "kind", "term"])
