"""Tokens at rest: the digest of each secret, never the secret."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from timeline.store.tables import timeline, token, token_timeline

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection, Row


@dataclass(frozen=True, slots=True)
class Token:
    """`key` is the public part that names it; `timelines` by id their slugs, None for all."""

    id: int
    key: str
    digest: str
    name: str
    scope: str
    timelines: dict[int, str] | None
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None

    def valid(self, now: datetime) -> bool:
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


def add(tx: Connection, timelines: Sequence[int] | None, **columns: Any) -> None:
    """`timelines` None for all, those that are yet to be made included."""
    made = tx.execute(sa.insert(token).values(everywhere=timelines is None, **columns).returning(token.c.id))
    token_id = made.scalar_one()
    if timelines:
        tx.execute(sa.insert(token_timeline), [{"token_id": token_id, "timeline_id": one} for one in timelines])


def find(tx: Connection, key: str) -> Token | None:
    """One statement."""
    return next(iter(_read(tx.execute(_OF_KEY, {"of_key": key}).all())), None)


def list_tokens(tx: Connection) -> list[Token]:
    return _read(tx.execute(_SELECT.order_by(token.c.id)).all())


def revoke(tx: Connection, key: str, now: datetime) -> bool:
    """Whether there is such a token; one that was revoked before stays as it was."""
    revoked = sa.func.coalesce(token.c.revoked_at, sa.bindparam("now", now, token.c.revoked_at.type))
    return tx.execute(sa.update(token).where(token.c.key == key).values(revoked_at=revoked)).rowcount > 0


def note_use(tx: Connection, token_id: int, now: datetime) -> None:
    tx.execute(sa.update(token).where(token.c.id == token_id).values(last_used_at=now))


_SELECT = (
    sa.select(token, timeline.c.id.label("timeline_id"), timeline.c.slug)
    .outerjoin(token_timeline, token_timeline.c.token_id == token.c.id)
    .outerjoin(timeline, timeline.c.id == token_timeline.c.timeline_id)
)
_OF_KEY = _SELECT.where(token.c.key == sa.bindparam("of_key"))


def _read(rows: Sequence[Row[Any]]) -> list[Token]:
    """One row for each of a token's timelines."""
    found: dict[int, Token] = {}
    for row in rows:
        timelines: dict[int, str] | None = None if row.everywhere else {}
        one = found.setdefault(
            row.id,
            Token(
                row.id, row.key, row.digest, row.name, row.scope, timelines,
                row.created_at, row.expires_at, row.revoked_at, row.last_used_at,
            ),
        )  # fmt: skip
        if one.timelines is not None and row.timeline_id is not None:
            one.timelines[row.timeline_id] = row.slug
    return list(found.values())
