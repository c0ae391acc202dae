"""FTS5, without the text: an index alone. Its numbers of rows are timeline and revision in one.

Words reach it cut and folded, so its tokenizer has only to keep them whole: marks and private characters are letters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection

    from timeline.domain.search import Term, Words

SHIFT = 40
"""Bits for the revision."""
KEY: sa.ColumnElement[int] = sa.literal_column("event_version.rowid", sa.BigInteger)
FIELDS = ("title", "names", "body")
_index = sa.table("version_search", sa.column("rowid", sa.BigInteger), sa.column("version_search"))


def find(timeline_id: int, terms: Sequence[Term], field: str | None = None) -> sa.Select[tuple[int]]:
    asked = " AND ".join(map(_write, terms))
    first = timeline_id << SHIFT
    match = _index.c.version_search.op("MATCH")(asked if field is None else f"{{{field}}} : ({asked})")
    revision = _index.c.rowid.op("&")((1 << SHIFT) - 1)
    return sa.select(revision).where(match, _index.c.rowid.between(first, first + (1 << SHIFT) - 1))


def among(timeline_id: int, keys: Sequence[int]) -> sa.ColumnElement[bool]:  # noqa: ARG001  a key is one of them all
    """Without the timeline: told of that, SQLite would rather walk along an index of all its events."""
    return KEY.in_(keys)


def _write(term: Term) -> str:
    return f'"{" ".join(term.words)}"{" *" if term.prefix else ""}'


def add(tx: Connection, rows: Sequence[tuple[int, int, Words]]) -> None:
    if rows:
        tx.execute(_ADD, [_row(*row) for row in rows])


def _row(timeline_id: int, revision: int, words: Words) -> dict[str, object]:
    return {"at": timeline_id << SHIFT | revision} | {field: " ".join(getattr(words, field)) for field in FIELDS}


def list_keys(tx: Connection) -> set[tuple[int, int]]:
    return {(at >> SHIFT, at & ((1 << SHIFT) - 1)) for at in tx.execute(sa.select(_index.c.rowid)).scalars()}


def clear(tx: Connection) -> None:
    tx.execute(sa.text("INSERT INTO version_search (version_search) VALUES ('delete-all')"))


_ADD = sa.text("INSERT INTO version_search (rowid, title, names, body) VALUES (:at, :title, :names, :body)")
