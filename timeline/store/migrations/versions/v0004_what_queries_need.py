"""What queries need: runs of days, figures and places in tables of their own; indexes that cover a window."""

import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ORDERED_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
PUBLIC = sa.text("superseded_by IS NULL AND publication = 'published'")
GAPPED = sa.text("superseded_by IS NULL AND publication = 'published' AND gapped IS true")
GAPPED_SQLITE = sa.text("superseded_by IS NULL AND publication = 'published' AND gapped IS 1")
WINDOW = ["start_earliest", "end_latest", "start_latest", "end_earliest"]
REPLACED = ("date", "date_desc", "possible", "certain")
INDEXES = {
    "date": ["sort_asc", "sort_asc_width", "starts_at", "uid", *WINDOW, "tombstone", "gapped"],
    "date_desc": ["sort_desc", "sort_desc_width", "starts_at", "uid", *WINDOW, "tombstone", "gapped"],
    "days": [*WINDOW, "start_month", "end_month", "tombstone", "gapped", "revision"],
    "changed": ["revision", "tombstone"],
    "first_published": ["published_revision", "uid", "tombstone"],
    "verification": ["verification", "tombstone"],
    "status": ["status", "tombstone"],
}


def upgrade() -> None:
    op.add_column("event_version", sa.Column("recurring", sa.Boolean(), nullable=False, server_default=sa.false()))
    for name in ("spans_until", "start_month", "end_month"):
        op.add_column("event_version", sa.Column(name, sa.BigInteger(), nullable=False, server_default="0"))
    for name in REPLACED:
        op.drop_index(f"ix_event_version_{name}", "event_version")
    for name, columns in INDEXES.items():
        _public_index(name, columns, PUBLIC, PUBLIC)
    _public_index("gapped", ["spans_until"], GAPPED_SQLITE, GAPPED)
    op.create_index("ix_event_version_recorded", "event_version", ["timeline_id", "recorded_at", "revision"])
    op.drop_index("ix_version_term_kind_term", "version_term")
    op.create_index("ix_version_term_kind_term", "version_term", ["timeline_id", "kind", "term", "revision"])
    _make_tables()


def _public_index(name: str, columns: list[str], sqlite: sa.TextClause, postgresql: sa.TextClause) -> None:
    op.create_index(
        f"ix_event_version_{name}",
        "event_version",
        ["timeline_id", *columns],
        sqlite_where=sqlite,
        postgresql_where=postgresql,
    )


def _make_tables() -> None:
    _of_version(
        "version_span",
        ["last_day"],
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("last_day", "first_day")),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("first_month", "last_month")),
    )
    _of_version(
        "version_figure",
        ["name", "unit"],
        *(sa.Column(name, ORDERED_TEXT, nullable=False) for name in ("name", "unit")),
        sa.Column("label", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Double(), nullable=True) for name in ("low", "high")),
        sa.Column("figures", sa.Integer(), nullable=False),
    )
    _of_version(
        "version_place",
        ["position"],
        sa.Column("position", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Double(), nullable=False) for name in ("latitude", "longitude", "x", "y", "z")),
    )
    op.create_index("ix_version_place_latitude", "version_place", ["timeline_id", "latitude", "longitude", "revision"])
    state = op.create_table(
        "store_state",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_store_state")),
    )
    op.bulk_insert(state, [{"name": "cursor_secret", "value": secrets.token_hex(32)}])


def _of_version(name: str, key: list[str], *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("timeline_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["timeline_id", "revision"],
            ["event_version.timeline_id", "event_version.revision"],
            name=op.f(f"fk_{name}_event_version"),
        ),
        sa.PrimaryKeyConstraint("timeline_id", "revision", *key, name=op.f(f"pk_{name}")),
    )
