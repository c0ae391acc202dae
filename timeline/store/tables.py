"""The tables. `event_version` is the log; what it holds beside the document is an index derived from it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

METADATA = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

JsonDocument = sa.JSON().with_variant(JSONB(), "postgresql")
OrderedText = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Text that both databases sort alike, by code point."""


class Instant(TypeDecorator[datetime]):
    """An aware instant, in UTC: SQLite keeps no zone, so none but UTC may reach it."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


timeline = sa.Table(
    "timeline",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("slug", OrderedText, nullable=False, unique=True),
    sa.Column("visibility", sa.Text, nullable=False),
    sa.Column("revision", sa.BigInteger, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
    sa.Column("public_revision", sa.BigInteger, nullable=False),
    sa.Column("public_changed_at", Instant, nullable=False),
    # Who made the renderings of its current versions, and since when.
    sa.Column("renderer", sa.Text),
    sa.Column("renderer_since", Instant),
    sa.Column("lacking", sa.Boolean, nullable=False, server_default=sa.false()),
)

timeline_version = sa.Table(
    "timeline_version",
    METADATA,
    sa.Column("timeline_id", sa.ForeignKey("timeline.id"), primary_key=True),
    sa.Column("revision", sa.BigInteger, primary_key=True),
    sa.Column("superseded_by", sa.BigInteger),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("document", JsonDocument, nullable=False),
)

event_version = sa.Table(
    "event_version",
    METADATA,
    sa.Column("timeline_id", sa.ForeignKey("timeline.id"), primary_key=True),
    sa.Column("revision", sa.BigInteger, primary_key=True),
    sa.Column("uid", OrderedText, nullable=False),
    sa.Column("superseded_by", sa.BigInteger),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("sequence", sa.Integer, nullable=False),
    sa.Column("published_revision", sa.BigInteger),
    sa.Column("published_at", Instant),
    sa.Column("document", JsonDocument, nullable=False),
    # Derived from the document by `timeline.store.derived`.
    sa.Column("tombstone", sa.Boolean, nullable=False),
    sa.Column("slug", OrderedText, nullable=False),
    sa.Column("publication", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("verification", sa.Text, nullable=False),
    sa.Column("edtf", sa.String(255), nullable=False),
    sa.Column("date_text", sa.Text),
    sa.Column("date_anchor", sa.String(255)),
    sa.Column("start_earliest", sa.BigInteger, nullable=False),
    sa.Column("start_latest", sa.BigInteger, nullable=False),
    sa.Column("end_earliest", sa.BigInteger, nullable=False),
    sa.Column("end_latest", sa.BigInteger, nullable=False),
    sa.Column("start_kind", sa.Text, nullable=False),
    sa.Column("end_kind", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("precision", sa.Text, nullable=False),
    sa.Column("qual", sa.SmallInteger, nullable=False),
    sa.Column("gapped", sa.Boolean, nullable=False),
    sa.Column("starts_at", sa.BigInteger, nullable=False),
    sa.Column("ends_at", sa.BigInteger),
    sa.Column("sort_asc", sa.BigInteger, nullable=False),
    sa.Column("sort_asc_width", sa.BigInteger, nullable=False),
    sa.Column("sort_desc", sa.BigInteger, nullable=False),
    sa.Column("sort_desc_width", sa.BigInteger, nullable=False),
)

CURRENT = event_version.c.superseded_by.is_(None)
sa.Index(
    "ix_event_version_current_uid",
    event_version.c.timeline_id,
    event_version.c.uid,
    unique=True,
    sqlite_where=CURRENT,
    postgresql_where=CURRENT,
)
sa.Index(
    "ix_event_version_current_slug",
    event_version.c.timeline_id,
    event_version.c.slug,
    unique=True,
    sqlite_where=CURRENT,
    postgresql_where=CURRENT,
)
sa.Index("ix_event_version_history", event_version.c.timeline_id, event_version.c.uid, event_version.c.revision)
sa.Index("ix_event_version_slug", event_version.c.timeline_id, event_version.c.slug)
for _name, _columns in {
    "date": ("sort_asc", "sort_asc_width", "starts_at", "uid"),
    "date_desc": ("sort_desc", "sort_desc_width", "starts_at", "uid"),
    "possible": ("start_earliest", "end_latest"),
    "certain": ("start_latest", "end_earliest"),
}.items():
    sa.Index(
        f"ix_event_version_{_name}",
        event_version.c.timeline_id,
        *(event_version.c[column] for column in _columns),
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )

version_term = sa.Table(
    "version_term",
    METADATA,
    sa.Column("timeline_id", sa.Integer, primary_key=True),
    sa.Column("revision", sa.BigInteger, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("term", OrderedText, primary_key=True),
    sa.Column("label", sa.Text, nullable=False),
    sa.ForeignKeyConstraint(["timeline_id", "revision"], ["event_version.timeline_id", "event_version.revision"]),
)
sa.Index("ix_version_term_kind_term", version_term.c.timeline_id, version_term.c.kind, version_term.c.term)

rendering = sa.Table(
    "rendering",
    METADATA,
    sa.Column("timeline_id", sa.Integer, primary_key=True),
    sa.Column("revision", sa.BigInteger, primary_key=True),
    sa.Column("format", sa.Text, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("note", sa.Text),
    sa.ForeignKeyConstraint(["timeline_id", "revision"], ["event_version.timeline_id", "event_version.revision"]),
)

token = sa.Table(
    "token",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("scope", sa.Text, nullable=False),
    sa.Column("everywhere", sa.Boolean, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("expires_at", Instant),
    sa.Column("revoked_at", Instant),
    sa.Column("last_used_at", Instant),
)

token_timeline = sa.Table(
    "token_timeline",
    METADATA,
    sa.Column("token_id", sa.ForeignKey("token.id"), primary_key=True),
    sa.Column("timeline_id", sa.ForeignKey("timeline.id"), primary_key=True),
)

request_key = sa.Table(
    "request_key",
    METADATA,
    sa.Column("token_id", sa.ForeignKey("token.id"), primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("recorded_at", Instant, nullable=False, index=True),
    sa.Column("outcome", JsonDocument),
)
"""What a request with an Idempotency-Key led to, as revisions: never as bodies, which erasure could not reach."""
