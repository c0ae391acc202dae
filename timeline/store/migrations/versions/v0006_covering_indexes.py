"""Indexes that hold all that is asked of an event before it is shown, those of their own condition included."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

PUBLIC = "superseded_by IS NULL AND publication = 'published'"
WINDOW = ["start_earliest", "end_latest", "start_latest", "end_earliest"]
TOLD = ["tombstone", "gapped", "spans_until", "recurring", "revision"]
INDEXES = {
    "date": ["sort_asc", "sort_asc_width", "starts_at", "uid", *WINDOW, *TOLD],
    "date_desc": ["sort_desc", "sort_desc_width", "starts_at", "uid", *WINDOW, *TOLD],
    "days": [*WINDOW, "start_month", "end_month", *TOLD],
    "changed": ["revision", "tombstone"],
    "first_published": ["published_revision", "uid", "tombstone", "revision"],
    "verification": ["verification", "tombstone", "revision"],
    "status": ["status", "tombstone", "revision"],
    "gapped": ["spans_until", *WINDOW, "tombstone", "gapped", "recurring", "revision"],
}


def upgrade() -> None:
    for name, columns in INDEXES.items():
        op.drop_index(f"ix_event_version_{name}", "event_version")
        op.create_index(
            f"ix_event_version_{name}",
            "event_version",
            ["timeline_id", *columns, "superseded_by", "publication"],
            sqlite_where=sa.text(f"{PUBLIC} AND gapped IS 1" if name == "gapped" else PUBLIC),
            postgresql_where=sa.text(f"{PUBLIC} AND gapped IS true" if name == "gapped" else PUBLIC),
        )
