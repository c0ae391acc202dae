"""Rebuild everything that is derived, from the documents alone, and tell what had been otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from timeline.domain.search import words_of
from timeline.domain.version import read_document
from timeline.store.derived import TABLES, derive_columns
from timeline.store.dialects import dialect
from timeline.store.tables import event_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy.engine import Connection, Row

    from timeline.domain.event import Event

CHUNK = 1_000
Key = tuple[int, int]
"""Timeline and revision."""


@dataclass(frozen=True, slots=True)
class Reindexed:
    """How many versions were read, and how many rows were not what their documents say."""

    versions: int
    changed: int


def reindex(tx: Connection, progress: Callable[[int], None] = lambda _: None) -> Reindexed:
    """`progress` is told the number of versions of each chunk that is done."""
    versions, changed = 0, _clear_search(tx)
    after = (0, 0)
    while rows := _chunk(tx, after):
        changed += _rebuild(tx, rows)
        versions += len(rows)
        after = (rows[-1].timeline_id, rows[-1].revision)
        progress(len(rows))
    return Reindexed(versions, changed + sum(_drop_orphans(tx, table) for table in TABLES))


def _clear_search(tx: Connection) -> int:
    """The index of words cannot be read back, so it is made anew; how many versions it lacked or had too many."""
    versions = tx.execute(sa.select(event_version.c.timeline_id, event_version.c.revision)).all()
    wrong = dialect(tx).list_keys(tx) ^ {(row.timeline_id, row.revision) for row in versions}
    dialect(tx).clear(tx)
    return len(wrong)


def count_versions(tx: Connection) -> int:
    return tx.execute(sa.select(sa.func.count()).select_from(event_version)).scalar_one()


def _chunk(tx: Connection, after: Key) -> list[Row[Any]]:
    key = sa.tuple_(event_version.c.timeline_id, event_version.c.revision)
    select = sa.select(event_version).where(key > sa.tuple_(*after)).order_by(*key).limit(CHUNK)
    return list(tx.execute(select))


def _rebuild(tx: Connection, rows: list[Row[Any]]) -> int:
    """How many of these versions were not what their documents say."""
    wrong = set()
    events = {}
    for row in rows:
        key = (row.timeline_id, row.revision)
        events[key], tombstone = read_document(row.document)
        if _correct_columns(tx, row, derive_columns(events[key], tombstone=tombstone)):
            wrong.add(key)
    dialect(tx).add(tx, [(*key, words_of(event)) for key, event in events.items()])
    for table, derive in TABLES.items():
        wrong |= _correct_table(tx, table, derive, events)
    return len(wrong)


def _correct_columns(tx: Connection, row: Row[Any], columns: dict[str, Any]) -> bool:
    wrong = {name: value for name, value in columns.items() if row._mapping[name] != value}  # noqa: SLF001
    if wrong:
        tx.execute(sa.update(event_version).where(*_at(event_version, (row.timeline_id, row.revision))).values(wrong))
    return bool(wrong)


def _correct_table(
    tx: Connection, table: sa.Table, derive: Callable[[Event], list[dict[str, Any]]], events: dict[Key, Event]
) -> set[Key]:
    stored = _stored(tx, table, list(events))
    wrong, rows = set(), []
    for key, event in events.items():
        derived = derive(event)
        if _sorted(stored.get(key, [])) != _sorted(derived):
            wrong.add(key)
            tx.execute(sa.delete(table).where(*_at(table, key)))
            rows += [{"timeline_id": key[0], "revision": key[1], **row} for row in derived]
    if rows:
        tx.execute(sa.insert(table), rows)
    return wrong


def _sorted(rows: list[dict[str, Any]]) -> list[list[tuple[str, Any]]]:
    return sorted((sorted(row.items()) for row in rows), key=repr)


def _at(table: sa.Table, key: Key) -> Iterable[sa.ColumnElement[bool]]:
    return table.c.timeline_id == key[0], table.c.revision == key[1]


def _stored(tx: Connection, table: sa.Table, keys: list[Key]) -> dict[Key, list[dict[str, Any]]]:
    """The table's rows of these versions, which follow each other."""
    key = sa.tuple_(table.c.timeline_id, table.c.revision)
    select = sa.select(table).where(key >= sa.tuple_(*keys[0]), key <= sa.tuple_(*keys[-1]))
    found: dict[Key, list[dict[str, Any]]] = {}
    for row in tx.execute(select).mappings():
        values = {name: value for name, value in row.items() if name not in {"timeline_id", "revision"}}
        found.setdefault((row["timeline_id"], row["revision"]), []).append(values)
    return found


def _drop_orphans(tx: Connection, table: sa.Table) -> int:
    """Rows of no version."""
    version = sa.select(event_version.c.revision).where(
        event_version.c.timeline_id == table.c.timeline_id,
        event_version.c.revision == table.c.revision,
    )
    return tx.execute(sa.delete(table).where(~version.exists())).rowcount
