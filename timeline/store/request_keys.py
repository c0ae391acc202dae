"""Idempotency keys: a request that is sent twice is done once, however close together (the draft standard
`Idempotency-Key`). The key is stored in the transaction of the write that it stands for, so both are there or
neither.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from timeline.domain.errors import KeyReused
from timeline.store.tables import request_key

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.engine import Connection

KEPT = timedelta(days=1)


def claim(tx: Connection, token_id: int, key: str, digest: str, now: datetime) -> Any | None:
    """None when the key is new and now taken; otherwise the outcome that was stored with it. A second request with
    the same key waits here until the first has committed or failed. Raises KeyReused for another request.
    """
    tx.execute(sa.delete(request_key).where(request_key.c.recorded_at < now - KEPT))
    insert = insert_sqlite if tx.dialect.name == "sqlite" else insert_postgresql
    row = {"token_id": token_id, "key": key, "digest": digest, "recorded_at": now}
    taken = insert(request_key).values(row).on_conflict_do_nothing().returning(request_key.c.key)
    if tx.execute(taken).first() is not None:
        return None
    found = tx.execute(sa.select(request_key).where(*_at(token_id, key))).one()
    if found.digest != digest:
        raise KeyReused(key)
    return found.outcome


def settle(tx: Connection, token_id: int, key: str, outcome: Any) -> None:
    tx.execute(sa.update(request_key).where(*_at(token_id, key)).values(outcome=outcome))


def _at(token_id: int, key: str) -> tuple[sa.ColumnElement[bool], ...]:
    return request_key.c.token_id == token_id, request_key.c.key == key
