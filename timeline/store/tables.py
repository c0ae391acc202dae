"""The tables. `event_version` is the log; what it holds beside the document is an index derived from it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

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
    sa.Column("recurring", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("spans_until", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("start_month", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("end_month", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("starts_at", sa.BigInteger, nullable=False),
    sa.Column("ends_at", sa.BigInteger),
    sa.Column("sort_asc", sa.BigInteger, nullable=False),
    sa.Column("sort_asc_width", sa.BigInteger, nullable=False),
    sa.Column("sort_desc", sa.BigInteger, nullable=False),
    sa.Column("sort_desc_width", sa.BigInteger, nullable=False),
)

CURRENT = event_version.c.superseded_by.is_(None)
PUBLISHED = event_version.c.publication == sa.literal_column("'published'")
"""With the word itself in the statement, so that a planner knows that the indexes below answer it."""


def _index(name: str, *columns: str, unique: bool = False, where: sa.ColumnElement[bool] | None = None) -> None:
    """On one timeline's versions."""
    key = [event_version.c[column] for column in ("timeline_id", *columns)]
    sa.Index(f"ix_event_version_{name}", *key, unique=unique, sqlite_where=where, postgresql_where=where)


_index("current_uid", "uid", unique=True, where=CURRENT)
_index("current_slug", "slug", unique=True, where=CURRENT)
_index("history", "uid", "revision")
_index("slug", "slug")
_index("recorded", "recorded_at", "revision")

# What may have corrected something.
REPLACING = event_version.c.sequence > sa.literal_column("0")
_index("replacing", "revision", where=REPLACING)

# What the public reads now. Each holds all that a window asks of a date, so that only rows which are shown are read;
# SQLite takes an index for all there is only if the columns of its own condition are in it too.
PUBLIC = sa.and_(CURRENT, PUBLISHED)
_WINDOW = ("start_earliest", "end_latest", "start_latest", "end_earliest")
_TOLD = ("tombstone", "gapped", "spans_until", "recurring", "revision", "superseded_by", "publication")
_SEEN = ("superseded_by", "publication")
_index("date", "sort_asc", "sort_asc_width", "starts_at", "uid", *_WINDOW, *_TOLD, where=PUBLIC)
_index("date_desc", "sort_desc", "sort_desc_width", "starts_at", "uid", *_WINDOW, *_TOLD, where=PUBLIC)
_index("days", *_WINDOW, "start_month", "end_month", *_TOLD, where=PUBLIC)
_index("changed", "revision", "tombstone", *_SEEN, where=PUBLIC)
_index("first_published", "published_revision", "uid", "tombstone", "revision", *_SEEN, where=PUBLIC)
_index("verification", "verification", "tombstone", "revision", *_SEEN, where=PUBLIC)
_index("status", "status", "tombstone", "revision", *_SEEN, where=PUBLIC)
_index(
    "gapped",
    *("spans_until", *_WINDOW, "tombstone", "gapped", "recurring", "revision", *_SEEN),
    where=sa.and_(PUBLIC, event_version.c.gapped.is_(True)),
)


def _of_version(name: str, *columns: sa.Column[Any]) -> sa.Table:
    """A table derived from versions: its rows are those of one version each."""
    version = sa.ForeignKeyConstraint(
        ["timeline_id", "revision"], ["event_version.timeline_id", "event_version.revision"]
    )
    key = (
        sa.Column("timeline_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("revision", sa.BigInteger, primary_key=True),
    )
    return sa.Table(name, METADATA, *key, *columns, version)


version_term = _of_version(
    "version_term",
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("term", OrderedText, primary_key=True),
    sa.Column("label", sa.Text, nullable=False),
)
sa.Index(
    "ix_version_term_kind_term",
    *(version_term.c[name] for name in ("timeline_id", "kind", "term", "revision")),
)

version_span = _of_version(
    "version_span",
    sa.Column("last_day", sa.BigInteger, primary_key=True),
    sa.Column("first_day", sa.BigInteger, nullable=False),
    sa.Column("first_month", sa.BigInteger, nullable=False),
    sa.Column("last_month", sa.BigInteger, nullable=False),
)
"""The runs of days of a gapped version, as far as its `spans_until`."""

version_figure = _of_version(
    "version_figure",
    sa.Column("name", OrderedText, primary_key=True),
    sa.Column("unit", OrderedText, primary_key=True),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("low", sa.Double),
    sa.Column("high", sa.Double),
    sa.Column("figures", sa.Integer, nullable=False),
)
"""By name and unit ("" for none): the least low and the greatest high of what the version's sources give."""

version_place = _of_version(
    "version_place",
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("latitude", sa.Double, nullable=False),
    sa.Column("longitude", sa.Double, nullable=False),
    sa.Column("x", sa.Double, nullable=False),
    sa.Column("y", sa.Double, nullable=False),
    sa.Column("z", sa.Double, nullable=False),
)
"""Where it happened; x, y, z on a sphere of radius 1, so that a distance needs no trigonometry in SQL."""
sa.Index(
    "ix_version_place_latitude",
    *(version_place.c[name] for name in ("timeline_id", "latitude", "longitude", "revision")),
)

store_state = sa.Table(
    "store_state",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
"""What all workers and hosts must agree on."""

rendering = _of_version(
    "rendering",
    sa.Column("format", sa.Text, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("note", sa.Text),
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
